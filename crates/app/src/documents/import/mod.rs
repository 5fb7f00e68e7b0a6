//! An older register taken in: its rows are looked at first, then entered one by one, each in a transaction of its own, by a job that
//! can be broken off and goes on where it ended. Files come through the intake and are known by their names.

mod files;
mod run;
mod table;

pub use files::{FilesError, unpacked};
pub(crate) use run::run;
pub use run::{Outcome, Refused};
pub use table::{columns, rows};

use super::Alike;
use super::entry::alike;
use crate::app::{Deed, NOTHING};
use crate::jobs::{Job, enqueue};
use crate::permit::rights::{DocumentsIssue, DocumentsRegister};
use crate::permit::{Permit, Person};
use crate::{AppError, Thing};
use domain::documents::import::{Column, Planned, Problem, Row, RowError, plan};
use domain::documents::{Cycle, Direction, Likeness, Routing, Sequence, Series, Slot};
use domain::{DocumentId, RegisterImportId, UnitId, WaitingId};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};
use store::{NewRegisterImport, Read, RegisterImportRow};
use vitext::fold::fold_text;

/// Imports that a page lists.
const LISTED: u32 = 10;

/// What a row would become.
#[derive(Debug)]
pub struct Looked {
    /// The document.
    pub planned: Planned,
    /// The document of the register that it is already.
    pub there: Option<DocumentId>,
    /// Documents of the register that it may be.
    pub alike: Vec<Alike>,
    /// Who handles it; none where nobody of that name is known.
    pub routing: Option<Routing>,
    /// The file that waits under its name.
    pub file: Option<WaitingId>,
}

impl Looked {
    /// A file is named that nobody has brought yet.
    #[must_use]
    pub fn misses_file(&self) -> bool {
        !self.planned.file.is_empty() && self.file.is_none() && self.there.is_none()
    }

    /// A handler is named whom nobody knows.
    #[must_use]
    pub fn misses_handler(&self) -> bool {
        !self.planned.handler.is_empty() && self.routing.is_none()
    }
}

/// What a table would become.
#[derive(Debug)]
pub struct Checked {
    /// The rows that can be entered, in the order of the file.
    pub rows: Vec<Looked>,
    /// All that is wrong with the others.
    pub errors: Vec<RowError>,
}

impl Permit<'_, DocumentsRegister> {
    /// What the rows would become. Nothing is written.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right, and for what was issued where the person may not issue.
    pub async fn check_register(&self, unit: UnitId, rows: &[Row]) -> Result<Checked, AppError> {
        let Person { app, today, .. } = self.person;
        let forest = self.person.forest();
        self.covers(unit, &forest)?;
        let mut read = app.database().read().await?;
        let register = read.register(unit).await?;
        let (planned, mut errors) =
            plan(rows, register.as_ref().map(|register| register.issuer.as_str()), *today);
        if planned.iter().any(|document| document.direction.is_own()) {
            self.person.permit::<DocumentsIssue>()?.covers(unit, &forest)?;
        }
        let context = Context::read(self.person, &mut read, unit).await?;
        let mut looked = Vec::with_capacity(planned.len());
        for document in planned {
            match context.look(&mut read, document).await? {
                Ok(row) => looked.push(row),
                Err(error) => errors.push(error),
            }
        }
        errors.sort();
        Ok(Checked { rows: looked, errors })
    }

    /// Lets a job enter the rows that can be entered; says which import it is.
    ///
    /// # Errors
    /// As [`Self::check_register`].
    pub async fn import_register(
        &self,
        unit: UnitId,
        rows: &[Row],
        assume_done: bool,
    ) -> Result<RegisterImportId, AppError> {
        let Person { app, now, account, .. } = self.person;
        let post = self.covers(unit, &self.person.forest())?.post;
        let checked = self.check_register(unit, rows).await?;
        let wrong: std::collections::BTreeSet<u32> = checked.errors.iter().map(|error| error.row).collect();
        let right: Vec<&Row> = rows.iter().filter(|row| !wrong.contains(&row.number)).collect();
        let lines = serde_json::to_string(&right).map_err(|e| AppError::Bug(e.to_string()))?;
        let line_count = u32::try_from(right.len()).unwrap_or(u32::MAX);
        let new =
            NewRegisterImport { unit, assume_done, lines: &lines, line_count, at: *now, by: account.id };
        let mut write = app.database().write().await?;
        let id = write.add_register_import(&new).await?;
        enqueue(&mut write, &Job::ImportRegister(id), *now).await?;
        let deed = Deed {
            verb: "documents.import",
            kind: "unit",
            id: Some(unit.get()),
            before: NOTHING,
            after: Some(json!({ "import": id, "rows": line_count, "wrong": wrong.len() })),
        };
        write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?;
        Ok(id)
    }

    /// An import, with what has become of it so far.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn register_import(
        &self,
        id: RegisterImportId,
    ) -> Result<(RegisterImportRow, Outcome), AppError> {
        let mut read = self.person.app.database().read().await?;
        let row = read.register_import(id).await?;
        let row = row.filter(|row| self.covers(row.unit, &self.person.forest()).is_ok());
        let row = row.ok_or(AppError::NotFound { thing: Thing::RegisterImport })?;
        let outcome = Outcome::of(&row);
        Ok((row, outcome))
    }

    /// The last imports into the registers of these units, the latest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn register_imports(&self) -> Result<Vec<RegisterImportRow>, AppError> {
        let mut read = self.person.app.database().read().await?;
        let mut all = Vec::new();
        for unit in self.units() {
            all.extend(read.register_imports(unit, LISTED).await?);
        }
        all.sort_by_key(|row| std::cmp::Reverse(row.id));
        all.truncate(LISTED as usize);
        Ok(all)
    }
}

/// What is asked of each row: who is called what, which files wait, which arrival numbers are given.
struct Context {
    unit: UnitId,
    handlers: HashMap<String, Option<Routing>>,
    files: HashMap<String, WaitingId>,
    arrivals: BTreeMap<Cycle, Sequence>,
}

impl Context {
    async fn read(person: &Person, read: &mut Read, unit: UnitId) -> Result<Self, AppError> {
        let mut handlers: HashMap<String, Option<Routing>> = HashMap::new();
        let mut name = |name: &str, routing: Routing| {
            let place = handlers.entry(fold_text(name));
            // A name of two is a name of nobody.
            place
                .and_modify(|known| *known = known.filter(|known| *known == routing))
                .or_insert(Some(routing));
        };
        for node in person.forest().nodes() {
            let routing = Routing { unit: Some(node.unit.id), ..Routing::default() };
            name(&node.unit.name, routing);
            if node.unit.label() != node.unit.name {
                name(node.unit.label(), routing);
            }
        }
        for account in read.accounts().await? {
            name(&account.display_name, Routing { account: Some(account.id), ..Routing::default() });
        }
        let waiting = read.waiting_files(unit).await?.into_iter();
        let files = waiting.map(|file| (file_key(&file.name), file.id)).collect();
        let mut arrivals = BTreeMap::new();
        for row in read.sequences(unit).await?.into_iter().filter(|row| row.series == Series::Arrival) {
            arrivals.insert(row.cycle, read.sequence(&row).await?);
        }
        Ok(Self { unit, handlers, files, arrivals })
    }

    async fn look(&self, read: &mut Read, planned: Planned) -> Result<Result<Looked, RowError>, AppError> {
        let mut alike = alike(read, self.unit, &planned.fields, None).await?;
        alike.retain(|alike| alike.document.direction == planned.direction);
        let mut there =
            alike.iter().find(|alike| alike.likeness == Likeness::Same).map(|alike| alike.document.id);
        if planned.direction == Direction::Incoming
            && let Some((number, on)) = planned.number.zip(planned.arrived_on)
            && let Some(sequence) = self.arrivals.get(&Cycle::Year(on.year()))
            && let Some(Slot::Given { document }) = sequence.slot(number)
            && there != Some(*document)
        {
            let bearer = read.document(*document).await?;
            let same = bearer.filter(|bearer| {
                bearer.fields.symbol.is_none() == planned.fields.symbol.is_none()
                    && fold_text(&bearer.fields.subject) == fold_text(&planned.fields.subject)
            });
            match same {
                Some(same) => there = Some(same.id),
                None => {
                    let (row, column) = (planned.row, Column::ArrivalNumber);
                    return Ok(Err(RowError { row, column, problem: Problem::NumberGiven }));
                }
            }
        }
        alike.retain(|alike| Some(alike.document.id) != there);
        let routing = self.handlers.get(&fold_text(&planned.handler)).copied().flatten();
        let file = self.files.get(&file_key(&planned.file)).copied().filter(|_| !planned.file.is_empty());
        Ok(Ok(Looked { planned, there, alike, routing, file }))
    }
}

/// By what files are known: names without folders, capitals, marks and the kind of spaces aside.
fn file_key(name: &str) -> String {
    fold_text(super::intake::plain_name(name).as_str())
}
