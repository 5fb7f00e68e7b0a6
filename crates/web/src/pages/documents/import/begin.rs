//! The first step: the files, the table, and what was taken in before.

use super::title;
use crate::pages::documents::{head, unit_name};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Field, Form};
use crate::{Frame, Page, Problem, multipart};
use app::documents::import::{FilesError, columns, unpacked};
use app::documents::{Brought, ReceiveError};
use app::rights::DocumentsRegister;
use axum::extract::Multipart;
use domain::UnitId;
use domain::documents::Direction;
use maud::{Markup, html};
use reading::Reason;

pub(super) async fn show(frame: Frame, who: Who) -> Result<Page, Problem> {
    page(&frame, &who, &Form::default(), html! {}).await
}

/// The page with what is wrong with the table that was sent, or what has become of the files.
pub(super) async fn page(frame: &Frame, who: &Who, form: &Form, said: Markup) -> Result<Page, Problem> {
    let permit = who.permit::<DocumentsRegister>()?;
    let needed = columns().map(|column| {
        let name = title(frame, column.column);
        if column.is_needed { format!("{name} *") } else { name }
    });
    let mut units = Vec::new();
    for unit in permit.units() {
        units.push((unit.to_string(), unit_name(who, unit)?));
    }
    let imports = permit.register_imports().await.map_err(problem)?;
    let body = html! {
        (form.summary(frame))
        (said)
        h2 { (frame.word("import-step-files")) }
        p { (frame.word("import-files-lead")) }
        (upload(frame, form, &units, "/documents/import/files", "zip", ".zip", frame.word("import-files-zip"), frame.word("import-files-send")))
        h2 { (frame.word("import-step-table")) }
        p {
            (frame.word("import-template-lead")) " "
            a href="/documents/import/template" download { (frame.word("import-template")) }
        }
        p.quiet { (frame.text("import-columns", [("columns", needed.collect::<Vec<_>>().join(", ").into())])) }
        (upload(frame, form, &units, "/documents/import", "file", ".xlsx,.csv", frame.word("import-table-file"), frame.word("import-table-send")))
        @if !imports.is_empty() {
            h2 { (frame.word("import-before")) }
            ul {
                @for row in &imports {
                    li {
                        (ui::link(frame.text("import-rows", [("count", row.line_count.into())]), format!("/documents/import/{}", row.id)))
                        " · " (unit_name(who, row.unit)?) " · " (ui::moment(row.at))
                        @if row.ended.is_none() { " · " (frame.text("import-so-far", [("done", row.done_count.into()), ("all", row.line_count.into())])) }
                    }
                }
            }
        }
    };
    let page = head(frame, frame.word("import-title"));
    Ok(page.lead(frame.word("import-lead")).help("registers").narrow().body(body).status(form.status()))
}

/// A form that sends one file for the register of a unit.
#[expect(clippy::too_many_arguments, reason = "two forms of one page that differ in their words")]
fn upload(
    frame: &Frame,
    form: &Form,
    units: &[(String, String)],
    action: &str,
    name: &str,
    accept: &str,
    label: String,
    send: String,
) -> Markup {
    html! {
        form.upload method="post" action=(action) enctype="multipart/form-data" data-upload {
            @if let [(only, _)] = units { input type="hidden" name="unit" value=(only); }
            @else {
                div.field {
                    label for={ "unit-" (name) } { (frame.word("numbers-unit")) }
                    select #{ "unit-" (name) } name="unit" {
                        @for (unit, label) in units { option value=(unit) selected[form.typed("unit") == unit] { (label) } }
                    }
                }
            }
            div.field {
                label for=(name) { (label) }
                input #(name) type="file" name=(name) accept=(accept) required;
            }
            progress hidden max="100" value="0" aria-label=(frame.word("script-uploading")) {}
            @if name == "file" {
                (Field::checkbox("assume_done", frame.word("import-assume-done")).value(form.typed("assume_done")))
            }
            (Button::plain(send))
        }
    }
}

/// Takes the files of a .zip in. A bad one does not take the others along.
pub(super) async fn files(frame: Frame, who: Who, parts: Multipart) -> Result<Page, Problem> {
    let (mut form, zip) = multipart::form(parts, "zip").await?;
    let unit: UnitId = form.typed("unit").parse().map_err(|_| Problem::not_found())?;
    let (taken, refused) = match take(&frame, &who, unit, &zip.unwrap_or_default()).await? {
        Ok(taken) => taken,
        Err(sentence) => {
            form.wrong("zip", sentence);
            return page(&frame, &who, &form, html! {}).await;
        }
    };
    let said = html! {
        (ui::notice(&frame, ui::Tone::Done, frame.text("import-files-taken", [("count", taken.into())])))
        @if !refused.is_empty() {
            (ui::notice(&frame, ui::Tone::Warning, frame.text("import-files-refused", [("count", refused.len().into())])))
            ul { @for (name, sentence) in &refused { li { strong { (name) } ": " (sentence) } } }
        }
    };
    page(&frame, &who, &form, said).await
}

/// How many files were taken in, and why which were not.
type Taken = (u32, Vec<(String, String)>);

/// Takes the files of a .zip in for the register of a unit; the sentence about a file that is none.
pub(crate) async fn take(
    frame: &Frame,
    who: &Who,
    unit: UnitId,
    zip: &[u8],
) -> Result<Result<Taken, String>, Problem> {
    let permit = who.permit::<DocumentsRegister>()?;
    permit.covers(unit, &who.person()?.forest()).map_err(problem)?;
    // Taken out one by one: not all of them at once in memory.
    let (mut taken, mut refused) = (0_u32, Vec::new());
    let files = match unpacked(zip) {
        Ok(files) => files,
        Err(error) => return Ok(Err(files_sentence(frame, &error))),
    };
    for file in files {
        let Brought { name, bytes } = match file {
            Ok(brought) => brought,
            Err((name, error)) => {
                refused.push((name, files_sentence(frame, &error)));
                continue;
            }
        };
        let brought = Brought { name: name.clone(), bytes };
        match permit.receive(unit, Direction::Incoming, brought).await {
            Ok(_) => taken += 1,
            Err(ReceiveError::Refusal(refusal)) => {
                let sentence = Reason::Refusal(refusal).message(reading::messages(frame.language()));
                refused.push((name, sentence));
            }
            Err(ReceiveError::App(error)) => return Err(problem(error)),
        }
    }
    Ok(Ok((taken, refused)))
}

fn files_sentence(frame: &Frame, error: &FilesError) -> String {
    match error {
        FilesError::Damaged(_) => frame.word("import-zip-damaged"),
        FilesError::TooLarge => frame.word("import-zip-too-large"),
    }
}
