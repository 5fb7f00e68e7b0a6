//! The manual: the pages of `docs/help`, one for an area, in the program.

use super::visit::Who;
use crate::{Access, Frame, Page, Problem, Routes, ui};
use app::App;
use axum::extract::Path;
use maud::{PreEscaped, html};
use messages::Language;
use pulldown_cmark::Parser;
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../docs/help/vi"]
struct Vietnamese;

#[derive(RustEmbed)]
#[folder = "../../docs/help/en"]
struct English;

/// Pages in the order of the list.
const PAGES: [&str; 12] = [
    "today",
    "documents",
    "tasks",
    "reports",
    "figures",
    "registers",
    "units",
    "people",
    "log",
    "account",
    "notices",
    "jobs",
];

pub(super) fn routes() -> Routes<App> {
    Routes::new().get("/help", Access::SignedIn, list).get("/help/{page}", Access::SignedIn, page).place(
        "help-title",
        "/help",
        Access::SignedIn,
    )
}

/// Title and text of a page, in Markdown.
fn read(language: Language, name: &str) -> Option<(String, String)> {
    let file = format!("{name}.md");
    let file = match language {
        Language::Vi => Vietnamese::get(&file),
        Language::En => English::get(&file),
    };
    let text = String::from_utf8_lossy(&file?.data).into_owned();
    let (title, body) = text.strip_prefix("# ")?.split_once('\n')?;
    Some((title.to_owned(), body.to_owned()))
}

async fn list(frame: Frame, _: Who) -> Page {
    let pages = PAGES.iter().filter_map(|name| Some((name, read(frame.language(), name)?.0)));
    let body = html! {
        ul.found { @for (name, title) in pages { li { (ui::link(title, format!("/help/{name}"))) } } }
    };
    frame.page(frame.word("help-title")).narrow().body(body)
}

async fn page(frame: Frame, Path(name): Path<String>) -> Result<Page, Problem> {
    let known = PAGES.contains(&name.as_str()).then(|| read(frame.language(), &name)).flatten();
    let (title, text) = known.ok_or_else(Problem::not_found)?;
    let mut written = String::new();
    pulldown_cmark::html::push_html(&mut written, Parser::new(&text));
    // Our own text, which comes with the program.
    let body = html! { div.prose { (PreEscaped(written)) } };
    Ok(frame.page(title).crumb(frame.word("help-title"), "/help").narrow().body(body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_there_in_every_language() {
        for language in Language::ALL {
            for name in PAGES {
                assert!(read(language, name).is_some(), "{language}/{name}");
            }
        }
        assert_eq!((Vietnamese::iter().count(), English::iter().count()), (PAGES.len(), PAGES.len()));
    }
}
