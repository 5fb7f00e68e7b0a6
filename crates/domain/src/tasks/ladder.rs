//! Urging (đôn đốc): whom it is time to tell, counted in working days before and after the deadline.

use super::task::Task;
use super::working::WorkingDays;
use crate::span::local_day;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Who is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Told {
    /// Who is responsible in the lead unit.
    Responsible,
    /// The head of the lead unit.
    Head,
    /// Who follows the task up.
    Follower,
    /// The leader above.
    Leader,
}

impl Told {
    /// All of them, from the bottom up.
    pub const ALL: [Self; 4] = [Self::Responsible, Self::Head, Self::Follower, Self::Leader];

    /// Its code: `head`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Responsible => "responsible",
            Self::Head => "head",
            Self::Follower => "follower",
            Self::Leader => "leader",
        }
    }
}

/// A rung: so many working days after the deadline, or before it where negative, somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rung {
    /// Working days after the deadline.
    pub after: i32,
    /// Who.
    pub told: Told,
}

/// The rungs, the earliest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ladder(Vec<Rung>);

impl Default for Ladder {
    /// Three working days before, the person; one after, the head; three after, the follower; five after, the leader. Use of the
    /// house, no rule of law: there is none.
    fn default() -> Self {
        let rung = |after, told| Rung { after, told };
        Self(vec![
            rung(-3, Told::Responsible),
            rung(1, Told::Head),
            rung(3, Told::Follower),
            rung(5, Told::Leader),
        ])
    }
}

impl Ladder {
    /// These rungs, in the order of their days.
    #[must_use]
    pub fn new(mut rungs: Vec<Rung>) -> Self {
        rungs.sort_by_key(|rung| rung.after);
        Self(rungs)
    }

    /// The day on which a rung of a task with this deadline is reached.
    #[must_use]
    pub fn day(&self, rung: &Rung, due: Date, days: &WorkingDays) -> Date {
        days.add(due, rung.after)
    }

    /// The highest rung that a task has reached on a day and that was not climbed since its deadline was set; none where nothing
    /// is to be done about it.
    #[must_use]
    pub fn reached(&self, task: &Task, on: Date, days: &WorkingDays) -> Option<Rung> {
        use super::task::Stage::{Submitted, Suspended};
        if task.stage.is_over() || matches!(task.stage, Submitted | Suspended) {
            return None;
        }
        let due = task.due().last_day()?;
        let set = task.dues().last().map(|version| version.at);
        let climbed = |rung: &&Rung| {
            let since = self.day(rung, due, days);
            task.urgings.iter().any(|urging| {
                Some(urging.at) >= set && urging.told >= rung.told && local_day(urging.at) >= since
            })
        };
        let reached = self.0.iter().rev().find(|rung| self.day(rung, due, days) <= on)?;
        (!climbed(&reached)).then_some(*reached)
    }
}
