//! What is to be done after a transaction, by whichever process comes first.
//!
//! A job is claimed until an instant. Who holds it names that instant when it is done: a process that was thought dead and is not cannot end what
//! another has claimed since.

use crate::StoreError;
use crate::rows::row;
use crate::transaction::{Connection, Read, Work, on};
use crate::values::{instant, micros};
use domain::JobId;
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

const ADD: &str =
    "INSERT INTO job (kind, payload, name, created_at, due_at, tries) VALUES ($1, $2, $3, $4, $5, 0)
    ON CONFLICT (name) DO NOTHING RETURNING id";
const IS_DUE: &str = "SELECT EXISTS (SELECT 1 FROM job
    WHERE failed_at IS NULL AND due_at <= $1 AND (claimed_until IS NULL OR claimed_until < $1))";
/// SQLite has one writer, who finds no claim half done; in PostgreSQL one passes by what another is just claiming.
macro_rules! claim {
    ($lock:literal) => {
        concat!(
            "UPDATE job SET tries = tries + 1, claimed_until = $2 WHERE id = (SELECT id FROM job
                WHERE failed_at IS NULL AND due_at <= $1 AND (claimed_until IS NULL OR claimed_until < $1)
                ORDER BY due_at, id LIMIT 1",
            $lock,
            ") RETURNING id, kind, payload, name, created_at, due_at, tries, claimed_until, failed_at, failure"
        )
    };
}
const CLAIM_SQLITE: &str = claim!("");
const CLAIM_POSTGRESQL: &str = claim!(" FOR UPDATE SKIP LOCKED");
const RENEW: &str = "UPDATE job SET claimed_until = $3 WHERE id = $1 AND claimed_until = $2";
const DONE: &str = "DELETE FROM job WHERE id = $1 AND claimed_until = $2";
const PUT_BACK: &str = "UPDATE job SET claimed_until = NULL, due_at = $3, tries = $4, failure = $5
    WHERE id = $1 AND claimed_until = $2";
const GIVE_UP: &str = "UPDATE job SET claimed_until = NULL, failed_at = $3, failure = $4
    WHERE id = $1 AND claimed_until = $2";
const ONE: &str =
    "SELECT id, kind, payload, name, created_at, due_at, tries, claimed_until, failed_at, failure
    FROM job WHERE id = $1";
const LIST: &str =
    "SELECT id, kind, payload, name, created_at, due_at, tries, claimed_until, failed_at, failure
    FROM job ORDER BY id DESC LIMIT $1";
const COUNTS: &str =
    "SELECT COUNT(*) FILTER (WHERE failed_at IS NULL AND (claimed_until IS NULL OR claimed_until < $1)),
    COUNT(*) FILTER (WHERE failed_at IS NULL AND claimed_until >= $1), COUNT(failed_at) FROM job";
const AGAIN: &str = "UPDATE job SET failed_at = NULL, claimed_until = NULL, tries = 0, due_at = $2
    WHERE id = $1 AND (claimed_until IS NULL OR claimed_until < $2)";
const DISCARD: &str =
    "DELETE FROM job WHERE id = $1 AND name IS NULL AND (claimed_until IS NULL OR claimed_until < $2)";

/// A job before it stands there.
#[derive(Debug, Clone, Copy)]
pub struct NewJob<'a> {
    /// What is to be done, in the words of `app`.
    pub kind: &'a str,
    /// With what: JSON.
    pub payload: &'a str,
    /// Of a job that comes back: under this name it stands there once.
    pub name: Option<&'a str>,
    /// Not before.
    pub due: Timestamp,
}

/// A job.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    /// Its number.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// With what.
    pub payload: String,
    /// Of a job that comes back: its name.
    pub name: Option<String>,
    /// When it was asked for.
    pub created: Timestamp,
    /// Not before.
    pub due: Timestamp,
    /// How many times it was begun.
    pub tries: i64,
    /// Until when somebody has claimed it.
    pub claimed_until: Option<Timestamp>,
    /// When it was given up.
    pub failed: Option<Timestamp>,
    /// Why it last failed.
    pub failure: Option<String>,
}

/// How many jobs there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct JobCounts {
    /// Waiting for their time, or for somebody who does them.
    pub waiting: i64,
    /// Being done.
    pub running: i64,
    /// Given up.
    pub failed: i64,
}

row! {
    struct Row {
        id: i64,
        kind: String,
        payload: String,
        name: Option<String>,
        created_at: i64,
        due_at: i64,
        tries: i64,
        claimed_until: Option<i64>,
        failed_at: Option<i64>,
        failure: Option<String>,
    }
}

impl Read {
    /// Is there a job to claim?
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn is_job_due(&mut self, now: Timestamp) -> Result<bool, StoreError> {
        Ok(on!(self, c => query_scalar(IS_DUE).bind(micros(now)).fetch_one(c).await?))
    }

    /// The job with this number.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn job(&mut self, id: JobId) -> Result<Option<JobRow>, StoreError> {
        let row: Option<Row> = on!(self, c => query_as(ONE).bind(id.get()).fetch_optional(c).await?);
        row.map(job).transpose()
    }

    /// Up to `limit` jobs, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn jobs(&mut self, limit: i64) -> Result<Vec<JobRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(LIST).bind(limit).fetch_all(c).await?);
        rows.into_iter().map(job).collect()
    }

    /// How many jobs there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_jobs(&mut self, now: Timestamp) -> Result<JobCounts, StoreError> {
        let (waiting, running, failed): (i64, i64, i64) =
            on!(self, c => query_as(COUNTS).bind(micros(now)).fetch_one(c).await?);
        Ok(JobCounts { waiting, running, failed })
    }
}

impl Work {
    /// Asks for a job, which is there when this transaction is kept. None where one with its name stands there already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_job(&mut self, new: &NewJob<'_>, at: Timestamp) -> Result<Option<JobId>, StoreError> {
        let id: Option<i64> = on!(self, c => query_scalar(ADD)
            .bind(new.kind)
            .bind(new.payload)
            .bind(new.name)
            .bind(micros(at))
            .bind(micros(new.due))
            .fetch_optional(c)
            .await?);
        Ok(id.map(JobId::new))
    }

    /// Claims the job that is due for longest, until an instant.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn claim_job(
        &mut self,
        now: Timestamp,
        until: Timestamp,
    ) -> Result<Option<JobRow>, StoreError> {
        let claim = match self.connection {
            Connection::Sqlite(_) => CLAIM_SQLITE,
            Connection::PostgreSql(_) => CLAIM_POSTGRESQL,
        };
        let row: Option<Row> = on!(self, c => query_as(claim)
            .bind(micros(now))
            .bind(micros(until))
            .fetch_optional(c)
            .await?);
        row.map(job).transpose()
    }

    /// Claims a claimed job for longer; `false` if it is another's by now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn renew_job(&mut self, claim: &JobRow, until: Timestamp) -> Result<bool, StoreError> {
        let (id, held) = fence(claim);
        Ok(
            on!(self, c => query(RENEW).bind(id).bind(held).bind(micros(until)).execute(c).await?.rows_affected())
                == 1,
        )
    }

    /// A claimed job is done; `false` if it is another's by now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_job(&mut self, claim: &JobRow) -> Result<bool, StoreError> {
        let (id, held) = fence(claim);
        Ok(on!(self, c => query(DONE).bind(id).bind(held).execute(c).await?.rows_affected()) == 1)
    }

    /// A claimed job is to be done at another time, after so many tries; `false` if it is another's by now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_back_job(
        &mut self,
        claim: &JobRow,
        due: Timestamp,
        tries: i64,
        failure: Option<&str>,
    ) -> Result<bool, StoreError> {
        let (id, held) = fence(claim);
        Ok(on!(self, c => query(PUT_BACK)
            .bind(id)
            .bind(held)
            .bind(micros(due))
            .bind(tries)
            .bind(failure)
            .execute(c)
            .await?
            .rows_affected())
            == 1)
    }

    /// A claimed job is given up; `false` if it is another's by now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn give_up_job(
        &mut self,
        claim: &JobRow,
        at: Timestamp,
        failure: &str,
    ) -> Result<bool, StoreError> {
        let (id, held) = fence(claim);
        Ok(on!(self, c => query(GIVE_UP)
            .bind(id)
            .bind(held)
            .bind(micros(at))
            .bind(failure)
            .execute(c)
            .await?
            .rows_affected())
            == 1)
    }

    /// A job that nobody is doing is due at once, as if it had never been tried; `false` if there is none such.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn retry_job(&mut self, id: JobId, now: Timestamp) -> Result<bool, StoreError> {
        Ok(on!(self, c => query(AGAIN).bind(id.get()).bind(micros(now)).execute(c).await?.rows_affected())
            == 1)
    }

    /// Takes away a job that nobody is doing and that does not come back; `false` if there is none such.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn discard_job(&mut self, id: JobId, now: Timestamp) -> Result<bool, StoreError> {
        Ok(on!(self, c => query(DISCARD).bind(id.get()).bind(micros(now)).execute(c).await?.rows_affected())
            == 1)
    }
}

/// What a claim is known by.
fn fence(claim: &JobRow) -> (i64, Option<i64>) {
    (claim.id.get(), claim.claimed_until.map(micros))
}

fn job(row: Row) -> Result<JobRow, StoreError> {
    let moment = |at: Option<i64>| at.map(|at| instant("job", at)).transpose();
    Ok(JobRow {
        id: JobId::new(row.id),
        kind: row.kind,
        payload: row.payload,
        name: row.name,
        created: instant("job.created_at", row.created_at)?,
        due: instant("job.due_at", row.due_at)?,
        tries: row.tries,
        claimed_until: moment(row.claimed_until)?,
        failed: moment(row.failed_at)?,
        failure: row.failure,
    })
}
