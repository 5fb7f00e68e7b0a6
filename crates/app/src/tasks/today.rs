//! What waits for a person: the first thing that one sees in the morning.

use super::look::TaskList;
use crate::AppError;
use crate::permit::rights::{TasksAccept, TasksAssign, TasksRead, TasksReport};
use crate::permit::{Permission, Permit, Person};
use domain::UnitId;
use domain::tasks::{Counts, Stage, Timeliness};
use domain::units::UnitSet;
use jiff::ToSpan;
use store::TaskFilter;

/// So many days ahead something is due soon.
const SOON: i32 = 7;

/// Why tasks wait for a person, in the order in which one should look at them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heap {
    /// Its last day has passed.
    Late,
    /// It is due today or within a week.
    Soon,
    /// The result was sent back.
    SentBack,
    /// It was handed to the person's unit, which has not received it.
    Receive,
    /// A result waits for acceptance.
    Accept,
    /// More time is asked for.
    Extension,
    /// A lead gave it back.
    Returned,
}

/// What waits, and how the person's unit stands.
#[derive(Debug)]
pub struct Today {
    /// Heaps that are not empty, each with its first tasks and how many there are.
    pub heaps: Vec<(Heap, TaskList)>,
    /// The unit of the person's first post, and its numbers with those below it.
    pub unit: Option<(UnitId, Counts)>,
}

impl Heap {
    const ALL: [Self; 7] = [
        Self::Late,
        Self::Soon,
        Self::SentBack,
        Self::Receive,
        Self::Accept,
        Self::Extension,
        Self::Returned,
    ];

    /// Which tasks lie in it; none for who has nothing to do with such.
    #[must_use]
    pub fn filter(self, person: &Person) -> Option<TaskFilter> {
        let all = TaskFilter::all(person.today);
        let works_on = || vec![Stage::Given, Stage::Received, Stage::Doing, Stage::SentBack];
        let in_time = vec![Timeliness::OpenInTime];
        let soon = person.today.saturating_add(SOON.days());
        Some(match self {
            Self::Late => TaskFilter {
                leads: of::<TasksReport>(person)?,
                buckets: vec![Timeliness::OpenLate],
                stages: works_on(),
                ..all
            },
            Self::Soon => TaskFilter {
                leads: of::<TasksReport>(person)?,
                buckets: in_time,
                stages: vec![Stage::Received, Stage::Doing],
                due_to: Some(soon),
                ..all
            },
            Self::SentBack => TaskFilter {
                leads: of::<TasksReport>(person)?,
                buckets: in_time,
                stages: vec![Stage::SentBack],
                ..all
            },
            Self::Receive => TaskFilter {
                leads: of::<TasksReport>(person)?,
                buckets: in_time,
                stages: vec![Stage::Given],
                ..all
            },
            Self::Accept => {
                TaskFilter { acceptors: of::<TasksAccept>(person)?, stages: vec![Stage::Submitted], ..all }
            }
            Self::Extension => {
                TaskFilter { givers: of::<TasksAssign>(person)?, extension_asked: true, ..all }
            }
            Self::Returned => {
                TaskFilter { givers: of::<TasksAssign>(person)?, stages: vec![Stage::Returned], ..all }
            }
        })
    }
}

/// The units for which the person has a right, none for all; nothing where there is none.
#[expect(clippy::option_option, reason = "no right, every unit and some units are three answers")]
fn of<R: Permission>(person: &Person) -> Option<Option<UnitSet>> {
    let units = person.permit::<R>().ok()?.within();
    units.as_ref().is_none_or(|units| !units.is_empty()).then_some(units)
}

impl Permit<'_, TasksRead> {
    /// The heaps in which something lies, each with its first tasks.
    pub(super) async fn heaps(&self, limit: u32) -> Result<Vec<(Heap, TaskList)>, AppError> {
        let mut heaps = Vec::new();
        for heap in Heap::ALL {
            let Some(filter) = heap.filter(self.person) else { continue };
            let list = self.list(&filter, 0, limit).await?;
            if list.total > 0 {
                heaps.push((heap, list));
            }
        }
        Ok(heaps)
    }

    /// What waits for the person, at most `limit` tasks of each heap.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn today(&self, limit: u32) -> Result<Today, AppError> {
        let person = self.person;
        let heaps = self.heaps(limit).await?;
        let forest = person.forest();
        let unit = person.posts().map(|post| post.unit).find(|unit| self.covers(*unit, &forest).is_ok());
        let unit = match unit {
            Some(unit) => {
                let leads = Some(UnitSet::below(unit, person.today));
                let filter = TaskFilter { leads, ..TaskFilter::all(person.today) };
                Some((unit, self.statistics(&filter).await?.total()))
            }
            None => None,
        };
        Ok(Today { heaps, unit })
    }
}
