//! Done or open, in time or late: which of the four, and against which version of the deadline (`domain.md §7`).

use super::task::{Stage, Task};
use crate::Timeliness;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Against which version of the deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Basis {
    /// The one in force: extensions count.
    #[default]
    InForce,
    /// The one that was set first.
    First,
}

impl Basis {
    /// Both.
    pub const ALL: [Self; 2] = [Self::InForce, Self::First];

    /// Its code: `in_force`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InForce => "in_force",
            Self::First => "first",
        }
    }

    /// The last day in time; none where no day is known.
    #[must_use]
    pub fn last_day(self, task: &Task) -> Option<Date> {
        match self {
            Self::InForce => task.due().last_day(),
            Self::First => task.first_due().last_day(),
        }
    }
}

impl Task {
    /// How it stands on a day; none for what was cancelled: it counts nowhere. The lead is measured by the day of its result, not by
    /// how long others took to accept it; while a task rests nobody is late.
    #[must_use]
    pub fn timeliness(&self, basis: Basis, today: Date) -> Option<Timeliness> {
        self.stage.timeliness(basis.last_day(self), self.submitted_on(), today)
    }
}

impl Stage {
    /// The same of a task at this stage, from what a row of a store says.
    #[must_use]
    pub fn timeliness(self, due: Option<Date>, submitted: Option<Date>, today: Date) -> Option<Timeliness> {
        let late = due.is_some_and(|due| submitted.unwrap_or(today) > due);
        match self {
            Self::Cancelled => None,
            Self::Done => Some(Timeliness::from_answers(true, late)),
            Self::Suspended => Some(Timeliness::OpenInTime),
            _ => Some(Timeliness::from_answers(false, late)),
        }
    }
}
