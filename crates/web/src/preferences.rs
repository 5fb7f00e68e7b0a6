//! What a person sets on this browser: language and theme.

use crate::{Access, Frame, Problem, Routes, Theme, language, page, theme};
use axum::Form;
use axum::http::header::SET_COOKIE;
use axum::response::Response;
use messages::Language;
use serde::Deserialize;

#[derive(Deserialize)]
struct Preference {
    language: Option<String>,
    theme: Option<String>,
    #[serde(default)]
    back: String,
}

pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Routes<S> {
    Routes::new().post("/preferences", Access::Public, set)
}

async fn set(frame: Frame, Form(form): Form<Preference>) -> Result<Response, Problem> {
    let secure = frame.shell().secure;
    let mut response = page::see_other(page::back_to(&form.back, "/"));
    if let Some(tag) = &form.language {
        let language: Language = tag.parse().map_err(|e| Problem::bad_request(format!("{e}")))?;
        response.headers_mut().append(SET_COOKIE, language::COOKIE.write(language.tag(), secure));
    }
    if let Some(name) = &form.theme {
        let theme = Theme::from_name(name).ok_or_else(|| Problem::new(crate::Kind::BadRequest))?;
        response.headers_mut().append(SET_COOKIE, theme::COOKIE.write(theme.name(), secure));
    }
    Ok(response)
}
