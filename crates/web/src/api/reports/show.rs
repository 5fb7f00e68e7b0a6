//! One report with its text.

use super::shapes::{ReportEntry, ReportGap, ReportHead, ReportPassage, ReportPiece};
use crate::api::call::{Call, Nothing, Reply, Tagged, tagged};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::rights::ReportsRead;
use domain::ReportId;
use domain::report::{Report, Section, TableRow};
use domain::rights::Right;
use serde::Serialize;
use store::ReportRow;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::ReportsRead.code());
    api.get("/api/v1/reports/{id}", read, "reports-show", show)
}

/// A row of a table of figures.
#[derive(Serialize, ToSchema)]
struct ReportLine {
    name: String,
    measure: String,
    /// In the period, in the year so far, in the same period of last year.
    cells: Vec<ReportPiece>,
}

impl From<&TableRow> for ReportLine {
    fn from(row: &TableRow) -> Self {
        Self {
            name: row.name.clone(),
            measure: row.measure.clone(),
            cells: row.cells.iter().map(ReportPiece::from).collect(),
        }
    }
}

/// What stands under a heading of a report.
#[derive(Serialize, ToSchema)]
struct ReportSection {
    level: u8,
    label: String,
    title: String,
    passages: Vec<ReportPassage>,
    lines: Vec<ReportLine>,
}

impl From<&Section> for ReportSection {
    fn from(section: &Section) -> Self {
        Self {
            level: section.level,
            label: section.label.clone(),
            title: section.title.clone(),
            passages: section.passages.iter().map(ReportPassage::from).collect(),
            lines: section.table.iter().map(ReportLine::from).collect(),
        }
    }
}

/// A report with its text, and what is missing in it.
#[derive(Serialize, ToSchema)]
struct ReportCard {
    #[serde(flatten)]
    report: ReportEntry,
    head: ReportHead,
    opening: Vec<ReportPiece>,
    sections: Vec<ReportSection>,
    gaps: Vec<ReportGap>,
}

fn card(row: &ReportRow, report: Report) -> ReportCard {
    ReportCard {
        report: row.into(),
        opening: report.opening.iter().map(ReportPiece::from).collect(),
        sections: report.sections.iter().map(ReportSection::from).collect(),
        gaps: report.gaps().into_iter().map(ReportGap::from).collect(),
        head: report.head.into(),
    }
}

async fn show(call: Call, _: Nothing) -> Result<Reply<ReportCard>, Problem> {
    let id: ReportId = call.id("id")?;
    let (row, report) = call.permit::<ReportsRead>()?.report(id).await.map_err(|e| call.problem(e))?;
    tagged(card(&row, report), Tagged::Report, row.revision)
}
