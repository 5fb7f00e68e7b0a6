//! What figures mean, on pages: indicators with their versions, forms, rules, calendars; all of it as one file.

mod calendars;
pub(crate) mod file;
mod forms;
mod history;
mod indicator;
mod indicator_form;
mod indicators;
mod rules;
pub(crate) mod says;

use crate::pages::right;
use crate::ui::{self, Tab};
use crate::{Frame, Routes};
use app::App;
use domain::rights::Right;
use maud::Markup;

const INDICATORS: &str = "/indicators/definitions";
const FORMS: &str = "/indicators/definitions/forms";
const RULES: &str = "/indicators/definitions/rules";
const CALENDARS: &str = "/indicators/definitions/calendars";
const FILE: &str = "/indicators/definitions/file";

pub(super) fn routes(routes: Routes<App>) -> Routes<App> {
    let define = right(Right::FiguresDefine);
    routes
        .get("/indicators/definitions", define, indicators::page)
        .place("definitions", "/indicators/definitions", define)
        .get("/indicators/definitions/{indicator}", define, indicator::page)
        .post("/indicators/definitions/{indicator}", define, indicator::set)
        .get("/indicators/definitions/forms", define, forms::list)
        .get("/indicators/definitions/forms/{form}", define, forms::page)
        .post("/indicators/definitions/forms/{form}", define, forms::set)
        .get("/indicators/definitions/rules", define, rules::list)
        .get("/indicators/definitions/rules/{rule}", define, rules::page)
        .post("/indicators/definitions/rules/{rule}", define, rules::set)
        .post("/indicators/definitions/rules/{rule}/remove", define, rules::remove)
        .get("/indicators/definitions/calendars", define, calendars::page)
        .get("/indicators/definitions/file", define, file::page)
        .get("/indicators/definitions/export", define, file::export)
        .upload("/indicators/definitions/import", define, file::LIMIT, file::preview)
        .upload("/indicators/definitions/take", define, file::LIMIT, file::take)
}

/// The pages of definitions.
fn elsewhere(frame: &Frame, here: &str) -> Markup {
    let pages = [
        (frame.word("definitions-indicators"), INDICATORS),
        (frame.word("definitions-forms"), FORMS),
        (frame.word("definitions-rules"), RULES),
        (frame.word("definitions-calendars"), CALENDARS),
        (frame.word("definitions-file"), FILE),
    ];
    let tab = |(title, href): (String, &str)| Tab {
        title,
        href: href.to_owned(),
        current: href == here,
        count: None,
    };
    let tabs: Vec<Tab> = pages.into_iter().map(tab).collect();
    ui::tabs(frame.word("definitions"), &tabs)
}
