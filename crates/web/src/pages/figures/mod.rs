//! Chỉ tiêu: figures asked of units, handed up, approved, and what they come to.

mod approve;
mod board;
mod burden;
mod chart;
pub(crate) mod define;
mod goal;
mod indicator;
mod judge;
mod list;
mod monitor;
mod open;
mod pivot;
mod rounds;
pub(crate) mod scope;
pub(crate) mod sheet;
pub(crate) mod sheet_table;
pub(crate) mod upload;
pub(crate) mod words;

use super::right;
use super::visit::Who;
use crate::{Routes, areas};
use app::App;
use domain::UnitId;
use domain::rights::Right;

pub(super) fn routes() -> Routes<App> {
    let read = right(Right::FiguresRead);
    let enter = right(Right::FiguresEnter);
    let approves = right(Right::FiguresApprove);
    let defines = right(Right::FiguresDefine);
    define::routes(Routes::new().area(areas::INDICATORS, read))
        .get("/indicators", read, list::page)
        .get("/indicators/board", read, board::page)
        .place("indicators-board", "/indicators/board", read)
        .get("/indicators/pivot", read, pivot::page)
        .place("indicators-pivot", "/indicators/pivot", read)
        .get("/indicators/burden", read, burden::page)
        .place("burden", "/indicators/burden", read)
        .get("/indicators/{indicator}", read, indicator::page)
        .get("/indicators/{indicator}/goal", defines, goal::page)
        .post("/indicators/{indicator}/goal", defines, goal::set)
        .get("/indicators/rounds", read, rounds::page)
        .place("indicators-rounds", "/indicators/rounds", read)
        .post("/indicators/rounds/ready", defines, open::ready)
        .get("/indicators/rounds/new", defines, open::page)
        .post("/indicators/rounds/new", defines, open::make)
        .get("/indicators/rounds/{campaign}", read, monitor::page)
        .get("/indicators/rounds/{campaign}/approve", approves, approve::page)
        .post("/indicators/rounds/{campaign}/approve", approves, approve::decide)
        .get("/indicators/rounds/{campaign}/{unit}", read, sheet::page)
        .post("/indicators/rounds/{campaign}/{unit}", enter, sheet::save)
        .post("/indicators/rounds/{campaign}/{unit}/judge", approves, judge::decide)
        .get("/indicators/rounds/{campaign}/{unit}/template", read, upload::template)
        .upload("/indicators/rounds/{campaign}/{unit}/upload", enter, upload::LIMIT, upload::preview)
}

/// The last name of a unit.
fn unit_name(who: &Who, unit: UnitId) -> String {
    let Ok(person) = who.person() else { return String::new() };
    let unit = person.organisation.history().last_known(unit);
    unit.map(|unit| unit.label().to_owned()).unwrap_or_default()
}
