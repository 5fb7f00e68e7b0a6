//! Results with their evidence: documents of the register, files.

use super::act::{form_page, number};
use crate::download::Download;
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{Flash, Form};
use crate::{Frame, Problem, multipart};
use app::AppError;
use app::documents::Brought;
use app::rights::{DocumentsRead, TasksRead, TasksReport};
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Response};
use domain::DocumentId;

pub(super) async fn submit(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    parts: Multipart,
) -> Result<Response, Problem> {
    let id = number(&id)?;
    let permit = who.permit::<TasksReport>()?;
    let (mut form, parts) = multipart::files(parts).await?;
    if parts.iter().any(|part| part.bytes.is_none()) {
        let limit = app::documents::reading::FILE_LIMIT >> 20;
        form.wrong("file", frame.text("file-too-large", [("limit", limit.into())]));
    }
    let files: Vec<Brought> =
        parts.into_iter().filter_map(|part| Some(Brought { name: part.name, bytes: part.bytes? })).collect();
    let documents = named(&frame, &who, &mut form).await?;
    if !form.is_right() {
        return Ok(form_page(&frame, &who, id, "submit", form, false).await?.into_response());
    }
    let revision = form.typed("revision").parse().unwrap_or_default();
    match permit.submit(id, revision, form.typed("note"), &documents, files).await {
        Ok(_) => Ok(frame.done(format!("/tasks/{id}"), &Flash::done(frame.word("task-submitted")))),
        Err(AppError::Changed) => {
            Ok(form_page(&frame, &who, id, "submit", form, true).await?.into_response())
        }
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(form_page(&frame, &who, id, "submit", form, false).await?.into_response())
        }
    }
}

/// The documents that were named by their symbols, with commas between them: the latest of each that the person may see.
async fn named(frame: &Frame, who: &Who, form: &mut Form) -> Result<Vec<DocumentId>, Problem> {
    let typed = form.typed("documents").to_owned();
    let mut found = Vec::new();
    for symbol in typed.split([',', ';']).map(str::trim).filter(|symbol| !symbol.is_empty()) {
        let documents = who.permit::<DocumentsRead>()?.with_symbol(symbol).await.map_err(problem)?;
        match documents.first() {
            Some(document) => found.push(document.id),
            None => {
                form.wrong(
                    "documents",
                    frame.text("task-evidence-unknown", [("symbol", symbol.to_owned().into())]),
                );
            }
        }
    }
    Ok(found)
}

/// A file that shows a result, as it came.
pub(super) async fn file(who: Who, Path((id, file)): Path<(String, String)>) -> Result<Download, Problem> {
    let file: i64 = file.parse().map_err(|_| Problem::not_found())?;
    let (row, media_type, bytes) =
        who.permit::<TasksRead>()?.evidence(number(&id)?, file).await.map_err(problem)?;
    Ok(Download::new(row.name, media_type, bytes))
}
