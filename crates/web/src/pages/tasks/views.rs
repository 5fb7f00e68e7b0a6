//! The four drawings of the same tasks, and what stands around each of them.

use super::chosen::Chosen;
use super::unit_name;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Tab};
use crate::{Frame, Page};
use app::rights::TasksAssign;
use app::tasks::Role;
use domain::UnitId;
use maud::{Markup, html};

/// One of the drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View {
    /// As rows.
    Table,
    /// By stage, as columns.
    Board,
    /// By day of a month.
    Calendar,
    /// As bars in time.
    Plan,
}

impl View {
    const ALL: [Self; 4] = [Self::Table, Self::Board, Self::Calendar, Self::Plan];

    const fn path(self) -> &'static str {
        match self {
            Self::Table => "/tasks",
            Self::Board => "/tasks/board",
            Self::Calendar => "/tasks/calendar",
            Self::Plan => "/tasks/plan",
        }
    }

    fn word(self, frame: &Frame) -> String {
        frame.word(match self {
            Self::Table => "tasks-view-table",
            Self::Board => "tasks-view-board",
            Self::Calendar => "tasks-view-calendar",
            Self::Plan => "tasks-view-plan",
        })
    }
}

/// The page of a drawing: whose tasks, the drawings, the drawing itself, other pages.
pub(super) fn page(frame: &Frame, who: &Who, chosen: &Chosen, view: View, drawing: &Markup) -> Page {
    let own = who.person().ok().and_then(|person| person.posts().next().map(|post| post.unit));
    let body = html! {
        (whose(frame, chosen, view, own))
        (switch(frame, view))
        @if let Some(unit) = chosen.unit {
            p.quiet { (role_word(frame, chosen.role)) ": " strong { (unit_name(who, unit)) } " " (ui::link(frame.word("tasks-all-units"), view.path())) }
        }
        (drawing)
        (elsewhere(frame))
    };
    let page = frame.page(frame.word("area-tasks")).help("tasks").body(body);
    match who.permit::<TasksAssign>() {
        Ok(_) => page
            .keys([('n', frame.word("task-new"))])
            .action(Button::primary(frame.word("task-new")).href("/tasks/new").key('n')),
        Err(_) => page,
    }
}

/// What stands above a drawing that is no table: what it chooses by, and its files.
pub(super) fn controls(frame: &Frame, chosen: &Chosen) -> Markup {
    chosen.table.filters_and_files(frame, &chosen.query, frame.word("tasks-files-help"))
}

fn role_word(frame: &Frame, role: Role) -> String {
    frame.word(match role {
        Role::Lead => "tasks-role-lead",
        Role::Coordinate => "tasks-role-coordinate",
        Role::Give => "tasks-role-give",
        Role::Accept => "tasks-role-accept",
    })
}

/// The same tasks drawn otherwise, and printed.
fn switch(frame: &Frame, view: View) -> Markup {
    let with = |path: &str| match frame.query() {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    };
    html! {
        nav.switch aria-label=(frame.word("tasks-drawings")) {
            ul {
                @for one in View::ALL {
                    li { a href=(with(one.path())) aria-current=[(one == view).then_some("true")] { (one.word(frame)) } }
                }
            }
            p { (frame.word("tasks-print")) ": "
                a href=(with("/tasks/print/docx")) download { ".docx" } " · "
                a href=(with("/tasks/print/pdf")) download { ".pdf" }
            }
        }
    }
}

/// The choices that everybody wants: all, my unit's, what it coordinates, mine.
fn whose(frame: &Frame, chosen: &Chosen, view: View, own: Option<UnitId>) -> Markup {
    let path = view.path();
    let unit = chosen.asked.value("unit");
    let role = chosen.asked.value("role");
    let mine = chosen.asked.value("mine") == "yes";
    let tab = |title: String, href: String, current: bool| Tab { title, href, current, count: None };
    let mut all = vec![tab(frame.word("tasks-all"), path.to_owned(), unit.is_empty() && !mine)];
    if let Some(own) = own {
        let is_own = unit == own.to_string();
        let of = |role: &str| format!("{path}?unit={own}{role}");
        all.push(tab(frame.word("tasks-of-unit"), of(""), is_own && role.is_empty() && !mine));
        let coordinates = is_own && role == "coordinate";
        all.push(tab(frame.word("tasks-coordinated"), of("&role=coordinate"), coordinates));
    }
    all.push(tab(frame.word("tasks-mine"), format!("{path}?mine=yes"), mine));
    ui::tabs(frame.word("tasks-views"), &all)
}

/// The other pages of the area.
fn elsewhere(frame: &Frame) -> Markup {
    let pages = [
        ("tasks.read", frame.word("overview-title"), "/tasks/overview"),
        ("tasks.read", frame.word("agenda-title"), "/tasks/agenda"),
        ("tasks.read", frame.word("programme-list"), "/tasks/programmes"),
        ("tasks.read", frame.word("moved-title"), "/tasks/moved"),
        ("tasks.read", frame.word("tasks-statistics"), "/tasks/statistics"),
        ("tasks.report", frame.word("tasks-progress"), "/tasks/progress"),
        ("tasks.assign", frame.word("tasks-import"), "/tasks/import"),
        ("tasks.read", frame.word("feed-title"), "/tasks/feed"),
    ];
    html! {
        nav.parts aria-label=(frame.word("tasks-elsewhere")) {
            ul { @for (right, title, href) in pages { @if frame.may(right) { li { (ui::link(title, href)) } } } }
        }
    }
}
