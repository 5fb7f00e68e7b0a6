//! Nhiệm vụ: from a clause to an accepted result.

mod act;
mod agenda;
mod asked;
mod board;
mod calendar;
mod chosen;
mod confirm;
pub(crate) mod feed;
mod fields;
mod grouped;
mod ical;
pub(crate) mod import;
mod list;
mod moved;
mod new;
mod overview;
mod plan;
pub(crate) mod print;
mod programme;
mod progress;
mod statistics;
mod submit;
mod task;
mod today;
mod views;
pub(super) mod words;

use super::right;
use super::visit::Who;
use crate::{Access, Routes, areas};
use app::App;
use domain::UnitId;
use domain::rights::Right;

pub(super) use feed::FEEDS;
pub(super) use today::show as today;
pub(super) use words::row as standing;

pub(super) fn routes() -> Routes<App> {
    let read = right(Right::TasksRead);
    let assign = right(Right::TasksAssign);
    let report = right(Right::TasksReport);
    Routes::new()
        .area(areas::TASKS, read)
        .get("/tasks", read, list::page)
        .get("/tasks/board", read, board::page)
        .get("/tasks/calendar", read, calendar::page)
        .get("/tasks/plan", read, plan::page)
        .get("/tasks/print/{format}", read, print::list)
        .get("/tasks/feed", read, feed::page)
        .post("/tasks/feed", read, feed::make)
        .get("/feeds/{token}/{calendar}", Access::Public, feed::show)
        .get("/tasks/import", assign, import::show)
        .upload("/tasks/import", assign, import::TABLE, import::check)
        .upload("/tasks/import/give", assign, import::TABLE, import::give)
        .get("/tasks/new", assign, new::page)
        .post("/tasks/new", assign, new::make)
        .get("/tasks/progress", report, progress::page)
        .post("/tasks/progress", report, progress::save)
        .get("/tasks/statistics", read, statistics::page)
        .post("/tasks/statistics", right(Right::TasksAccept), statistics::freeze)
        .get("/tasks/statistics/{report}", read, statistics::frozen)
        .get("/tasks/overview", read, overview::page)
        .get("/tasks/moved", read, moved::page)
        .get("/tasks/agenda", read, agenda::page)
        .get("/tasks/agenda/print/{format}", read, agenda::print)
        .get("/tasks/programmes", read, programme::list)
        .get("/tasks/programmes/{programme}", read, programme::page)
        .post("/documents/{id}/programme", assign, programme::make)
        .get("/tasks/{id}", read, task::page)
        .get("/tasks/{id}/do/{deed}", read, act::show)
        .post("/tasks/{id}/do/{deed}", read, act::take)
        .upload("/tasks/{id}/result", report, super::documents::LIMIT, submit::submit)
        .get("/tasks/{id}/files/{file}", read, submit::file)
        .get("/tasks/{id}/notice/{format}", assign, print::notice)
        .post("/tasks/{id}/notice", assign, print::issue)
        .get("/documents/{id}/tasks", assign, confirm::page)
        .post("/documents/{id}/tasks", assign, confirm::decide)
}

/// The last name of a unit.
fn unit_name(who: &Who, unit: UnitId) -> String {
    let Ok(person) = who.person() else { return String::new() };
    let unit = person.organisation.history().last_known(unit);
    unit.map(|unit| unit.label().to_owned()).unwrap_or_default()
}
