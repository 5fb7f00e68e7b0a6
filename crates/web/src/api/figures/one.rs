//! One indicator in full: its parts, over time, and by the units below.

use super::numbers::IndicatorLine;
use super::shapes::{IndicatorNumbers, ReadValue, Scope, SheetStanding};
use crate::api::call::{Call, Reply};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::figures::Branch;
use app::rights::FiguresRead;
use domain::rights::Right;
use domain::{IndicatorId, UnitId};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::FiguresRead.code());
    api.get("/api/v1/indicators/{indicator}", read, "indicators-show", show)
}

/// What a part comes to.
#[derive(Serialize, ToSchema)]
struct PartValue {
    code: String,
    value: ReadValue,
}

/// What it came to in a period.
#[derive(Serialize, ToSchema)]
struct PeriodValue {
    from: Date,
    last: Date,
    value: ReadValue,
}

/// What it comes to for a unit right below.
#[derive(Serialize, ToSchema)]
struct UnitBelow {
    unit: UnitId,
    numbers: IndicatorNumbers,
    /// How far it has come with what was asked; null where nothing was.
    standing: Option<SheetStanding>,
}

/// One indicator of a unit.
#[derive(Serialize, ToSchema)]
struct IndicatorCard {
    unit: UnitId,
    from: Date,
    last: Date,
    whole: IndicatorLine,
    slices: Vec<PartValue>,
    /// Over time, the period asked for last.
    points: Vec<PeriodValue>,
    branches: Vec<UnitBelow>,
}

async fn show(call: Call, scope: Scope) -> Result<Reply<IndicatorCard>, Problem> {
    let id: IndicatorId = call.id("indicator")?;
    let (period, tree) = (scope.period(&call)?, scope.tree(&call)?);
    let view = call.permit::<FiguresRead>()?.indicator(id, scope.unit, period, tree).await;
    let view = view.map_err(|e| call.problem(e))?;
    let decimals = view.indicator().ok_or_else(Problem::not_found)?.decimals;
    let whole = IndicatorLine::of(&call, &view.definitions, period, &view.figure);
    let today = call.person()?.today;
    let below = |branch: &Branch| UnitBelow {
        unit: branch.unit,
        numbers: IndicatorNumbers::of(&branch.figure, decimals),
        standing: branch.standing.map(|row| SheetStanding::of(row, today)),
    };
    let value = |reading| ReadValue::of(reading, decimals);
    let slices = view.parts.iter().map(|(code, of)| PartValue { code: code.to_string(), value: value(of) });
    let points = view.points.iter().map(|(period, of)| PeriodValue {
        from: period.from,
        last: period.last,
        value: value(of),
    });
    Ok(IndicatorCard {
        unit: scope.unit,
        from: period.from,
        last: period.last,
        whole: whole.ok_or_else(Problem::not_found)?,
        slices: slices.collect(),
        points: points.collect(),
        branches: view.branches.iter().map(below).collect(),
    }
    .into())
}
