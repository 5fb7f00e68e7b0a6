//! A table of units taken in: the file, what is wrong with it or what it would make, the document behind it, done.

use super::order::{self, day};
use super::words;
use crate::pages::failure::{at_fields, problem};
use crate::pages::table_error::sentence as table_error;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column as Shown, Field, Form, Table as List, Upload};
use crate::{Frame, Page, Problem, multipart};
use app::rights::UnitsChange;
use app::units::{ImportError, Table, columns};
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Response};
use domain::units::import::{Column, Imported, Problem as Wrong, Row, RowError};
use domain::{EventId, UnitId};
use maud::{Markup, html};
use messages::{FluentValue, Language};
use std::collections::BTreeMap;

/// Largest body of a request: a file of 10 MiB, and what stands around it.
pub(super) const LIMIT: usize = 11 << 20;
/// So many wrong cells are listed; the others wait for the next try.
const LISTED: usize = 200;
/// So many rows are shown of what will be made.
const SAMPLE: usize = 12;

pub(super) async fn show(frame: Frame, who: Who) -> Result<Page, Problem> {
    page(&frame, &who, &Form::default(), html! {})
}

/// The first step: which file.
fn page(frame: &Frame, who: &Who, form: &Form, wrong: Markup) -> Result<Page, Problem> {
    let needed = columns().map(|column| {
        let name = title(frame, column.column);
        if column.is_needed { format!("{name} *") } else { name }
    });
    let runs = who.permit::<UnitsChange>()?.imports();
    let body = html! {
        (form.summary(frame))
        (wrong)
        ol.steps {
            li {
                (frame.word("units-import-step-template")) " "
                a href="/units/import/template" download { (frame.word("units-import-template")) }
            }
            li { (frame.text("units-import-step-fill", [("columns", needed.collect::<Vec<_>>().join(", ").into())])) }
            li { (frame.word("units-import-step-send")) }
        }
        (Upload::new("/units/import", frame.word("units-import-file")).accept(".xlsx,.csv").hint(frame.word("units-import-file-hint")).show(frame))
        @if !runs.is_empty() {
            h2 { (frame.word("units-import-before")) }
            ul.posts {
                @for run in runs.iter().take(5) {
                    li {
                        div {
                            p { strong { (frame.text("units-count", [("count", run.count.into())])) } " · " (frame.word("units-date")) " " (ui::date(run.date)) }
                            @if let Some(order) = words::order(frame, &run.ordered_by) { p.quiet { (order) } }
                        }
                        form method="post" action={ "/units/import/" (run.first) "/" (run.last) "/revert" } {
                            (Button::plain(frame.word("units-import-revert")))
                        }
                    }
                }
            }
        }
    };
    let page = frame.page(frame.word("units-import")).crumb(frame.word("area-units"), "/units").help("units");
    Ok(page.lead(frame.word("units-import-lead")).body(body).status(form.status()))
}

/// Takes the file in and shows what it would make, or what is wrong with it. Nothing is written.
pub(super) async fn check(frame: Frame, who: Who, parts: Multipart) -> Result<Page, Problem> {
    let permit = who.permit::<UnitsChange>()?;
    let (mut form, file) = multipart::form(parts, "file").await?;
    let table = match Table::read(&file.unwrap_or_default()) {
        Ok(table) => table,
        Err(error) => {
            let no_row = frame.word("units-import-no-row");
            form.wrong("file", table_error(&frame, &error, no_row, |column| title(&frame, column)));
            return page(&frame, &who, &form, html! {});
        }
    };
    match permit.check_import(&table.rows).await {
        Ok(units) => {
            form.set("date", ui::print_date(who.person()?.today));
            Ok(preview(&frame, &who, &table, &units, &form)?)
        }
        Err(ImportError::Rows(errors)) => rows_wrong(&frame, &who, &table, &errors),
        Err(ImportError::App(error)) => Err(problem(error)),
    }
}

fn rows_wrong(frame: &Frame, who: &Who, table: &Table, errors: &[RowError]) -> Result<Page, Problem> {
    let mut form = Form::default();
    form.wrong(
        "file",
        frame.text("units-import-wrong", [("count", errors.len().into()), ("rows", table.rows.len().into())]),
    );
    let more = errors.len().saturating_sub(LISTED);
    let wrong = html! {
        (errors_list(frame, table).still(frame, errors.get(..LISTED).unwrap_or(errors)))
        @if more > 0 { p.quiet { (frame.text("units-import-more", [("count", more.into())])) } }
    };
    page(frame, who, &form, wrong)
}

fn errors_list(frame: &Frame, table: &Table) -> List<RowError> {
    let (rows, numbers) = (table.rows.clone(), table.numbers.clone());
    let lines = numbers.clone();
    // On a telephone the number stands alone at the head of its card.
    let line = frame.word("units-import-row");
    let messages = frame.messages();
    let titles: BTreeMap<Column, String> = columns().map(|c| (c.column, title(frame, c.column))).collect();
    List::new("wrong", frame.word("units-import-wrong-title"))
        .column(
            Shown::text("row", frame.word("units-import-row"), move |error: &RowError| {
                numbers.get(error.row).map(|number| format!("{line} {number}")).unwrap_or_default()
            })
            .narrow(),
        )
        .column(Shown::text("column", frame.word("units-import-column"), move |error: &RowError| {
            titles.get(&error.column).cloned().unwrap_or_default()
        }))
        .column(Shown::text("value", frame.word("units-import-value"), move |error: &RowError| {
            rows.get(error.row)
                .map(|row| cell(row, error.column).chars().take(80).collect())
                .unwrap_or_default()
        }))
        .column(
            Shown::text("do", frame.word("units-import-do"), move |error: &RowError| {
                let number = |row: &usize| lines.get(*row).copied().unwrap_or_default();
                let arguments: Vec<(&str, FluentValue<'_>)> = match &error.problem {
                    Wrong::TooLong { length, limit } => {
                        vec![("length", (*length).into()), ("limit", (*limit).into())]
                    }
                    Wrong::Duplicate { first } => vec![("first", number(first).into())],
                    _ => Vec::new(),
                };
                messages.format(error.problem.key(), arguments)
            })
            .wide(),
        )
}

fn cell(row: &Row, column: Column) -> &str {
    match column {
        Column::Code => &row.code,
        Column::Name => &row.name,
        Column::ShortName => &row.short_name,
        Column::Kind => &row.kind,
        Column::Parent => &row.parent,
    }
}

fn title(frame: &Frame, column: Column) -> String {
    let known = columns().find(|known| known.column == column);
    let name = known.map(|known| if frame.language() == Language::Vi { known.vi } else { known.en });
    name.unwrap_or_default().to_owned()
}

/// What the table would make, and the document behind it.
fn preview(
    frame: &Frame,
    who: &Who,
    table: &Table,
    units: &[Imported],
    form: &Form,
) -> Result<Page, Problem> {
    let person = who.person()?;
    let permit = who.permit::<UnitsChange>()?;
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for unit in units {
        *kinds.entry(words::kind(frame, person.app(), &unit.kind)).or_default() += 1;
    }
    let top = units.iter().filter(|unit| unit.parent.is_none()).count();
    let mut depths: Vec<usize> = Vec::with_capacity(units.len());
    for unit in units {
        depths.push(unit.parent.and_then(|parent| depths.get(parent)).map_or(1, |above| above + 1));
    }
    let facts = [
        (frame.word("units-import-count"), html! { strong { (units.len()) } }),
        (frame.word("units-import-top"), html! { (top) }),
        (frame.word("units-import-levels"), html! { (depths.iter().max().copied().unwrap_or_default()) }),
        (
            frame.word("units-kind"),
            html! { @for (place, (kind, count)) in kinds.iter().enumerate() { @if place > 0 { br; } (kind) ": " (count) } },
        ),
    ];
    let forest = person.forest();
    let under =
        forest.nodes().iter().filter(|node| node.depth <= 1 && permit.covers(node.unit.id, &forest).is_ok());
    let under = under.map(|node| (node.unit.id.to_string(), node.unit.name.clone()));
    let body = html! {
        (form.summary(frame))
        (ui::notice(frame, ui::Tone::Note, frame.word("units-import-nothing-yet")))
        (ui::facts(facts))
        h2 { (frame.text("units-import-sample", [("count", units.len().min(SAMPLE).into())])) }
        (sample(frame, person.app(), units).still(frame, units.get(..SAMPLE).unwrap_or(units)))
        form method="post" action="/units/import/enter" enctype="multipart/form-data" {
            textarea name="table" hidden aria-hidden="true" { "\n" (table.to_text()) }
            (form.field(Field::select("under", frame.word("units-import-under"), under)))
            (form.field(Field::date("date", frame.word("units-date")).required()))
            (order::fields(frame, form))
            p.actions {
                (Button::primary(frame.text("units-import-enter", [("count", units.len().into())])))
                (ui::link(frame.word("preview-back"), "/units/import"))
            }
        }
    };
    let page = frame.page(frame.word("units-import-preview")).crumb(frame.word("area-units"), "/units");
    Ok(page.crumb(frame.word("units-import"), "/units/import").body(body).status(form.status()))
}

fn sample(frame: &Frame, app: &app::App, units: &[Imported]) -> List<Imported> {
    let kinds: BTreeMap<String, String> =
        units.iter().map(|unit| (unit.kind.to_string(), words::kind(frame, app, &unit.kind))).collect();
    let names: Vec<String> = units.iter().map(|unit| unit.name.clone()).collect();
    List::new("sample", frame.word("units-import-preview"))
        .column(Shown::text("code", title(frame, Column::Code), |unit: &Imported| unit.code.clone()).narrow())
        .column(Shown::text("name", title(frame, Column::Name), |unit: &Imported| unit.name.clone()).wide())
        .column(Shown::text("kind", title(frame, Column::Kind), move |unit: &Imported| {
            kinds.get(unit.kind.as_str()).cloned().unwrap_or_default()
        }))
        .column(Shown::text("parent", frame.word("units-parent"), move |unit: &Imported| {
            unit.parent.and_then(|parent| names.get(parent)).cloned().unwrap_or_default()
        }))
}

/// Founds the units of the confirmed table.
pub(super) async fn enter(frame: Frame, who: Who, parts: Multipart) -> Result<Response, Problem> {
    let permit = who.permit::<UnitsChange>()?;
    let (mut form, _) = multipart::form(parts, "file").await?;
    let table = Table::from_text(form.typed("table")).ok_or_else(|| Problem::bad_request("table"))?;
    let units = match permit.check_import(&table.rows).await {
        Ok(units) => units,
        Err(ImportError::Rows(errors)) => {
            return Ok(rows_wrong(&frame, &who, &table, &errors)?.into_response());
        }
        Err(ImportError::App(error)) => return Err(problem(error)),
    };
    let under: Option<UnitId> = form.typed("under").parse().ok();
    if under.is_none() {
        form.wrong("under", frame.word("field-choose"));
    }
    let date = day(&frame, &mut form, "date");
    let ordered_by = order::read(&frame, &mut form);
    let (Some(under), Some(date), Some(ordered_by)) = (under, date, ordered_by) else {
        return Ok(preview(&frame, &who, &table, &units, &form)?.into_response());
    };
    match permit.import(&table.rows, under, date, &ordered_by).await {
        Ok(done) => {
            let text = frame.text("units-imported", [("count", done.count.into())]);
            let undo = format!("/units/import/{}/{}/revert", done.first, done.last);
            Ok(frame.done(format!("/units/{under}"), &ui::Flash::done(text).undo(undo)))
        }
        Err(ImportError::Rows(errors)) => Ok(rows_wrong(&frame, &who, &table, &errors)?.into_response()),
        Err(ImportError::App(error)) => {
            at_fields(&frame, &mut form, error)?;
            Ok(preview(&frame, &who, &table, &units, &form)?.into_response())
        }
    }
}

/// Takes an import back.
pub(super) async fn revert(
    frame: Frame,
    who: Who,
    Path((first, last)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let event = |text: &str| text.parse::<EventId>().map_err(|_| Problem::not_found());
    let done = who.permit::<UnitsChange>()?.revert_import(event(&first)?, event(&last)?).await;
    match done {
        Ok(()) => Ok(frame.done("/units/import", &ui::Flash::done(frame.word("units-import-reverted")))),
        Err(error @ app::AppError::Refused { .. }) => {
            let mut form = Form::default();
            at_fields(&frame, &mut form, error)?;
            let flash = ui::Flash::failed(form.error("").unwrap_or_default());
            Ok(frame.done("/units/import", &flash))
        }
        Err(error) => Err(problem(error)),
    }
}
