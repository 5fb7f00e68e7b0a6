//! Tổ chức: the tree of any day, a unit's whole life, and changes with their preview.

mod change;
mod events;
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
        .get("/units/{unit}", read, unit::page)
        .get("/units/{unit}/change/{kind}", write, change::show)
        .post("/units/{unit}/change/{kind}", write, change::take)
        .place("units-events", "/units/events", read)
}
