//! The letter that urges, issued: its number, its entry in the register, its files and the urging of the task in one turn.

use super::act::refused;
use super::paper::{LetterPaper, issued_draft, set_draft};
use super::{news, task_deed, trace};
use crate::documents::{Setting, media_type, next_number, number_refused, reading, register_of, sequence};
use crate::files::Kept;
use crate::permit::rights::{DocumentsIssue, TasksAssign};
use crate::permit::{Permit, Person};
use crate::{AppError, Fault, Thing};
use domain::documents::{Direction, Fields, FileRole, Number, Register, Stage, State};
use domain::tasks::{Deed, Task, TaskEvent, Told};
use domain::{DocumentId, TaskId};
use jiff::civil::Date;
use serde_json::json;
use store::NewDocument;

/// The name of its kind in the register.
const KIND: &str = "công văn";
/// How often the number may go to somebody else meanwhile.
const TRIES: usize = 4;

/// A letter that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedLetter {
    /// As which document of the register.
    pub document: DocumentId,
    /// Under which symbol.
    pub symbol: String,
}

impl Permit<'_, TasksAssign> {
    /// May the person issue letters of the unit that hands a task out?
    #[must_use]
    pub fn issues(&self, unit: domain::UnitId) -> bool {
        let issue = self.person.permit::<DocumentsIssue>();
        issue.is_ok_and(|permit| permit.covers(unit, &self.person.forest()).is_ok())
    }

    /// Issues a letter that urges about a task, today. The urging is a deed of the task, with the symbol of the letter.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Changed`], [`AppError::Denied`] without the right to issue for the unit,
    /// [`AppError::Refused`] where the unit keeps no register or nobody can be urged now.
    pub async fn issue_letter(
        &self,
        id: TaskId,
        revision: u32,
        letter: LetterPaper,
    ) -> Result<IssuedLetter, AppError> {
        let person = self.person;
        let app = &person.app;
        self.covers(letter.unit, &person.forest())?;
        person.permit::<DocumentsIssue>()?.covers(letter.unit, &person.forest())?;
        for _ in 0..TRIES {
            let mut read = app.database().read().await?;
            let register = register_of(&mut read, letter.unit).await?;
            let number = next_number(&mut read, &register, letter.unit, KIND, person.today).await?;
            drop(read);
            let fields = fields(&letter, &register, number, person.today)?;
            let symbol = fields.symbol.clone().unwrap_or_default();
            let mut files = Vec::new();
            for setting in [Setting::Docx, Setting::Pdf] {
                let draft = issued_draft(person, &letter, &register, (&symbol, person.today));
                let bytes = set_draft(person, draft, setting).await?;
                let kept = app.keep(bytes.as_slice(), reading::FILE_LIMIT, media_type(&bytes)).await?;
                files.push((setting, kept));
            }
            if let Some(document) =
                self.enter_letter((id, revision), &letter, number, &fields, &files).await?
            {
                return Ok(IssuedLetter { document, symbol });
            }
        }
        Err(AppError::Changed)
    }

    /// All of it in one turn; none where the number went to somebody else meanwhile.
    async fn enter_letter(
        &self,
        (id, revision): (TaskId, u32),
        letter: &LetterPaper,
        number: Number,
        fields: &Fields,
        files: &[(Setting, Kept)],
    ) -> Result<Option<DocumentId>, AppError> {
        let Person { app, now, today, account, .. } = self.person;
        let unit = letter.unit;
        let post = self.covers(unit, &self.person.forest())?.post;
        let mut write = app.database().write().await?;
        let days = app.working_days(&mut write).await?;
        let events = write.task_events(id).await?;
        let before = Task::fold(&events).map_err(|e| AppError::Bug(format!("task {id}: {e}")))?;
        let before = before.filter(|task| task.terms.unit == unit);
        let before = before.ok_or(AppError::NotFound { thing: Thing::Task })?;
        if before.revision != revision {
            return Err(AppError::Changed);
        }
        let register = register_of(&mut write, unit).await?;
        let (direction, state) = (Direction::Outgoing, State::Own(Stage::Issued));
        let new = NewDocument { unit, direction, state, fields, at: *now, by: account.id };
        let document = write.add_document(&new).await?;
        let (slots, was) = sequence(&mut write, &register, unit, KIND, *today, None, Some(document)).await?;
        let mut is = was.clone();
        if is.give_next(document).map_err(number_refused)? != number {
            return Ok(None);
        }
        write.put_slots(slots, &was, &is, *now).await?;
        let symbol = fields.symbol.clone().unwrap_or_default();
        let mut version = None;
        for (setting, kept) in files {
            let role = if *setting == Setting::Docx { FileRole::Editable } else { FileRole::Scan };
            let name = format!("{}.{}", symbol.replace('/', "-"), setting.code());
            app.name(&mut write, kept, *now).await?;
            let hash = kept.content.hash;
            let added = write.add_document_file(document, role, hash, &name, *now, account.id).await?;
            version = version.or(Some(added));
        }
        let entered = write.document(document).await?;
        let entered =
            entered.ok_or_else(|| AppError::Bug(format!("document {document} was just written")))?;
        write.index_document(&entered, &letter.paragraphs.join("\n"), version).await?;

        let deed = Deed::Urge { told: Told::Head, text: format!("{KIND} {symbol}") };
        let event = TaskEvent { at: *now, by: account.id, post: Some(post), deed };
        let mut task = before.clone();
        task.apply(&event).map_err(|refusal| refused(&refusal))?;
        if !write.change_task(id, &event, &task, &days).await? {
            return Err(AppError::Changed);
        }
        let giver = events.first().map_or(account.id, |first| first.by);
        news::tell(self.person, &mut write, id, &task, giver, &event.deed).await?;
        let told = json!({ "document": document, "symbol": symbol, "task": trace(&task) });
        let deed = task_deed("tasks.issue_letter", id, Some(trace(&before)), Some(told));
        write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?;
        Ok(Some(document))
    }
}

/// What the form in the register says.
fn fields(letter: &LetterPaper, register: &Register, number: Number, day: Date) -> Result<Fields, AppError> {
    let own = Fields {
        kind: Some(KIND.to_owned()),
        subject: letter.subject.clone(),
        recipients: vec![letter.to.clone()],
        ..Fields::default()
    };
    let issued = register.issued(&own.trimmed(), number, day);
    Ok(issued.map_err(|none| Fault::at("kind", "document-kind-no-symbol").with("kind", &none.kind))?)
}
