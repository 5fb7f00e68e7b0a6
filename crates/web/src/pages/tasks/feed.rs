//! Tasks in a calendar of one's own: an address that nobody else knows. Its secret is an access token that may read tasks and nothing
//! else, kept as a digest only, and ended on the page of access tokens like any other.

use super::ical::{self, Entry};
use super::{unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{self, Button, Tone};
use crate::{Frame, Page, Problem};
use app::Person;
use app::rights::{ApiTokensOwn, TasksRead};
use app::tokens::{DAYS, TokenState, TokenWish};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::response::{IntoResponse, Response};
use domain::UnitId;
use domain::rights::Right;
use domain::tasks::Stage;
use domain::units::UnitSet;
use jiff::ToSpan;
use maud::{Markup, html};
use std::collections::BTreeSet;
use store::{TaskFilter, TaskRow};

/// Where the addresses of calendars begin; what follows is a secret.
pub(crate) const FEEDS: &str = "/feeds/";
/// Most tasks of a calendar.
const MOST: u32 = 2_000;
/// What is over stays in a calendar for so many days.
const PAST: i32 = 90;

/// What can be shown now, and how one gets an address.
pub(super) async fn page(frame: Frame, who: Who) -> Result<Page, Problem> {
    let all = who.permit::<ApiTokensOwn>()?.list().await.map_err(problem)?;
    let only = BTreeSet::from([Right::TasksRead]);
    let live = all.iter().filter(|token| token.state == TokenState::Live && token.scopes == only);
    let body = html! {
        p { (frame.word("feed-lead")) }
        form method="post" action="/tasks/feed" { p.actions { (Button::primary(frame.word("feed-make"))) } }
        h2 { (frame.word("feed-live")) }
        ul.plain {
            @for token in live {
                li { (token.name) " · " (frame.word("token-expires")) " " (ui::moment(token.expires)) " · "
                    (ui::link(frame.word("token-revoke"), format!("/account/tokens/{}/revoke", token.id))) }
            }
        }
    };
    Ok(around(&frame, &body))
}

fn around(frame: &Frame, body: &Markup) -> Page {
    let page = frame.page(frame.word("feed-title")).crumb(frame.word("area-tasks"), "/tasks");
    page.narrow().help("tasks").body(body.clone())
}

/// Makes an address, and shows it once.
pub(super) async fn make(frame: Frame, who: Who, headers: HeaderMap) -> Result<Page, Problem> {
    let person = who.person()?;
    let wish = TokenWish {
        name: frame.word("feed-name"),
        scopes: BTreeSet::from([Right::TasksRead]),
        days: DAYS[DAYS.len() - 1],
    };
    let (_, token) = who.permit::<ApiTokensOwn>()?.make(&wish).await.map_err(problem)?;
    let site = site(&frame, &headers);
    let address = |calendar: &str| format!("{site}{FEEDS}{}/{calendar}", token.reveal());
    let mut calendars = vec![(frame.word("feed-mine"), address("mine.ics"))];
    let units: BTreeSet<UnitId> = person.posts().map(|post| post.unit).collect();
    for unit in units {
        calendars.push((unit_name(&who, unit), address(&format!("{unit}.ics"))));
    }
    let body = html! {
        (ui::notice(&frame, Tone::Warning, frame.word("feed-once")))
        @for (name, address) in &calendars { h2 { (name) } p { code.secret { (address) } } }
        p.quiet { (frame.word("feed-use")) }
        p.actions { (Button::primary(frame.word("token-kept")).href("/tasks/feed")) }
    };
    Ok(around(&frame, &body))
}

/// `https://sauro.example`, as whoever asks calls us.
fn site(frame: &Frame, headers: &HeaderMap) -> String {
    let scheme = if frame.shell().secure { "https" } else { "http" };
    format!("{scheme}://{}", host(headers))
}

fn host(headers: &HeaderMap) -> &str {
    headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost")
}

/// The calendar: `mine.ics`, or `12.ics` for the unit with that number and those below it. Who has no right finds nothing there.
pub(super) async fn show(
    frame: Frame,
    who: Who,
    headers: HeaderMap,
    Path((_, calendar)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (Ok(permit), Ok(person)) = (who.permit::<TasksRead>(), who.person()) else {
        return Err(Problem::not_found());
    };
    // A session opens pages; only the secret of the address opens this.
    if person.token.is_none() {
        return Err(Problem::not_found());
    }
    let name = calendar.strip_suffix(".ics").ok_or_else(Problem::not_found)?;
    let (title, filter) = chosen(&frame, &who, person, name)?;
    let rows = permit.list(&filter, 0, MOST).await.map_err(problem)?.rows;
    let site = site(&frame, &headers);
    let entries: Vec<Entry> =
        rows.iter().filter_map(|row| entry(&frame, &who, person, &site, host(&headers), row)).collect();
    let text = ical::calendar(&title, person.app().now(), &entries);
    let head = [(CONTENT_TYPE, "text/calendar; charset=utf-8"), (CACHE_CONTROL, "private, no-store")];
    Ok((head, text).into_response())
}

/// The name of a calendar and the tasks that it shows: what is open, and what was due a while ago.
fn chosen(frame: &Frame, who: &Who, person: &Person, name: &str) -> Result<(String, TaskFilter), Problem> {
    let all = TaskFilter {
        stages: Stage::ALL.into_iter().filter(|stage| *stage != Stage::Cancelled).collect(),
        due_from: Some(person.today.saturating_sub(PAST.days())),
        ..TaskFilter::all(person.today)
    };
    if name == "mine" {
        let filter = TaskFilter { responsible: Some(person.account.id), ..all };
        return Ok((frame.word("feed-mine"), filter));
    }
    let unit: UnitId = name.parse().map_err(|_| Problem::not_found())?;
    who.permit::<TasksRead>()?.covers(unit, &person.forest()).map_err(|_| Problem::not_found())?;
    let title = format!("{} – {}", frame.word("area-tasks"), unit_name(who, unit));
    Ok((title, TaskFilter { leads: Some(UnitSet::below(unit, person.today)), ..all }))
}

/// A task as an entry on the day on which it is due.
fn entry(frame: &Frame, who: &Who, person: &Person, site: &str, host: &str, row: &TaskRow) -> Option<Entry> {
    let status = words::status(row.stage, row.due, row.submitted_on, person.today);
    let said = [unit_name(who, row.lead), words::stage(frame, row.stage), format!("{} %", row.percent)];
    Some(Entry {
        uid: format!("task-{}@{host}", row.id),
        sequence: row.revision,
        day: row.due?,
        summary: format!("{} {}", status.sign(), row.action),
        description: said.join("\n"),
        url: format!("{site}/tasks/{}", row.id),
    })
}
