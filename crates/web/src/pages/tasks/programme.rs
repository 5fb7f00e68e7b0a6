//! Programmes: which documents are followed branch by branch, and one with its goals, its groups of work and who is how far.

use super::{unit_name, words};
use crate::pages::documents;
use crate::pages::failure::{problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Flash, Table};
use crate::{Frame, Page, Problem};
use app::AppError;
use app::rights::{TasksAssign, TasksRead};
use app::tasks::OpenProgramme;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::ProgrammeId;
use domain::tasks::programme::Advance;
use domain::tasks::{BranchKind, Programme};
use jiff::civil::Date;
use maud::{Markup, html};
use store::{ProgrammeRow, TaskRow};

/// A line of the table: a task with the branch that it stands under.
struct Line {
    branch: String,
    action: String,
    lead: String,
    responsible: String,
    due: Option<Date>,
    status: String,
    percent: u8,
}

pub(super) async fn list(frame: Frame, who: Who) -> Result<Page, Problem> {
    let rows = who.permit::<TasksRead>()?.programmes().await.map_err(problem)?;
    let body = html! {
        @if rows.is_empty() { (ui::empty(frame.word("programme-none"), frame.word("programme-none-help"))) }
        ul.rows data-rows {
            @for (row, whole) in &rows {
                li {
                    (ui::link(&row.name, path(row.id))) br;
                    span.quiet { (unit_name(&who, row.unit)) " · " } (far(&frame, *whole))
                }
            }
        }
    };
    Ok(head(&frame, frame.word("programme-list")).help("tasks").body(body))
}

pub(super) async fn page(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Response, Problem> {
    let id: ProgrammeId = id.parse().map_err(|_| Problem::not_found())?;
    let open = who.permit::<TasksRead>()?.programme(id).await.map_err(problem)?;
    let today = who.person()?.today;
    let table = table(&frame);
    let query = table.query(frame.query());
    if let Some(format) = query.export {
        return table.export(&query, &lines(&frame, &who, &open, today), format);
    }
    let ProgrammeRow { document, unit, .. } = open.row;
    let loose: Vec<&TaskRow> =
        open.tasks.iter().filter(|(place, _)| place.is_none()).map(|(_, task)| task).collect();
    let forest = who.person()?.forest();
    let may_read_anew = who.permit::<TasksAssign>().is_ok_and(|permit| permit.covers(unit, &forest).is_ok());
    let body = html! {
        p { (far(&frame, open.whole)) }
        p.quiet {
            @if open.document.is_some() { (ui::link(frame.word("programme-document"), format!("/documents/{document}"))) " · " }
            (ui::link(frame.word("confirm-tasks"), format!("/tasks?document={document}"))) " · "
            (ui::link(frame.word("tasks-view-plan"), format!("/tasks/plan?document={document}"))) " · "
            (ui::link(frame.word("statistics-by-unit"), format!("/tasks/statistics?by=unit&document={document}"))) " · "
            a href=(format!("{}?format=xlsx", path(id))) download { ".xlsx" }
        }
        ol.programme {
            @for (place, branch) in open.tree.branches().iter().enumerate() {
                @if branch.kind == BranchKind::Goal { (goal(&frame, &open, place, document)) }
                @else { (group(&frame, &who, &open, place, today)) }
            }
        }
        @if !loose.is_empty() {
            h2 { (frame.word("programme-loose")) }
            ul.plain { @for task in loose { (task_line(&frame, &who, task, today, None)) } }
        }
        @if may_read_anew {
            form method="post" action={ "/documents/" (document) "/programme" } {
                p { (Button::plain(frame.word("programme-anew"))) " " span.quiet { (frame.word("programme-anew-help")) } }
            }
        }
    };
    let page = head(&frame, open.row.name.clone()).crumb(frame.word("programme-list"), "/tasks/programmes");
    Ok(page.lead(unit_name(&who, unit)).help("tasks").body(body).into_response())
}

/// Makes a programme of a document, or reads its tree anew.
pub(super) async fn make(frame: Frame, who: Who, Path(id): Path<String>) -> Result<Response, Problem> {
    let id = documents::number(&id)?;
    match who.permit::<TasksAssign>()?.make_programme(id).await {
        Ok(made) => Ok(frame.done(path(made), &Flash::done(frame.word("programme-made")))),
        Err(AppError::Refused { faults }) => {
            let why: Vec<String> = faults.iter().map(|fault| sentence(&frame, fault)).collect();
            Ok(frame.done(format!("/documents/{id}/tasks"), &Flash::failed(why.join(" "))))
        }
        Err(error) => Err(problem(error)),
    }
}

pub(super) fn path(id: ProgrammeId) -> String {
    format!("/tasks/programmes/{id}")
}

fn head(frame: &Frame, title: String) -> Page {
    frame.page(title).crumb(frame.word("area-tasks"), "/tasks")
}

/// A bar, and in words: how many of how many are done, how many are late.
fn far(frame: &Frame, advance: Advance) -> Markup {
    html! {
        progress value=(advance.percent()) max="100" aria-label=(frame.word("task-percent")) {}
        " " (advance.percent()) " % · "
        (frame.text("programme-done", [("done", advance.done.into()), ("all", advance.all.into())]))
        @if advance.late > 0 { " · " span.status.bad { span.sign aria-hidden="true" { "▲" } " " (frame.text("programme-late", [("late", advance.late.into())])) } }
    }
}

/// How deep a branch stands, as a class: three steps have room.
fn step(tree: &Programme, place: usize) -> String {
    format!("depth-{}", tree.depth(place).min(3))
}

fn goal(frame: &Frame, open: &OpenProgramme, place: usize, document: domain::DocumentId) -> Markup {
    let Some(branch) = open.tree.branches().get(place) else { return html! {} };
    html! {
        li.goal.(step(&open.tree, place)) {
            span.sign aria-hidden="true" { "◎" } span.hidden { (frame.word("programme-goal")) ": " }
            " " (branch.title) " "
            @if open.document.is_some() { (ui::link(&branch.address, format!("/documents/{document}#{}", branch.address))) }
            @else { span.quiet { (branch.address) } }
        }
    }
}

fn group(frame: &Frame, who: &Who, open: &OpenProgramme, place: usize, today: Date) -> Markup {
    let Some(branch) = open.tree.branches().get(place) else { return html! {} };
    let advance = open.advance.get(place).copied().unwrap_or_default();
    html! {
        li.group.(step(&open.tree, place)) {
            h2 { (branch.address) ". " (branch.title) }
            p { (far(frame, advance)) }
            ul.plain {
                @for (_, task) in open.tasks.iter().filter(|(own, _)| *own == Some(place)) {
                    (task_line(frame, who, task, today, task.responsible.and_then(|by| open.names.get(&by))))
                }
            }
        }
    }
}

/// What is to be done, by whom, until when, and how it stands.
fn task_line(frame: &Frame, who: &Who, task: &TaskRow, today: Date, responsible: Option<&String>) -> Markup {
    html! {
        li {
            (ui::link(&task.action, format!("/tasks/{}", task.id))) br;
            span.quiet {
                (unit_name(who, task.lead))
                @if let Some(name) = responsible { ", " (name) }
                @if let Some(due) = task.due { " · " (ui::day(frame, due, today)) }
                " · "
            }
            (words::status(task.stage, task.due, task.submitted_on, today).show(frame))
            @if !task.stage.is_over() { " " span.quiet { (task.percent) " %" } }
        }
    }
}

fn lines(frame: &Frame, who: &Who, open: &OpenProgramme, today: Date) -> Vec<Line> {
    let branch = |place: &Option<usize>| {
        let branch = place.and_then(|place| open.tree.branches().get(place));
        branch.map(|branch| format!("{}. {}", branch.address, branch.title)).unwrap_or_default()
    };
    let mut placed: Vec<&(Option<usize>, TaskRow)> = open.tasks.iter().collect();
    placed.sort_by_key(|(place, task)| (place.is_none(), *place, task.due, task.id));
    let line = |(place, task): &(Option<usize>, TaskRow)| Line {
        branch: branch(place),
        action: task.action.clone(),
        lead: unit_name(who, task.lead),
        responsible: task.responsible.and_then(|by| open.names.get(&by).cloned()).unwrap_or_default(),
        due: task.due,
        status: words::status(task.stage, task.due, task.submitted_on, today).words(frame),
        percent: task.percent,
    };
    placed.into_iter().map(line).collect()
}

fn table(frame: &Frame) -> Table<Line> {
    Table::new("programme", frame.word("programme-list"))
        .column(Column::text("branch", frame.word("programme-branch"), |line: &Line| line.branch.clone()))
        .column(Column::text("action", frame.word("task-action"), |line: &Line| line.action.clone()).wide())
        .column(Column::text("lead", frame.word("task-lead"), |line: &Line| line.lead.clone()))
        .column(Column::text("responsible", frame.word("task-responsible"), |line: &Line| {
            line.responsible.clone()
        }))
        .column(Column::date("due", frame.word("task-due"), |line: &Line| line.due))
        .column(Column::text("status", frame.word("task-status"), |line: &Line| line.status.clone()))
        .column(Column::number("percent", frame.word("task-percent"), |line: &Line| {
            Some(vitext::Decimal::from(line.percent))
        }))
}
