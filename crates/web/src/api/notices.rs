//! What the person of the token was told.

use super::call::{Call, Nothing, Reply};
use super::operation::Api;
use super::paging::{Asked, Listed};
use crate::pages::notices::sentence;
use crate::{Access, Problem};
use app::notices::Event;
use axum::http::Method;
use domain::NoticeId;
use domain::rights::Right;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// So many, the latest, are looked through.
const LATEST: u32 = 10_000;

pub(super) fn add(api: Api) -> Api {
    let own = Access::Right(Right::ApiTokensOwn.code());
    let post = |path| (Method::POST, path);
    api.list("/api/v1/notices", own, "notices-list", list)
        .write(post("/api/v1/notices/{notice}/read"), own, ("notices-read", 204), read)
        .write(post("/api/v1/notices/read"), own, ("notices-read-all", 204), read_all)
}

/// A notice.
#[derive(Serialize, ToSchema)]
struct NoticeEntry {
    id: NoticeId,
    at: Timestamp,
    /// When it was read.
    read: Option<Timestamp>,
    /// What happened, in the language of the answer.
    text: String,
    /// The page of the site on which it can be seen.
    page: String,
}

async fn list(call: Call, asked: Asked, _: Nothing) -> Result<Listed<NoticeEntry>, Problem> {
    let mut rows = call.person()?.notices(LATEST, 0).await.map_err(|e| call.problem(e))?.rows;
    rows.sort_by_key(|row| row.id);
    Ok(Listed::cut(
        rows,
        asked,
        |row| row.id.get(),
        |row| NoticeEntry {
            id: row.id,
            at: row.at,
            read: row.read,
            text: sentence(&call.frame, Event::of(&row).as_ref()),
            page: row.link,
        },
    ))
}

async fn read(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let id: NoticeId = call.id("notice")?;
    call.person()?.read_notice(id).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

async fn read_all(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    call.person()?.read_all_notices().await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
