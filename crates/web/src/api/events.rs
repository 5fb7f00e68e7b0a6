//! Events of the organisation: shown, tried, entered, taken back, founded from a table.

use super::call::{Call, Nothing, Reply, Tagged, revision_tag};
use super::operation::Api;
use super::paging::{Asked, Listed};
use crate::download::{Download, XLSX};
use crate::pages::units::template;
use crate::{Access, Kind, Problem};
use app::rights::{UnitsChange, UnitsRead};
use app::units::{ImportError, Imported, Request};
use axum::http::Method;
use domain::rights::Right;
use domain::units::import::Row;
use domain::units::{Change, Changed, Link, Order, Unit, UnitEvent, UnitKind};
use domain::{EventId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::UnitsRead.code());
    let write = Access::Right(Right::UnitsChange.code());
    api.list("/api/v1/events", read, "events-list", list)
        .get("/api/v1/events/{event}", read, "events-show", show)
        .write((Method::POST, "/api/v1/events"), write, ("events-enter", 201), enter)
        .conditional()
        .write((Method::POST, "/api/v1/events/preview"), write, ("events-preview", 200), preview)
        .write((Method::POST, "/api/v1/events/{event}/revert"), write, ("events-revert", 204), revert)
        .write((Method::POST, "/api/v1/events/revert"), write, ("events-revert-import", 204), revert_import)
        .write((Method::POST, "/api/v1/units/import"), write, ("units-import", 201), import)
        .file("/api/v1/units/template", write, ("units-template", XLSX), template)
}

/// Units that were founded from a table: the first event and the last.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ImportRevert {
    first: EventId,
    last: EventId,
}

async fn revert_import(call: Call, which: ImportRevert) -> Result<Reply<Nothing>, Problem> {
    let done = call.permit::<UnitsChange>()?.revert_import(which.first, which.last).await;
    done.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

async fn template(call: Call) -> Result<Download, Problem> {
    let app = call.person()?.app().clone();
    let kinds: Vec<&UnitKind> = app.kinds().iter().collect();
    let content = template::template(&call.frame, &kinds).map_err(Problem::bug)?;
    Ok(Download::new("mau-don-vi.xlsx", XLSX, content))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Days {
    from: Option<Date>,
    until: Option<Date>,
}

async fn list(call: Call, asked: Asked, days: Days) -> Result<Listed<UnitEvent>, Problem> {
    let permit = call.permit::<UnitsRead>()?;
    let fits = |event: &UnitEvent| {
        days.from.is_none_or(|from| from <= event.date) && days.until.is_none_or(|until| event.date < until)
    };
    let mut events: Vec<_> = permit.history().events().iter().filter(|event| fits(event)).collect();
    events.sort_by_key(|event| event.id);
    let page = Listed::cut(events, asked, |event| event.id.get(), |event| (**event).clone());
    Ok(page.tagged(revision_tag(call.person()?.organisation.revision(), "events")))
}

async fn show(call: Call, _: Nothing) -> Result<Reply<UnitEvent>, Problem> {
    let id: EventId = call.id("event")?;
    let permit = call.permit::<UnitsRead>()?;
    let event = permit.history().event(id).ok_or_else(Problem::not_found)?;
    let revision = call.person()?.organisation.revision();
    Ok(Reply::tagged((**event).clone(), revision_tag(revision, "event")))
}

/// A change to be entered. Units that begin by it have placeholders for ids: -1, -2, …
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewEvent {
    date: Date,
    change: Change,
    ordered_by: Order,
}

impl NewEvent {
    fn request(self, revision: i64) -> Request {
        Request { date: self.date, change: self.change, ordered_by: self.ordered_by, revision }
    }
}

/// An event that was entered.
#[derive(Serialize, ToSchema)]
struct Entered {
    id: EventId,
}

async fn enter(call: Call, new: NewEvent) -> Result<Reply<Entered>, Problem> {
    let request = new.request(call.revision(Tagged::Units)?);
    let id = call.permit::<UnitsChange>()?.enter(&request).await.map_err(|e| call.problem(e))?;
    Ok(Entered { id }.into())
}

/// What a change would do.
#[derive(Serialize, ToSchema)]
struct EventPreview {
    /// Units that would begin; their ids are not those that they will have.
    begun: Vec<Unit>,
    /// Units that would end.
    ended: Vec<Unit>,
    /// Units that would become different.
    changed: Vec<Changed>,
    /// Who would succeed whom.
    links: Vec<Link>,
}

async fn preview(call: Call, new: NewEvent) -> Result<Reply<EventPreview>, Problem> {
    let revision = call.person()?.organisation.revision();
    let preview =
        call.permit::<UnitsChange>()?.preview(&new.request(revision)).map_err(|e| call.problem(e))?;
    if let Some(refusal) = &preview.refused {
        return Err(call.problem(app::units::refused(refusal)));
    }
    let units = |units: Vec<std::sync::Arc<Unit>>| units.iter().map(|unit| (**unit).clone()).collect();
    Ok(EventPreview {
        begun: units(preview.begun),
        ended: units(preview.ended),
        changed: preview.changed,
        links: preview.links,
    }
    .into())
}

async fn revert(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let id: EventId = call.id("event")?;
    call.permit::<UnitsChange>()?.revert(id).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// A table of units that are founded together under one unit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UnitTable {
    under: UnitId,
    date: Date,
    ordered_by: Order,
    #[schema(min_items = 1, max_items = 10_000)]
    rows: Vec<UnitRow>,
}

/// A row of the table; codes tie units to those above them.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct UnitRow {
    code: String,
    name: String,
    #[serde(default)]
    short_name: String,
    kind: String,
    #[serde(default)]
    parent: String,
}

/// The most rows of a table.
const ROWS: usize = 10_000;

/// How many units were founded, and by which events: from the first to the last without a gap.
#[derive(Serialize, ToSchema)]
struct Founded {
    count: usize,
    first: EventId,
    last: EventId,
}

async fn import(call: Call, table: UnitTable) -> Result<Reply<Founded>, Problem> {
    if table.rows.is_empty() || table.rows.len() > ROWS {
        return Err(call.wrong("rows", "api-wrong-rows", [("most", ROWS.into())]));
    }
    let row = |row: UnitRow| Row {
        code: row.code,
        name: row.name,
        short_name: row.short_name,
        kind: row.kind,
        parent: row.parent,
    };
    let rows: Vec<Row> = table.rows.into_iter().map(row).collect();
    let permit = call.permit::<UnitsChange>()?;
    match permit.import(&rows, table.under, table.date, &table.ordered_by).await {
        Ok(Imported { count, first, last }) => Ok(Founded { count, first, last }.into()),
        Err(ImportError::App(error)) => Err(call.problem(error)),
        Err(ImportError::Rows(wrong)) => {
            let problem = Problem::new(Kind::Invalid);
            Err(wrong.iter().take(100).fold(problem, |problem, wrong| {
                let column = match wrong.column {
                    domain::units::import::Column::Code => "code",
                    domain::units::import::Column::Name => "name",
                    domain::units::import::Column::ShortName => "short_name",
                    domain::units::import::Column::Kind => "kind",
                    domain::units::import::Column::Parent => "parent",
                };
                let key = wrong.problem.key().replace("units-", "api-");
                let sentence = call.frame.messages().format(&key, []);
                problem.field(format!("rows[{}].{column}", wrong.row), sentence)
            }))
        }
    }
}
