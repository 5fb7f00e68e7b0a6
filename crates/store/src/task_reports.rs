//! Statistics of tasks as they were reported. A row is written once and never changed.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{day, day_text, instant, micros};
use domain::documents::Period;
use domain::tasks::Statistics;
use domain::{AccountId, TaskReportId, UnitId};
use jiff::Timestamp;
use sqlx::{query_as, query_scalar};

const OF_UNIT: &str = "SELECT id, unit, from_on, last_on, content, frozen_at, frozen_by FROM task_report WHERE unit = $1 ORDER BY last_on DESC, id DESC";
const ONE: &str =
    "SELECT id, unit, from_on, last_on, content, frozen_at, frozen_by FROM task_report WHERE id = $1";
const ADD: &str = "INSERT INTO task_report (unit, from_on, last_on, basis, content, frozen_at, frozen_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";

/// Statistics before they are frozen.
#[derive(Debug, Clone)]
pub struct NewTaskReport<'a> {
    /// For which unit and those below it.
    pub unit: UnitId,
    /// For which days.
    pub period: Period,
    /// The numbers.
    pub statistics: &'a Statistics,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
}

/// Statistics that were frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskReportRow {
    /// Their id.
    pub id: TaskReportId,
    /// For which unit and those below it.
    pub unit: UnitId,
    /// For which days.
    pub period: Period,
    /// The numbers.
    pub statistics: Statistics,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
}

type Row = (i64, i64, String, String, String, i64, i64);

impl Read {
    /// The frozen statistics of a unit, the latest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn task_reports(&mut self, unit: UnitId) -> Result<Vec<TaskReportRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(OF_UNIT).bind(unit.get()).fetch_all(c).await?);
        rows.into_iter().map(report).collect()
    }

    /// Frozen statistics.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn task_report(&mut self, id: TaskReportId) -> Result<Option<TaskReportRow>, StoreError> {
        let row: Option<Row> = on!(self, c => query_as(ONE).bind(id.get()).fetch_optional(c).await?);
        row.map(report).transpose()
    }
}

impl Work {
    /// Keeps statistics for ever.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_task_report(&mut self, new: &NewTaskReport<'_>) -> Result<TaskReportId, StoreError> {
        let content = serde_json::to_string(new.statistics)
            .map_err(|e| StoreError::damaged("task_report.content", e))?;
        let id: i64 = on!(self, c => query_scalar(ADD)
            .bind(new.unit.get())
            .bind(day_text(new.period.from))
            .bind(day_text(new.period.last))
            .bind(new.statistics.basis.code())
            .bind(&content)
            .bind(micros(new.at))
            .bind(new.by.get())
            .fetch_one(c)
            .await?);
        Ok(TaskReportId::new(id))
    }
}

fn report((id, unit, from, last, content, at, by): Row) -> Result<TaskReportRow, StoreError> {
    let (from, last) = (day("task_report.from_on", &from)?, day("task_report.last_on", &last)?);
    Ok(TaskReportRow {
        id: TaskReportId::new(id),
        unit: UnitId::new(unit),
        period: Period { from, last },
        statistics: serde_json::from_str(&content)
            .map_err(|e| StoreError::damaged("task_report.content", e))?,
        at: instant("task_report.frozen_at", at)?,
        by: AccountId::new(by),
    })
}
