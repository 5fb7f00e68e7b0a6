//! Doing jobs, in every process of the site.

use super::rhythm::{TRIES, pause};
use super::{Job, JobError};
use crate::notices::Event;
use crate::{App, AppError};
use identity::Os;
use jiff::{SignedDuration, Timestamp};
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;
use store::{JobRow, NewJob};
use tokio::task::JoinSet;

/// How many jobs one process does at once: a letter that hangs does not hold up the rest.
const AT_ONCE: usize = 2;
/// How long a claim holds. It is renewed while the job runs; when the process dies, the job is free again after this.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How often a claim is renewed.
const RENEWAL: Duration = Duration::from_secs(40);
/// How long to wait before looking for jobs again.
const LOOK: Duration = Duration::from_secs(1);
/// How long jobs may take after the stop was asked for; then their claims run out.
const GRACE: Duration = Duration::from_secs(30);
/// How often jobs are counted, in looks.
const COUNTED: u32 = 15;
/// Longest reason that is kept, in letters.
const REASON: usize = 400;

const DONE: &str = "sauro_jobs_total";
const THERE: &str = "sauro_jobs";

impl App {
    /// Does jobs until `stop` comes; then those that have begun end, within half a minute.
    pub async fn work(&self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        let mut running = JoinSet::new();
        let (mut looks, mut is_furnished) = (0_u32, false);
        loop {
            if poll_fn(|context| Poll::Ready(stop.as_mut().poll(context).is_ready())).await {
                break;
            }
            if !is_furnished {
                is_furnished = said(self.furnish().await).is_some();
            }
            while running.try_join_next().is_some() {}
            if running.len() < AT_ONCE
                && let Some(Some(claim)) = said(self.claim().await)
            {
                let app = self.clone();
                running.spawn(async move { app.do_claimed(claim).await });
                continue;
            }
            if looks % COUNTED == 0 {
                said(self.count().await);
            }
            looks = looks.wrapping_add(1);
            tokio::select! {
                () = &mut stop => break,
                _ = running.join_next(), if !running.is_empty() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
        let all = async { while running.join_next().await.is_some() {} };
        if tokio::time::timeout(GRACE, all).await.is_err() {
            tracing::warn!("stopped with jobs still running");
        }
    }

    /// Does what is due now, one after another; says how many jobs were begun. For tests and for the command line.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn work_off(&self) -> Result<usize, AppError> {
        self.furnish().await?;
        let mut begun = 0;
        while let Some(claim) = self.claim().await? {
            self.do_claimed(claim).await;
            begun += 1;
        }
        Ok(begun)
    }

    /// Jobs that come back stand there, each under its name.
    async fn furnish(&self) -> Result<(), AppError> {
        let now = self.now();
        let mut work = self.database().work().await?;
        for (job, rhythm) in Job::PERIODIC {
            let (kind, payload) = job.parts()?;
            let new = NewJob { kind: &kind, payload: &payload, name: Some(&kind), due: rhythm.next(now) };
            work.add_job(&new, now).await?;
        }
        Ok(work.commit().await?)
    }

    async fn count(&self) -> Result<(), AppError> {
        let counts = self.database().read().await?.count_jobs(self.now()).await?;
        for (state, count) in
            [("waiting", counts.waiting), ("running", counts.running), ("failed", counts.failed)]
        {
            metrics::gauge!(THERE, "state" => state).set(u32::try_from(count).unwrap_or(u32::MAX));
        }
        Ok(())
    }

    async fn claim(&self) -> Result<Option<JobRow>, AppError> {
        let now = self.now();
        // Looked first: nobody takes the turn to write once a second for nothing.
        if !self.database().read().await?.is_job_due(now).await? {
            return Ok(None);
        }
        let mut work = self.database().work().await?;
        let claim = work.claim_job(now, later(now, LEASE)).await?;
        work.commit().await?;
        Ok(claim)
    }

    async fn do_claimed(&self, mut claim: JobRow) {
        let Some(result) = self.run(&mut claim).await else {
            tracing::warn!(job = %claim.id, "the claim of a job was lost");
            return;
        };
        let outcome = match self.settle(&claim, result).await {
            Ok(outcome) => outcome,
            Err(error) => {
                // The claim runs out, and it is done again.
                tracing::error!(job = %claim.id, error = crate::with_causes(&error), "a job could not be ended");
                "lost"
            }
        };
        metrics::counter!(DONE, "kind" => claim.kind, "outcome" => outcome).increment(1);
    }

    /// Runs a claimed job and renews the claim meanwhile. None when the claim was lost.
    async fn run(&self, claim: &mut JobRow) -> Option<Result<(), JobError>> {
        if claim.tries > TRIES {
            return Some(Err(JobError::Never("job-abandoned".to_owned())));
        }
        let Some(job) = Job::of(claim) else {
            return Some(Err(JobError::Later("job-unknown".to_owned())));
        };
        let (app, row) = (self.clone(), claim.clone());
        // A task of its own: a panic ends it and nothing else.
        let mut running = JoinSet::new();
        running.spawn(async move { job.run(&app, &row).await });
        loop {
            tokio::select! {
                ended = running.join_next() => return Some(match ended {
                    Some(Ok(result)) => result,
                    Some(Err(_)) | None => Err(JobError::Later("job-panicked".to_owned())),
                }),
                () = tokio::time::sleep(RENEWAL) => {
                    if said(self.renew(claim).await) == Some(false) {
                        return None;
                    }
                }
            }
        }
    }

    async fn renew(&self, claim: &mut JobRow) -> Result<bool, AppError> {
        let until = later(self.now(), LEASE);
        let mut work = self.database().work().await?;
        let is_held = work.renew_job(claim, until).await?;
        work.commit().await?;
        if is_held {
            claim.claimed_until = Some(until);
        }
        Ok(is_held)
    }

    /// Keeps how a job went; says it in a word.
    async fn settle(&self, claim: &JobRow, result: Result<(), JobError>) -> Result<&'static str, AppError> {
        let now = self.now();
        let next = Job::of(claim).and_then(|job| job.rhythm()).map(|rhythm| rhythm.next(now));
        let mut work = self.database().work().await?;
        let outcome = match (result, next) {
            (Ok(()), Some(next)) => {
                work.put_back_job(claim, next, 0, None).await?;
                "done"
            }
            (Ok(()), None) => {
                work.end_job(claim).await?;
                "done"
            }
            (Err(JobError::Later(reason)), _) if claim.tries < TRIES => {
                let due = later(now, pause(claim.tries, &mut Os));
                work.put_back_job(claim, due, claim.tries, Some(&readable(&reason))).await?;
                tracing::warn!(job = %claim.id, kind = claim.kind, reason, "a job has failed, and is tried again");
                "again"
            }
            (Err(JobError::Later(reason) | JobError::Never(reason)), next) => {
                let reason = readable(&reason);
                let is_held = match next {
                    // What comes back comes back: the next night may be better.
                    Some(next) => work.put_back_job(claim, next, 0, Some(&reason)).await?,
                    None => work.give_up_job(claim, now, &reason).await?,
                };
                if is_held {
                    let event = Event::JobFailed { kind: claim.kind.clone() };
                    self.tell_administrators(&mut work, &event).await?;
                }
                tracing::error!(job = %claim.id, kind = claim.kind, reason, "a job was given up");
                "failed"
            }
        };
        work.commit().await?;
        Ok(outcome)
    }
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(Timestamp::MAX)
}

/// One line of bounded length.
fn readable(reason: &str) -> String {
    reason.chars().map(|c| if c.is_control() { ' ' } else { c }).take(REASON).collect()
}

/// The value, or none where the error was told to whoever looks after the machine.
fn said<T>(result: Result<T, AppError>) -> Option<T> {
    result.inspect_err(|error| tracing::error!(error = crate::with_causes(error), "jobs cannot be done")).ok()
}
