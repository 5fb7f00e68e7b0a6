//! Stretches of days that an office counts by: months, quarters, years, and the reporting month, which runs from the 15th to the
//! 14th (`domain.md §8`).

use crate::span::Span;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The day on which a reporting month begins.
const REPORTING_DAY: i8 = 15;

/// How an office cuts time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Calendar {
    /// Calendar months.
    Month,
    /// From the 15th of the month before to the 14th; called after the month in which it ends.
    ReportingMonth,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

impl Calendar {
    /// All of them, from the shortest on.
    pub const ALL: [Self; 4] = [Self::Month, Self::ReportingMonth, Self::Quarter, Self::Year];

    /// Its code: `reporting_month`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::ReportingMonth => "reporting_month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    const fn months(self) -> i32 {
        match self {
            Self::Month | Self::ReportingMonth => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }
}

/// Days that are counted together, from one to another, both with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub last: Date,
}

impl Period {
    /// These days; none where the last is before the first.
    #[must_use]
    pub fn new(from: Date, last: Date) -> Option<Self> {
        (from <= last).then_some(Self { from, last })
    }

    /// The period of a calendar in which a day lies.
    #[must_use]
    pub fn of(calendar: Calendar, day: Date) -> Self {
        let first = day.first_of_month();
        let months_before = match calendar {
            Calendar::Month => 0,
            Calendar::ReportingMonth if day.day() < REPORTING_DAY => 1,
            Calendar::ReportingMonth => 0,
            Calendar::Quarter => (i32::from(day.month()) - 1) % 3,
            Calendar::Year => i32::from(day.month()) - 1,
        };
        let from = first.saturating_sub(months_before.months());
        let from = if calendar == Calendar::ReportingMonth { on(from, REPORTING_DAY) } else { from };
        Self::from(calendar, from)
    }

    /// The period of a calendar that begins on that day.
    fn from(calendar: Calendar, from: Date) -> Self {
        let next = from.saturating_add(calendar.months().months());
        Self { from, last: next.yesterday().unwrap_or(next) }
    }

    /// Of which calendar it is a period; none for days of somebody's own.
    #[must_use]
    pub fn calendar(&self) -> Option<Calendar> {
        Calendar::ALL.into_iter().find(|calendar| Self::of(*calendar, self.from) == *self)
    }

    /// The one before, of the same calendar or as long.
    #[must_use]
    pub fn before(&self) -> Self {
        let last = self.from.yesterday().unwrap_or(self.from);
        match self.calendar() {
            Some(calendar) => Self::of(calendar, last),
            None => Self { from: last.saturating_sub(self.length().days()), last },
        }
    }

    /// The one after, of the same calendar or as long.
    #[must_use]
    pub fn after(&self) -> Self {
        let from = self.last.tomorrow().unwrap_or(self.last);
        match self.calendar() {
            Some(calendar) => Self::of(calendar, from),
            None => Self { from, last: from.saturating_add(self.length().days()) },
        }
    }

    /// The days as a span.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::through(self.from, self.last)
    }

    /// Days from the first to the last.
    fn length(&self) -> i32 {
        (self.last - self.from).get_days()
    }
}

fn on(month: Date, day: i8) -> Date {
    Date::new(month.year(), month.month(), day).unwrap_or(month)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_calendar_tiles_the_days(days in 0_i32..200_000, which in prop::sample::select(Calendar::ALL.to_vec())) {
            let day = date(1900, 1, 1) + days.days();
            let period = Period::of(which, day);
            prop_assert!(period.span().contains(day));
            prop_assert_eq!(period.calendar(), Some(which));
            prop_assert_eq!(Period::of(which, period.from), period);
            prop_assert_eq!(Period::of(which, period.last), period);
            prop_assert_eq!(period.before().after(), period);
            prop_assert_eq!(period.after().before(), period);
            prop_assert_eq!(period.before().last.tomorrow().unwrap(), period.from);
        }

        #[test]
        fn days_of_ones_own_move_by_their_length(from in 0_i32..50_000, length in 0_i32..400) {
            let from = date(1950, 1, 1) + from.days();
            let period = Period::new(from, from + length.days()).unwrap();
            // Thirty days may happen to be a reporting month: what stands before that is another month, not thirty days.
            prop_assume!(period.calendar() == period.after().calendar());
            prop_assert_eq!(period.after().before(), period);
            prop_assert_eq!(period.after().from, period.last.tomorrow().unwrap());
        }
    }

    #[test]
    fn the_reporting_month_is_called_after_its_end() {
        let november = Period { from: date(2026, 10, 15), last: date(2026, 11, 14) };
        assert_eq!(Period::of(Calendar::ReportingMonth, date(2026, 11, 14)), november);
        assert_eq!(Period::of(Calendar::ReportingMonth, date(2026, 11, 15)), november.after());
        assert_eq!(Period::of(Calendar::ReportingMonth, date(2026, 1, 3)).from, date(2025, 12, 15));
        assert_eq!(Period::of(Calendar::Quarter, date(2026, 11, 22)).from, date(2026, 10, 1));
        assert_eq!(Period::new(date(2026, 2, 2), date(2026, 2, 1)), None);
    }
}
