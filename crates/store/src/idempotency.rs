//! Answers to requests that carry a key, so that a request sent twice is done once.

use crate::StoreError;
use crate::transaction::{Work, on};
use crate::values::micros;
use domain::AccountId;
use jiff::Timestamp;
use sqlx::{query, query_as};

const BEGIN: &str = "INSERT INTO idempotency (account, key, request, created_at) VALUES ($1, $2, $3, $4)
    ON CONFLICT (account, key) DO NOTHING";
const BEGUN: &str =
    "SELECT request, status, content_type, body FROM idempotency WHERE account = $1 AND key = $2";
const ANSWER: &str = "UPDATE idempotency SET status = $3, content_type = $4, body = $5
    WHERE account = $1 AND key = $2";
const FORGET: &str = "DELETE FROM idempotency WHERE account = $1 AND key = $2";
const SWEEP: &str = "DELETE FROM idempotency WHERE created_at < $1";

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keyed {
    /// Nothing was: the request is now under way, and the caller does it.
    New,
    /// Somebody is doing it.
    UnderWay {
        /// The digest of that request.
        request: String,
    },
    /// It was done.
    Answered {
        /// The digest of that request.
        request: String,
        /// What was answered.
        answer: KeptAnswer,
    },
}

/// An answer that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// Its status.
    pub status: u16,
    /// Its media type; none for an answer without a body.
    pub content_type: Option<String>,
    /// Its body.
    pub body: String,
}

type Row = (String, Option<i64>, Option<String>, Option<String>);

impl Work {
    /// Begins the request with this key, or says what is known of it. Of callers at once one begins.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn begin_keyed(
        &mut self,
        account: AccountId,
        key: &str,
        request: &str,
        at: Timestamp,
    ) -> Result<Keyed, StoreError> {
        let begun = on!(self, c => query(BEGIN)
            .bind(account.get())
            .bind(key)
            .bind(request)
            .bind(micros(at))
            .execute(c)
            .await?
            .rows_affected());
        if begun == 1 {
            return Ok(Keyed::New);
        }
        let (request, status, content_type, body): Row =
            on!(self, c => query_as(BEGUN).bind(account.get()).bind(key).fetch_one(c).await?);
        let Some(status) = status else { return Ok(Keyed::UnderWay { request }) };
        let status = u16::try_from(status).map_err(|e| StoreError::damaged("idempotency.status", e))?;
        let answer = KeptAnswer { status, content_type, body: body.unwrap_or_default() };
        Ok(Keyed::Answered { request, answer })
    }

    /// Keeps the answer to a request that was begun.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answer_keyed(
        &mut self,
        account: AccountId,
        key: &str,
        answer: &KeptAnswer,
    ) -> Result<(), StoreError> {
        on!(self, c => query(ANSWER)
            .bind(account.get())
            .bind(key)
            .bind(i64::from(answer.status))
            .bind(&answer.content_type)
            .bind(&answer.body)
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// Forgets a request that was begun and not done.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_keyed(&mut self, account: AccountId, key: &str) -> Result<(), StoreError> {
        on!(self, c => query(FORGET).bind(account.get()).bind(key).execute(c).await.map(drop)?);
        Ok(())
    }

    /// Forgets what was begun before an instant.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sweep_keyed(&mut self, before: Timestamp) -> Result<u64, StoreError> {
        Ok(on!(self, c => query(SWEEP).bind(micros(before)).execute(c).await?.rows_affected()))
    }
}
