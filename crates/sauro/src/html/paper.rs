//! The document as printed, with words marked and cards in the margin beside their line.

use crate::messages::Messages;
use maud::{Markup, html};
use reader::{Document, Paragraph, ParagraphRole};
use std::collections::HashMap;
use std::ops::Range;

/// Words of a paragraph that are marked.
pub(super) struct Mark {
    /// Byte range in the clean text.
    pub(super) range: Range<usize>,
    /// Class: `certain`, `citation`.
    pub(super) class: &'static str,
    /// Of overlapping marks the one with the highest rank is shown.
    pub(super) rank: u8,
    /// Id of the words.
    pub(super) id: String,
    /// Where the words lead: the id of a card; empty for none.
    pub(super) leads_to: String,
    /// What stands in the margin.
    pub(super) card: Option<Markup>,
}

/// Marks by index of the paragraph.
pub(super) type Marks = HashMap<usize, Vec<Mark>>;

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

    /// The call of a note.
    fn call(&self, id: usize, label: &str) -> Markup {
        match self.notes.called.get(&(id, label)) {
            Some(note) => html! { sup { a href={ "#" (self.prefix) "note-" (note) } { (label) } } },
            None => html! { sup { (label) } },
        }
    }

    /// The words of a paragraph, cut at every end of a mark and at every call of a note; cards stand where their words end.
    fn words(&self, id: usize, paragraph: &Paragraph, marks: &[Mark], with_cards: bool) -> Markup {
        let text = &paragraph.text;
        let mut cuts: Vec<usize> = marks.iter().flat_map(|m| [m.range.start, m.range.end]).collect();
        cuts.extend(paragraph.calls.iter().map(|c| c.at));
        cuts.extend([0, text.len()]);
        cuts.retain(|&cut| text.is_char_boundary(cut));
        cuts.sort_unstable();
        cuts.dedup();
        let mut coming: Vec<&Mark> = marks.iter().collect();
        coming.sort_by_key(|m| (m.range.start, m.range.end));
        let mut coming = coming.into_iter().peekable();
        let mut calls = paragraph.calls.iter().peekable();
        let mut open: Vec<&Mark> = Vec::new();
        let mut out = Vec::with_capacity(cuts.len());
        for (index, &cut) in cuts.iter().enumerate() {
            let mut begun = Vec::new();
            while let Some(mark) = coming.next_if(|m| m.range.start <= cut) {
                begun.push(mark);
            }
            open.extend(&begun);
            let (ended, still): (Vec<&Mark>, Vec<&Mark>) = open.iter().partition(|m| m.range.end <= cut);
            open = still;
            let mut called = Vec::new();
            while let Some(call) = calls.next_if(|c| c.at <= cut) {
                called.push(call);
            }
            let piece = cuts.get(index + 1).map_or("", |&next| &text[cut..next]);
            let top = open.iter().max_by_key(|m| m.rank);
            out.push(html! {
                @for call in called { (self.call(id, &call.label)) }
                @if with_cards { @for card in ended.iter().filter_map(|m| m.card.as_ref()) { (card) } }
                @for mark in begun { span id=(mark.id) {} }
                @match top {
                    Some(mark) if mark.leads_to.is_empty() => mark class=(mark.class) { (piece) },
                    Some(mark) => a class={ "mark " (mark.class) } href={ "#" (mark.leads_to) } { (piece) },
                    None => (piece),
                }
            });
        }
        html! { @for piece in out { (piece) } }
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
