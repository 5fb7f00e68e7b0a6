//! At which hour a person wants the letter of the day: a part of the page of one's account.

use super::failure::problem;
use super::visit::Who;
use crate::ui::{Button, Field, Flash, Form};
use crate::{Access, Frame, Problem, Routes};
use app::{App, Person};
use axum::response::Response;
use maud::{Markup, html};

type Pairs = axum::Form<Vec<(String, String)>>;

pub(super) fn routes() -> Routes<App> {
    Routes::new().post("/account/digest", Access::SignedIn, save)
}

/// The form.
pub(super) async fn section(frame: &Frame, person: &Person) -> Result<Markup, Problem> {
    let hour = person.digest_hour().await.map_err(problem)?;
    let none = (String::new(), frame.word("digest-none"));
    let hours = (0..24).map(|hour| (hour.to_string(), format!("{hour:02}:00")));
    let field = Field::select("hour", frame.word("digest-hour"), std::iter::once(none).chain(hours));
    let chosen = hour.map(|hour| hour.to_string()).unwrap_or_default();
    Ok(html! {
        h2 { (frame.word("digest-title")) }
        p.quiet { (frame.word("digest-lead")) }
        @if person.account.email.is_none() { p.quiet { (frame.word("digest-without-email")) } }
        form.inline method="post" action="/account/digest" {
            (field.value(chosen))
            (Button::plain(frame.word("digest-save")))
        }
    })
}

async fn save(frame: Frame, who: Who, axum::Form(pairs): Pairs) -> Result<Response, Problem> {
    let form = Form::new(pairs);
    let hour = match form.typed("hour") {
        "" => None,
        typed => match typed.parse::<u8>() {
            Ok(hour) if hour < 24 => Some(hour),
            _ => return Ok(frame.done("/account", &Flash::failed(frame.word("digest-hour-wrong")))),
        },
    };
    who.person()?.set_digest_hour(hour).await.map_err(problem)?;
    Ok(frame.done("/account", &Flash::done(frame.word("digest-saved"))))
}
