//! Signing in: name and password, the second factor, a new password in place of a printed one; signing out.

use super::failure::{at_fields, problem};
use super::visit::Who;
use crate::ui::{self, Button, Field};
use crate::{Access, Frame, Page, Problem, Routes, back_to, see_other};
use app::sign_in::Next;
use app::{App, AppError, Visit};
use axum::Form;
use axum::extract::{Query, State};
use axum::http::header::{HeaderName, HeaderValue, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use serde::Deserialize;

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .get("/sign-in", Access::Public, show)
        .post("/sign-in", Access::Public, sign_in)
        .post("/sign-in/code", Access::Public, code)
        .post("/sign-in/password", Access::Public, password)
        .post("/sign-out", Access::Public, sign_out)
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    back: String,
}

type Pairs = Form<Vec<(String, String)>>;

async fn show(frame: Frame, State(app): State<App>, who: Who, Query(asked): Query<Asked>) -> Response {
    let mut form = ui::Form::default();
    form.set("back", back_to(&asked.back, "/"));
    match who.visit() {
        Visit::SignedIn(_) => see_other(back_to(&asked.back, "/")),
        _ => page(&frame, &app, who.visit(), &form).into_response(),
    }
}

/// The step that is next.
fn page(frame: &Frame, app: &App, visit: &Visit, form: &ui::Form) -> Page {
    let back = html! { input type="hidden" name="back" value=(form.typed("back")); };
    let (title, lead, body): (_, _, Markup) = match visit {
        Visit::HalfSigned(_) => (
            "sign-in-code-title",
            "sign-in-code-lead",
            html! {
                (form.summary(frame))
                form method="post" action="/sign-in/code" {
                    (back)
                    (form.field(Field::text("code", frame.word("sign-in-code")).required().autocomplete("one-time-code")
                        .hint(frame.word("sign-in-code-hint"))))
                    p.actions { (Button::primary(frame.word("sign-in"))) }
                }
                form method="post" action="/sign-out" { (Button::plain(frame.word("sign-in-other"))) }
            },
        ),
        Visit::MustChangePassword(_) => (
            "password-first-title",
            "password-first-lead",
            html! {
                (form.summary(frame))
                form method="post" action="/sign-in/password" {
                    (back)
                    (form.field(Field::password("old", frame.word("password-printed")).required().autocomplete("current-password")))
                    (form.field(Field::password("new", frame.word("password-new")).required().autocomplete("new-password")
                        .hint(frame.word("password-hint"))))
                    p.actions { (Button::primary(frame.word("password-set"))) }
                }
                form method="post" action="/sign-out" { (Button::plain(frame.word("sign-in-other"))) }
            },
        ),
        Visit::Nobody(_) | Visit::SignedIn(_) => (
            "sign-in",
            "sign-in-lead",
            html! {
                (form.summary(frame))
                form method="post" action="/sign-in" {
                    (back)
                    (form.field(Field::text("name", frame.word("sign-in-name")).required().autocomplete("username")))
                    (form.field(Field::password("password", frame.word("sign-in-password")).required().autocomplete("current-password")))
                    p.actions { (Button::primary(frame.word("sign-in"))) }
                }
                (super::passkeys::offer(frame, app, form.typed("back")))
                (super::openid::offer(frame, app, form.typed("back")))
            },
        ),
    };
    frame.page(frame.word(title)).lead(frame.word(lead)).narrow().body(body).status(form.status())
}

async fn sign_in(
    frame: Frame,
    State(app): State<App>,
    who: Who,
    Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let mut form = ui::Form::new(pairs.iter().cloned());
    let password = pairs.iter().find(|(name, _)| name == "password").map_or("", |(_, value)| value);
    let origin = origin(who.visit());
    match app.sign_in(form.typed("name"), password, &origin).await {
        Ok(entered) => {
            // The session that the browser held ends: it may have been put there by somebody else.
            app.sign_out(who.visit()).await.map_err(problem)?;
            let back = back_to(form.typed("back"), "/").to_owned();
            let to = match entered.next {
                Next::SecondFactor => {
                    "/sign-in?back=".to_owned()
                        + &form_urlencoded::byte_serialize(back.as_bytes()).collect::<String>()
                }
                Next::Inside => back,
            };
            Ok(inside(&frame, &to, &entered.token.reveal()))
        }
        Err(error) => refuse(&frame, &app, who.visit(), &mut form, error),
    }
}

async fn code(
    frame: Frame,
    State(app): State<App>,
    who: Who,
    Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let mut form = ui::Form::new(pairs);
    match app.second_factor(who.visit(), form.typed("code")).await {
        Ok(entered) => Ok(inside(&frame, back_to(form.typed("back"), "/"), &entered.token.reveal())),
        // It took too long: begin again.
        Err(AppError::SignInNeeded) => Ok(see_other("/sign-in")),
        Err(error) => {
            form.set("code", "");
            refuse(&frame, &app, who.visit(), &mut form, error)
        }
    }
}

async fn password(frame: Frame, who: Who, Form(pairs): Pairs) -> Result<Response, Problem> {
    let mut form = ui::Form::new(pairs.iter().cloned());
    let Visit::MustChangePassword(person) = who.visit() else {
        return Ok(see_other("/sign-in"));
    };
    // Passwords are taken as typed, spaces and all.
    let typed = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value);
    match person.change_password(typed("old"), typed("new")).await {
        Ok(()) => {
            Ok(frame.done(back_to(form.typed("back"), "/"), &ui::Flash::done(frame.word("password-done"))))
        }
        Err(error) => refuse(&frame, person.app(), who.visit(), &mut form, error),
    }
}

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

async fn sign_out(frame: Frame, State(app): State<App>, who: Who) -> Result<Response, Problem> {
    app.sign_out(who.visit()).await.map_err(problem)?;
    let mut response = see_other("/sign-in");
    response.headers_mut().append(SET_COOKIE, frame.no_session_cookie());
    // What the browser kept of pages goes too; not the cookies: language and theme are the browser's.
    response.headers_mut().insert(CLEAR_SITE_DATA, HeaderValue::from_static(r#""cache", "storage""#));
    Ok(response)
}

pub(super) fn inside(frame: &Frame, to: &str, token: &str) -> Response {
    let mut response = see_other(to);
    response.headers_mut().append(SET_COOKIE, frame.session_cookie(token));
    response
}

/// The same step again, with what is wrong; never with the passwords.
fn refuse(
    frame: &Frame,
    app: &App,
    visit: &Visit,
    form: &mut ui::Form,
    error: AppError,
) -> Result<Response, Problem> {
    for secret in ["password", "old", "new"] {
        form.set(secret, "");
    }
    match error {
        AppError::Wait { until } => {
            let seconds = until.duration_since(app.now()).as_secs().clamp(1, 3_600);
            form.wrong("", frame.text("sign-in-wait", [("seconds", seconds.into())]));
        }
        error => at_fields(frame, form, error)?,
    }
    Ok(page(frame, app, visit, form).into_response())
}

pub(super) fn origin(visit: &Visit) -> app::Origin {
    match visit {
        Visit::Nobody(origin) => origin.clone(),
        Visit::HalfSigned(half) => half.origin.clone(),
        Visit::MustChangePassword(person) | Visit::SignedIn(person) => person.origin().clone(),
    }
}
