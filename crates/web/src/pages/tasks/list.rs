//! Tasks as a table: the filters stand in the address, the same filter gives the file.

use super::asked::Asked;
use super::{unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Filter, FilterValue, Tab, Table};
use crate::{Frame, Problem};
use app::rights::{TasksAssign, TasksRead};
use axum::response::{IntoResponse, Response};
use domain::UnitId;
use domain::tasks::{Basis, Stage, Timeliness};
use domain::units::UnitSet;
use jiff::civil::Date;
use maud::{Markup, html};
use store::{TaskFilter, TaskOrder, TaskRow};

/// Most rows of a file.
const MOST: u32 = 100_000;

/// A row: the task with the words that stand elsewhere.
pub(super) struct Row {
    pub(super) task: TaskRow,
    pub(super) lead: String,
    pub(super) responsible: String,
}

pub(super) async fn page(frame: Frame, who: Who) -> Result<Response, Problem> {
    let permit = who.permit::<TasksRead>()?;
    let person = who.person()?;
    let today = person.today;
    let asked = Asked::of(&frame);
    let table = table(&frame, today).views(frame.views("tasks").await?);
    let query = table.query(frame.query());
    let unit: Option<UnitId> = asked.parsed("unit");
    let mut filter = TaskFilter::all(today);
    let role = Role::of(asked.value("role"));
    if let Some(unit) = unit {
        let alone = asked.value("below") == "no";
        let units = if alone { UnitSet::alone([unit], today) } else { UnitSet::below(unit, today) };
        let units = Some(units);
        match role {
            Role::Lead => filter.leads = units,
            Role::Coordinate => filter.coordinators = units,
            Role::Give => filter.givers = units,
            Role::Accept => filter.acceptors = units,
        }
    }
    if asked.value("mine") == "yes" {
        filter.responsible = Some(person.account.id);
    }
    filter.document = asked.parsed("document");
    filter.text.clone_from(&query.text);
    filter.stages = query.choices("stage").iter().filter_map(|code| Stage::parse(code)).collect();
    filter.buckets = query.choices("bucket").iter().filter_map(|code| Timeliness::parse(code)).collect();
    if asked.value("basis") == Basis::First.code() {
        filter.basis = Basis::First;
    }
    filter.unclear = query.filters.contains_key("unclear");
    filter.extension_asked = query.filters.contains_key("extension");
    filter.without_evidence = query.filters.contains_key("bare");
    if let Some(FilterValue::Days { from, to }) = query.filters.get("due") {
        (filter.due_from, filter.due_to) = (*from, *to);
    }
    filter.order = match query.sort.first() {
        Some(sort) if sort.key == "given" => TaskOrder::Latest,
        Some(sort) if sort.direction == ui::Direction::Down => TaskOrder::DueLast,
        _ => TaskOrder::DueFirst,
    };
    let (offset, limit) = if query.export.is_some() { (0, MOST) } else { (query.offset(), query.rows) };
    let listed = permit.list(&filter, offset, limit).await.map_err(problem)?;
    let row = |task: TaskRow| Row {
        lead: unit_name(&who, task.lead),
        responsible: task.responsible.and_then(|by| listed.names.get(&by).cloned()).unwrap_or_default(),
        task,
    };
    let rows: Vec<Row> = listed.rows.into_iter().map(row).collect();
    if let Some(format) = query.export {
        return table.export(&query, &rows, format);
    }
    let body = html! {
        (tabs(&frame, &asked, person.posts().next().map(|post| post.unit)))
        @if let Some(unit) = unit {
            p.quiet { (role.word(&frame)) ": " strong { (unit_name(&who, unit)) } " " (ui::link(frame.word("tasks-all-units"), "/tasks")) }
        }
        (table.show(&frame, &query, &rows, listed.total))
        (elsewhere(&frame))
    };
    let page = frame.page(frame.word("area-tasks")).help("tasks").body(body);
    let page = match person.permit::<TasksAssign>() {
        Ok(_) => page
            .keys([('n', frame.word("task-new"))])
            .action(Button::primary(frame.word("task-new")).href("/tasks/new").key('n')),
        Err(_) => page,
    };
    Ok(page.into_response())
}

/// In which role a unit is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Lead,
    Coordinate,
    Give,
    Accept,
}

impl Role {
    fn of(code: &str) -> Self {
        match code {
            "coordinate" => Self::Coordinate,
            "give" => Self::Give,
            "accept" => Self::Accept,
            _ => Self::Lead,
        }
    }

    fn word(self, frame: &Frame) -> String {
        frame.word(match self {
            Self::Lead => "tasks-role-lead",
            Self::Coordinate => "tasks-role-coordinate",
            Self::Give => "tasks-role-give",
            Self::Accept => "tasks-role-accept",
        })
    }
}

/// The views that everybody wants: all, my unit's, what it coordinates, mine.
fn tabs(frame: &Frame, asked: &Asked, own: Option<UnitId>) -> Markup {
    let unit = asked.value("unit");
    let role = asked.value("role");
    let mine = asked.value("mine") == "yes";
    let tab = |title: String, href: String, current: bool| Tab { title, href, current, count: None };
    let mut all = vec![tab(frame.word("tasks-all"), "/tasks".to_owned(), unit.is_empty() && !mine)];
    if let Some(own) = own {
        let is_own = unit == own.to_string();
        let of = |role: &str| format!("/tasks?unit={own}{role}");
        all.push(tab(frame.word("tasks-of-unit"), of(""), is_own && role.is_empty() && !mine));
        let coordinates = is_own && role == "coordinate";
        all.push(tab(frame.word("tasks-coordinated"), of("&role=coordinate"), coordinates));
    }
    all.push(tab(frame.word("tasks-mine"), "/tasks?mine=yes".to_owned(), mine));
    ui::tabs(frame.word("tasks-views"), &all)
}

/// The other pages of the area.
fn elsewhere(frame: &Frame) -> Markup {
    let pages = [
        ("tasks.read", frame.word("tasks-statistics"), "/tasks/statistics"),
        ("tasks.report", frame.word("tasks-progress"), "/tasks/progress"),
    ];
    html! {
        nav.parts aria-label=(frame.word("tasks-elsewhere")) {
            ul { @for (right, title, href) in pages { @if frame.may(right) { li { (ui::link(title, href)) } } } }
        }
    }
}

/// The table, for this page and for a part of others.
pub(super) fn table(frame: &Frame, today: Date) -> Table<Row> {
    let stages = Stage::ALL.map(|stage| (stage.code().to_owned(), words::stage(frame, stage)));
    let buckets = Timeliness::ALL.map(|bucket| (bucket.code().to_owned(), words::bucket(frame, bucket)));
    let (first, second, third) = (frame.clone(), frame.clone(), frame.clone());
    let (fourth, fifth) = (frame.clone(), frame.clone());
    let path = |row: &Row| format!("/tasks/{}", row.task.id);
    let status = move |row: &Row| {
        let task = &row.task;
        let status = words::status(task.stage, task.due, task.submitted_on, today).words(&first);
        format!("{status} – {}", words::stage(&first, task.stage))
    };
    let show_status = move |row: &Row| {
        let task = &row.task;
        words::standing(&second, task.stage, task.due, task.submitted_on, today)
    };
    Table::new("tasks", frame.word("area-tasks"))
        .searchable()
        .filter(Filter::choice("bucket", frame.word("tasks-bucket"), buckets))
        .filter(Filter::choice("stage", frame.word("task-stage"), stages))
        .filter(Filter::days("due", frame.word("task-due")))
        .filter(Filter::yes("unclear", frame.word("tasks-unclear")))
        .filter(Filter::yes("extension", frame.word("tasks-extension")))
        .filter(Filter::yes("bare", frame.word("tasks-bare")))
        .column(
            Column::text("action", frame.word("task-action"), |row: &Row| row.task.action.clone())
                .cell(move |row| ui::link(&row.task.action, path(row)))
                .wide(),
        )
        .column(Column::text("lead", frame.word("task-lead"), |row: &Row| row.lead.clone()))
        .column(
            Column::text("responsible", frame.word("task-responsible"), |row: &Row| row.responsible.clone())
                .hidden(),
        )
        .column(
            Column::date("due", frame.word("task-due"), |row: &Row| row.task.due)
                .cell(move |row| match row.task.due {
                    Some(due) => ui::day(&fifth, due, today),
                    None => html! { "–" },
                })
                .sortable(),
        )
        .column(Column::text("status", frame.word("task-status"), status).cell(show_status))
        .column(
            Column::number("percent", frame.word("task-percent"), |row: &Row| {
                Some(vitext::Decimal::from(row.task.percent))
            })
            .unit("%")
            .narrow(),
        )
        .column(
            Column::text("clears", frame.word("tasks-clears"), move |row: &Row| {
                words::missing(&third, row.task.clears)
            })
            .cell(move |row| words::dots(&fourth, row.task.clears)),
        )
        .column(
            Column::date("given", frame.word("task-given-on"), |row: &Row| Some(row.task.given_on))
                .sortable()
                .hidden(),
        )
        .column(
            Column::number("urgings", frame.word("task-urgings"), |row: &Row| {
                Some(vitext::Decimal::from(row.task.urgings))
            })
            .hidden(),
        )
        .column(
            Column::number("extensions", frame.word("task-extensions"), |row: &Row| {
                Some(vitext::Decimal::from(row.task.extensions))
            })
            .hidden(),
        )
        .sorted("due", ui::Direction::Up)
        .empty(frame.word("tasks-none"), frame.word("tasks-none-help"))
}
