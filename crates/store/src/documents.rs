//! Documents of the register.

use crate::StoreError;
use crate::rows::row;
use crate::transaction::{Read, Work, on};
use crate::values::{day, day_text, instant, micros};
use domain::documents::identity::{issuer_key, symbol_key};
use domain::documents::{Arrival, Direction, Document, Fields, Number, Routing, State};
use domain::{AccountId, DocumentId, UnitId};
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

/// The columns in the order of [`DocumentRow`].
macro_rules! columns {
    () => {
        "id, unit, direction, state, kind, symbol, issued_on, issuer, subject, signer, authority, place, urgency, recipients,
        arrival_number, arrived_on, handler_unit, handler, due_on, done_on, replaced_by, registered_at, registered_by, revision"
    };
}
pub(crate) use columns;

const ONE: &str = concat!("SELECT ", columns!(), " FROM document WHERE id = $1");
const WITH_SYMBOL: &str =
    concat!("SELECT ", columns!(), " FROM document WHERE symbol_key = $1 ORDER BY issued_on, id");
const AFTER: &str = concat!("SELECT ", columns!(), " FROM document WHERE id > $1 ORDER BY id LIMIT $2");
const ADD: &str = "INSERT INTO document (unit, direction, state, kind, symbol, symbol_key, issued_on, issuer, issuer_key, subject,
        signer, authority, place, urgency, recipients, registered_at, registered_by, counted_on, revision)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1) RETURNING id";
const CHANGE: &str = "UPDATE document SET state = $2, kind = $3, symbol = $4, symbol_key = $5, issued_on = $6, issuer = $7,
        issuer_key = $8, subject = $9, signer = $10, authority = $11, place = $12, urgency = $13, recipients = $14,
        arrival_number = $15, arrived_on = $16, handler_unit = $17, handler = $18, due_on = $19, done_on = $20,
        replaced_by = $21, counted_on = $22, revision = revision + 1
    WHERE id = $1 AND revision = $23";

/// A document before it has an id.
#[derive(Debug, Clone)]
pub struct NewDocument<'a> {
    /// In whose register it stands.
    pub unit: UnitId,
    /// Which way it goes.
    pub direction: Direction,
    /// How far it has come.
    pub state: State,
    /// What its form says.
    pub fields: &'a Fields,
    /// When it is entered.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
}

row! {
    pub(crate) struct DocumentRow {
        id: i64,
        unit: i64,
        direction: String,
        state: String,
        kind: Option<String>,
        symbol: Option<String>,
        issued_on: Option<String>,
        issuer: Option<String>,
        subject: String,
        signer: Option<String>,
        authority: Option<String>,
        place: Option<String>,
        urgency: Option<String>,
        recipients: String,
        arrival_number: Option<i64>,
        arrived_on: Option<String>,
        handler_unit: Option<i64>,
        handler: Option<i64>,
        due_on: Option<String>,
        done_on: Option<String>,
        replaced_by: Option<i64>,
        registered_at: i64,
        registered_by: i64,
        revision: i64,
    }
}

impl Read {
    /// The document with this id.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn document(&mut self, id: DocumentId) -> Result<Option<Document>, StoreError> {
        let row: Option<DocumentRow> = on!(self, c => query_as(ONE).bind(id.get()).fetch_optional(c).await?);
        row.map(document).transpose()
    }

    /// At most `limit` documents of all registers after the one with this id, in the order of their ids.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn documents_after(&mut self, id: DocumentId, limit: u32) -> Result<Vec<Document>, StoreError> {
        let rows: Vec<DocumentRow> =
            on!(self, c => query_as(AFTER).bind(id.get()).bind(i64::from(limit)).fetch_all(c).await?);
        rows.into_iter().map(document).collect()
    }

    /// The documents that bear a symbol, in any spelling, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn documents_with_symbol(&mut self, symbol: &str) -> Result<Vec<Document>, StoreError> {
        let Some((key, _)) = symbol_key(symbol) else { return Ok(Vec::new()) };
        let rows: Vec<DocumentRow> = on!(self, c => query_as(WITH_SYMBOL).bind(&key).fetch_all(c).await?);
        rows.into_iter().map(document).collect()
    }
}

impl Work {
    /// Keeps a new document; it has no number yet.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_document(&mut self, new: &NewDocument<'_>) -> Result<DocumentId, StoreError> {
        let fields = new.fields;
        let id: i64 = on!(self, c => query_scalar(ADD)
            .bind(new.unit.get())
            .bind(new.direction.code())
            .bind(new.state.code())
            .bind(&fields.kind)
            .bind(&fields.symbol)
            .bind(fields.symbol.as_deref().and_then(symbol_key).map(|(key, _)| key))
            .bind(fields.date.map(day_text))
            .bind(&fields.issuer)
            .bind(fields.issuer.as_deref().map(issuer_key))
            .bind(&fields.subject)
            .bind(&fields.signer)
            .bind(&fields.authority)
            .bind(&fields.place)
            .bind(&fields.urgency)
            .bind(fields.recipients.join("\n"))
            .bind(micros(new.at))
            .bind(new.by.get())
            .bind(day_text(domain::span::local_day(new.at)))
            .fetch_one(c)
            .await?);
        Ok(DocumentId::new(id))
    }

    /// Keeps what a document has become. False when it is no longer at the revision that it was read at: then nothing is changed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn change_document(&mut self, document: &Document) -> Result<bool, StoreError> {
        let Document { fields, routing, arrival, .. } = document;
        let changed = on!(self, c => query(CHANGE)
            .bind(document.id.get())
            .bind(document.state.code())
            .bind(&fields.kind)
            .bind(&fields.symbol)
            .bind(fields.symbol.as_deref().and_then(symbol_key).map(|(key, _)| key))
            .bind(fields.date.map(day_text))
            .bind(&fields.issuer)
            .bind(fields.issuer.as_deref().map(issuer_key))
            .bind(&fields.subject)
            .bind(&fields.signer)
            .bind(&fields.authority)
            .bind(&fields.place)
            .bind(&fields.urgency)
            .bind(fields.recipients.join("\n"))
            .bind(arrival.map(|arrival| i64::from(arrival.number.get())))
            .bind(arrival.map(|arrival| day_text(arrival.on)))
            .bind(routing.unit.map(UnitId::get))
            .bind(routing.account.map(AccountId::get))
            .bind(routing.due.map(day_text))
            .bind(document.done_on.map(day_text))
            .bind(document.replaced_by.map(DocumentId::get))
            .bind(day_text(document.counted_on()))
            .bind(document.revision)
            .execute(c)
            .await
            .map(|done| done.rows_affected())?);
        Ok(changed == 1)
    }
}

pub(crate) fn document(row: DocumentRow) -> Result<Document, StoreError> {
    let damaged = |what| StoreError::damaged(what, format!("document {}", row.id));
    let direction: Direction =
        row.direction.parse().map_err(|e| StoreError::damaged("document.direction", e))?;
    let optional_day = |what, text: Option<String>| text.map(|text| day(what, &text)).transpose();
    let number = |number: i64| {
        let number = u32::try_from(number).ok().and_then(Number::new);
        number.ok_or_else(|| damaged("document.arrival_number"))
    };
    let arrival = match (row.arrival_number, &row.arrived_on) {
        (Some(given), Some(on)) => {
            Some(Arrival { number: number(given)?, on: day("document.arrived_on", on)? })
        }
        _ => None,
    };
    Ok(Document {
        id: DocumentId::new(row.id),
        unit: UnitId::new(row.unit),
        direction,
        state: State::parse(direction, &row.state).ok_or_else(|| damaged("document.state"))?,
        fields: Fields {
            kind: row.kind,
            symbol: row.symbol,
            date: optional_day("document.issued_on", row.issued_on)?,
            issuer: row.issuer,
            subject: row.subject,
            signer: row.signer,
            authority: row.authority,
            place: row.place,
            urgency: row.urgency,
            recipients: row.recipients.lines().map(str::to_owned).collect(),
        },
        arrival,
        routing: Routing {
            unit: row.handler_unit.map(UnitId::new),
            account: row.handler.map(AccountId::new),
            due: optional_day("document.due_on", row.due_on)?,
        },
        done_on: optional_day("document.done_on", row.done_on)?,
        replaced_by: row.replaced_by.map(DocumentId::new),
        registered_at: instant("document.registered_at", row.registered_at)?,
        registered_by: AccountId::new(row.registered_by),
        revision: row.revision,
    })
}
