//! Older registers that are taken in.

use crate::StoreError;
use crate::rows::row;
use crate::transaction::{Read, Work, on};
use crate::values::{instant, micros};
use domain::{AccountId, RegisterImportId, UnitId};
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

/// All columns but the rows themselves, which may be long.
macro_rules! columns {
    () => {
        "id, unit, assume_done, line_count, outcome, done_count, began_at, began_by, ended_at"
    };
}

const ADD: &str = "INSERT INTO register_import
    (unit, assume_done, lines, line_count, outcome, done_count, began_at, began_by)
    VALUES ($1, $2, $3, $4, '', 0, $5, $6) RETURNING id";
const ONE: &str = concat!("SELECT ", columns!(), " FROM register_import WHERE id = $1");
const OF_UNIT: &str =
    concat!("SELECT ", columns!(), " FROM register_import WHERE unit = $1 ORDER BY id DESC LIMIT $2");
const LINES: &str = "SELECT lines FROM register_import WHERE id = $1";
const GO_ON: &str = "UPDATE register_import SET outcome = $2, done_count = $3, ended_at = $4 WHERE id = $1";

/// A register that is to be taken in.
#[derive(Debug, Clone, Copy)]
pub struct NewRegisterImport<'a> {
    /// Into whose register.
    pub unit: UnitId,
    /// What came in without a day on which it was done is done.
    pub assume_done: bool,
    /// Its rows, as JSON.
    pub lines: &'a str,
    /// How many.
    pub line_count: u32,
    /// When it was confirmed.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
}

/// A register that is, or was, taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterImportRow {
    /// Its id.
    pub id: RegisterImportId,
    /// Into whose register.
    pub unit: UnitId,
    /// What came in without a day on which it was done is done.
    pub assume_done: bool,
    /// How many rows it has.
    pub line_count: u32,
    /// What has become of them so far, as JSON; empty before the first.
    pub outcome: String,
    /// How many were gone through.
    pub done_count: u32,
    /// When it was confirmed.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
    /// When the last row was gone through.
    pub ended: Option<Timestamp>,
}

row! {
    struct Row {
        id: i64,
        unit: i64,
        assume_done: bool,
        line_count: i64,
        outcome: String,
        done_count: i64,
        began_at: i64,
        began_by: i64,
        ended_at: Option<i64>,
    }
}

impl Read {
    /// A register that is, or was, taken in.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn register_import(
        &mut self,
        id: RegisterImportId,
    ) -> Result<Option<RegisterImportRow>, StoreError> {
        let row: Option<Row> = on!(self, c => query_as(ONE).bind(id.get()).fetch_optional(c).await?);
        row.map(import).transpose()
    }

    /// The last `limit` that were taken into the register of a unit, the latest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn register_imports(
        &mut self,
        unit: UnitId,
        limit: u32,
    ) -> Result<Vec<RegisterImportRow>, StoreError> {
        let rows: Vec<Row> =
            on!(self, c => query_as(OF_UNIT).bind(unit.get()).bind(i64::from(limit)).fetch_all(c).await?);
        rows.into_iter().map(import).collect()
    }

    /// The rows of one, as JSON.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn register_import_lines(&mut self, id: RegisterImportId) -> Result<String, StoreError> {
        Ok(on!(self, c => query_scalar(LINES).bind(id.get()).fetch_one(c).await?))
    }
}

impl Work {
    /// Keeps a register that is to be taken in.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_register_import(
        &mut self,
        new: &NewRegisterImport<'_>,
    ) -> Result<RegisterImportId, StoreError> {
        let id: i64 = on!(self, c => query_scalar(ADD)
            .bind(new.unit.get())
            .bind(new.assume_done)
            .bind(new.lines)
            .bind(i64::from(new.line_count))
            .bind(micros(new.at))
            .bind(new.by.get())
            .fetch_one(c)
            .await?);
        Ok(RegisterImportId::new(id))
    }

    /// Says how far one has come.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn register_import_goes_on(
        &mut self,
        id: RegisterImportId,
        outcome: &str,
        done: u32,
        ended: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        on!(self, c => query(GO_ON)
            .bind(id.get())
            .bind(outcome)
            .bind(i64::from(done))
            .bind(ended.map(micros))
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }
}

fn import(row: Row) -> Result<RegisterImportRow, StoreError> {
    let count =
        |count: i64| u32::try_from(count).map_err(|e| StoreError::damaged("register_import.line_count", e));
    Ok(RegisterImportRow {
        id: RegisterImportId::new(row.id),
        unit: UnitId::new(row.unit),
        assume_done: row.assume_done,
        line_count: count(row.line_count)?,
        outcome: row.outcome,
        done_count: count(row.done_count)?,
        at: instant("register_import.began_at", row.began_at)?,
        by: AccountId::new(row.began_by),
        ended: row.ended_at.map(|at| instant("register_import.ended_at", at)).transpose()?,
    })
}
