//! What happens around every operation: the quota, the query, the body, the key, the tag.

use super::call::{Call, Nothing, Reply};
use super::keyed::{self, Done};
use super::limits::Limits;
use super::operation::{Answer, Body, Query};
use super::paging::{Asked, Listed, Paging};
use super::upload::{self, Upload};
use crate::download::Download;
use crate::{Kind, Problem};
use axum::body::{Body as Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::any::TypeId;
use std::future::Future;
use tokio::sync::Semaphore;

/// Does `work` for a token that has not used up its quota, and says in the headers what is left of it.
async fn within<R: Future<Output = Result<Response, Problem>> + Send>(
    limits: &Limits,
    request: Request,
    work: impl FnOnce(Call, Parts, Bytes) -> R,
) -> Response {
    let (mut parts, body) = request.into_parts();
    let call = match Call::of(&mut parts).await {
        Ok(call) => call,
        Err(problem) => return problem.into_response(),
    };
    let allowance = call.person().ok().and_then(|person| person.token).map(|token| limits.count(token));
    let wait = allowance.and_then(|allowance| allowance.wait);
    let answer = match wait {
        Some(seconds) => Err(Problem::too_many(seconds)),
        None => work(call, parts, body).await,
    };
    let mut response = answer.unwrap_or_else(IntoResponse::into_response);
    if let Some(allowance) = allowance {
        allowance.tell(response.headers_mut());
    }
    response
}

pub(super) async fn get<Q: Query, T: Answer, R>(
    limits: &Limits,
    request: Request,
    handler: impl Fn(Call, Q) -> R + Send + Sync,
) -> Response
where
    R: Future<Output = Result<Reply<T>, Problem>> + Send,
{
    within(limits, request, async |call, parts, _| {
        let pairs = pairs(&parts);
        let query = query(&call, &pairs)?;
        let reply = handler(call, query).await?;
        shown(&parts.headers, reply.tag, &reply.body)
    })
    .await
}

pub(super) async fn list<Q: Query, T: Answer, R>(
    limits: &Limits,
    request: Request,
    handler: impl Fn(Call, Asked, Q) -> R + Send + Sync,
) -> Response
where
    R: Future<Output = Result<Listed<T>, Problem>> + Send,
{
    within(limits, request, async |call, parts, _| {
        let (paging, others) = pairs(&parts)
            .into_iter()
            .partition::<Vec<_>, _>(|(name, _)| ["limit", "cursor"].contains(&name.as_str()));
        let paging: Paging = query(&call, &paging)?;
        let asked = paging.asked().map_err(|(field, key)| call.wrong(field, key, []))?;
        let query = query(&call, &others)?;
        let mut page = handler(call, asked, query).await?;
        page.link(parts.uri.path(), parts.uri.query().unwrap_or_default());
        shown(&parts.headers, page.tag.take(), &page)
    })
    .await
}

pub(super) async fn write<B: Body, T: Answer, R>(
    limits: &Limits,
    request: Request,
    status: u16,
    handler: impl Fn(Call, B) -> R + Clone + Send + Sync + 'static,
) -> Response
where
    R: Future<Output = Result<Reply<T>, Problem>> + Send + 'static,
{
    within(limits, request, async |call, parts, body| {
        let bytes = all(body).await?;
        let asked = json::<B>(&call, &parts.headers, &bytes)?;
        let key = keyed::key(&call, &parts)?;
        let running = call.clone();
        let handler = handler.clone();
        let work = async move { done(status, &handler(running, asked).await?) };
        match key {
            Some(key) => {
                Ok(keyed::once(call, key, keyed::digest(&parts, &[&keyed::without_secrets(&bytes)]), work)
                    .await)
            }
            None => Ok(work.await?.into_response()),
        }
    })
    .await
}

/// So many files that were not read yet are in memory at once.
static ROOM: Semaphore = Semaphore::const_new(4);

pub(super) async fn take<Q: Query, T: Answer, R>(
    limits: &Limits,
    request: Request,
    status: u16,
    handler: impl Fn(Call, Q, Upload) -> R + Clone + Send + Sync + 'static,
) -> Response
where
    R: Future<Output = Result<Reply<T>, Problem>> + Send + 'static,
{
    within(limits, request, async |call, parts, body| {
        let others: Vec<_> = pairs(&parts).into_iter().filter(|(name, _)| name != "name").collect();
        let query: Q = query(&call, &others)?;
        let key = keyed::key(&call, &parts)?;
        let place = ROOM.acquire().await.map_err(Problem::bug)?;
        let file = upload::one(&call, parts.clone(), body).await?;
        // Of the file and not of the body: whoever sends a form again draws another line between its parts.
        let digest = keyed::digest(&parts, &[file.name.as_bytes(), &file.bytes]);
        let running = call.clone();
        let handler = handler.clone();
        let work = async move {
            let reply = handler(running, query, file).await;
            drop(place);
            done(status, &reply?)
        };
        match key {
            Some(key) => Ok(keyed::once(call, key, digest, work).await),
            None => Ok(work.await?.into_response()),
        }
    })
    .await
}

pub(super) async fn file<Q: Query, R>(
    limits: &Limits,
    request: Request,
    handler: impl Fn(Call, Q) -> R + Send + Sync,
) -> Response
where
    R: Future<Output = Result<Download, Problem>> + Send,
{
    within(limits, request, async |call, parts, _| {
        let query: Q = query(&call, &pairs(&parts))?;
        Ok(handler(call, query).await?.into_response())
    })
    .await
}

/// What is answered to something that was done.
fn done<T: Answer>(status: u16, reply: &Reply<T>) -> Result<Done, Problem> {
    let text = |body: &T| serde_json::to_string(body).map_err(Problem::bug);
    let gives = TypeId::of::<T>() != TypeId::of::<Nothing>();
    Ok(Done {
        status: StatusCode::from_u16(status).map_err(Problem::bug)?,
        body: gives.then(|| text(&reply.body)).transpose()?,
        kept: reply.kept.as_ref().map(text).transpose()?,
    })
}

pub(super) async fn upload<T: Answer, R>(
    limits: &Limits,
    request: Request,
    handler: impl Fn(Call, Vec<Upload>) -> R + Send + Sync,
) -> Response
where
    R: Future<Output = Result<Reply<T>, Problem>> + Send,
{
    within(limits, request, async |call, parts, body| {
        let headers = parts.headers.clone();
        let files = upload::files(&call, parts, body).await?;
        let reply = handler(call, files).await?;
        shown(&headers, reply.tag, &reply.body)
    })
    .await
}

fn pairs(parts: &Parts) -> Vec<(String, String)> {
    form_urlencoded::parse(parts.uri.query().unwrap_or_default().as_bytes()).into_owned().collect()
}

/// Parameters; one that is wrong, unknown or given twice is named.
fn query<Q: DeserializeOwned>(call: &Call, pairs: &[(String, String)]) -> Result<Q, Problem> {
    let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let read = serde_urlencoded::Deserializer::new(form_urlencoded::parse(text.as_bytes()));
    serde_path_to_error::deserialize(read)
        .map_err(|error| unfit(call, &error.path().to_string(), error.inner()))
}

/// A mistake at a place of the request. What the library says of it is English, for who writes the program.
fn unfit(call: &Call, path: &str, cause: &dyn std::fmt::Display) -> Problem {
    let name = if path == "." { "" } else { path };
    call.wrong(name, "api-wrong-value", [("cause", cause.to_string().into())])
}

/// The character 0 in JSON: no database keeps it.
const NULL: &[u8] = br"\u0000";

/// The whole body.
pub(super) async fn all(body: Bytes) -> Result<axum::body::Bytes, Problem> {
    // The limit stands around the body already.
    to_bytes(body, usize::MAX).await.map_err(|error| {
        let too_large =
            std::error::Error::source(&error).is_some_and(|cause| cause.to_string().contains("length limit"));
        Problem::new(if too_large { Kind::TooLarge } else { Kind::BadRequest })
    })
}

fn json<B: Body>(call: &Call, headers: &HeaderMap, bytes: &[u8]) -> Result<B, Problem> {
    let empty = bytes.is_empty() && TypeId::of::<B>() == TypeId::of::<Nothing>();
    let bytes = if empty { b"{}" } else { bytes };
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !empty && !kind.eq_ignore_ascii_case("application/json") {
        return Err(Problem::new(Kind::MediaType));
    }
    if bytes.windows(NULL.len()).any(|some| some == NULL) {
        return Err(call.wrong("", "api-null", []));
    }
    let mut read = serde_json::Deserializer::from_slice(bytes);
    let value =
        serde_path_to_error::deserialize(&mut read).map_err(|error| match error.inner().classify() {
            serde_json::error::Category::Data => unfit(call, &error.path().to_string(), error.inner()),
            _ => Problem::bad_request(
                call.frame.text("api-no-json", [("cause", error.inner().to_string().into())]),
            ),
        })?;
    read.end().map_err(|error| {
        Problem::bad_request(call.frame.text("api-no-json", [("cause", error.to_string().into())]))
    })?;
    Ok(value)
}

/// Something that is shown: nothing but its tag to who has it already.
fn shown(headers: &HeaderMap, tag: Option<String>, body: &impl Serialize) -> Result<Response, Problem> {
    let tag = tag.and_then(|tag| HeaderValue::try_from(tag).ok());
    let mut response = match &tag {
        Some(tag) if has(headers, tag) => StatusCode::NOT_MODIFIED.into_response(),
        _ => {
            let text = serde_json::to_string(body).map_err(Problem::bug)?;
            ([(CONTENT_TYPE, "application/json")], text).into_response()
        }
    };
    if let Some(tag) = tag {
        response.headers_mut().insert(ETAG, tag);
    }
    Ok(response)
}

fn has(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let tag = tag.to_str().unwrap_or_default();
    let lines = headers.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    let mut tags = lines.flat_map(|line| line.split(',')).map(|one| one.trim().trim_start_matches("W/"));
    tags.any(|one| one == tag || one == "*")
}
