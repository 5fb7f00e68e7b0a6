//! What an administrator sees of the jobs, and does about them.

use super::{Job, Letter, To, enqueue};
use crate::app::{Deed, NOTHING};
use crate::notices::Event;
use crate::permit::Permit;
use crate::permit::rights::JobsManage;
use crate::{AppError, Fault, Thing};
use domain::JobId;
use domain::people::Email;
use serde_json::json;
use store::{JobCounts, JobRow, Write};

/// So many jobs are listed, the newest.
pub const LISTED: i64 = 5_000;

/// The jobs at a moment.
#[derive(Debug)]
pub struct Jobs {
    /// The newest first.
    pub rows: Vec<JobRow>,
    /// How many there are in all.
    pub counts: JobCounts,
}

impl Permit<'_, JobsManage> {
    /// The jobs.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn list(&self) -> Result<Jobs, AppError> {
        let mut read = self.person.app.database().read().await?;
        Ok(Jobs { rows: read.jobs(LISTED).await?, counts: read.count_jobs(self.person.now).await? })
    }

    /// One of them.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn one(&self, id: JobId) -> Result<JobRow, AppError> {
        let row = self.person.app.database().read().await?.job(id).await?;
        row.ok_or(AppError::NotFound { thing: Thing::Job })
    }

    /// A job that failed or waits is due at once, as if it had never been tried.
    ///
    /// # Errors
    /// [`AppError::NotFound`], also for a job that is being done.
    pub async fn try_again(&self, id: JobId) -> Result<(), AppError> {
        let person = self.person;
        let mut write = person.app.database().write().await?;
        let before = write.job(id).await?.ok_or(AppError::NotFound { thing: Thing::Job })?;
        if !write.retry_job(id, person.now).await? {
            return Err(AppError::NotFound { thing: Thing::Job });
        }
        self.keep(write, "jobs.try_again", &before).await
    }

    /// Takes a job away that failed or waits.
    ///
    /// # Errors
    /// [`AppError::NotFound`], also for a job that is being done or comes back.
    pub async fn discard(&self, id: JobId) -> Result<(), AppError> {
        let person = self.person;
        let mut write = person.app.database().write().await?;
        let before = write.job(id).await?.ok_or(AppError::NotFound { thing: Thing::Job })?;
        if !write.discard_job(id, person.now).await? {
            return Err(AppError::NotFound { thing: Thing::Job });
        }
        self.keep(write, "jobs.discard", &before).await
    }

    /// Says in the log what was done about a job, and keeps it.
    async fn keep(&self, write: Write, verb: &str, before: &JobRow) -> Result<(), AppError> {
        let deed = Deed {
            verb,
            kind: "job",
            id: Some(before.id.get()),
            before: Some(json!({ "kind": before.kind, "tries": before.tries })),
            after: NOTHING,
        };
        let by = self.everywhere()?.post;
        Ok(write.log(&self.person.entry(Some(by), &deed)?).await?.commit().await?)
    }

    /// Sends a letter to try whether letters arrive.
    ///
    /// # Errors
    /// [`AppError::Refused`] at `to`, or as a whole where no letters go out.
    pub async fn send_test_letter(&self, to: &str) -> Result<(), AppError> {
        let person = self.person;
        if !person.app.mail().is_on() {
            return Err(Fault::whole("mail-off").into());
        }
        let to: Email = to.parse().map_err(|_| Fault::at("to", "people-email-wrong"))?;
        let mut write = person.app.database().write().await?;
        let letter = Letter { to: To::Address(to), event: Event::Test };
        enqueue(&mut write, &Job::Letter(letter), person.now).await?;
        // The address stays out of the log: it may be a person's.
        let deed =
            Deed { verb: "jobs.test_letter", kind: "letter", id: None, before: NOTHING, after: NOTHING };
        let by = self.everywhere()?.post;
        write.log(&person.entry(Some(by), &deed)?).await?.commit().await?;
        Ok(())
    }
}
