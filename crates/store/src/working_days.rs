//! Days that an administrator has set: worked or not.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{day, day_text};
use jiff::civil::Date;
use sqlx::{query, query_as};

const ALL: &str = "SELECT day_on, works, reason FROM working_day ORDER BY day_on";
const PUT: &str = "INSERT INTO working_day (day_on, works, reason) VALUES ($1, $2, $3)
    ON CONFLICT (day_on) DO UPDATE SET works = excluded.works, reason = excluded.reason";

const UNSET: &str = "DELETE FROM working_day WHERE day_on = $1";

impl Read {
    /// The days that were set, with why, in their order.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn working_days(&mut self) -> Result<Vec<(Date, bool, String)>, StoreError> {
        let rows: Vec<(String, bool, String)> = on!(self, c => query_as(ALL).fetch_all(c).await?);
        rows.into_iter()
            .map(|(on, works, reason)| Ok((day("working_day.day_on", &on)?, works, reason)))
            .collect()
    }
}

impl Work {
    /// Sets a day: worked or not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_working_day(&mut self, on: Date, works: bool, reason: &str) -> Result<(), StoreError> {
        on!(self, c => query(PUT).bind(day_text(on)).bind(works).bind(reason).execute(c).await.map(drop)?);
        Ok(())
    }

    /// A day is again what the table says; `false` if it was not set.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unset_working_day(&mut self, on: Date) -> Result<bool, StoreError> {
        Ok(on!(self, c => query(UNSET).bind(day_text(on)).execute(c).await?.rows_affected()) > 0)
    }
}
