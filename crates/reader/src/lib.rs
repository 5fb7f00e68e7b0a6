//! From bytes to a [`Document`]: text, outline, notes, and what they say.
//!
//! The way of a document through this crate, one module a step:
//!
//! 1. `format` turns bytes into a [`Source`]: one text with its physical lines, pages and what the format itself knows.
//! 2. `heal` joins lines into paragraphs, takes page furniture out, un-glues note marks, gathers notes.
//! 3. `outline` finds headings and gives every paragraph its address.
//! 4. [`metadata`], [`citation`], [`target`] and [`task`] read what stands there.
//!
//! Any bytes in give a valid [`Document`] or a [`Refusal`] that says what to do. What is absent stays absent.

pub mod citation;
mod document;
mod facts;
pub mod format;
mod heal;
mod marker;
pub mod metadata;
mod outline;
pub mod sheet;
mod source;
pub mod target;
pub mod task;

pub use document::{
    Document, Note, NoteCall, Paragraph, ParagraphId, ParagraphRole, Place, Section, SectionId,
};
use facts::Words;
pub use facts::{Citation, CitationRelation, Metadata, Recurrence, Span, Target, Task};
pub use marker::{Marker, MarkerKind, marker};
pub use source::{Format, Limits, Line, LineRole, Refusal, Source};

/// Reads the file `name` with content `bytes`.
///
/// # Errors
/// A [`Refusal`] when there is no text to be had, more than `limits` allow, or the document is marked secret.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Document, Refusal> {
    let mut source = format::extract(name, bytes, limits)?;
    // The map of a PDF font may lead to it, and no database keeps it. A space is as long.
    if source.text.contains('\0') {
        source.text = source.text.replace('\0', " ");
    }
    let document = read_source(source);
    if metadata::secrecy(&document).is_some() { Err(Refusal::Secret) } else { Ok(document) }
}

/// Reads a text that a format has handed over.
fn read_source(source: Source) -> Document {
    let (body, notes) = heal::heal(&source);
    let outline = outline::outline(body, notes);
    let mut document = Document {
        format: source.format,
        text: source.text,
        lines: source.lines,
        paragraphs: outline.paragraphs,
        sections: outline.sections,
        notes: outline.notes,
        metadata: Metadata::default(),
        citations: Vec::new(),
        targets: Vec::new(),
        tasks: Vec::new(),
    };
    document.metadata = metadata::read(&document);
    let words = Words::all(&document);
    document.citations = citation::find(&document, &words);
    document.tasks = task::find(&document, &words);
    document.targets = target::find(&document, &words);
    document
}
