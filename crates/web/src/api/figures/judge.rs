//! What the unit above decides.

use super::sheet::{place, sheet};
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::pages::figures::upload::find;
use crate::{Access, Problem};
use app::rights::FiguresApprove;
use axum::http::Method;
use domain::rights::Right;
use domain::roll_up::Series;
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let judges = Access::Right(Right::FiguresApprove.code());
    let post = |path| (Method::POST, path);
    api.write(
        post("/api/v1/rounds/{campaign}/units/{unit}/return"),
        judges,
        ("sheets-return", 204),
        give_back,
    )
    .write(
        post("/api/v1/rounds/{campaign}/units/{unit}/approve"),
        judges,
        ("sheets-approve", 204),
        approve,
    )
}

/// Why a figure is handed back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CellReason {
    code: String,
    #[schema(min_length = 1)]
    reason: String,
}

/// Figures that are handed back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SheetReturn {
    #[schema(min_items = 1)]
    reasons: Vec<CellReason>,
}

async fn give_back(call: Call, wish: SheetReturn) -> Result<Reply<Nothing>, Problem> {
    let permit = call.permit::<FiguresApprove>()?;
    let (id, unit) = place(&call)?;
    let sheet = sheet(&call).await?;
    let reason = |(place, CellReason { code, reason }): (usize, CellReason)| match find(&sheet, &code) {
        Some((row, _)) => Ok((row.series.clone(), reason)),
        None => {
            Err(call.wrong(&format!("reasons[{place}].code"), "api-wrong-figure", [("code", code.into())]))
        }
    };
    let reasons = wish.reasons.into_iter().enumerate().map(reason);
    let reasons: Vec<(Series, String)> = reasons.collect::<Result<_, Problem>>()?;
    permit.give_back(id, unit, &reasons).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

async fn approve(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let (id, unit) = place(&call)?;
    call.permit::<FiguresApprove>()?.approve(id, unit).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
