//! The programming interface, `/api/v1`: the same use cases as the pages, for programs that come with an access token.
//!
//! An operation is registered once (`operation`), with its access, its name and a function; what the function takes and gives back is what the document
//! says. Around every operation (`run`) stand the quota of the token (`limits`), pages of lists (`paging`), tags (`call`), and keys of requests that are sent
//! twice (`keyed`). `document` makes OpenAPI of it, `page` shows that to people.

mod account;
mod call;
mod delegations;
mod document;
mod documents;
mod events;
mod example;
mod figures;
mod find;
mod jobs;
mod keyed;
mod limits;
mod log;
mod notices;
mod operation;
mod page;
mod paging;
mod people;
mod reference;
mod refusal;
mod register;
mod reports;
mod run;
mod tasks;
mod text;
mod units;
mod upload;
mod views;
mod workdays;

pub(crate) use limits::HEADERS as LIMIT_HEADERS;

use crate::{Access, Routes};
use app::App;
use messages::Language;
use operation::Api;
use std::sync::Arc;
use utoipa::openapi::OpenApi;

/// Where the document is.
const DOCUMENT: &str = "/api/v1/openapi.json";

/// Whether an address is one of the programming interface.
pub(crate) fn is_api(path: &str) -> bool {
    path.starts_with("/api/")
}

fn operations() -> Api {
    let areas = [
        account::add,
        units::add,
        events::add,
        people::add,
        delegations::add,
        find::add,
        notices::add,
        views::add,
        jobs::add,
        log::add,
        reference::add,
        documents::add,
        register::add,
        tasks::add,
        workdays::add,
        reports::add,
        figures::add,
    ];
    areas.into_iter().fold(Api::new(), |api, add| add(api))
}

/// Every operation, the document and its page.
pub(crate) fn routes() -> Routes<App> {
    let api = operations();
    let documents = Arc::new(Language::ALL.map(|language| (language, document::of(&api, language))));
    let (shown, read) = (documents.clone(), documents);
    api.routes
        .get(DOCUMENT, Access::Public, move |frame: crate::Frame| {
            let documents = read.clone();
            async move { document::answer(in_language(&*documents, frame.language())) }
        })
        .get("/api", Access::Public, move |frame: crate::Frame| {
            let documents = shown.clone();
            async move { page::show(&frame, in_language(&*documents, frame.language())) }
        })
        .place("api-title", "/api", Access::SignedIn)
}

fn in_language(documents: &[(Language, OpenApi)], language: Language) -> &OpenApi {
    let found = documents.iter().find(|(other, _)| *other == language);
    &found.unwrap_or(&documents[0]).1
}

/// The OpenAPI document of the programming interface.
#[must_use]
pub fn openapi(language: Language) -> OpenApi {
    document::of(&operations(), language)
}

#[cfg(test)]
mod everything;
#[cfg(test)]
mod tests;
