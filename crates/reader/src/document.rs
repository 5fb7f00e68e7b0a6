//! The document that has been read.

use crate::facts::{Citation, Metadata, Target, Task};
use crate::source::{Format, Line};
use std::ops::Range;
use vitext::Map;

/// Index of a [`Paragraph`] in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParagraphId(pub usize);

/// Index of a [`Section`] in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub usize);

/// A document: its text, its paragraphs and notes, its outline.
#[derive(Debug, Clone)]
pub struct Document {
    /// The format of the file.
    pub format: Format,
    /// The text that every place refers to.
    pub text: String,
    /// The physical lines of `text`.
    pub lines: Vec<Line>,
    /// Paragraphs in reading order; those of notes stand after the paragraph that calls the note.
    pub paragraphs: Vec<Paragraph>,
    /// Headings in order.
    pub sections: Vec<Section>,
    /// Notes in the order of their labels in the text.
    pub notes: Vec<Note>,
    /// What the document tells about itself.
    pub metadata: Metadata,
    /// Mentions of documents, in reading order.
    pub citations: Vec<Citation>,
    /// Targets and indicators against targets, in reading order.
    pub targets: Vec<Target>,
    /// Clauses that give work, in reading order.
    pub tasks: Vec<Task>,
}

/// A paragraph with its lines joined: normal form C, single spaces, note marks taken out.
#[derive(Debug, Clone)]
pub struct Paragraph {
    /// The clean text.
    pub text: String,
    /// From the clean text to [`Document::text`].
    pub map: Map,
    /// What it is.
    pub role: ParagraphRole,
    /// Stable address: `I.2.1`, `I.2.1.point-3`, `I.3.note-11`.
    pub address: String,
    /// The innermost section it stands in; a heading stands in its own.
    pub section: Option<SectionId>,
    /// Calls of notes, in order.
    pub calls: Vec<NoteCall>,
}

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParagraphRole {
    /// Before the body: names of issuers, symbol, place and date, title.
    Head,
    /// A heading of the outline.
    Heading,
    /// Running text.
    Body,
    /// An item that begins with a dash, a bullet or a lettered or bracketed label.
    Item,
    /// A row of a table.
    Row,
    /// Text of a note.
    Note,
    /// After the body: recipients, authority, signature.
    Tail,
}

/// A call of a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteCall {
    /// Where in the clean text the mark stood.
    pub at: usize,
    /// The label.
    pub label: String,
}

/// A heading with the part of the document under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Address, built from the labels above: `II.2.1`.
    pub address: String,
    /// Depth, from 1.
    pub level: usize,
    /// Label as written: `2.1.`; empty for a heading without one.
    pub label: String,
    /// Title without the label.
    pub title: String,
    /// The section around it.
    pub parent: Option<SectionId>,
    /// The paragraph of the heading.
    pub heading: ParagraphId,
    /// Its paragraphs, the heading and sections below included.
    pub paragraphs: Range<usize>,
}

/// A note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Label as printed.
    pub label: String,
    /// The paragraph that calls it; `None` where no call was found.
    pub called_from: Option<ParagraphId>,
    /// Its paragraphs.
    pub paragraphs: Range<usize>,
}

/// A place in a document: an address that survives, and bytes of the original.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// Address of the paragraph.
    pub address: String,
    /// Page, where the format has pages.
    pub page: Option<u32>,
    /// Line of [`Document::text`], from 1.
    pub line: usize,
    /// First byte in [`Document::text`].
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Document {
    /// The paragraph with this id.
    #[must_use]
    pub fn paragraph(&self, id: ParagraphId) -> &Paragraph {
        &self.paragraphs[id.0]
    }

    /// The note that a paragraph belongs to.
    #[must_use]
    pub fn note_of(&self, id: ParagraphId) -> Option<&Note> {
        let index = self.notes.partition_point(|n| n.paragraphs.end <= id.0);
        self.notes.get(index).filter(|n| n.paragraphs.contains(&id.0))
    }

    /// The place of `range` of the clean text of a paragraph.
    #[must_use]
    pub fn place(&self, id: ParagraphId, range: Range<usize>) -> Place {
        let paragraph = self.paragraph(id);
        let origin = paragraph.map.origin(range);
        let index = self
            .lines
            .partition_point(|l| l.range.end < origin.start)
            .min(self.lines.len().saturating_sub(1));
        Place {
            address: paragraph.address.clone(),
            page: self.lines.get(index).and_then(|l| l.page),
            line: index + 1,
            start: origin.start,
            end: origin.end,
        }
    }
}
