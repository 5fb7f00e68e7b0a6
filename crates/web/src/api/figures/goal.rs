//! What is to be reached.

use super::shapes::{FigureGoal, period};
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::rights::{FiguresDefine, FiguresRead};
use axum::http::Method;
use domain::rights::Right;
use domain::units::Order;
use domain::{IndicatorId, UnitId};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let define = Access::Right(Right::FiguresDefine.code());
    let goals = (Method::POST, "/api/v1/indicators/{indicator}/goals");
    api.write(goals, define, ("indicators-set-goal", 204), set)
}

/// What a unit is to reach in the year of a period, from the date of the order on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GoalWish {
    unit: UnitId,
    from: Option<Date>,
    last: Option<Date>,
    goal: FigureGoal,
    ordered_by: Order,
}

async fn set(call: Call, wish: GoalWish) -> Result<Reply<Nothing>, Problem> {
    let id: IndicatorId = call.id("indicator")?;
    let permit = call.permit::<FiguresDefine>()?;
    let definitions = call.permit::<FiguresRead>()?.definitions().await.map_err(|e| call.problem(e))?;
    let indicator = definitions.catalogue.get(id).ok_or_else(Problem::not_found)?;
    let goal = wish.goal.goal(&call, indicator.decimals)?;
    let period = period(&call, wish.from, wish.last)?;
    let calendars = &definitions.calendars;
    let year = calendars.of(period).and_then(|calendar| calendars.year_of(calendar, period));
    let Order { symbol, issuer, .. } = &wish.ordered_by;
    for (field, text) in [("ordered_by.symbol", symbol), ("ordered_by.issuer", issuer)] {
        if text.trim().is_empty() {
            return Err(call.wrong(field, "indicators-order-needed", []));
        }
    }
    let set = permit.set_goal((id, wish.unit), year.unwrap_or(period), goal, wish.ordered_by).await;
    set.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
