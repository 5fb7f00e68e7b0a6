//! Working days: which days are worked, and what an administrator sets.

use super::call::{Call, Nothing, Reply};
use super::operation::Api;
use crate::{Access, Problem};
use app::rights::SettingsChange;
use axum::http::Method;
use domain::rights::Right;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Most days of one answer.
const MOST: usize = 400;

pub(super) fn add(api: Api) -> Api {
    let right = Access::Right(Right::SettingsChange.code());
    let set = "/api/v1/workdays/set";
    api.get("/api/v1/workdays", Access::SignedIn, "workdays-show", show)
        .get(set, right, "workdays-list", list)
        .write((Method::PUT, set), right, ("workdays-set", 204), set_day)
        .write((Method::POST, "/api/v1/workdays/unset"), right, ("workdays-unset", 204), unset)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Days {
    from: Date,
    until: Date,
}

/// A day, and whether it is worked.
#[derive(Serialize, ToSchema)]
struct Workday {
    day: Date,
    works: bool,
}

/// Days in their order.
#[derive(Serialize, ToSchema)]
struct Workdays {
    items: Vec<Workday>,
}

async fn show(call: Call, days: Days) -> Result<Reply<Workdays>, Problem> {
    let all: Vec<Date> =
        days.from.series(1.day()).take_while(|day| *day < days.until).take(MOST + 1).collect();
    if !(1..=MOST).contains(&all.len()) {
        return Err(call.wrong("until", "api-wrong-count", [("most", MOST.into())]));
    }
    let works = call.person()?.working_days().await.map_err(|e| call.problem(e))?;
    let items = all.into_iter().map(|day| Workday { day, works: works.works(day) }).collect();
    Ok(Workdays { items }.into())
}

/// A day that was set.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SetDay {
    day: Date,
    works: bool,
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// The days of a year that differ from its weekdays.
#[derive(Serialize, ToSchema)]
struct UsualYear {
    year: i16,
    /// Whether the year was announced already.
    announced: bool,
    off: Vec<Date>,
    made_up: Vec<Date>,
}

/// The days that were set, and what the table that comes with the program says.
#[derive(Serialize, ToSchema)]
struct SetDays {
    set_days: Vec<SetDay>,
    years: Vec<UsualYear>,
}

async fn list(call: Call, _: Nothing) -> Result<Reply<SetDays>, Problem> {
    let permit = call.permit::<SettingsChange>()?;
    let set = permit.set_days().await.map_err(|e| call.problem(e))?;
    let years = permit.usual_days().years().iter().map(|year| UsualYear {
        year: year.year,
        announced: year.announced,
        off: year.off.clone(),
        made_up: year.made_up.clone(),
    });
    let set_days = set.into_iter().map(|(day, works, reason)| SetDay { day, works, reason });
    Ok(SetDays { set_days: set_days.collect(), years: years.collect() }.into())
}

async fn set_day(call: Call, wish: SetDay) -> Result<Reply<Nothing>, Problem> {
    let set = call.permit::<SettingsChange>()?.set_day(wish.day, wish.works, &wish.reason).await;
    set.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// A day that is again what the table says.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UnsetDay {
    day: Date,
}

async fn unset(call: Call, wish: UnsetDay) -> Result<Reply<Nothing>, Problem> {
    call.permit::<SettingsChange>()?.unset_day(wish.day).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
