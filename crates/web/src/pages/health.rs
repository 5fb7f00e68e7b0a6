//! For machines that watch the machine: is it alive, can it work? Tells nothing else.

use super::failure::problem;
use crate::{Access, Problem, Routes};
use app::App;
use axum::extract::State;

pub(super) fn routes() -> Routes<App> {
    Routes::new().get("/health", Access::Public, async || "ok\n").get("/ready", Access::Public, ready)
}

/// Ready while the database answers; the answer is 503 while it does not.
async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    app.database().read().await.map_err(|error| problem(error.into()))?;
    Ok("ready\n")
}
