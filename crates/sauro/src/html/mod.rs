//! The result as one self-contained page: to look at, to send, to print. No script, nothing from outside.

mod audit;
mod paper;
mod read;

pub(crate) use audit::audit;
pub(crate) use read::read;

use crate::load::Refused;
use crate::messages::Messages;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// Nothing may be loaded and nothing may run; the style stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
const STYLE: &str = include_str!("page.css");

/// The page around `body`.
fn page(title: &str, body: &Markup, messages: &Messages) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(messages.language.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) " · Sáu Rõ" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header.top { span.brand { "Sáu Rõ" } }
                main { h1 { (title) } (body) }
                footer.bottom { (messages.text("page-made-by", [])) }
            }
        }
    }
}

/// Files that were not read.
fn refused(refused: &[Refused], messages: &Messages) -> Markup {
    html! {
        @if !refused.is_empty() {
            ul.refused {
                @for file in refused {
                    @let reason = file.reason.message(messages);
                    li { (messages.text("not-read", [("path", file.path.as_str().into()), ("reason", reason.into())])) }
                }
            }
        }
    }
}

/// Links to the documents of a page with several.
fn contents(paths: &[&str], messages: &Messages) -> Markup {
    html! {
        @if paths.len() > 1 {
            nav.contents {
                h2 { (messages.text("page-documents", [])) }
                ol { @for (index, path) in paths.iter().enumerate() { li { a href={ "#d" (index) } { (path) } } } }
            }
        }
    }
}

#[cfg(test)]
mod tests;
