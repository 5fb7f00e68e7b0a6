//! What the machine does by itself: letters, and what keeps the house clean.
//!
//! A job is asked for in the transaction that causes it (`enqueue`), and done by a worker of any process ([`App::work`]). It may be done twice, when a
//! process dies in the middle: every kind is such that the second time changes nothing more.

mod check_log;
mod desk;
mod letter;
mod rhythm;
mod sweep_files;
mod sweep_rows;
mod worker;

pub use desk::{Jobs, LISTED};
pub use letter::{Letter, To};

use crate::{App, AppError};
use domain::RegisterImportId;
use jiff::Timestamp;
use rhythm::Rhythm;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{JobRow, NewJob, StoreError, Work};

/// A job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "snake_case")]
pub enum Job {
    /// A letter goes out.
    Letter(Letter),
    /// Contents that nobody names, and uploads that were given up, are removed.
    SweepFiles,
    /// Sessions that are over, tries that are forgotten, old notices and old answers to programs are removed.
    SweepRows,
    /// The chain of the log is gone through.
    CheckLog,
    /// Those who owe figures are reminded.
    RemindFigures,
    /// An older register is taken in.
    ImportRegister(RegisterImportId),
    /// Whoever it is time to urge about a task is urged.
    UrgeTasks,
    /// The letters of the day go out to those whose hour has come.
    TaskDigests,
}

impl Job {
    /// Codes of all kinds, each with the key of its name.
    pub const KINDS: [(&'static str, &'static str); 8] = [
        ("letter", "job-letter"),
        ("sweep_files", "job-sweep-files"),
        ("sweep_rows", "job-sweep-rows"),
        ("check_log", "job-check-log"),
        ("remind_figures", "job-remind-figures"),
        ("import_register", "job-import-register"),
        ("urge_tasks", "job-urge-tasks"),
        ("task_digests", "job-task-digests"),
    ];

    /// Those that come back, each with its rhythm.
    const PERIODIC: [(Self, Rhythm); 6] = [
        (Self::SweepRows, Rhythm::Hourly { minute: 10 }),
        (Self::SweepFiles, Rhythm::Nightly { hour: 1, minute: 30 }),
        (Self::CheckLog, Rhythm::Nightly { hour: 2, minute: 0 }),
        (Self::UrgeTasks, Rhythm::Nightly { hour: 7, minute: 0 }),
        (Self::TaskDigests, Rhythm::Hourly { minute: 5 }),
        (Self::RemindFigures, Rhythm::Nightly { hour: 7, minute: 0 }),
    ];

    /// Kind and payload, as they are kept.
    fn parts(&self) -> Result<(String, String), AppError> {
        let bug = |e: &dyn std::fmt::Display| AppError::Bug(format!("a job as JSON: {e}"));
        let mut whole = serde_json::to_value(self).map_err(|e| bug(&e))?;
        let payload = whole.get_mut("payload").map_or(Value::Null, Value::take);
        let kind = whole.get("kind").and_then(Value::as_str).ok_or_else(|| bug(&"no kind"))?;
        Ok((kind.to_owned(), payload.to_string()))
    }

    /// The job that a row stands for; none where a newer program has written it.
    fn of(row: &JobRow) -> Option<Self> {
        let payload: Value = serde_json::from_str(&row.payload).ok()?;
        let whole = if payload.is_null() {
            json!({ "kind": row.kind })
        } else {
            json!({ "kind": row.kind, "payload": payload })
        };
        serde_json::from_value(whole).ok()
    }

    /// Its rhythm, if it comes back.
    fn rhythm(&self) -> Option<Rhythm> {
        Self::PERIODIC.into_iter().find(|(job, _)| job == self).map(|(_, rhythm)| rhythm)
    }

    async fn run(&self, app: &App, row: &JobRow) -> Result<(), JobError> {
        match self {
            Self::Letter(letter) => letter.run(app, row).await,
            Self::SweepFiles => sweep_files::run(app).await,
            Self::SweepRows => sweep_rows::run(app).await,
            Self::CheckLog => check_log::run(app).await,
            Self::RemindFigures => crate::figures::remind(app).await,
            Self::ImportRegister(import) => crate::documents::import::run(app, *import).await,
            Self::UrgeTasks => crate::tasks::urge::run(app).await,
            Self::TaskDigests => crate::tasks::digest::run(app).await,
        }
    }
}

/// Why a job was not done. The reason is read by administrators: it holds no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum JobError {
    /// It may go better later.
    Later(String),
    /// It will not go better by itself.
    Never(String),
}

impl From<AppError> for JobError {
    fn from(error: AppError) -> Self {
        Self::Later(crate::with_causes(&error))
    }
}

impl From<StoreError> for JobError {
    fn from(error: StoreError) -> Self {
        Self::Later(crate::with_causes(&error))
    }
}

/// Asks for a job: it is there when the transaction is kept, and not otherwise.
///
/// # Errors
/// When the store does not answer.
pub(crate) async fn enqueue(work: &mut Work, job: &Job, now: Timestamp) -> Result<(), AppError> {
    let (kind, payload) = job.parts()?;
    work.add_job(&NewJob { kind: &kind, payload: &payload, name: None, due: now }, now).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notices::Event;
    use domain::{AccountId, JobId};

    #[test]
    fn a_job_comes_back_from_its_row() {
        let letter = Letter { to: To::Account(AccountId::new(7)), event: Event::PasswordChanged };
        let import = Job::ImportRegister(RegisterImportId::new(3));
        let jobs = [
            Job::Letter(letter),
            Job::SweepFiles,
            Job::SweepRows,
            Job::CheckLog,
            Job::RemindFigures,
            import,
            Job::UrgeTasks,
            Job::TaskDigests,
        ];
        assert_eq!(jobs.len(), Job::KINDS.len());
        for (job, (code, _)) in jobs.into_iter().zip(Job::KINDS) {
            let (kind, payload) = job.parts().unwrap();
            assert_eq!(kind, code);
            let mut row = JobRow {
                id: JobId::new(1),
                kind,
                payload,
                name: None,
                created: Timestamp::UNIX_EPOCH,
                due: Timestamp::UNIX_EPOCH,
                tries: 0,
                claimed_until: None,
                failed: None,
                failure: None,
            };
            assert_eq!(Job::of(&row), Some(job));
            row.kind = "of_tomorrow".to_owned();
            assert_eq!(Job::of(&row), None);
        }
    }
}
