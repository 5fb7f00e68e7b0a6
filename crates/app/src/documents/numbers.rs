//! How a unit numbers what it issues, and how a document comes to be issued.

use super::{changed, document_deed, found};
use crate::app::{Deed, NOTHING};
use crate::permit::rights::DocumentsIssue;
use crate::permit::{Permit, Person};
use crate::{AppError, Fault};
use domain::documents::identity::symbol_key;
use domain::documents::register::NoAbbreviation;
use domain::documents::{
    Cycle, Document, Fields, Number, Register, SequenceError, Series, Stage, StageStep, State, Terms,
};
use domain::{AccountId, DocumentId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use store::{Read, SequenceId, Write};

/// A step in the life of a document that is issued here.
#[derive(Debug, Clone, Default)]
pub struct Step {
    /// The revision that the person saw.
    pub revision: i64,
    /// Why, where the step asks for it.
    pub reason: String,
    /// When issuing: this number, else the next one.
    pub number: Option<Number>,
    /// When issuing: its day, else today.
    pub day: Option<Date>,
    /// When replacing: what stands in its place.
    pub by: Option<DocumentId>,
}

impl Permit<'_, DocumentsIssue> {
    /// Says how a unit numbers and signs what it issues.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::Refused`].
    pub async fn set_register(
        &self,
        unit: UnitId,
        register: &Register,
        terms: &Terms,
    ) -> Result<(), AppError> {
        let post = self.covers(unit, &self.person.forest())?.post;
        let texts = [("code", &register.code), ("issuer", &register.issuer), ("place", &register.place)];
        let empty = texts.iter().filter(|(_, text)| text.trim().is_empty());
        let faults: Vec<Fault> = empty.map(|(field, _)| Fault::at(field, "field-needed")).collect();
        if !faults.is_empty() {
            return Err(AppError::Refused { faults });
        }
        let mut write = self.person.app.database().write().await?;
        write.set_register(unit, register).await?;
        write.set_terms(unit, terms).await?;
        let after = json!({ "code": register.code, "issuer": register.issuer, "terms": terms });
        let deed = Deed {
            verb: "documents.set_register",
            kind: "unit",
            id: Some(unit.get()),
            before: NOTHING,
            after: Some(after),
        };
        Ok(write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?)
    }

    /// Takes a step in the life of a document; issuing gives it number, symbol and day.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Changed`], [`AppError::Refused`] with what stands in the way.
    pub async fn step(&self, id: DocumentId, step: StageStep, asked: &Step) -> Result<Document, AppError> {
        let Person { app, now, today, account, .. } = self.person;
        let mut write = app.database().write().await?;
        let before = found(&mut write, self, id).await?;
        let post = self.covers(before.unit, &self.person.forest())?.post;
        let State::Own(stage) = before.state else { return Err(Fault::whole("document-step-wrong").into()) };
        let next = stage.after(step).ok_or_else(|| Fault::whole("document-step-wrong"))?;
        let reason = asked.reason.trim();
        if step.needs_reason() && reason.is_empty() {
            return Err(Fault::at("reason", "field-needed").into());
        }
        let mut after = Document { revision: asked.revision, state: State::Own(next), ..before.clone() };
        match step {
            StageStep::Issue => {
                let day = asked.day.unwrap_or(*today);
                if day > *today {
                    return Err(Fault::at("day", "document-date-to-come").into());
                }
                let register = register(&mut write, before.unit).await?;
                let kind = before.fields.kind.clone().unwrap_or_default();
                let (sequence, was) =
                    sequence(&mut write, &register, before.unit, &kind, day, asked.number, Some(id)).await?;
                let mut is = was.clone();
                let number = match asked.number {
                    Some(number) => is.give(number, id, account.id, *now).map(|()| number),
                    None => is.give_next(id),
                };
                let number = number.map_err(refused)?;
                write.put_slots(sequence, &was, &is, *now).await?;
                let fields = register.issued(&before.fields, number, day);
                after.fields = fields.map_err(|e| no_symbol(&e))?;
            }
            StageStep::Replace => {
                let by = asked.by.ok_or_else(|| Fault::at("by", "field-needed"))?;
                let other = found(&mut write, self, by).await?;
                if by == id || other.unit != before.unit {
                    return Err(Fault::at("by", "document-replaces-wrong").into());
                }
                after.replaced_by = Some(by);
            }
            _ => {}
        }
        changed(&mut write, &mut after).await?;
        super::indexed(&mut write, &after).await?;
        let told = json!({ "step": step.code(), "reason": reason, "symbol": after.fields.symbol, "replaced_by": after.replaced_by });
        let deed = document_deed(
            "documents.step",
            &after,
            Some(json!({ "state": before.state.code() })),
            Some(told),
        );
        write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?;
        Ok(after)
    }

    /// The symbol that a document would get if it were issued now, with that day and the next number. Another may get it first.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Refused`] with what stands in the way.
    pub async fn next_symbol(&self, id: DocumentId, day: Date) -> Result<String, AppError> {
        let mut read = self.person.app.database().read().await?;
        let document = found(&mut read, self, id).await?;
        let register = register(&mut read, document.unit).await?;
        let kind = document.fields.kind.unwrap_or_default();
        let number = next_number(&mut read, &register, document.unit, &kind, day).await?;
        Ok(register.symbol(&kind, number, day).map_err(|e| no_symbol(&e))?)
    }
}

pub(crate) async fn register(read: &mut Read, unit: UnitId) -> Result<Register, AppError> {
    Ok(read.register(unit).await?.ok_or_else(|| Fault::whole("register-missing").with("unit", unit))?)
}

/// The number that a document of that kind and day would get now.
pub(crate) async fn next_number(
    read: &mut Read,
    register: &Register,
    unit: UnitId,
    kind: &str,
    day: Date,
) -> Result<Number, AppError> {
    let (series, cycle) = place(read, register, unit, kind, day).await?;
    let rows = read.sequences(unit).await?;
    let row = rows.iter().find(|row| row.series == series && row.cycle == cycle);
    let number = match row {
        Some(row) => read.sequence(row).await?.next(),
        None => Number::new(1),
    };
    number.ok_or_else(|| refused(SequenceError::Full))
}

pub(crate) async fn sequence(
    write: &mut Write,
    register: &Register,
    unit: UnitId,
    kind: &str,
    day: Date,
    number: Option<Number>,
    document: Option<DocumentId>,
) -> Result<(SequenceId, domain::documents::Sequence), AppError> {
    let (series, cycle) = place(write, register, unit, kind, day).await?;
    Ok(write.working_sequence(unit, &series, cycle, number, document).await?)
}

/// In which sequence a document of that kind and day gets its number.
async fn place(
    read: &mut Read,
    register: &Register,
    unit: UnitId,
    kind: &str,
    day: Date,
) -> Result<(Series, Cycle), AppError> {
    let kind = vitext::kind::named(kind).ok_or_else(|| Fault::at("kind", "document-kind-unknown"))?;
    let terms = read.terms(unit).await?;
    let cycle = Cycle::of(register.restart(), day, &terms).map_err(|none| {
        Fault::at("day", "register-no-term").with("day", crate::mail::print_date(none.day))
    })?;
    Ok((Series::Kind(kind.name.clone()), cycle))
}

fn no_symbol(none: &NoAbbreviation) -> Fault {
    Fault::at("kind", "document-kind-no-symbol").with("kind", &none.kind)
}

/// The number in a symbol.
pub(super) fn number_in(symbol: &str) -> Option<Number> {
    let found = vitext::symbol::find(symbol).into_iter().next()?;
    Number::new(found.symbol.number.parse().ok()?)
}

/// Takes the number of a document that is out already from its sequence.
pub(super) async fn take(
    write: &mut Write,
    document: &Document,
    by: AccountId,
    now: Timestamp,
) -> Result<(), AppError> {
    let Fields { kind, symbol, date, .. } = &document.fields;
    let register = register(write, document.unit).await?;
    let kind = kind.clone().unwrap_or_default();
    let day = date.ok_or_else(|| Fault::at("date", "field-needed"))?;
    let symbol = symbol.clone().unwrap_or_default();
    let number = number_in(&symbol).ok_or_else(|| Fault::at("symbol", "document-symbol-unknown"))?;
    let ours = register.symbol(&kind, number, day);
    let ours = ours.map_err(|e| no_symbol(&e))?;
    if symbol_key(&ours) != symbol_key(&symbol) {
        return Err(Fault::at("symbol", "document-symbol-not-ours").with("symbol", ours).into());
    }
    let (sequence, before) =
        sequence(write, &register, document.unit, &kind, day, Some(number), Some(document.id)).await?;
    let mut after = before.clone();
    after.give(number, document.id, by, now).map_err(|error| match refused(error) {
        AppError::Refused { mut faults } => {
            faults.iter_mut().for_each(|fault| fault.field = Some("symbol"));
            AppError::Refused { faults }
        }
        other => other,
    })?;
    Ok(write.put_slots(sequence, &before, &after, now).await?)
}

/// What stands in the way of a number, as a sentence.
pub(crate) fn refused(error: SequenceError) -> AppError {
    let number = match error {
        SequenceError::Given(number)
        | SequenceError::Kept(number)
        | SequenceError::Void(number)
        | SequenceError::NotKept(number)
        | SequenceError::Unexplained(number)
        | SequenceError::Free(number)
        | SequenceError::HasOne(number) => Some(number),
        SequenceError::ReasonNeeded | SequenceError::Full => None,
    };
    let fault = Fault::at("number", error.key());
    match number {
        Some(number) => fault.with("number", number).into(),
        None => fault.into(),
    }
}

/// Which steps can be taken from here, and whether the person may.
#[must_use]
pub fn steps(document: &Document) -> Vec<StageStep> {
    match document.state {
        State::Own(stage) => stage.steps().collect(),
        State::Incoming(_) => Vec::new(),
    }
}

/// Is it a document whose file can still be changed?
#[must_use]
pub fn is_open(document: &Document) -> bool {
    matches!(document.state, State::Own(Stage::Draft | Stage::Checked) | State::Incoming(_))
}
