//! The synthesis desk: for each heading what units wrote, the same things folded, and what does not agree with cells.

use super::shapes::{MovedFigure, ReportEntry, indicator_name};
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::reports::{Desk, Voice};
use app::rights::ReportsRead;
use domain::indicators::{Amount, Slice};
use domain::report::{Contradiction, Statement, Tally};
use domain::rights::Right;
use domain::{IndicatorId, ReportId, UnitId};
use serde::Serialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::ReportsRead.code());
    api.get("/api/v1/reports/{id}/desk", read, "reports-desk", show)
}

/// A sentence that a unit wrote.
#[derive(Serialize, ToSchema)]
struct UnitStatement {
    /// Its number, by which it is taken.
    statement: usize,
    unit: UnitId,
    text: String,
    /// Where it stands in the unit's file.
    address: String,
}

impl UnitStatement {
    fn of(heap: &[Statement], number: usize) -> Option<Self> {
        let Statement { unit, text, address, .. } = heap.get(number)?.clone();
        Some(Self { statement: number, unit, text, address })
    }
}

/// What several units say, or one.
#[derive(Serialize, ToSchema)]
struct UnitVoice {
    /// Those that say the same; the first stands for all.
    statements: Vec<UnitStatement>,
    /// How many units say so.
    unit_count: usize,
    is_new: bool,
    is_taken: bool,
}

/// What units say under one heading.
#[derive(Serialize, ToSchema)]
struct SectionVoices {
    section_number: usize,
    voices: Vec<UnitVoice>,
}

/// Words and cell of one unit that do not agree.
#[derive(Serialize, ToSchema)]
struct WordsAgainstCell {
    statement: usize,
    unit: UnitId,
    indicator_id: IndicatorId,
    name: String,
    /// The part of it; null for the whole.
    slice: Option<String>,
    #[schema(value_type = String)]
    said: Amount,
    #[schema(value_type = String)]
    cell: Amount,
}

/// What the words of all units come to for a figure, beside their cells.
#[derive(Serialize, ToSchema)]
struct WordsTogether {
    indicator_id: IndicatorId,
    name: String,
    slice: Option<String>,
    unit_count: usize,
    said: String,
    cell: String,
}

/// The desk of a report.
#[derive(Serialize, ToSchema)]
struct ReportDesk {
    report: ReportEntry,
    sections: Vec<SectionVoices>,
    /// Units right below that wrote nothing.
    silent: Vec<UnitId>,
    contradictions: Vec<WordsAgainstCell>,
    together: Vec<WordsTogether>,
    moved: Vec<MovedFigure>,
}

fn slice(slice: &Slice) -> Option<String> {
    match slice {
        Slice::Whole => None,
        Slice::Part(part) => Some(part.to_string()),
    }
}

async fn show(call: Call, _: Nothing) -> Result<Reply<ReportDesk>, Problem> {
    let id: ReportId = call.id("id")?;
    let desk = call.permit::<ReportsRead>()?.desk(id).await.map_err(|e| call.problem(e))?;
    Ok(shown(&call, desk).into())
}

fn shown(call: &Call, desk: Desk) -> ReportDesk {
    let Desk { row, heap, voices, silent, contradictions, tallies, moved, catalogue, .. } = desk;
    let name = |indicator| indicator_name(call, &catalogue, indicator, row.period);
    let voice = |Voice { group, is_taken }: Voice| UnitVoice {
        statements: group.said.iter().filter_map(|number| UnitStatement::of(&heap, *number)).collect(),
        unit_count: group.units,
        is_new: group.is_new,
        is_taken,
    };
    let section = |(section_number, voices): (usize, Vec<Voice>)| SectionVoices {
        section_number,
        voices: voices.into_iter().map(voice).collect(),
    };
    let against = |Contradiction { said, cell }: Contradiction| WordsAgainstCell {
        statement: said.statement,
        unit: said.unit,
        name: name(said.indicator),
        slice: slice(&said.slice),
        indicator_id: said.indicator,
        said: said.amount,
        cell,
    };
    let together = |tally: Tally| WordsTogether {
        name: name(tally.indicator),
        slice: slice(&tally.slice),
        indicator_id: tally.indicator,
        unit_count: tally.units,
        said: tally.sum.to_string(),
        cell: tally.cells.to_string(),
    };
    ReportDesk {
        report: (&row).into(),
        sections: voices.into_iter().enumerate().map(section).collect(),
        silent,
        contradictions: contradictions.into_iter().map(against).collect(),
        together: tallies.into_iter().map(together).collect(),
        moved: moved.into_iter().map(|moved| MovedFigure::of(call, &catalogue, moved)).collect(),
    }
}
