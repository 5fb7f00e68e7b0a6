//! What every page knows of its request.

use crate::cookie::Cookie;
use crate::shell::Shell;
use crate::ui::Flash;
use crate::{Guard, Page, Problem, Theme, Visitor, language, theme, words};
use axum::extract::FromRequestParts;
use axum::http::Extensions;
use axum::http::header::{ACCEPT, HeaderMap};
use axum::http::request::Parts;
use messages::{FluentValue, Language, Messages};
use std::sync::{Arc, OnceLock};

/// What every page knows of its request: who asks, in which language, from which address. Cheap to clone; an extractor.
#[derive(Clone)]
pub struct Frame(Arc<Inner>);

struct Inner {
    shell: Arc<Shell>,
    path: String,
    query: String,
    chosen: Option<Language>,
    accepted: Language,
    theme: Theme,
    flash: Option<Flash>,
    wants_json: bool,
    swap: bool,
    request_id: String,
    visitor: OnceLock<Option<Visitor>>,
    session: OnceLock<Extensions>,
}

/// A notice for the next page; gone when that page was shown, or after a minute.
pub(crate) const FLASH: Cookie = Cookie { name: "flash", seconds: 60 };

impl Frame {
    /// The frame of a request, before anybody knows who sends it.
    pub(crate) fn new(shell: Arc<Shell>, parts: &Parts) -> Self {
        let headers = &parts.headers;
        let text = |name: &str| headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("");
        Self(Arc::new(Inner {
            shell,
            path: parts.uri.path().to_owned(),
            query: parts.uri.query().unwrap_or("").to_owned(),
            chosen: language::chosen(headers),
            accepted: language::accepted(headers),
            theme: theme::COOKIE.read(headers).and_then(|name| Theme::from_name(&name)).unwrap_or_default(),
            flash: FLASH.read(headers).and_then(|text| Flash::parse(&text)),
            wants_json: crate::api::is_api(parts.uri.path()) || accepts_json(headers),
            swap: text("x-swap") == "1",
            request_id: text("x-request-id").to_owned(),
            visitor: OnceLock::new(),
            session: OnceLock::new(),
        }))
    }

    pub(crate) fn guard(&self) -> &dyn Guard {
        &*self.0.shell.guard
    }

    /// Says who sends the request, and keeps what the guard found out; the first word holds.
    pub(crate) fn welcome(&self, visitor: Option<Visitor>, extensions: &Extensions) {
        self.0.visitor.get_or_init(|| visitor);
        self.0.session.get_or_init(|| {
            let mut session = extensions.clone();
            // This very frame is in there: it would keep itself alive.
            session.remove::<Self>();
            session
        });
    }

    /// What the guard put into the extensions of the request, e.g. the context of use cases.
    #[must_use]
    pub fn session<T: Clone + Send + Sync + 'static>(&self) -> Option<&T> {
        self.0.session.get()?.get()
    }

    pub(crate) fn shell(&self) -> &Shell {
        &self.0.shell
    }

    /// Who asks; `None` where nobody is signed in.
    #[must_use]
    pub fn visitor(&self) -> Option<&Visitor> {
        self.0.visitor.get().and_then(Option::as_ref)
    }

    /// Whether who asks holds a right somewhere. For what to show; what may be done, the use case says.
    #[must_use]
    pub fn may(&self, right: &str) -> bool {
        self.visitor().is_some_and(|visitor| visitor.rights.contains(right))
    }

    /// The language of the answer: chosen on this browser, or the account's, or what the browser asks for.
    #[must_use]
    pub fn language(&self) -> Language {
        let account = || self.visitor().and_then(|visitor| visitor.language);
        self.0.chosen.or_else(account).unwrap_or(self.0.accepted)
    }

    /// The messages of that language.
    #[must_use]
    pub fn messages(&self) -> &'static Messages {
        words::messages(self.language())
    }

    /// The message `key` with arguments: `frame.text("notices-unread", [("count", 3.into())])`.
    #[must_use]
    pub fn text<const N: usize>(&self, key: &str, arguments: [(&'static str, FluentValue<'_>); N]) -> String {
        self.messages().text(key, arguments)
    }

    /// The message `key`, which takes no arguments.
    #[must_use]
    pub fn word(&self, key: &str) -> String {
        self.messages().text(key, [])
    }

    /// Path of the request: `/units/12`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What stands behind `?` in the request's address, as it came.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.0.query
    }

    /// Path and query, to come back to.
    #[must_use]
    pub fn here(&self) -> String {
        if self.0.query.is_empty() {
            self.0.path.clone()
        } else {
            format!("{}?{}", self.0.path, self.0.query)
        }
    }

    /// The theme chosen on this browser.
    #[must_use]
    pub fn theme(&self) -> Theme {
        self.0.theme
    }

    /// Whether a program asks: the answer, also an error, is JSON.
    #[must_use]
    pub fn wants_json(&self) -> bool {
        self.0.wants_json
    }

    /// Whether a script of ours fetches this page to take a part of it.
    #[must_use]
    pub fn is_swap(&self) -> bool {
        self.0.swap
    }

    /// Number of the request, as it stands in the logs.
    #[must_use]
    pub fn request_id(&self) -> &str {
        &self.0.request_id
    }

    /// The notice that the page before left.
    pub(crate) fn flash(&self) -> Option<&Flash> {
        self.0.flash.as_ref()
    }

    /// Begins a page with this title: its one heading.
    pub fn page(&self, title: impl Into<String>) -> Page {
        Page::new(self.clone(), title.into())
    }
}

fn accepts_json(headers: &HeaderMap) -> bool {
    let accept = headers.get(ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or("");
    accept.contains("json") && !accept.contains("text/html")
}

impl<S: Sync> FromRequestParts<S> for Frame {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| Problem::bug("a route outside of a site"))
    }
}
