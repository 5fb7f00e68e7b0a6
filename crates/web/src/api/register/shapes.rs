//! What several operations of the register give back or take.

use app::documents::{Alike, Names};
use domain::documents::{Direction, Document, Fields, Handling, Likeness, Routing, Stage, State, Timeliness};
use domain::{AccountId, DocumentId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the form of a document says.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentForm {
    /// Name of its kind: `nghị quyết`.
    kind: Option<String>,
    symbol: Option<String>,
    date: Option<Date>,
    issuer: Option<String>,
    subject: String,
    signer: Option<String>,
    authority: Option<String>,
    place: Option<String>,
    urgency: Option<String>,
    #[serde(default)]
    recipients: Vec<String>,
}

impl From<Fields> for DocumentForm {
    fn from(fields: Fields) -> Self {
        let Fields { kind, symbol, date, issuer, subject, signer, authority, place, urgency, recipients } =
            fields;
        Self { kind, symbol, date, issuer, subject, signer, authority, place, urgency, recipients }
    }
}

impl From<DocumentForm> for Fields {
    fn from(form: DocumentForm) -> Self {
        let DocumentForm {
            kind,
            symbol,
            date,
            issuer,
            subject,
            signer,
            authority,
            place,
            urgency,
            recipients,
        } = form;
        Self { kind, symbol, date, issuer, subject, signer, authority, place, urgency, recipients }
    }
}

/// How far a document has come; the last three are of what comes in.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum DocumentState {
    Draft,
    Checked,
    Signed,
    Issued,
    Replaced,
    Expired,
    Abandoned,
    Arrived,
    Routed,
    Done,
}

impl From<State> for DocumentState {
    fn from(state: State) -> Self {
        match state {
            State::Own(Stage::Draft) => Self::Draft,
            State::Own(Stage::Checked) => Self::Checked,
            State::Own(Stage::Signed) => Self::Signed,
            State::Own(Stage::Issued) => Self::Issued,
            State::Own(Stage::Replaced) => Self::Replaced,
            State::Own(Stage::Expired) => Self::Expired,
            State::Own(Stage::Abandoned) => Self::Abandoned,
            State::Incoming(Handling::Arrived) => Self::Arrived,
            State::Incoming(Handling::Routed) => Self::Routed,
            State::Incoming(Handling::Done) => Self::Done,
        }
    }
}

impl From<DocumentState> for State {
    fn from(state: DocumentState) -> Self {
        match state {
            DocumentState::Draft => Self::Own(Stage::Draft),
            DocumentState::Checked => Self::Own(Stage::Checked),
            DocumentState::Signed => Self::Own(Stage::Signed),
            DocumentState::Issued => Self::Own(Stage::Issued),
            DocumentState::Replaced => Self::Own(Stage::Replaced),
            DocumentState::Expired => Self::Own(Stage::Expired),
            DocumentState::Abandoned => Self::Own(Stage::Abandoned),
            DocumentState::Arrived => Self::Incoming(Handling::Arrived),
            DocumentState::Routed => Self::Incoming(Handling::Routed),
            DocumentState::Done => Self::Incoming(Handling::Done),
        }
    }
}

/// A document of a register.
#[derive(Serialize, ToSchema)]
pub(super) struct DocumentEntry {
    id: DocumentId,
    /// In whose register it stands.
    unit: UnitId,
    direction: Direction,
    state: DocumentState,
    form: DocumentForm,
    arrival_number: Option<u32>,
    arrived_on: Option<Date>,
    handler_unit: Option<UnitId>,
    handler: Option<AccountId>,
    due: Option<Date>,
    done_on: Option<Date>,
    /// How it is, or was, handled; null for what is issued here.
    timeliness: Option<Timeliness>,
    replaced_by: Option<DocumentId>,
    registered_at: Timestamp,
    registered_by: AccountId,
    /// Grows with every change.
    revision: i64,
}

impl DocumentEntry {
    pub(super) fn of(document: Document, today: Date) -> Self {
        let timeliness = document.timeliness(today);
        let Routing { unit: handler_unit, account: handler, due } = document.routing;
        Self {
            id: document.id,
            unit: document.unit,
            direction: document.direction,
            state: document.state.into(),
            form: document.fields.into(),
            arrival_number: document.arrival.map(|arrival| arrival.number.get()),
            arrived_on: document.arrival.map(|arrival| arrival.on),
            handler_unit,
            handler,
            due,
            done_on: document.done_on,
            timeliness,
            replaced_by: document.replaced_by,
            registered_at: document.registered_at,
            registered_by: document.registered_by,
            revision: document.revision,
        }
    }
}

/// A document by what it is known by.
#[derive(Serialize, ToSchema)]
pub(super) struct DocumentName {
    id: DocumentId,
    unit: UnitId,
    kind: Option<String>,
    symbol: Option<String>,
    date: Option<Date>,
    subject: String,
}

impl From<Document> for DocumentName {
    fn from(document: Document) -> Self {
        let Fields { kind, symbol, date, subject, .. } = document.fields;
        Self { id: document.id, unit: document.unit, kind, symbol, date, subject }
    }
}

/// A document that is the same as another, or may be.
#[derive(Serialize, ToSchema)]
pub(super) struct AlikeDocument {
    likeness: Likeness,
    document: DocumentName,
}

impl From<Alike> for AlikeDocument {
    fn from(alike: Alike) -> Self {
        Self { likeness: alike.likeness, document: alike.document.into() }
    }
}

/// A person whom a document names.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct PersonName {
    id: AccountId,
    display_name: String,
}

impl PersonName {
    pub(in crate::api) fn of(id: AccountId, names: &Names) -> Self {
        Self { id, display_name: names.get(&id).cloned().unwrap_or_default() }
    }

    pub(in crate::api) fn called(id: AccountId, display_name: String) -> Self {
        Self { id, display_name }
    }
}
