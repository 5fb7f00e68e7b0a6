//! Programmes with their trees, what moved between two days, and the letter that urges, issued.

use super::list::Filter;
use super::shapes::TaskEntry;
use crate::api::call::{Call, Nothing, Reply, Tagged};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::pages::tasks::print;
use crate::{Access, Kind as Failure, Problem};
use app::rights::{TasksAssign, TasksRead};
use app::tasks::{Difference, Moved};
use axum::http::Method;
use domain::rights::Right;
use domain::tasks::programme::Advance;
use domain::{DocumentId, ProgrammeId, TaskId, UnitId};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{ProgrammeRow, TaskFilter};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::TasksRead.code());
    let assign = Access::Right(Right::TasksAssign.code());
    let post = |path| (Method::POST, path);
    api.write(post("/api/v1/documents/{id}/programme"), assign, ("programmes-make", 200), make)
        .list("/api/v1/programmes", read, "programmes-list", list)
        .get("/api/v1/programmes/{programme}", read, "programmes-show", show)
        .get("/api/v1/tasks/moved", read, "tasks-moved", moved)
        .write(post("/api/v1/tasks/{id}/notice"), assign, ("tasks-issue-notice", 200), issue)
        .conditional()
}

/// A programme that was made of a document.
#[derive(Serialize, ToSchema)]
struct ProgrammeMade {
    id: ProgrammeId,
}

async fn make(call: Call, _: Nothing) -> Result<Reply<ProgrammeMade>, Problem> {
    let made = call.permit::<TasksAssign>()?.make_programme(call.id("id")?).await;
    Ok(ProgrammeMade { id: made.map_err(|e| call.problem(e))? }.into())
}

/// How far tasks are, together.
#[derive(Serialize, ToSchema)]
struct ProgrammeAdvance {
    task_count: u64,
    done_count: u64,
    late_count: u64,
    percent: u64,
}

impl From<&Advance> for ProgrammeAdvance {
    fn from(advance: &Advance) -> Self {
        Self {
            task_count: advance.all,
            done_count: advance.done,
            late_count: advance.late,
            percent: advance.percent(),
        }
    }
}

/// A programme, and how far it is.
#[derive(Serialize, ToSchema)]
struct ProgrammeEntry {
    id: ProgrammeId,
    document: DocumentId,
    unit: UnitId,
    name: String,
    advance: ProgrammeAdvance,
}

impl ProgrammeEntry {
    fn of(row: ProgrammeRow, advance: &Advance) -> Self {
        Self { id: row.id, document: row.document, unit: row.unit, name: row.name, advance: advance.into() }
    }
}

async fn list(call: Call, asked: Asked, _: Nothing) -> Result<Listed<ProgrammeEntry>, Problem> {
    let mut all = call.permit::<TasksRead>()?.programmes().await.map_err(|e| call.problem(e))?;
    all.sort_by_key(|(row, _)| row.id);
    let entry = |(row, advance): (ProgrammeRow, Advance)| ProgrammeEntry::of(row, &advance);
    Ok(Listed::cut(all, asked, |(row, _)| row.id.get(), entry))
}

/// A goal or a group of work of a programme.
#[derive(Serialize, ToSchema)]
struct ProgrammeBranch {
    address: String,
    title: String,
    /// A goal; else a group of work.
    is_goal: bool,
    /// How many branches it stands below.
    depth: usize,
    advance: ProgrammeAdvance,
    tasks: Vec<TaskId>,
}

/// A programme with its tree.
#[derive(Serialize, ToSchema)]
struct ProgrammeCard {
    programme: ProgrammeEntry,
    branches: Vec<ProgrammeBranch>,
    /// Tasks under no branch.
    other_tasks: Vec<TaskId>,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<ProgrammeCard>, Problem> {
    let opened = call.permit::<TasksRead>()?.programme(call.id("programme")?).await;
    let opened = opened.map_err(|e| call.problem(e))?;
    let under = |branch: Option<usize>| -> Vec<TaskId> {
        opened.tasks.iter().filter(|(place, _)| *place == branch).map(|(_, task)| task.id).collect()
    };
    let branches = opened.tree.branches().iter().zip(&opened.advance).enumerate();
    let branches = branches.map(|(place, (branch, advance))| ProgrammeBranch {
        address: branch.address.clone(),
        title: branch.title.clone(),
        is_goal: branch.kind == domain::tasks::BranchKind::Goal,
        depth: opened.tree.depth(place),
        advance: advance.into(),
        tasks: under(Some(place)),
    });
    let branches = branches.collect();
    let other_tasks = under(None);
    Ok(ProgrammeCard { programme: ProgrammeEntry::of(opened.row, &opened.whole), branches, other_tasks }
        .into())
}

/// Between which days, and of whom.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Days {
    #[param(minimum = 1)]
    unit: Option<UnitId>,
    /// The end of this day, and
    since: Option<Date>,
    /// the end of this.
    day: Option<Date>,
}

/// What is different about a task.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum TaskDifference {
    New,
    Done,
    Cancelled,
    Late,
    Stage,
    Due,
    Lead,
    Session,
    Percent,
}

impl From<Difference> for TaskDifference {
    fn from(difference: Difference) -> Self {
        match difference {
            Difference::New => Self::New,
            Difference::Done => Self::Done,
            Difference::Cancelled => Self::Cancelled,
            Difference::Late => Self::Late,
            Difference::Stage => Self::Stage,
            Difference::Due => Self::Due,
            Difference::Lead => Self::Lead,
            Difference::Session => Self::Session,
            Difference::Percent => Self::Percent,
        }
    }
}

/// A task that moved.
#[derive(Serialize, ToSchema)]
struct MovedTask {
    task: TaskEntry,
    differences: Vec<TaskDifference>,
}

/// What moved.
#[derive(Serialize, ToSchema)]
struct MovedTasks {
    moved_tasks: Vec<MovedTask>,
    /// There were more than are looked at.
    is_cut: bool,
}

async fn moved(call: Call, days: Days) -> Result<Reply<MovedTasks>, Problem> {
    let permit = call.permit::<TasksRead>()?;
    let person = call.person()?;
    let last = days.day.unwrap_or(person.today);
    let first = days.since.unwrap_or_else(|| last.saturating_sub(30.days()));
    let filter = match days.unit {
        Some(unit) => Filter::led_below(unit).chosen(person),
        None => TaskFilter::all(person.today),
    };
    let moves = permit.moved(&filter, (first, last)).await.map_err(|e| call.problem(e))?;
    let one = |moved: Moved| MovedTask {
        task: TaskEntry::of(moved.row, person.today),
        differences: moved.differences.into_iter().map(TaskDifference::from).collect(),
    };
    Ok(MovedTasks { moved_tasks: moves.rows.into_iter().map(one).collect(), is_cut: moves.is_cut }.into())
}

/// A letter that was issued.
#[derive(Serialize, ToSchema)]
struct NoticeIssued {
    document: DocumentId,
    symbol: String,
}

async fn issue(call: Call, _: Nothing) -> Result<Reply<NoticeIssued>, Problem> {
    let id: TaskId = call.id("id")?;
    let revision =
        u32::try_from(call.revision(Tagged::Task)?).map_err(|_| Problem::new(Failure::Precondition))?;
    let issued = print::issue_letter(&call.frame, call.who(), id, revision).await?;
    let issued = issued.map_err(|e| call.problem(e))?;
    Ok(NoticeIssued { document: issued.document, symbol: issued.symbol }.into())
}
