//! Who comes with a request: from the cookie to the use cases' idea of a person.

use crate::cookie::Cookie;
use crate::{Frame, Guard, Identified, Problem, Visitor};
use app::{App, Origin, Permission, Permit, Person, Visit};
use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, HeaderValue, USER_AGENT};
use axum::http::request::Parts;
use messages::Language;
use std::net::SocketAddr;
use std::sync::Arc;

/// The token of the session. Longer than any session lives: the server ends it.
const SESSION: Cookie = Cookie { name: "session", seconds: 24 * 60 * 60 };
const NO_SESSION: Cookie = Cookie { name: "session", seconds: 0 };

/// Longest name of a browser that is kept, in bytes.
const AGENT: usize = 200;

/// Knows people by their session, programs by their token.
pub struct AppGuard(pub App);

impl Guard for AppGuard {
    fn identify<'a>(&'a self, parts: &'a mut Parts) -> Identified<'a> {
        Box::pin(async move {
            let origin = origin(parts);
            // Programs come with a token and never by a cookie, browsers the other way round: no site can make a browser act as a program.
            let path = parts.uri.path();
            let visit = if crate::api::is_api(path) {
                self.0.visit_by_token(bearer(&parts.headers), origin).await
            } else if let Some(rest) = path.strip_prefix(super::tasks::FEEDS) {
                // A calendar cannot send headers: the secret stands in its address, which no log holds.
                self.0.visit_by_token(rest.split('/').next(), origin).await
            } else {
                self.0.visit(SESSION.read(&parts.headers).as_deref(), origin).await
            };
            let visit = visit.map_err(super::failure::problem)?;
            let visitor = match &visit {
                Visit::SignedIn(person) => Some(visitor(person)),
                Visit::Nobody(_) | Visit::HalfSigned(_) | Visit::MustChangePassword(_) => None,
            };
            parts.extensions.insert(Who(Arc::new(visit)));
            Ok(visitor)
        })
    }
}

/// The token in `Authorization: Bearer …` (RFC 6750 §2.1); none where there are two such headers.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut all = headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (all.next(), all.next()) else { return None };
    let (scheme, token) = value.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn origin(parts: &Parts) -> Origin {
    let text = |name: &str| parts.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("");
    Origin {
        address: parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip()),
        // A header that is text is ASCII, so any byte is a place to cut.
        agent: text(USER_AGENT.as_str()).chars().take(AGENT).collect(),
        request: text("x-request-id").to_owned(),
    }
}

fn visitor(person: &Person) -> Visitor {
    let language = match person.account.language {
        domain::people::Language::Vi => Language::Vi,
        domain::people::Language::En => Language::En,
    };
    let messages = crate::words::messages(language);
    let label = |post: &domain::people::Post| super::rights::label(messages, &person.organisation, post);
    let posts: Vec<(String, String)> =
        person.posts().map(|post| (post.id.to_string(), label(post))).collect();
    let chosen = person.acts_in.map(|post| post.to_string());
    let post = match &chosen {
        Some(chosen) => posts.iter().find(|(id, _)| id == chosen),
        None => posts.first(),
    };
    Visitor {
        name: person.account.display_name.clone(),
        post: post.map(|(_, label)| label.clone()).unwrap_or_default(),
        posts: if posts.len() > 1 { posts } else { Vec::new() },
        chosen,
        rights: domain::rights::Right::ALL.iter().filter(|r| person.has(**r)).map(|r| r.code()).collect(),
        language: Some(language),
        notices: u32::try_from(person.unread).unwrap_or(0),
    }
}

/// Who comes with this request. An extractor.
#[derive(Clone)]
pub(crate) struct Who(Arc<Visit>);

impl Who {
    pub(crate) fn visit(&self) -> &Visit {
        &self.0
    }

    /// The person who is signed in.
    pub(super) fn person(&self) -> Result<&Person, Problem> {
        self.0.person().map_err(super::failure::problem)
    }

    /// Leave to do what needs the right.
    pub(super) fn permit<R: Permission>(&self) -> Result<Permit<'_, R>, Problem> {
        self.person()?.permit().map_err(super::failure::problem)
    }
}

impl<S: Sync> FromRequestParts<S> for Who {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Problem::bug("a page without its guard"))
    }
}

impl Frame {
    /// The header that gives the browser its session.
    pub(super) fn session_cookie(&self, token: &str) -> HeaderValue {
        SESSION.write(token, self.shell().secure)
    }

    /// The header that takes it away.
    pub(super) fn no_session_cookie(&self) -> HeaderValue {
        NO_SESSION.write("", self.shell().secure)
    }
}
