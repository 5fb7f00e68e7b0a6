//! Tasks from a table: what each row would become, what is wrong in it, and handing out what is right.

use super::{fields, unit_name};
use crate::pages::failure::{at_fields, problem};
use crate::pages::table_error::sentence as table_error;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column as Shown, Field, Flash, Form, Table, Tone};
use crate::{Frame, Page, Problem, multipart};
use app::rights::TasksAssign;
use app::tasks::import::{Column, Row, columns, rows};
use app::tasks::{NewTask, UnitNames};
use app::{AppError, Permit, Person, TableError};
use axum::extract::Multipart;
use axum::response::{IntoResponse, Response};
use domain::UnitId;
use domain::tasks::{Due, Part, Terms};
use maud::html;
use messages::Language;

const HERE: &str = "/tasks/import";
/// Largest body of a request with a table.
pub(crate) const TABLE: usize = 4 << 20;

/// Something that is wrong in a row, and the sentence about it.
pub(crate) struct Wrong {
    pub(crate) row: u32,
    pub(crate) column: Column,
    pub(crate) sentence: String,
}

/// What the rows would become.
pub(crate) struct Checked {
    pub(crate) tasks: Vec<NewTask>,
    pub(crate) wrong: Vec<Wrong>,
}

pub(super) async fn show(frame: Frame, who: Who) -> Result<Page, Problem> {
    page(&frame, &who, &Form::default())
}

fn page(frame: &Frame, who: &Who, form: &Form) -> Result<Page, Problem> {
    let own: Vec<(String, String)> =
        givers(who)?.into_iter().map(|unit| (unit.to_string(), unit_name(who, unit))).collect();
    let needed = columns().map(|column| {
        let name = title(frame, column.column);
        if column.is_needed { format!("{name} *") } else { name }
    });
    let names: Vec<String> = needed.collect();
    let body = html! {
        (form.summary(frame))
        p { (frame.text("tasks-import-lead", [("columns", names.join(", ").into())])) }
        form method="post" action=(HERE) enctype="multipart/form-data" {
            (form.field(Field::select("unit", frame.word("task-giver"), own)))
            div.field {
                label for="file" { (frame.word("tasks-import-file")) }
                @if let Some(error) = form.error("file") { p.error { (error) } }
                input #file type="file" name="file" required accept=".xlsx,.csv";
            }
            p.actions { (Button::primary(frame.word("import-preview"))) (ui::link(frame.word("preview-back"), "/tasks")) }
        }
    };
    Ok(around(frame).status(form.status()).body(body))
}

fn around(frame: &Frame) -> Page {
    frame.page(frame.word("tasks-import")).crumb(frame.word("area-tasks"), "/tasks").help("tasks")
}

/// The units for which the person hands out: those of own posts.
fn givers(who: &Who) -> Result<Vec<UnitId>, Problem> {
    let person = who.person()?;
    let permit = who.permit::<TasksAssign>()?;
    let forest = person.forest();
    Ok(person.posts().map(|post| post.unit).filter(|unit| permit.covers(*unit, &forest).is_ok()).collect())
}

fn giver(who: &Who, form: &Form) -> Result<UnitId, Problem> {
    let asked: Option<UnitId> = form.typed("unit").parse().ok();
    let found = givers(who)?.into_iter().find(|unit| asked.is_none_or(|asked| asked == *unit));
    found.ok_or_else(Problem::forbidden)
}

fn title(frame: &Frame, column: Column) -> String {
    let known = columns().find(|known| known.column == column);
    let name = known.map(|known| if frame.language() == Language::Vi { known.vi } else { known.en });
    name.unwrap_or_default().to_owned()
}

/// Takes the table in and shows what it would become.
pub(super) async fn check(frame: Frame, who: Who, parts: Multipart) -> Result<Page, Problem> {
    let (mut form, file) = multipart::form(parts, "file").await?;
    match rows(&file.unwrap_or_default()) {
        Ok(rows) => preview(&frame, &who, &form, &rows),
        Err(error) => {
            form.wrong("file", sentence(&frame, &error));
            page(&frame, &who, &form)
        }
    }
}

fn preview(frame: &Frame, who: &Who, form: &Form, rows: &[Row]) -> Result<Page, Problem> {
    let unit = giver(who, form)?;
    let checked = checked(frame, who.person()?, &who.permit::<TasksAssign>()?, unit, rows);
    let held = serde_json::to_string(rows).map_err(Problem::bug)?;
    let right = checked.tasks.len();
    let body = html! {
        (form.summary(frame))
        (ui::notice(frame, Tone::Note, frame.word("import-nothing-yet")))
        @if !checked.wrong.is_empty() {
            h2 { (frame.text("import-wrong-title", [("count", wrong_rows(&checked).into())])) }
            (wrong(frame, rows).still(frame, &checked.wrong))
        }
        @if right > 0 {
            h2 { (frame.text("tasks-import-right", [("count", right.into())])) }
            (sample(frame, who).still(frame, &checked.tasks))
            form method="post" action="/tasks/import/give" enctype="multipart/form-data" {
                textarea name="table" hidden aria-hidden="true" { "\n" (held) }
                input type="hidden" name="unit" value=(unit);
                input type="hidden" name="wrong" value=(wrong_rows(&checked));
                p.actions {
                    (Button::primary(frame.text("tasks-import-give", [("count", right.into())])))
                    (ui::link(frame.word("preview-back"), HERE))
                }
            }
        }
    };
    Ok(around(frame).status(form.status()).body(body))
}

/// How many rows are wrong.
pub(crate) fn wrong_rows(checked: &Checked) -> usize {
    let mut rows: Vec<u32> = checked.wrong.iter().map(|wrong| wrong.row).collect();
    rows.dedup();
    rows.len()
}

/// Hands out what was shown. Where something else is wrong by now, that is shown first.
pub(super) async fn give(frame: Frame, who: Who, parts: Multipart) -> Result<Response, Problem> {
    let permit = who.permit::<TasksAssign>()?;
    let (mut form, _) = multipart::form(parts, "file").await?;
    let rows: Vec<Row> =
        serde_json::from_str(form.typed("table")).map_err(|_| Problem::bad_request("table"))?;
    let unit = giver(&who, &form)?;
    let checked = checked(&frame, who.person()?, &permit, unit, &rows);
    if checked.tasks.is_empty() || wrong_rows(&checked).to_string() != form.typed("wrong") {
        return Ok(preview(&frame, &who, &form, &rows)?.into_response());
    }
    match permit.give(&checked.tasks).await {
        Ok(ids) => {
            let text = frame.text("tasks-given", [("count", ids.len().into())]);
            Ok(frame.done(format!("/tasks?unit={unit}&role=give"), &Flash::done(text)))
        }
        Err(error @ AppError::Refused { .. }) => {
            at_fields(&frame, &mut form, error)?;
            Ok(preview(&frame, &who, &form, &rows)?.into_response())
        }
        Err(error) => Err(problem(error)),
    }
}

/// What rows would become, handed out by this unit.
pub(crate) fn checked(
    frame: &Frame,
    person: &Person,
    permit: &Permit<'_, TasksAssign>,
    unit: UnitId,
    rows: &[Row],
) -> Checked {
    let names = UnitNames::new(&person.forest());
    let mut checked = Checked { tasks: Vec::new(), wrong: Vec::new() };
    for row in rows {
        match task(frame, person, permit, &names, unit, row) {
            Ok(task) => checked.tasks.push(task),
            Err(wrong) => checked.wrong.extend(wrong),
        }
    }
    checked
}

/// The task that a row is, or all that is wrong with it.
fn task(
    frame: &Frame,
    person: &Person,
    permit: &Permit<'_, TasksAssign>,
    names: &UnitNames,
    unit: UnitId,
    row: &Row,
) -> Result<NewTask, Vec<Wrong>> {
    let forest = person.forest();
    let mut wrong: Vec<Wrong> = Vec::new();
    let mut say = |column, sentence| wrong.push(Wrong { row: row.number, column, sentence });
    let mut known = |column: Column, name: &str, reach: bool| match names.find(name) {
        None => {
            say(column, frame.text("task-part-unknown", [("name", name.trim().to_owned().into())]));
            None
        }
        Some(unit) if reach && permit.covers(unit, &forest).is_err() => {
            say(column, frame.word("task-unit-beyond"));
            None
        }
        found => found,
    };
    let lead = known(Column::Lead, row.cell(Column::Lead), true);
    let acceptor = match row.cell(Column::Acceptor) {
        "" => None,
        name => known(Column::Acceptor, name, false),
    };
    let listed = row.cell(Column::Parts).split([';', ',', '\n']).map(str::trim);
    let mut parts: Vec<Part> = Vec::new();
    for name in listed.filter(|name| !name.is_empty()) {
        let found = known(Column::Parts, name, true);
        let is_new = |unit: &UnitId| Some(*unit) != lead && parts.iter().all(|part| part.unit != *unit);
        if let Some(unit) = found.filter(is_new) {
            parts.push(Part { unit, part: None, due: None, done_on: None });
        }
    }
    let due = fields::read_due(row.cell(Column::Due));
    if due.is_none() {
        say(Column::Due, frame.word("task-due-wrong"));
    }
    let text = |column: Column| Some(row.cell(column).to_owned()).filter(|text| !text.is_empty());
    let terms = Terms {
        follower: Some(person.account.id),
        answerable: text(Column::Answerable),
        product: text(Column::Product),
        acceptor,
        parts,
        ..Terms::bare(unit, lead.unwrap_or(unit), row.cell(Column::Action).to_owned())
    };
    let due = due.unwrap_or(Due::None);
    for (field, key) in terms.faults(&due) {
        let column = match field {
            "parts" => Column::Parts,
            "product" => Column::Product,
            "answerable" => Column::Answerable,
            _ => Column::Action,
        };
        say(column, frame.text(key, [("limit", domain::tasks::terms::TEXT_LIMIT.into())]));
    }
    if wrong.is_empty() {
        Ok(NewTask { terms, due, clauses: Vec::new(), parent: None, rhythm: None })
    } else {
        Err(wrong)
    }
}

fn wrong(frame: &Frame, rows: &[Row]) -> Table<Wrong> {
    let cells: std::collections::BTreeMap<u32, Row> =
        rows.iter().map(|row| (row.number, row.clone())).collect();
    let titles = frame.clone();
    let line = frame.word("units-import-row");
    Table::new("wrong", frame.word("import-wrong-rows"))
        .column(
            Shown::text("row", line.clone(), move |wrong: &Wrong| format!("{line} {}", wrong.row)).narrow(),
        )
        .column(Shown::text("column", frame.word("units-import-column"), move |wrong: &Wrong| {
            title(&titles, wrong.column)
        }))
        .column(Shown::text("value", frame.word("units-import-value"), move |wrong: &Wrong| {
            let cell = cells.get(&wrong.row).map(|row| row.cell(wrong.column)).unwrap_or_default();
            cell.chars().take(80).collect()
        }))
        .column(
            Shown::text("do", frame.word("units-import-do"), |wrong: &Wrong| wrong.sentence.clone()).wide(),
        )
}

fn sample(frame: &Frame, who: &Who) -> Table<NewTask> {
    let (lead, parts, due) = (who.clone(), who.clone(), frame.clone());
    Table::new("sample", frame.word("import-preview"))
        .column(
            Shown::text("action", title(frame, Column::Action), |task: &NewTask| task.terms.action.clone())
                .wide(),
        )
        .column(Shown::text("lead", title(frame, Column::Lead), move |task: &NewTask| {
            unit_name(&lead, task.terms.lead)
        }))
        .column(Shown::text("parts", title(frame, Column::Parts), move |task: &NewTask| {
            let names = task.terms.parts.iter().map(|part| unit_name(&parts, part.unit));
            names.collect::<Vec<_>>().join("; ")
        }))
        .column(Shown::text("due", title(frame, Column::Due), move |task: &NewTask| {
            super::words::due(&due, &task.due)
        }))
        .column(Shown::text("product", title(frame, Column::Product), |task: &NewTask| {
            task.terms.product.clone().unwrap_or_default()
        }))
}

/// Why a file is no table of tasks, and what to do.
pub(crate) fn sentence(frame: &Frame, error: &TableError<Column>) -> String {
    table_error(frame, error, frame.word("tasks-import-no-row"), |column| title(frame, column))
}
