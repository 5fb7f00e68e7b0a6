//! Tasks as a list, by what the page filters.

use super::shapes::TaskEntry;
use crate::api::call::Call;
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::api::text::within;
use crate::{Access, Problem};
use app::Person;
use app::rights::TasksRead;
use app::tasks::Role;
use domain::rights::Right;
use domain::tasks::{Basis, Stage};
use domain::{AccountId, DocumentId, TaskId, Timeliness, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::TaskFilter;
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::TasksRead.code());
    api.list("/api/v1/tasks", read, "tasks-list", list)
}

/// What a unit has to do with a task.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum TaskRole {
    Lead,
    Coordinate,
    Give,
    Accept,
}

impl From<TaskRole> for Role {
    fn from(role: TaskRole) -> Self {
        match role {
            TaskRole::Lead => Self::Lead,
            TaskRole::Coordinate => Self::Coordinate,
            TaskRole::Give => Self::Give,
            TaskRole::Accept => Self::Accept,
        }
    }
}

#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    #[param(minimum = 1)]
    pub(super) unit: Option<UnitId>,
    /// Also the units below it.
    #[serde(default)]
    below: bool,
    #[param(inline)]
    role: Option<TaskRole>,
    #[param(minimum = 1)]
    responsible: Option<AccountId>,
    #[param(minimum = 1)]
    document: Option<DocumentId>,
    #[param(inline)]
    stage: Option<Stage>,
    #[param(inline)]
    timeliness: Option<Timeliness>,
    #[param(inline)]
    basis: Option<Basis>,
    #[serde(default)]
    unclear: bool,
    #[serde(default)]
    extension_asked: bool,
    #[serde(default)]
    without_evidence: bool,
    /// Its field of work, as it is written in the tasks.
    #[param(max_length = 200)]
    #[serde(default, deserialize_with = "within::<_, 200>")]
    field: Option<String>,
    /// Whom it is reported to.
    #[param(minimum = 1)]
    leader: Option<AccountId>,
    /// Taken up by a session from this day on; with `session_until` the work programme of these days.
    session_from: Option<Date>,
    /// Taken up by a session until this day.
    session_until: Option<Date>,
    /// Due from this day on.
    from: Option<Date>,
    /// Due before this day.
    until: Option<Date>,
    #[param(max_length = 300)]
    #[serde(default, deserialize_with = "within::<_, 300>")]
    q: Option<String>,
}

impl Filter {
    /// What a unit and those below it lead.
    pub(super) fn led_below(unit: UnitId) -> Self {
        Self { unit: Some(unit), below: true, ..Self::default() }
    }

    pub(super) fn chosen(self, person: &Person) -> TaskFilter {
        let mut filter = TaskFilter {
            stages: self.stage.into_iter().collect(),
            buckets: self.timeliness.into_iter().collect(),
            basis: self.basis.unwrap_or_default(),
            unclear: self.unclear,
            extension_asked: self.extension_asked,
            without_evidence: self.without_evidence,
            document: self.document,
            responsible: self.responsible,
            field: self.field.unwrap_or_default(),
            leader: self.leader,
            sessions: self.session_from.zip(self.session_until),
            due_from: self.from,
            due_to: self.until.map(|until| until.yesterday().unwrap_or(Date::MIN)),
            text: self.q.unwrap_or_default(),
            ..TaskFilter::all(person.today)
        };
        if let Some(unit) = self.unit {
            let role: Role = self.role.map(Role::from).unwrap_or_default();
            role.choose(&mut filter, person, unit, self.below);
        }
        filter
    }
}

async fn list(call: Call, asked: Asked, filter: Filter) -> Result<Listed<TaskEntry>, Problem> {
    let permit = call.permit::<TasksRead>()?;
    let person = call.person()?;
    let after = TaskId::new(asked.after.unwrap_or_default());
    // One more tells whether others follow.
    let limit = u32::try_from(asked.limit + 1).unwrap_or(u32::MAX);
    let rows = permit.walk(&filter.chosen(person), after, limit).await.map_err(|e| call.problem(e))?;
    Ok(Listed::cut(rows, asked, |row| row.id.get(), |row| TaskEntry::of(row, person.today)))
}
