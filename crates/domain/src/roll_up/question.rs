//! What is asked, and what is answered.

use crate::ids::{IndicatorId, UnitId};
use crate::indicators::formula::When;
use crate::indicators::{Exact, Reading, Slice};
use crate::periods::{Calendars, Period};
use jiff::civil::Date;

/// Under whom a unit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tree {
    /// Under whom it stood in the period.
    AsItWas,
    /// What it was goes to its successors, and counts under whom those stand on that day; as it was for a period that ends later.
    On(Date),
}

/// Which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time {
    /// A period.
    pub period: Period,
    /// With all of its year that is before it (lũy kế).
    pub to_date: bool,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// The whole or a part.
    pub slice: Slice,
    /// Of whom, with all below.
    pub unit: UnitId,
    /// When.
    pub time: Time,
    /// On which tree.
    pub tree: Tree,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// What it comes to, before it is rounded.
    pub reading: Reading<Exact>,
    /// How many units it comes from; for what is computed nought.
    pub units: u32,
    /// How many units say that it does not apply to them.
    pub not_applicable: u32,
}

impl Time {
    /// A period alone.
    #[must_use]
    pub const fn of(period: Period) -> Self {
        Self { period, to_date: false }
    }

    /// The time so much earlier; none where the calendar of the period has no such period, or no years.
    pub(super) fn at(self, when: When, calendars: &Calendars) -> Option<Self> {
        let mut period = self.period;
        if when.earlier > 0 || when.years > 0 {
            let calendar = calendars.of(period)?;
            for _ in 0..when.years {
                period = calendars.last_year(calendar, period)?;
            }
            period = calendar.shift(period, -i32::from(when.earlier))?;
        }
        Some(Self { period, to_date: self.to_date || when.to_date })
    }

    /// The periods that are meant, one as a rule, those of the year so far otherwise.
    pub(super) fn periods(self, calendars: &Calendars) -> Option<Vec<Period>> {
        if !self.to_date {
            return Some(vec![self.period]);
        }
        calendars.year_to_date(calendars.of(self.period)?, self.period)
    }
}
