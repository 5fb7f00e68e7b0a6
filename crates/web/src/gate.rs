//! Who may pass: every route stands behind a gate.

use crate::{Frame, Kind, Problem};
use axum::extract::Request;
use axum::http::Method;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use messages::Language;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;

/// Who may use a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Access {
    /// Everybody.
    Public,
    /// Everybody who is signed in.
    SignedIn,
    /// Who holds this right somewhere; for what exactly, the use case checks.
    Right(&'static str),
    /// Who holds one of these rights somewhere.
    AnyRight(&'static [&'static str]),
}

impl Access {
    /// Whether it is open to who asks.
    #[must_use]
    pub fn admits(self, visitor: Option<&Visitor>) -> bool {
        match (self, visitor) {
            (Self::Public, _) | (Self::SignedIn, Some(_)) => true,
            (Self::Right(right), Some(visitor)) => visitor.rights.contains(right),
            (Self::AnyRight(rights), Some(visitor)) => {
                rights.iter().any(|right| visitor.rights.contains(right))
            }
            (_, None) => false,
        }
    }
}

/// Who asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visitor {
    /// Name as written: `Trần Thị Minh Hạnh`.
    pub name: String,
    /// Post in which they act: `Chuyên viên, Văn phòng Thành ủy`.
    pub post: String,
    /// The posts among which they can choose, where there are several: number and name. `chosen` is the one alone in which
    /// they act; none: in all.
    pub posts: Vec<(String, String)>,
    /// The number of that one.
    pub chosen: Option<String>,
    /// Names of the rights that their posts give, wherever.
    pub rights: BTreeSet<&'static str>,
    /// Language of the account.
    pub language: Option<Language>,
    /// Unread notices.
    pub notices: u32,
}

/// What a guard finds out, some time later.
pub type Identified<'a> = Pin<Box<dyn Future<Output = Result<Option<Visitor>, Problem>> + Send + 'a>>;

/// Knows from a request who sends it.
pub trait Guard: Send + Sync + 'static {
    /// Who sends this request; `None` where nobody is signed in.
    ///
    /// What handlers want to know of the session beyond the visitor, e.g. the context of use cases, goes into
    /// `parts.extensions`.
    fn identify<'a>(&'a self, parts: &'a mut Parts) -> Identified<'a>;
}

/// A guard that never knows anybody: a site of public pages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nobody;

impl Guard for Nobody {
    fn identify<'a>(&'a self, _parts: &'a mut Parts) -> Identified<'a> {
        Box::pin(std::future::ready(Ok(None)))
    }
}

/// Lets a request to a route with this access pass, or says why not. Gives up after `patience` times the site's limit.
pub(crate) async fn pass(
    access: Access,
    patience: u32,
    frame: Frame,
    request: Request,
    next: Next,
) -> Response {
    let limit = frame.shell().timeout * patience;
    match tokio::time::timeout(limit, examine(access, frame, request, next)).await {
        Ok(response) => response,
        Err(_) => Problem::new(Kind::Busy).into_response(),
    }
}

async fn examine(access: Access, frame: Frame, request: Request, next: Next) -> Response {
    // No database keeps the character 0, so nothing can be found by it.
    if request.uri().path_and_query().is_some_and(|address| address.as_str().contains("%00")) {
        return Problem::not_found().into_response();
    }
    let (mut parts, body) = request.into_parts();
    match frame.guard().identify(&mut parts).await {
        Ok(visitor) => frame.welcome(visitor, &parts.extensions),
        Err(problem) => return problem.into_response(),
    }
    let visitor = frame.visitor();
    if !access.admits(visitor) {
        return match visitor {
            None => sign_in(&frame, &parts),
            Some(_) => Problem::forbidden().into_response(),
        };
    }
    next.run(Request::from_parts(parts, body)).await
}

/// A person who opens a page is led to the sign-in and back; everybody else is told.
fn sign_in(frame: &Frame, parts: &Parts) -> Response {
    let opens_page = parts.method == Method::GET && !frame.wants_json() && !frame.is_swap();
    if !opens_page {
        return Problem::signed_out().into_response();
    }
    let here = parts.uri.path_and_query().map_or("/", |p| p.as_str());
    if here == "/" {
        return Redirect::to(SIGN_IN).into_response();
    }
    Redirect::to(&format!("{SIGN_IN}?back={}", utf8_percent_encode(here, NON_ALPHANUMERIC))).into_response()
}

/// Path of the sign-in. It gets the address to return to as `back`.
pub(crate) const SIGN_IN: &str = "/sign-in";
/// Path that a form posts to sign out.
pub(crate) const SIGN_OUT: &str = "/sign-out";
