//! Delegating one's own post for a time, ending that early, and choosing the post in which one acts.

use super::failure::{at_fields, problem};
use super::rights;
use super::visit::Who;
use crate::ui::{self, Button, Field, Form, Status};
use crate::{Access, Frame, Page, Problem, Routes, back_to};
use app::people::Delegation;
use app::rights::PostsDelegate;
use app::{App, Permit, Person};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use domain::people::Account;
use domain::rights::Right;
use domain::{AccountId, PostId, Span};
use maud::{Markup, html};
use serde::Deserialize;

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) fn routes() -> Routes<App> {
    let delegate = Access::Right(Right::PostsDelegate.code());
    Routes::new()
        .get("/account/delegations", Access::SignedIn, list)
        .post("/account/delegations/{post}/end", Access::SignedIn, end)
        .get("/account/delegations/new", delegate, new)
        .post("/account/delegations/new", delegate, give)
        .post("/account/post", Access::SignedIn, act_in)
        .place("delegations", "/account/delegations", Access::SignedIn)
}

async fn list(frame: Frame, who: Who) -> Result<Page, Problem> {
    let person = who.person()?;
    let all = person.delegations().await.map_err(problem)?;
    let body = html! {
        h2 { (frame.word("delegations-given")) }
        @if all.given.is_empty() { p.quiet { (frame.word("delegations-none-given")) } }
        ul.posts { @for one in &all.given { li { (line(&frame, person, one, true)) } } }
        h2 { (frame.word("delegations-received")) }
        @if all.received.is_empty() { p.quiet { (frame.word("delegations-none-received")) } }
        ul.posts { @for one in &all.received { li { (line(&frame, person, one, false)) } } }
    };
    let page = frame.page(frame.word("delegations")).crumb(frame.word("account"), "/account").help("people");
    let page = page.lead(frame.word("delegations-lead")).narrow().body(body);
    Ok(if person.has(Right::PostsDelegate) {
        page.action(Button::primary(frame.word("delegate")).href("/account/delegations/new"))
    } else {
        page
    })
}

fn line(frame: &Frame, person: &Person, one: &Delegation, is_given: bool) -> Markup {
    let span = one.post.span;
    let ended = span.to.is_some_and(|end| end <= person.today);
    let (status, word) = match (ended, span.from > person.today) {
        (true, _) => (Status::Stopped, "delegation-ended"),
        (false, true) => (Status::Waiting, "delegation-later"),
        (false, false) => (Status::Doing, "delegation-now"),
    };
    let unit = person.organisation.history().last_known(one.post.unit);
    html! {
        div {
            p {
                strong { (if is_given { &one.to.display_name } else { &one.from.display_name }) }
                " · " (one.post.title) @if let Some(unit) = unit { ", " (unit.label()) }
            }
            p.quiet {
                span aria-hidden="true" { (status.sign()) " " } (frame.word(word)) " · " (days(frame, span))
            }
        }
        @if is_given && !ended {
            form method="post" action={ "/account/delegations/" (one.post.id) "/end" } {
                (Button::danger(frame.word("delegation-end")))
            }
        }
    }
}

fn days(frame: &Frame, span: Span) -> Markup {
    html! {
        @if span.is_empty() { (frame.word("delegation-never")) } @else {
            (frame.word("people-from")) " " (ui::date(span.from))
            @if let Some(last) = span.last_day() { " " (frame.word("people-to-small")) " " (ui::date(last)) }
        }
    }
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    to: String,
}

async fn new(frame: Frame, who: Who, Query(asked): Query<Asked>) -> Result<Page, Problem> {
    let mut form = Form::default();
    form.set("from", ui::print_date(who.person()?.today));
    form.set("account", asked.to);
    page(&frame, &who, &form).await
}

async fn page(frame: &Frame, who: &Who, form: &Form) -> Result<Page, Problem> {
    let (permit, person) = (who.permit::<PostsDelegate>()?, who.person()?);
    let label = |account: &Account| (account.id.to_string(), account.display_name.clone());
    let receivers: Vec<_> = permit.receivers().await.map_err(problem)?.iter().map(label).collect();
    let posts =
        permit.delegable().map(|post| (post.id.to_string(), rights::post(frame, &person.organisation, post)));
    let body = html! {
        @if receivers.is_empty() {
            (ui::empty(frame.word("delegate-nobody"), frame.word("delegate-nobody-help")))
        } @else {
            (form.summary(frame))
            form method="post" data-keep {
                (form.field(Field::select("post", frame.word("delegate-post"), posts)))
                (form.field(Field::select("account", frame.word("delegate-to"), receivers).hint(frame.word("delegate-to-hint"))))
                (form.field(Field::date("from", frame.word("people-from")).required()))
                (form.field(Field::date("to", frame.word("people-to")).required().hint(frame.word("delegate-until-hint"))))
                p.actions {
                    (Button::primary(frame.word("units-see-change")))
                    (ui::link(frame.word("preview-back"), "/account/delegations"))
                }
            }
        }
    };
    Ok(crumbs(frame, frame.page(frame.word("delegate"))).narrow().body(body).status(form.status()))
}

fn crumbs(frame: &Frame, page: Page) -> Page {
    page.crumb(frame.word("account"), "/account")
        .crumb(frame.word("delegations"), "/account/delegations")
        .help("people")
}

struct Wish {
    post: PostId,
    to: AccountId,
    span: Span,
}

fn read(frame: &Frame, form: &mut Form) -> Option<Wish> {
    let (post, to) = (form.typed("post").parse().ok(), form.typed("account").parse().ok());
    for (name, is_there) in [("post", post.is_some()), ("account", to.is_some())] {
        if !is_there {
            form.wrong(name, frame.word("field-choose"));
        }
    }
    let (from, last) = (ui::parse_date(form.typed("from")), ui::parse_date(form.typed("to")));
    for (name, is_there) in [("from", from.is_some()), ("to", last.is_some())] {
        if !is_there {
            form.wrong(name, frame.word("field-day"));
        }
    }
    Some(Wish { post: post?, to: to?, span: Span::through(from?, last?) })
}

async fn give(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let permit = who.permit::<PostsDelegate>()?;
    let mut form = Form::new(pairs.iter().cloned());
    let Some(wish) = read(&frame, &mut form) else {
        return Ok(page(&frame, &who, &form).await?.into_response());
    };
    let done = if form.typed("step") == "enter" {
        permit.delegate(wish.to, wish.post, wish.span).await.map(Step::Done)
    } else {
        permit.check(wish.to, wish.post, wish.span).await.map(Step::Preview)
    };
    match done {
        Ok(Step::Done(post)) => {
            let flash =
                ui::Flash::done(frame.word("delegated")).undo(format!("/account/delegations/{post}/end"));
            Ok(frame.done("/account/delegations", &flash))
        }
        Ok(Step::Preview(to)) => Ok(preview(&frame, &permit, &who, &wish, &to, &pairs)?.into_response()),
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(page(&frame, &who, &form).await?.into_response())
        }
    }
}

enum Step {
    Preview(Account),
    Done(PostId),
}

fn preview(
    frame: &Frame,
    permit: &Permit<'_, PostsDelegate>,
    who: &Who,
    wish: &Wish,
    to: &Account,
    pairs: &[(String, String)],
) -> Result<Page, Problem> {
    let person = who.person()?;
    let gives = permit.gives(wish.post).map_err(problem)?;
    let post = permit.delegable().find(|post| post.id == wish.post);
    let label = post.map(|post| rights::post(frame, &person.organisation, post)).unwrap_or_default();
    let here = "/account/delegations/new";
    let mut confirm = ui::Preview::new(here, frame.word("delegate-confirm"), here);
    for (name, value) in pairs.iter().filter(|(name, _)| name != "step") {
        confirm = confirm.hidden(name, value);
    }
    let facts = [
        (frame.word("delegate-to"), html! { strong { (to.display_name) } }),
        (frame.word("delegate-post"), html! { (label) }),
        (frame.word("delegate-time"), days(frame, wish.span)),
    ];
    let body = confirm.hidden("step", "enter").show(
        frame,
        html! {
            (ui::facts(facts))
            (rights::list(frame, &gives))
            p.quiet { (frame.word("delegate-limits")) }
        },
    );
    Ok(crumbs(frame, frame.page(frame.word("delegate-preview"))).narrow().body(body))
}

async fn end(frame: Frame, who: Who, Path(post): Path<String>) -> Result<Response, Problem> {
    let post: PostId = post.parse().map_err(|_| Problem::not_found())?;
    who.person()?.end_delegation(post).await.map_err(problem)?;
    Ok(frame.done("/account/delegations", &ui::Flash::done(frame.word("delegation-done"))))
}

async fn act_in(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let form = Form::new(pairs);
    let post = match form.typed("post") {
        "" => None,
        post => Some(post.parse::<PostId>().map_err(|_| Problem::not_found())?),
    };
    let person = who.person()?;
    person.act_in(post).await.map_err(problem)?;
    let chosen = post.and_then(|post| person.posts().find(|own| own.id == post));
    let text = match chosen {
        Some(post) => {
            frame.text("acts-in", [("post", rights::post(&frame, &person.organisation, post).into())])
        }
        None => frame.word("acts-in-all"),
    };
    Ok(frame.done(back_to(form.typed("back"), "/"), &ui::Flash::done(text)))
}
