//! Văn bản: the register of documents.

mod download;
mod entry;
mod form;
mod intake;
mod receive;
mod words;

use crate::{Access, Routes};
use app::App;
use domain::rights::Right;

pub(super) fn routes() -> Routes<App> {
    let register = Access::Right(Right::DocumentsRegister.code());
    Routes::new()
        .get("/documents/intake", register, intake::list)
        .upload("/documents/intake", register, receive::LIMIT, receive::take)
        .get("/documents/intake/{waiting}", register, intake::show)
        .post("/documents/intake/{waiting}", register, intake::enter)
        .post("/documents/intake/{waiting}/discard", register, intake::discard)
        .get("/documents/intake/{waiting}/file", register, intake::file)
        .get("/documents/new", register, entry::new)
        .post("/documents/new", register, entry::enter)
        .get("/documents/{document}/edit", register, entry::edit)
        .post("/documents/{document}/edit", register, entry::correct)
        .upload("/documents/{document}/files", register, receive::LIMIT, receive::version)
        .place("intake-title", "/documents/intake", register)
        .place("document-new", "/documents/new", register)
}
