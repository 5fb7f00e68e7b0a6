//! Settings of the installation, by name.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use sqlx::{query, query_scalar};

const GET: &str = "SELECT value FROM setting WHERE name = $1";
const SET: &str = "INSERT INTO setting (name, value) VALUES ($1, $2)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value";

impl Read {
    /// The setting with this name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn setting(&mut self, name: &str) -> Result<Option<String>, StoreError> {
        Ok(on!(self, c => query_scalar(GET).bind(name).fetch_optional(c).await?))
    }
}

impl Work {
    /// Keeps a setting.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        on!(self, c => query(SET).bind(name).bind(value).execute(c).await.map(drop)?);
        Ok(())
    }
}
