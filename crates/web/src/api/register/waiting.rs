//! Files that come in, are read, and wait until somebody has confirmed what their forms say.

use super::enter::{DocumentEntered, Registration};
use super::shapes::{AlikeDocument, DocumentForm, DocumentName};
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::api::upload::Upload;
use crate::download::{ANY, Download};
use crate::{Access, Kind, Problem};
use app::documents::reading::{FILE_LIMIT, FieldPlace, Reading, Sure};
use app::documents::{Brought, ReceiveError, Received};
use app::rights::DocumentsRegister;
use axum::http::Method;
use domain::documents::{Direction, FileRole};
use domain::rights::Right;
use domain::{AccountId, UnitId, WaitingId};
use jiff::Timestamp;
use reader::Refusal;
use reading::Reason;
use serde::{Deserialize, Serialize};
use store::WaitingRow;
use utoipa::{IntoParams, ToSchema};

/// Largest body of a request with one file, in bytes: that of [`FILE_LIMIT`], and the form around it.
pub(in crate::api) const LIMIT: usize = 65 << 20;

pub(super) fn add(api: Api) -> Api {
    let register = Access::Right(Right::DocumentsRegister.code());
    let one = "/api/v1/waiting/{waiting}";
    api.list("/api/v1/waiting", register, "waiting-list", list)
        .take("/api/v1/waiting", register, ("waiting-receive", 201, LIMIT), receive)
        .get(one, register, "waiting-show", show)
        .write((Method::DELETE, one), register, ("waiting-discard", 204), discard)
        .write((Method::POST, "/api/v1/waiting/{waiting}/enter"), register, ("waiting-enter", 201), enter)
        .file("/api/v1/waiting/{waiting}/file", register, ("waiting-file", ANY), file)
}

/// A file that waits.
#[derive(Serialize, ToSchema)]
struct WaitingEntry {
    id: WaitingId,
    /// For whose register.
    unit: UnitId,
    direction: Direction,
    name: String,
    /// What was read of its form.
    form: DocumentForm,
    /// Why nothing could be read: `no_text_layer`, `picture`; null where it was.
    refusal: Option<String>,
    added_at: Timestamp,
    added_by: AccountId,
}

impl From<WaitingRow> for WaitingEntry {
    fn from(row: WaitingRow) -> Self {
        Self {
            id: row.id,
            unit: row.unit,
            direction: row.direction,
            name: row.name,
            form: row.fields.into(),
            refusal: row.refusal,
            added_at: row.at,
            added_by: row.by,
        }
    }
}

async fn list(call: Call, asked: Asked, _: Nothing) -> Result<Listed<WaitingEntry>, Problem> {
    let mut files = call.permit::<DocumentsRegister>()?.waiting().await.map_err(|e| call.problem(e))?;
    files.sort_by_key(|file| file.id);
    Ok(Listed::cut(files, asked, |file| file.id.get(), WaitingEntry::from))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ForRegister {
    #[param(minimum = 1)]
    unit: UnitId,
    #[param(inline)]
    direction: Direction,
}

/// A file that was taken in.
#[derive(Serialize, ToSchema)]
struct WaitingReceived {
    id: WaitingId,
    /// It waited already: the same bytes came before.
    again: bool,
}

async fn receive(call: Call, to: ForRegister, file: Upload) -> Result<Reply<WaitingReceived>, Problem> {
    let Received { id, again } = received(&call, to.unit, to.direction, file).await?;
    Ok(WaitingReceived { id, again }.into())
}

/// Takes a file in, or says why not.
pub(super) async fn received(
    call: &Call,
    unit: UnitId,
    direction: Direction,
    Upload { name, bytes }: Upload,
) -> Result<Received, Problem> {
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(Problem::new(Kind::TooLarge));
    }
    let received =
        call.permit::<DocumentsRegister>()?.receive(unit, direction, Brought { name, bytes }).await;
    received.map_err(|error| match error {
        ReceiveError::Refusal(refusal) => unread(call, refusal),
        ReceiveError::App(error) => call.problem(error),
    })
}

/// A file that cannot be read, or may not.
pub(in crate::api) fn unread(call: &Call, refusal: Refusal) -> Problem {
    let sentence = Reason::Refusal(refusal).message(reading::messages(call.frame.language()));
    Problem::new(Kind::Invalid).field("file", sentence)
}

/// How sure it is that a field was read right.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Sureness {
    Concluded,
    Like,
    Verbatim,
}

/// Where a field of the form was read.
#[derive(Serialize, ToSchema)]
struct FieldRead {
    name: String,
    #[schema(inline)]
    sure: Sureness,
    address: Option<String>,
    page: Option<u32>,
    line: Option<usize>,
}

impl From<FieldPlace> for FieldRead {
    fn from(FieldPlace { field, place, sure }: FieldPlace) -> Self {
        Self {
            name: field.to_owned(),
            sure: match sure {
                Sure::Concluded => Sureness::Concluded,
                Sure::Like => Sureness::Like,
                Sure::Verbatim => Sureness::Verbatim,
            },
            page: place.as_ref().and_then(|place| place.page),
            line: place.as_ref().map(|place| place.line),
            address: place.map(|place| place.address),
        }
    }
}

/// A file that waits, with where its form was read and which documents it may be.
#[derive(Serialize, ToSchema)]
struct WaitingCard {
    #[serde(flatten)]
    file: WaitingEntry,
    places: Vec<FieldRead>,
    alike: Vec<AlikeDocument>,
    /// Documents of the register that have this very file.
    same_file: Vec<DocumentName>,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<WaitingCard>, Problem> {
    let waiting = call.permit::<DocumentsRegister>()?.waiting_file(call.id("waiting")?).await;
    let waiting = waiting.map_err(|e| call.problem(e))?;
    let places = waiting.reading.as_deref().map(Reading::places).unwrap_or_default();
    Ok(WaitingCard {
        file: waiting.file.into(),
        places: places.into_iter().map(FieldRead::from).collect(),
        alike: waiting.alike.into_iter().map(AlikeDocument::from).collect(),
        same_file: waiting.same_file.into_iter().map(DocumentName::from).collect(),
    }
    .into())
}

/// A file that waits, confirmed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Confirmation {
    /// What the form says; as it was read if left out.
    form: Option<DocumentForm>,
    role: FileRole,
    #[serde(default)]
    registration: Registration,
}

async fn enter(call: Call, confirmed: Confirmation) -> Result<Reply<DocumentEntered>, Problem> {
    let id: WaitingId = call.id("waiting")?;
    let permit = call.permit::<DocumentsRegister>()?;
    let file = permit.waiting_file(id).await.map_err(|e| call.problem(e))?.file;
    let fields = confirmed.form.map_or(file.fields, Into::into);
    let entry = confirmed.registration.entry(file.unit, file.direction, fields, confirmed.role);
    let entered = permit.enter(&entry, Some(id)).await.map_err(|e| call.problem(e))?;
    Ok(DocumentEntered::from(entered).into())
}

async fn discard(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let id: WaitingId = call.id("waiting")?;
    call.permit::<DocumentsRegister>()?.discard(id).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

async fn file(call: Call) -> Result<Download, Problem> {
    let file = call.permit::<DocumentsRegister>()?.waiting_bytes(call.id("waiting")?).await;
    Ok(Download::unconfirmed(file.map_err(|e| call.problem(e))?))
}
