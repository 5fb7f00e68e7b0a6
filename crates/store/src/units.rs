//! Units in time: the events, and the rows that follow from them.

use crate::StoreError;
use crate::integrity::{Closure, Version};
use crate::transaction::{Read, Work, on};
use crate::values::{END, day, day_text, micros};
use domain::units::{ClosureRow, History, Order, UnitEvent, VersionRow};
use domain::{EventId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{query, query_as, query_scalar};

const EVENTS: &str = "SELECT id, happens_on, change, order_symbol, order_date, order_issuer, order_subject
    FROM unit_event WHERE reverted_at IS NULL ORDER BY happens_on, id";
const REVISION: &str = "SELECT number FROM unit_revision";
const NEXT_REVISION: &str = "UPDATE unit_revision SET number = number + 1";
const NEW_UNIT: &str = "INSERT INTO unit (code) VALUES ($1) RETURNING id";
const NEW_EVENT: &str = "INSERT INTO unit_event (happens_on, change, order_symbol, order_date, order_issuer, order_subject, entered_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id";
const REVERT: &str = "UPDATE unit_event SET reverted_at = $2 WHERE id = $1 AND reverted_at IS NULL";
const UNIT_BY_CODE: &str = "SELECT id FROM unit WHERE code = $1";
const CODES: &str = "SELECT code FROM unit WHERE code IS NOT NULL";
const RELEASE_CODE: &str = "UPDATE unit SET code = NULL WHERE id = $1";
const CLEAR: [&str; 2] = ["DELETE FROM unit_closure", "DELETE FROM unit_version"];
const DESCENDANTS: &str = "SELECT descendant FROM unit_closure
    WHERE ancestor = $1 AND valid_from <= $2 AND $2 < valid_to ORDER BY depth, descendant";

type EventRow = (i64, String, String, String, String, String, Option<String>);

/// What an event is before it has an id.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// The first day on which it holds.
    pub date: jiff::civil::Date,
    /// What happens.
    pub change: &'a domain::units::Change,
    /// The document behind it.
    pub ordered_by: &'a Order,
    /// When it is entered.
    pub entered_at: Timestamp,
}

impl Read {
    /// A number that differs after every change of the organisation: what was read at the same number is the same.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn units_revision(&mut self) -> Result<i64, StoreError> {
        Ok(on!(self, c => query_scalar(REVISION).fetch_one(c).await?))
    }

    /// All events that hold.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn unit_events(&mut self) -> Result<Vec<UnitEvent>, StoreError> {
        let rows: Vec<EventRow> = on!(self, c => query_as(EVENTS).fetch_all(c).await?);
        rows.into_iter().map(event).collect()
    }

    /// The unit with this code of other systems.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unit_by_code(&mut self, code: &str) -> Result<Option<UnitId>, StoreError> {
        let id: Option<i64> = on!(self, c => query_scalar(UNIT_BY_CODE).bind(code).fetch_optional(c).await?);
        Ok(id.map(UnitId::new))
    }

    /// All codes of other systems that units have.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn unit_codes(&mut self) -> Result<Vec<String>, StoreError> {
        Ok(on!(self, c => query_scalar(CODES).fetch_all(c).await?))
    }

    /// A unit and all below it on a day, nearest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn units_under(
        &mut self,
        unit: UnitId,
        on: jiff::civil::Date,
    ) -> Result<Vec<UnitId>, StoreError> {
        let on = day_text(on);
        let ids: Vec<i64> =
            on!(self, c => query_scalar(DESCENDANTS).bind(unit.get()).bind(&on).fetch_all(c).await?);
        Ok(ids.into_iter().map(UnitId::new).collect())
    }
}

impl Work {
    /// An id for a unit that begins.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another unit has the code.
    pub async fn new_unit(&mut self, code: Option<&str>) -> Result<UnitId, StoreError> {
        let id: i64 = on!(self, c => query_scalar(NEW_UNIT).bind(code).fetch_one(c).await?);
        Ok(UnitId::new(id))
    }

    /// Gives the code of a unit free that never was: the events that began it were taken back.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn release_unit_code(&mut self, unit: UnitId) -> Result<(), StoreError> {
        on!(self, c => query(RELEASE_CODE).bind(unit.get()).execute(c).await.map(drop)?);
        Ok(())
    }

    /// Keeps an event. [`Work::derive_units`] must follow in the same transaction.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_unit_event(&mut self, new: &NewEvent<'_>) -> Result<EventId, StoreError> {
        let change =
            serde_json::to_string(new.change).map_err(|e| StoreError::damaged("unit_event.change", e))?;
        let (date, ordered_on) = (day_text(new.date), day_text(new.ordered_by.date));
        let order = new.ordered_by;
        let id: i64 = on!(self, c => query_scalar(NEW_EVENT)
            .bind(&date)
            .bind(&change)
            .bind(&order.symbol)
            .bind(&ordered_on)
            .bind(&order.issuer)
            .bind(&order.subject)
            .bind(micros(new.entered_at))
            .fetch_one(c)
            .await?);
        Ok(EventId::new(id))
    }

    /// Takes back an event; it stays to be seen. [`Work::derive_units`] must follow in the same transaction.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revert_unit_event(&mut self, event: EventId, at: Timestamp) -> Result<(), StoreError> {
        on!(self, c => query(REVERT).bind(event.get()).bind(micros(at)).execute(c).await.map(drop)?);
        Ok(())
    }

    /// Writes the rows that follow from `history` in place of those that stand there, and the totals of figures: nothing happened or was
    /// taken back before `since`.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn derive_units(&mut self, history: &History, since: Date) -> Result<(), StoreError> {
        for statement in CLEAR {
            on!(self, c => query(statement).execute(c).await.map(drop)?);
        }
        let versions = history.intervals();
        self.bulk(
            "INSERT INTO unit_version (unit, valid_from, valid_to, kind, name, short_name, parent, position, folded)",
            9,
            &versions,
            |row, values| {
                let (unit, from, to, kind, name, short_name, parent, position, folded) = version_values(row);
                values.integer(unit);
                values.text(from);
                values.text(to);
                values.text(kind);
                values.text(name);
                values.optional_text(short_name.as_deref());
                values.optional_integer(parent);
                values.optional_integer(position);
                values.text(folded);
            },
        )
        .await?;
        let closure = history.closure_intervals();
        self.bulk(
            "INSERT INTO unit_closure (ancestor, descendant, depth, valid_from, valid_to)",
            5,
            &closure,
            |row, values| {
                let (ancestor, descendant, depth, from, to) = closure_values(row);
                values.integer(ancestor);
                values.integer(descendant);
                values.integer(depth);
                values.text(from);
                values.text(to);
            },
        )
        .await?;
        on!(self, c => query(NEXT_REVISION).execute(c).await.map(drop)?);
        self.derive_cell_totals(history, since).await
    }
}

/// A version of a unit as its row has it.
pub(crate) fn version_values(row: &VersionRow) -> Version {
    (
        row.unit.id.get(),
        day_text(row.span.from),
        end_text(row.span.to),
        row.unit.kind.as_str().to_owned(),
        row.unit.name.clone(),
        row.unit.short_name.clone(),
        row.unit.parent.map(UnitId::get),
        row.unit.position.map(i64::from),
        vitext::fold::fold_text(&row.unit.name),
    )
}

/// Who stands under whom as its row has it.
pub(crate) fn closure_values(row: &ClosureRow) -> Closure {
    (
        row.ancestor.get(),
        row.descendant.get(),
        i64::try_from(row.depth).unwrap_or(i64::MAX),
        day_text(row.span.from),
        end_text(row.span.to),
    )
}

fn end_text(end: Option<jiff::civil::Date>) -> String {
    end.map_or_else(|| END.to_owned(), day_text)
}

fn event(row: EventRow) -> Result<UnitEvent, StoreError> {
    let (id, date, change, symbol, ordered_on, issuer, subject) = row;
    Ok(UnitEvent {
        id: EventId::new(id),
        date: day("unit_event.happens_on", &date)?,
        change: serde_json::from_str(&change).map_err(|e| StoreError::damaged("unit_event.change", e))?,
        ordered_by: Order { symbol, date: day("unit_event.order_date", &ordered_on)?, issuer, subject },
    })
}
