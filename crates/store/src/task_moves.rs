//! What was done with tasks in a stretch of time: for looking at two days side by side, and for numbers as of an earlier one.

use crate::StoreError;
use crate::task_lists::TaskFilter;
use crate::tasks::{EventRow, Row, TaskRow, columns, event, task_row};
use crate::transaction::{Read, on};
use crate::values::{day_text, micros};
use domain::span::local_day;
use domain::tasks::{Basis, Statistics, Task, TaskEvent, WorkingDays};
use domain::units::UnitSet;
use domain::{TaskId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, query_as, query_scalar};
use std::collections::{BTreeMap, BTreeSet};

/// Events of so many tasks are asked for in one statement.
const TOGETHER: usize = 500;

/// As of when numbers are wanted, and of what.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a> {
    /// The lead units.
    pub leads: &'a BTreeSet<UnitId>,
    /// Against which deadline.
    pub basis: Basis,
    /// What was over before this day counts no longer.
    pub from: Date,
    /// The day from which lateness is seen.
    pub on: Date,
    /// What was done later had not been done.
    pub until: Timestamp,
}

impl Read {
    /// At most `limit` tasks with which something was done after `from` and not after `until`, or whose last day lies in those days,
    /// in the order of the filter.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn tasks_moved(
        &mut self,
        filter: &TaskFilter,
        (from, until): (Timestamp, Timestamp),
        (first, last): (Date, Date),
        limit: u32,
    ) -> Result<Vec<TaskRow>, StoreError> {
        let statement = format!(
            concat!(
                "SELECT ",
                columns!(),
                " FROM task{} AND (task.id IN (SELECT task_event.task FROM task_event WHERE task_event.at > {} AND task_event.at <= {})
                    OR (task.due_on >= '{}' AND task.due_on < '{}' AND task.stage NOT IN ('done', 'cancelled'))){} LIMIT {}"
            ),
            filter.sql(),
            micros(from),
            micros(until),
            day_text(first),
            day_text(last),
            filter.order.sql(),
            limit,
        );
        let rows: Vec<Row> = on!(self, c => query_as(AssertSqlSafe(statement))
            .bind(filter.pattern())
            .bind(day_text(filter.today))
            .bind(&filter.field)
            .fetch_all(c)
            .await?);
        rows.into_iter().map(task_row).collect()
    }

    /// The numbers as of a moment, by lead unit: [`Statistics::of`] says the same of all tasks folded up to then. Only tasks with which
    /// something was done since are folded; the others are counted as they are kept.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn task_statistics_as_of(
        &mut self,
        moment: &Moment<'_>,
        days: &WorkingDays,
    ) -> Result<Statistics, StoreError> {
        let Moment { leads, basis, from, on, until } = *moment;
        let chosen = Some(UnitSet::alone(leads.iter().copied(), on));
        let filter = TaskFilter { leads: chosen, basis, ..TaskFilter::all(on) };
        let mut all = self.task_statistics_settled(&filter, from, until).await?;
        let mut folded: Vec<Task> = Vec::new();
        for ids in self.tasks_changed_after(until).await?.chunks(TOGETHER) {
            for events in self.events_until(ids, until).await?.values() {
                let task = Task::fold(events).map_err(|e| StoreError::damaged("task_event", e))?;
                folded.extend(task.filter(|task| {
                    let over = task.over_at.map(local_day);
                    leads.contains(&task.terms.lead) && over.is_none_or(|over| over >= from)
                }));
            }
        }
        for (unit, counts) in Statistics::of(&folded, basis, on, days).units {
            *all.units.entry(unit).or_default() += counts;
        }
        Ok(all)
    }

    /// The tasks with which something was done after an instant: how they stood then is in their events only.
    async fn tasks_changed_after(&mut self, then: Timestamp) -> Result<Vec<TaskId>, StoreError> {
        let statement = "SELECT id FROM task WHERE changed_at > $1 ORDER BY id";
        let ids: Vec<i64> = on!(self, c => query_scalar(statement).bind(micros(then)).fetch_all(c).await?);
        Ok(ids.into_iter().map(TaskId::new).collect())
    }

    /// What was done with these tasks up to an instant, in order, by task.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn events_until(
        &mut self,
        tasks: &[TaskId],
        until: Timestamp,
    ) -> Result<BTreeMap<TaskId, Vec<TaskEvent>>, StoreError> {
        let mut found: BTreeMap<TaskId, Vec<TaskEvent>> = BTreeMap::new();
        for tasks in tasks.chunks(TOGETHER) {
            let ids: Vec<String> = tasks.iter().map(ToString::to_string).collect();
            let statement = format!(
                "SELECT task, at, account, post, deed FROM task_event WHERE task IN ({}) AND at <= {} ORDER BY task, number",
                ids.join(", "),
                micros(until)
            );
            let rows: Vec<(i64, i64, i64, Option<i64>, String)> =
                on!(self, c => query_as(AssertSqlSafe(statement)).fetch_all(c).await?);
            for (task, at, account, post, deed) in rows {
                let row: EventRow = (at, account, post, deed);
                found.entry(TaskId::new(task)).or_default().push(event(row)?);
            }
        }
        Ok(found)
    }
}
