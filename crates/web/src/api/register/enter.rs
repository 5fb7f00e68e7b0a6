//! Documents entered by hand, and what their forms say afterwards.

use super::shapes::{DocumentEntry, DocumentForm};
use crate::api::call::{Call, Reply, Tagged};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::documents::{Entered, Entry};
use app::rights::DocumentsRegister;
use axum::http::Method;
use domain::documents::{Direction, Fields, FileRole, Routing};
use domain::rights::Right;
use domain::{AccountId, DocumentId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let register = Access::Right(Right::DocumentsRegister.code());
    api.write((Method::POST, "/api/v1/documents"), register, ("documents-enter", 201), enter)
        .write((Method::PUT, "/api/v1/documents/{id}/form"), register, ("documents-correct", 200), correct)
        .conditional()
}

/// A document to be entered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewDocument {
    unit: UnitId,
    direction: Direction,
    form: DocumentForm,
    #[serde(default)]
    registration: Registration,
}

/// How a document comes into the register.
#[derive(Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Registration {
    /// When it came; today if left out.
    arrived_on: Option<Date>,
    handler_unit: Option<UnitId>,
    handler: Option<AccountId>,
    due: Option<Date>,
    /// It is out already, under its symbol and its date; needs the right to issue too.
    issued: bool,
    /// Enter it although the register has one that is the same.
    although_alike: bool,
}

impl Registration {
    pub(super) fn entry(self, unit: UnitId, direction: Direction, fields: Fields, role: FileRole) -> Entry {
        Entry {
            unit,
            direction,
            fields,
            arrived_on: self.arrived_on,
            routing: Routing { unit: self.handler_unit, account: self.handler, due: self.due },
            role,
            issued: self.issued,
            although_alike: self.although_alike,
        }
    }
}

/// A document that was entered.
#[derive(Serialize, ToSchema)]
pub(super) struct DocumentEntered {
    id: DocumentId,
    arrival_number: Option<u32>,
    arrived_on: Option<Date>,
}

impl From<Entered> for DocumentEntered {
    fn from(entered: Entered) -> Self {
        Self {
            id: entered.id,
            arrival_number: entered.arrival.map(|arrival| arrival.number.get()),
            arrived_on: entered.arrival.map(|arrival| arrival.on),
        }
    }
}

async fn enter(call: Call, new: NewDocument) -> Result<Reply<DocumentEntered>, Problem> {
    let NewDocument { unit, direction, form, registration } = new;
    let entry = registration.entry(unit, direction, form.into(), FileRole::Editable);
    let entered = call.permit::<DocumentsRegister>()?.enter(&entry, None).await;
    Ok(DocumentEntered::from(entered.map_err(|e| call.problem(e))?).into())
}

async fn correct(call: Call, form: DocumentForm) -> Result<Reply<DocumentEntry>, Problem> {
    let id: DocumentId = call.id("id")?;
    let revision = call.revision(Tagged::Document)?;
    let permit = call.permit::<DocumentsRegister>()?;
    permit.correct(id, revision, &form.into()).await.map_err(|e| call.problem(e))?;
    let document = permit.document(id).await.map_err(|e| call.problem(e))?;
    Ok(DocumentEntry::of(document, call.person()?.today).into())
}
