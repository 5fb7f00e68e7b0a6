//! Tasks, their events, and the row that says how each stands.

use crate::StoreError;
use crate::rows::row;
use crate::transaction::{Read, Work, on};
use crate::values::{END, day, day_text, end, instant, micros};
use domain::log::{Hash, NotAHash};
use domain::span::local_day;
use domain::tasks::statistics::delay;
use domain::tasks::{Basis, Clears, Session, Stage, Task, TaskEvent, Timeliness, WorkingDays};
use domain::{AccountId, PostId, TaskId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{query, query_as, query_scalar};

/// The columns in the order of [`Row`].
macro_rules! columns {
    () => {
        "task.id, task.unit, task.lead_unit, task.accepting_unit, task.action, task.stage, task.clears, task.responsible, task.follower,
        task.parent, task.series, task.due_on, task.first_due_on, task.given_on, task.submitted_on, task.over_on, task.percent,
        task.extension_asked, task.extensions, task.urgings, task.has_evidence, task.revision, task.field, task.leader, task.session,
        task.reviewing_unit, task.session_on, task.first_session_on, task.put_off"
    };
}
pub(crate) use columns;

const ONE: &str = concat!("SELECT ", columns!(), " FROM task WHERE id = $1");
const CHILDREN: &str = concat!("SELECT ", columns!(), " FROM task WHERE parent = $1 ORDER BY id");
const SERIES: &str = concat!("SELECT ", columns!(), " FROM task WHERE series = $1 ORDER BY id");
const EVENTS: &str = "SELECT at, account, post, deed FROM task_event WHERE task = $1 ORDER BY number";
const ADD: &str = "INSERT INTO task (unit, lead_unit, accepting_unit, action, folded, stage, clears, responsible, follower, parent, series, due_on,
        first_due_on, given_on, submitted_on, over_on, percent, extension_asked, extensions, urgings, has_evidence, delay, first_delay, revision,
        changed_at, field, leader, session, reviewing_unit, session_on, first_session_on, put_off)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31,
        $32) RETURNING id";
const CHANGE: &str = "UPDATE task SET unit = $1, lead_unit = $2, accepting_unit = $3, action = $4, folded = $5, stage = $6, clears = $7,
        responsible = $8, follower = $9, parent = $10, series = $11, due_on = $12, first_due_on = $13, given_on = $14, submitted_on = $15,
        over_on = $16, percent = $17, extension_asked = $18, extensions = $19, urgings = $20, has_evidence = $21, delay = $22,
        first_delay = $23, revision = $24, changed_at = $25, field = $26, leader = $27, session = $28, reviewing_unit = $29,
        session_on = $30, first_session_on = $31, put_off = $32
    WHERE id = $33 AND revision = $24 - 1";
const ADD_EVENT: &str =
    "INSERT INTO task_event (task, number, at, account, post, deed) VALUES ($1, $2, $3, $4, $5, $6)";
const DROP_PARTS: &str = "DELETE FROM task_part WHERE task = $1";
const ADD_PART: &str = "INSERT INTO task_part (task, unit, due_on, done_on) VALUES ($1, $2, $3, $4)";
const ADD_FILE: &str =
    "INSERT INTO task_file (task, file, name, added_at, added_by) VALUES ($1, $2, $3, $4, $5) RETURNING id";
const FILES: &str = "SELECT id, file, name, added_at, added_by FROM task_file WHERE task = $1 ORDER BY id";

/// How a task stands: what lists show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskRow {
    /// Its id.
    pub id: TaskId,
    /// Who handed it out.
    pub unit: UnitId,
    /// The lead.
    pub lead: UnitId,
    /// Who accepts it.
    pub accepting: UnitId,
    /// What is to be done.
    pub action: String,
    /// How far it has come.
    pub stage: Stage,
    /// Which of the six are clear.
    pub clears: Clears,
    /// Who is responsible.
    pub responsible: Option<AccountId>,
    /// Who follows it up.
    pub follower: Option<AccountId>,
    /// The task that was handed down.
    pub parent: Option<TaskId>,
    /// The first of a row of occurrences.
    pub series: Option<TaskId>,
    /// The last day in time, by the deadline in force.
    pub due: Option<Date>,
    /// The same by the first deadline.
    pub first_due: Option<Date>,
    /// When it was handed out.
    pub given_on: Date,
    /// The day of the result that waits or was accepted.
    pub submitted_on: Option<Date>,
    /// When it was accepted or cancelled.
    pub over_on: Option<Date>,
    /// How much of it is done.
    pub percent: u8,
    /// More time is asked for.
    pub extension_asked: bool,
    /// How many extensions were granted.
    pub extensions: u32,
    /// How many times somebody was urged.
    pub urgings: u32,
    /// Its last result comes with evidence.
    pub has_evidence: bool,
    /// How many events it has.
    pub revision: u32,
    /// The field that it belongs to.
    pub field: Option<String>,
    /// The leader above who directs it.
    pub leader: Option<AccountId>,
    /// The session that takes it up, where it is an item of a work programme.
    pub session: Option<Session>,
    /// The day that was said first for that session.
    pub first_session_on: Option<Date>,
    /// How many times it was put off.
    pub put_off: u32,
}

impl TaskRow {
    /// The row that a task with this id has.
    #[must_use]
    pub fn of(id: TaskId, task: &Task) -> Self {
        let terms = &task.terms;
        Self {
            id,
            unit: terms.unit,
            lead: terms.lead,
            accepting: terms.accepting(),
            action: terms.action.clone(),
            stage: task.stage,
            clears: task.clears(),
            responsible: terms.responsible,
            follower: terms.follower,
            parent: task.origin.parent,
            series: task.origin.series,
            due: task.due().last_day(),
            first_due: task.first_due().last_day(),
            given_on: local_day(task.given_at),
            submitted_on: task.submitted_on(),
            over_on: task.over_at.map(local_day),
            percent: task.percent,
            extension_asked: task.asked.is_some(),
            extensions: task.extensions,
            urgings: u32::try_from(task.urgings.len()).unwrap_or(u32::MAX),
            has_evidence: task.has_evidence(),
            revision: task.revision,
            field: terms.field.clone(),
            leader: terms.leader,
            session: terms.session.clone(),
            first_session_on: task.session_days.first(),
            put_off: task.session_days.put_off(),
        }
    }

    /// In which bucket it stands on a day; none for what was cancelled.
    #[must_use]
    pub fn bucket(&self, today: Date) -> Option<Timeliness> {
        self.stage.timeliness(self.due, self.submitted_on, today)
    }
}

/// A file that shows a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskFileRow {
    /// Its number.
    pub id: i64,
    /// Under which its content stands.
    pub hash: Hash,
    /// Its name as it came.
    pub name: String,
    /// When it came.
    pub at: Timestamp,
    /// From whom.
    pub by: AccountId,
}

row! {
    pub(crate) struct Row {
        id: i64,
        unit: i64,
        lead_unit: i64,
        accepting_unit: i64,
        action: String,
        stage: String,
        clears: i64,
        responsible: Option<i64>,
        follower: Option<i64>,
        parent: Option<i64>,
        series: Option<i64>,
        due_on: String,
        first_due_on: String,
        given_on: String,
        submitted_on: Option<String>,
        over_on: Option<String>,
        percent: i64,
        extension_asked: bool,
        extensions: i64,
        urgings: i64,
        has_evidence: bool,
        revision: i64,
        field: Option<String>,
        leader: Option<i64>,
        session: Option<String>,
        reviewing_unit: Option<i64>,
        session_on: Option<String>,
        first_session_on: Option<String>,
        put_off: i64,
    }
}

/// What a statement is told of a task, in the order of its columns.
macro_rules! bound {
    ($query:expr, $task:expr, $days:expr) => {{
        let (task, days): (&Task, &WorkingDays) = (&$task, $days);
        let (over, terms) = (task.over_at.map(local_day), &task.terms);
        let known = |due: Option<Date>| due.map_or_else(|| END.to_owned(), day_text);
        let done_late =
            |basis| i64::from(if task.stage == Stage::Done { delay(task, basis, days) } else { 0 });
        $query
            .bind(terms.unit.get())
            .bind(terms.lead.get())
            .bind(terms.accepting().get())
            .bind(terms.action.clone())
            .bind(vitext::fold::fold_text(&terms.action))
            .bind(task.stage.code())
            .bind(i64::from(task.clears().bits()))
            .bind(terms.responsible.map(AccountId::get))
            .bind(terms.follower.map(AccountId::get))
            .bind(task.origin.parent.map(TaskId::get))
            .bind(task.origin.series.map(TaskId::get))
            .bind(known(task.due().last_day()))
            .bind(known(task.first_due().last_day()))
            .bind(day_text(local_day(task.given_at)))
            .bind(task.submitted_on().map(day_text))
            .bind(over.map(day_text))
            .bind(i64::from(task.percent))
            .bind(task.asked.is_some())
            .bind(i64::from(task.extensions))
            .bind(i64::try_from(task.urgings.len()).unwrap_or(i64::MAX))
            .bind(task.has_evidence())
            .bind(done_late(Basis::InForce))
            .bind(done_late(Basis::First))
            .bind(i64::from(task.revision))
            .bind(micros(task.changed_at))
            .bind(terms.field.clone())
            .bind(terms.leader.map(AccountId::get))
            .bind(terms.session.as_ref().map(|session| session.name.clone()))
            .bind(terms.session.as_ref().and_then(|session| session.reviewer).map(UnitId::get))
            .bind(terms.session.as_ref().and_then(|session| session.on).map(day_text))
            .bind(task.session_days.first().map(day_text))
            .bind(i64::from(task.session_days.put_off()))
    }};
}

impl Read {
    /// How a task stands.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn task_row(&mut self, id: TaskId) -> Result<Option<TaskRow>, StoreError> {
        let row: Option<Row> = on!(self, c => query_as(ONE).bind(id.get()).fetch_optional(c).await?);
        row.map(task_row).transpose()
    }

    /// The tasks that were handed down from one.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn task_children(&mut self, id: TaskId) -> Result<Vec<TaskRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(CHILDREN).bind(id.get()).fetch_all(c).await?);
        rows.into_iter().map(task_row).collect()
    }

    /// The other occurrences of a task that comes back, of which this is the first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn task_series(&mut self, first: TaskId) -> Result<Vec<TaskRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(SERIES).bind(first.get()).fetch_all(c).await?);
        rows.into_iter().map(task_row).collect()
    }

    /// What was done with a task, in order; nothing where there is none such.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn task_events(&mut self, id: TaskId) -> Result<Vec<TaskEvent>, StoreError> {
        let rows: Vec<EventRow> = on!(self, c => query_as(EVENTS).bind(id.get()).fetch_all(c).await?);
        rows.into_iter().map(event).collect()
    }

    /// The task that its events make.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn task(&mut self, id: TaskId) -> Result<Option<Task>, StoreError> {
        let events = self.task_events(id).await?;
        Task::fold(&events).map_err(|e| StoreError::damaged("task_event", e))
    }

    /// The files that show results of a task.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn task_files(&mut self, id: TaskId) -> Result<Vec<TaskFileRow>, StoreError> {
        let rows: Vec<(i64, String, String, i64, i64)> =
            on!(self, c => query_as(FILES).bind(id.get()).fetch_all(c).await?);
        let row = |(id, hash, name, at, by): (i64, String, String, i64, i64)| {
            Ok(TaskFileRow {
                id,
                hash: hash.parse().map_err(|e: NotAHash| StoreError::damaged("task_file.file", e))?,
                name,
                at: instant("task_file.added_at", at)?,
                by: AccountId::new(by),
            })
        };
        rows.into_iter().map(row).collect()
    }
}

impl Work {
    /// Keeps a task that begins with this event.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`] for an event that begins nothing.
    pub async fn add_task(&mut self, first: &TaskEvent, days: &WorkingDays) -> Result<TaskId, StoreError> {
        let task = Task::begin(first).map_err(|e| StoreError::damaged("task_event", e))?;
        let id: i64 = on!(self, c => bound!(query_scalar(ADD), task, days).fetch_one(c).await?);
        let id = TaskId::new(id);
        self.add_task_event(id, 1, first).await?;
        self.put_parts(id, &task).await?;
        Ok(id)
    }

    /// Keeps an event, and the task that it has made. False when the task has another event as its last: then nothing is kept.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn change_task(
        &mut self,
        id: TaskId,
        event: &TaskEvent,
        task: &Task,
        days: &WorkingDays,
    ) -> Result<bool, StoreError> {
        let changed = on!(self, c => bound!(query(CHANGE), task, days)
            .bind(id.get())
            .execute(c)
            .await
            .map(|done| done.rows_affected())?);
        if changed != 1 {
            return Ok(false);
        }
        self.add_task_event(id, task.revision, event).await?;
        self.put_parts(id, task).await?;
        Ok(true)
    }

    /// Names a file that shows a result; its content has a row.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_task_file(
        &mut self,
        task: TaskId,
        hash: Hash,
        name: &str,
        at: Timestamp,
        by: AccountId,
    ) -> Result<i64, StoreError> {
        Ok(on!(self, c => query_scalar(ADD_FILE)
            .bind(task.get())
            .bind(hash.to_string())
            .bind(name)
            .bind(micros(at))
            .bind(by.get())
            .fetch_one(c)
            .await?))
    }

    async fn add_task_event(&mut self, id: TaskId, number: u32, event: &TaskEvent) -> Result<(), StoreError> {
        let deed =
            serde_json::to_string(&event.deed).map_err(|e| StoreError::damaged("task_event.deed", e))?;
        on!(self, c => query(ADD_EVENT)
            .bind(id.get())
            .bind(i64::from(number))
            .bind(micros(event.at))
            .bind(event.by.get())
            .bind(event.post.map(PostId::get))
            .bind(&deed)
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    async fn put_parts(&mut self, id: TaskId, task: &Task) -> Result<(), StoreError> {
        on!(self, c => query(DROP_PARTS).bind(id.get()).execute(c).await.map(drop)?);
        for part in &task.terms.parts {
            on!(self, c => query(ADD_PART)
                .bind(id.get())
                .bind(part.unit.get())
                .bind(part.due.map(day_text))
                .bind(part.done_on.map(day_text))
                .execute(c)
                .await
                .map(drop)?);
        }
        Ok(())
    }
}

/// When, by whom, by which post, what.
pub(crate) type EventRow = (i64, i64, Option<i64>, String);

pub(crate) fn event((at, by, post, deed): EventRow) -> Result<TaskEvent, StoreError> {
    Ok(TaskEvent {
        at: instant("task_event.at", at)?,
        by: AccountId::new(by),
        post: post.map(PostId::new),
        deed: serde_json::from_str(&deed).map_err(|e| StoreError::damaged("task_event.deed", e))?,
    })
}

pub(crate) fn task_row(row: Row) -> Result<TaskRow, StoreError> {
    let damaged = |what| StoreError::damaged(what, format!("task {}", row.id));
    let optional = |what, text: Option<String>| text.map(|text| day(what, &text)).transpose();
    let count = |what, number: i64| u32::try_from(number).map_err(|_| damaged(what));
    let bits = u8::try_from(row.clears).ok().and_then(Clears::from_bits);
    Ok(TaskRow {
        id: TaskId::new(row.id),
        unit: UnitId::new(row.unit),
        lead: UnitId::new(row.lead_unit),
        accepting: UnitId::new(row.accepting_unit),
        stage: Stage::parse(&row.stage).ok_or_else(|| damaged("task.stage"))?,
        clears: bits.ok_or_else(|| damaged("task.clears"))?,
        responsible: row.responsible.map(AccountId::new),
        follower: row.follower.map(AccountId::new),
        parent: row.parent.map(TaskId::new),
        series: row.series.map(TaskId::new),
        due: end("task.due_on", &row.due_on)?,
        first_due: end("task.first_due_on", &row.first_due_on)?,
        given_on: day("task.given_on", &row.given_on)?,
        submitted_on: optional("task.submitted_on", row.submitted_on.clone())?,
        over_on: optional("task.over_on", row.over_on.clone())?,
        percent: u8::try_from(row.percent).map_err(|_| damaged("task.percent"))?,
        extension_asked: row.extension_asked,
        extensions: count("task.extensions", row.extensions)?,
        urgings: count("task.urgings", row.urgings)?,
        has_evidence: row.has_evidence,
        revision: count("task.revision", row.revision)?,
        leader: row.leader.map(AccountId::new),
        session: session(row.session, row.session_on, row.reviewing_unit)?,
        first_session_on: optional("task.first_session_on", row.first_session_on)?,
        put_off: u32::try_from(row.put_off).unwrap_or(u32::MAX),
        field: row.field,
        action: row.action,
    })
}

fn session(
    name: Option<String>,
    on: Option<String>,
    reviewer: Option<i64>,
) -> Result<Option<Session>, StoreError> {
    let Some(name) = name else { return Ok(None) };
    let on = on.map(|on| day("task.session_on", &on)).transpose()?;
    Ok(Some(Session { name, on, reviewer: reviewer.map(UnitId::new) }))
}
