//! The numbers of a register, one by one: kept, let go, void, taken over from paper.

use super::deeds::number;
use super::shapes::PersonName;
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::{Access, Problem};
use app::documents::{Names, Which};
use app::rights::DocumentsIssue;
use axum::http::Method;
use domain::DocumentId;
use domain::documents::{Number, Series, Slot};
use domain::rights::Right;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let issue = Access::Right(Right::DocumentsIssue.code());
    let post = |path| (Method::POST, path);
    api.list("/api/v1/registers/{unit}/numbers", issue, "numbers-list", list)
        .write(post("/api/v1/registers/{unit}/numbers"), issue, ("numbers-reserve", 201), reserve)
        .write(post("/api/v1/registers/{unit}/numbers/keep"), issue, ("numbers-keep", 204), keep)
        .write(post("/api/v1/registers/{unit}/numbers/release"), issue, ("numbers-release", 204), release)
        .write(post("/api/v1/registers/{unit}/numbers/void"), issue, ("numbers-void", 204), void)
        .write(
            post("/api/v1/registers/{unit}/numbers/take-over"),
            issue,
            ("numbers-take-over", 204),
            take_over,
        )
}

/// A sequence of a unit: what it numbers, and how long it runs.
#[derive(Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct SequenceName {
    #[param(min_length = 1, max_length = 100)]
    #[schema(min_length = 1, max_length = 100)]
    kind: String,
    #[param(max_length = 20)]
    #[schema(max_length = 20)]
    cycle: String,
}

/// The sequence of a request.
fn which(call: &Call, kind: &str, cycle: &str) -> Result<Which, Problem> {
    if !(1..=100).contains(&kind.chars().count()) {
        return Err(call.wrong("kind", "document-kind-unknown", []));
    }
    let cycle = Some(cycle).filter(|cycle| cycle.len() <= 20).and_then(|cycle| cycle.parse().ok());
    let cycle = cycle.ok_or_else(|| call.wrong("cycle", "api-wrong-cycle", []))?;
    Ok(Which { unit: call.id("unit")?, series: Series::named(kind), cycle })
}

/// What has become of a number.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum NumberState {
    Given,
    Reserved,
    Released,
    Skipped,
    Void,
}

/// A number of a sequence.
#[derive(Serialize, ToSchema)]
struct NumberEntry {
    number: u32,
    #[schema(inline)]
    state: NumberState,
    /// The document that bears it.
    borne_by: Option<DocumentId>,
    at: Option<Timestamp>,
    by: Option<PersonName>,
    reason: Option<String>,
}

fn entry(number: Number, slot: &Slot, names: &Names) -> NumberEntry {
    let said = slot.said();
    let (state, borne_by, reason) = match slot {
        Slot::Given { document } => (NumberState::Given, Some(*document), None),
        Slot::Reserved { .. } => (NumberState::Reserved, None, None),
        Slot::Released { .. } => (NumberState::Released, None, None),
        Slot::Skipped { .. } => (NumberState::Skipped, None, None),
        Slot::Void { reason, .. } => (NumberState::Void, None, Some(reason.clone())),
    };
    NumberEntry {
        number: number.get(),
        state,
        borne_by,
        at: said.map(|(_, at)| at),
        by: said.map(|(by, _)| PersonName::of(by, names)),
        reason,
    }
}

async fn list(call: Call, asked: Asked, name: SequenceName) -> Result<Listed<NumberEntry>, Problem> {
    let which = which(&call, &name.kind, &name.cycle)?;
    let sheet = call.permit::<DocumentsIssue>()?.sheet(&which).await.map_err(|e| call.problem(e))?;
    let names: Names = sheet.names.into_iter().collect();
    Ok(Listed::cut(
        sheet.sequence.slots(),
        asked,
        |(number, _)| i64::from(number.get()),
        |(number, slot)| entry(number, slot, &names),
    ))
}

/// A number that is kept.
#[derive(Serialize, ToSchema)]
struct NumberKept {
    number: u32,
}

async fn reserve(call: Call, name: SequenceName) -> Result<Reply<NumberKept>, Problem> {
    let which = which(&call, &name.kind, &name.cycle)?;
    let number = call.permit::<DocumentsIssue>()?.reserve(&which).await.map_err(|e| call.problem(e))?;
    Ok(NumberKept { number: number.get() }.into())
}

/// A number of a sequence of a unit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NumberName {
    #[schema(min_length = 1, max_length = 100)]
    kind: String,
    #[schema(max_length = 20)]
    cycle: String,
    #[schema(minimum = 1, maximum = 999_999)]
    number: u32,
}

impl NumberName {
    fn read(&self, call: &Call) -> Result<(Which, Number), Problem> {
        Ok((which(call, &self.kind, &self.cycle)?, number(call, self.number)?))
    }
}

async fn keep(call: Call, name: NumberName) -> Result<Reply<Nothing>, Problem> {
    let (which, number) = name.read(&call)?;
    call.permit::<DocumentsIssue>()?.keep(&which, number).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

async fn release(call: Call, name: NumberName) -> Result<Reply<Nothing>, Problem> {
    let (which, number) = name.read(&call)?;
    call.permit::<DocumentsIssue>()?.release(&which, number).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// A number that no document will bear, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct VoidNumber {
    #[schema(min_length = 1, max_length = 100)]
    kind: String,
    #[schema(max_length = 20)]
    cycle: String,
    #[schema(minimum = 1, maximum = 999_999)]
    number: u32,
    #[schema(min_length = 1)]
    reason: String,
}

async fn void(call: Call, wish: VoidNumber) -> Result<Reply<Nothing>, Problem> {
    let VoidNumber { kind, cycle, number, reason } = wish;
    let (which, number) = NumberName { kind, cycle, number }.read(&call)?;
    call.permit::<DocumentsIssue>()?.void(&which, number, &reason).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// Up to which number a sequence was given on paper.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TakenOver {
    #[schema(min_length = 1, max_length = 100)]
    kind: String,
    #[schema(max_length = 20)]
    cycle: String,
    #[schema(maximum = 999_999)]
    given_before: u32,
}

async fn take_over(call: Call, wish: TakenOver) -> Result<Reply<Nothing>, Problem> {
    let which = which(&call, &wish.kind, &wish.cycle)?;
    let done = call.permit::<DocumentsIssue>()?.take_over(&which, wish.given_before).await;
    done.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
