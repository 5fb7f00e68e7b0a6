//! The register of documents: what was read of them, and what is done with them.
//!
//! A document beyond a person's right is not there for that person: it is not found, and no list names it.

mod entry;
mod figures;
pub mod import;
mod intake;
mod look;
pub mod numbers;
mod paper;
pub mod reading;
mod sequences;
mod set;
mod shelf;
pub(crate) use intake::{media_type, plain_name};
pub(crate) use numbers::{next_number, refused as number_refused, register as register_of, sequence};
pub(crate) use shelf::names;

pub use entry::Handlers;
pub use intake::{Brought, ReceiveError, Received, Waiting};
pub use look::Opened;
pub use numbers::Step;
pub(crate) use paper::Desk;
pub use sequences::{Overview, Sheet, Which};
pub use set::Setting;
pub use shelf::{Listed, Names, Results};

use crate::app::Deed;
use crate::permit::{Permission, Permit};
use crate::{AppError, Thing};
use domain::documents::{Arrival, Direction, Document, Fields, FileRole, Likeness, Routing};
use domain::{DocumentId, UnitId};
use jiff::civil::Date;
use serde::Serialize;
use store::{Read, Work};

/// A document that somebody wants to enter.
#[derive(Debug, Clone)]
pub struct Entry {
    /// In whose register.
    pub unit: UnitId,
    /// Which way it goes.
    pub direction: Direction,
    /// What its form says.
    pub fields: Fields,
    /// When it came, if not today.
    pub arrived_on: Option<Date>,
    /// Who handles it.
    pub routing: Routing,
    /// What its file is.
    pub role: FileRole,
    /// It is out already, under its symbol and its date: its number is taken from its sequence.
    pub issued: bool,
    /// Enter it although the register has one that is the same.
    pub although_alike: bool,
}

/// A document that was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entered {
    /// Its id.
    pub id: DocumentId,
    /// Its arrival number, where it came in.
    pub arrival: Option<Arrival>,
}

/// A document that is the same as another, or may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alike {
    /// The other.
    pub document: Document,
    /// How far.
    pub likeness: Likeness,
}

/// The document, where the right `R` covers it.
pub(crate) async fn found<R: Permission>(
    read: &mut Read,
    permit: &Permit<'_, R>,
    id: DocumentId,
) -> Result<Document, AppError> {
    let document = read.document(id).await?;
    let covered = document.filter(|document| permit.covers(document.unit, &permit.person.forest()).is_ok());
    covered.ok_or(AppError::NotFound { thing: Thing::Document })
}

/// Keeps what a document has become.
async fn changed(work: &mut Work, document: &mut Document) -> Result<(), AppError> {
    if !work.change_document(document).await? {
        return Err(AppError::Changed);
    }
    document.revision += 1;
    Ok(())
}

/// Puts a document into the index again with the text that was read before: its form or its state has changed.
async fn indexed(work: &mut Work, document: &Document) -> Result<(), AppError> {
    let text = work.document_text(document.id).await?.unwrap_or_default();
    let read_from = work.document_read_from(document.id).await?;
    Ok(work.index_document(document, &text, read_from).await?)
}

/// What the log says of a document: what it is known by and how far it has come; no names and no subject, which may hold some.
fn trace(document: &Document) -> serde_json::Value {
    let Document { unit, direction, state, fields, arrival, routing, done_on, replaced_by, .. } = document;
    serde_json::json!({
        "unit": unit, "direction": direction, "state": state.code(), "kind": fields.kind, "symbol": fields.symbol,
        "date": fields.date, "arrival": arrival, "routing": routing, "done_on": done_on, "replaced_by": replaced_by,
    })
}

/// Names of the fields that differ.
fn differing(before: &Fields, after: &Fields) -> Vec<&'static str> {
    let Fields { kind, symbol, date, issuer, subject, signer, authority, place, urgency, recipients } = after;
    let differ = [
        ("kind", before.kind != *kind),
        ("symbol", before.symbol != *symbol),
        ("date", before.date != *date),
        ("issuer", before.issuer != *issuer),
        ("subject", before.subject != *subject),
        ("signer", before.signer != *signer),
        ("authority", before.authority != *authority),
        ("place", before.place != *place),
        ("urgency", before.urgency != *urgency),
        ("recipients", before.recipients != *recipients),
    ];
    differ.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

fn document_deed<'a, B: Serialize, A: Serialize>(
    verb: &'a str,
    document: &Document,
    before: Option<B>,
    after: Option<A>,
) -> Deed<'a, B, A> {
    Deed { verb, kind: "document", id: Some(document.id.get()), before, after }
}
