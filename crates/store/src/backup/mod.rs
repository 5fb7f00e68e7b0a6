//! A copy of the whole site in one file, and a site made from such a copy.
//!
//! The file is a zip: `manifest.json`; one `tables/NAME.ndjson` a table, each row an array in the order of the columns that the manifest names; one
//! `files/HASH` a content. It is the same for both engines, so that it carries a site from one to the other.

mod restore;
mod write;

pub use restore::restore;
pub use write::write;

use crate::StoreError;
use crate::files::FilesError;
use domain::log::{Hash, Head};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The form of the file that this program writes.
const FORMAT: u32 = 1;
/// By which a file of ours is known.
const PRODUCT: &str = "sauro";
const MANIFEST: &str = "manifest.json";

/// What a copy says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Always `sauro`.
    pub product: String,
    /// The form of the file.
    pub format: u32,
    /// The last step of the schema that the site had taken.
    pub schema: i64,
    /// Which program wrote it.
    pub version: String,
    /// When, RFC 3339.
    pub at: String,
    /// The end of the log.
    pub log: Head,
    /// What it holds, by name.
    pub tables: Vec<TableEntry>,
    /// The contents of files that it holds.
    pub files: u64,
    /// The bytes of these contents.
    pub files_bytes: u64,
    /// Contents that rows name and that could not be copied: they were lost before.
    pub files_missing: Vec<Hash>,
}

/// What a copy holds of one table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    /// Its name.
    pub name: String,
    /// Its columns in the order in which a row has them.
    pub columns: Vec<String>,
    /// Its rows.
    pub rows: u64,
    /// The bytes of its part.
    pub bytes: u64,
    /// SHA-256 of its part.
    pub sha256: Hash,
    /// The last number that the table gave to a row, where it gives numbers.
    pub last_id: Option<i64>,
}

impl Manifest {
    /// All rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

/// Why a copy was not made, or no site from it.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file exists.
    #[error("{} exists", .0.display())]
    Exists(PathBuf),
    /// The file cannot be written or read.
    #[error("the file cannot be written or read")]
    Io(#[from] std::io::Error),
    /// There is something in the place already.
    #[error("the place is not empty")]
    NotEmpty,
    /// The file is no copy of a site.
    #[error("no copy of a site")]
    Foreign,
    /// A newer program wrote it.
    #[error("written by {version}: form {format}, schema {schema}")]
    Newer {
        /// Which program.
        version: String,
        /// The form of the file.
        format: u32,
        /// The step of the schema.
        schema: i64,
    },
    /// It is not as it was written; what is wrong with it.
    #[error("the copy is damaged: {0}")]
    Damaged(String),
    /// It would become larger than a file of its length can honestly be.
    #[error("the copy unpacks to {bytes} bytes")]
    Bomb {
        /// How large.
        bytes: u64,
    },
    /// The database has no schema, or not that of this program.
    #[error("the schema is at step {0:?}")]
    Schema(Option<i64>),
    /// The contents of files.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for BackupError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<zip::result::ZipError> for BackupError {
    fn from(error: zip::result::ZipError) -> Self {
        match error {
            zip::result::ZipError::Io(error) => Self::Io(error),
            other => Self::Damaged(other.to_string()),
        }
    }
}

/// Where a table's part is in the file.
fn table_path(name: &str) -> String {
    format!("tables/{name}.ndjson")
}

/// Where a content is in the file.
fn file_path(hash: Hash) -> String {
    format!("files/{hash}")
}
