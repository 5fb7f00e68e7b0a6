//! Tasks handed out: from clauses, from a leader's word, down from another task.

use super::shapes::{TaskTerms, bare, no_due};
use crate::api::call::{Call, Reply};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::rights::TasksAssign;
use app::tasks::NewTask;
use axum::http::Method;
use domain::rights::Right;
use domain::tasks::{Clause, Due, Rhythm};
use domain::{DocumentId, TaskId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let assign = Access::Right(Right::TasksAssign.code());
    api.write((Method::POST, "/api/v1/tasks"), assign, ("tasks-give", 201), give)
}

/// Tasks to be handed out: all of them are, or none.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TasksWish {
    tasks: Vec<TaskWish>,
}

/// A task to be handed out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TaskWish {
    /// Who hands it out.
    unit: UnitId,
    lead: UnitId,
    terms: TaskTerms,
    #[serde(default = "no_due")]
    deadline: Due,
    /// The clauses that give it.
    #[serde(default)]
    clauses: Vec<ClauseName>,
    /// The task that is handed down.
    above: Option<TaskId>,
    /// It comes back; then `last_due` is needed.
    rhythm: Option<Rhythm>,
    /// The day up to which it comes back.
    last_due: Option<Date>,
}

/// A clause of a document.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ClauseName {
    document: DocumentId,
    #[serde(default)]
    address: String,
    quote: String,
}

impl From<ClauseName> for Clause {
    fn from(ClauseName { document, address, quote }: ClauseName) -> Self {
        Self { document, address, quote }
    }
}

/// The tasks that were handed out; one that comes back makes as many as it has occurrences.
#[derive(Serialize, ToSchema)]
pub(super) struct TasksGiven {
    pub(super) tasks: Vec<TaskId>,
}

async fn give(call: Call, wish: TasksWish) -> Result<Reply<TasksGiven>, Problem> {
    let permit = call.permit::<TasksAssign>()?;
    let follower = call.person()?.account.id;
    let mut tasks = Vec::new();
    for wish in wish.tasks {
        let rhythm = match (wish.rhythm, wish.last_due) {
            (None, _) => None,
            (Some(rhythm), Some(last)) => Some((rhythm, last)),
            (Some(_), None) => return Err(call.wrong("last_due", "task-until-needed", [])),
        };
        tasks.push(NewTask {
            terms: wish.terms.into_terms(bare(wish.unit, wish.lead, follower)),
            due: wish.deadline,
            clauses: wish.clauses.into_iter().map(Clause::from).collect(),
            parent: wish.above,
            rhythm,
        });
    }
    let tasks = permit.give(&tasks).await.map_err(|e| call.problem(e))?;
    Ok(TasksGiven { tasks }.into())
}
