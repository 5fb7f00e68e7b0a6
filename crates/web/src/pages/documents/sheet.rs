//! The document on paper: each paragraph under its address, and beside it what there is to say of it.

use crate::Frame;
use maud::{Markup, html};
use reader::{Document, Paragraph, ParagraphRole};
use reading::paper::{Marks, cells, words, words_in};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// What stands beside paragraphs, by their index.
pub(in crate::pages) type Beside = HashMap<usize, Vec<Markup>>;

/// The outline, with links to the headings.
pub(in crate::pages) fn outline(frame: &Frame, document: &Document) -> Markup {
    html! {
        nav.outline aria-label=(frame.word("document-outline")) {
            details open {
                summary { (frame.word("document-outline")) }
                @if document.sections.is_empty() { p.quiet { (frame.word("document-outline-none")) } }
                ul {
                    @for section in &document.sections {
                        li class={ "level-" (section.level.min(4)) } {
                            a href={ "#" (section.address) } { (section.label) " " (section.title) }
                        }
                    }
                }
            }
        }
    }
}

/// The paper.
pub(in crate::pages) fn paper(frame: &Frame, document: &Document, marks: &Marks, beside: &Beside) -> Markup {
    let sheet =
        Sheet { frame, document, marks, beside, notes: Notes::new(document), seen: RefCell::default() };
    html! {
        article.sheet lang="vi" { @for block in sheet.blocks() { (block) } }
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
        let calls = notes().filter_map(|(index, n)| Some(((n.called_from?.0, n.label.as_str()), index)));
        Self {
            at: notes().map(|(index, note)| (note.paragraphs.start, index)).collect(),
            called: calls.collect(),
        }
    }
}

struct Sheet<'a> {
    frame: &'a Frame,
    document: &'a Document,
    marks: &'a Marks,
    beside: &'a Beside,
    notes: Notes<'a>,
    /// Ids that stand in the page already: a page has each once.
    seen: RefCell<HashSet<String>>,
}

impl Sheet<'_> {
    fn blocks(&self) -> Vec<Markup> {
        let paragraphs = &self.document.paragraphs;
        let mut blocks = Vec::with_capacity(paragraphs.len());
        let mut id = 0;
        while let Some(paragraph) = paragraphs.get(id) {
            let rows = paragraphs[id..].iter().take_while(|next| next.role == ParagraphRole::Row).count();
            let text = if rows > 0 { self.table(id, rows) } else { self.block(id, paragraph) };
            let end = id + rows.max(1);
            let beside: Vec<&Markup> = (id..end).filter_map(|id| self.beside.get(&id)).flatten().collect();
            blocks.push(html! {
                (text)
                @if !beside.is_empty() { aside.beside { @for one in beside { (one) } } }
            });
            id = end;
        }
        blocks
    }

    /// An address as an id, once.
    fn id(&self, address: &str) -> Option<String> {
        let new = !address.is_empty() && self.seen.borrow_mut().insert(address.to_owned());
        new.then(|| address.to_owned())
    }

    fn block(&self, id: usize, paragraph: &Paragraph) -> Markup {
        let none = Vec::new();
        let marks = self.marks.get(&id).unwrap_or(&none);
        let text = words(paragraph, marks, &|label| self.call(id, label), false);
        let anchor = self.id(&paragraph.address);
        if paragraph.role == ParagraphRole::Heading {
            let level = paragraph.section.map_or(1, |section| self.document.sections[section.0].level);
            return match level {
                1 => html! { h2.line id=[anchor] { (text) } },
                2 => html! { h3.line id=[anchor] { (text) } },
                3 => html! { h4.line id=[anchor] { (text) } },
                4 => html! { h5.line id=[anchor] { (text) } },
                _ => html! { h6.line id=[anchor] { (text) } },
            };
        }
        let class = match paragraph.role {
            ParagraphRole::Head => "line head",
            ParagraphRole::Item => "line item",
            ParagraphRole::Note => "line note",
            ParagraphRole::Tail => "line tail",
            ParagraphRole::Heading | ParagraphRole::Body | ParagraphRole::Row => "line",
        };
        html! {
            p class=(class) id=[anchor] {
                @if let Some(note) = self.notes.at.get(&id) { (self.label(*note)) " " }
                (text)
            }
        }
    }

    fn table(&self, first: usize, rows: usize) -> Markup {
        let none = Vec::new();
        html! {
            div.line.rows tabindex="0" role="region" aria-label=(self.frame.word("document-table")) {
                table {
                    @for (id, row) in (first..).zip(&self.document.paragraphs[first..first + rows]) {
                        @let marks = self.marks.get(&id).unwrap_or(&none);
                        tr id=[self.id(&row.address)] {
                            @for cell in cells(&row.text) {
                                td { (words_in(row, cell, marks, &|label| self.call(id, label), false)) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// The label of a note, which leads back to where it is called.
    fn label(&self, note: usize) -> Markup {
        let known = &self.document.notes[note];
        html! {
            sup id={ "note-" (note) } {
                @if known.called_from.is_some() {
                    a href={ "#call-" (note) } title=(self.frame.word("document-note-back")) { (known.label) }
                } @else { (known.label) }
            }
        }
    }

    /// The call of a note.
    fn call(&self, id: usize, label: &str) -> Markup {
        let Some(note) = self.notes.called.get(&(id, label)) else { return html! { sup { (label) } } };
        let anchor = self.id(&format!("call-{note}"));
        html! { sup id=[anchor] { a href={ "#note-" (note) } { (label) } } }
    }
}
