//! The calendars by which a register of documents is counted, and what stands beside a period there.

use super::calendar::{Calendar, CalendarCode};
use super::period::Period;
use super::table::Calendars;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// The calendars by which everything that has a day can be counted, without anybody having set one up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Usual {
    /// Calendar months.
    Month,
    /// From the 15th of the month before to the 14th; called after the month in which it ends.
    ReportingMonth,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

static CALENDARS: LazyLock<[Calendar; 4]> = LazyLock::new(|| {
    let calendars = Calendars::built_in().expect("the table in the program is tested");
    Usual::ALL.map(|usual| {
        calendars
            .get(&CalendarCode::new(usual.code()))
            .expect("the table has the usual calendars, as is tested")
            .clone()
    })
});

impl Usual {
    /// All of them, from the shortest on.
    pub const ALL: [Self; 4] = [Self::Month, Self::ReportingMonth, Self::Quarter, Self::Year];

    /// The code of its calendar: `reporting_month`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::ReportingMonth => "reporting_month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The calendar as the program has it.
    #[must_use]
    pub fn calendar(self) -> &'static Calendar {
        let [month, reporting_month, quarter, year] = &*CALENDARS;
        match self {
            Self::Month => month,
            Self::ReportingMonth => reporting_month,
            Self::Quarter => quarter,
            Self::Year => year,
        }
    }
}

impl Period {
    /// The period of a usual calendar in which a day lies; that day alone at the ends of the days that can be written.
    #[must_use]
    pub fn of(usual: Usual, day: Date) -> Self {
        usual.calendar().period(day).unwrap_or(Self { from: day, last: day })
    }

    /// Of which usual calendar it is a period; none for others and for days of somebody's own.
    #[must_use]
    pub fn calendar(&self) -> Option<Usual> {
        Usual::ALL.into_iter().find(|usual| usual.calendar().has(*self))
    }

    /// The one before, of the same usual calendar or as long.
    #[must_use]
    pub fn before(&self) -> Self {
        let last = self.from.yesterday().unwrap_or(self.from);
        match self.calendar() {
            Some(usual) => Self::of(usual, last),
            None => Self { from: last.saturating_sub(self.steps().days()), last },
        }
    }

    /// The one after, of the same usual calendar or as long.
    #[must_use]
    pub fn after(&self) -> Self {
        let from = self.last.tomorrow().unwrap_or(self.last);
        match self.calendar() {
            Some(usual) => Self::of(usual, from),
            None => Self { from, last: from.saturating_add(self.steps().days()) },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_period_stands_between_its_neighbours(days in 0_i32..200_000, which in prop::sample::select(Usual::ALL.to_vec())) {
            let period = Period::of(which, date(1900, 1, 1) + days.days());
            prop_assert_eq!(period.calendar(), Some(which));
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
        assert_eq!(Period::of(Usual::ReportingMonth, date(2026, 11, 14)), november);
        assert_eq!(Period::of(Usual::ReportingMonth, date(2026, 11, 15)), november.after());
        assert_eq!(Period::of(Usual::ReportingMonth, date(2026, 1, 3)).from, date(2025, 12, 15));
        assert_eq!(Period::of(Usual::Quarter, date(2026, 11, 22)).from, date(2026, 10, 1));
        assert_eq!(Period::new(date(2026, 2, 2), date(2026, 2, 1)), None);
    }

    #[test]
    fn the_ends_of_time_have_an_answer() {
        for usual in Usual::ALL {
            for day in [Date::MIN, Date::MAX] {
                assert!(Period::of(usual, day).span().contains(day) || day == Date::MAX);
            }
        }
    }
}
