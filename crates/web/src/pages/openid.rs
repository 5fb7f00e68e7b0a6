//! Sign-in at another site (OpenID Connect): offered at the sign-in, linked and unlinked in the account.

use super::failure::{at_fields, problem};
use super::sign_in::{inside, origin};
use super::visit::Who;
use crate::cookie::Cookie;
use crate::ui::{self, Button, Field, Flash, Form};
use crate::{Access, Frame, Page, Problem, Routes, back_to};
use app::sign_in::{Arrived, Gone};
use app::{App, AppError, Person, Visit};
use axum::extract::{RawQuery, State};
use axum::http::header::{HeaderValue, REFRESH, SET_COOKIE};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};

/// What a browser holds while its person is at the other site. Sent along when that leads back here (`SameSite=Lax`).
const CEREMONY: Cookie = Cookie { name: "openid", seconds: 10 * 60 };
/// It is good once.
const NO_CEREMONY: Cookie = Cookie { name: CEREMONY.name, seconds: 0 };

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .post("/sign-in/openid", Access::Public, begin_sign_in)
        .get("/sign-in/openid/return", Access::Public, come_back)
        .get("/account/openid/new", Access::SignedIn, new)
        .post("/account/openid/new", Access::SignedIn, begin)
        .post("/account/openid/remove", Access::SignedIn, remove)
}

/// The section of the account; nothing where there is no other site and never was.
pub(super) async fn section(frame: &Frame, person: &Person) -> Result<Markup, Problem> {
    let linked = person.external_identities().await.map_err(problem)?;
    let name = person.app().openid_name();
    let here = person.app().openid_issuer();
    Ok(html! {
        @if name.is_some() || !linked.is_empty() {
            h2 { (frame.word("openid")) }
            @if let Some(name) = name { p { (said(frame, "openid-lead", name)) } }
            @if !linked.is_empty() {
                ul.posts {
                    @for link in &linked {
                        li {
                            div {
                                p { strong { @if let Some(name) = name.filter(|_| here == Some(&link.issuer)) { (name) } @else { (link.issuer) } } }
                                p.quiet {
                                    (frame.word("openid-since")) " " (ui::moment(link.created))
                                    @if here != Some(&link.issuer) { " · " (frame.word("openid-other")) }
                                }
                            }
                            form method="post" action="/account/openid/remove" {
                                input type="hidden" name="issuer" value=(link.issuer);
                                (Button::danger(frame.word("openid-unlink")))
                            }
                        }
                    }
                }
            }
            @if let Some(name) = name.filter(|_| !linked.iter().any(|link| here == Some(&link.issuer))) {
                p.actions { (Button::plain(said(frame, "openid-link", name)).href("/account/openid/new")) }
            }
        }
    })
}

/// The way in by the other site.
pub(super) fn offer(frame: &Frame, app: &App, back: &str) -> Markup {
    html! {
        @if let Some(name) = app.openid_name() {
            form method="post" action="/sign-in/openid" {
                input type="hidden" name="back" value=(back);
                p.actions { (Button::plain(said(frame, "openid-sign-in", name))) }
            }
        }
    }
}

fn said(frame: &Frame, key: &str, name: &str) -> String {
    frame.text(key, [("name", name.into())])
}

async fn begin_sign_in(
    frame: Frame,
    State(app): State<App>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let form = Form::new(pairs);
    match app.begin_openid_sign_in(back_to(form.typed("back"), "/")).await {
        Ok(gone) => Ok(going(&frame, &app, &gone)),
        Err(error) => failed(&frame, "/sign-in", error),
    }
}

/// Leads to the other site: a page, since a form may send its browser nowhere but here (`form-action 'self'`, which holds for
/// what a form is redirected to as well).
fn going(frame: &Frame, app: &App, gone: &Gone) -> Response {
    let name = app.openid_name().unwrap_or_default();
    let body = html! {
        p.actions { (Button::primary(said(frame, "openid-go", name)).href(gone.to.as_str())) }
    };
    let page = frame.page(said(frame, "openid-going", name)).lead(frame.word("openid-going-lead")).narrow();
    let mut response = page.body(body).into_response();
    let headers = response.headers_mut();
    headers.append(SET_COOKIE, CEREMONY.write(&gone.token.reveal(), frame.shell().secure));
    // An address is ASCII; without the header the link is there.
    if let Ok(refresh) = HeaderValue::try_from(format!("0; url={}", gone.to)) {
        headers.insert(REFRESH, refresh);
    }
    response
}

/// Back where it was begun, with what is wrong.
fn failed(frame: &Frame, to: &str, error: AppError) -> Result<Response, Problem> {
    let mut form = Form::default();
    at_fields(frame, &mut form, error)?;
    Ok(frame.done(to, &Flash::failed(form.error("").unwrap_or_default())))
}

async fn come_back(
    frame: Frame,
    State(app): State<App>,
    who: Who,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let held = CEREMONY.read(&headers).unwrap_or_default();
    let query = query.unwrap_or_default();
    let arrived = app.back_from_openid(who.visit(), &origin(who.visit()), &held, &query).await;
    let mut response = match arrived {
        Ok(Arrived::In { entered, back }) => {
            // The session that the browser held ends: it may have been put there by somebody else.
            app.sign_out(who.visit()).await.map_err(problem)?;
            inside(&frame, back_to(&back, "/"), &entered.token.reveal())
        }
        Ok(Arrived::Linked) => {
            let name = app.openid_name().unwrap_or_default();
            frame.done("/account", &Flash::done(said(&frame, "openid-linked", name)))
        }
        Ok(Arrived::Unknown) => unknown(&frame, &app).into_response(),
        Err(error) => {
            let to = if matches!(who.visit(), Visit::SignedIn(_)) { "/account" } else { "/sign-in" };
            failed(&frame, to, error)?
        }
    };
    response.headers_mut().append(SET_COOKIE, NO_CEREMONY.write("", frame.shell().secure));
    Ok(response)
}

/// What to do for whom the other site knows and this one does not.
fn unknown(frame: &Frame, app: &App) -> Page {
    let name = app.openid_name().unwrap_or_default();
    let body = html! {
        ol.steps {
            li { (frame.word("openid-unknown-first")) }
            li { (said(frame, "openid-unknown-then", name)) }
        }
        p { (said(frame, "openid-unknown-none", name)) }
        p.actions { (Button::primary(frame.word("openid-unknown-go")).href("/sign-in?back=/account")) }
    };
    let page = frame.page(said(frame, "openid-unknown", name)).lead(frame.word("openid-unknown-lead"));
    page.narrow().body(body).status(StatusCode::FORBIDDEN)
}

async fn new(frame: Frame, State(app): State<App>, who: Who) -> Result<Response, Problem> {
    who.person()?;
    if app.openid_name().is_none() {
        return Err(Problem::not_found());
    }
    Ok(page(&frame, &app, &Form::default()).into_response())
}

fn page(frame: &Frame, app: &App, form: &Form) -> Page {
    let name = app.openid_name().unwrap_or_default();
    let body = html! {
        (form.summary(frame))
        form method="post" action="/account/openid/new" {
            (form.field(Field::password("password", frame.word("password-old")).required().autocomplete("current-password")))
            p.actions { (Button::primary(said(frame, "openid-go", name))) (ui::link(frame.word("preview-back"), "/account")) }
        }
    };
    let page = frame.page(said(frame, "openid-link", name)).crumb(frame.word("account"), "/account");
    page.lead(said(frame, "openid-link-lead", name)).help("account").narrow().body(body).status(form.status())
}

async fn begin(
    frame: Frame,
    State(app): State<App>,
    who: Who,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let password = pairs.iter().find(|(name, _)| name == "password").map_or("", |(_, value)| value);
    match who.person()?.begin_openid_link(password).await {
        Ok(gone) => Ok(going(&frame, &app, &gone)),
        Err(error) => {
            let mut form = Form::default();
            at_fields(&frame, &mut form, error)?;
            Ok(page(&frame, &app, &form).into_response())
        }
    }
}

async fn remove(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let form = Form::new(pairs);
    who.person()?.unlink_openid(form.typed("issuer")).await.map_err(problem)?;
    Ok(frame.done("/account", &Flash::done(frame.word("openid-unlinked"))))
}
