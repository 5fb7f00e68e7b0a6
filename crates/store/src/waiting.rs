//! Files that were read and wait for a clerk to confirm them.

use crate::StoreError;
use crate::rows::row;
use crate::transaction::{Read, Work, on};
use crate::values::{instant, micros};
use domain::documents::{Direction, Fields};
use domain::log::{Hash, NotAHash};
use domain::{AccountId, UnitId, WaitingId};
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

const OF_UNIT: &str =
    "SELECT id, unit, direction, file, name, read_fields, refusal, added_at, added_by FROM waiting_file
    WHERE unit = $1 ORDER BY id";
const ONE: &str =
    "SELECT id, unit, direction, file, name, read_fields, refusal, added_at, added_by FROM waiting_file
    WHERE id = $1";
const SAME: &str = "SELECT id FROM waiting_file WHERE unit = $1 AND file = $2";
const ADD: &str =
    "INSERT INTO waiting_file (unit, direction, file, name, read_fields, refusal, added_at, added_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
const REMOVE: &str = "DELETE FROM waiting_file WHERE id = $1";
const FORGET: &str = "DELETE FROM file WHERE hash = $1
    AND NOT EXISTS (SELECT 1 FROM document_file WHERE file = $1) AND NOT EXISTS (SELECT 1 FROM waiting_file WHERE file = $1)
    AND NOT EXISTS (SELECT 1 FROM task_file WHERE file = $1) AND NOT EXISTS (SELECT 1 FROM narrative WHERE file = $1)";

/// A file before it waits.
#[derive(Debug, Clone)]
pub struct NewWaiting<'a> {
    /// For whose register.
    pub unit: UnitId,
    /// Which way its document goes.
    pub direction: Direction,
    /// Under which its content stands.
    pub hash: Hash,
    /// Its name as it came.
    pub name: &'a str,
    /// What was read of its form.
    pub fields: &'a Fields,
    /// Code of the reason why nothing could be read.
    pub refusal: Option<&'a str>,
    /// When it came.
    pub at: Timestamp,
    /// From whom.
    pub by: AccountId,
}

/// A file that waits for a clerk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingRow {
    /// Its id.
    pub id: WaitingId,
    /// For whose register.
    pub unit: UnitId,
    /// Which way its document goes.
    pub direction: Direction,
    /// Under which its content stands.
    pub hash: Hash,
    /// Its name as it came.
    pub name: String,
    /// What was read of its form.
    pub fields: Fields,
    /// Code of the reason why nothing could be read.
    pub refusal: Option<String>,
    /// When it came.
    pub at: Timestamp,
    /// From whom.
    pub by: AccountId,
}

row! {
    struct Row {
        id: i64,
        unit: i64,
        direction: String,
        file: String,
        name: String,
        read_fields: String,
        refusal: Option<String>,
        added_at: i64,
        added_by: i64,
    }
}

impl Read {
    /// The files that wait for the register of a unit, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn waiting_files(&mut self, unit: UnitId) -> Result<Vec<WaitingRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(OF_UNIT).bind(unit.get()).fetch_all(c).await?);
        rows.into_iter().map(waiting).collect()
    }

    /// A file that waits.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn waiting_file(&mut self, id: WaitingId) -> Result<Option<WaitingRow>, StoreError> {
        let row: Option<Row> = on!(self, c => query_as(ONE).bind(id.get()).fetch_optional(c).await?);
        row.map(waiting).transpose()
    }

    /// The file with this content that waits for the register of a unit.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting_with(&mut self, unit: UnitId, hash: Hash) -> Result<Option<WaitingId>, StoreError> {
        let id: Option<i64> = on!(self, c => query_scalar(SAME)
            .bind(unit.get()).bind(hash.to_string()).fetch_optional(c).await?);
        Ok(id.map(WaitingId::new))
    }
}

impl Work {
    /// Lets a file wait whose content has a row.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when its content waits there already.
    pub async fn add_waiting(&mut self, new: &NewWaiting<'_>) -> Result<WaitingId, StoreError> {
        let fields = serde_json::to_string(new.fields)
            .map_err(|e| StoreError::damaged("waiting_file.read_fields", e))?;
        let id: i64 = on!(self, c => query_scalar(ADD)
            .bind(new.unit.get())
            .bind(new.direction.code())
            .bind(new.hash.to_string())
            .bind(new.name)
            .bind(&fields)
            .bind(new.refusal)
            .bind(micros(new.at))
            .bind(new.by.get())
            .fetch_one(c)
            .await?);
        Ok(WaitingId::new(id))
    }

    /// The file waits no longer; `false` if it did not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn remove_waiting(&mut self, id: WaitingId) -> Result<bool, StoreError> {
        Ok(on!(self, c => query(REMOVE).bind(id.get()).execute(c).await?.rows_affected()) == 1)
    }

    /// Removes the row of a content that no document, no waiting file and no result of a task names: then it is swept.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_file(&mut self, hash: Hash) -> Result<(), StoreError> {
        on!(self, c => query(FORGET).bind(hash.to_string()).execute(c).await.map(drop)?);
        Ok(())
    }
}

fn waiting(row: Row) -> Result<WaitingRow, StoreError> {
    Ok(WaitingRow {
        id: WaitingId::new(row.id),
        unit: UnitId::new(row.unit),
        direction: row.direction.parse().map_err(|e| StoreError::damaged("waiting_file.direction", e))?,
        hash: row.file.parse().map_err(|e: NotAHash| StoreError::damaged("waiting_file.file", e))?,
        name: row.name,
        fields: serde_json::from_str(&row.read_fields)
            .map_err(|e| StoreError::damaged("waiting_file.read_fields", e))?,
        refusal: row.refusal,
        at: instant("waiting_file.added_at", row.added_at)?,
        by: AccountId::new(row.added_by),
    })
}
