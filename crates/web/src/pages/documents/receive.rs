//! Files that come in: each is read by itself, so that a bad one does not take the others along.

use crate::multipart::unreadable;
pub(in crate::pages) use crate::multipart::whole;
use crate::pages::failure::{at_fields, problem};
use crate::pages::visit::Who;
use crate::ui::{Flash, Form};
use crate::{Frame, Problem};
use app::documents::reading::FILE_LIMIT;
use app::documents::{Brought, ReceiveError};
use app::rights::DocumentsRegister;
use app::{AppError, Permit};
use axum::Json;
use axum::extract::multipart::Field;
use axum::extract::{Multipart, Path};
use axum::response::{IntoResponse, Response};
use domain::documents::Direction;
use domain::{DocumentId, UnitId, WaitingId};
use reading::Reason;
use serde::Serialize;
use std::time::Duration;
use tokio::sync::Semaphore;

/// Largest body of a request: without scripts, all files come in one.
pub(in crate::pages) const LIMIT: usize = 256 << 20;
/// So many files are in memory at once; they are not written anywhere before they were read.
const AT_ONCE: usize = 4;
/// How long one file may take to come.
const PATIENCE: Duration = Duration::from_secs(10 * 60);

static ROOM: Semaphore = Semaphore::const_new(AT_ONCE);

/// What became of a file.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Taken {
    /// Its name.
    pub(super) name: String,
    /// Where it waits; none where it was refused.
    pub(super) href: Option<String>,
    /// The sentence about it.
    pub(super) text: String,
}

/// Takes files in; each answer stands by itself.
pub(super) async fn take(frame: Frame, who: Who, mut parts: Multipart) -> Result<Response, Problem> {
    let permit = who.permit::<DocumentsRegister>()?;
    let (mut pairs, mut taken) = (Vec::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() != Some("file") {
            pairs.push((part.name().unwrap_or_default().to_owned(), part.text().await.map_err(unreadable)?));
            continue;
        }
        let typed = Form::new(pairs.clone());
        let unit = unit(&permit, typed.typed("unit")).ok_or_else(Problem::not_found)?;
        let direction: Direction = typed.typed("direction").parse().unwrap_or(Direction::Incoming);
        let name = part.file_name().unwrap_or_default().to_owned();
        let received = match receive(&permit, unit, direction, part).await? {
            Ok(id) => Taken {
                href: Some(format!("/documents/intake/{id}")),
                text: frame.word("intake-taken"),
                name,
            },
            Err(text) => Taken { href: None, text: text.say(&frame), name },
        };
        taken.push(received);
    }
    if frame.wants_json() {
        return Ok(Json(taken).into_response());
    }
    super::intake::page(&frame, &who, &Form::new(pairs), &taken).await
}

/// Takes a file in as another version of a document.
pub(super) async fn version(
    frame: Frame,
    who: Who,
    Path(document): Path<String>,
    mut parts: Multipart,
) -> Result<Response, Problem> {
    let permit = who.permit::<DocumentsRegister>()?;
    let document: DocumentId = document.parse().map_err(|_| Problem::not_found())?;
    let unit = permit.document(document).await.map_err(problem)?.unit;
    let page = format!("/documents/{document}");
    let mut pairs = Vec::new();
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() != Some("file") {
            pairs.push((part.name().unwrap_or_default().to_owned(), part.text().await.map_err(unreadable)?));
            continue;
        }
        let role =
            Form::new(pairs.clone()).typed("role").parse().unwrap_or(domain::documents::FileRole::Editable);
        let id = match receive(&permit, unit, Direction::Incoming, part).await? {
            Ok(id) => id,
            Err(text) => return Ok(frame.done(page, &Flash::failed(text.say(&frame)))),
        };
        if let Err(error) = permit.add_file(document, role, id).await {
            let mut form = Form::default();
            at_fields(&frame, &mut form, error)?;
            let text = form.error("file").or(form.error("")).unwrap_or_default().to_owned();
            return Ok(frame.done(page, &Flash::failed(text)));
        }
    }
    Ok(frame.done(page, &Flash::done(frame.word("file-added"))))
}

/// Why a file was not taken in.
enum Refused {
    Reader(reader::Refusal),
    TooLarge,
    Slow,
    Ours,
}

impl Refused {
    fn say(self, frame: &Frame) -> String {
        match self {
            Self::Reader(refusal) => Reason::Refusal(refusal).message(reading::messages(frame.language())),
            Self::TooLarge => frame.text("file-too-large", [("limit", (FILE_LIMIT >> 20).into())]),
            Self::Slow => frame.word("file-too-slow"),
            Self::Ours => frame.word("file-not-read"),
        }
    }
}

async fn receive(
    permit: &Permit<'_, DocumentsRegister>,
    unit: UnitId,
    direction: Direction,
    part: Field<'_>,
) -> Result<Result<WaitingId, Refused>, Problem> {
    let place = ROOM.acquire().await.map_err(Problem::bug)?;
    let name = part.file_name().unwrap_or_default().to_owned();
    let bytes = match tokio::time::timeout(PATIENCE, whole(part)).await {
        Ok(bytes) => bytes.map_err(unreadable)?,
        Err(_) => return Ok(Err(Refused::Slow)),
    };
    let Some(bytes) = bytes else { return Ok(Err(Refused::TooLarge)) };
    let received = permit.receive(unit, direction, Brought { name, bytes }).await;
    drop(place);
    match received {
        Ok(received) => Ok(Ok(received.id)),
        Err(ReceiveError::Refusal(refusal)) => Ok(Err(Refused::Reader(refusal))),
        Err(ReceiveError::App(AppError::Bug(cause))) => {
            tracing::error!(cause, "a file was not read");
            Ok(Err(Refused::Ours))
        }
        Err(ReceiveError::App(error)) => Err(problem(error)),
    }
}

/// The unit that was chosen; where the person keeps one register only, that one.
pub(super) fn unit(permit: &Permit<'_, DocumentsRegister>, chosen: &str) -> Option<UnitId> {
    let units = permit.units();
    match chosen.parse() {
        Ok(unit) => units.contains(&unit).then_some(unit),
        Err(_) => units.first().copied(),
    }
}

/// The units whose registers the person keeps, for a choice.
pub(super) fn units(who: &Who) -> Result<Vec<(String, String)>, Problem> {
    let permit = who.permit::<DocumentsRegister>()?;
    let forest = who.person()?.forest();
    let names = permit.units().into_iter().filter_map(|id| {
        let node = forest.node(id)?;
        Some((id.to_string(), node.unit.name.clone()))
    });
    Ok(names.collect())
}
