//! Thông báo: what a person was told.

use super::failure::problem;
use super::visit::Who;
use crate::ui::{self, Button, Flash};
use crate::{Access, Frame, Page, Problem, Routes, back_to, see_other};
use app::App;
use app::jobs::Job;
use app::notices::{Event, Notices};
use axum::extract::Path;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use domain::NoticeId;
use maud::{Markup, html};
use messages::FluentValue;
use store::NoticeRow;

/// Notices a page.
const ROWS: u32 = 50;

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .get("/notices", Access::SignedIn, list)
        .get("/notices/count", Access::SignedIn, count)
        .post("/notices/read", Access::SignedIn, read_all)
        .post("/notices/{notice}/open", Access::SignedIn, open)
        .place("notices-title", "/notices", Access::SignedIn)
}

async fn list(frame: Frame, who: Who) -> Result<Page, Problem> {
    let page = page_of(frame.query());
    let offset = u64::from(page - 1) * u64::from(ROWS);
    let notices = who.person()?.notices(ROWS, offset).await.map_err(problem)?;
    let body = html! {
        @if notices.rows.is_empty() {
            (ui::empty(frame.word("notices-none"), frame.word("notices-none-help")))
        } @else {
            ul.sessions.told { @for row in &notices.rows { (one(&frame, row)) } }
            (pager(&frame, page, &notices))
        }
    };
    let shown = frame.page(frame.word("notices-title")).narrow().help("notices").body(body);
    if notices.unread == 0 {
        return Ok(shown);
    }
    let all = html! { form method="post" action="/notices/read" { (Button::plain(frame.word("notices-read-all"))) } };
    Ok(shown.lead(frame.text("notices-unread", [("count", notices.unread.into())])).action(all))
}

fn one(frame: &Frame, row: &NoticeRow) -> Markup {
    let event = Event::of(row);
    let is_new = row.read.is_none();
    html! {
        li.new[is_new] {
            div {
                p {
                    @if is_new { strong { (sentence(frame, event.as_ref())) } }
                    @else { (sentence(frame, event.as_ref())) }
                }
                @if let Some(advice) = event.as_ref().and_then(Event::advice) { p { (frame.word(advice)) } }
                p.quiet {
                    (ui::moment(row.at)) " · "
                    @if is_new { (frame.word("notices-new")) } @else { (frame.word("notices-read")) }
                }
            }
            form method="post" action={ "/notices/" (row.id) "/open" } { (Button::plain(frame.word("notices-open"))) }
        }
    }
}

/// What happened, in the language of the page.
pub(crate) fn sentence(frame: &Frame, event: Option<&Event>) -> String {
    let Some(event) = event else { return frame.word("notice-unknown") };
    let (key, mut arguments) = event.sentence();
    for (name, value) in &mut arguments {
        match *name {
            "kind" => *value = job_kind(frame, value),
            "agent" => *value = super::account::device(frame, value),
            _ => {}
        }
    }
    let arguments = arguments.into_iter().map(|(name, value)| (name, FluentValue::from(value)));
    frame.messages().format(key, arguments)
}

/// The name of a kind of job; a kind of a newer program by its code.
pub(super) fn job_kind(frame: &Frame, code: &str) -> String {
    let known = Job::KINDS.into_iter().find(|(kind, _)| *kind == code);
    known.map_or_else(|| code.to_owned(), |(_, key)| frame.word(key))
}

fn pager(frame: &Frame, page: u32, notices: &Notices) -> Markup {
    let more = u64::from(page) * u64::from(ROWS) < notices.total;
    html! {
        nav.pager aria-label=(frame.word("pager")) {
            ul {
                @if page > 1 {
                    li { a href={ "/notices?page=" (page - 1) } rel="prev" { (frame.word("pager-previous")) } }
                }
                @if more {
                    li { a href={ "/notices?page=" (page + 1) } rel="next" { (frame.word("pager-next")) } }
                }
            }
        }
    }
}

fn page_of(query: &str) -> u32 {
    let page = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "page");
    page.and_then(|(_, value)| value.parse().ok()).unwrap_or(1).max(1)
}

/// How many are unread, for the bell of a page that is looked at again.
async fn count(frame: Frame, who: Who) -> Result<Response, Problem> {
    let unread = who.person()?.unread;
    let words = frame.text("notices-unread", [("count", unread.into())]);
    let json = serde_json::json!({ "unread": unread, "words": words }).to_string();
    Ok(([(CONTENT_TYPE, "application/json")], json).into_response())
}

async fn read_all(frame: Frame, who: Who) -> Result<Response, Problem> {
    who.person()?.read_all_notices().await.map_err(problem)?;
    Ok(frame.done("/notices", &Flash::done(frame.word("notices-all-read"))))
}

async fn open(who: Who, Path(notice): Path<String>) -> Result<Response, Problem> {
    let notice: NoticeId = notice.parse().map_err(|_| Problem::not_found())?;
    let row = who.person()?.read_notice(notice).await.map_err(problem)?;
    Ok(see_other(back_to(&row.link, "/notices")))
}
