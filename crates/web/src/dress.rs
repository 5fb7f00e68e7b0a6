//! The outermost word on every answer: a problem becomes a page for people, or a document for programs.

use crate::frame::FLASH;
use crate::shell::Shell;
use crate::{Frame, Kind, Problem};
use axum::extract::Request;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderValue, RETRY_AFTER, SET_COOKIE, VARY, WWW_AUTHENTICATE,
};
use axum::http::{HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use maud::html;
use serde::Serialize;
use std::sync::Arc;
use tower_http::csrf::ProtectionError;
use utoipa::ToSchema;

/// Gives the request its frame; gives a problem its words.
pub(crate) async fn dress(shell: Arc<Shell>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let frame = Frame::new(shell, &parts);
    parts.extensions.insert(frame.clone());
    let mut response = next.run(Request::from_parts(parts, body)).await;
    if let Some(problem) = problem_of(&mut response) {
        let kept = [ALLOW].into_iter().chain(crate::api::LIMIT_HEADERS);
        let kept: Vec<_> =
            kept.filter_map(|name| Some((name.clone(), response.headers().get(name)?.clone()))).collect();
        response =
            if frame.wants_json() { document_response(&frame, &problem) } else { page(&frame, &problem) };
        response.headers_mut().extend(kept);
        if let Some(seconds) = problem.retry_after {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
    }
    finish(&frame, &mut response);
    response
}

/// The problem that a response stands for: the one that a handler returned, or what a bare status says.
fn problem_of(response: &mut Response) -> Option<Problem> {
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        return Some(problem);
    }
    let plain = response.headers().get(CONTENT_TYPE).is_none_or(|t| t.as_bytes().starts_with(b"text/plain"));
    if !plain {
        return None;
    }
    let other_site = response.extensions().get::<ProtectionError>().is_some();
    let kind = if other_site { Some(Kind::OtherSite) } else { Kind::of(response.status()) };
    kind.map(Problem::new)
}

/// The media type of RFC 9457.
pub(crate) const PROBLEM: &str = "application/problem+json";

/// A problem for programs: RFC 9457.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemDocument {
    r#type: String,
    title: String,
    status: u16,
    detail: String,
    instance: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<ProblemField>,
}

#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProblemField {
    name: String,
    detail: String,
}

/// Status and text of the document that a problem is.
pub(crate) fn document(frame: &Frame, problem: &Problem) -> (StatusCode, String) {
    let (status, name) = problem.kind.parts();
    let field =
        |(name, detail): &(String, String)| ProblemField { name: name.clone(), detail: detail.clone() };
    let document = ProblemDocument {
        r#type: format!("urn:sauro:problem:{name}"),
        title: frame.word(&format!("problem-{name}")),
        status: status.as_u16(),
        detail: problem.detail.clone().unwrap_or_else(|| match problem.kind {
            // A program has typed nothing and has no browser.
            Kind::SignedOut if crate::api::is_api(frame.path()) => frame.word("api-no-token"),
            _ => frame.word(&format!("problem-{name}-help")),
        }),
        instance: format!("urn:uuid:{}", frame.request_id()),
        fields: problem.fields.iter().map(field).collect(),
    };
    // Texts and a number: there is nothing in it that JSON could not hold.
    (status, serde_json::to_string(&document).unwrap_or_default())
}

fn document_response(frame: &Frame, problem: &Problem) -> Response {
    let (status, document) = document(frame, problem);
    let mut response = (status, [(CONTENT_TYPE, PROBLEM)], document).into_response();
    if status == StatusCode::UNAUTHORIZED && crate::api::is_api(frame.path()) {
        response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"sauro\""));
    }
    response
}

fn page(frame: &Frame, problem: &Problem) -> Response {
    let (status, name) = problem.kind.parts();
    let body = html! {
        @if let Some(detail) = &problem.detail { p.lead { (detail) } }
        p { (frame.word(&format!("problem-{name}-help"))) }
        p.actions {
            @if problem.kind == Kind::SignedOut {
                a.button.primary href=(crate::gate::SIGN_IN) { (frame.word("sign-in")) }
            }
            a.button href="/" { (frame.word("problem-home")) }
        }
        p.quiet { (frame.text("problem-number", [("number", frame.request_id().into())])) }
    };
    frame.page(frame.word(&format!("problem-{name}"))).status(status).body(body).into_response()
}

/// What all answers have: nothing is kept by caches unless a handler says so, and a notice is shown once.
fn finish(frame: &Frame, response: &mut Response) {
    let html = response.headers().get(CONTENT_TYPE).is_some_and(|t| t.as_bytes().starts_with(b"text/html"));
    let headers = response.headers_mut();
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-cache"));
    if html {
        headers.append(VARY, HeaderValue::from_static("cookie, accept-language"));
        // An answer that sets its own notice keeps it.
        if frame.flash().is_some() && response.status() != StatusCode::SEE_OTHER {
            let gone = crate::cookie::Cookie { seconds: 0, ..FLASH };
            response.headers_mut().append(SET_COOKIE, gone.write("", frame.shell().secure));
        }
    }
}

/// The name of the header that carries the number of a request.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
