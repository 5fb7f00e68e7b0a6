//! What is done with a task after it was handed out, by whose right the page asks too; and how far several are.

use super::shapes::{TaskEntry, TaskTerms};
use crate::api::call::{Call, Nothing, Reply, Tagged};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::rights::{TasksAccept, TasksAssign, TasksRead, TasksReport};
use axum::http::Method;
use domain::rights::Right;
use domain::tasks::{Deed, Due, Side, Told};
use domain::{AccountId, TaskId, UnitId};
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::TasksRead.code());
    let report = Access::Right(Right::TasksReport.code());
    let post = |path| (Method::POST, path);
    api.write(post("/api/v1/tasks/{id}/deeds"), read, ("tasks-do", 200), take).conditional().write(
        post("/api/v1/tasks/progress"),
        report,
        ("tasks-progress", 204),
        progress,
    )
}

/// What is done with a task. A result is submitted with `tasks-submit`.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "deed", rename_all = "snake_case", deny_unknown_fields)]
enum TaskDeed {
    Clarify {
        terms: TaskTerms,
    },
    Receive {
        responsible: Option<AccountId>,
    },
    Return {
        reason: String,
    },
    Progress {
        #[schema(maximum = 100)]
        percent: u8,
        #[serde(default)]
        note: String,
        #[serde(default)]
        difficulties: String,
        #[serde(default)]
        proposals: String,
    },
    FinishPart {
        unit: UnitId,
        #[serde(default)]
        note: String,
    },
    Accept {
        #[serde(default)]
        note: String,
    },
    SendBack {
        reason: String,
    },
    AskExtension {
        deadline: Due,
        reason: String,
    },
    GrantExtension {
        deadline: Due,
    },
    RefuseExtension {
        reason: String,
    },
    SetDue {
        deadline: Due,
        reason: String,
    },
    Suspend {
        reason: String,
    },
    Resume,
    HandOver {
        lead: UnitId,
        reason: String,
    },
    Cancel {
        reason: String,
    },
    Urge {
        told: Told,
        #[serde(default)]
        text: String,
    },
    AnswerUrge {
        text: String,
    },
}

impl TaskDeed {
    /// The deed; to make a task clear one has to know what it said.
    async fn deed(self, call: &Call, id: TaskId) -> Result<Deed, Problem> {
        Ok(match self {
            Self::Clarify { terms } => {
                let open = call.permit::<TasksRead>()?.open(id).await.map_err(|e| call.problem(e))?;
                Deed::Clarify { terms: terms.into_terms(open.task.terms).trimmed() }
            }
            Self::Receive { responsible } => Deed::Receive { responsible },
            Self::Return { reason } => Deed::Return { reason },
            Self::Progress { percent, note, difficulties, proposals } => {
                Deed::Progress { percent, note, difficulties, proposals }
            }
            Self::FinishPart { unit, note } => Deed::FinishPart { unit, note },
            Self::Accept { note } => Deed::Accept { note },
            Self::SendBack { reason } => Deed::SendBack { reason },
            Self::AskExtension { deadline: due, reason } => Deed::AskExtension { due, reason },
            Self::GrantExtension { deadline: due } => Deed::GrantExtension { due },
            Self::RefuseExtension { reason } => Deed::RefuseExtension { reason },
            Self::SetDue { deadline: due, reason } => Deed::SetDue { due, reason },
            Self::Suspend { reason } => Deed::Suspend { reason },
            Self::Resume => Deed::Resume,
            Self::HandOver { lead: to, reason } => Deed::HandOver { to, reason },
            Self::Cancel { reason } => Deed::Cancel { reason },
            Self::Urge { told, text } => Deed::Urge { told, text },
            Self::AnswerUrge { text } => Deed::AnswerUrge { text },
        })
    }
}

/// The revision that the caller saw; one that no task has was changed meanwhile.
pub(super) fn revision(call: &Call) -> Result<u32, Problem> {
    let revision = call.revision(Tagged::Task)?;
    u32::try_from(revision).map_err(|_| Problem::new(crate::Kind::Precondition))
}

async fn take(call: Call, deed: TaskDeed) -> Result<Reply<TaskEntry>, Problem> {
    let id: TaskId = call.id("id")?;
    let revision = revision(&call)?;
    let deed = deed.deed(&call, id).await?;
    let done = match deed.side() {
        Side::Assigner => call.permit::<TasksAssign>()?.direct(id, revision, deed).await,
        Side::Lead | Side::Coordinator => call.permit::<TasksReport>()?.report(id, revision, deed).await,
        Side::Acceptor => call.permit::<TasksAccept>()?.judge(id, revision, deed).await,
    };
    let task = done.map_err(|e| call.problem(e))?;
    Ok(TaskEntry::of_task(id, &task, call.person()?.today).into())
}

/// How far several tasks are: all of them are kept, or none.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TaskProgress {
    #[schema(min_items = 1, max_items = 100)]
    reports: Vec<TaskReport>,
}

/// How far a task is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TaskReport {
    id: TaskId,
    /// The revision that the caller saw.
    revision: u32,
    #[schema(maximum = 100)]
    percent: u8,
    #[serde(default)]
    note: String,
    #[serde(default)]
    difficulties: String,
    #[serde(default)]
    proposals: String,
}

async fn progress(call: Call, told: TaskProgress) -> Result<Reply<Nothing>, Problem> {
    let deed = |report: TaskReport| {
        let TaskReport { id, revision, percent, note, difficulties, proposals } = report;
        (id, revision, Deed::Progress { percent, note, difficulties, proposals })
    };
    let deeds = told.reports.into_iter().map(deed).collect();
    call.permit::<TasksReport>()?.report_all(deeds).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
