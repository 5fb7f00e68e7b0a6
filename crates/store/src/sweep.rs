//! Rows that are of no use after a time, where no area of its own looks after them.

use crate::StoreError;
use crate::transaction::{Work, on};
use crate::values::micros;
use jiff::Timestamp;
use sqlx::query;

const ANSWERS: &str = "DELETE FROM idempotency WHERE created_at < $1";

impl Work {
    /// Drops answers to programs that were given before `before`; says how many.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sweep_answers(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        Ok(on!(self, c => query(ANSWERS).bind(micros(before)).execute(c).await?.rows_affected()))
    }
}
