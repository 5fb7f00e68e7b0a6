//! What became of clauses that give work.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{instant, micros};
use domain::tasks::Clause;
use domain::{AccountId, DocumentId, TaskId};
use jiff::Timestamp;
use sqlx::{query, query_as};

const OF_DOCUMENT: &str = "SELECT id, document, address, quote, task, decided_at, decided_by FROM task_clause WHERE document = $1 ORDER BY id";
const OF_TASK: &str = "SELECT id, document, address, quote, task, decided_at, decided_by FROM task_clause WHERE task = $1 ORDER BY id";
const ADD: &str = "INSERT INTO task_clause (document, address, quote, task, decided_at, decided_by) VALUES ($1, $2, $3, $4, $5, $6)";
const REMOVE: &str =
    "DELETE FROM task_clause WHERE document = $1 AND address = $2 AND quote = $3 AND task IS NULL";

/// A clause about which somebody has decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseRow {
    /// The clause.
    pub clause: Clause,
    /// The task that it gives; none where it was passed over.
    pub task: Option<TaskId>,
    /// When that was decided.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
}

type Row = (i64, i64, String, String, Option<i64>, i64, i64);

impl Read {
    /// What became of the clauses of a document.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn clauses(&mut self, document: DocumentId) -> Result<Vec<ClauseRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(OF_DOCUMENT).bind(document.get()).fetch_all(c).await?);
        rows.into_iter().map(clause).collect()
    }

    /// The clauses that give a task.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn clauses_of(&mut self, task: TaskId) -> Result<Vec<ClauseRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(OF_TASK).bind(task.get()).fetch_all(c).await?);
        rows.into_iter().map(clause).collect()
    }
}

impl Work {
    /// Keeps what became of a clause.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn decide_clause(
        &mut self,
        clause: &Clause,
        task: Option<TaskId>,
        at: Timestamp,
        by: AccountId,
    ) -> Result<(), StoreError> {
        on!(self, c => query(ADD)
            .bind(clause.document.get())
            .bind(&clause.address)
            .bind(&clause.quote)
            .bind(task.map(TaskId::get))
            .bind(micros(at))
            .bind(by.get())
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// A clause that was passed over is open again; `false` if it was not passed over.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn reopen_clause(&mut self, clause: &Clause) -> Result<bool, StoreError> {
        Ok(on!(self, c => query(REMOVE)
            .bind(clause.document.get())
            .bind(&clause.address)
            .bind(&clause.quote)
            .execute(c)
            .await?
            .rows_affected())
            > 0)
    }
}

fn clause((_, document, address, quote, task, at, by): Row) -> Result<ClauseRow, StoreError> {
    Ok(ClauseRow {
        clause: Clause { document: DocumentId::new(document), address, quote },
        task: task.map(TaskId::new),
        at: instant("task_clause.decided_at", at)?,
        by: AccountId::new(by),
    })
}
