//! How values of the rules stand in columns.

use crate::StoreError;
use domain::UnitId;
use jiff::Timestamp;
use jiff::civil::Date;

/// The end of what has not ended.
pub(crate) const END: &str = "9999-12-31";

/// Where a name stands in a dictionary, as figures that every database compares alike.
pub(crate) fn sort_text(name: &str) -> String {
    data_encoding::HEXLOWER.encode(&vitext::sort::key(name))
}

/// A day as it stands in a column.
pub(crate) fn day_text(date: Date) -> String {
    date.to_string()
}

/// A day from a column.
pub(crate) fn day(what: &'static str, text: &str) -> Result<Date, StoreError> {
    text.parse().map_err(|e: jiff::Error| StoreError::damaged(what, e))
}

/// The day after the last from a column; none while no end is known.
pub(crate) fn end(what: &'static str, text: &str) -> Result<Option<Date>, StoreError> {
    if text == END { Ok(None) } else { day(what, text).map(Some) }
}

/// An instant as it stands in a column.
pub(crate) fn micros(at: Timestamp) -> i64 {
    at.as_microsecond()
}

/// An instant from a column.
pub(crate) fn instant(what: &'static str, micros: i64) -> Result<Timestamp, StoreError> {
    Timestamp::from_microsecond(micros).map_err(|e| StoreError::damaged(what, e))
}

/// That a column has one of these units, in SQL: their numbers are ours and stand in the text.
pub(crate) fn among(column: &str, units: &[UnitId]) -> String {
    let runs = runs(units).into_iter().map(|(first, last)| format!("{column} BETWEEN {first} AND {last}"));
    let runs = runs.collect::<Vec<_>>().join(" OR ");
    if runs.is_empty() { "1 = 0".to_owned() } else { format!("({runs})") }
}

/// Units as first and last numbers of runs without a gap. The units below one were mostly made one after the other, so that thousands
/// are a few runs: a statement of a few values.
fn runs(units: &[UnitId]) -> Vec<(i64, i64)> {
    let mut numbers: Vec<i64> = units.iter().map(|unit| unit.get()).collect();
    numbers.sort_unstable();
    let mut runs: Vec<(i64, i64)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if number <= *last + 1 => *last = number,
            _ => runs.push((number, number)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn runs_have_the_units_and_no_others(numbers in proptest::collection::vec(1_i64..60, 0..40)) {
            let units: Vec<UnitId> = numbers.iter().map(|&number| UnitId::new(number)).collect();
            let runs = runs(&units);
            for number in 0..61 {
                let within = runs.iter().filter(|(first, last)| (*first..=*last).contains(&number)).count();
                prop_assert_eq!(within, usize::from(numbers.contains(&number)));
            }
            prop_assert!(runs.windows(2).all(|two| two[0].1 + 1 < two[1].0), "neighbours are one run");
        }
    }
}
