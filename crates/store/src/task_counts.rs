//! Tasks added up, by what they have in common.

use crate::StoreError;
use crate::task_lists::{TaskFilter, timeliness};
use crate::transaction::{Read, on};
use crate::values::{END, day, day_text, micros};
use domain::tasks::{Basis, Clears, Counts, Statistics, Timeliness};
use domain::{AccountId, DocumentId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{AssertSqlSafe, query_as};
use std::collections::BTreeMap;
use std::str::FromStr;

/// By what tasks are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskGroup {
    /// The lead unit.
    Lead,
    /// Who is responsible.
    Responsible,
    /// The document that gives them.
    Document,
    /// The month in which they are due.
    Month,
    /// The field that they belong to.
    Field,
    /// The leader who directs them.
    Leader,
}

/// What tasks that are added up have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum TaskKey {
    /// The lead unit.
    Lead(UnitId),
    /// Who is responsible; none where nobody is.
    Responsible(Option<AccountId>),
    /// The document that gives them; none where none does.
    Document(Option<DocumentId>),
    /// The first day of the month in which they are due; none where no day is known.
    Month(Option<Date>),
    /// The field that they belong to; none where none is said.
    Field(Option<String>),
    /// The leader who directs them; none where nobody does.
    Leader(Option<AccountId>),
}

impl TaskGroup {
    /// The column that tells groups apart, as text, and what is joined for it.
    const fn sql(self, basis: Basis) -> (&'static str, &'static str) {
        match (self, basis) {
            (Self::Lead, _) => ("CAST(task.lead_unit AS TEXT)", ""),
            (Self::Responsible, _) => ("CAST(task.responsible AS TEXT)", ""),
            (Self::Document, _) => (
                "CAST(origin.document AS TEXT)",
                " LEFT JOIN (SELECT DISTINCT task, document FROM task_clause WHERE task IS NOT NULL) origin ON origin.task = task.id",
            ),
            (Self::Month, Basis::InForce) => ("SUBSTR(task.due_on, 1, 7)", ""),
            (Self::Month, Basis::First) => ("SUBSTR(task.first_due_on, 1, 7)", ""),
            (Self::Field, _) => ("task.field", ""),
            (Self::Leader, _) => ("CAST(task.leader AS TEXT)", ""),
        }
    }

    fn key(self, text: Option<&str>) -> Result<TaskKey, StoreError> {
        fn id<T: FromStr>(text: Option<&str>) -> Result<Option<T>, StoreError>
        where
            T::Err: std::error::Error + Send + Sync + 'static,
        {
            text.map(str::parse).transpose().map_err(|e| StoreError::damaged("task", e))
        }
        Ok(match self {
            Self::Lead => {
                TaskKey::Lead(id(text)?.ok_or_else(|| StoreError::damaged("task.lead_unit", "none"))?)
            }
            Self::Responsible => TaskKey::Responsible(id(text)?),
            Self::Document => TaskKey::Document(id(text)?),
            Self::Field => TaskKey::Field(text.map(str::to_owned)),
            Self::Leader => TaskKey::Leader(id(text)?),
            Self::Month => {
                let known = text.filter(|month| !END.starts_with(month));
                TaskKey::Month(known.map(|month| day("task.due_on", &format!("{month}-01"))).transpose()?)
            }
        })
    }
}

impl Read {
    /// The numbers of these tasks by lead unit: [`Statistics::of`] says the same of single tasks.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn task_statistics(&mut self, filter: &TaskFilter) -> Result<Statistics, StoreError> {
        self.by_lead(filter, "").await
    }

    /// The numbers of the tasks of a period that nothing was done with after an instant, by lead unit: how they stand now is how they
    /// stood then. Not those that were over before the period began.
    pub(crate) async fn task_statistics_settled(
        &mut self,
        filter: &TaskFilter,
        from: Date,
        until: Timestamp,
    ) -> Result<Statistics, StoreError> {
        let more = format!(
            " AND task.changed_at <= {} AND (task.over_on IS NULL OR task.over_on >= '{from}')",
            micros(until)
        );
        self.by_lead(filter, &more).await
    }

    async fn by_lead(&mut self, filter: &TaskFilter, more: &str) -> Result<Statistics, StoreError> {
        let counted = self.counts(filter, TaskGroup::Lead, more).await?;
        let units = counted.into_iter().filter_map(|(key, counts)| match key {
            TaskKey::Lead(unit) => Some((unit, counts)),
            _ => None,
        });
        Ok(Statistics { basis: filter.basis, on: filter.today, units: units.collect() })
    }

    /// The numbers of these tasks by what they have in common. A task that several documents give counts under each of them.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn task_counts(
        &mut self,
        filter: &TaskFilter,
        by: TaskGroup,
    ) -> Result<BTreeMap<TaskKey, Counts>, StoreError> {
        self.counts(filter, by, "").await
    }

    /// `more` is a condition of ours, with nothing in it that somebody typed.
    async fn counts(
        &mut self,
        filter: &TaskFilter,
        by: TaskGroup,
        more: &str,
    ) -> Result<BTreeMap<TaskKey, Counts>, StoreError> {
        type Group = (Option<String>, String, i64, i64, i64, i64, i64, i64);
        let (late, whole) =
            (if filter.basis == Basis::First { "first_delay" } else { "delay" }, Clears::ALL.bits());
        let sum = |what: &str| format!("CAST(COALESCE(SUM({what}), 0) AS BIGINT)");
        let one = |condition: &str| sum(&format!("CASE WHEN {condition} THEN 1 ELSE 0 END"));
        let (key, joined) = by.sql(filter.basis);
        let statement = format!(
            "SELECT {key} AS common, {} AS timeliness, COUNT(*), {}, {}, {}, {}, {} FROM task{joined}{}{more} GROUP BY 1, 2",
            timeliness(filter.basis),
            sum("task.extensions"),
            sum("task.urgings"),
            sum(&format!("task.{late}")),
            one(&format!("task.clears <> {whole}")),
            one("task.stage = 'done' AND NOT task.has_evidence"),
            filter.sql(),
        );
        let rows: Vec<Group> = on!(self, c => query_as(AssertSqlSafe(statement))
            .bind(filter.pattern())
            .bind(day_text(filter.today))
            .bind(&filter.field)
            .fetch_all(c)
            .await?);
        let mut counted: BTreeMap<TaskKey, Counts> = BTreeMap::new();
        let number = |number: i64| u64::try_from(number).unwrap_or_default();
        for (key, timeliness, count, extensions, urgings, delay, unclear, without_evidence) in rows {
            let Some(timeliness) = Timeliness::parse(&timeliness) else { continue };
            let mut counts = Counts {
                extensions: number(extensions),
                urgings: number(urgings),
                delay: number(delay),
                unclear: number(unclear),
                without_evidence: number(without_evidence),
                ..Counts::default()
            };
            counts.buckets[timeliness as usize] = number(count);
            *counted.entry(by.key(key.as_deref())?).or_default() += counts;
        }
        Ok(counted)
    }
}
