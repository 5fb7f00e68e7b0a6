//! Việc của máy: what the machine has to do, and what it could not.

use super::failure::{at_fields, problem};
use super::notices::job_kind;
use super::visit::Who;
use crate::ui::{self, Button, Column, Direction, Field, Filter, FilterValue, Flash, Form, Preview, Table};
use crate::{Access, Frame, Page, Problem, Routes, areas};
use app::App;
use app::jobs::{Job, Jobs};
use app::rights::JobsManage;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::JobId;
use domain::rights::Right;
use jiff::Timestamp;
use maud::{Markup, html};
use store::JobRow;

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) fn routes() -> Routes<App> {
    let right = Access::Right(Right::JobsManage.code());
    Routes::new()
        .get("/jobs", right, list)
        .post("/jobs/letter", right, letter)
        .get("/jobs/{job}", right, one)
        .post("/jobs/{job}/again", right, again)
        .get("/jobs/{job}/discard", right, ask)
        .post("/jobs/{job}/discard", right, discard)
        .place_below(areas::ADMINISTRATION, "jobs-about", "jobs-title", "/jobs", right)
}

/// How a job stands: code for the address, sign, key of the word, class.
type State = (&'static str, &'static str, &'static str, &'static str);

const WAITING: State = ("waiting", "○", "jobs-waiting", "still");
const AGAIN: State = ("again", "↻", "jobs-again", "soon");
const RUNNING: State = ("running", "●", "jobs-running", "going");
const FAILED: State = ("failed", "✗", "jobs-failed", "bad");
const STATES: [State; 4] = [WAITING, AGAIN, RUNNING, FAILED];

fn state(row: &JobRow, now: Timestamp) -> State {
    if row.failed.is_some() {
        FAILED
    } else if row.claimed_until.is_some_and(|until| until >= now) {
        RUNNING
    } else if row.failure.is_some() {
        AGAIN
    } else {
        WAITING
    }
}

fn shown(frame: &Frame, (_, sign, word, class): State) -> Markup {
    html! { span class={ "status " (class) } { span.sign aria-hidden="true" { (sign) } " " (frame.word(word)) } }
}

struct Row {
    row: JobRow,
    state: State,
    kind: String,
    reason: String,
}

async fn list(frame: Frame, who: Who) -> Result<Response, Problem> {
    page(&frame, &who, &Form::default()).await
}

async fn page(frame: &Frame, who: &Who, form: &Form) -> Result<Response, Problem> {
    let Jobs { rows, counts } = who.permit::<JobsManage>()?.list().await.map_err(problem)?;
    let now = who.person()?.app().now();
    let rows = rows.into_iter().map(|row| Row {
        state: state(&row, now),
        kind: job_kind(frame, &row.kind),
        reason: reason(frame, &row),
        row,
    });
    let table = table(frame).views(frame.views("jobs").await?);
    let query = table.query(frame.query());
    let chosen = table.choose(&query, rows.collect(), |row, key, value| match (key, value) {
        ("state", FilterValue::Choice(states)) => states.iter().any(|state| state == row.state.0),
        ("kind", FilterValue::Choice(kinds)) => kinds.contains(&row.row.kind),
        _ => true,
    });
    if let Some(format) = query.export {
        return table.export(&query, &chosen.rows, format);
    }
    let numbers = [(counts.failed, FAILED), (counts.running, RUNNING), (counts.waiting, WAITING)];
    let body = html! {
        ul.numbers {
            @for (count, (code, _, word, _)) in numbers {
                // What is tried again waits too.
                @let also = if code == WAITING.0 { "&state=again" } else { "" };
                li { a href={ "/jobs?state=" (code) (also) } { strong { (count) } " " (frame.word(word)) } }
            }
        }
        (table.show(frame, &query, &chosen.rows, chosen.total))
        h2 { (frame.word("mail-title")) }
        (mail(frame, who.person()?, form))
    };
    let page = frame.page(frame.word("jobs-title")).lead(frame.word("jobs-lead")).help("jobs");
    Ok(page.body(body).status(form.status()).into_response())
}

/// Where letters go, and a way to try it.
fn mail(frame: &Frame, person: &app::Person, form: &Form) -> Markup {
    let own = person.account.email.as_ref().map(ToString::to_string).unwrap_or_default();
    html! {
        @match person.app().mail().place() {
            None => { (form.summary(frame)) p { (frame.word("mail-off")) } p.quiet { (frame.word("mail-off-help")) } }
            Some(place) => {
                p { (frame.text("mail-on", [("place", place.into())])) }
                (form.summary(frame))
                form method="post" action="/jobs/letter" {
                    (form.field(Field::text("to", frame.word("mail-to")).kind("email").required().value(own).autocomplete("email")))
                    p.actions { (Button::plain(frame.word("mail-try"))) }
                }
            }
        }
    }
}

fn table(frame: &Frame) -> Table<Row> {
    let states = STATES.map(|(code, _, word, _)| (code.to_owned(), frame.word(word)));
    let kinds = Job::KINDS.map(|(code, key)| (code.to_owned(), frame.word(key)));
    let (words, drawn) = (frame.clone(), frame.clone());
    Table::new("jobs", frame.word("jobs-title"))
        .searchable()
        .filter(Filter::choice("state", frame.word("jobs-state"), states))
        .filter(Filter::choice("kind", frame.word("jobs-kind"), kinds))
        .column(
            Column::number("number", frame.word("jobs-number"), |row: &Row| {
                Some(vitext::Decimal::new(row.row.id.get(), 0))
            })
            .sortable(),
        )
        .column(
            Column::text("kind", frame.word("jobs-kind"), |row: &Row| row.kind.clone())
                .cell(|row| ui::link(&row.kind, format!("/jobs/{}", row.row.id)))
                .wide()
                .sortable(),
        )
        .column(
            Column::text("state", frame.word("jobs-state"), move |row: &Row| words.word(row.state.2))
                .cell(move |row| shown(&drawn, row.state))
                .sortable(),
        )
        .column(Column::text("due", frame.word("jobs-due"), |row: &Row| ui::print_moment(row.row.due)))
        .column(
            Column::number("tries", frame.word("jobs-tries"), |row: &Row| {
                Some(vitext::Decimal::new(row.row.tries, 0))
            })
            .sortable(),
        )
        .column(Column::text("reason", frame.word("jobs-reason"), |row: &Row| row.reason.clone()).wide())
        .column(
            Column::text("created", frame.word("jobs-created"), |row: &Row| {
                ui::print_moment(row.row.created)
            })
            .hidden(),
        )
        .sorted("number", Direction::Down)
        .empty(frame.word("jobs-none"), frame.word("jobs-none-help"))
}

/// Why it last failed: in our words where they are ours, else as the other side said it.
fn reason(frame: &Frame, row: &JobRow) -> String {
    let failure = row.failure.as_deref().unwrap_or_default();
    frame.messages().text_or(failure, failure)
}

fn id(job: &str) -> Result<JobId, Problem> {
    job.parse().map_err(|_| Problem::not_found())
}

async fn one(frame: Frame, who: Who, Path(job): Path<String>) -> Result<Page, Problem> {
    let row = who.permit::<JobsManage>()?.one(id(&job)?).await.map_err(problem)?;
    let state = state(&row, who.person()?.app().now());
    let comes_back = row.name.is_some();
    let is_free = state != RUNNING;
    let body = html! {
        (facts(&frame, &row, state))
        @if comes_back { p.quiet { (frame.word("jobs-comes-back")) } }
        @if is_free {
            form method="post" action={ "/jobs/" (row.id) "/again" } {
                p.actions {
                    (Button::primary(frame.word("jobs-try-again")))
                    @if !comes_back {
                        (Button::danger(frame.word("jobs-discard")).href(format!("/jobs/{}/discard", row.id)))
                    }
                }
            }
        }
    };
    Ok(frame
        .page(job_kind(&frame, &row.kind))
        .crumb(frame.word("jobs-title"), "/jobs")
        .narrow()
        .help("jobs")
        .body(body))
}

fn facts(frame: &Frame, row: &JobRow, state: State) -> Markup {
    let mut facts = vec![
        (frame.word("jobs-number"), html! { (row.id) }),
        (frame.word("jobs-state"), shown(frame, state)),
        (frame.word("jobs-created"), ui::moment(row.created)),
        (frame.word("jobs-due"), ui::moment(row.due)),
        (frame.word("jobs-tries"), html! { (row.tries) }),
    ];
    if row.failure.is_some() {
        facts.push((frame.word("jobs-reason"), html! { (reason(frame, row)) }));
    }
    ui::facts(facts)
}

async fn again(frame: Frame, who: Who, Path(job): Path<String>) -> Result<Response, Problem> {
    who.permit::<JobsManage>()?.try_again(id(&job)?).await.map_err(problem)?;
    Ok(frame.done("/jobs", &Flash::done(frame.word("jobs-tried-again"))))
}

async fn ask(frame: Frame, who: Who, Path(job): Path<String>) -> Result<Page, Problem> {
    let row = who.permit::<JobsManage>()?.one(id(&job)?).await.map_err(problem)?;
    let here = format!("/jobs/{}", row.id);
    let preview = Preview::new(format!("{here}/discard"), frame.word("jobs-discard"), here).danger();
    let state = state(&row, who.person()?.app().now());
    let changes = html! { p { (frame.word("jobs-discard-help")) } (facts(&frame, &row, state)) };
    let page = frame.page(frame.word("jobs-discard")).crumb(frame.word("jobs-title"), "/jobs").narrow();
    Ok(page.body(preview.show(&frame, changes)))
}

async fn discard(frame: Frame, who: Who, Path(job): Path<String>) -> Result<Response, Problem> {
    who.permit::<JobsManage>()?.discard(id(&job)?).await.map_err(problem)?;
    Ok(frame.done("/jobs", &Flash::done(frame.word("jobs-discarded"))))
}

async fn letter(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let mut form = Form::new(pairs);
    match who.permit::<JobsManage>()?.send_test_letter(form.typed("to")).await {
        Ok(()) => Ok(frame.done("/jobs", &Flash::done(frame.word("mail-sent")))),
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            page(&frame, &who, &form).await
        }
    }
}
