//! Results with what shows them, and the files that do.

use super::deeds::revision;
use super::shapes::TaskEntry;
use crate::api::call::{Call, Reply};
use crate::api::operation::Api;
use crate::api::register::LIMIT;
use crate::api::text::within;
use crate::api::upload::Upload;
use crate::download::{ANY, Download};
use crate::{Access, Problem};
use app::documents::Brought;
use app::rights::{TasksRead, TasksReport};
use axum::http::Method;
use domain::rights::Right;
use domain::{DocumentId, TaskId};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::TasksRead.code());
    let report = Access::Right(Right::TasksReport.code());
    api.write((Method::POST, "/api/v1/tasks/{id}/result"), report, ("tasks-submit", 200), submit)
        .conditional()
        .take("/api/v1/tasks/{id}/result/file", report, ("tasks-submit-file", 200, LIMIT), submit_file)
        .conditional()
        .file("/api/v1/tasks/{id}/files/{file}", read, ("tasks-file", ANY), file)
}

/// A result that documents of the register show.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ResultWish {
    #[schema(min_length = 1)]
    note: String,
    #[serde(default)]
    documents: Vec<DocumentId>,
}

async fn submit(call: Call, wish: ResultWish) -> Result<Reply<TaskEntry>, Problem> {
    submitted(&call, &wish.note, &wish.documents, Vec::new()).await
}

/// A result that a file shows.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ResultNote {
    #[param(max_length = 4_000)]
    #[serde(default, deserialize_with = "within::<_, 4_000>")]
    note: Option<String>,
}

async fn submit_file(call: Call, asked: ResultNote, file: Upload) -> Result<Reply<TaskEntry>, Problem> {
    let file = Brought { name: file.name, bytes: file.bytes };
    submitted(&call, &asked.note.unwrap_or_default(), &[], vec![file]).await
}

async fn submitted(
    call: &Call,
    note: &str,
    documents: &[DocumentId],
    files: Vec<Brought>,
) -> Result<Reply<TaskEntry>, Problem> {
    let id: TaskId = call.id("id")?;
    let revision = revision(call)?;
    let done = call.permit::<TasksReport>()?.submit(id, revision, note, documents, files).await;
    let task = done.map_err(|e| call.problem(e))?;
    Ok(TaskEntry::of_task(id, &task, call.person()?.today).into())
}

async fn file(call: Call) -> Result<Download, Problem> {
    let (id, file): (TaskId, i64) = (call.id("id")?, call.id("file")?);
    let found = call.permit::<TasksRead>()?.evidence(id, file).await;
    let (row, media_type, bytes) = found.map_err(|e| call.problem(e))?;
    Ok(Download::new(row.name, media_type, bytes))
}
