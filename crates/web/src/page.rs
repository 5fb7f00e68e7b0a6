//! A page: one heading, one primary action, then the work.

use crate::Frame;
use crate::shell;
use crate::ui::{Crumb, Flash};
use axum::http::StatusCode;
use axum::http::header::{HeaderValue, LOCATION, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, Render, html};

/// A page of the site. Made by [`Frame::page`]; an answer of a handler.
#[must_use]
pub struct Page {
    pub(crate) frame: Frame,
    pub(crate) title: String,
    pub(crate) crumbs: Vec<Crumb>,
    pub(crate) lead: Option<String>,
    pub(crate) action: Option<Markup>,
    pub(crate) body: Markup,
    pub(crate) status: StatusCode,
    pub(crate) narrow: bool,
    pub(crate) help: Option<String>,
    pub(crate) scope: Option<Markup>,
    pub(crate) keys: Vec<(char, String)>,
}

impl Page {
    pub(crate) fn new(frame: Frame, title: String) -> Self {
        Self {
            frame,
            title,
            crumbs: Vec::new(),
            lead: None,
            action: None,
            body: html! {},
            status: StatusCode::OK,
            narrow: false,
            help: None,
            scope: None,
            keys: Vec::new(),
        }
    }

    /// Adds a breadcrumb: a page above this one, from the top down.
    pub fn crumb(mut self, title: impl Into<String>, href: impl Into<String>) -> Self {
        self.crumbs.push(Crumb { title: title.into(), href: href.into() });
        self
    }

    /// What the whole page is about, chosen beside the breadcrumbs: the period, the unit.
    pub fn scope(mut self, choice: Markup) -> Self {
        self.scope = Some(choice);
        self
    }

    /// One sentence below the heading.
    pub fn lead(mut self, sentence: impl Into<String>) -> Self {
        self.lead = Some(sentence.into());
        self
    }

    /// The one primary action, beside the heading: a [`crate::ui::Button`], or a form with one.
    pub fn action(mut self, action: impl Render) -> Self {
        self.action = Some(action.render());
        self
    }

    /// Everything below the heading.
    pub fn body(mut self, body: Markup) -> Self {
        self.body = body;
        self
    }

    /// For forms and texts: a column that reads well.
    pub fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }

    /// Keys of this page, for the list of keys: each with what it does.
    pub fn keys(mut self, keys: impl IntoIterator<Item = (char, String)>) -> Self {
        self.keys = keys.into_iter().collect();
        self
    }

    /// The page of the manual on this area: `units` for `docs/help/vi/units.md`.
    pub fn help(mut self, page: impl Into<String>) -> Self {
        self.help = Some(page.into());
        self
    }

    /// The status of the answer: 422 for a form that is shown again.
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        (self.status, shell::document(&self)).into_response()
    }
}

/// After something was done: the browser goes to `path` by `GET`.
#[must_use]
pub fn see_other(path: impl AsRef<str>) -> Response {
    let location = HeaderValue::try_from(path.as_ref()).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(LOCATION, location)]).into_response()
}

/// `back` where it is a path of this site, else `otherwise`: an address from a form never leads to another site.
#[must_use]
pub fn back_to<'a>(back: &'a str, otherwise: &'a str) -> &'a str {
    let own = back.starts_with('/') && !back.starts_with("//") && !back.starts_with("/\\");
    let clean = back.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if own && clean { back } else { otherwise }
}

impl Frame {
    /// After something was done: the browser goes to `path`, where the notice is shown once.
    #[must_use]
    pub fn done(&self, path: impl AsRef<str>, flash: &Flash) -> Response {
        let mut response = see_other(path);
        let cookie = crate::frame::FLASH.write(&flash.print(), self.shell().secure);
        response.headers_mut().append(SET_COOKIE, cookie);
        response
    }
}
