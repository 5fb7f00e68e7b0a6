//! Contents that nobody names, and uploads that were given up, are removed.

use super::JobError;
use crate::{App, AppError};

pub(super) async fn run(app: &App) -> Result<(), JobError> {
    let swept = app.files().sweep(app.database(), app.now()).await.map_err(AppError::from)?;
    tracing::info!(swept, "contents without a name were removed");
    Ok(())
}
