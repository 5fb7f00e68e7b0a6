//! `Idempotency-Key`: a request that is sent twice is done once, and answered twice the same (draft-ietf-httpapi-idempotency-key-header).

use super::call::Call;
use crate::dress;
use crate::{Kind, Problem};
use app::App;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::future::Future;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{KeptAnswer, Keyed};
use tracing::Instrument;

/// The header of a request.
pub(super) const KEY: &str = "idempotency-key";
/// The header of an answer that was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// Longest key, in bytes.
pub(super) const LONGEST: usize = 200;
/// Seconds between two sweeps.
const SWEEP: i64 = 3600;

/// What an operation has done.
pub(super) struct Done {
    pub(super) status: StatusCode,
    pub(super) body: Option<String>,
    /// What is kept instead of the body.
    pub(super) kept: Option<String>,
}

impl IntoResponse for Done {
    fn into_response(self) -> Response {
        match self.body {
            Some(body) => (self.status, [(CONTENT_TYPE, "application/json")], body).into_response(),
            None => self.status.into_response(),
        }
    }
}

/// The key of a request: 1 to 200 visible signs.
pub(super) fn key(call: &Call, parts: &Parts) -> Result<Option<String>, Problem> {
    let mut all = parts.headers.get_all(KEY).iter();
    let Some(value) = all.next() else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    let fits = (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    if fits && all.next().is_none() {
        Ok(Some(text.to_owned()))
    } else {
        Err(call.wrong(KEY, "api-wrong-key", [("longest", LONGEST.into())]))
    }
}

/// A digest of all that makes a request what it is.
pub(super) fn digest(parts: &Parts, body: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    let tag = parts.headers.get("if-match").map_or(&b""[..], HeaderValue::as_bytes);
    let address = parts.uri.to_string();
    let head = [parts.method.as_str().as_bytes(), address.as_bytes(), tag];
    for part in head.into_iter().chain(body.iter().copied()) {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part);
    }
    data_encoding::HEXLOWER.encode(&digest.finalize())
}

/// Fields of bodies that are secrets of a person: no digest of a request that is kept tells whether one was guessed.
const SECRETS: [&str; 2] = ["password", "new_password"];

/// A body without what is secret in it.
pub(super) fn without_secrets(body: &[u8]) -> Cow<'_, [u8]> {
    match serde_json::from_slice::<serde_json::Map<String, Value>>(body) {
        Ok(mut fields) if SECRETS.iter().any(|name| fields.contains_key(*name)) => {
            fields.retain(|name, _| !SECRETS.contains(&name.as_str()));
            Cow::Owned(Value::Object(fields).to_string().into_bytes())
        }
        _ => Cow::Borrowed(body),
    }
}

/// Does `run` unless it was done with this key, or somebody is at it. Goes on when the caller no longer waits: then the answer is there when it asks again.
pub(super) async fn once(
    call: Call,
    key: String,
    request: String,
    run: impl Future<Output = Result<Done, Problem>> + Send + 'static,
) -> Response {
    match begin(&call, &key, &request).await {
        Err(problem) => problem.into_response(),
        Ok(Some(answer)) => replay(answer),
        Ok(None) => {
            let (again, again_key) = (call.clone(), key.clone());
            let task = async move {
                let done = run.await;
                keep(&call, &key, &done).await;
                done
            };
            match tokio::spawn(task.in_current_span()).await {
                Ok(Ok(done)) => done.into_response(),
                Ok(Err(problem)) => problem.into_response(),
                Err(panic) => {
                    forget(&again, &again_key).await;
                    Problem::bug(panic).into_response()
                }
            }
        }
    }
}

/// What was answered before; none where the request is to be done now.
async fn begin(call: &Call, key: &str, request: &str) -> Result<Option<KeptAnswer>, Problem> {
    let person = call.person()?;
    sweep(person.app());
    let same = |other: &str| {
        let other = other == request;
        if other { Ok(()) } else { Err(call.wrong(KEY, "api-key-of-another", [])) }
    };
    match person.begin_keyed(key, request).await.map_err(|e| call.problem(e))? {
        Keyed::New => Ok(None),
        Keyed::UnderWay { request } => {
            same(&request)?;
            let problem = Problem::conflict(call.frame.word("api-under-way"));
            Err(Problem { retry_after: Some(1), ..problem })
        }
        Keyed::Unanswered { request } => {
            same(&request)?;
            Err(Problem::conflict(call.frame.word("api-unanswered")))
        }
        Keyed::Answered { request, answer } => {
            same(&request)?;
            Ok(Some(answer))
        }
    }
}

fn replay(answer: KeptAnswer) -> Response {
    let status = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = match answer.content_type.and_then(|kind| HeaderValue::try_from(kind).ok()) {
        Some(kind) => (status, [(CONTENT_TYPE, kind)], answer.body).into_response(),
        None => status.into_response(),
    };
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    response
}

/// Keeps what was answered. What failed here and may go well another time is forgotten.
async fn keep(call: &Call, key: &str, done: &Result<Done, Problem>) {
    let answer = match done {
        Ok(Done { status, body, kept }) => KeptAnswer {
            status: status.as_u16(),
            content_type: body.as_ref().map(|_| "application/json".to_owned()),
            body: kept.as_ref().or(body.as_ref()).cloned().unwrap_or_default(),
        },
        Err(problem) if matches!(problem.kind, Kind::Bug | Kind::Busy | Kind::TooMany) => {
            return forget(call, key).await;
        }
        Err(problem) => {
            let (status, body) = dress::document(&call.frame, problem);
            let content_type = Some(dress::PROBLEM.to_owned());
            KeptAnswer { status: status.as_u16(), content_type, body }
        }
    };
    let kept = match call.person() {
        Ok(person) => person.answer_keyed(key, &answer).await,
        Err(_) => return,
    };
    if let Err(error) = kept {
        tracing::error!(cause = app::with_causes(&error), "the answer to a request with a key was not kept");
    }
}

async fn forget(call: &Call, key: &str) {
    let Ok(person) = call.person() else { return };
    if let Err(error) = person.forget_keyed(key).await {
        tracing::error!(cause = app::with_causes(&error), "a request with a key was not forgotten");
    }
}

/// Lets old answers go, once an hour, beside the request.
fn sweep(app: &App) {
    static LAST: AtomicI64 = AtomicI64::new(i64::MIN);
    let (now, last) = (app.now().as_second(), LAST.load(Ordering::Relaxed));
    let due = now.saturating_sub(last) >= SWEEP;
    if due && LAST.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
        let app = app.clone();
        tokio::spawn(async move {
            if let Err(error) = app.sweep_keyed().await {
                tracing::warn!(cause = app::with_causes(&error), "old answers were not swept");
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_tells_nothing_of_a_password() {
        let stripped = |text: &str| String::from_utf8(without_secrets(text.as_bytes()).into_owned()).unwrap();
        assert_eq!(stripped(r#"{"password":"a","days":7}"#), r#"{"days":7}"#);
        assert_eq!(stripped(r#"{"new_password":"b","password":"a"}"#), "{}");
        for text in [r#"{"days": 7}"#, r#"["password"]"#, "", "{"] {
            assert_eq!(stripped(text), text);
        }
    }
}
