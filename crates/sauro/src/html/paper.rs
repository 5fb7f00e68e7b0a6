//! The document as printed, with words marked and cards in the margin beside their line.

use crate::messages::Messages;
use maud::{Markup, html};
use reader::{Document, Paragraph, ParagraphRole};
use reading::paper::{Mark, Marks, words};
use std::collections::HashMap;

/// A document on paper. Ids begin with `prefix`.
pub(super) fn paper(document: &Document, marks: &Marks, prefix: &str, messages: &Messages) -> Markup {
    let sheet = Sheet { document, notes: Notes::new(document), prefix, messages };
    let none = Vec::new();
    html! {
        article.paper {
            @for (id, paragraph) in document.paragraphs.iter().enumerate() {
                (sheet.block(id, paragraph, marks.get(&id).unwrap_or(&none)))
            }
        }
    }
}

/// Where notes are; labels alone do not tell, they may begin again on every page.
struct Notes<'a> {
    /// Index of the first paragraph of a note → index of the note.
    at: HashMap<usize, usize>,
    /// Index of the calling paragraph, label → index of the note.
    called: HashMap<(usize, &'a str), usize>,
}

impl<'a> Notes<'a> {
    fn new(document: &'a Document) -> Self {
        let notes = || document.notes.iter().enumerate();
        Self {
            at: notes().map(|(index, note)| (note.paragraphs.start, index)).collect(),
            called: notes()
                .filter_map(|(index, n)| Some(((n.called_from?.0, n.label.as_str()), index)))
                .collect(),
        }
    }
}

struct Sheet<'a> {
    document: &'a Document,
    notes: Notes<'a>,
    prefix: &'a str,
    messages: &'a Messages,
}

impl Sheet<'_> {
    fn block(&self, id: usize, paragraph: &Paragraph, marks: &[Mark]) -> Markup {
        if paragraph.role == ParagraphRole::Heading {
            let level = paragraph.section.map_or(1, |section| self.document.sections[section.0].level);
            let anchor = format!("{}p{id}", self.prefix);
            let text = self.words(id, paragraph, marks, false);
            return html! {
                // A heading holds nothing but its words: its cards stand before it, and so at its height.
                @for card in marks.iter().filter_map(|m| m.card.as_ref()) { (card) }
                @match level {
                    1 => h2 id=(anchor) { (text) },
                    2 => h3 id=(anchor) { (text) },
                    3 => h4 id=(anchor) { (text) },
                    4 => h5 id=(anchor) { (text) },
                    _ => h6 id=(anchor) { (text) },
                }
            };
        }
        html! {
            div class=(class(paragraph.role)) {
                @if let Some(note) = self.notes.at.get(&id) {
                    @let label = self.document.notes[*note].label.as_str();
                    @let title = self.messages.text("note-label", [("label", label.into())]);
                    sup id={ (self.prefix) "note-" (note) } title=(title) { (label) } " "
                }
                (self.words(id, paragraph, marks, true))
            }
        }
    }

    fn words(&self, id: usize, paragraph: &Paragraph, marks: &[Mark], with_cards: bool) -> Markup {
        words(paragraph, marks, &|label| self.call(id, label), with_cards)
    }

    /// The call of a note.
    fn call(&self, id: usize, label: &str) -> Markup {
        match self.notes.called.get(&(id, label)) {
            Some(note) => html! { sup { a href={ "#" (self.prefix) "note-" (note) } { (label) } } },
            None => html! { sup { (label) } },
        }
    }
}

fn class(role: ParagraphRole) -> &'static str {
    match role {
        ParagraphRole::Head => "p head",
        ParagraphRole::Heading | ParagraphRole::Body => "p",
        ParagraphRole::Item => "p item",
        ParagraphRole::Row => "p row",
        ParagraphRole::Note => "p note",
        ParagraphRole::Tail => "p tail",
    }
}
