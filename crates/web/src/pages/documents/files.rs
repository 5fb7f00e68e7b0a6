//! The files of a document: their versions, each to be taken away as it came, and the text that was read.

use super::document::{Open, number};
use crate::download::Download;
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Form};
use crate::{Frame, Problem};
use app::documents::Setting;
use app::rights::DocumentsRead;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::documents::{FileRole, FileVersion};
use maud::{Markup, html};

/// The versions, what was signed beside what can be edited.
pub(super) fn list(page: &Open<'_>) -> Markup {
    let frame = page.frame;
    let files = &page.opened.files;
    if files.is_empty() {
        return html! {
            (ui::empty(frame.word("document-no-file"), frame.word("document-no-file-help")))
            (addition(page))
        };
    }
    let roles = [
        (FileRole::Scan, frame.word("file-scan")),
        (FileRole::Editable, frame.word("file-editable")),
        (FileRole::Attachment, frame.word("file-attachment")),
    ];
    let has_text = !page.opened.text.is_empty();
    html! {
        div.versions {
            @for (role, title) in roles {
                @let versions: Vec<&FileVersion> = files.iter().filter(|file| file.role == role).collect();
                @if !versions.is_empty() {
                    section {
                        h3 { (title) }
                        ul { @for file in versions { li { (one(page, file)) } } }
                    }
                }
            }
        }
        @if has_text {
            p.actions {
                (Button::plain(frame.word("file-set-docx")).href(format!("{}/text/docx", page.path())))
                (Button::plain(frame.word("file-set-pdf")).href(format!("{}/text/pdf", page.path())))
                (Button::plain(frame.word("file-text")).href(format!("{}/text", page.path())))
            }
            p.quiet { (frame.word("file-set-help")) }
        }
        (choice(page))
        (addition(page))
    }
}

/// Takes in another version: the signed scan beside what was written, a corrected text, an attachment.
fn addition(page: &Open<'_>) -> Markup {
    let frame = page.frame;
    let mut form = Form::default();
    form.set("role", FileRole::Scan.code());
    html! {
        @if page.may_register {
            details.add-file {
                summary { (frame.word("file-add")) }
                form method="post" action={ (page.path()) "/files" } enctype="multipart/form-data" {
                    (form.field(super::form::role(frame)))
                    div.field {
                        label for="file" { (frame.word("file-add-file")) }
                        p.hint #file-hint { (frame.word("file-add-hint")) }
                        input #file type="file" name="file" required aria-describedby="file-hint" accept=(super::intake::ACCEPTED);
                    }
                    (Button::plain(frame.word("file-add-send")))
                }
            }
        }
    }
}

fn one(page: &Open<'_>, file: &FileVersion) -> Markup {
    let frame = page.frame;
    let by = page.opened.names.get(&file.added_by).cloned().unwrap_or_default();
    html! {
        a href={ (page.path()) "/files/" (file.id) } download { (file.name) }
        p.quiet {
            (frame.text("file-version", [("version", file.version.into())])) " · " (by) ", " (ui::moment(file.added_at))
            @if page.opened.read_from == Some(file.id) { " · " (frame.word("file-read-from")) }
        }
    }
}

/// Which two versions to compare.
fn choice(page: &Open<'_>) -> Markup {
    let frame = page.frame;
    let mut files: Vec<&FileVersion> =
        page.opened.files.iter().filter(|file| file.role != FileRole::Attachment).collect();
    // What came last is held against what was there before, whatever either is.
    files.sort_by_key(|file| std::cmp::Reverse(file.id));
    let (Some(newest), Some(older)) = (files.first(), files.get(1)) else { return html! {} };
    let select = |name: &str, title: String, chosen: i64| {
        html! {
            label {
                span { (title) }
                select name=(name) {
                    @for file in &files {
                        option value=(file.id) selected[file.id == chosen] {
                            (file.name) " (" (frame.text("file-version", [("version", file.version.into())])) ")"
                        }
                    }
                }
            }
        }
    };
    html! {
        form.compare-choice method="get" action={ (page.path()) "/compare" } {
            (select("from", frame.word("compare-from"), older.id))
            (select("to", frame.word("compare-to"), newest.id))
            (Button::plain(frame.word("compare")))
        }
    }
}

/// A file as it came. It opens in nothing: no page of ours, no script of its own.
pub(super) async fn original(
    who: Who,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let file: i64 = file.parse().map_err(|_| Problem::not_found())?;
    let permit = who.permit::<DocumentsRead>()?;
    let (file, media_type, bytes) = permit.content(number(&id)?, file).await.map_err(problem)?;
    Ok(Download::new(file.name, media_type, bytes).into_response())
}

/// The text that was read.
pub(super) async fn text(_frame: Frame, who: Who, Path(id): Path<String>) -> Result<Response, Problem> {
    let text = who.permit::<DocumentsRead>()?.text(number(&id)?).await.map_err(problem)?;
    Ok(Download::text(text).into_response())
}

/// The document set anew, as .docx or .pdf.
pub(super) async fn set(who: Who, Path((id, format)): Path<(String, String)>) -> Result<Download, Problem> {
    let setting = Setting::from_code(&format).ok_or_else(Problem::not_found)?;
    let set = who.permit::<DocumentsRead>()?.set(number(&id)?, setting).await.map_err(problem)?;
    Ok(Download::set(set, setting))
}
