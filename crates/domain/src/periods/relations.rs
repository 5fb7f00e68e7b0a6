//! How the periods of a year stand to each other and to those of the year before.

use super::calendar::{Calendar, Rule, months};
use super::period::Period;
use super::table::Calendars;
use jiff::ToSpan as _;

impl Calendars {
    /// The year to which a period belongs: that in which its middle day lies, of the year by which its calendar counts.
    #[must_use]
    pub fn year_of(&self, calendar: &Calendar, period: Period) -> Option<Period> {
        self.get(calendar.year.as_ref()?)?.period(period.middle())
    }

    /// Its place among the periods of its year, from one on; none where it belongs to no year.
    #[must_use]
    pub fn number(&self, calendar: &Calendar, period: Period) -> Option<u32> {
        let year = self.year_of(calendar, period)?;
        let steps = match calendar.rule {
            Rule::Days { every, .. } => (period.middle() - year.from).get_days() / every,
            Rule::Months { every, .. } => (months(period.from) - months(year.from)).div_euclid(every),
            Rule::Listed(_) => return None,
        };
        u32::try_from(steps).ok().map(|steps| steps + 1)
    }

    /// The same period of the year before (cùng kỳ): of months the same months; of a day its date, the 28th for 29 February; of
    /// other days so many periods before as come nearest to a year, so that a week is compared with a week. None for what is longer
    /// than a year, and for periods with days of their own.
    #[must_use]
    pub fn last_year(&self, calendar: &Calendar, period: Period) -> Option<Period> {
        calendar.year.as_ref()?;
        match calendar.rule {
            Rule::Days { every: 1, .. } if calendar.has(period) => {
                calendar.period(period.from.checked_sub(1.year()).ok()?)
            }
            Rule::Days { every, .. } => calendar.shift(period, -((365 + every / 2) / every)),
            Rule::Months { every, .. } if 12 % every == 0 => calendar.shift(period, -(12 / every)),
            Rule::Months { .. } | Rule::Listed(_) => None,
        }
    }

    /// Its year up to and with it (lũy kế từ đầu năm): the periods of the calendar that belong to the same year, in order. None
    /// where it belongs to no year.
    #[must_use]
    pub fn year_to_date(&self, calendar: &Calendar, period: Period) -> Option<Vec<Period>> {
        let year = self.year_of(calendar, period).filter(|_| calendar.has(period))?;
        let mut periods = vec![period];
        while let Some(before) = calendar.shift(*periods.last()?, -1) {
            if self.year_of(calendar, before) != Some(year) {
                break;
            }
            periods.push(before);
        }
        periods.reverse();
        Some(periods)
    }
}
