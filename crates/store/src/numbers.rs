//! Sequences of numbers, and the terms and registers that they belong to.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{END, day, day_text, end, instant, micros};
use domain::documents::{Cycle, Number, Sequence, Series, Slot, Term, Terms};
use domain::{AccountId, DocumentId, Span, UnitId};
use sqlx::{query, query_as, query_scalar};
use std::collections::BTreeMap;

const SEQUENCE: &str =
    "SELECT id, given_before FROM number_sequence WHERE unit = $1 AND series = $2 AND cycle = $3";
const SEQUENCES: &str =
    "SELECT id, series, cycle, given_before FROM number_sequence WHERE unit = $1 ORDER BY cycle DESC, series";
const NEW_SEQUENCE: &str =
    "INSERT INTO number_sequence (unit, series, cycle, given_before) VALUES ($1, $2, $3, $4) RETURNING id";
const COUNTS: &str = "SELECT s.id, n.state, COUNT(*), MAX(n.number) FROM number_sequence s
    JOIN number_slot n ON n.sequence = s.id WHERE s.unit = $1 GROUP BY s.id, n.state";
const SET_BEFORE: &str = "UPDATE number_sequence SET given_before = $2 WHERE id = $1";
/// What the rules ask for: all that is not given, the last one, and the number and the document at hand.
const WORKING: &str = "SELECT number, state, document, account, at, reason FROM number_slot
    WHERE sequence = $1 AND (state <> 'given' OR number = $2 OR document = $3
        OR number = (SELECT MAX(number) FROM number_slot WHERE sequence = $1)) ORDER BY number";
const ALL: &str = "SELECT number, state, document, account, at, reason FROM number_slot
    WHERE sequence = $1 ORDER BY number";
const PUT: &str = "INSERT INTO number_slot (sequence, number, state, document, account, at, reason)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (sequence, number) DO UPDATE SET state = excluded.state, document = excluded.document,
        account = excluded.account, at = excluded.at, reason = excluded.reason";
const NUMBERS_OF: &str = "SELECT s.series, s.cycle, n.number FROM number_slot n
    JOIN number_sequence s ON s.id = n.sequence WHERE n.document = $1 AND n.state = 'given' ORDER BY s.id";
const TERMS: &str =
    "SELECT name, valid_from, valid_to FROM committee_term WHERE unit = $1 ORDER BY valid_from";
const CLEAR_TERMS: &str = "DELETE FROM committee_term WHERE unit = $1";
const ADD_TERM: &str =
    "INSERT INTO committee_term (unit, name, valid_from, valid_to) VALUES ($1, $2, $3, $4)";

type SlotRow = (i64, String, Option<i64>, Option<i64>, i64, Option<String>);

/// A sequence as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SequenceId(i64);

/// A sequence of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SequenceRow {
    /// Its id.
    pub id: SequenceId,
    /// What it numbers.
    pub series: Series,
    /// How long it runs.
    pub cycle: Cycle,
    /// The numbers that were given without this register.
    pub given_before: u32,
}

/// How many numbers of a sequence have come to what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SlotCounts {
    /// The last number that is spoken of; 0 for none.
    pub last: u32,
    /// Borne by documents.
    pub given: u32,
    /// Kept for documents that are to come.
    pub reserved: u32,
    /// Next to go out.
    pub released: u32,
    /// Waiting for their documents.
    pub skipped: u32,
    /// Never borne by a document.
    pub void: u32,
}

impl Read {
    /// How many numbers of each sequence of a unit have come to what; a sequence without numbers is not there.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn slot_counts(
        &mut self,
        unit: UnitId,
    ) -> Result<BTreeMap<SequenceId, SlotCounts>, StoreError> {
        let rows: Vec<(i64, String, i64, i64)> =
            on!(self, c => query_as(COUNTS).bind(unit.get()).fetch_all(c).await?);
        let mut sequences: BTreeMap<SequenceId, SlotCounts> = BTreeMap::new();
        for (sequence, state, count, last) in rows {
            let counts = sequences.entry(SequenceId(sequence)).or_default();
            counts.last = counts.last.max(small("number_slot.number", last)?);
            *match state.as_str() {
                "given" => &mut counts.given,
                "reserved" => &mut counts.reserved,
                "released" => &mut counts.released,
                "skipped" => &mut counts.skipped,
                "void" => &mut counts.void,
                _ => return Err(StoreError::damaged("number_slot.state", state)),
            } += small("number_slot", count)?;
        }
        Ok(sequences)
    }

    /// All sequences of a unit, the latest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn sequences(&mut self, unit: UnitId) -> Result<Vec<SequenceRow>, StoreError> {
        let rows: Vec<(i64, String, String, i64)> =
            on!(self, c => query_as(SEQUENCES).bind(unit.get()).fetch_all(c).await?);
        let row = |(id, series, cycle, before): (i64, String, String, i64)| {
            Ok(SequenceRow {
                id: SequenceId(id),
                series: series.parse().map_err(|e| StoreError::damaged("number_sequence.series", e))?,
                cycle: cycle.parse().map_err(|e| StoreError::damaged("number_sequence.cycle", e))?,
                given_before: small("number_sequence.given_before", before)?,
            })
        };
        rows.into_iter().map(row).collect()
    }

    /// All numbers of a sequence.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn sequence(&mut self, row: &SequenceRow) -> Result<Sequence, StoreError> {
        let rows: Vec<SlotRow> = on!(self, c => query_as(ALL).bind(row.id.0).fetch_all(c).await?);
        Ok(Sequence::of(row.given_before, rows.into_iter().map(slot).collect::<Result<Vec<_>, _>>()?))
    }

    /// The numbers that a document bears.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn numbers_of(
        &mut self,
        document: DocumentId,
    ) -> Result<Vec<(Series, Cycle, Number)>, StoreError> {
        let rows: Vec<(String, String, i64)> =
            on!(self, c => query_as(NUMBERS_OF).bind(document.get()).fetch_all(c).await?);
        let row = |(series, cycle, number): (String, String, i64)| {
            Ok((
                series.parse().map_err(|e| StoreError::damaged("number_sequence.series", e))?,
                cycle.parse().map_err(|e| StoreError::damaged("number_sequence.cycle", e))?,
                a_number(number)?,
            ))
        };
        rows.into_iter().map(row).collect()
    }

    /// The terms of a committee.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn terms(&mut self, unit: UnitId) -> Result<Terms, StoreError> {
        let rows: Vec<(String, String, String)> =
            on!(self, c => query_as(TERMS).bind(unit.get()).fetch_all(c).await?);
        let term = |(name, from, to): (String, String, String)| {
            let from = day("committee_term.valid_from", &from)?;
            Ok::<_, StoreError>(Term { name, span: Span { from, to: end("committee_term.valid_to", &to)? } })
        };
        let terms = rows.into_iter().map(term).collect::<Result<_, _>>()?;
        Terms::new(terms).map_err(|e| StoreError::damaged("committee_term", e))
    }
}

impl Work {
    /// The sequence, with as much of it as a deed about `number` and `document` asks for: everything that is not given, the last number,
    /// these two. Made where there is none.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn working_sequence(
        &mut self,
        unit: UnitId,
        series: &Series,
        cycle: Cycle,
        number: Option<Number>,
        document: Option<DocumentId>,
    ) -> Result<(SequenceId, Sequence), StoreError> {
        let (series, cycle) = (series.to_string(), cycle.to_string());
        let known: Option<(i64, i64)> = on!(self, c => query_as(SEQUENCE)
            .bind(unit.get()).bind(&series).bind(&cycle).fetch_optional(c).await?);
        let (id, before) = match known {
            Some(row) => row,
            None => {
                let id: i64 = on!(self, c => query_scalar(NEW_SEQUENCE)
                    .bind(unit.get()).bind(&series).bind(&cycle).bind(0_i64).fetch_one(c).await?);
                (id, 0)
            }
        };
        let rows: Vec<SlotRow> = on!(self, c => query_as(WORKING)
            .bind(id)
            .bind(number.map_or(0, |number| i64::from(number.get())))
            .bind(document.map_or(0, DocumentId::get))
            .fetch_all(c)
            .await?);
        let slots = rows.into_iter().map(slot).collect::<Result<Vec<_>, _>>()?;
        Ok((SequenceId(id), Sequence::of(small("number_sequence.given_before", before)?, slots)))
    }

    /// Keeps what has become of numbers: those that differ in `after` from `before`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn put_slots(
        &mut self,
        id: SequenceId,
        before: &Sequence,
        after: &Sequence,
        at: jiff::Timestamp,
    ) -> Result<(), StoreError> {
        for (number, slot) in after.slots().filter(|(number, slot)| before.slot(*number) != Some(*slot)) {
            let (state, document, account, at, reason) = match slot {
                Slot::Given { document } => ("given", Some(document.get()), None, at, None),
                Slot::Reserved { by, at } => ("reserved", None, Some(by.get()), *at, None),
                Slot::Released { by, at } => ("released", None, Some(by.get()), *at, None),
                Slot::Skipped { by, at } => ("skipped", None, Some(by.get()), *at, None),
                Slot::Void { by, at, reason } => ("void", None, Some(by.get()), *at, Some(reason.as_str())),
            };
            on!(self, c => query(PUT)
                .bind(id.0)
                .bind(i64::from(number.get()))
                .bind(state)
                .bind(document)
                .bind(account)
                .bind(micros(at))
                .bind(reason)
                .execute(c)
                .await
                .map(drop)?);
        }
        Ok(())
    }

    /// Says up to which number a sequence was given without this register.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_given_before(&mut self, id: SequenceId, before: u32) -> Result<(), StoreError> {
        on!(self, c => query(SET_BEFORE).bind(id.0).bind(i64::from(before)).execute(c).await.map(drop)?);
        Ok(())
    }

    /// Keeps the terms of a committee in place of those that stand there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_terms(&mut self, unit: UnitId, terms: &Terms) -> Result<(), StoreError> {
        on!(self, c => query(CLEAR_TERMS).bind(unit.get()).execute(c).await.map(drop)?);
        for term in terms.iter() {
            on!(self, c => query(ADD_TERM)
                .bind(unit.get())
                .bind(&term.name)
                .bind(day_text(term.span.from))
                .bind(term.span.to.map_or_else(|| END.to_owned(), day_text))
                .execute(c)
                .await
                .map(drop)?);
        }
        Ok(())
    }
}

fn small(what: &'static str, number: i64) -> Result<u32, StoreError> {
    u32::try_from(number).map_err(|e| StoreError::damaged(what, e))
}

fn a_number(number: i64) -> Result<Number, StoreError> {
    let plain = small("number_slot.number", number)?;
    Number::new(plain).ok_or_else(|| StoreError::damaged("number_slot.number", number.to_string()))
}

fn slot((number, state, document, account, at, reason): SlotRow) -> Result<(Number, Slot), StoreError> {
    let damaged = || StoreError::damaged("number_slot", format!("number {number} is {state}"));
    let at = instant("number_slot.at", at)?;
    let by = account.map(AccountId::new).ok_or_else(damaged);
    let slot = match state.as_str() {
        "given" => Slot::Given { document: DocumentId::new(document.ok_or_else(damaged)?) },
        "reserved" => Slot::Reserved { by: by?, at },
        "released" => Slot::Released { by: by?, at },
        "skipped" => Slot::Skipped { by: by?, at },
        "void" => Slot::Void { by: by?, at, reason: reason.ok_or_else(damaged)? },
        _ => return Err(damaged()),
    };
    Ok((a_number(number)?, slot))
}
