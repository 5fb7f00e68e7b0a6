//! What several operations of tasks give back or take.

use domain::tasks::{Clear, Due, Part, Stage, Task, Terms};
use domain::{AccountId, TaskId, Timeliness, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::TaskRow;
use utoipa::ToSchema;

/// How a task stands.
#[derive(Serialize, ToSchema)]
pub(super) struct TaskEntry {
    id: TaskId,
    /// Who handed it out.
    unit: UnitId,
    lead: UnitId,
    /// Who accepts it.
    accepting: UnitId,
    action: String,
    stage: Stage,
    /// In which of the four; null for what was cancelled.
    timeliness: Option<Timeliness>,
    /// Which of the six are not clear.
    missing: Vec<Clear>,
    responsible: Option<AccountId>,
    follower: Option<AccountId>,
    /// The task that was handed down.
    above: Option<TaskId>,
    /// The first of a row of occurrences.
    series: Option<TaskId>,
    due: Option<Date>,
    first_due: Option<Date>,
    given_on: Date,
    submitted_on: Option<Date>,
    over_on: Option<Date>,
    percent: u8,
    extension_asked: bool,
    extensions: u32,
    urgings: u32,
    has_evidence: bool,
    /// Grows with every change.
    revision: u32,
}

impl TaskEntry {
    pub(super) fn of(row: TaskRow, today: Date) -> Self {
        Self {
            timeliness: row.bucket(today),
            missing: row.clears.missing().collect(),
            id: row.id,
            unit: row.unit,
            lead: row.lead,
            accepting: row.accepting,
            action: row.action,
            stage: row.stage,
            responsible: row.responsible,
            follower: row.follower,
            above: row.parent,
            series: row.series,
            due: row.due,
            first_due: row.first_due,
            given_on: row.given_on,
            submitted_on: row.submitted_on,
            over_on: row.over_on,
            percent: row.percent,
            extension_asked: row.extension_asked,
            extensions: row.extensions,
            urgings: row.urgings,
            has_evidence: row.has_evidence,
            revision: row.revision,
        }
    }

    pub(super) fn of_task(id: TaskId, task: &Task, today: Date) -> Self {
        Self::of(TaskRow::of(id, task), today)
    }
}

/// A coordinating unit with its part.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskPart {
    unit: UnitId,
    part: Option<String>,
    due: Option<Date>,
    /// Since when it is done; not looked at in what is sent.
    done_on: Option<Date>,
}

impl From<Part> for TaskPart {
    fn from(Part { unit, part, due, done_on }: Part) -> Self {
        Self { unit, part, due, done_on }
    }
}

/// What a task says of the work, beside lead and deadline.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TaskTerms {
    action: String,
    answerable: Option<String>,
    product: Option<String>,
    acceptor: Option<UnitId>,
    #[serde(default)]
    parts: Vec<TaskPart>,
}

impl From<Terms> for TaskTerms {
    fn from(terms: Terms) -> Self {
        let Terms { action, answerable, product, acceptor, parts, .. } = terms;
        Self { action, answerable, product, acceptor, parts: parts.into_iter().map(TaskPart::from).collect() }
    }
}

impl TaskTerms {
    /// The same in these terms: units and people stay.
    pub(super) fn into_terms(self, around: Terms) -> Terms {
        let part = |TaskPart { unit, part, due, .. }| Part { unit, part, due, done_on: None };
        let Self { action, answerable, product, acceptor, parts } = self;
        Terms {
            action,
            answerable,
            product,
            acceptor,
            parts: parts.into_iter().map(part).collect(),
            ..around
        }
    }
}

/// Terms in which nothing is said but who hands out, who leads, and who follows it up.
pub(super) fn bare(unit: UnitId, lead: UnitId, follower: AccountId) -> Terms {
    Terms { follower: Some(follower), ..Terms::bare(unit, lead, String::new()) }
}

/// No deadline is said.
pub(super) const fn no_due() -> Due {
    Due::None
}
