//! The chain of the log is gone through.

use super::JobError;
use crate::notices::Event;
use crate::{App, LogCheck};

/// Says so to the administrators where the log is not whole. Twice in a row says it once, while nobody has read it.
pub(super) async fn run(app: &App) -> Result<(), JobError> {
    let check = app.check_log().await?;
    if matches!(check, LogCheck::Whole(_)) {
        return Ok(());
    }
    tracing::error!(?check, "the log is not whole");
    let mut work = app.database().work().await?;
    app.tell_administrators(&mut work, &Event::LogNotWhole).await?;
    work.commit().await?;
    Ok(())
}
