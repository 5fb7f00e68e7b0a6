//! The files of a document, and the text that was read.

use super::waiting::{LIMIT, received};
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::upload::Upload;
use crate::download::{DOCX, Download, PDF, TEXT};
use crate::{Access, Problem};
use app::documents::Setting;
use app::rights::{DocumentsRead, DocumentsRegister};
use domain::DocumentId;
use domain::documents::{Direction, FileRole};
use domain::rights::Right;
use serde::Deserialize;
use utoipa::IntoParams;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::DocumentsRead.code());
    let register = Access::Right(Right::DocumentsRegister.code());
    api.take("/api/v1/documents/{id}/files", register, ("documents-add-file", 204, LIMIT), add_file)
        .file("/api/v1/documents/{id}/files/{file}", read, ("documents-file", "*/*"), original)
        .file("/api/v1/documents/{id}/text", read, ("documents-text", TEXT), text)
        .file("/api/v1/documents/{id}/text/docx", read, ("documents-docx", DOCX), docx)
        .file("/api/v1/documents/{id}/text/pdf", read, ("documents-pdf", PDF), pdf)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Version {
    #[param(inline)]
    role: FileRole,
}

async fn add_file(call: Call, version: Version, file: Upload) -> Result<Reply<Nothing>, Problem> {
    let id: DocumentId = call.id("id")?;
    let permit = call.permit::<DocumentsRegister>()?;
    let unit = permit.document(id).await.map_err(|e| call.problem(e))?.unit;
    let waiting = received(&call, unit, Direction::Incoming, file).await?.id;
    permit.add_file(id, version.role, waiting).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

async fn original(call: Call) -> Result<Download, Problem> {
    let (id, file): (DocumentId, i64) = (call.id("id")?, call.id("file")?);
    let content = call.permit::<DocumentsRead>()?.content(id, file).await;
    let (file, media_type, bytes) = content.map_err(|e| call.problem(e))?;
    Ok(Download::new(file.name, media_type, bytes))
}

async fn text(call: Call) -> Result<Download, Problem> {
    let text = call.permit::<DocumentsRead>()?.text(call.id("id")?).await;
    Ok(Download::text(text.map_err(|e| call.problem(e))?))
}

async fn docx(call: Call) -> Result<Download, Problem> {
    set(call, Setting::Docx).await
}

async fn pdf(call: Call) -> Result<Download, Problem> {
    set(call, Setting::Pdf).await
}

async fn set(call: Call, setting: Setting) -> Result<Download, Problem> {
    let set = call.permit::<DocumentsRead>()?.set(call.id("id")?, setting).await;
    Ok(Download::set(set.map_err(|e| call.problem(e))?, setting))
}
