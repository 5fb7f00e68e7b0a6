//! What the database can tell about its own health.

use crate::Database;
use crate::StoreError;
use crate::catalogue::quoted;
use crate::transaction::{Connection, Read, on};
use crate::units::{closure_values, version_values};
use domain::units::History;
use sqlx::{AssertSqlSafe, query_as, query_scalar};
use std::collections::BTreeSet;
use std::path::PathBuf;

const VERSIONS: &str =
    "SELECT unit, valid_from, valid_to, kind, name, short_name, parent, position, folded FROM unit_version";
const CLOSURE: &str = "SELECT ancestor, descendant, depth, valid_from, valid_to FROM unit_closure";

/// The row of a version of a unit, as it stands in its table.
pub(crate) type Version =
    (i64, String, String, String, String, Option<String>, Option<i64>, Option<i64>, String);
/// The row of who stands under whom.
pub(crate) type Closure = (i64, i64, i64, String, String);

/// Something that is wrong inside the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Defect {
    /// The engine says that its pages or indexes are not in order.
    Engine(String),
    /// Rows of a table name rows of another that are not there.
    Reference {
        /// Of which table.
        table: String,
        /// How many.
        rows: i64,
    },
}

impl Read {
    /// Has the engine check itself: pages and indexes (SQLite), every row readable (PostgreSQL), and on both the references between tables.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn defects(&mut self) -> Result<Vec<Defect>, StoreError> {
        let mut defects = Vec::new();
        match &mut self.connection {
            Connection::Sqlite(transaction) => {
                let told: Vec<String> =
                    query_scalar("PRAGMA integrity_check(20)").fetch_all(&mut **transaction).await?;
                defects.extend(told.into_iter().filter(|line| line != "ok").map(Defect::Engine));
                let broken: Vec<(String, i64)> = query_as(
                    r#"SELECT "table", COUNT(*) FROM pragma_foreign_key_check GROUP BY "table" ORDER BY 1"#,
                )
                .fetch_all(&mut **transaction)
                .await?;
                let reference = |(table, rows)| Defect::Reference { table, rows };
                defects.extend(broken.into_iter().map(reference));
            }
            Connection::PostgreSql(transaction) => {
                // Table, columns, other table, its columns: what a foreign key says.
                let keys: Vec<(String, Vec<String>, String, Vec<String>)> = query_as(
                    "SELECT conrelid::regclass::text,
                        ARRAY(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY k(n, o)
                              JOIN pg_attribute ON attrelid = conrelid AND attnum = n ORDER BY o),
                        confrelid::regclass::text,
                        ARRAY(SELECT attname::text FROM unnest(confkey) WITH ORDINALITY k(n, o)
                              JOIN pg_attribute ON attrelid = confrelid AND attnum = n ORDER BY o)
                     FROM pg_constraint WHERE contype = 'f'
                       AND connamespace = current_schema()::regnamespace ORDER BY 1, 2",
                )
                .fetch_all(&mut **transaction)
                .await?;
                for (table, columns, other, theirs) in keys {
                    let named: Vec<_> =
                        columns.iter().map(|c| format!("a.{} IS NOT NULL", quoted(c))).collect();
                    let same: Vec<_> = columns
                        .iter()
                        .zip(&theirs)
                        .map(|(ours, theirs)| format!("b.{} = a.{}", quoted(theirs), quoted(ours)))
                        .collect();
                    let count = format!(
                        "SELECT COUNT(*) FROM {table} a WHERE {} AND NOT EXISTS (SELECT 1 FROM {other} b WHERE {})",
                        named.join(" AND "),
                        same.join(" AND "),
                    );
                    let rows: i64 = query_scalar(AssertSqlSafe(count)).fetch_one(&mut **transaction).await?;
                    if rows > 0 {
                        defects.push(Defect::Reference { table, rows });
                    }
                }
            }
        }
        if matches!(self.connection, Connection::PostgreSql(_)) {
            for table in self.tables().await? {
                // Going over whole rows has the engine look at every page, and at its checksum where it keeps one.
                let all = format!("SELECT COUNT(t::text) FROM {} t", quoted(&table.name));
                let _: i64 = on!(self, c => query_scalar(AssertSqlSafe(all)).fetch_one(c).await?);
            }
        }
        Ok(defects)
    }

    /// How many rows that follow from the events of the units differ from what `history` says: too many, missing, or other.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn derived_units_differ(&mut self, history: &History) -> Result<usize, StoreError> {
        let versions: Vec<Version> = on!(self, c => query_as(VERSIONS).fetch_all(c).await?);
        let closure: Vec<Closure> = on!(self, c => query_as(CLOSURE).fetch_all(c).await?);
        let should = history.intervals().iter().map(version_values).collect::<BTreeSet<_>>();
        let differing = differing(&versions.into_iter().collect(), &should);
        let should = history.closure_intervals().iter().map(closure_values).collect::<BTreeSet<_>>();
        Ok(differing + self::differing(&closure.into_iter().collect(), &should))
    }

    /// The instant of the last entry of the log.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn log_last_at(&mut self) -> Result<Option<jiff::Timestamp>, StoreError> {
        let at: Option<i64> = on!(self, c => query_scalar("SELECT MAX(at) FROM log").fetch_one(c).await?);
        at.map(|at| crate::values::instant("log.at", at)).transpose()
    }

    /// The bytes of the database.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn size(&mut self) -> Result<u64, StoreError> {
        let size = match self.connection {
            Connection::Sqlite(_) => "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size",
            Connection::PostgreSql(_) => "SELECT pg_database_size(current_database())",
        };
        let size: i64 = on!(self, c => query_scalar(size).fetch_one(c).await?);
        u64::try_from(size).map_err(|e| StoreError::damaged("size", e))
    }
}

fn differing<T: Ord>(are: &BTreeSet<T>, should: &BTreeSet<T>) -> usize {
    are.symmetric_difference(should).count()
}

impl Database {
    /// The folder in which the engine keeps its data, where the engine is inside the program.
    #[must_use]
    pub fn folder(&self) -> Option<PathBuf> {
        let path = self.sqlite_path()?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        Some(folder.map_or_else(|| PathBuf::from("."), PathBuf::from))
    }
}

/// The free bytes of the disk on which `folder` is.
///
/// # Errors
/// When there is no such folder.
pub fn free_bytes(folder: &std::path::Path) -> Result<u64, StoreError> {
    let disk = rustix::fs::statvfs(folder).map_err(std::io::Error::from)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}
