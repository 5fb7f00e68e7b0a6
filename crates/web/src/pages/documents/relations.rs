//! How a document stands to others: a table, and a picture over time.

use super::document::Open;
use super::graph;
use super::words;
use crate::ui;
use app::documents::Opened;
use domain::documents::Document;
use maud::{Markup, html};
use store::CitationRow;

/// One that this document speaks of, or that speaks of it.
pub(crate) struct Relative<'a> {
    /// Which of the two speaks: this one.
    pub(crate) outwards: bool,
    pub(crate) citation: &'a CitationRow,
    pub(crate) document: &'a Document,
}

/// What says more goes before what says less.
fn weight(relation: &str) -> usize {
    ["replaces", "amends", "implements", "reports_on", "issued"]
        .iter()
        .position(|known| *known == relation)
        .unwrap_or(usize::MAX)
}

/// Each other document once in each direction, with the relation that says most.
pub(crate) fn relatives<'a>(opened: &'a Opened) -> Vec<Relative<'a>> {
    let mut all: Vec<Relative<'a>> = Vec::new();
    let mut add = |outwards: bool, citation: &'a CitationRow, document: &'a Document| {
        let known = all.iter_mut().find(|one| one.outwards == outwards && one.document.id == document.id);
        match known {
            Some(known) if weight(&citation.relation) < weight(&known.citation.relation) => {
                known.citation = citation;
            }
            Some(_) => {}
            None => all.push(Relative { outwards, citation, document }),
        }
    };
    for (citation, documents) in &opened.cites {
        documents.iter().for_each(|document| add(true, citation, document));
    }
    opened.cited_by.iter().for_each(|(citation, document)| add(false, citation, document));
    all.sort_by_key(|one| {
        (weight(&one.citation.relation), one.outwards, std::cmp::Reverse(one.document.fields.date))
    });
    all
}

/// `thực hiện`, seen from this document.
fn relation_word(page: &Open<'_>, one: &Relative<'_>) -> String {
    let frame = page.frame;
    match (one.citation.relation.as_str(), one.outwards) {
        ("implements", true) => frame.word("relation-implements"),
        ("implements", false) => frame.word("relation-implemented-by"),
        ("amends", true) => frame.word("relation-amends"),
        ("amends", false) => frame.word("relation-amended-by"),
        ("replaces", true) => frame.word("relation-replaces"),
        ("replaces", false) => frame.word("relation-replaced-by"),
        ("reports_on", true) => frame.word("relation-reports-on"),
        ("reports_on", false) => frame.word("relation-reported-by"),
        ("issued", true) => frame.word("relation-issued"),
        ("issued", false) => frame.word("relation-issued-by"),
        (_, true) => frame.word("relation-cites"),
        (_, false) => frame.word("relation-cited-by"),
    }
}

/// What is spoken of and not in the register, each symbol once.
pub(crate) fn missing(opened: &Opened) -> Vec<&CitationRow> {
    let mut missing: Vec<&CitationRow> = Vec::new();
    for (citation, documents) in &opened.cites {
        if documents.is_empty() && missing.iter().all(|known| known.symbol != citation.symbol) {
            missing.push(citation);
        }
    }
    missing
}

/// The picture, the table behind it, and what is spoken of and not here.
pub(super) fn show(page: &Open<'_>) -> Markup {
    let frame = page.frame;
    let all = relatives(&page.opened);
    let missing = missing(&page.opened);
    html! {
        @if all.is_empty() && missing.is_empty() {
            (ui::empty(frame.word("relations-none"), frame.word("relations-none-help")))
        }
        (graph::show(page, &all))
        @if !all.is_empty() {
            div.grid.cards role="region" tabindex="0" aria-label=(frame.word("document-relations")) {
                table.room-5 data-rows {
                    colgroup { col class="normal"; col class="normal"; col class="narrow"; col class="wide"; }
                    thead { tr {
                        th scope="col" { (frame.word("relation")) }
                        th scope="col" { (frame.word("document-symbol")) }
                        th scope="col" { (frame.word("document-date")) }
                        th scope="col" { (frame.word("document-subject")) }
                    } }
                    tbody {
                        @for one in &all {
                            tr {
                                td data-title=(frame.word("relation")) { (relation_word(page, one)) }
                                td data-title=(frame.word("document-symbol")) {
                                    a href={ "/documents/" (one.document.id) } { (words::name(one.document)) }
                                }
                                td data-title=(frame.word("document-date")) {
                                    @if let Some(date) = one.document.fields.date { (ui::date(date)) }
                                }
                                td data-title=(frame.word("document-subject")) { (one.document.fields.subject) }
                            }
                        }
                    }
                }
            }
        }
        @if !missing.is_empty() {
            details.missing {
                summary { (frame.text("relations-missing", [("count", missing.len().into())])) }
                ul { @for citation in missing { li { (citation.quote) @if !citation.address.is_empty() { " – " a href={ "#" (citation.address) } { (citation.address) } } } } }
            }
        }
    }
}
