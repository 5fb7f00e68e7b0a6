//! What happens to a document: the steps of its life, its handling, what becomes of what the audit found.

use super::shapes::{DocumentEntry, PersonName};
use crate::api::call::{Call, Nothing, Reply, Tagged};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::documents::Step;
use app::rights::{DocumentsIssue, DocumentsRegister};
use axum::http::Method;
use domain::documents::{HandlingStep, Number, Routing, StageStep, Verdict};
use domain::rights::Right;
use domain::{AccountId, DocumentId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let register = Access::Right(Right::DocumentsRegister.code());
    let issue = Access::Right(Right::DocumentsIssue.code());
    let finding = "/api/v1/documents/{id}/findings/{finding}";
    api.write((Method::POST, "/api/v1/documents/{id}/steps"), issue, ("documents-step", 200), step)
        .conditional()
        .get("/api/v1/documents/{id}/next-symbol", issue, "documents-next-symbol", next_symbol)
        .write((Method::POST, "/api/v1/documents/{id}/handling"), register, ("documents-handle", 200), handle)
        .conditional()
        .get("/api/v1/documents/{id}/handlers", register, "documents-handlers", handlers)
        .write((Method::PUT, finding), register, ("documents-settle", 204), settle)
        .write((Method::DELETE, finding), register, ("documents-unsettle", 204), unsettle)
}

/// A step in the life of a document that is issued here.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StepWish {
    step: StageStep,
    #[serde(default)]
    reason: String,
    /// When issuing: this number, else the next one.
    #[schema(minimum = 1, maximum = 999_999)]
    number: Option<u32>,
    /// When issuing: its day, else today.
    day: Option<Date>,
    /// When replacing: what stands in its place.
    by: Option<DocumentId>,
}

/// The number of a request; one that no sequence can have is a mistake.
pub(super) fn number(call: &Call, number: u32) -> Result<Number, Problem> {
    let most = Number::MAX.get();
    Number::new(number).ok_or_else(|| call.wrong("number", "api-wrong-number", [("most", most.into())]))
}

async fn step(call: Call, wish: StepWish) -> Result<Reply<DocumentEntry>, Problem> {
    let id: DocumentId = call.id("id")?;
    let number = wish.number.map(|wished| number(&call, wished)).transpose()?;
    let asked = Step {
        revision: call.revision(Tagged::Document)?,
        reason: wish.reason,
        number,
        day: wish.day,
        by: wish.by,
    };
    let done = call.permit::<DocumentsIssue>()?.step(id, wish.step, &asked).await;
    let document = done.map_err(|e| call.problem(e))?;
    Ok(DocumentEntry::of(document, call.person()?.today).into())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct OnDay {
    day: Option<Date>,
}

/// The symbol that a document would get.
#[derive(Serialize, ToSchema)]
struct NextSymbol {
    symbol: String,
}

async fn next_symbol(call: Call, asked: OnDay) -> Result<Reply<NextSymbol>, Problem> {
    let day = asked.day.unwrap_or(call.person()?.today);
    let symbol = call.permit::<DocumentsIssue>()?.next_symbol(call.id("id")?, day).await;
    Ok(NextSymbol { symbol: symbol.map_err(|e| call.problem(e))? }.into())
}

/// A step in the handling of an incoming document.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct HandlingWish {
    step: HandlingStep,
    handler_unit: Option<UnitId>,
    handler: Option<AccountId>,
    due: Option<Date>,
}

async fn handle(call: Call, wish: HandlingWish) -> Result<Reply<DocumentEntry>, Problem> {
    let id: DocumentId = call.id("id")?;
    let revision = call.revision(Tagged::Document)?;
    let routing = Routing { unit: wish.handler_unit, account: wish.handler, due: wish.due };
    let permit = call.permit::<DocumentsRegister>()?;
    permit.handle(id, revision, wish.step, routing).await.map_err(|e| call.problem(e))?;
    let document = permit.document(id).await.map_err(|e| call.problem(e))?;
    Ok(DocumentEntry::of(document, call.person()?.today).into())
}

/// Who may be given a document.
#[derive(Serialize, ToSchema)]
struct PossibleHandlers {
    units: Vec<UnitName>,
    people: Vec<PersonName>,
}

/// A unit that may be given a document.
#[derive(Serialize, ToSchema)]
struct UnitName {
    id: UnitId,
    name: String,
}

async fn handlers(call: Call, _: Nothing) -> Result<Reply<PossibleHandlers>, Problem> {
    let permit = call.permit::<DocumentsRegister>()?;
    let document = permit.document(call.id("id")?).await.map_err(|e| call.problem(e))?;
    let handlers = permit.handlers(document.unit).await.map_err(|e| call.problem(e))?;
    let units = handlers.units.iter().map(|unit| UnitName { id: unit.id, name: unit.name.clone() });
    let people = handlers.people.into_iter().map(|(id, name)| PersonName::called(id, name));
    Ok(PossibleHandlers { units: units.collect(), people: people.collect() }.into())
}

/// What became of a finding, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SettlementWish {
    verdict: Verdict,
    #[schema(min_length = 1)]
    reason: String,
}

async fn settle(call: Call, wish: SettlementWish) -> Result<Reply<Nothing>, Problem> {
    settled(&call, Some((wish.verdict, &wish.reason))).await
}

async fn unsettle(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    settled(&call, None).await
}

async fn settled(call: &Call, verdict: Option<(Verdict, &str)>) -> Result<Reply<Nothing>, Problem> {
    let (id, finding): (DocumentId, i64) = (call.id("id")?, call.id("finding")?);
    let done = call.permit::<DocumentsRegister>()?.settle(id, finding, verdict).await;
    done.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
