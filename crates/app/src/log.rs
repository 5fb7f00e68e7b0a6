//! Reading the log, and proving that it is whole.

use crate::permit::{Permit, rights::LogRead};
use crate::{App, AppError};
use domain::AccountId;
use domain::log::Actor;
use std::collections::HashSet;
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
    /// Those of the newest `limit` entries that fit and that the right reaches, the newest first: what was done by people
    /// who have, had or will have a post in a unit that it reaches. What the system did is read from the top alone.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn search(&self, filter: &LogFilter, limit: i64) -> Result<Vec<LogRow>, AppError> {
        let mut read = self.person.app.database().read().await?;
        let mut rows = read.search_log(filter, limit).await?;
        let forest = self.person.forest();
        if self.everywhere().is_ok() || forest.roots().all(|root| self.covers(root.unit.id, &forest).is_ok())
        {
            return Ok(rows);
        }
        let posts = read.posts().await?;
        let seen: HashSet<AccountId> = posts
            .iter()
            .filter(|post| self.covers(post.unit, &forest).is_ok())
            .map(|post| post.account)
            .collect();
        rows.retain(|row| matches!(row.entry.actor, Actor::Account(account) if seen.contains(&account)));
        Ok(rows)
    }
}
