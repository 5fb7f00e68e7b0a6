//! Working days: data, `data/working-days.toml`, and what an administrator has set instead.

use jiff::civil::{Date, Weekday};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Days further away than this are not counted one by one: a calendar of nine thousand years is a mistake of somebody's typing.
const FAR: i32 = 40_000;

/// A year of the table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Year {
    /// Which.
    pub year: i16,
    /// Has it been announced, or is it what the law lets one expect?
    pub announced: bool,
    /// Weekdays without work.
    pub off: Vec<Date>,
    /// Days of a weekend that are worked.
    pub made_up: Vec<Date>,
    /// Where it comes from.
    pub source: String,
}

/// Why a table of working days cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WorkingDaysError {
    /// It is not the table it should be.
    #[error("working days: {0}")]
    Syntax(#[from] toml::de::Error),
    /// One year twice.
    #[error("working days: {0} stands there twice")]
    Twice(i16),
    /// A day stands under a year that is not its own, or where it says nothing.
    #[error("working days: {0} has no place there")]
    Misplaced(Date),
}

/// Which days are worked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkingDays {
    years: Vec<Year>,
    /// Days that are not what their weekday says: worked or not.
    days: BTreeMap<Date, bool>,
}

impl WorkingDays {
    /// The table that comes with the program.
    ///
    /// # Errors
    /// Never, as a test shows; see [`WorkingDays::parse`].
    pub fn built_in() -> Result<Self, WorkingDaysError> {
        Self::parse(include_str!("../../../../data/working-days.toml"))
    }

    /// A table in the form of `data/working-days.toml`.
    ///
    /// # Errors
    /// [`WorkingDaysError`] says what is wrong with it.
    pub fn parse(table: &str) -> Result<Self, WorkingDaysError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            year: Vec<Year>,
        }
        let years = toml::from_str::<Table>(table)?.year;
        let mut days = BTreeMap::new();
        for (index, year) in years.iter().enumerate() {
            if years[..index].iter().any(|other| other.year == year.year) {
                return Err(WorkingDaysError::Twice(year.year));
            }
            let off = year.off.iter().map(|day| (*day, false));
            for (day, works) in off.chain(year.made_up.iter().map(|day| (*day, true))) {
                let says_nothing = weekday_works(day) == works;
                if day.year() != year.year || says_nothing || days.insert(day, works).is_some() {
                    return Err(WorkingDaysError::Misplaced(day));
                }
            }
        }
        Ok(Self { years, days })
    }

    /// The same with days that an administrator has set: worked or not. They hold before the table.
    #[must_use]
    pub fn with(mut self, set: impl IntoIterator<Item = (Date, bool)>) -> Self {
        self.days.extend(set);
        self
    }

    /// The years of the table.
    #[must_use]
    pub fn years(&self) -> &[Year] {
        &self.years
    }

    /// Is the year of that day announced?
    #[must_use]
    pub fn is_announced(&self, day: Date) -> bool {
        self.years.iter().any(|year| year.year == day.year() && year.announced)
    }

    /// Is it worked on that day?
    #[must_use]
    pub fn works(&self, day: Date) -> bool {
        self.days.get(&day).copied().unwrap_or_else(|| weekday_works(day))
    }

    /// How many working days come after `from`, up to `to` with it; negative the other way round.
    #[must_use]
    pub fn between(&self, from: Date, to: Date) -> i32 {
        let (first, last, sign) = if from <= to { (from, to, 1) } else { (to, from, -1) };
        let days = first.series(jiff::Span::new().days(1)).skip(1).take_while(|day| *day <= last);
        let count =
            days.take(usize::try_from(FAR).unwrap_or_default()).filter(|day| self.works(*day)).count();
        sign * i32::try_from(count).unwrap_or(FAR)
    }

    /// The working day that comes `count` working days after `from`, or before it where `count` is negative; for 0 the first
    /// working day from `from` on. The end of the calendar where there is none.
    #[must_use]
    pub fn add(&self, from: Date, count: i32) -> Date {
        let step = jiff::Span::new().days(if count < 0 { -1 } else { 1 });
        let mut days = from.series(step).filter(|day| self.works(*day));
        let end = if count < 0 { Date::MIN } else { Date::MAX };
        if count == 0 {
            return days.next().unwrap_or(end);
        }
        let skip = usize::try_from(count.unsigned_abs().min(FAR.unsigned_abs())).unwrap_or(1);
        let after = days.filter(|day| *day != from);
        after.take(skip).last().unwrap_or(end)
    }
}

fn weekday_works(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn table() -> WorkingDays {
        WorkingDays::built_in().unwrap()
    }

    proptest! {
        #[test]
        fn adding_and_counting_are_one_the_other_way_round(from in 0_i32..1_400, count in -300_i32..300) {
            let (days, from) = (table(), date(2024, 6, 1) + from.days());
            let to = days.add(from, count);
            prop_assert!(days.works(to));
            // Backwards the day itself counts where it is worked: nothing lies between it and itself.
            let own = i32::from(count < 0 && days.works(from)) - i32::from(count < 0 && days.works(to));
            if count != 0 {
                prop_assert_eq!(days.between(from, to), count - own);
            }
        }

        #[test]
        fn stretches_add_up(a in 0_i32..900, b in 0_i32..900, c in 0_i32..900) {
            let days = table();
            let at = |n: i32| date(2024, 12, 1) + n.days();
            prop_assert_eq!(days.between(at(a), at(b)) + days.between(at(b), at(c)), days.between(at(a), at(c)));
            prop_assert_eq!(days.between(at(a), at(b)), -days.between(at(b), at(a)));
        }
    }

    #[test]
    fn holidays_are_free_and_made_up_days_are_worked() {
        let days = table();
        // Friday is exchanged for the Saturday before.
        assert!(!days.works(date(2025, 5, 2)) && days.works(date(2025, 4, 26)));
        assert_eq!(days.between(date(2025, 4, 25), date(2025, 5, 5)), 4);
        assert_eq!(days.add(date(2025, 4, 29), 1), date(2025, 5, 5));
        // Over Tết.
        assert_eq!(days.add(date(2026, 2, 13), 1), date(2026, 2, 23));
        assert!(days.is_announced(date(2026, 2, 13)) && !days.is_announced(date(2027, 2, 13)));
        // A year that nobody knows has its weekends.
        assert!(days.works(date(2031, 9, 2)) && !days.works(date(2031, 9, 6)));
        // What an administrator sets holds before the table.
        let set = days.with([(date(2026, 2, 16), true), (date(2026, 11, 24), false)]);
        assert!(set.works(date(2026, 2, 16)) && !set.works(date(2026, 11, 24)));
    }

    #[test]
    fn a_table_that_contradicts_itself_is_refused() {
        let year = |off: &str, made_up: &str| {
            format!(
                "[[year]]\nyear = 2026\nannounced = true\nsource = \"x\"\noff = [{off}]\nmade_up = [{made_up}]\n"
            )
        };
        let misplaced = |day| Err(WorkingDaysError::Misplaced(day));
        // A Saturday is free anyway, a Monday is worked anyway, and a day of another year stands elsewhere.
        assert_eq!(WorkingDays::parse(&year("\"2026-01-03\"", "")), misplaced(date(2026, 1, 3)));
        assert_eq!(WorkingDays::parse(&year("", "\"2026-01-05\"")), misplaced(date(2026, 1, 5)));
        assert_eq!(WorkingDays::parse(&year("\"2025-01-01\"", "")), misplaced(date(2025, 1, 1)));
        assert_eq!(WorkingDays::parse(&year("", "").repeat(2)), Err(WorkingDaysError::Twice(2026)));
    }
}
