//! What a figure of a report rests on.

use super::shapes::{ReportPlace, figure_name};
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::reports::SourceUnit;
use app::rights::ReportsRead;
use domain::UnitId;
use domain::rights::Right;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::ReportsRead.code());
    api.get("/api/v1/reports/{id}/figures/{figure}", read, "reports-figure", show)
}

/// A unit below, with what it says.
#[derive(Serialize, ToSchema)]
struct SourceOfUnit {
    unit: UnitId,
    /// Column by column; null where it says nothing.
    values: Vec<Option<String>>,
    /// The number of the last entry that it rests on.
    entry: Option<u64>,
}

/// What a figure of a report rests on.
#[derive(Serialize, ToSchema)]
struct FigureSource {
    figure: String,
    name: String,
    /// What the report says.
    shown_then: String,
    /// What the data says now; null where something is missing.
    shown_now: Option<String>,
    /// Symbol and day of the report, where it was issued.
    symbol: Option<String>,
    issued_on: Option<Date>,
    /// The last entry of any cell when it was written.
    entry: u64,
    /// What the whole says, column by column.
    whole: Vec<Option<String>>,
    stands_at: Vec<ReportPlace>,
    /// The units right below; null without the right to read figures.
    sources: Option<Vec<SourceOfUnit>>,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<FigureSource>, Problem> {
    let figure: String = call.id("figure")?;
    let source = call.permit::<ReportsRead>()?.source(call.id("id")?, &figure).await;
    let source = source.map_err(|e| call.problem(e))?;
    let unit = |one: SourceUnit| SourceOfUnit {
        unit: one.unit,
        values: one.values.into_iter().map(|value| value.map(|value| value.to_string())).collect(),
        entry: one.entry,
    };
    let (symbol, issued_on) = source.issued.unzip();
    Ok(FigureSource {
        name: figure_name(&call, &source.catalogue, &source.figure),
        figure: source.figure.to_string(),
        shown_then: source.shown,
        shown_now: source.now,
        symbol,
        issued_on,
        entry: source.entry,
        whole: source.whole,
        stands_at: source.places.into_iter().map(|(place, _)| ReportPlace::from(place)).collect(),
        sources: source.units.map(|units| units.into_iter().map(unit).collect()),
    }
    .into())
}
