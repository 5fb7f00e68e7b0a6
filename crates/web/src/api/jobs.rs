//! What is done later: letters, imports.

use super::call::{Call, Nothing, Reply};
use super::operation::Api;
use super::paging::{Asked, Listed};
use crate::{Access, Problem};
use app::rights::JobsManage;
use axum::http::Method;
use domain::JobId;
use domain::rights::Right;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::JobRow;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let manage = Access::Right(Right::JobsManage.code());
    let post = |path| (Method::POST, path);
    api.list("/api/v1/jobs", manage, "jobs-list", list)
        .get("/api/v1/jobs/{job}", manage, "jobs-show", show)
        .write(post("/api/v1/jobs/{job}/again"), manage, ("jobs-again", 204), again)
        .write((Method::DELETE, "/api/v1/jobs/{job}"), manage, ("jobs-discard", 204), discard)
        .write(post("/api/v1/jobs/letter"), manage, ("jobs-letter", 204), letter)
}

/// Something that is done later, or failed.
#[derive(Serialize, ToSchema)]
struct JobEntry {
    id: JobId,
    kind: String,
    created: Timestamp,
    /// Not before.
    due: Timestamp,
    tries: i64,
    /// Until when somebody is doing it.
    claimed_until: Option<Timestamp>,
    /// When it was given up.
    failed: Option<Timestamp>,
    /// Why it last failed.
    failure: Option<String>,
}

impl From<JobRow> for JobEntry {
    fn from(row: JobRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            created: row.created,
            due: row.due,
            tries: row.tries,
            claimed_until: row.claimed_until,
            failed: row.failed,
            failure: row.failure,
        }
    }
}

async fn list(call: Call, asked: Asked, _: Nothing) -> Result<Listed<JobEntry>, Problem> {
    let mut rows = call.permit::<JobsManage>()?.list().await.map_err(|e| call.problem(e))?.rows;
    rows.sort_by_key(|row| row.id);
    Ok(Listed::cut(rows, asked, |row| row.id.get(), JobEntry::from))
}

async fn show(call: Call, _: Nothing) -> Result<Reply<JobEntry>, Problem> {
    let id: JobId = call.id("job")?;
    let row = call.permit::<JobsManage>()?.one(id).await.map_err(|e| call.problem(e))?;
    Ok(JobEntry::from(row).into())
}

async fn again(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let id: JobId = call.id("job")?;
    call.permit::<JobsManage>()?.try_again(id).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

async fn discard(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let id: JobId = call.id("job")?;
    call.permit::<JobsManage>()?.discard(id).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// Where a letter goes that tries whether letters arrive.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TestLetter {
    #[schema(max_length = 300)]
    to: String,
}

async fn letter(call: Call, wish: TestLetter) -> Result<Reply<Nothing>, Problem> {
    let sent = call.permit::<JobsManage>()?.send_test_letter(&wish.to).await;
    sent.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
