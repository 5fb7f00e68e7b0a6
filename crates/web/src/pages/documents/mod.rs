//! Văn bản: the register, what is found in it, a document and its life.

mod cards;
mod compare;
mod counted;
pub(crate) mod diff;
mod document;
mod entry;
mod figures;
mod files;
mod form;
mod found;
mod graph;
pub(crate) mod import;
mod intake;
mod life;
mod list;
mod numbers;
mod period;
mod receive;
mod registers;
pub(crate) mod relations;
mod scope;
mod settle;
mod sheet;
mod step;
mod words;

use super::right;
use super::visit::Who;
use crate::{Frame, Page, Problem, Routes, areas};
use app::App;
use domain::UnitId;
use domain::rights::Right;

pub(super) use document::number;
pub(super) use found::palette;
pub(crate) use found::with_symbol;
pub(super) use receive::{LIMIT, whole};
pub(super) use sheet::{Beside, outline, paper};
pub(super) use words::name;

pub(super) fn routes() -> Routes<App> {
    let read = right(Right::DocumentsRead);
    let register = right(Right::DocumentsRegister);
    let issue = right(Right::DocumentsIssue);
    Routes::new()
        .area(areas::DOCUMENTS, read)
        .get("/documents", read, list::page)
        .get("/documents/{id}", read, document::page)
        .post("/documents/{id}/findings/{finding}", register, settle::settle)
        .get("/documents/{id}/step/{step}", issue, step::show)
        .post("/documents/{id}/step/{step}", issue, step::take)
        .get("/documents/{id}/handle/{step}", register, step::show_handling)
        .post("/documents/{id}/handle/{step}", register, step::handle)
        .get("/documents/{id}/files/{file}", read, files::original)
        .get("/documents/{id}/text", read, files::text)
        .get("/documents/{id}/text/{format}", read, files::set)
        .get("/documents/{id}/compare", read, compare::page)
        .merge(intake::routes())
        .merge(entry::routes())
        .merge(figures::routes())
        .merge(numbers::routes())
        .merge(registers::routes())
        .merge(import::routes())
}

/// A page below the register.
fn head(frame: &Frame, title: impl Into<String>) -> Page {
    frame.page(title).crumb(frame.word("area-documents"), "/documents")
}

/// The last name of a unit.
fn unit_name(who: &Who, unit: UnitId) -> Result<String, Problem> {
    let unit = who.person()?.organisation.history().last_known(unit);
    Ok(unit.map(|unit| unit.name.clone()).unwrap_or_default())
}
