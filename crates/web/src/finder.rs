//! Finding by name: the search page, and what the palette asks for while one types.

use crate::areas::Place;
use crate::{Access, Frame, Page, Problem, Routes, Visitor, ui};
use axum::Json;
use axum::extract::Query;
use maud::html;
use serde::{Deserialize, Serialize};
use std::future::Future;
use std::pin::Pin;

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// What kind of thing, in the language of the request: `Nhiệm vụ`.
    pub kind: String,
    /// Its name.
    pub title: String,
    /// Where it is.
    pub href: String,
}

/// What a finder finds, some time later.
pub type Finding<'a> = Pin<Box<dyn Future<Output = Result<Vec<Found>, Problem>> + Send + 'a>>;

/// Finds things by name.
pub trait Find: Send + Sync + 'static {
    /// At most `limit` things with `text` in their names that who asks may see, best first.
    fn find<'a>(&'a self, frame: &'a Frame, text: &'a str, limit: usize) -> Finding<'a>;
}

#[derive(Deserialize)]
struct Asked {
    #[serde(default)]
    q: String,
}

pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Routes<S> {
    Routes::new().get("/search", Access::SignedIn, page).get("/palette", Access::SignedIn, palette)
}

async fn page(frame: Frame, Query(asked): Query<Asked>) -> Result<Page, Problem> {
    let found = find(&frame, &asked.q, 50).await?;
    let body = html! {
        form.search-form role="search" action="/search" aria-label=(frame.word("search-title")) {
            (ui::Field::text("q", frame.word("search-label")).value(&asked.q).kind("search"))
            (ui::Button::primary(frame.word("search-go")))
        }
        @if found.is_empty() && !asked.q.is_empty() {
            (ui::empty(frame.text("search-nothing", [("text", asked.q.as_str().into())]), frame.word("search-nothing-help")))
        }
        ul.found {
            @for one in &found {
                li { a href=(one.href) { (one.title) } " " span.quiet { (one.kind) } }
            }
        }
    };
    Ok(frame.page(frame.word("search-title")).body(body))
}

async fn palette(frame: Frame, Query(asked): Query<Asked>) -> Result<Json<Vec<Found>>, Problem> {
    find(&frame, &asked.q, 12).await.map(Json)
}

/// Places of the site first: there are few, and one who types a name of one means it.
async fn find(frame: &Frame, text: &str, limit: usize) -> Result<Vec<Found>, Problem> {
    let shell = frame.shell();
    let wanted = vitext::fold::fold_text(text.trim());
    let kind = frame.word("search-place");
    let places = shell.places.iter().filter(|place| visible(place, frame.visitor()));
    let mut found: Vec<Found> = places
        .map(|place| Found {
            kind: kind.clone(),
            title: frame.word(place.title),
            href: place.path.to_owned(),
        })
        .filter(|one| vitext::fold::fold_text(&one.title).contains(&wanted))
        .collect();
    if let (Some(finder), false) = (&shell.finder, wanted.is_empty()) {
        found.extend(finder.find(frame, text.trim(), limit).await?);
    }
    found.truncate(limit);
    Ok(found)
}

/// Whether who asks may go there.
pub(crate) fn visible(place: &Place, visitor: Option<&Visitor>) -> bool {
    place.access.admits(visitor)
}
