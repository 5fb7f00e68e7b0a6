//! The rows that name contents of files.

use crate::StoreError;
use crate::files::{Content, Files, FilesError};
use crate::log::Write;
use crate::transaction::{Read, Work, on};
use crate::values::micros;
use domain::log::{Hash, NotAHash};
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

const ONE: &str = "SELECT hash, size FROM file WHERE hash = $1";
const MEDIA_TYPE: &str = "SELECT media_type FROM file WHERE hash = $1";
const ALL: &str = "SELECT hash, size FROM file ORDER BY hash";
const ADD: &str = "INSERT INTO file (hash, size, media_type, created_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (hash) DO NOTHING";

impl Read {
    /// The row of this content.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn file(&mut self, hash: Hash) -> Result<Option<Content>, StoreError> {
        let row: Option<(String, i64)> =
            on!(self, c => query_as(ONE).bind(hash.to_string()).fetch_optional(c).await?);
        row.map(content).transpose()
    }

    /// The media type as which a content was brought.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn media_type(&mut self, hash: Hash) -> Result<Option<String>, StoreError> {
        Ok(on!(self, c => query_scalar(MEDIA_TYPE).bind(hash.to_string()).fetch_optional(c).await?))
    }

    /// The rows of all contents, by hash.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn files(&mut self) -> Result<Vec<Content>, StoreError> {
        let rows: Vec<(String, i64)> = on!(self, c => query_as(ALL).fetch_all(c).await?);
        rows.into_iter().map(content).collect()
    }
}

impl Write {
    /// Names a content that was put. It is looked for once more: whoever sweeps takes the same turn, so that it cannot go between this look and the row.
    ///
    /// # Errors
    /// [`FilesError::NotFound`] when it was swept or is of another size, [`FilesError::Place`], [`FilesError::Store`].
    pub async fn name_file(
        &mut self,
        files: &Files,
        content: Content,
        media_type: &str,
        at: Timestamp,
    ) -> Result<(), FilesError> {
        if files.size(content.hash).await? != content.size {
            return Err(FilesError::NotFound(content.hash));
        }
        Ok(self.add_file(content, media_type, at).await?)
    }
}

impl Work {
    async fn add_file(
        &mut self,
        content: Content,
        media_type: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let size = i64::try_from(content.size).map_err(|e| StoreError::damaged("file.size", e))?;
        on!(self, c => query(ADD)
            .bind(content.hash.to_string())
            .bind(size)
            .bind(media_type)
            .bind(micros(at))
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }
}

fn content((hash, size): (String, i64)) -> Result<Content, StoreError> {
    Ok(Content {
        hash: hash.parse().map_err(|e: NotAHash| StoreError::damaged("file.hash", e))?,
        size: u64::try_from(size).map_err(|e| StoreError::damaged("file.size", e))?,
    })
}
