//! Clauses of a document that give work: what they propose, and what became of them.

use super::shapes::TaskTerms;
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::{Access, Problem};
use app::rights::{TasksAssign, TasksRead};
use app::tasks::{Proposal, Proposals, Settled};
use axum::http::Method;
use domain::rights::Right;
use domain::tasks::{Clause, Due, Rhythm};
use domain::{DocumentId, TaskId, UnitId};
use serde::Serialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let assign = Access::Right(Right::TasksAssign.code());
    let passed = "/api/v1/documents/{id}/clauses/{clause}/passed-over";
    api.list("/api/v1/documents/{id}/clauses", assign, "clauses-list", list)
        .write((Method::PUT, passed), assign, ("clauses-pass-over", 204), pass_over)
        .write((Method::DELETE, passed), assign, ("clauses-take-up", 204), take_up)
}

/// A clause that gives work, as the task that it would be.
#[derive(Serialize, ToSchema)]
struct ProposedTask {
    /// Its place in the document, from 1.
    number: usize,
    address: String,
    quote: String,
    lead: UnitId,
    terms: TaskTerms,
    deadline: Due,
    rhythm: Option<Rhythm>,
    /// Names of fields that were concluded, not read.
    inferred: Vec<String>,
    /// Units as written that are none of the house.
    unknown: Vec<String>,
    /// The tasks that it gives.
    tasks: Vec<TaskId>,
    passed_over: bool,
}

impl From<Proposal> for ProposedTask {
    fn from(proposal: Proposal) -> Self {
        let (tasks, passed_over) = match proposal.settled {
            Settled::Open => (Vec::new(), false),
            Settled::Given(tasks) => (tasks, false),
            Settled::PassedOver => (Vec::new(), true),
        };
        Self {
            number: proposal.number + 1,
            address: proposal.clause.address,
            quote: proposal.clause.quote,
            lead: proposal.draft.terms.lead,
            terms: proposal.draft.terms.into(),
            deadline: proposal.draft.due,
            rhythm: proposal.rhythm,
            inferred: proposal.inferred.into_iter().map(str::to_owned).collect(),
            unknown: proposal.unknown,
            tasks,
            passed_over,
        }
    }
}

/// The proposals of the document, to whom may hand out for its unit.
async fn proposals(call: &Call) -> Result<Proposals, Problem> {
    let id: DocumentId = call.id("id")?;
    let permit = call.permit::<TasksAssign>()?;
    let proposals = call.permit::<TasksRead>()?.proposals(id).await.map_err(|e| call.problem(e))?;
    let forest = call.person()?.forest();
    permit.covers(proposals.document.unit, &forest).map_err(|e| call.problem(e))?;
    Ok(proposals)
}

async fn list(call: Call, asked: Asked, _: Nothing) -> Result<Listed<ProposedTask>, Problem> {
    let all = proposals(&call).await?.all;
    let place = |proposal: &Proposal| i64::try_from(proposal.number + 1).unwrap_or(i64::MAX);
    Ok(Listed::cut(all, asked, place, ProposedTask::from))
}

async fn pass_over(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let clause = clause(&call, &Settled::Open).await?;
    call.permit::<TasksAssign>()?.pass_over(&clause).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

async fn take_up(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let clause = clause(&call, &Settled::PassedOver).await?;
    call.permit::<TasksAssign>()?.take_up(&clause).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// The clause of the address, where it stands so.
async fn clause(call: &Call, settled: &Settled) -> Result<Clause, Problem> {
    let number: usize = call.id("clause")?;
    let all = proposals(call).await?.all;
    let proposal = number.checked_sub(1).and_then(|place| all.into_iter().nth(place));
    let proposal = proposal.ok_or_else(Problem::not_found)?;
    if proposal.settled != *settled {
        return Err(call.wrong("clause", "confirm-decided-already", []));
    }
    Ok(proposal.clause)
}
