//! Reading the log, and proving that it is whole.

use crate::permit::{Permit, rights::LogRead};
use crate::{App, AppError};
use store::{LogCheck, LogFilter, LogRow};

impl App {
    /// Goes through the whole log, in the order in which it was written.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn check_log(&self) -> Result<LogCheck, AppError> {
        Ok(self.database().read().await?.check_log().await?)
    }
}

impl Permit<'_, LogRead> {
    /// Up to `limit` entries that fit, the newest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn search(&self, filter: &LogFilter, limit: i64) -> Result<Vec<LogRow>, AppError> {
        self.everywhere()?;
        Ok(self.person.app.database().read().await?.search_log(filter, limit).await?)
    }
}
