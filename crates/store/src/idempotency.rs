//! Answers to requests that carry a key, so that a request sent twice is done once.

use crate::StoreError;
use crate::transaction::{Work, on};
use crate::values::micros;
use domain::AccountId;
use jiff::Timestamp;
use sqlx::{query, query_as};

const BEGIN: &str = "INSERT INTO idempotency (account, key, request, claim, written, lost, created_at)
    VALUES ($1, $2, $3, $4, FALSE, FALSE, $5)
    ON CONFLICT (account, key) DO NOTHING";
const BEGUN: &str = "SELECT request, status, content_type, body, written, created_at FROM idempotency
    WHERE account = $1 AND key = $2";
/// Not what has written: that waits for a writer who is about to commit, and then finds it written.
const TAKE_OVER: &str = "UPDATE idempotency SET lost = TRUE, key = ' ' || claim
    WHERE account = $1 AND key = $2 AND status IS NULL AND NOT written AND claim <> '' AND created_at <= $3";
const WRITTEN: &str =
    "UPDATE idempotency SET written = TRUE WHERE account = $1 AND claim = $2 RETURNING lost";
const ANSWER: &str = "UPDATE idempotency SET status = $4, content_type = $5, body = $6
    WHERE account = $1 AND key = $2 AND claim = $3";
const FORGET: &str = "DELETE FROM idempotency WHERE account = $1 AND key = $2 AND claim = $3 AND NOT written";
const SWEEP: &str = "DELETE FROM idempotency WHERE created_at < $1";

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keyed {
    /// Nothing was, or nothing came of it in its time: the request is now under way, and the caller does it.
    New,
    /// Somebody is doing it.
    UnderWay {
        /// The digest of that request.
        request: String,
    },
    /// It was done, and whoever did it came to no answer in its time.
    Unanswered {
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

/// A request with a key: who sends it, the key, and the number of this request, which is its claim to the key.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Whose key it is.
    pub account: AccountId,
    /// As it was sent.
    pub key: &'a str,
    /// As entries of the log name the request.
    pub number: &'a str,
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

type Row = (String, Option<i64>, Option<String>, Option<String>, bool, i64);

impl Work {
    /// Begins the request with this key, or says what is known of it. Of callers at once one begins. What was begun at `lease`
    /// or before, was not answered and has written nothing goes over to the caller; whoever had it cannot write any more.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn begin_keyed(
        &mut self,
        claim: Claim<'_>,
        request: &str,
        at: Timestamp,
        lease: Timestamp,
    ) -> Result<Keyed, StoreError> {
        if self.claim(claim, request, at).await? {
            return Ok(Keyed::New);
        }
        let Claim { account, key, .. } = claim;
        let (begun, status, content_type, body, written, created): Row =
            on!(self, c => query_as(BEGUN).bind(account.get()).bind(key).fetch_one(c).await?);
        if let Some(status) = status {
            let status = u16::try_from(status).map_err(|e| StoreError::damaged("idempotency.status", e))?;
            let answer = KeptAnswer { status, content_type, body: body.unwrap_or_default() };
            return Ok(Keyed::Answered { request: begun, answer });
        }
        if created > micros(lease) || begun != request {
            return Ok(Keyed::UnderWay { request: begun });
        }
        if written {
            return Ok(Keyed::Unanswered { request: begun });
        }
        let taken = on!(self, c => query(TAKE_OVER)
            .bind(account.get())
            .bind(key)
            .bind(micros(lease))
            .execute(c)
            .await?
            .rows_affected());
        if taken == 1 && self.claim(claim, request, at).await? {
            return Ok(Keyed::New);
        }
        Ok(Keyed::UnderWay { request: begun })
    }

    async fn claim(&mut self, claim: Claim<'_>, request: &str, at: Timestamp) -> Result<bool, StoreError> {
        let begun = on!(self, c => query(BEGIN)
            .bind(claim.account.get())
            .bind(claim.key)
            .bind(request)
            .bind(claim.number)
            .bind(micros(at))
            .execute(c)
            .await?
            .rows_affected());
        Ok(begun == 1)
    }

    /// Notes that the request `number` writes, in the transaction in which it does. Most carry no key: then there is nothing to note.
    ///
    /// # Errors
    /// [`StoreError::Overtaken`] when another request has its key now.
    pub(crate) async fn keyed_writes(&mut self, account: AccountId, number: &str) -> Result<(), StoreError> {
        let lost: Option<(bool,)> = on!(self, c => query_as(WRITTEN)
            .bind(account.get())
            .bind(number)
            .fetch_optional(c)
            .await?);
        if lost == Some((true,)) { Err(StoreError::Overtaken) } else { Ok(()) }
    }

    /// Keeps the answer to a request that was begun.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn answer_keyed(&mut self, claim: Claim<'_>, answer: &KeptAnswer) -> Result<(), StoreError> {
        on!(self, c => query(ANSWER)
            .bind(claim.account.get())
            .bind(claim.key)
            .bind(claim.number)
            .bind(i64::from(answer.status))
            .bind(&answer.content_type)
            .bind(&answer.body)
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// Forgets a request that was begun and has written nothing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn forget_keyed(&mut self, claim: Claim<'_>) -> Result<(), StoreError> {
        on!(self, c => query(FORGET)
            .bind(claim.account.get())
            .bind(claim.key)
            .bind(claim.number)
            .execute(c)
            .await
            .map(drop)?);
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
