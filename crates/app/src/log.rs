//! Reading the log, and proving that it is whole.

use crate::permit::{Permit, rights::LogRead};
use crate::{App, AppError};
use domain::log::Actor;
use domain::{AccountId, LogId};
use std::collections::HashSet;
use store::{LogCheck, LogFilter, LogRow, Read};

impl App {
    /// Goes through the whole log, in the order in which it was written.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn check_log(&self) -> Result<LogCheck, AppError> {
        Ok(self.database().read().await?.check_log().await?)
    }
}

/// The most entries that are looked through for one page.
const LOOKED_AT: usize = 5_000;
/// How many entries are fetched at once.
const AT_ONCE: i64 = 500;

impl Permit<'_, LogRead> {
    /// Those of the newest `limit` entries that fit and that the right reaches, the newest first: what was done by people
    /// who have, had or will have a post in a unit that it reaches. What the system did is read from the top alone.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn search(&self, filter: &LogFilter, limit: i64) -> Result<Vec<LogRow>, AppError> {
        let mut read = self.person.app.database().read().await?;
        let mut rows = read.search_log(filter, limit).await?;
        if let Some(seen) = self.seen(&mut read).await? {
            rows.retain(|row| is_by(row, &seen));
        }
        Ok(rows)
    }

    /// Up to `limit` of the same entries older than `filter.before`, and the entry after which older ones may follow. A page may have fewer where many
    /// entries are out of reach.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn page(
        &self,
        mut filter: LogFilter,
        limit: usize,
    ) -> Result<(Vec<LogRow>, Option<LogId>), AppError> {
        let mut read = self.person.app.database().read().await?;
        let seen = self.seen(&mut read).await?;
        let (mut page, mut looked_at) = (Vec::new(), 0);
        loop {
            let rows = read.search_log(&filter, AT_ONCE).await?;
            let ended = (rows.len() as i64) < AT_ONCE;
            for row in rows {
                if page.len() == limit {
                    return Ok((page, filter.before));
                }
                looked_at += 1;
                filter.before = Some(row.id);
                if seen.as_ref().is_none_or(|seen| is_by(&row, seen)) {
                    page.push(row);
                }
            }
            if ended {
                return Ok((page, None));
            }
            if looked_at >= LOOKED_AT {
                return Ok((page, filter.before));
            }
        }
    }

    /// Whose deeds the right reaches; none where it reaches all, and what the system did.
    async fn seen(&self, read: &mut Read) -> Result<Option<HashSet<AccountId>>, AppError> {
        let forest = self.person.forest();
        if self.everywhere().is_ok() || forest.roots().all(|root| self.covers(root.unit.id, &forest).is_ok())
        {
            return Ok(None);
        }
        let posts = read.posts().await?;
        let reached = posts.iter().filter(|post| self.covers(post.unit, &forest).is_ok());
        Ok(Some(reached.map(|post| post.account).collect()))
    }
}

fn is_by(row: &LogRow, seen: &HashSet<AccountId>) -> bool {
    matches!(row.entry.actor, Actor::Account(account) if seen.contains(&account))
}
