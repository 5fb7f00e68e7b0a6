//! Entering documents, and what their forms say afterwards.

use super::{Alike, Entered, Entry, changed, differing, document_deed, trace};
use crate::app::NOTHING;
use crate::permit::rights::{DocumentsIssue, DocumentsRegister};
use crate::permit::{Permit, Person};
use crate::{AppError, Fault};
use domain::documents::{
    Arrival, Cycle, Direction, Document, Fields, Handling, HandlingStep, Likeness, Restart, Routing, Series,
    Stage, State, Terms,
};
use domain::units::Unit;
use domain::{AccountId, DocumentId, UnitId, WaitingId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use std::sync::Arc;
use store::{NewDocument, Read, Write};

/// Who may be given a document.
#[derive(Debug)]
pub struct Handlers {
    /// The units, that of the register first.
    pub units: Vec<Arc<Unit>>,
    /// The people with their names, in order.
    pub people: Vec<(AccountId, String)>,
}

impl Permit<'_, DocumentsRegister> {
    /// The documents of a register that are this one, or may be.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right.
    pub async fn alike(&self, unit: UnitId, fields: &Fields) -> Result<Vec<Alike>, AppError> {
        self.covers(unit, &self.person.forest())?;
        let mut read = self.person.app.database().read().await?;
        alike(&mut read, unit, fields, None).await
    }

    /// Enters a document, with the file that waits where there is one. An incoming one gets its arrival number.
    ///
    /// # Errors
    /// [`AppError::Refused`] with what is wrong in the form, or, unless [`Entry::although_alike`], when the register has the document;
    /// [`AppError::Denied`] also for what is issued without the right to issue.
    pub async fn enter(&self, entry: &Entry, waiting: Option<WaitingId>) -> Result<Entered, AppError> {
        let Person { app, now, today, account, .. } = self.person;
        let post = self.covers(entry.unit, &self.person.forest())?.post;
        if entry.issued {
            self.person.permit::<DocumentsIssue>()?.covers(entry.unit, &self.person.forest())?;
        }
        let fields = entry.fields.clone().trimmed();
        let arrived_on = (entry.direction == Direction::Incoming).then(|| entry.arrived_on.unwrap_or(*today));
        let faults = entry_faults(entry, &fields, arrived_on, *today);
        if !faults.is_empty() {
            return Err(AppError::Refused { faults });
        }
        let file = match waiting {
            Some(id) => {
                let mut read = app.database().read().await?;
                Some(self.found_waiting(&mut read, id).await?)
            }
            None => None,
        };
        let reading = match &file {
            Some(file) => app.read_kept(file.hash, &file.name).await?.ok(),
            None => None,
        };
        let mut write = app.database().write().await?;
        self.knows(&mut write, &entry.routing).await?;
        if !entry.although_alike {
            let alike = alike(&mut write, entry.unit, &fields, None).await?;
            if let Some(same) = alike.iter().find(|alike| alike.likeness == Likeness::Same) {
                return Err(Fault::whole("document-there").with("document", same.document.id).into());
            }
        }
        let state = match entry.direction {
            Direction::Incoming => State::Incoming(Handling::Arrived),
            _ if entry.issued => State::Own(Stage::Issued),
            _ => State::Own(Stage::Draft),
        };
        let Entry { unit, direction, .. } = *entry;
        let new = NewDocument { unit, direction, state, fields: &fields, at: *now, by: account.id };
        let id = write.add_document(&new).await?;
        let mut document = written(&mut write, id).await?;
        if let Some(on) = arrived_on {
            document.arrival = Some(arrive(&mut write, &document, on, *now).await?);
            if entry.routing != Routing::default() {
                document.routing = entry.routing;
                document.state = State::Incoming(Handling::Routed);
            }
        }
        if entry.issued {
            super::numbers::take(&mut write, &document, account.id, *now).await?;
        }
        changed(&mut write, &mut document).await?;
        // A file without text leaves this as it is.
        write.index_document(&document, "", None).await?;
        if let Some(file) = &file {
            self.take_in(&mut write, &document, entry.role, file, reading.as_deref()).await?;
        }
        let deed = document_deed("documents.enter", &document, NOTHING, Some(trace(&document)));
        write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?;
        Ok(Entered { id, arrival: document.arrival })
    }

    /// Changes what the form says, as it was seen at `revision`.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Changed`], [`AppError::Refused`].
    pub async fn correct(&self, id: DocumentId, revision: i64, fields: &Fields) -> Result<(), AppError> {
        let mut write = self.person.app.database().write().await?;
        let before = super::found(&mut write, self, id).await?;
        let post = self.covers(before.unit, &self.person.forest())?.post;
        let mut fields = fields.clone().trimmed();
        if matches!(before.state, State::Own(stage) if stage.was_issued()) {
            // What was issued under its number keeps both.
            fields.symbol.clone_from(&before.fields.symbol);
            fields.date = before.fields.date;
            fields.kind.clone_from(&before.fields.kind);
        }
        let faults = faults(&fields, before.direction, self.person.today);
        if !faults.is_empty() {
            return Err(AppError::Refused { faults });
        }
        let mut after = Document { revision, fields, ..before.clone() };
        changed(&mut write, &mut after).await?;
        super::indexed(&mut write, &after).await?;
        let told = json!({ "changed": differing(&before.fields, &after.fields), "is": trace(&after) });
        let deed = document_deed("documents.correct", &after, Some(trace(&before)), Some(told));
        Ok(write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?)
    }

    /// Takes a step in the handling of an incoming document: routes it to somebody, finishes it, opens it again.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Changed`], [`AppError::Refused`] when the step cannot be taken now.
    pub async fn handle(
        &self,
        id: DocumentId,
        revision: i64,
        step: HandlingStep,
        routing: Routing,
    ) -> Result<(), AppError> {
        let Person { app, today, .. } = self.person;
        let mut write = app.database().write().await?;
        let before = super::found(&mut write, self, id).await?;
        let post = self.covers(before.unit, &self.person.forest())?.post;
        let now = match before.state {
            State::Incoming(handling) => handling.after(step),
            State::Own(_) => None,
        };
        let now = now.ok_or_else(|| Fault::whole("document-step-wrong"))?;
        let mut after = Document { revision, state: State::Incoming(now), ..before.clone() };
        match step {
            HandlingStep::Route => {
                if routing.unit.is_none() && routing.account.is_none() {
                    return Err(Fault::at("handler", "field-needed").into());
                }
                if routing.due.is_some_and(|due| due < *today) {
                    return Err(Fault::at("due", "document-due-past").into());
                }
                self.knows(&mut write, &routing).await?;
                after.routing = routing;
            }
            HandlingStep::Finish => after.done_on = Some(*today),
            HandlingStep::Reopen => after.done_on = None,
        }
        changed(&mut write, &mut after).await?;
        super::indexed(&mut write, &after).await?;
        let deed = document_deed("documents.handle", &after, Some(trace(&before)), Some(trace(&after)));
        Ok(write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?)
    }

    /// A document goes to a unit of today and a person who has an account.
    async fn knows(&self, read: &mut Read, routing: &Routing) -> Result<(), AppError> {
        let no_unit = routing.unit.is_some_and(|unit| self.person.forest().unit(unit).is_none());
        let nobody = match routing.account {
            Some(account) => read.account(account).await?.is_none(),
            None => false,
        };
        if no_unit || nobody { Err(Fault::at("handler", "field-choose").into()) } else { Ok(()) }
    }

    /// Who may be given a document of that register: its unit and those right below it, with the people who hold a post there today.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right.
    pub async fn handlers(&self, unit: UnitId) -> Result<Handlers, AppError> {
        let forest = self.person.forest();
        self.covers(unit, &forest)?;
        let below = forest.children(unit).map(|node| node.unit.clone());
        let units: Vec<_> = forest.unit(unit).cloned().into_iter().chain(below).collect();
        let mut read = self.person.app.database().read().await?;
        let posts = read.posts().await?;
        let here = posts.iter().filter(|post| {
            post.span.contains(self.person.today) && units.iter().any(|unit| unit.id == post.unit)
        });
        let names = super::shelf::names(&mut read, here.map(|post| post.account)).await?;
        let mut people: Vec<_> = names.into_iter().collect();
        people.sort_by_cached_key(|(_, name)| vitext::sort::key(name));
        Ok(Handlers { units, people })
    }
}

fn faults(fields: &Fields, direction: Direction, today: Date) -> Vec<Fault> {
    let faults = fields.faults(direction, today).into_iter();
    faults
        .map(|fault| {
            Fault::at(fault.field, fault.key).with("limit", domain::documents::document::FIELD_LIMIT)
        })
        .collect()
}

/// What is wrong with an entry.
fn entry_faults(entry: &Entry, fields: &Fields, arrived_on: Option<Date>, today: Date) -> Vec<Fault> {
    let mut faults = faults(fields, entry.direction, today);
    if arrived_on.is_some_and(|on| on > today) {
        faults.push(Fault::at("arrived_on", "document-date-to-come"));
    }
    if arrived_on.zip(fields.date).is_some_and(|(arrived, date)| arrived < date) {
        faults.push(Fault::at("arrived_on", "document-arrived-before"));
    }
    if entry.issued {
        let missing = [("symbol", fields.symbol.is_none()), ("date", fields.date.is_none())];
        faults.extend(
            missing.into_iter().filter(|(_, is)| *is).map(|(field, _)| Fault::at(field, "field-needed")),
        );
    }
    faults
}

/// Gives what came in its arrival number.
async fn arrive(
    write: &mut Write,
    document: &Document,
    on: Date,
    now: Timestamp,
) -> Result<Arrival, AppError> {
    let cycle = Cycle::of(Restart::Year, on, &Terms::default()).map_err(|e| AppError::Bug(e.to_string()))?;
    let (sequence, before) =
        write.working_sequence(document.unit, &Series::Arrival, cycle, None, Some(document.id)).await?;
    let mut after = before.clone();
    let number = after.give_next(document.id).map_err(super::numbers::refused)?;
    write.put_slots(sequence, &before, &after, now).await?;
    Ok(Arrival { number, on })
}

async fn written(read: &mut Read, id: DocumentId) -> Result<Document, AppError> {
    read.document(id).await?.ok_or_else(|| AppError::Bug(format!("document {id} was just written")))
}

/// The documents with this symbol in a register, but `itself`.
pub(super) async fn alike(
    read: &mut Read,
    unit: UnitId,
    fields: &Fields,
    itself: Option<DocumentId>,
) -> Result<Vec<Alike>, AppError> {
    let Some(symbol) = &fields.symbol else { return Ok(Vec::new()) };
    let identity = fields.identity();
    let others = read.documents_with_symbol(symbol).await?.into_iter();
    let here = others.filter(|document| document.unit == unit && Some(document.id) != itself);
    let alike =
        here.map(|document| Alike { likeness: identity.likeness(&document.fields.identity()), document });
    Ok(alike.filter(|alike| alike.likeness != Likeness::Different).collect())
}
