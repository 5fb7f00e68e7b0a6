//! Programmes: documents that are followed branch by branch, each with its tree as it was read.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{among, instant, micros};
use domain::tasks::{Branch, BranchKind, Programme};
use domain::units::UnitSet;
use domain::{AccountId, DocumentId, ProgrammeId, UnitId};
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, query, query_as, query_scalar};

macro_rules! columns {
    () => {
        "SELECT id, document, unit, name, made_at, made_by FROM programme"
    };
}
const ONE: &str = concat!(columns!(), " WHERE id = $1");
const OF_DOCUMENT: &str = concat!(columns!(), " WHERE document = $1");
const BRANCHES: &str =
    "SELECT address, title, kind FROM programme_branch WHERE programme = $1 ORDER BY number";
const ADD: &str =
    "INSERT INTO programme (document, unit, name, made_at, made_by) VALUES ($1, $2, $3, $4, $5) RETURNING id";
const ADD_BRANCH: &str =
    "INSERT INTO programme_branch (programme, number, address, title, kind) VALUES ($1, $2, $3, $4, $5)";
const DROP_BRANCHES: &str = "DELETE FROM programme_branch WHERE programme = $1";

/// A programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgrammeRow {
    /// Its id.
    pub id: ProgrammeId,
    /// The document that it is.
    pub document: DocumentId,
    /// Whose it is.
    pub unit: UnitId,
    /// What it is called.
    pub name: String,
    /// When it was made.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
}

type Row = (i64, i64, i64, String, i64, i64);

fn programme((id, document, unit, name, at, by): Row) -> Result<ProgrammeRow, StoreError> {
    Ok(ProgrammeRow {
        id: ProgrammeId::new(id),
        document: DocumentId::new(document),
        unit: UnitId::new(unit),
        name,
        at: instant("programme.made_at", at)?,
        by: AccountId::new(by),
    })
}

impl Read {
    /// The programmes of these units, none for all; the latest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn programmes(&mut self, units: Option<&UnitSet>) -> Result<Vec<ProgrammeRow>, StoreError> {
        let chosen = units.map_or_else(|| "1 = 1".to_owned(), |units| among("programme.unit", units));
        let statement = format!(concat!(columns!(), " WHERE {} ORDER BY id DESC"), chosen);
        let rows: Vec<Row> = on!(self, c => query_as(AssertSqlSafe(statement)).fetch_all(c).await?);
        rows.into_iter().map(programme).collect()
    }

    /// A programme.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn programme(&mut self, id: ProgrammeId) -> Result<Option<ProgrammeRow>, StoreError> {
        let row: Option<Row> = on!(self, c => query_as(ONE).bind(id.get()).fetch_optional(c).await?);
        row.map(programme).transpose()
    }

    /// The programme that a document is.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn programme_of(&mut self, document: DocumentId) -> Result<Option<ProgrammeRow>, StoreError> {
        let row: Option<Row> =
            on!(self, c => query_as(OF_DOCUMENT).bind(document.get()).fetch_optional(c).await?);
        row.map(programme).transpose()
    }

    /// The tree of a programme.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn branches(&mut self, id: ProgrammeId) -> Result<Programme, StoreError> {
        let rows: Vec<(String, String, String)> =
            on!(self, c => query_as(BRANCHES).bind(id.get()).fetch_all(c).await?);
        let branch = |(address, title, kind): (String, String, String)| {
            let kind =
                BranchKind::parse(&kind).ok_or_else(|| StoreError::damaged("programme_branch.kind", kind))?;
            Ok(Branch { address, title, kind })
        };
        let branches: Result<Vec<Branch>, StoreError> = rows.into_iter().map(branch).collect();
        Ok(Programme::new(branches?))
    }
}

impl Work {
    /// Keeps a programme with its tree.
    ///
    /// # Errors
    /// When the database does not answer, or the document is a programme already.
    pub async fn add_programme(
        &mut self,
        document: DocumentId,
        unit: UnitId,
        name: &str,
        tree: &Programme,
        (at, by): (Timestamp, AccountId),
    ) -> Result<ProgrammeId, StoreError> {
        let id: i64 = on!(self, c => query_scalar(ADD)
            .bind(document.get())
            .bind(unit.get())
            .bind(name)
            .bind(micros(at))
            .bind(by.get())
            .fetch_one(c)
            .await?);
        let id = ProgrammeId::new(id);
        self.put_branches(id, tree).await?;
        Ok(id)
    }

    /// The tree as it is read now, in place of the one that was kept.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_branches(&mut self, id: ProgrammeId, tree: &Programme) -> Result<(), StoreError> {
        on!(self, c => query(DROP_BRANCHES).bind(id.get()).execute(c).await.map(drop)?);
        for (number, branch) in (1_i64..).zip(tree.branches()) {
            on!(self, c => query(ADD_BRANCH)
                .bind(id.get())
                .bind(number)
                .bind(&branch.address)
                .bind(&branch.title)
                .bind(branch.kind.code())
                .execute(c)
                .await
                .map(drop)?);
        }
        Ok(())
    }
}
