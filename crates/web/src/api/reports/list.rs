//! The reports, and the beginning of one.

use super::shapes::{ReportEntry, ReportKind};
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::{Access, Problem};
use app::rights::{ReportsRead, ReportsWrite};
use axum::http::Method;
use domain::rights::Right;
use domain::{ReportId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::ReportRow;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::ReportsRead.code());
    let write = Access::Right(Right::ReportsWrite.code());
    api.list("/api/v1/reports", read, "reports-list", list).write(
        (Method::POST, "/api/v1/reports"),
        write,
        ("reports-begin", 201),
        begin,
    )
}

async fn list(call: Call, asked: Asked, _: Nothing) -> Result<Listed<ReportEntry>, Problem> {
    let mut rows = call.permit::<ReportsRead>()?.reports().await.map_err(|e| call.problem(e))?;
    rows.sort_by_key(|row| row.id);
    let entry = |row: ReportRow| ReportEntry::from(&row);
    Ok(Listed::cut(rows, asked, |row| row.id.get(), entry))
}

/// A report to be begun: of the period of that kind in which the day lies.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ReportWish {
    unit: UnitId,
    kind: ReportKind,
    day: Date,
}

/// A report that was begun.
#[derive(Serialize, ToSchema)]
struct ReportBegun {
    id: ReportId,
}

async fn begin(call: Call, wish: ReportWish) -> Result<Reply<ReportBegun>, Problem> {
    let begun = call.permit::<ReportsWrite>()?.begin(wish.unit, wish.kind.into(), wish.day).await;
    Ok(ReportBegun { id: begun.map_err(|e| call.problem(e))? }.into())
}
