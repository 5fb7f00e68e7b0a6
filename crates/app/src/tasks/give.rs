//! Handing tasks out: from a clause, from a leader's word, down from another task.

use super::{news, task_deed, trace};
use crate::app::{Deed as LogDeed, NOTHING};
use crate::permit::rights::{DocumentsRead, TasksAssign};
use crate::permit::{Permit, Person};
use crate::{AppError, Fault, Thing};
use domain::rights::Right;
use domain::tasks::deed::Origin;
use domain::tasks::{Clause, Deed, Due, Rhythm, Task, TaskEvent, Terms};
use domain::{PostId, TaskId};
use jiff::civil::Date;
use serde_json::json;
use store::{Read, Write};

/// Most tasks that are handed out in one step.
const AT_ONCE: usize = 200;

/// A task that somebody wants to hand out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTask {
    /// What it says.
    pub terms: Terms,
    /// Until when.
    pub due: Due,
    /// The clauses that give it: several where they are merged.
    pub clauses: Vec<Clause>,
    /// The task that is handed down.
    pub parent: Option<TaskId>,
    /// It comes back, until that day: each occurrence is a task of its own.
    pub rhythm: Option<(Rhythm, Date)>,
}

impl Permit<'_, TasksAssign> {
    /// Hands tasks out, all of them or none: several of one clause, where it is split. One that comes back makes as many tasks as it
    /// has occurrences.
    ///
    /// # Errors
    /// [`AppError::Refused`] with what is wrong, [`AppError::Denied`] for a unit beyond the right, [`AppError::NotFound`].
    pub async fn give(&self, new: &[NewTask]) -> Result<Vec<TaskId>, AppError> {
        let Person { app, now, account, .. } = self.person;
        let forest = self.person.forest();
        let (mut ids, mut entries) = (Vec::new(), Vec::new());
        let mut write = app.database().write().await?;
        let days = app.working_days(&mut write).await?;
        for task in new {
            let terms = task.terms.clone().trimmed();
            let post = self.covers(terms.unit, &forest)?.post;
            let reviewer = terms.session.as_ref().and_then(|session| session.reviewer);
            let named = terms.parts.iter().map(|part| part.unit).chain(reviewer);
            for unit in std::iter::once(terms.lead).chain(named) {
                self.covers(unit, &forest).map_err(|_| Fault::at("lead", "task-unit-beyond"))?;
            }
            let faults = terms.faults(&task.due);
            if !faults.is_empty() {
                let fault =
                    |(field, key)| Fault::at(field, key).with("limit", domain::tasks::terms::TEXT_LIMIT);
                return Err(AppError::Refused { faults: faults.into_iter().map(fault).collect() });
            }
            self.directed(&mut write, &terms).await?;
            if let Some(parent) = task.parent {
                self.below(&mut write, parent, &terms, &task.due).await?;
            }
            for clause in &task.clauses {
                super::propose::seen(self.person, &mut write, clause.document).await?;
            }
            let mut series = None;
            for due in occurrences(task)? {
                if ids.len() == AT_ONCE {
                    return Err(Fault::whole("task-too-many").with("limit", AT_ONCE).into());
                }
                let origin = Origin { clauses: task.clauses.clone(), parent: task.parent, series };
                let deed = Deed::Give { origin, terms: terms.clone(), due };
                let event = TaskEvent { at: *now, by: account.id, post: Some(post), deed };
                let id = write.add_task(&event, &days).await?;
                for clause in &task.clauses {
                    write.decide_clause(clause, Some(id), *now, account.id).await?;
                }
                let begun = Task::begin(&event).map_err(|e| AppError::Bug(e.to_string()))?;
                if series.is_none() {
                    news::tell(self.person, &mut write, id, &begun, account.id, &event.deed).await?;
                }
                series = series.or(Some(id));
                let deed = task_deed("tasks.give", id, NOTHING, Some(trace(&begun)));
                entries.push(self.person.entry(Some(post), &deed)?);
                ids.push(id);
            }
        }
        commit(write, entries).await?;
        Ok(ids)
    }

    /// A clause gives no work, or what it gives is followed elsewhere.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn pass_over(&self, clause: &Clause) -> Result<(), AppError> {
        let Person { app, now, account, .. } = self.person;
        let mut write = app.database().write().await?;
        let post = self.clause(&mut write, clause).await?;
        write.decide_clause(clause, None, *now, account.id).await?;
        self.told(write, "tasks.pass_over", post, clause).await
    }

    /// A clause that was passed over is open again.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn take_up(&self, clause: &Clause) -> Result<(), AppError> {
        let mut write = self.person.app.database().write().await?;
        let post = self.clause(&mut write, clause).await?;
        if !write.reopen_clause(clause).await? {
            return Err(AppError::Changed);
        }
        self.told(write, "tasks.take_up", post, clause).await
    }

    /// The post by which the person decides about a clause.
    async fn clause(&self, read: &mut Read, clause: &Clause) -> Result<PostId, AppError> {
        let document = super::propose::seen(self.person, read, clause.document).await?;
        Ok(self.covers(document.unit, &self.person.forest())?.post)
    }

    async fn told(&self, write: Write, verb: &str, post: PostId, clause: &Clause) -> Result<(), AppError> {
        let after = Some(json!({ "address": clause.address }));
        let id = Some(clause.document.get());
        let deed = LogDeed { verb, kind: "document", id, before: NOTHING, after };
        commit(write, vec![self.person.entry(Some(post), &deed)?]).await
    }

    /// A leader directs what his own unit hands out.
    pub(super) async fn directed(&self, read: &mut Read, terms: &Terms) -> Result<(), AppError> {
        let Some(leader) = terms.leader else { return Ok(()) };
        let leaders = news::holders(&self.person.app, read, terms.unit, Right::TasksAccept).await?;
        if leaders.contains(&leader) {
            return Ok(());
        }
        Err(Fault::at("leader", "task-leader-elsewhere").into())
    }

    /// May a task stand under that one? It is handed down by the lead, and ends no later.
    async fn below(&self, read: &mut Read, parent: TaskId, terms: &Terms, due: &Due) -> Result<(), AppError> {
        let above = read.task(parent).await?.ok_or(AppError::NotFound { thing: Thing::Task })?;
        if above.terms.lead != terms.unit {
            return Err(AppError::NotFound { thing: Thing::Task });
        }
        if above.stage.is_over() {
            return Err(Fault::whole("task-refused-stage").into());
        }
        if !due.fits_under(above.due().last_day()) {
            return Err(Fault::at("due", "task-due-beyond-parent").into());
        }
        Ok(())
    }
}

/// Until when each occurrence is to be done; the deadline alone for what does not come back.
fn occurrences(task: &NewTask) -> Result<Vec<Due>, AppError> {
    let Some((rhythm, last)) = task.rhythm else { return Ok(vec![task.due.clone()]) };
    let first = task.due.last_day().ok_or_else(|| Fault::at("due", "task-rhythm-without-day"))?;
    let days: Vec<Due> = rhythm.days(first, last).map(Due::Day).collect();
    if days.is_empty() {
        return Err(Fault::at("until", "task-rhythm-ends-before").into());
    }
    Ok(days)
}

/// Keeps a transaction with all that is said of it.
pub(super) async fn commit(write: Write, entries: Vec<domain::log::Entry>) -> Result<(), AppError> {
    let mut entries = entries.into_iter();
    let Some(first) = entries.next() else { return Ok(()) };
    let mut logged = write.log(&first).await?;
    for entry in entries {
        logged.log(&entry).await?;
    }
    Ok(logged.commit().await?)
}

/// Leave to read documents.
pub(super) fn reads(person: &Person) -> Result<Permit<'_, DocumentsRead>, AppError> {
    person.permit::<DocumentsRead>()
}
