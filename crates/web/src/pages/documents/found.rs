//! What a search finds in all registers that a person may see: the document, and the lines that show why.

use super::list::Row;
use super::words;
use crate::pages::failure::problem;
use crate::ui::{self, Button, Query, Table};
use crate::{Found, Frame, Problem};
use app::Permit;
use app::documents::Listed;
use app::rights::DocumentsRead;
use domain::documents::Document;
use domain::search::{Snippet, snippet, words as split};
use maud::{Markup, html};
use std::ops::Range;
use store::SearchFilter;

/// So many documents are shown at once.
const AT_ONCE: usize = 20;
/// So many stand in a file at most, as the page says.
const MOST: usize = 5_000;

/// What is searched among.
pub(super) struct Asked<'a> {
    pub(super) filter: SearchFilter,
    /// Where an earlier page ended.
    pub(super) after: &'a str,
}

/// The search and what it found. It stands in the place of the table's rows.
pub(super) async fn show(
    frame: &Frame,
    permit: &Permit<'_, DocumentsRead>,
    table: &Table<Row>,
    query: &Query,
    asked: Asked<'_>,
) -> Result<Markup, Problem> {
    let words = domain::search::Query::parse(&query.text);
    let after = asked.after.parse().ok();
    let exact = if after.is_none() { first(permit, query, &asked.filter).await? } else { Vec::new() };
    let found = permit.search(&words, asked.filter, after, AT_ONCE).await.map_err(problem)?;
    let others =
        found.documents.iter().filter(|(document, _)| exact.iter().all(|known| known.id != document.id));
    let mut hits: Vec<(&Document, Option<&str>)> = exact.iter().map(|document| (document, None)).collect();
    hits.extend(others.map(|(document, text)| (document, Some(text.as_str()))));
    let more = found.end.map(|end| {
        let mut rest: Vec<(String, String)> =
            query.rest.iter().filter(|pair| pair.0 != "after").cloned().collect();
        rest.push(("after".to_owned(), end.to_string()));
        format!("/documents?{}", table.print(&Query { rest, ..query.clone() }))
    });
    Ok(html! {
        div.table #documents {
            (table.filters_and_files(frame, query, frame.word("documents-found-files")))
            h2.hidden { (frame.word("documents-found")) }
            @if hits.is_empty() { (ui::empty(frame.word("documents-found-none"), frame.word("documents-found-none-help"))) }
            ol.hits data-rows {
                @for (document, text) in &hits { (hit(frame, document, *text, &words)) }
            }
            @if let Some(more) = more { p.actions { (Button::plain(frame.word("documents-more")).href(more).into("documents")) } }
        }
    })
}

/// The same, all of it, for a file.
pub(super) async fn list(
    permit: &Permit<'_, DocumentsRead>,
    query: &Query,
    filter: SearchFilter,
) -> Result<Listed, Problem> {
    let words = domain::search::Query::parse(&query.text);
    let exact = first(permit, query, &filter).await?;
    permit.found(&words, filter, exact, MOST).await.map_err(problem)
}

/// What stands before everything else: the documents that bear the symbol, where nothing else is asked for.
async fn first(
    permit: &Permit<'_, DocumentsRead>,
    query: &Query,
    filter: &SearchFilter,
) -> Result<Vec<Document>, Problem> {
    if query.filters.is_empty() && filter.direction.is_none() {
        with_symbol(permit, &query.text).await
    } else {
        Ok(Vec::new())
    }
}

/// The documents that bear the symbol, where nothing else was typed.
pub(crate) async fn with_symbol(
    permit: &Permit<'_, DocumentsRead>,
    typed: &str,
) -> Result<Vec<Document>, Problem> {
    let Some((key, _)) = domain::documents::identity::symbol_key(typed) else { return Ok(Vec::new()) };
    if split(typed).count() > split(&key).count() {
        return Ok(Vec::new());
    }
    permit.with_symbol(typed).await.map_err(problem)
}

fn hit(frame: &Frame, document: &Document, text: Option<&str>, query: &domain::search::Query) -> Markup {
    let fields = &document.fields;
    let in_subject = snippet(&fields.subject, query).map(|snippet| snippet.found).unwrap_or_default();
    let kind = fields.kind.as_deref().map(words::capital);
    let why = text.and_then(|text| Some((text, snippet(text, query)?)));
    html! {
        li {
            p.what {
                a href={ "/documents/" (document.id) } {
                    @if let Some(symbol) = &fields.symbol { strong { (symbol) } " " }
                    (marked(&fields.subject, 0..fields.subject.len(), &in_subject))
                }
            }
            p.quiet {
                @for part in [kind, fields.date.map(ui::print_date), fields.issuer.clone()].into_iter().flatten() {
                    (part) " · "
                }
                (words::direction(frame, document.direction)) " · " (words::state(frame, document.state))
            }
            @if let Some((text, Snippet { range, found })) = why {
                p.snippet {
                    @if range.start > 0 { "… " }
                    (marked(text, range.clone(), &found))
                    @if range.end < text.len() { " …" }
                }
            }
        }
    }
}

/// A stretch of a text with what was found in it.
fn marked(text: &str, range: Range<usize>, found: &[Range<usize>]) -> Markup {
    let mut at = range.start;
    let mut pieces: Vec<(&str, &str)> = Vec::new();
    for one in found {
        pieces.push((text.get(at..one.start).unwrap_or_default(), text.get(one.clone()).unwrap_or_default()));
        at = one.end;
    }
    let rest = text.get(at..range.end).unwrap_or_default();
    html! { @for (before, hit) in pieces { (before) mark { (hit) } } (rest) }
}

/// For the palette and the search box: by symbol in any spelling, then by words.
pub(in crate::pages) async fn palette(
    frame: &Frame,
    permit: &Permit<'_, DocumentsRead>,
    text: &str,
    limit: usize,
) -> Result<Vec<Found>, Problem> {
    let mut documents = with_symbol(permit, text).await?;
    let query = domain::search::Query::parse(text);
    let found = permit.search(&query, SearchFilter::default(), None, limit).await.map_err(problem)?;
    for (document, _) in found.documents {
        if documents.iter().all(|known| known.id != document.id) {
            documents.push(document);
        }
    }
    documents.truncate(limit);
    let one = |document: Document| {
        let title = match &document.fields.symbol {
            Some(symbol) => format!("{symbol} {}", document.fields.subject),
            None => document.fields.subject.clone(),
        };
        Found {
            kind: document
                .fields
                .kind
                .as_deref()
                .map_or_else(|| frame.word("area-documents"), words::capital),
            title,
            href: format!("/documents/{}", document.id),
        }
    };
    Ok(documents.into_iter().map(one).collect())
}
