//! What is wrong with a table, or what it would become; nothing is written before it is confirmed.

use super::{begin, held, title, unheld};
use crate::pages::documents::{head, unit_name};
use crate::pages::failure::problem;
use crate::pages::table_error::sentence as table_error;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column as Shown, Form, Table};
use crate::{Frame, Page, Problem, multipart};
use app::documents::import::{Checked, Looked, rows};
use app::rights::DocumentsRegister;
use app::{AppError, TableError};
use axum::extract::Multipart;
use axum::response::{IntoResponse, Response};
use domain::UnitId;
use domain::documents::import::{Column, Problem as Wrong, Row, RowError};
use domain::documents::{Direction, Likeness};
use maud::{Markup, html};
use messages::FluentValue;
use std::collections::{BTreeMap, BTreeSet};

/// So many wrong cells are listed; the others wait for the next try.
const LISTED: usize = 200;
/// So many names are shown of what is missing or alike.
const NAMED: usize = 50;
/// So many rows are shown of what will be entered.
const SAMPLE: usize = 12;

/// Takes the table in and shows what it would become.
pub(super) async fn check(frame: Frame, who: Who, parts: Multipart) -> Result<Page, Problem> {
    let (mut form, file) = multipart::form(parts, "file").await?;
    match rows(&file.unwrap_or_default()) {
        Ok(rows) => preview(&frame, &who, &form, &rows).await,
        Err(error) => {
            form.wrong("file", sentence(&frame, &error));
            begin::page(&frame, &who, &form, html! {}).await
        }
    }
}

/// Lets the rows be entered.
pub(super) async fn enter(frame: Frame, who: Who, parts: Multipart) -> Result<Response, Problem> {
    let permit = who.permit::<DocumentsRegister>()?;
    let (form, _) = multipart::form(parts, "file").await?;
    let rows = unheld(form.typed("table")).ok_or_else(|| Problem::bad_request("table"))?;
    let unit = unit(&form)?;
    let checked = permit.check_register(unit, &rows).await.map_err(problem)?;
    // Others may have worked meanwhile: what is wrong now and was not said is said first.
    let wrong: BTreeSet<u32> = checked.errors.iter().map(|error| error.row).collect();
    if checked.rows.is_empty() || wrong.len().to_string() != form.typed("wrong") {
        return Ok(preview(&frame, &who, &form, &rows).await?.into_response());
    }
    let import = permit.import_register(unit, &rows, form.typed("assume_done") == "yes").await;
    let import = import.map_err(problem)?;
    let begun = ui::Flash::done(frame.word("import-begun"));
    Ok(frame.done(format!("/documents/import/{import}"), &begun))
}

fn unit(form: &Form) -> Result<UnitId, Problem> {
    form.typed("unit").parse().map_err(|_| Problem::not_found())
}

async fn preview(frame: &Frame, who: &Who, form: &Form, rows: &[Row]) -> Result<Page, Problem> {
    let permit = who.permit::<DocumentsRegister>()?;
    let unit = unit(form)?;
    let checked = match permit.check_register(unit, rows).await {
        Ok(checked) => checked,
        Err(AppError::Denied { right: domain::rights::Right::DocumentsIssue }) => {
            let mut form = form.clone();
            form.wrong("file", frame.word("import-no-issue"));
            return begin::page(frame, who, &form, html! {}).await;
        }
        Err(error) => return Err(problem(error)),
    };
    let wrong: BTreeSet<u32> = checked.errors.iter().map(|error| error.row).collect();
    let there = checked.rows.iter().filter(|row| row.there.is_some()).count();
    let new = checked.rows.len() - there;
    let count = |direction| checked.rows.iter().filter(|row| row.planned.direction == direction).count();
    let facts = [
        (frame.word("numbers-unit"), html! { (unit_name(who, unit)?) }),
        (frame.word("import-new"), html! { strong { (new) } }),
        (frame.word("import-there"), html! { (there) }),
        (frame.word("import-wrong-rows"), html! { (wrong.len()) }),
        (frame.word("figures-column-incoming"), html! { (count(Direction::Incoming)) }),
        (frame.word("figures-column-outgoing"), html! { (count(Direction::Outgoing)) }),
        (frame.word("figures-column-internal"), html! { (count(Direction::Internal)) }),
        (
            frame.word("import-files"),
            html! { (checked.rows.iter().filter(|row| row.file.is_some()).count()) },
        ),
    ];
    let more = checked.errors.len().saturating_sub(LISTED);
    let body = html! {
        (ui::notice(frame, ui::Tone::Note, frame.word("import-nothing-yet")))
        (ui::facts(facts))
        @if !checked.rows.is_empty() {
            form method="post" action="/documents/import/enter" enctype="multipart/form-data" {
                textarea name="table" hidden aria-hidden="true" { "\n" (held(rows)) }
                input type="hidden" name="unit" value=(unit);
                input type="hidden" name="assume_done" value=(form.typed("assume_done"));
                input type="hidden" name="wrong" value=(wrong.len());
                p.actions {
                    (Button::primary(frame.text("import-enter", [("count", checked.rows.len().into()), ("wrong", wrong.len().into())])))
                    (ui::link(frame.word("preview-back"), "/documents/import"))
                }
            }
        }
        @if !checked.errors.is_empty() {
            h2 { (frame.text("import-wrong-title", [("count", wrong.len().into())])) }
            (errors(frame, rows).still(frame, checked.errors.get(..LISTED).unwrap_or(&checked.errors)))
            @if more > 0 { p.quiet { (frame.text("import-more", [("count", more.into())])) } }
        }
        (remarks(frame, &checked))
        @if !checked.rows.is_empty() {
            h2 { (frame.text("import-sample", [("count", checked.rows.len().min(SAMPLE).into())])) }
            (sample(frame).still(frame, checked.rows.get(..SAMPLE).unwrap_or(&checked.rows)))
        }
    };
    let page = head(frame, frame.word("import-preview"));
    Ok(page.crumb(frame.word("import-title"), "/documents/import").help("registers").body(body))
}

/// What is worth knowing of rows that can be entered: alike documents, missing files, handlers whom nobody knows.
fn remarks(frame: &Frame, checked: &Checked) -> Markup {
    let alike: Vec<&Looked> = checked.rows.iter().filter(|row| !row.alike.is_empty()).collect();
    let files: Vec<String> = checked
        .rows
        .iter()
        .filter(|row| row.misses_file())
        .map(|row| row_and(frame, row, &row.planned.file))
        .collect();
    let handlers: Vec<String> = checked
        .rows
        .iter()
        .filter(|row| row.misses_handler())
        .map(|row| row_and(frame, row, &row.planned.handler))
        .collect();
    html! {
        @if !alike.is_empty() {
            h2 { (frame.text("import-alike", [("count", alike.len().into())])) }
            ul {
                @for row in alike.iter().take(NAMED) {
                    li {
                        (row_and(frame, row, row.planned.fields.symbol.as_deref().unwrap_or_default())) ": "
                        @for other in &row.alike {
                            (ui::link(other.document.fields.symbol.as_deref().unwrap_or("–"), format!("/documents/{}", other.document.id)))
                            @if let Some(date) = other.document.fields.date { " " (ui::date(date)) }
                            " – " (frame.word(if other.likeness == Likeness::NumberTwice { "import-number-twice" } else { "import-perhaps" })) " "
                        }
                    }
                }
            }
        }
        @if !files.is_empty() {
            h2 { (frame.text("import-files-missing", [("count", files.len().into())])) }
            p.quiet { (frame.word("import-files-missing-help")) }
            (names(frame, &files))
        }
        @if !handlers.is_empty() {
            h2 { (frame.text("import-handlers-missing", [("count", handlers.len().into())])) }
            p.quiet { (frame.word("import-handlers-missing-help")) }
            (names(frame, &handlers))
        }
    }
}

fn names(frame: &Frame, names: &[String]) -> Markup {
    let more = names.len().saturating_sub(NAMED);
    html! {
        ul { @for name in names.iter().take(NAMED) { li { (name) } } }
        @if more > 0 { p.quiet { (frame.text("import-more", [("count", more.into())])) } }
    }
}

fn row_and(frame: &Frame, row: &Looked, what: &str) -> String {
    frame.text("import-row-and", [("row", row.planned.row.into()), ("what", what.into())])
}

fn errors(frame: &Frame, rows: &[Row]) -> Table<RowError> {
    let rows: BTreeMap<u32, Row> = rows.iter().map(|row| (row.number, row.clone())).collect();
    // On a telephone the number stands alone at the head of its card.
    let line = frame.word("units-import-row");
    let problems = frame.clone();
    let titles: BTreeMap<Column, String> =
        Column::ALL.iter().map(|column| (*column, title(frame, *column))).collect();
    Table::new("wrong", frame.word("import-wrong-rows"))
        .column(
            Shown::text("row", frame.word("units-import-row"), move |error: &RowError| {
                format!("{line} {}", error.row)
            })
            .narrow(),
        )
        .column(Shown::text("column", frame.word("units-import-column"), move |error: &RowError| {
            titles.get(&error.column).cloned().unwrap_or_default()
        }))
        .column(Shown::text("value", frame.word("units-import-value"), move |error: &RowError| {
            let cell = rows.get(&error.row).map(|row| row.cell(error.column));
            cell.unwrap_or_default().chars().take(80).collect()
        }))
        .column(
            Shown::text("do", frame.word("units-import-do"), move |error: &RowError| {
                problem_sentence(&problems, error.problem)
            })
            .wide(),
        )
}

fn sample(frame: &Frame) -> Table<Looked> {
    let number = |row: &Looked| Some(vitext::Decimal::from(row.planned.number?.get()));
    let there = frame.word("import-is-there");
    Table::new("sample", frame.word("import-preview"))
        .column(Shown::number("number", title(frame, Column::ArrivalNumber), number))
        .column(Shown::text("symbol", title(frame, Column::Symbol), |row: &Looked| {
            row.planned.fields.symbol.clone().unwrap_or_default()
        }))
        .column(Shown::date("date", title(frame, Column::Date), |row: &Looked| row.planned.fields.date))
        .column(Shown::text("issuer", title(frame, Column::Issuer), |row: &Looked| {
            row.planned.fields.issuer.clone().unwrap_or_default()
        }))
        .column(
            Shown::text("subject", title(frame, Column::Subject), |row: &Looked| {
                row.planned.fields.subject.clone()
            })
            .wide(),
        )
        .column(Shown::text("there", frame.word("import-there"), move |row: &Looked| {
            if row.there.is_some() { there.clone() } else { String::new() }
        }))
}

/// What is wrong with a cell, and what to do.
pub(crate) fn problem_sentence(frame: &Frame, problem: Wrong) -> String {
    let arguments: Vec<(&str, FluentValue<'_>)> = match problem {
        Wrong::Duplicate { first } => vec![("first", first.into())],
        _ => Vec::new(),
    };
    frame.messages().format(problem.key(), arguments)
}

/// Why a file is no older register, and what to do.
pub(crate) fn sentence(frame: &Frame, error: &TableError<Column>) -> String {
    table_error(frame, error, frame.word("import-no-row"), |column| title(frame, column))
}
