//! Two days side by side: what moved with tasks since the last session.

use crate::AppError;
use crate::documents::{Names, names};
use crate::permit::Permit;
use crate::permit::rights::TasksRead;
use domain::span::VIET_NAM;
use domain::tasks::{Basis, Stage, Task};
use domain::{AccountId, TaskId, UnitId};
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use store::{TaskFilter, TaskRow};

/// Most tasks that are held against each other.
const MOST: u32 = 2_000;

/// How a task stood at the end of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stood {
    /// How far it had come.
    pub stage: Stage,
    /// How much of it was done.
    pub percent: u8,
    /// Its last day in time, as it was set then.
    pub due: Option<Date>,
    /// Who led it.
    pub lead: UnitId,
    /// Was it open and late?
    pub late: bool,
    /// When the session is that takes it up.
    pub session_on: Option<Date>,
}

/// What is different about a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// It was handed out in between.
    New,
    /// It was accepted.
    Done,
    /// It was cancelled.
    Cancelled,
    /// Its last day passed.
    Late,
    /// It came to another stage.
    Stage,
    /// Its deadline was changed.
    Due,
    /// Another unit leads it.
    Lead,
    /// The session that takes it up was moved.
    Session,
    /// More of it is done, or less.
    Percent,
}

impl Difference {
    /// All of them, what matters most first.
    pub const ALL: [Self; 9] = [
        Self::Late,
        Self::New,
        Self::Done,
        Self::Cancelled,
        Self::Due,
        Self::Lead,
        Self::Session,
        Self::Stage,
        Self::Percent,
    ];

    /// Its code: `late`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
            Self::Late => "late",
            Self::Stage => "stage",
            Self::Due => "due",
            Self::Lead => "lead",
            Self::Session => "session",
            Self::Percent => "percent",
        }
    }

    /// What is different between two days; nothing where nothing is.
    #[must_use]
    pub fn between(before: Option<&Stood>, after: &Stood) -> Vec<Self> {
        let Some(before) = before else { return vec![Self::New] };
        let over = |stage| before.stage != stage && after.stage == stage;
        let is = |difference: &Self| match difference {
            Self::New => false,
            Self::Done => over(Stage::Done),
            Self::Cancelled => over(Stage::Cancelled),
            Self::Late => after.late && !before.late,
            Self::Stage => before.stage != after.stage && !after.stage.is_over(),
            Self::Due => before.due != after.due,
            Self::Lead => before.lead != after.lead,
            Self::Session => before.session_on != after.session_on,
            Self::Percent => before.percent != after.percent && !after.stage.is_over(),
        };
        Self::ALL.into_iter().filter(is).collect()
    }
}

/// A task on two days.
#[derive(Debug, Clone)]
pub struct Moved {
    /// How it stands now.
    pub row: TaskRow,
    /// How it stood on the first day; none where there was none yet.
    pub before: Option<Stood>,
    /// How it stood on the second.
    pub after: Stood,
    /// What is different, what matters most first; never empty.
    pub differences: Vec<Difference>,
}

/// What moved between two days.
#[derive(Debug)]
pub struct Moves {
    /// The tasks that moved, in the order of the filter.
    pub rows: Vec<Moved>,
    /// Names of those who are responsible.
    pub names: Names,
    /// There were more than are looked at.
    pub is_cut: bool,
}

impl Permit<'_, TasksRead> {
    /// What moved between the end of the first day and the end of the second, of the tasks that the filter chooses as they stand now.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn moved(&self, filter: &TaskFilter, (first, second): (Date, Date)) -> Result<Moves, AppError> {
        let person = self.person;
        let second = second.min(person.today);
        let first = first.min(second);
        let filter = TaskFilter { within: self.within(), ..filter.clone() };
        let (from, until) = (end_of(first), end_of(second));
        let mut read = person.app.database().read().await?;
        let rows = read.tasks_moved(&filter, (from, until), (first, second), MOST).await?;
        let is_cut = rows.len() >= MOST as usize;
        let ids: Vec<TaskId> = rows.iter().map(|row| row.id).collect();
        let mut events = read.events_until(&ids, until).await?;
        let mut moved = Vec::new();
        for row in rows {
            let Some(events) = events.remove(&row.id) else { continue };
            let stood = |at: Timestamp, day: Date| -> Result<Option<Stood>, AppError> {
                let task = Task::as_of(&events, at);
                let task = task.map_err(|e| AppError::Bug(format!("task {}: {e}", row.id)))?;
                Ok(task.map(|task| stood(&task, day)))
            };
            let (before, Some(after)) = (stood(from, first)?, stood(until, second)?) else { continue };
            let differences = Difference::between(before.as_ref(), &after);
            if !differences.is_empty() {
                moved.push(Moved { row, before, after, differences });
            }
        }
        let people = moved.iter().filter_map(|moved| moved.row.responsible).collect::<Vec<AccountId>>();
        let names = names(&mut read, people.into_iter()).await?;
        Ok(Moves { rows: moved, names, is_cut })
    }
}

fn stood(task: &Task, on: Date) -> Stood {
    use domain::tasks::Timeliness::OpenLate;
    Stood {
        stage: task.stage,
        percent: task.percent,
        due: task.due().last_day(),
        lead: task.terms.lead,
        late: task.timeliness(Basis::InForce, on) == Some(OpenLate),
        session_on: task.terms.session.as_ref().and_then(|session| session.on),
    }
}

/// The last instant of a day in Việt Nam.
pub(super) fn end_of(day: Date) -> Timestamp {
    VIET_NAM.to_timestamp(day.to_datetime(Time::MAX)).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_stood() -> impl Strategy<Value = Stood> {
        let day = || prop::option::of((1..28_i8).prop_map(|day| jiff::civil::date(2026, 3, day)));
        (0..9_usize, 0..=100_u8, day(), 1..4_i64, any::<bool>(), day()).prop_map(
            |(stage, percent, due, lead, late, session_on)| Stood {
                stage: Stage::ALL[stage],
                percent,
                due,
                lead: UnitId::new(lead),
                late,
                session_on,
            },
        )
    }

    proptest! {
        #[test]
        fn what_stands_as_it_stood_has_not_moved(one in any_stood(), other in any_stood()) {
            prop_assert_eq!(Difference::between(Some(&one), &one), vec![]);
            prop_assert_eq!(Difference::between(None, &one), vec![Difference::New]);
            let found = Difference::between(Some(&one), &other);
            prop_assert_eq!(found.contains(&Difference::Due), one.due != other.due);
            prop_assert_eq!(found.contains(&Difference::Late), other.late && !one.late);
            // A stage is told once: that it is over says it.
            let told = [Difference::Done, Difference::Cancelled, Difference::Stage];
            let stages = found.iter().filter(|one| told.contains(one)).count();
            prop_assert_eq!(stages, usize::from(one.stage != other.stage));
        }
    }
}
