//! The four buckets of every statistic: done on time, done late, open in time, open overdue (`domain.md §7`).

use super::task::{Stage, Task};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Against which version of the deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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

/// One of the four.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bucket {
    /// Accepted; the result came in time, or no day was known.
    DoneInTime,
    /// Accepted; the result came late.
    DoneLate,
    /// Open, and its last day has not passed, or the result came before.
    OpenInTime,
    /// Open, and its last day has passed.
    OpenLate,
}

impl Bucket {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::DoneInTime, Self::DoneLate, Self::OpenInTime, Self::OpenLate];

    /// Its code: `done_late`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DoneInTime => "done_in_time",
            Self::DoneLate => "done_late",
            Self::OpenInTime => "open_in_time",
            Self::OpenLate => "open_late",
        }
    }

    /// The bucket with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bucket| bucket.code() == code)
    }

    /// In which a task stands on a day; none for what was cancelled: it counts nowhere. The lead is measured by the day of its
    /// result, not by how long others took to accept it; while a task rests nobody is late.
    #[must_use]
    pub fn of(task: &Task, basis: Basis, today: Date) -> Option<Self> {
        Self::from_parts(task.stage, basis.last_day(task), task.submitted_on(), today)
    }

    /// The same from what a row of a store says.
    #[must_use]
    pub fn from_parts(stage: Stage, due: Option<Date>, submitted: Option<Date>, today: Date) -> Option<Self> {
        let late = due.is_some_and(|due| submitted.unwrap_or(today) > due);
        match stage {
            Stage::Cancelled => None,
            Stage::Done => Some(if late { Self::DoneLate } else { Self::DoneInTime }),
            Stage::Suspended => Some(Self::OpenInTime),
            _ => Some(if late { Self::OpenLate } else { Self::OpenInTime }),
        }
    }
}
