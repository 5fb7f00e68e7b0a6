//! Rows that are of no use any more are removed.

use super::JobError;
use crate::App;
use jiff::SignedDuration;

/// How long an answer to a program is kept: who repeats a request does so at once.
const ANSWERS: SignedDuration = SignedDuration::from_hours(24 * 2);
/// How long a notice is kept that was read.
const READ: SignedDuration = SignedDuration::from_hours(24 * 90);
/// How long a notice is kept that nobody reads.
const UNREAD: SignedDuration = SignedDuration::from_hours(24 * 365);

pub(super) async fn run(app: &App) -> Result<(), JobError> {
    let now = app.now();
    let ago = |time: SignedDuration| now.checked_sub(time).unwrap_or(now);
    let lifetimes = &app.0.lifetimes;
    let mut work = app.database().work().await?;
    let sessions = work.sweep_sessions(ago(lifetimes.absolute), ago(lifetimes.idle), now).await?;
    let answers = work.sweep_answers(ago(ANSWERS)).await?;
    let notices = work.sweep_notices(ago(READ), ago(UNREAD)).await?;
    work.commit().await?;
    tracing::info!(sessions, answers, notices, "old rows were removed");
    Ok(())
}
