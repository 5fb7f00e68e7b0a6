//! What people are told.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{instant, micros};
use domain::{AccountId, NoticeId};
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

const ADD: &str = "INSERT INTO notice (account, at, message, link) VALUES ($1, $2, $3, $4) RETURNING id";
const HAS_UNREAD: &str = "SELECT EXISTS (SELECT 1 FROM notice
    WHERE account = $1 AND message = $2 AND read_at IS NULL)";
const HAS: &str = "SELECT EXISTS (SELECT 1 FROM notice WHERE account = $1 AND message = $2)";
const UNREAD: &str = "SELECT COUNT(*) FROM notice WHERE account = $1 AND read_at IS NULL";
const ALL: &str = "SELECT COUNT(*) FROM notice WHERE account = $1";
const LIST: &str = "SELECT id, at, message, link, read_at FROM notice WHERE account = $1
    ORDER BY id DESC LIMIT $2 OFFSET $3";
const ONE: &str = "SELECT id, at, message, link, read_at FROM notice WHERE account = $1 AND id = $2";
const READ: &str = "UPDATE notice SET read_at = $3 WHERE account = $1 AND id = $2 AND read_at IS NULL";
const READ_ALL: &str = "UPDATE notice SET read_at = $2 WHERE account = $1 AND read_at IS NULL";
const SWEEP: &str = "DELETE FROM notice WHERE read_at < $1 OR at < $2";

/// A notice as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its number.
    pub id: NoticeId,
    /// When it was given.
    pub at: Timestamp,
    /// What it says: JSON in the form of `app`.
    pub message: String,
    /// A path of the site.
    pub link: String,
    /// When it was read.
    pub read: Option<Timestamp>,
}

type Row = (i64, i64, String, String, Option<i64>);

impl Read {
    /// How many notices the account has not read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unread_notices(&mut self, account: AccountId) -> Result<i64, StoreError> {
        Ok(on!(self, c => query_scalar(UNREAD).bind(account.get()).fetch_one(c).await?))
    }

    /// How many notices the account has.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_notices(&mut self, account: AccountId) -> Result<i64, StoreError> {
        Ok(on!(self, c => query_scalar(ALL).bind(account.get()).fetch_one(c).await?))
    }

    /// Has the account a notice with this message that it has not read?
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_unread_notice(&mut self, account: AccountId, message: &str) -> Result<bool, StoreError> {
        Ok(on!(self, c => query_scalar(HAS_UNREAD).bind(account.get()).bind(message).fetch_one(c).await?))
    }

    /// Has the account a notice with this message, read or not?
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_notice(&mut self, account: AccountId, message: &str) -> Result<bool, StoreError> {
        Ok(on!(self, c => query_scalar(HAS).bind(account.get()).bind(message).fetch_one(c).await?))
    }

    /// Up to `limit` notices of the account after the newest `offset`, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn notices(
        &mut self,
        account: AccountId,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<NoticeRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(LIST)
            .bind(account.get())
            .bind(limit)
            .bind(offset)
            .fetch_all(c)
            .await?);
        rows.into_iter().map(notice).collect()
    }

    /// A notice of the account.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn notice(
        &mut self,
        account: AccountId,
        id: NoticeId,
    ) -> Result<Option<NoticeRow>, StoreError> {
        let row: Option<Row> =
            on!(self, c => query_as(ONE).bind(account.get()).bind(id.get()).fetch_optional(c).await?);
        row.map(notice).transpose()
    }
}

impl Work {
    /// Tells an account something.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_notice(
        &mut self,
        account: AccountId,
        message: &str,
        link: &str,
        at: Timestamp,
    ) -> Result<NoticeId, StoreError> {
        let id: i64 = on!(self, c => query_scalar(ADD)
            .bind(account.get())
            .bind(micros(at))
            .bind(message)
            .bind(link)
            .fetch_one(c)
            .await?);
        Ok(NoticeId::new(id))
    }

    /// The account has read a notice; `false` if it has none such that it had not read.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read_notice(
        &mut self,
        account: AccountId,
        id: NoticeId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        Ok(on!(self, c => query(READ)
            .bind(account.get())
            .bind(id.get())
            .bind(micros(at))
            .execute(c)
            .await?
            .rows_affected())
            == 1)
    }

    /// The account has read all its notices; says how many it had not.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn read_all_notices(&mut self, account: AccountId, at: Timestamp) -> Result<u64, StoreError> {
        Ok(on!(self, c => query(READ_ALL)
            .bind(account.get())
            .bind(micros(at))
            .execute(c)
            .await?
            .rows_affected()))
    }

    /// Drops notices that were read before `read` or given before `given`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sweep_notices(&mut self, read: Timestamp, given: Timestamp) -> Result<u64, StoreError> {
        let (read, given) = (micros(read), micros(given));
        Ok(on!(self, c => query(SWEEP).bind(read).bind(given).execute(c).await?.rows_affected()))
    }
}

fn notice((id, at, message, link, read): Row) -> Result<NoticeRow, StoreError> {
    Ok(NoticeRow {
        id: NoticeId::new(id),
        at: instant("notice.at", at)?,
        message,
        link,
        read: read.map(|at| instant("notice.read_at", at)).transpose()?,
    })
}
