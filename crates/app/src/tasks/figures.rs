//! Numbers of tasks, as they are now and as they were reported.

use super::look::documents;
use super::moved::end_of;
use super::task_deed;
use crate::app::NOTHING;
use crate::documents::{Names, names};
use crate::permit::rights::{TasksAccept, TasksRead};
use crate::permit::{Permit, Person};
use crate::{AppError, Fault, Thing};
use domain::documents::{Document, Period};
use domain::tasks::{Basis, Counts, Statistics};
use domain::{DocumentId, TaskId, TaskReportId, UnitId};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use store::{Moment, NewTaskReport, Read, TaskFilter, TaskGroup, TaskKey, TaskReportRow};

/// Numbers of tasks by what they have in common.
#[derive(Debug)]
pub struct Counted {
    /// The numbers.
    pub groups: BTreeMap<TaskKey, Counts>,
    /// Names of the people.
    pub names: Names,
    /// The documents, as far as the person may see them.
    pub documents: BTreeMap<DocumentId, Document>,
}

impl Permit<'_, TasksRead> {
    /// The numbers of the tasks that a filter chooses, by lead unit.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn statistics(&self, filter: &TaskFilter) -> Result<Statistics, AppError> {
        let filter = TaskFilter { within: self.within(), ..filter.clone() };
        let mut read = self.person.app.database().read().await?;
        Ok(read.task_statistics(&filter).await?)
    }

    /// The same numbers by what the tasks have in common, with the names of the people and documents that the person may see.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn counted(&self, filter: &TaskFilter, by: TaskGroup) -> Result<Counted, AppError> {
        let filter = TaskFilter { within: self.within(), ..filter.clone() };
        let mut read = self.person.app.database().read().await?;
        let groups = read.task_counts(&filter, by).await?;
        let people = groups.keys().filter_map(|key| match key {
            TaskKey::Responsible(account) | TaskKey::Leader(account) => *account,
            _ => None,
        });
        let names = names(&mut read, people).await?;
        let given = groups.keys().filter_map(|key| match key {
            TaskKey::Document(document) => *document,
            _ => None,
        });
        let documents = documents(self.person, &mut read, given.collect()).await?;
        Ok(Counted { groups, names, documents })
    }

    /// The frozen statistics of a unit, the latest first.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right.
    pub async fn reports(&self, unit: UnitId) -> Result<Vec<TaskReportRow>, AppError> {
        self.covers(unit, &self.person.forest())?;
        Ok(self.person.app.database().read().await?.task_reports(unit).await?)
    }

    /// Frozen statistics.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn frozen(&self, id: TaskReportId) -> Result<TaskReportRow, AppError> {
        let row = self.person.app.database().read().await?.task_report(id).await?;
        let row = row.filter(|row| self.covers(row.unit, &self.person.forest()).is_ok());
        row.ok_or(AppError::NotFound { thing: Thing::TaskReport })
    }

    /// The numbers of a period for a unit and those below it, as they stood at its end, or stand now where it has not ended:
    /// what was handed out up to then and not over before it began.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right.
    pub async fn of_period(
        &self,
        unit: UnitId,
        period: Period,
        basis: Basis,
    ) -> Result<Statistics, AppError> {
        self.covers(unit, &self.person.forest())?;
        let mut read = self.person.app.database().read().await?;
        of_period(self.person, &mut read, unit, period, basis).await
    }
}

impl Permit<'_, TasksAccept> {
    /// Freezes the numbers of a period: printed again, they are the same for ever.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right, [`AppError::Refused`] for a period that has not begun.
    pub async fn freeze(&self, unit: UnitId, period: Period, basis: Basis) -> Result<TaskReportId, AppError> {
        let Person { app, now, account, today, .. } = self.person;
        let post = self.covers(unit, &self.person.forest())?.post;
        if period.from > *today {
            return Err(Fault::at("period", "task-period-to-come").into());
        }
        let mut write = app.database().write().await?;
        let statistics = of_period(self.person, &mut write, unit, period, basis).await?;
        let new = NewTaskReport { unit, period, statistics: &statistics, at: *now, by: account.id };
        let id = write.add_task_report(&new).await?;
        let after = Some(json!({ "unit": unit, "from": period.from, "last": period.last, "report": id }));
        let deed = task_deed("tasks.freeze", TaskId::new(id.get()), NOTHING, after);
        let deed = crate::app::Deed { kind: "task_report", ..deed };
        Ok(write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await.map(|()| id)?)
    }
}

/// The same for what is reported and for what is computed again: tasks with which nothing was done since are counted as they are
/// kept, the others from their events up to then.
async fn of_period(
    person: &Person,
    read: &mut Read,
    unit: UnitId,
    period: Period,
    basis: Basis,
) -> Result<Statistics, AppError> {
    let on = period.last.min(person.today);
    let until = end_of(on).min(person.now);
    let days = person.app.working_days(read).await?;
    let below: BTreeSet<UnitId> =
        person.organisation.on(on).subtree(unit).iter().map(|node| node.unit.id).collect();
    let moment = Moment { leads: &below, basis, from: period.from, on, until };
    Ok(read.task_statistics_as_of(&moment, &days).await?)
}
