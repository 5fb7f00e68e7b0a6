//! Tổ chức: the tree of any day, a unit's whole life, and changes with their preview.

mod change;
mod events;
mod import;
mod order;
pub(crate) mod template;
mod tree;
mod unit;
mod words;

use crate::{Access, Routes};
use app::App;
use domain::rights::Right;

pub(super) fn routes() -> Routes<App> {
    let read = Access::Right(Right::UnitsRead.code());
    let write = Access::Right(Right::UnitsChange.code());
    Routes::new()
        .get("/units", read, tree::page)
        .get("/units/below", read, tree::below)
        .get("/units/events", read, events::page)
        .post("/units/events/{event}/revert", write, events::revert)
        .get("/units/import", write, import::show)
        .upload("/units/import", write, import::LIMIT, import::check)
        .upload("/units/import/enter", write, import::LIMIT, import::enter)
        .get("/units/import/template", write, template::file)
        .post("/units/import/{first}/{last}/revert", write, import::revert)
        .get("/units/{unit}", read, unit::page)
        .get("/units/{unit}/change/{kind}", write, change::show)
        .post("/units/{unit}/change/{kind}", write, change::take)
        .place("units-events", "/units/events", read)
        .place("units-import", "/units/import", write)
}
