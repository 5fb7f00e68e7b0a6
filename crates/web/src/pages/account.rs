//! One's own account: password, second factor, sessions.

use super::failure::{at_fields, problem};
use super::visit::Who;
use crate::ui::{self, Button, Field};
use crate::{Access, Frame, Page, Problem, Routes};
use app::sign_in::Enrolment;
use app::{App, Person};
use axum::Form;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::SessionId;
use domain::rights::Right;
use maud::{Markup, PreEscaped, html};

type Pairs = Form<Vec<(String, String)>>;

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .get("/account", Access::SignedIn, show)
        .post("/account/password", Access::SignedIn, password)
        .get("/account/second-factor", Access::SignedIn, begin)
        .post("/account/second-factor", Access::SignedIn, finish)
        .post("/account/second-factor/remove", Access::SignedIn, remove)
        .post("/account/sessions/{session}/revoke", Access::SignedIn, revoke)
        .place("account", "/account", Access::SignedIn)
}

async fn show(frame: Frame, who: Who) -> Result<Page, Problem> {
    page(&frame, who.person()?, &ui::Form::default()).await
}

async fn page(frame: &Frame, person: &Person, form: &ui::Form) -> Result<Page, Problem> {
    let sessions = person.sessions().await.map_err(problem)?;
    let passkeys = super::passkeys::section(frame, person).await?;
    let openid = super::openid::section(frame, person).await?;
    let digest = super::digest::section(frame, person).await?;
    let has_totp = person.has_totp().await.map_err(problem)?;
    let body = html! {
        h2 { (frame.word("account-sessions")) }
        p.quiet { (frame.word("account-sessions-lead")) }
        ul.sessions {
            @for session in &sessions {
                li {
                    div {
                        p {
                            strong { (device(frame, &session.agent)) }
                            @if session.id == person.session { " · " (frame.word("account-this")) }
                        }
                        p.quiet {
                            (session.address) " · " (frame.word("account-seen")) " " (ui::moment(session.last_seen))
                            " · " (frame.word("account-since")) " " (ui::moment(session.created))
                        }
                    }
                    @if session.id != person.session {
                        form method="post" action={ "/account/sessions/" (session.id) "/revoke" } {
                            (Button::danger(frame.word("account-revoke")))
                        }
                    }
                }
            }
        }
        (digest)
        h2 { (frame.word("delegations")) }
        p { (frame.word("delegations-lead")) " " (ui::link(frame.word("delegations-see"), "/account/delegations")) }
        h2 { (frame.word("account-second")) }
        @if has_totp {
            p { (frame.word("account-second-on")) }
            form method="post" action="/account/second-factor/remove" { (Button::danger(frame.word("account-second-remove"))) }
        } @else {
            p { (frame.word("account-second-off")) }
            p.actions { (Button::plain(frame.word("account-second-begin")).href("/account/second-factor")) }
        }
        (passkeys)
        (openid)
        @if frame.may(Right::ApiTokensOwn.code()) {
            h2 { (frame.word("tokens-title")) }
            p { (frame.word("tokens-lead")) }
            p.actions { (Button::plain(frame.word("tokens-title")).href("/account/tokens")) }
        }
        h2 { (frame.word("account-password")) }
        (form.summary(frame))
        form method="post" action="/account/password" {
            (form.field(Field::password("old", frame.word("password-old")).required().autocomplete("current-password")))
            (form.field(Field::password("new", frame.word("password-new")).required().autocomplete("new-password").hint(frame.word("password-hint"))))
            p.actions { (Button::primary(frame.word("password-set"))) }
        }
    };
    let lead = format!("{} · {}", person.account.display_name, person.account.sign_in);
    Ok(frame.page(frame.word("account")).lead(lead).help("account").narrow().body(body).status(form.status()))
}

/// What a browser calls itself, as a person knows it: `Chrome, Windows`. An unknown one by its own words.
pub(super) fn device(frame: &Frame, agent: &str) -> String {
    // Most names stand in those of their copies too: the copies first.
    let browsers = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("coc_coc", "Cốc Cốc"),
        ("Firefox/", "Firefox"),
        ("Chrom", "Chrome"),
        ("Safari/", "Safari"),
    ];
    let systems = [
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ];
    let known = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| agent.contains(sign)).map(|(_, name)| *name)
    };
    match (known(&browsers), known(&systems)) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) if agent.is_empty() => frame.word("account-unknown"),
        (None, None) => agent.to_owned(),
    }
}

async fn password(frame: Frame, who: Who, Form(pairs): Pairs) -> Result<Response, Problem> {
    let person = who.person()?;
    let typed = |name: &str| pairs.iter().find(|(n, _)| n == name).map_or("", |(_, value)| value);
    match person.change_password(typed("old"), typed("new")).await {
        Ok(()) => Ok(frame.done("/account", &ui::Flash::done(frame.word("password-done")))),
        Err(error) => {
            let mut form = ui::Form::default();
            at_fields(&frame, &mut form, error)?;
            Ok(page(&frame, person, &form).await?.into_response())
        }
    }
}

async fn begin(frame: Frame, who: Who) -> Result<Page, Problem> {
    let person = who.person()?;
    let enrolment = person.begin_totp(&site(&frame)).map_err(problem)?;
    Ok(enrolment_page(&frame, &enrolment, &ui::Form::default()))
}

fn site(frame: &Frame) -> String {
    frame.shell().organisation.clone().unwrap_or_else(|| "Sáu Rõ".to_owned())
}

fn enrolment_page(frame: &Frame, enrolment: &Enrolment, form: &ui::Form) -> Page {
    let body = html! {
        (form.summary(frame))
        ol.steps {
            li { (frame.word("totp-install")) }
            li { (frame.word("totp-scan")) div.qr { (named(&enrolment.svg, &frame.word("totp-picture"))) } }
            li { (frame.word("totp-type")) " " code { (enrolment.secret) } }
        }
        form method="post" action="/account/second-factor" {
            input type="hidden" name="secret" value=(enrolment.hex);
            (form.field(Field::text("code", frame.word("sign-in-code")).required().autocomplete("one-time-code").hint(frame.word("totp-code-hint"))))
            p.actions { (Button::primary(frame.word("totp-finish"))) (ui::link(frame.word("preview-back"), "/account")) }
        }
    };
    let page = frame.page(frame.word("account-second-begin")).crumb(frame.word("account"), "/account");
    page.narrow().body(body).status(form.status())
}

/// A drawing that says what it is to who does not see it.
fn named(svg: &str, name: &str) -> Markup {
    let name = html! { (name) };
    PreEscaped(svg.replacen("<svg ", &format!("<svg aria-label=\"{}\" ", name.0.replace('"', "&quot;")), 1))
}

async fn finish(frame: Frame, who: Who, Form(pairs): Pairs) -> Result<Page, Problem> {
    let person = who.person()?;
    let mut form = ui::Form::new(pairs);
    match person.finish_totp(form.typed("secret"), form.typed("code")).await {
        Ok(codes) => Ok(codes_page(&frame, &codes)),
        Err(error) => {
            let enrolment = person.again_totp(form.typed("secret"), &site(&frame)).map_err(problem)?;
            form.set("code", "");
            at_fields(&frame, &mut form, error)?;
            Ok(enrolment_page(&frame, &enrolment, &form))
        }
    }
}

fn codes_page(frame: &Frame, codes: &[String]) -> Page {
    let list: Markup = html! { ul.codes { @for code in codes { li { code { (code) } } } } };
    let body = html! {
        (ui::notice(frame, ui::Tone::Warning, frame.word("totp-codes-once")))
        (list)
        p.actions { (Button::primary(frame.word("totp-codes-kept")).href("/account")) }
    };
    frame.page(frame.word("totp-codes")).crumb(frame.word("account"), "/account").narrow().body(body)
}

async fn remove(frame: Frame, who: Who) -> Result<Response, Problem> {
    who.person()?.remove_totp().await.map_err(problem)?;
    Ok(frame.done("/account", &ui::Flash::done(frame.word("account-second-removed"))))
}

async fn revoke(frame: Frame, who: Who, Path(session): Path<String>) -> Result<Response, Problem> {
    let session: SessionId = session.parse().map_err(|_| Problem::not_found())?;
    who.person()?.revoke_session(session).await.map_err(problem)?;
    Ok(frame.done("/account", &ui::Flash::done(frame.word("account-revoked"))))
}
