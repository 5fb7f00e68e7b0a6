//! What is done with a task after it was handed out. From which side a deed is done says by which right.

use super::{give, news, task_deed, trace};
use crate::permit::rights::{TasksAccept, TasksAssign, TasksReport};
use crate::permit::{Permission, Permit, Person};
use crate::{AppError, Fault, Thing};
use domain::log::Entry;
use domain::tasks::terms::TEXT_LIMIT;
use domain::tasks::{Deed, Due, Refusal, Side, Task, TaskEvent, Terms, Told, WorkingDays};
use domain::{TaskId, UnitId};
use jiff::civil::Date;
use std::marker::PhantomData;
use store::{Read, Write};

/// Most tasks that are reported on in one step.
const AT_ONCE: usize = 100;

impl Permit<'_, TasksAssign> {
    /// Does what is done from the side that hands tasks out.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Changed`], [`AppError::Refused`] with why it cannot be done now, [`AppError::Denied`].
    pub async fn direct(&self, id: TaskId, revision: u32, deed: Deed) -> Result<Task, AppError> {
        act(self, &[Side::Assigner], id, revision, deed).await
    }
}

impl Permit<'_, TasksReport> {
    /// Does what a lead or a coordinating unit does.
    ///
    /// # Errors
    /// As [`Permit::direct`].
    pub async fn report(&self, id: TaskId, revision: u32, deed: Deed) -> Result<Task, AppError> {
        act(self, &[Side::Lead, Side::Coordinator], id, revision, deed).await
    }

    /// The same for several tasks, all of them or none.
    ///
    /// # Errors
    /// As [`Permit::direct`].
    pub async fn report_all(&self, deeds: Vec<(TaskId, u32, Deed)>) -> Result<(), AppError> {
        if deeds.len() > AT_ONCE {
            return Err(Fault::whole("task-too-many").with("limit", AT_ONCE).into());
        }
        let mut turn = Turn::begin(self, &[Side::Lead, Side::Coordinator]).await?;
        for (id, revision, deed) in deeds {
            turn.take(id, revision, deed).await?;
        }
        turn.commit().await
    }
}

impl Permit<'_, TasksAccept> {
    /// Accepts a result, or sends it back.
    ///
    /// # Errors
    /// As [`Permit::direct`].
    pub async fn judge(&self, id: TaskId, revision: u32, deed: Deed) -> Result<Task, AppError> {
        act(self, &[Side::Acceptor], id, revision, deed).await
    }
}

async fn act<R: Permission>(
    permit: &Permit<'_, R>,
    sides: &[Side],
    id: TaskId,
    revision: u32,
    deed: Deed,
) -> Result<Task, AppError> {
    let mut turn = Turn::begin(permit, sides).await?;
    let task = turn.take(id, revision, deed).await?;
    turn.commit().await?;
    Ok(task)
}

/// Deeds that are kept together.
pub(super) struct Turn<'a, R> {
    permit: &'a Permit<'a, R>,
    sides: &'a [Side],
    pub(super) write: Write,
    days: WorkingDays,
    entries: Vec<Entry>,
    right: PhantomData<R>,
}

impl<'a, R: Permission> Turn<'a, R> {
    pub(super) async fn begin(permit: &'a Permit<'a, R>, sides: &'a [Side]) -> Result<Self, AppError> {
        let mut write = permit.person.app.database().write().await?;
        let days = permit.person.app.working_days(&mut write).await?;
        Ok(Self { permit, sides, write, days, entries: Vec::new(), right: PhantomData })
    }

    pub(super) async fn take(&mut self, id: TaskId, revision: u32, deed: Deed) -> Result<Task, AppError> {
        let Person { now, account, .. } = self.permit.person;
        let forest = self.permit.person.forest();
        let side = deed.side();
        if !self.sides.contains(&side) {
            return Err(AppError::Bug(format!("{} is not done from here", deed.code())));
        }
        let events = self.write.task_events(id).await?;
        let before = Task::fold(&events).map_err(|e| AppError::Bug(format!("task {id}: {e}")))?;
        let before = before.filter(|task| super::look::sees(self.permit.person, task));
        let before = before.ok_or(AppError::NotFound { thing: Thing::Task })?;
        let unit = side_of(&before, &deed);
        let post = self.permit.covers(unit, &forest)?.post;
        if before.revision != revision {
            return Err(AppError::Changed);
        }
        let giver = events.first().map_or(account.id, |first| first.by);
        let event = TaskEvent { at: *now, by: account.id, post: Some(post), deed };
        let mut task = before.clone();
        task.apply(&event).map_err(|refusal| refused(&refusal))?;
        self.check(id, &before, &task, &event.deed).await?;
        if !self.write.change_task(id, &event, &task, &self.days).await? {
            return Err(AppError::Changed);
        }
        news::tell(self.permit.person, &mut self.write, id, &task, giver, &event.deed).await?;
        let verb = format!("tasks.{}", event.deed.code());
        let told = task_deed(&verb, id, Some(trace(&before)), Some(trace(&task)));
        self.entries.push(self.permit.person.entry(Some(post), &told)?);
        Ok(task)
    }

    pub(super) async fn commit(self) -> Result<(), AppError> {
        give::commit(self.write, self.entries).await
    }

    /// What one task cannot know of itself: other tasks, units, people.
    async fn check(&mut self, id: TaskId, before: &Task, task: &Task, deed: &Deed) -> Result<(), AppError> {
        let forest = self.permit.person.forest();
        match deed {
            Deed::HandOver { to, .. } => {
                self.permit.covers(*to, &forest).map_err(|_| Fault::at("to", "task-unit-beyond"))?;
            }
            Deed::Clarify { terms } => {
                let added = terms.parts.iter().filter(|part| before.terms.part(part.unit).is_none());
                for part in added {
                    self.permit
                        .covers(part.unit, &forest)
                        .map_err(|_| Fault::at("parts", "task-unit-beyond"))?;
                }
                let reviewer = |terms: &Terms| terms.session.as_ref().and_then(|session| session.reviewer);
                if let Some(unit) = reviewer(terms).filter(|unit| reviewer(&before.terms) != Some(*unit)) {
                    self.permit
                        .covers(unit, &forest)
                        .map_err(|_| Fault::at("reviewer", "task-unit-beyond"))?;
                }
                if terms.leader.is_some() && terms.leader != before.terms.leader {
                    let assign = self.permit.person.permit::<TasksAssign>()?;
                    assign.directed(&mut self.write, &task.terms).await?;
                }
            }
            Deed::Receive { responsible: Some(responsible) } => {
                let posts = self.write.posts_of(*responsible).await?;
                let today = self.permit.person.today;
                let here = posts.of(*responsible, today).any(|post| post.unit == task.terms.lead);
                if !here {
                    return Err(Fault::at("responsible", "task-person-elsewhere").into());
                }
            }
            Deed::AskExtension { due, .. } | Deed::GrantExtension { due } | Deed::SetDue { due, .. } => {
                self.fits(id, task, due).await?;
            }
            _ => {}
        }
        Ok(())
    }

    /// A deadline stands between that of the task above and those of the tasks below.
    async fn fits(&mut self, id: TaskId, task: &Task, due: &Due) -> Result<(), AppError> {
        if let Some(parent) = task.origin.parent {
            let above = self.write.task_row(parent).await?.and_then(|row| row.due);
            if !due.fits_under(above) {
                return Err(Fault::at("due", "task-due-beyond-parent").into());
            }
        }
        let own = due.last_day();
        let below = self.write.task_children(id).await?;
        let open = below.iter().filter(|row| !row.stage.is_over());
        if own.is_some_and(|own| open.clone().any(|row| row.due.is_none_or(|due| due > own))) {
            return Err(Fault::at("due", "task-due-before-child").into());
        }
        Ok(())
    }
}

/// The unit for which a deed is done.
fn side_of(task: &Task, deed: &Deed) -> UnitId {
    match (deed.side(), deed) {
        (Side::Coordinator, Deed::FinishPart { unit, .. }) => *unit,
        (Side::Assigner, _) => task.terms.unit,
        (Side::Acceptor, _) => task.terms.accepting(),
        (Side::Lead | Side::Coordinator, _) => task.terms.lead,
    }
}

pub(super) fn refused(refusal: &Refusal) -> AppError {
    let (field, key) = refusal.sentence();
    let fault = field.map_or_else(|| Fault::whole(key), |field| Fault::at(field, key));
    fault.with("limit", TEXT_LIMIT).into()
}

/// What a person may do with a task now, by code of the deed: what buttons there are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Possible {
    /// Codes of deeds.
    pub deeds: Vec<&'static str>,
    /// Coordinating units whose parts the person may finish.
    pub parts: Vec<UnitId>,
    /// The person may hand it down.
    pub hand_down: bool,
}

impl Possible {
    /// May the person do that?
    #[must_use]
    pub fn has(&self, code: &str) -> bool {
        self.deeds.contains(&code)
    }

    /// What this person may do.
    pub(super) fn of(person: &Person, task: &Task) -> Self {
        let mut possible = Self::default();
        for deed in samples(task) {
            let unit = side_of(task, &deed);
            let code = deed.code();
            let event = TaskEvent { at: person.now, by: person.account.id, post: None, deed };
            if !covers(person, event.deed.side(), unit) || !task.allows(&event) {
                continue;
            }
            if let Deed::FinishPart { unit, .. } = event.deed {
                possible.parts.push(unit);
            }
            if !possible.deeds.contains(&code) {
                possible.deeds.push(code);
            }
        }
        possible.hand_down = !task.stage.is_over() && covers(person, Side::Assigner, task.terms.lead);
        possible
    }
}

/// Has the person the right of that side for the unit?
pub(super) fn covers(person: &Person, side: Side, unit: UnitId) -> bool {
    let forest = person.forest();
    match side {
        Side::Assigner => person.permit::<TasksAssign>().is_ok_and(|p| p.covers(unit, &forest).is_ok()),
        Side::Lead | Side::Coordinator => {
            person.permit::<TasksReport>().is_ok_and(|p| p.covers(unit, &forest).is_ok())
        }
        Side::Acceptor => person.permit::<TasksAccept>().is_ok_and(|p| p.covers(unit, &forest).is_ok()),
    }
}

/// One deed of each kind, with words that would do.
fn samples(task: &Task) -> Vec<Deed> {
    let why = || "–".to_owned();
    let late = || Due::Day(Date::MAX);
    let mut terms = task.terms.clone();
    terms.action.push('.');
    let mut deeds = vec![
        Deed::Receive { responsible: None },
        Deed::Return { reason: why() },
        Deed::Progress { percent: 0, note: why(), difficulties: String::new(), proposals: String::new() },
        Deed::Submit { note: why(), evidence: Vec::new() },
        Deed::AskExtension { due: late(), reason: why() },
        Deed::AnswerUrge { text: why() },
        Deed::Accept { note: String::new() },
        Deed::SendBack { reason: why() },
        Deed::GrantExtension { due: late() },
        Deed::RefuseExtension { reason: why() },
        Deed::Urge { told: Told::Responsible, text: String::new() },
        Deed::Clarify { terms },
        Deed::SetDue { due: late(), reason: why() },
        Deed::HandOver { to: UnitId::new(0), reason: why() },
        Deed::Suspend { reason: why() },
        Deed::Resume,
        Deed::Cancel { reason: why() },
    ];
    deeds.extend(
        task.terms.parts.iter().map(|part| Deed::FinishPart { unit: part.unit, note: String::new() }),
    );
    deeds
}

/// How a task stands, if there is one.
pub(super) async fn row(read: &mut Read, id: TaskId) -> Result<store::TaskRow, AppError> {
    read.task_row(id).await?.ok_or(AppError::NotFound { thing: Thing::Task })
}
