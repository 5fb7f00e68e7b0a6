//! Files: units' own dropped in a heap, the report to take away, and back from Word.

use super::edit::refused;
use super::number;
use crate::download::{DOCX, Download, PDF};
use crate::multipart::unreadable;
use crate::pages::documents::whole;
use crate::pages::failure::{problem, sentence};
use crate::pages::visit::Who;
use crate::ui::{self, Flash, Tone};
use crate::{Frame, Problem, multipart};
use app::documents::reading::FILE_LIMIT;
use app::documents::{Brought, Setting};
use app::reports::{Back, NotHeaped};
use app::rights::{ReportsRead, ReportsWrite};
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use reading::Reason;

/// The report as .docx or .pdf.
pub(super) async fn file(who: Who, Path((id, format)): Path<(String, String)>) -> Result<Download, Problem> {
    let setting = Setting::from_code(&format).ok_or_else(Problem::not_found)?;
    let (row, bytes) = who.permit::<ReportsRead>()?.paper(number(&id)?, setting).await.map_err(problem)?;
    let media_type = match setting {
        Setting::Docx => DOCX,
        Setting::Pdf => PDF,
    };
    Ok(Download::new(format!("bao-cao-{}.{format}", row.period.last), media_type, bytes))
}

/// Takes units' files in; one that is bad does not take the others along.
pub(super) async fn heap(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    mut parts: Multipart,
) -> Result<Response, Problem> {
    let id = number(&id)?;
    let permit = who.permit::<ReportsWrite>()?;
    let (mut taken, mut wrong) = (0_usize, Vec::new());
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let Some(bytes) = whole(part).await.map_err(unreadable)? else {
            wrong.push(format!(
                "{name}: {}",
                frame.text("file-too-large", [("limit", (FILE_LIMIT >> 20).into())])
            ));
            continue;
        };
        match permit.heap(id, Brought { name: name.clone(), bytes }).await {
            Ok(_) => taken += 1,
            Err(NotHeaped::Refusal(refusal)) => {
                let told = Reason::Refusal(refusal).message(reading::messages(frame.language()));
                wrong.push(format!("{name}: {told}"));
            }
            Err(NotHeaped::Unit(issuer)) => {
                wrong.push(format!("{name}: {}", frame.text("report-no-unit", [("issuer", issuer.into())])));
            }
            Err(NotHeaped::App(error)) => return Err(problem(error)),
        }
    }
    let back = format!("/reports/{id}");
    let told = frame.text("report-heaped", [("count", taken.into())]);
    Ok(frame.done(
        back,
        &if wrong.is_empty() {
            Flash::done(told)
        } else {
            Flash::failed(format!("{told} {}", wrong.join("; ")))
        },
    ))
}

/// Reads an edited file back: shows what has changed, and takes it over where that was asked for.
pub(super) async fn back(
    frame: Frame,
    who: Who,
    Path(id): Path<String>,
    parts: Multipart,
) -> Result<Response, Problem> {
    let id = number(&id)?;
    let permit = who.permit::<ReportsWrite>()?;
    let (form, files) = multipart::files(parts).await?;
    let file = files.into_iter().find_map(|part| part.bytes);
    let take = (form.typed("take") == "yes").then(|| form.typed("revision").parse().unwrap_or_default());
    let home = format!("/reports/{id}");
    let Some(bytes) = file else {
        return Ok(frame.done(home, &Flash::failed(frame.word("report-file-needed"))));
    };
    match permit.read_back(id, bytes, take).await {
        Ok(back) => {
            let page = frame.page(frame.word("report-back")).crumb(frame.word("area-reports"), "/reports");
            let page = page.crumb(frame.word("report-desk"), &home).help("reports");
            Ok(page.body(shown(&frame, &who, id, &back, take.is_some()).await?).into_response())
        }
        Err(app::AppError::Refused { faults }) => {
            let told: Vec<String> = faults.iter().map(|fault| sentence(&frame, fault)).collect();
            Ok(frame.done(home, &Flash::failed(told.join(" "))))
        }
        Err(error) => refused(&frame, &home, error),
    }
}

async fn shown(
    frame: &Frame,
    who: &Who,
    id: domain::ReportId,
    back: &Back,
    taken: bool,
) -> Result<Markup, Problem> {
    let catalogue = who.permit::<ReportsRead>()?.desk(id).await.map_err(problem)?.catalogue;
    let word = if taken { "report-back-taken" } else { "report-back-only-shown" };
    Ok(html! {
        (ui::notice(frame, if taken { Tone::Done } else { Tone::Note }, frame.word(word)))
        h2 { (frame.text("report-back-changes", [("count", back.changes.len().into())])) }
        @if back.changes.is_empty() { p.quiet { (frame.word("report-back-same")) } }
        ul.rows {
            @for change in &back.changes {
                li {
                    span.quiet { (change.heading) }
                    @if let Some(before) = &change.before { p { del { (before) } } }
                    @if let Some(after) = &change.after { p { ins { (after) } } }
                }
            }
        }
        h2 { (frame.text("report-back-drift", [("count", back.moved.len().into())])) }
        @if back.moved.is_empty() { p.quiet { (frame.word("report-back-no-drift")) } }
        (super::words::moved_of(frame, &catalogue, &back.merged, &back.moved))
        @for drift in back.drift.iter().filter(|drift| drift.after.is_none()) {
            p.quiet { (frame.text("report-back-gone", [("figure", drift.before.clone().into())])) }
        }
    })
}
