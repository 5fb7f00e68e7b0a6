//! Programmes: a document whose tree of goals and groups of work is kept, and followed by the tasks that its clauses give.

use super::look::{TaskList, documents};
use super::propose::seen;
use super::{give, task_deed};
use crate::app::{Deed, NOTHING};
use crate::documents::reading::Reading;
use crate::permit::Permit;
use crate::permit::rights::{TasksAssign, TasksRead};
use crate::{AppError, Fault, Thing};
use domain::documents::Document;
use domain::tasks::programme::{Advance, is_programme};
use domain::tasks::{Branch, BranchKind, Programme};
use domain::{DocumentId, ProgrammeId, TaskId};
use reader::ParagraphRole;
use serde_json::json;
use std::collections::BTreeMap;
use store::{ProgrammeRow, TaskFilter, TaskOrder, TaskRow};
use vitext::fold::fold_text;

/// Longest words of a branch that are kept, in letters.
const WORDS: usize = 600;
/// Most tasks of a programme that are looked at.
const MOST: u32 = 5_000;
/// A goal is named by the first words of its paragraph or of the heading above: `Mục tiêu: …`.
const GOALS: [&str; 2] = ["muc tieu", "chi tieu"];

/// A programme with how far its branches are.
#[derive(Debug)]
pub struct OpenProgramme {
    /// The programme.
    pub row: ProgrammeRow,
    /// The document that it is, where the person may read it.
    pub document: Option<Document>,
    /// Its tree.
    pub tree: Programme,
    /// How far each branch is, in the order of the tree.
    pub advance: Vec<Advance>,
    /// All tasks of the document together.
    pub whole: Advance,
    /// The tasks with the branch under which each stands, none for what stands under no heading of it.
    pub tasks: Vec<(Option<usize>, TaskRow)>,
    /// Names of those who are responsible.
    pub names: crate::documents::Names,
}

impl Permit<'_, TasksAssign> {
    /// Makes a programme of a document, or reads its tree anew.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Refused`] where no heading of it has work under it.
    pub async fn make_programme(&self, id: DocumentId) -> Result<ProgrammeId, AppError> {
        let person = self.person;
        let proposals = person.permit::<TasksRead>()?.proposals(id).await?;
        let tree = proposals.reading.as_deref().map(tree).unwrap_or_default();
        if tree.branches().is_empty() {
            return Err(Fault::whole("programme-no-tree").into());
        }
        let mut write = person.app.database().write().await?;
        let document = seen(person, &mut write, id).await?;
        let post = self.covers(document.unit, &person.forest())?.post;
        let known = write.programme_of(id).await?;
        let made = match &known {
            Some(row) => {
                write.put_branches(row.id, &tree).await?;
                row.id
            }
            None => {
                let name = name(&document);
                let (unit, by) = (document.unit, (person.now, person.account.id));
                write.add_programme(id, unit, &name, &tree, by).await?
            }
        };
        let after = Some(json!({ "document": id, "branches": tree.branches().len() }));
        let deed = task_deed("tasks.make_programme", TaskId::new(made.get()), NOTHING, after);
        let deed = Deed { kind: "programme", ..deed };
        give::commit(write, vec![person.entry(Some(post), &deed)?]).await?;
        Ok(made)
    }
}

impl Permit<'_, TasksRead> {
    /// The programmes that the person may see, the latest first, each with how far it is.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn programmes(&self) -> Result<Vec<(ProgrammeRow, Advance)>, AppError> {
        let mut read = self.person.app.database().read().await?;
        let rows = read.programmes(self.within().as_ref()).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let filter = self.of_programme(row.document);
            let mut whole = Advance::default();
            for task in read.task_page(&filter, 0, MOST).await?.0 {
                whole.add(task.stage, task.bucket(self.person.today), task.percent);
            }
            found.push((row, whole));
        }
        Ok(found)
    }

    /// A programme with its tasks, branch by branch.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn programme(&self, id: ProgrammeId) -> Result<OpenProgramme, AppError> {
        let person = self.person;
        let mut read = person.app.database().read().await?;
        let row = read.programme(id).await?;
        let row = row.filter(|row| self.covers(row.unit, &person.forest()).is_ok());
        let row = row.ok_or(AppError::NotFound { thing: Thing::Programme })?;
        let tree = read.branches(id).await?;
        let addresses: BTreeMap<TaskId, String> = {
            let clauses = read.clauses(row.document).await?.into_iter().rev();
            clauses.filter_map(|clause| Some((clause.task?, clause.clause.address))).collect()
        };
        drop(read);
        let TaskList { rows, names, .. } = self.list(&self.of_programme(row.document), 0, MOST).await?;
        let mut whole = Advance::default();
        let mut placed = Vec::with_capacity(rows.len());
        for task in &rows {
            let bucket = task.bucket(person.today);
            whole.add(task.stage, bucket, task.percent);
            let address = addresses.get(&task.id).map_or("", String::as_str);
            placed.push((address, task.stage, bucket, task.percent));
        }
        let advance = tree.advance(placed);
        let place = |task: TaskRow| (addresses.get(&task.id).and_then(|at| tree.place(at)), task);
        let tasks = rows.into_iter().map(place).collect();
        let mut read = person.app.database().read().await?;
        let document = documents(person, &mut read, vec![row.document]).await?.remove(&row.document);
        Ok(OpenProgramme { row, document, tree, advance, whole, tasks, names })
    }

    /// The programme that a document is, where it is one.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn programme_of(&self, document: DocumentId) -> Result<Option<ProgrammeId>, AppError> {
        let row = self.person.app.database().read().await?.programme_of(document).await?;
        let row = row.filter(|row| self.covers(row.unit, &self.person.forest()).is_ok());
        Ok(row.map(|row| row.id))
    }

    fn of_programme(&self, document: DocumentId) -> TaskFilter {
        TaskFilter {
            document: Some(document),
            order: TaskOrder::DueFirst,
            ..TaskFilter::all(self.person.today)
        }
    }
}

/// Is the document offered as a programme: is it of such a kind, and has it a tree?
#[must_use]
pub fn is_offered(document: &Document, reading: Option<&Reading>) -> bool {
    document.fields.kind.as_deref().is_some_and(is_programme)
        && reading.is_some_and(|reading| !tree(reading).branches().is_empty())
}

fn name(document: &Document) -> String {
    let kind = document.fields.kind.as_deref().unwrap_or_default();
    let symbol = document.fields.symbol.as_deref().unwrap_or_default();
    let whole = format!("{kind} {symbol} {}", document.fields.subject);
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The headings that have work under them, and the goals, in the order of the text.
fn tree(reading: &Reading) -> Programme {
    let document = &reading.document;
    let gives = |paragraph: usize| document.tasks.iter().any(|task| task.span.paragraph.0 == paragraph);
    let mut placed: Vec<(usize, Branch)> = Vec::new();
    let mut goals: Vec<bool> = Vec::with_capacity(document.sections.len());
    for section in &document.sections {
        let above = section.parent.and_then(|parent| goals.get(parent.0)).copied().unwrap_or_default();
        let is_goal = above || names_goals(&section.title, usize::MAX);
        goals.push(is_goal);
        let below = section.paragraphs.clone().any(|place| place != section.heading.0 && gives(place));
        // A heading that is itself the only work under it is that work, no group.
        if is_goal || below {
            let kind = if is_goal && !below { BranchKind::Goal } else { BranchKind::Group };
            placed.push((section.heading.0, branch(&section.address, &section.title, kind)));
        }
    }
    for (place, paragraph) in document.paragraphs.iter().enumerate() {
        let is_text = matches!(paragraph.role, ParagraphRole::Body | ParagraphRole::Item);
        let within = paragraph.section.and_then(|section| goals.get(section.0)).copied().unwrap_or_default();
        let says = names_goals(&paragraph.text, 24);
        if is_text && (within || says) && !gives(place) {
            placed.push((place, branch(&paragraph.address, &paragraph.text, BranchKind::Goal)));
        }
    }
    placed.sort_by_key(|(place, _)| *place);
    Programme::new(placed.into_iter().map(|(_, branch)| branch).collect())
}

fn branch(address: &str, title: &str, kind: BranchKind) -> Branch {
    let plain = title.trim().trim_start_matches(['-', '+', '•']).trim_start();
    Branch { address: address.to_owned(), title: plain.chars().take(WORDS).collect(), kind }
}

/// Do the words name goals? Of a paragraph only what stands before a colon near its beginning.
fn names_goals(text: &str, within: usize) -> bool {
    let head = if within == usize::MAX {
        text
    } else {
        match text.split_once(':') {
            Some((head, _)) if head.chars().count() <= within => head,
            _ => return false,
        }
    };
    let folded = fold_text(head);
    GOALS.iter().any(|goal| format!(" {folded} ").contains(&format!(" {goal} ")))
}
