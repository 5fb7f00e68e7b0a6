//! Báo cáo: from what units wrote and what their cells say to an issued document.

mod around;
mod checks;
mod desk;
mod edit;
mod files;
mod follow;
mod issue;
mod list;
mod source;
mod voices;
mod way;
pub(crate) mod words;

use super::right;
use super::visit::Who;
use crate::{Frame, Problem, Routes, areas};
use app::App;
use domain::documents::Stage;
use domain::report::Kind;
use domain::rights::Right;
use domain::{ReportId, UnitId};
use store::ReportRow;

pub(super) fn routes() -> Routes<App> {
    let read = right(Right::ReportsRead);
    let write = right(Right::ReportsWrite);
    let issue = right(Right::ReportsIssue);
    Routes::new()
        .area(areas::REPORTS, read)
        .get("/reports", read, list::page)
        .get("/reports/new", write, list::new)
        .post("/reports/new", write, list::begin)
        .get("/reports/{id}", read, desk::page)
        .post("/reports/{id}/edit", write, edit::edit)
        .upload("/reports/{id}/heap", write, super::documents::LIMIT, files::heap)
        .upload("/reports/{id}/back", write, super::documents::LIMIT, files::back)
        .get("/reports/{id}/file/{format}", read, files::file)
        .get("/reports/{id}/figures/{figure}", read, source::page)
        .get("/reports/{id}/checks", read, checks::page)
        .post("/reports/{id}/hand-in", write, issue::hand_in)
        .post("/reports/{id}/decide", issue, issue::decide)
        .get("/reports/{id}/issue", issue, issue::preview)
        .post("/reports/{id}/issue", issue, issue::issue)
        .place("report-new", "/reports/new", write)
}

fn number(id: &str) -> Result<ReportId, Problem> {
    id.parse().map_err(|_| Problem::not_found())
}

fn kind(frame: &Frame, kind: Kind) -> String {
    frame.word(match kind {
        Kind::Month => "report-month",
        Kind::Quarter => "report-quarter",
        Kind::HalfYear => "report-half-year",
        Kind::NineMonths => "report-nine-months",
        Kind::Year => "report-year",
        Kind::TaskStatistics => "report-task-statistics",
        Kind::RegisterStatistics => "report-register-statistics",
        Kind::UrgingNotice => "report-urging-notice",
        Kind::ConclusionNotice => "report-conclusion-notice",
        Kind::Letter => "report-letter",
        Kind::Plan => "report-plan",
        Kind::ActionProgramme => "report-action-programme",
    })
}

fn state(frame: &Frame, state: Stage) -> String {
    frame.word(match state {
        Stage::Draft => "report-draft",
        Stage::Checked => "report-checked",
        Stage::Signed => "report-signed",
        Stage::Issued | Stage::Replaced | Stage::Expired => "report-issued",
        Stage::Abandoned => "report-abandoned",
    })
}

/// `Báo cáo tháng 10 năm 2026`.
fn title(frame: &Frame, row: &ReportRow) -> String {
    let period = row.kind.spoken(row.period);
    if row.kind.tells_period() {
        return frame.text("report-title", [("period", period.into())]);
    }
    frame.text("report-title-of", [("kind", kind(frame, row.kind).into()), ("period", period.into())])
}

/// The last name of a unit.
fn unit_name(who: &Who, unit: UnitId) -> String {
    let Ok(person) = who.person() else { return String::new() };
    let unit = person.organisation.history().last_known(unit);
    unit.map(|unit| unit.label().to_owned()).unwrap_or_default()
}
