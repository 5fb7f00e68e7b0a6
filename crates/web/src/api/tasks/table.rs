//! Tasks from the tables in which offices keep them.

use super::give::TasksGiven;
use super::shapes::TaskTerms;
use crate::api::call::{Call, Reply};
use crate::api::operation::Api;
use crate::api::upload::Upload;
use crate::pages::tasks::import::{Checked, TABLE, Wrong, checked, sentence, wrong_rows};
use crate::{Access, Kind, Problem};
use app::rights::TasksAssign;
use app::tasks::NewTask;
use app::tasks::import::{Column, rows};
use domain::UnitId;
use domain::rights::Right;
use domain::tasks::Due;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let assign = Access::Right(Right::TasksAssign.code());
    api.take("/api/v1/tasks/table/check", assign, ("tasks-check-table", 200, TABLE), check).take(
        "/api/v1/tasks/table",
        assign,
        ("tasks-give-table", 201, TABLE),
        give,
    )
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Giver {
    /// Who hands out.
    #[param(minimum = 1)]
    unit: UnitId,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct GiverWithout {
    #[param(minimum = 1)]
    unit: UnitId,
    /// So many rows are left out.
    #[serde(default)]
    wrong: usize,
}

/// A column of the table.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum TaskColumn {
    Action,
    Lead,
    Parts,
    Due,
    Product,
    Answerable,
    Acceptor,
}

/// What is wrong in a row.
#[derive(Serialize, ToSchema)]
struct WrongTaskRow {
    row: u32,
    column: TaskColumn,
    message: String,
}

impl From<Wrong> for WrongTaskRow {
    fn from(wrong: Wrong) -> Self {
        Self {
            row: wrong.row,
            column: match wrong.column {
                Column::Action => TaskColumn::Action,
                Column::Lead => TaskColumn::Lead,
                Column::Parts => TaskColumn::Parts,
                Column::Due => TaskColumn::Due,
                Column::Product => TaskColumn::Product,
                Column::Answerable => TaskColumn::Answerable,
                Column::Acceptor => TaskColumn::Acceptor,
            },
            message: wrong.sentence,
        }
    }
}

/// The task that a row would become.
#[derive(Serialize, ToSchema)]
struct TaskOfRow {
    lead: UnitId,
    terms: TaskTerms,
    deadline: Due,
}

impl From<NewTask> for TaskOfRow {
    fn from(task: NewTask) -> Self {
        Self { lead: task.terms.lead, terms: task.terms.into(), deadline: task.due }
    }
}

/// What a table would become.
#[derive(Serialize, ToSchema)]
struct TaskTableCheck {
    new_tasks: Vec<TaskOfRow>,
    errors: Vec<WrongTaskRow>,
    /// How many rows are wrong.
    wrong: usize,
}

fn looked_at(call: &Call, unit: UnitId, file: &Upload) -> Result<Checked, Problem> {
    let permit = call.permit::<TasksAssign>()?;
    let person = call.person()?;
    permit.covers(unit, &person.forest()).map_err(|e| call.problem(e))?;
    let rows = rows(&file.bytes)
        .map_err(|error| Problem::new(Kind::Invalid).field("file", sentence(&call.frame, &error)))?;
    Ok(checked(&call.frame, person, &permit, unit, &rows))
}

async fn check(call: Call, giver: Giver, file: Upload) -> Result<Reply<TaskTableCheck>, Problem> {
    let checked = looked_at(&call, giver.unit, &file)?;
    let wrong = wrong_rows(&checked);
    Ok(TaskTableCheck {
        new_tasks: checked.tasks.into_iter().map(TaskOfRow::from).collect(),
        errors: checked.wrong.into_iter().map(WrongTaskRow::from).collect(),
        wrong,
    }
    .into())
}

async fn give(call: Call, giver: GiverWithout, file: Upload) -> Result<Reply<TasksGiven>, Problem> {
    let checked = looked_at(&call, giver.unit, &file)?;
    let wrong = wrong_rows(&checked);
    if wrong != giver.wrong {
        return Err(call.wrong("wrong", "api-wrong-task-rows", [("count", wrong.into())]));
    }
    let tasks = call.permit::<TasksAssign>()?.give(&checked.tasks).await.map_err(|e| call.problem(e))?;
    Ok(TasksGiven { tasks }.into())
}
