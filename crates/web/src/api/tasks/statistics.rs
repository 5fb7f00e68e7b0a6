//! Tasks in numbers: now, by what they have in common; and as they were reported.

use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::{Access, Problem};
use app::rights::{TasksAccept, TasksRead};
use axum::http::Method;
use domain::documents::Period;
use domain::rights::Right;
use domain::tasks::{Basis, Counts, Statistics};
use domain::units::UnitSet;
use domain::{AccountId, DocumentId, TaskReportId, Timeliness, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{TaskFilter, TaskGroup, TaskKey, TaskReportRow};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::TasksRead.code());
    let accept = Access::Right(Right::TasksAccept.code());
    let reports = "/api/v1/tasks/reports";
    api.get("/api/v1/tasks/statistics", read, "statistics-show", show)
        .list(reports, read, "statistics-list", list)
        .write((Method::POST, reports), accept, ("statistics-freeze", 201), freeze)
        .get("/api/v1/tasks/reports/{report}", read, "statistics-frozen", frozen)
}

/// By what tasks are added up.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum TaskGrouping {
    #[default]
    Lead,
    Responsible,
    Document,
    Month,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Wanted {
    /// Tasks that it leads, or a unit below it.
    #[param(minimum = 1)]
    unit: UnitId,
    #[param(inline)]
    basis: Option<Basis>,
    #[param(inline)]
    group: Option<TaskGrouping>,
}

/// Numbers of tasks.
#[derive(Serialize, ToSchema)]
struct TaskNumbers {
    #[serde(flatten)]
    by: TaskTimeliness,
    extensions: u64,
    urgings: u64,
    /// Working days of delay of those done late, together.
    delay: u64,
    unclear: u64,
    without_evidence: u64,
}

/// How many stand in which of the four.
#[derive(Serialize, ToSchema)]
struct TaskTimeliness {
    done_in_time: u64,
    done_late: u64,
    open_in_time: u64,
    open_late: u64,
}

impl From<Counts> for TaskNumbers {
    fn from(counts: Counts) -> Self {
        Self {
            by: TaskTimeliness {
                done_in_time: counts.of(Timeliness::DoneInTime),
                done_late: counts.of(Timeliness::DoneLate),
                open_in_time: counts.of(Timeliness::OpenInTime),
                open_late: counts.of(Timeliness::OpenLate),
            },
            extensions: counts.extensions,
            urgings: counts.urgings,
            delay: counts.delay,
            unclear: counts.unclear,
            without_evidence: counts.without_evidence,
        }
    }
}

/// Numbers of tasks that have something in common: the field of it is filled, unless nothing is.
#[derive(Serialize, ToSchema)]
struct TaskGroupNumbers {
    lead: Option<UnitId>,
    responsible: Option<AccountId>,
    document: Option<DocumentId>,
    /// The first day of the month in which they are due.
    month: Option<Date>,
    numbers: TaskNumbers,
}

impl TaskGroupNumbers {
    fn of(key: TaskKey, counts: Counts) -> Self {
        let mut group =
            Self { lead: None, responsible: None, document: None, month: None, numbers: counts.into() };
        match key {
            TaskKey::Lead(unit) => group.lead = Some(unit),
            TaskKey::Responsible(account) => group.responsible = account,
            TaskKey::Document(document) => group.document = document,
            TaskKey::Month(month) => group.month = month,
            // Asked for on pages only.
            TaskKey::Field(_) | TaskKey::Leader(_) => {}
        }
        group
    }
}

/// Tasks in numbers.
#[derive(Serialize, ToSchema)]
struct TaskStatistics {
    basis: Basis,
    on: Date,
    /// All of them, each counted once.
    total: TaskNumbers,
    groups: Vec<TaskGroupNumbers>,
}

impl From<Statistics> for TaskStatistics {
    fn from(statistics: Statistics) -> Self {
        let total = statistics.total().into();
        let group = |(unit, counts)| TaskGroupNumbers::of(TaskKey::Lead(unit), counts);
        let groups = statistics.units.into_iter().map(group).collect();
        Self { basis: statistics.basis, on: statistics.on, total, groups }
    }
}

async fn show(call: Call, wanted: Wanted) -> Result<Reply<TaskStatistics>, Problem> {
    let permit = call.permit::<TasksRead>()?;
    let person = call.person()?;
    permit.covers(wanted.unit, &person.forest()).map_err(|e| call.problem(e))?;
    let basis = wanted.basis.unwrap_or_default();
    let leads = Some(UnitSet::below(wanted.unit, person.today));
    let filter = TaskFilter { leads, basis, ..TaskFilter::all(person.today) };
    let whole = permit.statistics(&filter).await.map_err(|e| call.problem(e))?;
    let group = match wanted.group.unwrap_or_default() {
        TaskGrouping::Lead => return Ok(TaskStatistics::from(whole).into()),
        TaskGrouping::Responsible => TaskGroup::Responsible,
        TaskGrouping::Document => TaskGroup::Document,
        TaskGrouping::Month => TaskGroup::Month,
    };
    let counted = permit.counted(&filter, group).await.map_err(|e| call.problem(e))?;
    // A document that the person may not see is not named.
    let may = |key: &TaskKey| match key {
        TaskKey::Document(Some(document)) => counted.documents.contains_key(document),
        _ => true,
    };
    let groups = counted.groups.iter().filter(|(key, _)| may(key));
    let groups = groups.map(|(key, counts)| TaskGroupNumbers::of(key.clone(), *counts)).collect();
    Ok(TaskStatistics { basis, on: whole.on, total: whole.total().into(), groups }.into())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct OfUnit {
    #[param(minimum = 1)]
    unit: UnitId,
}

/// Numbers that were reported.
#[derive(Serialize, ToSchema)]
struct FrozenStatistics {
    id: TaskReportId,
    unit: UnitId,
    from: Date,
    until: Date,
    at: Timestamp,
    by: AccountId,
    numbers: TaskStatistics,
}

impl From<TaskReportRow> for FrozenStatistics {
    fn from(row: TaskReportRow) -> Self {
        Self {
            id: row.id,
            unit: row.unit,
            from: row.period.from,
            until: row.period.last.tomorrow().unwrap_or(Date::MAX),
            at: row.at,
            by: row.by,
            numbers: row.statistics.into(),
        }
    }
}

async fn list(call: Call, asked: Asked, of: OfUnit) -> Result<Listed<FrozenStatistics>, Problem> {
    let mut rows = call.permit::<TasksRead>()?.reports(of.unit).await.map_err(|e| call.problem(e))?;
    rows.sort_by_key(|row| row.id);
    Ok(Listed::cut(rows, asked, |row| row.id.get(), FrozenStatistics::from))
}

async fn frozen(call: Call, _: Nothing) -> Result<Reply<FrozenStatistics>, Problem> {
    let id: TaskReportId = call.id("report")?;
    let row = call.permit::<TasksRead>()?.frozen(id).await.map_err(|e| call.problem(e))?;
    Ok(FrozenStatistics::from(row).into())
}

/// A period whose numbers are to stay as they are.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FreezeWish {
    unit: UnitId,
    from: Date,
    until: Date,
    #[serde(default)]
    basis: Basis,
}

/// The report that was kept.
#[derive(Serialize, ToSchema)]
struct StatisticsFrozen {
    id: TaskReportId,
}

async fn freeze(call: Call, wish: FreezeWish) -> Result<Reply<StatisticsFrozen>, Problem> {
    let last = wish.until.yesterday().ok();
    let period = last.and_then(|last| Period::new(wish.from, last));
    let period = period.ok_or_else(|| call.wrong("until", "api-wrong-period", []))?;
    let done = call.permit::<TasksAccept>()?.freeze(wish.unit, period, wish.basis).await;
    Ok(StatisticsFrozen { id: done.map_err(|e| call.problem(e))? }.into())
}
