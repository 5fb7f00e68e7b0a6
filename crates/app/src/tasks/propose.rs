//! Tasks that a document proposes: each clause that gives work, with the six filled in from the text, and what was concluded marked
//! as such.

use super::names::UnitNames;
use super::{NewTask, give};
use crate::AppError;
use crate::documents::found;
use crate::documents::reading::Reading;
use crate::permit::rights::TasksRead;
use crate::permit::{Permit, Person};
use domain::documents::Document;
use domain::tasks::{Clause, Due, Part, Rhythm, Terms};
use domain::{DocumentId, TaskId, UnitId};
use reader::Recurrence;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{ClauseRow, Read};

/// What became of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Nobody has decided.
    Open,
    /// It gives these tasks.
    Given(Vec<TaskId>),
    /// It was passed over.
    PassedOver,
}

/// A clause that gives work, as a task before anybody has decided.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Its place among those of the document, from 0.
    pub number: usize,
    /// The clause.
    pub clause: Clause,
    /// Number of its paragraph.
    pub paragraph: usize,
    /// The task that it would be.
    pub draft: NewTask,
    /// How often it comes back, where the text says so and a rhythm can say it.
    pub rhythm: Option<Rhythm>,
    /// Names of fields that were concluded, not read: `lead`, `acceptor`, `due`, `parts`.
    pub inferred: BTreeSet<&'static str>,
    /// Lead units as written that are no unit of the house, or not surely one.
    pub unknown: Vec<String>,
    /// What became of it.
    pub settled: Settled,
}

/// What a document proposes.
#[derive(Debug)]
pub struct Proposals {
    /// The document.
    pub document: Document,
    /// What was read in it; none where nothing could be.
    pub reading: Option<Arc<Reading>>,
    /// The proposals, in the order of the text.
    pub all: Vec<Proposal>,
}

impl Proposals {
    /// How many were decided.
    #[must_use]
    pub fn decided(&self) -> usize {
        self.all.iter().filter(|proposal| proposal.settled != Settled::Open).count()
    }

    /// The next one about which nobody has decided, after the first of `decided`, else the first; those of `decided` are decided now.
    #[must_use]
    pub fn next_open(&self, decided: &[usize]) -> Option<&Proposal> {
        let is_open =
            |proposal: &&Proposal| proposal.settled == Settled::Open && !decided.contains(&proposal.number);
        let open = || self.all.iter().filter(is_open);
        let later = open().find(|proposal| decided.first().is_none_or(|after| proposal.number > *after));
        later.or_else(|| open().next())
    }
}

/// The document, where the person may read it.
pub(super) async fn seen(person: &Person, read: &mut Read, id: DocumentId) -> Result<Document, AppError> {
    found(read, &give::reads(person)?, id).await
}

impl Permit<'_, TasksRead> {
    /// What a document proposes.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where the person may not read it.
    pub async fn proposals(&self, id: DocumentId) -> Result<Proposals, AppError> {
        let person = self.person;
        let mut read = person.app.database().read().await?;
        let document = seen(person, &mut read, id).await?;
        let files = read.document_files(id).await?;
        let read_from = read.document_read_from(id).await?;
        let decided = read.clauses(id).await?;
        drop(read);
        let reading = match files.iter().find(|file| Some(file.id) == read_from) {
            Some(file) => person.app.read_kept(file.hash, &file.name).await?.ok(),
            None => None,
        };
        let names = UnitNames::new(&person.forest());
        let all = reading.as_ref().map_or_else(Vec::new, |reading| {
            let tasks = reading.document.tasks.iter().enumerate();
            tasks.map(|(number, task)| proposal(&document, reading, &names, &decided, number, task)).collect()
        });
        Ok(Proposals { document, reading, all })
    }
}

fn proposal(
    document: &Document,
    reading: &Reading,
    names: &UnitNames,
    decided: &[ClauseRow],
    number: usize,
    task: &reader::Task,
) -> Proposal {
    let mut inferred = BTreeSet::from(["acceptor"]);
    let address = reading.document.paragraph(task.span.paragraph).address.clone();
    let clause = Clause { document: document.id, address, quote: task.action.clone() };
    let mut unknown: Vec<String> = Vec::new();
    let mut known = |written: &[String]| -> Vec<UnitId> {
        let mut units = Vec::new();
        for name in written {
            match names.find(name) {
                Some(unit) if !units.contains(&unit) => units.push(unit),
                Some(_) => {}
                None => unknown.push(name.clone()),
            }
        }
        units
    };
    let leads = known(&task.lead);
    let coordinate = known(&task.coordinate);
    let lead = leads.first().copied().unwrap_or_else(|| {
        // The text names nobody of the house: it stays with who handed the document on, until somebody says.
        inferred.insert("lead");
        document.unit
    });
    // One task has one lead: who stands beside it takes part.
    let mut parts: Vec<Part> = Vec::new();
    for unit in leads.iter().skip(1).chain(&coordinate).copied() {
        if unit != lead && parts.iter().all(|part| part.unit != unit) {
            parts.push(Part { unit, part: None, due: None, done_on: None });
        }
    }
    if leads.len() > 1 {
        inferred.insert("parts");
    }
    if task.inherited {
        inferred.insert("due");
    }
    let terms = Terms {
        product: task.product.clone(),
        acceptor: Some(document.unit),
        parts,
        ..Terms::bare(document.unit, lead, task.action.clone())
    };
    let same: Vec<&ClauseRow> = decided.iter().filter(|row| row.clause == clause).collect();
    let given: Vec<TaskId> = same.iter().filter_map(|row| row.task).collect();
    let settled = match (given.is_empty(), same.is_empty()) {
        (false, _) => Settled::Given(given),
        (true, false) => Settled::PassedOver,
        (true, true) => Settled::Open,
    };
    // A day before the document's own is no deadline that it sets: an anniversary, a period that it looks back on.
    let own = document.fields.date;
    let due = task.deadline.as_ref().and_then(due);
    let due = due.filter(|due| own.is_none_or(|own| due.last_day().is_some_and(|last| last >= own)));
    let due = due.unwrap_or(Due::None);
    let draft = NewTask { terms, due, clauses: vec![clause.clone()], parent: None, rhythm: None };
    let rhythm = task.recurrence.and_then(rhythm);
    Proposal { number, clause, paragraph: task.span.paragraph.0, draft, rhythm, inferred, unknown, settled }
}

/// The deadline that a period of a text is.
fn due(period: &vitext::date::Period) -> Option<Due> {
    match period {
        vitext::date::Period::Day(day) => Some(Due::Day(*day)),
        other => Some(Due::Period { from: other.first_day()?, last: other.last_day()? }),
    }
}

const fn rhythm(recurrence: Recurrence) -> Option<Rhythm> {
    match recurrence {
        Recurrence::Weekly => Some(Rhythm::Weekly),
        Recurrence::Monthly => Some(Rhythm::Monthly),
        Recurrence::Quarterly => Some(Rhythm::Quarterly),
        Recurrence::HalfYearly => Some(Rhythm::HalfYearly),
        Recurrence::Yearly => Some(Rhythm::Yearly),
        // Every day is no task, and without a stated period nobody knows when.
        Recurrence::Daily | Recurrence::Periodic => None,
    }
}
