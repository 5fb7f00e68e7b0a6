//! Passkeys: listed, added, renamed and taken away in the account; offered at the sign-in.

use super::failure::{at_fields, problem};
use super::sign_in::{inside, origin};
use super::visit::Who;
use crate::cookie::Cookie;
use crate::ui::{self, Button, Field, Form};
use crate::{Access, Frame, Kind, Page, Problem, Routes, back_to, see_other};
use app::sign_in::Ceremony;
use app::{App, AppError, Person};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::{CONTENT_TYPE, SET_COOKIE};
use axum::response::{IntoResponse, Response};
use domain::PasskeyId;
use maud::{Markup, html};

/// What a browser holds between the question and the answer.
const CEREMONY: Cookie = Cookie { name: "ceremony", seconds: 5 * 60 };

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .get("/account/passkeys/new", Access::SignedIn, new)
        .post("/account/passkeys/begin", Access::SignedIn, begin)
        .post("/account/passkeys/new", Access::SignedIn, finish)
        .post("/account/passkeys/{passkey}/rename", Access::SignedIn, rename)
        .post("/account/passkeys/{passkey}/remove", Access::SignedIn, remove)
        .post("/sign-in/passkey/begin", Access::Public, begin_sign_in)
        .post("/sign-in/passkey", Access::Public, sign_in)
}

/// The section of the account.
pub(super) async fn section(frame: &Frame, person: &Person) -> Result<Markup, Problem> {
    let passkeys = person.passkeys().await.map_err(problem)?;
    Ok(html! {
        h2 { (frame.word("passkeys")) }
        p { (frame.word("passkeys-lead")) }
        @if !passkeys.is_empty() {
            ul.posts {
                @for passkey in &passkeys {
                    li {
                        div {
                            p { strong { (passkey.name) } }
                            p.quiet {
                                (frame.word("account-since")) " " (ui::moment(passkey.created)) " · "
                                @match passkey.last_used {
                                    Some(at) => { (frame.word("account-seen")) " " (ui::moment(at)) }
                                    None => { (frame.word("passkey-not-used")) }
                                }
                            }
                        }
                        div.actions {
                            details.drop {
                                summary { (frame.word("passkey-rename")) }
                                div.panel {
                                    form method="post" action={ "/account/passkeys/" (passkey.id) "/rename" } {
                                        (Field::text(format!("name-{}", passkey.id), frame.word("passkey-name")).value(&passkey.name).limit(60).required())
                                        p.actions { (Button::plain(frame.word("passkey-rename"))) }
                                    }
                                }
                            }
                            form method="post" action={ "/account/passkeys/" (passkey.id) "/remove" } {
                                (Button::danger(frame.word("passkey-remove")))
                            }
                        }
                    }
                }
            }
        }
        @if person.app().has_passkeys() {
            p.actions { (Button::plain(frame.word("passkey-add")).href("/account/passkeys/new")) }
        } @else {
            p.quiet { (frame.word("passkey-none-here")) }
        }
    })
}

/// The way in by passkey; in sight where the browser can.
pub(super) fn offer(frame: &Frame, app: &App, back: &str) -> Markup {
    html! {
        @if app.has_passkeys() {
            form.passkey method="post" action="/sign-in/passkey" data-passkey="get" data-begin="/sign-in/passkey/begin" hidden {
                input type="hidden" name="back" value=(back);
                input type="hidden" name="answer";
                (Button::plain(frame.word("passkey-sign-in")))
            }
        }
    }
}

async fn new(frame: Frame, who: Who) -> Result<Page, Problem> {
    who.person()?;
    let mut form = Form::default();
    form.set("name", super::account::device(&frame, &who.person()?.origin().agent));
    Ok(page(&frame, &form))
}

fn page(frame: &Frame, form: &Form) -> Page {
    let body = html! {
        (form.summary(frame))
        p data-passkey-missing { (frame.word("passkey-needs")) }
        form method="post" action="/account/passkeys/new" data-passkey="create" data-begin="/account/passkeys/begin" hidden {
            input type="hidden" name="answer";
            (form.field(Field::text("name", frame.word("passkey-name")).required().limit(60).hint(frame.word("passkey-name-hint"))))
            (form.field(Field::password("password", frame.word("password-old")).required().autocomplete("current-password")))
            p.actions { (Button::primary(frame.word("passkey-add"))) (ui::link(frame.word("preview-back"), "/account")) }
        }
    };
    let page = frame.page(frame.word("passkey-add")).crumb(frame.word("account"), "/account").help("account");
    page.lead(frame.word("passkeys-lead")).narrow().body(body).status(form.status())
}

async fn begin(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let password = pairs.iter().find(|(name, _)| name == "password").map_or("", |(_, value)| value);
    asked(&frame, who.person()?.begin_passkey(password).await)
}

async fn begin_sign_in(frame: Frame, State(app): State<App>) -> Result<Response, Problem> {
    asked(&frame, app.begin_passkey_sign_in().await)
}

/// What the browser is asked, as JSON; what is wrong, as a sentence for the script to show.
fn asked(frame: &Frame, ceremony: Result<Ceremony, AppError>) -> Result<Response, Problem> {
    match ceremony {
        Ok(ceremony) => {
            let cookie = CEREMONY.write(&ceremony.token.reveal(), frame.shell().secure);
            let json = ceremony.challenge.as_json().to_owned();
            let mut response = ([(CONTENT_TYPE, "application/json")], json).into_response();
            response.headers_mut().append(SET_COOKIE, cookie);
            Ok(response)
        }
        Err(error) => {
            let mut form = Form::default();
            at_fields(frame, &mut form, error)?;
            let sentence = form.error("password").or(form.error("")).unwrap_or_default();
            Err(Problem::new(Kind::Invalid).detail(sentence))
        }
    }
}

fn held(headers: &HeaderMap) -> String {
    CEREMONY.read(headers).unwrap_or_default()
}

async fn finish(
    frame: Frame,
    who: Who,
    headers: HeaderMap,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let mut form = Form::new(pairs.into_iter().filter(|(name, _)| name != "password"));
    let done = who.person()?.finish_passkey(&held(&headers), form.typed("name"), form.typed("answer")).await;
    match done {
        Ok(()) => Ok(frame.done("/account", &ui::Flash::done(frame.word("passkey-added")))),
        Err(error) => {
            at_fields(&frame, &mut form, error)?;
            Ok(page(&frame, &form).into_response())
        }
    }
}

async fn rename(
    frame: Frame,
    who: Who,
    Path(passkey): Path<String>,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let id: PasskeyId = passkey.parse().map_err(|_| Problem::not_found())?;
    let form = Form::new(pairs);
    let name = form.typed(&format!("name-{id}")).to_owned();
    let flash = match who.person()?.rename_passkey(id, &name).await {
        Ok(()) => ui::Flash::done(frame.word("passkey-renamed")),
        Err(error) => {
            let mut form = Form::default();
            at_fields(&frame, &mut form, error)?;
            ui::Flash::failed(form.error("name").unwrap_or_default())
        }
    };
    Ok(frame.done("/account", &flash))
}

async fn remove(frame: Frame, who: Who, Path(passkey): Path<String>) -> Result<Response, Problem> {
    let id: PasskeyId = passkey.parse().map_err(|_| Problem::not_found())?;
    who.person()?.remove_passkey(id).await.map_err(problem)?;
    Ok(frame.done("/account", &ui::Flash::done(frame.word("passkey-removed"))))
}

async fn sign_in(
    frame: Frame,
    State(app): State<App>,
    who: Who,
    headers: HeaderMap,
    axum::Form(pairs): Pairs,
) -> Result<Response, Problem> {
    let form = Form::new(pairs);
    let back = back_to(form.typed("back"), "/");
    match app.passkey_sign_in(&held(&headers), form.typed("answer"), &origin(who.visit())).await {
        Ok(entered) => {
            app.sign_out(who.visit()).await.map_err(problem)?;
            Ok(inside(&frame, back, &entered.token.reveal()))
        }
        Err(error @ AppError::Refused { .. }) => {
            let mut form = Form::default();
            at_fields(&frame, &mut form, error)?;
            let flash = ui::Flash::failed(form.error("").unwrap_or_default());
            Ok(frame.done("/sign-in", &flash))
        }
        Err(AppError::SignInNeeded) => Ok(see_other("/sign-in")),
        Err(error) => Err(problem(error)),
    }
}
