//! What the indicators of a unit come to: the table and the board.

use super::shapes::{IndicatorNumbers, Scope};
use crate::api::call::{Call, Reply};
use crate::api::operation::Api;
use crate::pages::figures::words;
use crate::{Access, Problem};
use app::figures::{Definitions, Figure};
use app::rights::FiguresRead;
use domain::indicators::Slice;
use domain::periods::Period;
use domain::rights::Right;
use domain::{IndicatorId, UnitId};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::FiguresRead.code());
    api.get("/api/v1/indicators/numbers", read, "indicators-numbers", show)
}

/// An indicator of a unit in numbers.
#[derive(Serialize, ToSchema)]
pub(super) struct IndicatorLine {
    indicator_id: IndicatorId,
    name: String,
    measure: String,
    numbers: IndicatorNumbers,
}

impl IndicatorLine {
    pub(super) fn of(
        call: &Call,
        definitions: &Definitions,
        period: Period,
        figure: &Figure,
    ) -> Option<Self> {
        let catalogue = &definitions.catalogue;
        let indicator = catalogue.get(figure.indicator)?;
        Some(Self {
            indicator_id: indicator.id,
            name: words::name(&call.frame, catalogue, indicator, &Slice::Whole, period),
            measure: words::measure(&call.frame, catalogue, indicator),
            numbers: IndicatorNumbers::of(figure, indicator.decimals),
        })
    }
}

/// All indicators of a unit that say something.
#[derive(Serialize, ToSchema)]
struct IndicatorTable {
    unit: UnitId,
    from: Date,
    last: Date,
    lines: Vec<IndicatorLine>,
}

async fn show(call: Call, scope: Scope) -> Result<Reply<IndicatorTable>, Problem> {
    let (period, tree) = (scope.period(&call)?, scope.tree(&call)?);
    let overview = call.permit::<FiguresRead>()?.overview(scope.unit, &[], period, tree).await;
    let overview = overview.map_err(|e| call.problem(e))?;
    let line = |figure| IndicatorLine::of(&call, &overview.definitions, period, figure);
    let lines = overview.figures.iter().filter_map(line).collect();
    Ok(IndicatorTable { unit: scope.unit, from: period.from, last: period.last, lines }.into())
}
