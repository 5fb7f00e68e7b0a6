//! Files that wait: what was read of each is confirmed, corrected, or let go.

use super::form::{self, About};
use super::receive::{self, Taken};
use super::{entry, words};
use crate::download::Download;
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{self, Button, Column, Flash, Form, Table, Tone};
use crate::{Access, Frame, Page, Problem, Routes};
use app::App;
use app::documents::{Alike, Waiting};
use app::rights::DocumentsRegister;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::WaitingId;
use domain::documents::{FileRole, Likeness};
use domain::rights::Right;
use maud::{Markup, html};
use reader::ParagraphRole;
use store::WaitingRow;

type Pairs = axum::Form<Vec<(String, String)>>;

/// So many paragraphs stand beside the form: enough for the head, the subject and how it begins.
const SHOWN: usize = 40;

/// Names of files that a register takes in, as a browser is told.
pub(super) const ACCEPTED: &str = ".docx,.pdf,.txt,.md,.html,.htm,.jpg,.jpeg,.png,.tif,.tiff";

pub(super) fn routes() -> Routes<App> {
    let register = Access::Right(Right::DocumentsRegister.code());
    Routes::new()
        .get("/documents/intake", register, list)
        .upload("/documents/intake", register, receive::LIMIT, receive::take)
        .get("/documents/intake/{waiting}", register, show)
        .post("/documents/intake/{waiting}", register, enter)
        .post("/documents/intake/{waiting}/discard", register, discard)
        .get("/documents/intake/{waiting}/file", register, file)
        .upload("/documents/{id}/files", register, receive::LIMIT, receive::version)
        .place("intake-title", "/documents/intake", register)
}

async fn list(frame: Frame, who: Who) -> Result<Response, Problem> {
    page(&frame, &who, &Form::default(), &[]).await
}

/// What waits, the form that takes more in, and what became of what was just sent.
pub(super) async fn page(
    frame: &Frame,
    who: &Who,
    form: &Form,
    taken: &[Taken],
) -> Result<Response, Problem> {
    let permit = who.permit::<DocumentsRegister>()?;
    let waiting = permit.waiting().await.map_err(problem)?;
    let units = receive::units(who)?;
    let refused: Vec<&Taken> = taken.iter().filter(|one| one.href.is_none()).collect();
    let first = waiting.first().map(|file| format!("/documents/intake/{}", file.id));
    let mut form = form.clone();
    if form.typed("direction").is_empty() {
        form.set("direction", "incoming");
    }
    let body = html! {
        @if !refused.is_empty() {
            (ui::notice(frame, Tone::Failed, html! {
                p { (frame.text("intake-refused", [("count", refused.len().into())])) }
                ul { @for one in &refused { li { strong { (one.name) } ": " (one.text) } } }
            }))
        }
        form.upload method="post" action="/documents/intake" enctype="multipart/form-data" data-intake
            data-sending=(frame.word("intake-sending")) data-reading=(frame.word("intake-reading")) data-failed=(frame.word("intake-failed")) data-next=(frame.word("intake-next")) {
            @if units.len() > 1 { (form.field(form::unit(frame, &units))) }
            (form.field(form::direction(frame).required()))
            div.field {
                label for="file" { (frame.word("intake-files")) }
                p.hint #file-hint { (frame.word("intake-files-hint")) }
                input #file type="file" name="file" multiple required aria-describedby="file-hint"
                    accept=(ACCEPTED);
            }
            (Button::plain(frame.word("upload-send")))
            ul.files hidden aria-live="polite" {}
        }
        h2 { (frame.text("intake-waiting", [("count", waiting.len().into())])) }
        @if let Some(first) = &first {
            p.begin { (Button::primary(frame.word("intake-begin")).href(first)) }
        }
        (table(frame).still(frame, &waiting))
    };
    let status = if refused.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = frame
        .page(frame.word("intake-title"))
        .crumb(frame.word("area-documents"), "/documents")
        .help("documents");
    Ok(page.lead(frame.word("intake-lead")).body(body).status(status).into_response())
}

fn table(frame: &Frame) -> Table<WaitingRow> {
    let (unread, direction) = (frame.word("intake-unread"), directions(frame));
    Table::new("waiting", frame.word("intake-list"))
        .column(
            Column::text("name", frame.word("intake-file"), |row: &WaitingRow| row.name.clone())
                .cell(|row| html! { a href={ "/documents/intake/" (row.id) } { (row.name) } })
                .wide(),
        )
        .column(
            Column::text("direction", frame.word("document-direction"), move |row: &WaitingRow| {
                direction(row)
            })
            .narrow(),
        )
        .column(
            Column::text("symbol", frame.word("document-symbol"), |row: &WaitingRow| {
                row.fields.symbol.clone().unwrap_or_default()
            })
            .narrow(),
        )
        .column(
            Column::date("date", frame.word("document-date"), |row: &WaitingRow| row.fields.date).narrow(),
        )
        .column(
            Column::text("subject", frame.word("document-subject"), move |row: &WaitingRow| {
                match &row.refusal {
                    Some(_) => unread.clone(),
                    None => row.fields.subject.clone(),
                }
            })
            .wide(),
        )
        .empty(frame.word("intake-none"), frame.word("intake-none-next"))
}

fn directions(frame: &Frame) -> impl Fn(&WaitingRow) -> String + Send + Sync + use<> {
    let words = domain::documents::Direction::ALL.map(|one| (one, words::direction(frame, one)));
    move |row| {
        words.iter().find(|(one, _)| *one == row.direction).map(|(_, word)| word.clone()).unwrap_or_default()
    }
}

fn id(text: &str) -> Result<WaitingId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

async fn show(frame: Frame, who: Who, Path(waiting): Path<String>) -> Result<Page, Problem> {
    let waiting = who.permit::<DocumentsRegister>()?.waiting_file(id(&waiting)?).await.map_err(problem)?;
    let mut form = Form::default();
    form::fill(&mut form, &waiting.file.fields);
    form.set("role", role(&waiting.file).code());
    form.set("arrived_on", ui::print_date(who.person()?.today));
    if entry::looks_issued(&waiting.file.fields, waiting.file.direction) {
        form.set("issued", "yes");
    }
    confirm(&frame, &who, &waiting, &form).await
}

/// A scan by its kind of file, else the text that can be edited.
fn role(file: &WaitingRow) -> FileRole {
    let name = file.name.to_lowercase();
    let is_scan = file.refusal.is_some() || name.ends_with(".pdf");
    if is_scan { FileRole::Scan } else { FileRole::Editable }
}

async fn confirm(frame: &Frame, who: &Who, waiting: &Waiting, form: &Form) -> Result<Page, Problem> {
    let Waiting { file, reading, alike, same_file } = waiting;
    let all = who.permit::<DocumentsRegister>()?.waiting().await.map_err(problem)?;
    let place = all.iter().position(|one| one.id == file.id).map_or(1, |place| place + 1);
    let about =
        About { direction: file.direction, reading: reading.as_deref(), has_file: true, is_fixed: false };
    let keep = format!("intake-{}", file.id);
    let body = html! {
        (form.summary(frame))
        @if !same_file.is_empty() {
            (ui::notice(frame, Tone::Warning, html! {
                (frame.word("intake-same-file")) " "
                @for document in same_file { (entry::link(document)) " " }
            }))
        }
        (alikes(frame, alike))
        div.confirm {
            form.entry method="post" action={ "/documents/intake/" (file.id) } data-keep=(keep) {
                (form::fields(frame, form, &about))
                (entry::own_fields(frame, form, file.direction))
                (form.field(form::role(frame)))
                @if alike.iter().any(|one| one.likeness == Likeness::Same) {
                    (form.field(ui::Field::checkbox("although_alike", frame.word("document-although-alike"))))
                }
                p.actions {
                    // Enter confirms at once where everything was read right.
                    button.button.primary autofocus { (frame.word("intake-enter")) }
                    button.button form="discard" { (frame.word("intake-discard")) }
                }
            }
            (paper(frame, waiting))
        }
        form #discard method="post" action={ "/documents/intake/" (file.id) "/discard" } {}
    };
    let title = frame.text("intake-confirm", [("name", file.name.as_str().into())]);
    let page = frame.page(title).crumb(frame.word("area-documents"), "/documents");
    let page = page.crumb(frame.word("intake-title"), "/documents/intake").help("documents");
    let lead = frame.text("intake-place", [("place", place.into()), ("count", all.len().into())]);
    Ok(page.lead(lead).body(body).status(form.status()))
}

/// Documents of the register that are this one, or may be.
pub(super) fn alikes(frame: &Frame, alike: &[Alike]) -> Markup {
    html! {
        @for Alike { document, likeness } in alike {
            @let (tone, key) = match likeness {
                Likeness::Same => (Tone::Failed, "alike-same"),
                Likeness::NumberTwice => (Tone::Failed, "alike-number-twice"),
                _ => (Tone::Warning, "alike-perhaps"),
            };
            (ui::notice(frame, tone, html! { (frame.word(key)) " " (entry::link(document)) }))
        }
    }
}

/// How the file begins, beside its form.
fn paper(frame: &Frame, waiting: &Waiting) -> Markup {
    let original = format!("/documents/intake/{}/file", waiting.file.id);
    html! {
        section.paper aria-label=(frame.word("intake-paper")) tabindex="0" {
            p.quiet { (ui::link(frame.word("intake-original"), original)) }
            @match &waiting.reading {
                None => {
                    p { (frame.word(if waiting.file.refusal.as_deref() == Some("picture") { "intake-picture" } else { "intake-scan" })) }
                    p { strong { (frame.word("intake-look-secret")) } }
                }
                Some(reading) => {
                    @for paragraph in reading.document.paragraphs.iter().take(SHOWN) {
                        p .head[matches!(paragraph.role, ParagraphRole::Head | ParagraphRole::Tail)] { (paragraph.text) }
                    }
                    @if reading.document.paragraphs.len() > SHOWN {
                        p.quiet { (frame.text("intake-more", [("count", (reading.document.paragraphs.len() - SHOWN).into())])) }
                    }
                }
            }
        }
    }
}

/// Enters what was confirmed, or lets go of it, and goes on with the next.
async fn enter(
    frame: Frame,
    who: Who,
    Path(waiting): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let id = id(&waiting)?;
    let mut form = Form::new(pairs);
    let permit = who.permit::<DocumentsRegister>()?;
    let waiting = permit.waiting_file(id).await.map_err(problem)?;
    let wish = entry::read(&frame, &mut form, waiting.file.unit, waiting.file.direction);
    let Some(wish) = wish else {
        return Ok(confirm(&frame, &who, &waiting, &form).await?.into_response());
    };
    match permit.enter(&wish, Some(id)).await {
        Ok(entered) => {
            let text = entry::entered(&frame, &entered);
            Ok(frame.done(next(&who, id, &format!("/documents/{}", entered.id)).await?, &Flash::done(text)))
        }
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(confirm(&frame, &who, &waiting, &form).await?.into_response())
        }
    }
}

/// The file that waits after this one, else `otherwise`.
async fn next(who: &Who, id: WaitingId, otherwise: &str) -> Result<String, Problem> {
    let waiting = who.permit::<DocumentsRegister>()?.waiting().await.map_err(problem)?;
    let next = waiting.iter().find(|file| file.id > id).or_else(|| waiting.first());
    Ok(next.map_or_else(|| otherwise.to_owned(), |file| format!("/documents/intake/{}", file.id)))
}

async fn discard(frame: Frame, who: Who, Path(waiting): Path<String>) -> Result<Response, Problem> {
    let id = id(&waiting)?;
    who.permit::<DocumentsRegister>()?.discard(id).await.map_err(problem)?;
    Ok(frame.done(next(&who, id, "/documents/intake").await?, &Flash::done(frame.word("intake-discarded"))))
}

async fn file(who: Who, Path(waiting): Path<String>) -> Result<Response, Problem> {
    let permit = who.permit::<DocumentsRegister>()?;
    let file = permit.waiting_bytes(id(&waiting)?).await.map_err(problem)?;
    Ok(Download::unconfirmed(file).into_response())
}
