//! Văn bản: the register, what is found in it, a document and its life.

mod counted;
mod download;
mod entry;
mod figures;
mod form;
mod found;
mod import;
mod intake;
mod list;
mod numbers;
mod period;
mod receive;
mod registers;
mod scope;
mod words;

use super::right;
use super::visit::Who;
use crate::{Problem, Routes, areas};
use app::App;
use domain::UnitId;
use domain::rights::Right;

pub(super) use found::palette;

pub(super) fn routes() -> Routes<App> {
    let read = right(Right::DocumentsRead);
    Routes::new()
        .area(areas::DOCUMENTS, read)
        .get("/documents", read, list::page)
        .merge(intake::routes())
        .merge(entry::routes())
        .merge(figures::routes())
        .merge(numbers::routes())
        .merge(registers::routes())
        .merge(import::routes())
}

/// The last name of a unit.
fn unit_name(who: &Who, unit: UnitId) -> Result<String, Problem> {
    let unit = who.person()?.organisation.history().last_known(unit);
    Ok(unit.map(|unit| unit.name.clone()).unwrap_or_default())
}
