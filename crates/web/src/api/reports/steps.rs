//! Handing in, signing, sending back, issuing.

use crate::api::call::{Call, Nothing, Reply, Tagged};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::rights::{ReportsIssue, ReportsWrite};
use axum::http::Method;
use domain::documents::StageStep;
use domain::rights::Right;
use domain::{DocumentId, ReportId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let write = Access::Right(Right::ReportsWrite.code());
    let issues = Access::Right(Right::ReportsIssue.code());
    let post = |path| (Method::POST, path);
    api.write(post("/api/v1/reports/{id}/hand-in"), write, ("reports-hand-in", 204), hand_in)
        .conditional()
        .write(post("/api/v1/reports/{id}/decide"), issues, ("reports-decide", 204), decide)
        .conditional()
        .get("/api/v1/reports/{id}/next-symbol", issues, "reports-next-symbol", next_symbol)
        .write(post("/api/v1/reports/{id}/issue"), issues, ("reports-issue", 200), issue)
        .conditional()
}

async fn hand_in(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let id: ReportId = call.id("id")?;
    let revision = call.revision(Tagged::Report)?;
    call.permit::<ReportsWrite>()?.hand_in(id, revision).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// What is decided about a report that was handed in: `sign`, `send_back`, `abandon`.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReportDecision {
    step: StageStep,
    #[serde(default)]
    reason: String,
}

async fn decide(call: Call, wish: ReportDecision) -> Result<Reply<Nothing>, Problem> {
    let id: ReportId = call.id("id")?;
    let revision = call.revision(Tagged::Report)?;
    let done = call.permit::<ReportsIssue>()?.decide(id, revision, wish.step, &wish.reason).await;
    done.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct OnDay {
    day: Option<Date>,
}

/// The symbol that a report would get.
#[derive(Serialize, ToSchema)]
struct ReportSymbol {
    symbol: String,
}

async fn next_symbol(call: Call, asked: OnDay) -> Result<Reply<ReportSymbol>, Problem> {
    let day = asked.day.unwrap_or(call.person()?.today);
    let symbol = call.permit::<ReportsIssue>()?.symbol(call.id("id")?, day).await;
    Ok(ReportSymbol { symbol: symbol.map_err(|e| call.problem(e))? }.into())
}

/// The day of a report.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReportDay {
    /// Today if left out.
    day: Option<Date>,
}

/// A report that was issued.
#[derive(Serialize, ToSchema)]
struct ReportIssued {
    document: DocumentId,
    symbol: String,
}

async fn issue(call: Call, wish: ReportDay) -> Result<Reply<ReportIssued>, Problem> {
    let id: ReportId = call.id("id")?;
    let revision = call.revision(Tagged::Report)?;
    let day = wish.day.unwrap_or(call.person()?.today);
    let issued = call.permit::<ReportsIssue>()?.issue(id, revision, day).await;
    let app::reports::Issued { document, symbol } = issued.map_err(|e| call.problem(e))?;
    Ok(ReportIssued { document, symbol }.into())
}
