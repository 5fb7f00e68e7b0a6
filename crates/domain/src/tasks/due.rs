//! Deadlines: a day, a period, before an event, or none (`domain.md §7`).

use crate::documents::Period;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Until when.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Due {
    /// A day.
    Day(Date),
    /// A period: its last day (`trong quý I/2026`).
    Period {
        /// Its first day.
        from: Date,
        /// Its last day.
        last: Date,
    },
    /// Before something happens; on which day, where one knows.
    Before {
        /// What: `kỳ họp Ban Chấp hành tháng 12`.
        event: String,
        /// When it happens.
        on: Option<Date>,
    },
    /// No deadline is said.
    None,
}

impl Due {
    /// The deadline that a period is.
    #[must_use]
    pub const fn within(period: Period) -> Self {
        Self::Period { from: period.from, last: period.last }
    }

    /// The last day in time; none where no day is known.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(*day),
            Self::Period { last, .. } => Some(*last),
            // Before the event: the day before it is the last.
            Self::Before { on, .. } => on.and_then(|on| on.yesterday().ok()),
            Self::None => None,
        }
    }

    /// Is a deadline said at all?
    #[must_use]
    pub fn is_said(&self) -> bool {
        *self != Self::None
    }

    /// May a task with this deadline stand under one that is due on `above`? Not where it would end later, or without an end.
    #[must_use]
    pub fn fits_under(&self, above: Option<Date>) -> bool {
        above.is_none_or(|above| self.last_day().is_some_and(|own| own <= above))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::Calendar;
    use jiff::civil::date;

    #[test]
    fn the_last_day_is_the_one_that_people_mean() {
        let quarter = Due::within(Period::of(Calendar::Quarter, date(2026, 2, 3)));
        assert_eq!(quarter.last_day(), Some(date(2026, 3, 31)));
        let before = |on| Due::Before { event: "kỳ họp tháng 12".to_owned(), on };
        assert_eq!(before(Some(date(2026, 12, 10))).last_day(), Some(date(2026, 12, 9)));
        assert_eq!(before(None).last_day(), None);
        assert!(before(None).is_said() && !Due::None.is_said());
    }

    #[test]
    fn below_a_deadline_nothing_ends_later() {
        let above = Some(date(2026, 3, 31));
        assert!(Due::Day(date(2026, 3, 31)).fits_under(above));
        assert!(!Due::Day(date(2026, 4, 1)).fits_under(above));
        assert!(!Due::None.fits_under(above) && Due::None.fits_under(None));
    }
}
