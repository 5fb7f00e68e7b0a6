//! How values of the rules stand in columns.

use crate::StoreError;
use domain::UnitId;
use domain::units::UnitSet;
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

/// That a column has one of these units, in SQL. Numbers and the day are ours and stand in the text; who stands below whom is asked of
/// the closure, so that thousands of units are a few words.
pub(crate) fn among(column: &str, units: &UnitSet) -> String {
    let mut ways = Vec::new();
    if !units.single().is_empty() {
        ways.push(format!("{column} IN ({})", numbers(units.single())));
    }
    if !units.whole().is_empty() {
        ways.push(format!(
            "EXISTS (SELECT 1 FROM unit_closure AS reach WHERE reach.ancestor IN ({}) AND reach.descendant = {column}
                AND reach.valid_from <= '{on}' AND reach.valid_to > '{on}')",
            numbers(units.whole()),
            on = units.on(),
        ));
    }
    if ways.is_empty() { "1 = 0".to_owned() } else { format!("({})", ways.join(" OR ")) }
}

/// `1, 2, 3`.
pub(crate) fn numbers(units: &[UnitId]) -> String {
    units.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
