//! Many figures beside each other: a unit and those right below, by indicators or by periods.

use super::shapes::{ReadValue, period};
use crate::Access;
use crate::Problem;
use crate::api::call::{Call, Reply};
use crate::api::operation::Api;
use app::rights::FiguresRead;
use domain::periods::Period;
use domain::rights::Right;
use domain::roll_up::Tree;
use domain::{IndicatorId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Most periods beside each other.
const PERIODS: u32 = 60;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::FiguresRead.code());
    api.get("/api/v1/indicators/pivot", read, "indicators-pivot", show)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Wanted {
    #[param(minimum = 1)]
    unit: UnitId,
    from: Option<Date>,
    last: Option<Date>,
    #[serde(default)]
    today: bool,
    /// Over time; all indicators that are collected in the one period where none is named.
    #[param(minimum = 1)]
    indicator: Option<IndicatorId>,
    /// So many periods, the one asked for last.
    #[param(minimum = 1, maximum = 60)]
    periods: Option<u32>,
}

/// A column of the table.
#[derive(Serialize, ToSchema)]
struct PivotColumn {
    indicator_id: IndicatorId,
    from: Date,
    last: Date,
}

/// A row of the table: a unit, with a value for each column.
#[derive(Serialize, ToSchema)]
struct PivotRow {
    unit: UnitId,
    cells: Vec<ReadValue>,
}

/// A table of many figures; the unit itself first.
#[derive(Serialize, ToSchema)]
struct PivotTable {
    columns: Vec<PivotColumn>,
    lines: Vec<PivotRow>,
}

async fn show(call: Call, wanted: Wanted) -> Result<Reply<PivotTable>, Problem> {
    let permit = call.permit::<FiguresRead>()?;
    let person = call.person()?;
    let period = period(&call, wanted.from, wanted.last)?;
    let definitions = permit.definitions().await.map_err(|e| call.problem(e))?;
    let columns: Vec<(IndicatorId, Period)> = match wanted.indicator {
        Some(id) => {
            let count = wanted.periods.unwrap_or(12);
            if !(1..=PERIODS).contains(&count) {
                return Err(call.wrong("periods", "api-wrong-count", [("most", PERIODS.into())]));
            }
            definitions.catalogue.get(id).ok_or_else(Problem::not_found)?;
            let calendar = definitions.calendars.of(period);
            let back = |steps: u32| calendar?.shift(period, -i32::try_from(steps).ok()?);
            (0..count).rev().filter_map(back).map(|period| (id, period)).collect()
        }
        None => {
            let collected = definitions.catalogue.iter().filter(|one| !one.calendars.is_empty());
            collected.map(|indicator| (indicator.id, period)).collect()
        }
    };
    let (tree, day) = match wanted.today {
        true => (Tree::On(person.today), person.today),
        false => (Tree::AsItWas, period.last),
    };
    let forest = person.organisation.on(day);
    let mut units = vec![wanted.unit];
    units.extend(forest.children(wanted.unit).map(|node| node.unit.id));
    let rows = permit.pivot(wanted.unit, &units, &columns, tree).await.map_err(|e| call.problem(e))?;
    let decimals: Vec<_> = columns
        .iter()
        .map(|(id, _)| definitions.catalogue.get(*id).map(|one| one.decimals).unwrap_or_default())
        .collect();
    let lines = rows.into_iter().map(|(unit, values)| PivotRow {
        unit,
        cells: values.iter().zip(&decimals).map(|(value, of)| ReadValue::of(value, *of)).collect(),
    });
    let columns = columns.iter().map(|(indicator_id, period)| PivotColumn {
        indicator_id: *indicator_id,
        from: period.from,
        last: period.last,
    });
    Ok(PivotTable { columns: columns.collect(), lines: lines.collect() }.into())
}
