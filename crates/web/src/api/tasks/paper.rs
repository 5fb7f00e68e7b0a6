//! Tasks as official papers: a list of them, and the notice that urges.

use super::list::Filter;
use crate::api::call::Call;
use crate::api::operation::Api;
use crate::download::{DOCX, Download, PDF};
use crate::pages::tasks::print;
use crate::{Access, Problem};
use app::documents::Setting;
use domain::rights::Right;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::TasksRead.code());
    let assign = Access::Right(Right::TasksAssign.code());
    api.file_of("/api/v1/tasks/paper/docx", read, ("tasks-docx", DOCX), docx)
        .file_of("/api/v1/tasks/paper/pdf", read, ("tasks-pdf", PDF), pdf)
        .file("/api/v1/tasks/{id}/notice/docx", assign, ("tasks-notice-docx", DOCX), notice_docx)
        .file("/api/v1/tasks/{id}/notice/pdf", assign, ("tasks-notice-pdf", PDF), notice_pdf)
}

async fn docx(call: Call, filter: Filter) -> Result<Download, Problem> {
    list(&call, filter, Setting::Docx).await
}

async fn pdf(call: Call, filter: Filter) -> Result<Download, Problem> {
    list(&call, filter, Setting::Pdf).await
}

async fn list(call: &Call, filter: Filter, setting: Setting) -> Result<Download, Problem> {
    let unit = filter.unit;
    let filter = filter.chosen(call.person()?);
    print::paper(&call.frame, call.who(), (&filter, unit), setting).await
}

async fn notice_docx(call: Call) -> Result<Download, Problem> {
    print::letter_file(&call.frame, call.who(), call.id("id")?, Setting::Docx).await
}

async fn notice_pdf(call: Call) -> Result<Download, Problem> {
    print::letter_file(&call.frame, call.who(), call.id("id")?, Setting::Pdf).await
}
