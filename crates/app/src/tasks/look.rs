//! Looking at tasks.

use super::act::Possible;
use crate::documents::{Names, names};
use crate::permit::rights::TasksRead;
use crate::permit::{Permit, Person};
use crate::{AppError, Thing};
use domain::documents::Document;
use domain::rights::Right;
use domain::tasks::{Clause, Evidence, Rung, Task, TaskEvent, WorkingDays};
use domain::{AccountId, DocumentId, TaskId, UnitId};
use std::collections::BTreeMap;
use store::{Read, TaskFileRow, TaskFilter, TaskRow};

/// A page of tasks.
#[derive(Debug)]
pub struct TaskList {
    /// The tasks, in the order asked for.
    pub rows: Vec<TaskRow>,
    /// How many there are on all pages.
    pub total: u64,
    /// Names of those who are responsible, and of those who direct.
    pub names: Names,
}

/// A task with everything that its page shows.
#[derive(Debug)]
pub struct OpenTask {
    /// Its id.
    pub id: TaskId,
    /// The task.
    pub task: Task,
    /// What was done with it, the first first.
    pub events: Vec<TaskEvent>,
    /// The task above, where the person may see it.
    pub parent: Option<TaskRow>,
    /// What was handed down.
    pub children: Vec<TaskRow>,
    /// Documents that it names, as far as the person may see them: those of its clauses, and evidence.
    pub documents: BTreeMap<DocumentId, Document>,
    /// Files that show results.
    pub files: Vec<TaskFileRow>,
    /// Names of the people whom all this names.
    pub names: Names,
    /// What this person may do with it now.
    pub possible: Possible,
    /// Who works on it in the lead unit, to be named as responsible.
    pub people: Vec<(AccountId, String)>,
    /// Whom it is time to urge.
    pub rung: Option<Rung>,
    /// Working days until its last day in time; negative where that has passed.
    pub days_left: Option<i32>,
}

/// May the person see a task of these units?
fn sees_units(person: &Person, units: impl IntoIterator<Item = UnitId>) -> bool {
    let forest = person.forest();
    let Ok(permit) = person.permit::<TasksRead>() else { return false };
    units.into_iter().any(|unit| permit.covers(unit, &forest).is_ok())
}

/// May the person see the task?
pub(super) fn sees(person: &Person, task: &Task) -> bool {
    let terms = &task.terms;
    let parts = terms.parts.iter().map(|part| part.unit);
    let reviewer = terms.session.as_ref().and_then(|session| session.reviewer);
    sees_units(person, [terms.unit, terms.lead, terms.accepting()].into_iter().chain(reviewer).chain(parts))
}

impl Permit<'_, TasksRead> {
    /// At most `limit` tasks after the first `offset`, of those that the person may see.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn list(&self, filter: &TaskFilter, offset: u64, limit: u32) -> Result<TaskList, AppError> {
        let filter = TaskFilter { within: self.within(), ..filter.clone() };
        let mut read = self.person.app.database().read().await?;
        let (rows, total) = read.task_page(&filter, offset, limit).await?;
        let people: Vec<AccountId> =
            rows.iter().flat_map(|row| [row.responsible, row.leader]).flatten().collect();
        let names = names(&mut read, people.into_iter()).await?;
        Ok(TaskList { rows, total, names })
    }

    /// At most `limit` tasks after that one, by their ids, of those that the person may see.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn walk(
        &self,
        filter: &TaskFilter,
        after: TaskId,
        limit: u32,
    ) -> Result<Vec<TaskRow>, AppError> {
        let filter = TaskFilter { within: self.within(), ..filter.clone() };
        Ok(self.person.app.database().read().await?.tasks_by_id(&filter, after, limit).await?)
    }

    /// A task with what stands around it.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn open(&self, id: TaskId) -> Result<OpenTask, AppError> {
        let person = self.person;
        let mut read = person.app.database().read().await?;
        let events = read.task_events(id).await?;
        let task = Task::fold(&events).map_err(|e| AppError::Bug(format!("task {id}: {e}")))?;
        let task = task.filter(|task| sees(person, task)).ok_or(AppError::NotFound { thing: Thing::Task })?;
        let parent = match task.origin.parent {
            Some(parent) => read.task_row(parent).await?.filter(|row| self.sees_row(row)),
            None => None,
        };
        let children = read.task_children(id).await?;
        let children = children.into_iter().filter(|row| self.sees_row(row)).collect();
        let shown = task.submissions.iter().flat_map(|submission| &submission.evidence);
        let evidence = shown.filter_map(|evidence| match evidence {
            Evidence::Document(document) => Some(*document),
            Evidence::File { .. } => None,
        });
        let named = task.origin.clauses.iter().map(|clause| clause.document).chain(evidence);
        let documents = documents(person, &mut read, named.collect()).await?;
        let by = events.iter().map(|event| event.by);
        let people = by.chain(task.terms.responsible).chain(task.terms.follower).chain(task.terms.leader);
        let names = names(&mut read, people).await?;
        let possible = Possible::of(person, &task);
        let people = if possible.has("receive") {
            workers(person, &mut read, task.terms.lead).await?
        } else {
            Vec::new()
        };
        let files = read.task_files(id).await?;
        let days: WorkingDays = person.app.working_days(&mut read).await?;
        let rung = domain::tasks::Ladder::default().reached(&task, person.today, &days);
        let days_left = task.due().last_day().map(|due| days.between(person.today, due));
        Ok(OpenTask {
            id,
            task,
            events,
            parent,
            children,
            documents,
            files,
            names,
            possible,
            people,
            rung,
            days_left,
        })
    }

    /// The tasks that clauses of a document give, as far as the person may see them.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn of_document(
        &self,
        document: DocumentId,
    ) -> Result<Vec<(Clause, Option<TaskRow>)>, AppError> {
        let mut read = self.person.app.database().read().await?;
        let mut found = Vec::new();
        for row in read.clauses(document).await? {
            match row.task {
                None => found.push((row.clause, None)),
                Some(task) => {
                    let task = super::act::row(&mut read, task).await?;
                    if self.sees_row(&task) {
                        found.push((row.clause, Some(task)));
                    }
                }
            }
        }
        Ok(found)
    }

    fn sees_row(&self, row: &TaskRow) -> bool {
        let reviewer = row.session.as_ref().and_then(|session| session.reviewer);
        sees_units(self.person, [row.unit, row.lead, row.accepting].into_iter().chain(reviewer))
    }
}

/// Documents by their ids, as far as the person may see them.
pub(super) async fn documents(
    person: &Person,
    read: &mut Read,
    ids: Vec<DocumentId>,
) -> Result<BTreeMap<DocumentId, Document>, AppError> {
    let mut found = BTreeMap::new();
    let Ok(permit) = super::give::reads(person) else { return Ok(found) };
    for id in ids {
        match crate::documents::found(read, &permit, id).await {
            Ok(document) => found.insert(id, document),
            Err(AppError::NotFound { .. }) => None,
            Err(error) => return Err(error),
        };
    }
    Ok(found)
}

/// The people who hold a post in a unit today, by name.
async fn workers(
    person: &Person,
    read: &mut Read,
    unit: UnitId,
) -> Result<Vec<(AccountId, String)>, AppError> {
    let posts = read.posts().await?;
    let reports = |role| person.app.roles().get(role).is_some_and(|role| role.allows(Right::TasksReport));
    let here = posts.on(person.today).filter(|post| post.unit == unit && reports(&post.role));
    let names = names(read, here.map(|post| post.account)).await?;
    let mut people: Vec<_> = names.into_iter().collect();
    people.sort_by_cached_key(|(_, name)| vitext::sort::key(name));
    Ok(people)
}
