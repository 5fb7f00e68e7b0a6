//! Figures of the registers.

use crate::api::call::{Call, Reply};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::rights::DocumentsRead;
use domain::UnitId;
use domain::documents::{Figures, Flow, Period, Timeliness};
use domain::rights::Right;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::DocumentsRead.code());
    api.get("/api/v1/figures", read, "figures-show", show)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[param(minimum = 1)]
    unit: Option<UnitId>,
    from: Date,
    until: Date,
}

/// How many documents came and went in a period.
#[derive(Serialize, ToSchema)]
struct RegisterFigures {
    from: Date,
    until: Date,
    /// All of them.
    flow: Flow,
    /// How what came was handled.
    handled: HandledCounts,
    kinds: Vec<KindFigures>,
    units: Vec<UnitFigures>,
    months: Vec<MonthFigures>,
}

/// How many incoming documents were, or are, handled like that.
#[derive(Serialize, ToSchema)]
struct HandledCounts {
    done_in_time: u64,
    done_late: u64,
    open_in_time: u64,
    open_late: u64,
}

/// Documents of one kind; null where nobody knows it.
#[derive(Serialize, ToSchema)]
struct KindFigures {
    kind: Option<String>,
    flow: Flow,
}

/// Documents of one register.
#[derive(Serialize, ToSchema)]
struct UnitFigures {
    unit: UnitId,
    flow: Flow,
    handled: HandledCounts,
}

/// Documents of one month, by its first day.
#[derive(Serialize, ToSchema)]
struct MonthFigures {
    month: Date,
    flow: Flow,
}

/// Counts in the order of [`Timeliness::ALL`].
fn handled([done_in_time, done_late, open_in_time, open_late]: [u64; 4]) -> HandledCounts {
    HandledCounts { done_in_time, done_late, open_in_time, open_late }
}

async fn show(call: Call, asked: Asked) -> Result<Reply<RegisterFigures>, Problem> {
    let last = asked.until.yesterday().ok();
    let period = last.and_then(|last| Period::new(asked.from, last));
    let period = period.ok_or_else(|| call.wrong("until", "api-wrong-period", []))?;
    let figures = call.permit::<DocumentsRead>()?.figures(asked.unit, period).await;
    Ok(counted(&figures.map_err(|e| call.problem(e))?, asked.until).into())
}

fn counted(figures: &Figures, until: Date) -> RegisterFigures {
    let mut of_units = figures.handled_by_unit();
    let units = figures.by_unit().into_iter().map(|(unit, flow)| UnitFigures {
        unit,
        flow,
        handled: handled(of_units.remove(&unit).unwrap_or_default()),
    });
    RegisterFigures {
        from: figures.period.from,
        until,
        flow: figures.total(),
        handled: handled(Timeliness::ALL.map(|timeliness| figures.handled(timeliness))),
        units: units.collect(),
        kinds: figures.by_kind().into_iter().map(|(kind, flow)| KindFigures { kind, flow }).collect(),
        months: figures.by_month().into_iter().map(|(month, flow)| MonthFigures { month, flow }).collect(),
    }
}
