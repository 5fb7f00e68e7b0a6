//! One task with everything that its page shows.

use super::shapes::{TaskEntry, TaskTerms};
use crate::api::call::{Call, Nothing, Reply, Tagged, tagged};
use crate::api::operation::Api;
use crate::api::register::PersonName;
use crate::{Access, Problem};
use app::rights::TasksRead;
use app::tasks::OpenTask;
use domain::rights::Right;
use domain::tasks::{Due, Evidence, Told};
use domain::{DocumentId, TaskId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::TasksRead.code());
    api.get("/api/v1/tasks/{id}", read, "tasks-show", show)
}

/// A task with what it says, its deadlines, results and urgings, and what was done with it.
#[derive(Serialize, ToSchema)]
struct TaskCard {
    task: TaskEntry,
    terms: TaskTerms,
    deadline: Due,
    /// Its deadlines, the first one first.
    deadlines: Vec<TaskDeadline>,
    /// More time that is asked for.
    asked: Option<TaskDeadline>,
    clauses: Vec<TaskClause>,
    submissions: Vec<TaskSubmission>,
    urged: Vec<TaskUrging>,
    /// Tasks that were handed down from it.
    handed_down: Vec<TaskEntry>,
    /// What was done with it, the latest first.
    deeds: Vec<TaskEventEntry>,
    /// What can be done with it now, here.
    possible: Vec<String>,
    /// Units whose parts can be finished now, here.
    possible_parts: Vec<UnitId>,
}

/// A deadline that a task has, had, or is to have.
#[derive(Serialize, ToSchema)]
struct TaskDeadline {
    deadline: Due,
    at: Timestamp,
    reason: Option<String>,
}

/// A clause that gives the task.
#[derive(Serialize, ToSchema)]
struct TaskClause {
    document: DocumentId,
    address: String,
    quote: String,
}

/// A result.
#[derive(Serialize, ToSchema)]
struct TaskSubmission {
    note: String,
    at: Timestamp,
    evidence: Vec<TaskEvidence>,
}

/// What shows a result: a document of the register, or a file.
#[derive(Serialize, ToSchema)]
struct TaskEvidence {
    document: Option<DocumentId>,
    file: Option<i64>,
    name: Option<String>,
}

/// An urging with its answer.
#[derive(Serialize, ToSchema)]
struct TaskUrging {
    told: Told,
    text: String,
    at: Timestamp,
    answer: Option<String>,
    answered_at: Option<Timestamp>,
}

/// What was done with a task.
#[derive(Serialize, ToSchema)]
struct TaskEventEntry {
    at: Timestamp,
    by: PersonName,
    /// The deed with all that it says.
    #[schema(value_type = Object)]
    deed: Box<RawValue>,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<TaskCard>, Problem> {
    let id: TaskId = call.id("id")?;
    let open = call.permit::<TasksRead>()?.open(id).await.map_err(|e| call.problem(e))?;
    let revision = i64::from(open.task.revision);
    tagged(card(open, call.person()?.today).map_err(Problem::bug)?, Tagged::Task, revision)
}

fn card(open: OpenTask, today: Date) -> Result<TaskCard, serde_json::Error> {
    let task = &open.task;
    let evidence = |evidence: &Evidence| match evidence {
        Evidence::Document(document) => TaskEvidence { document: Some(*document), file: None, name: None },
        Evidence::File { hash, name } => {
            let file = open.files.iter().find(|file| file.hash == *hash).map(|file| file.id);
            TaskEvidence { document: None, file, name: Some(name.clone()) }
        }
    };
    let deeds: Result<Vec<TaskEventEntry>, serde_json::Error> = open
        .events
        .iter()
        .rev()
        .map(|event| {
            let deed = serde_json::value::to_raw_value(&event.deed)?;
            Ok(TaskEventEntry { at: event.at, by: PersonName::of(event.by, &open.names), deed })
        })
        .collect();
    let versions = task.dues().iter().map(|version| TaskDeadline {
        deadline: version.due.clone(),
        at: version.at,
        reason: version.reason.clone(),
    });
    let clauses = task.origin.clauses.iter().map(|clause| TaskClause {
        document: clause.document,
        address: clause.address.clone(),
        quote: clause.quote.clone(),
    });
    let submissions = task.submissions.iter().map(|submission| TaskSubmission {
        note: submission.note.clone(),
        at: submission.at,
        evidence: submission.evidence.iter().map(evidence).collect(),
    });
    let urged = task.urgings.iter().map(|urging| TaskUrging {
        told: urging.told,
        text: urging.text.clone(),
        at: urging.at,
        answer: urging.answer.as_ref().map(|(text, _)| text.clone()),
        answered_at: urging.answer.as_ref().map(|(_, at)| *at),
    });
    Ok(TaskCard {
        deeds: deeds?,
        deadlines: versions.collect(),
        clauses: clauses.collect(),
        submissions: submissions.collect(),
        urged: urged.collect(),
        asked: task.asked.as_ref().map(|asked| TaskDeadline {
            deadline: asked.due.clone(),
            at: asked.at,
            reason: Some(asked.reason.clone()),
        }),
        task: TaskEntry::of_task(open.id, task, today),
        terms: task.terms.clone().into(),
        deadline: task.due().clone(),
        handed_down: open.children.into_iter().map(|row| TaskEntry::of(row, today)).collect(),
        possible: open.possible.deeds.iter().map(|code| (*code).to_owned()).collect(),
        possible_parts: open.possible.parts,
    })
}
