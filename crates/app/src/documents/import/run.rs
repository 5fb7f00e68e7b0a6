//! The job that enters the rows of an older register.

use super::{Context, Looked};
use crate::app::NOTHING;
use crate::documents::numbers::{number_in, refused, take};
use crate::documents::{changed, document_deed, trace};
use crate::jobs::JobError;
use crate::notices::Event;
use crate::permit::rights::DocumentsRegister;
use crate::permit::{Permit, Person};
use crate::{App, AppError, Origin};
use domain::documents::import::{Planned, Row, plan};
use domain::documents::{
    Arrival, Cycle, Direction, FileRole, Handling, Number, Restart, Routing, Series, Stage, State, Terms,
};
use domain::{DocumentId, RegisterImportId, SessionId, UnitId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{NewDocument, RegisterImportRow, Write};

/// So often the page learns how far it is.
const TOLD: usize = 25;

/// A row that was not entered, or not with everything: its number in the file, and the key and arguments of the sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The row.
    pub row: u32,
    /// Key of the sentence.
    pub key: String,
    /// Its arguments.
    pub arguments: Vec<(String, String)>,
}

/// What has become of the rows so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Entered.
    pub entered: u32,
    /// In the register already.
    pub there: u32,
    /// Files that found their documents.
    pub files: u32,
    /// Rows whose file was not there, with its name.
    pub missing: Vec<(u32, String)>,
    /// Rows that were not entered.
    pub refused: Vec<Refused>,
    /// Rows that were entered without a number of the register.
    pub unnumbered: Vec<Refused>,
}

impl Outcome {
    /// What a row of the store says.
    pub(super) fn of(row: &RegisterImportRow) -> Self {
        serde_json::from_str(&row.outcome).unwrap_or_default()
    }
}

/// What one row has come to.
enum Entered {
    New { with_file: bool, unnumbered: Option<Refused> },
    There { with_file: bool },
}

/// Enters the rows of an import. A second time it passes over what is there.
pub(crate) async fn run(app: &App, id: RegisterImportId) -> Result<(), JobError> {
    let never = |key: &str| JobError::Never(key.to_owned());
    let mut read = app.database().read().await?;
    let Some(import) = read.register_import(id).await? else { return Err(never("import-gone")) };
    if import.ended.is_some() {
        return Ok(());
    }
    let lines = read.register_import_lines(id).await?;
    let rows: Vec<Row> = serde_json::from_str(&lines).map_err(|_| never("import-gone"))?;
    let account = read.account(import.by).await?.ok_or_else(|| never("import-gone"))?;
    let nobody = (SessionId::new(0), None);
    let person = app.person(&mut read, account, nobody, app.now(), Origin::command_line()).await?;
    let permit = person.permit::<DocumentsRegister>().map_err(|_| never("import-no-right"))?;
    permit.covers(import.unit, &person.forest()).map_err(|_| never("import-no-right"))?;
    let register = read.register(import.unit).await?;
    let issuer = register.as_ref().map(|register| register.issuer.as_str());
    let (mut planned, _) = plan(&rows, issuer, person.today);
    // In the order of their numbers, so that no gap opens that the next row closes.
    planned
        .sort_by_key(|planned| (planned.direction, planned.arrived_on.map(|on| on.year()), number(planned)));
    // Once for all rows: what others do meanwhile, the transaction of each row sees.
    let context = Context::read(&person, &mut read, import.unit).await?;
    drop(read);
    permit.begin_sequences(import.unit, &planned).await?;
    let mut outcome = Outcome::default();
    let all = planned.len();
    for (done, planned) in (1..).zip(planned) {
        permit.enter_row(&import, &context, planned, &mut outcome).await?;
        if done % TOLD == 0 && done < all {
            told(app, &import, &outcome, done).await?;
        }
    }
    let mut work = app.database().work().await?;
    let text = serde_json::to_string(&outcome).map_err(|e| JobError::Never(e.to_string()))?;
    work.register_import_goes_on(id, &text, import.line_count, Some(app.now())).await?;
    let refused = u32::try_from(outcome.refused.len()).unwrap_or(u32::MAX);
    let event = Event::RegisterImported { entered: outcome.entered, refused };
    app.tell_account(&mut work, import.by, &event, app.now()).await?;
    work.commit().await?;
    Ok(())
}

async fn told(app: &App, import: &RegisterImportRow, outcome: &Outcome, done: usize) -> Result<(), JobError> {
    let text = serde_json::to_string(outcome).map_err(|e| JobError::Never(e.to_string()))?;
    let mut work = app.database().work().await?;
    let done = u32::try_from(done).unwrap_or(u32::MAX);
    work.register_import_goes_on(import.id, &text, done, None).await?;
    Ok(work.commit().await?)
}

/// The number that the document of a row takes from its sequence.
fn number(planned: &Planned) -> Option<Number> {
    match planned.direction {
        Direction::Incoming => planned.number,
        _ => number_in(planned.fields.symbol.as_deref()?),
    }
}

impl Permit<'_, DocumentsRegister> {
    /// A sequence that has no number yet begins with the first of the rows: those before it were given on paper.
    async fn begin_sequences(&self, unit: UnitId, planned: &[Planned]) -> Result<(), AppError> {
        let database = self.person.app.database();
        let mut read = database.read().await?;
        let terms = read.terms(unit).await?;
        let restart = read.register(unit).await?.map(|register| register.restart());
        drop(read);
        let mut first: BTreeMap<(Series, Cycle), Number> = BTreeMap::new();
        for planned in planned {
            let Some(number) = number(planned) else { continue };
            let (series, restart, day) = match (planned.direction, &planned.fields.kind) {
                (Direction::Incoming, _) => (Series::Arrival, Some(Restart::Year), planned.arrived_on),
                (_, Some(kind)) => (Series::Kind(kind.clone()), restart, planned.fields.date),
                _ => continue,
            };
            let cycle = restart.zip(day).and_then(|(restart, day)| Cycle::of(restart, day, &terms).ok());
            let Some(cycle) = cycle else { continue };
            let smallest = first.entry((series, cycle)).or_insert(number);
            *smallest = number.min(*smallest);
        }
        let mut work = database.work().await?;
        for ((series, cycle), number) in first {
            let (id, sequence) = work.working_sequence(unit, &series, cycle, None, None).await?;
            if sequence.last() == 0 {
                work.set_given_before(id, number.get() - 1).await?;
            }
        }
        Ok(work.commit().await?)
    }

    async fn enter_row(
        &self,
        import: &RegisterImportRow,
        context: &Context,
        planned: Planned,
        outcome: &mut Outcome,
    ) -> Result<(), AppError> {
        let row = planned.row;
        let name = planned.file.clone();
        let mut read = self.person.app.database().read().await?;
        let looked = context.look(&mut read, planned).await?;
        drop(read);
        let entered = match looked {
            Ok(looked) => self.enter_looked(import, looked).await,
            Err(error) => Err(crate::Fault::whole(error.problem.key()).into()),
        };
        let with_file = match entered {
            Ok(Entered::New { with_file, unnumbered }) => {
                outcome.entered += 1;
                outcome.unnumbered.extend(unnumbered);
                with_file
            }
            Ok(Entered::There { with_file }) => {
                outcome.there += 1;
                with_file
            }
            Err(AppError::Refused { faults }) => {
                outcome.refused.extend(faults.into_iter().take(1).map(|fault| said(row, fault)));
                return Ok(());
            }
            Err(error) => return Err(error),
        };
        if with_file {
            outcome.files += 1;
        } else if !name.is_empty() {
            outcome.missing.push((row, name));
        }
        Ok(())
    }

    async fn enter_looked(&self, import: &RegisterImportRow, looked: Looked) -> Result<Entered, AppError> {
        let app = &self.person.app;
        if let Some(there) = looked.there {
            let mut read = app.database().read().await?;
            let has_files = !read.document_files(there).await?.is_empty();
            drop(read);
            // What was brought after the first try finds its document now.
            let mut with_file = has_files;
            if let Some(file) = looked.file.filter(|_| !has_files) {
                match self.add_file(there, role_of(&looked.planned.file), file).await {
                    Ok(()) => with_file = true,
                    Err(AppError::NotFound { .. }) => {}
                    Err(error) => return Err(error),
                }
            }
            return Ok(Entered::There { with_file });
        }
        let file = match looked.file {
            Some(id) => {
                let mut read = app.database().read().await?;
                match self.found_waiting(&mut read, id).await {
                    Ok(file) => Some(file),
                    // Another row has taken it.
                    Err(AppError::NotFound { .. }) => None,
                    Err(error) => return Err(error),
                }
            }
            None => None,
        };
        let reading = match &file {
            Some(file) => app.read_kept(file.hash, &file.name).await?.ok(),
            None => None,
        };
        let mut write = app.database().write().await?;
        let (id, unnumbered) = self.write_row(&mut write, import, &looked).await?;
        let document = write.document(id).await?;
        let document = document.ok_or_else(|| AppError::Bug(format!("document {id} was just written")))?;
        write.index_document(&document, "", None).await?;
        if let Some(file) = &file {
            self.take_in(&mut write, &document, role_of(&file.name), file, reading.as_deref()).await?;
        }
        let post = self.covers(import.unit, &self.person.forest())?.post;
        let deed = document_deed("documents.enter", &document, NOTHING, Some(trace(&document)));
        write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?;
        Ok(Entered::New { with_file: file.is_some(), unnumbered })
    }

    /// The document with its number and how far it has come.
    async fn write_row(
        &self,
        write: &mut Write,
        import: &RegisterImportRow,
        Looked { planned, routing, .. }: &Looked,
    ) -> Result<(DocumentId, Option<Refused>), AppError> {
        let Person { now, account, .. } = self.person;
        let incoming = planned.direction == Direction::Incoming;
        let done = planned.done_on.is_some() || import.assume_done;
        let state = match (incoming, done, routing) {
            (false, ..) => State::Own(Stage::Issued),
            (true, true, _) => State::Incoming(Handling::Done),
            (true, false, Some(_)) => State::Incoming(Handling::Routed),
            (true, false, None) => State::Incoming(Handling::Arrived),
        };
        let new = NewDocument {
            unit: import.unit,
            direction: planned.direction,
            state,
            fields: &planned.fields,
            at: *now,
            by: account.id,
        };
        let id = write.add_document(&new).await?;
        let document = write.document(id).await?;
        let mut document =
            document.ok_or_else(|| AppError::Bug(format!("document {id} was just written")))?;
        let mut unnumbered = None;
        if let Some(on) = planned.arrived_on.filter(|_| incoming) {
            let cycle = Cycle::of(Restart::Year, on, &Terms::default());
            let cycle = cycle.map_err(|e| AppError::Bug(e.to_string()))?;
            let (sequence, before) = write
                .working_sequence(import.unit, &Series::Arrival, cycle, planned.number, Some(id))
                .await?;
            let mut after = before.clone();
            let number = match planned.number {
                Some(number) => after.give(number, id, account.id, *now).map(|()| number),
                None => after.give_next(id),
            };
            let number = number.map_err(refused)?;
            write.put_slots(sequence, &before, &after, *now).await?;
            document.arrival = Some(Arrival { number, on });
            document.routing = Routing { due: planned.due, ..routing.unwrap_or_default() };
            document.done_on = planned.done_on;
        } else if let Err(error) = take(write, &document, account.id, *now).await {
            match error {
                // Given twice: one of the two is wrong, and somebody has to look.
                AppError::Refused { faults }
                    if faults.iter().any(|fault| fault.key.starts_with("number-")) =>
                {
                    return Err(AppError::Refused { faults });
                }
                // An older code, a term that nobody has entered: it keeps its symbol and stands outside of the sequences.
                AppError::Refused { faults } => {
                    unnumbered = faults.into_iter().next().map(|fault| said(planned.row, fault));
                }
                error => return Err(error),
            }
        }
        changed(write, &mut document).await?;
        Ok((id, unnumbered))
    }
}

/// A text is the editable one; a picture, or what may be one, the scan.
fn role_of(name: &str) -> FileRole {
    let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
    match ending.as_str() {
        "docx" | "doc" | "odt" | "rtf" | "txt" | "md" | "html" => FileRole::Editable,
        _ => FileRole::Scan,
    }
}

fn said(row: u32, fault: crate::Fault) -> Refused {
    let arguments = fault.arguments.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Refused { row, key: fault.key, arguments }
}
