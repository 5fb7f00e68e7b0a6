//! What a format hands over to the reader.

use std::ops::Range;

/// The format of a file, as its content shows it; the extension only decides between kinds of plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text, hard-wrapped or not.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// Office Open XML text document.
    Docx,
    /// PDF with a text layer.
    Pdf,
}

/// The text of a file and its physical lines.
///
/// For text formats in UTF-8 `text` is the file itself, so that positions are byte offsets into the file; for all others it
/// is what was extracted. Note calls that the format knows as such stand in it as superscript digits (`¹²`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The format that was found.
    pub format: Format,
    /// The text that every place refers to.
    pub text: String,
    /// The lines of `text`, in order, without their line ends. Blank lines are lines too.
    pub lines: Vec<Line>,
}

/// A physical line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Byte range in [`Source::text`].
    pub range: Range<usize>,
    /// Page number, from 1, where the format has pages.
    pub page: Option<u32>,
    /// What the format knows about the line.
    pub role: LineRole,
    /// Printed bold as a whole: a hint that it is a heading.
    pub bold: bool,
}

/// What the format knows about a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineRole {
    /// A line of running text that may go on in the next one.
    Flow,
    /// A whole paragraph.
    Whole,
    /// A line at the foot of a page, in the size of notes; it may go on in the next one, also on the next page.
    Foot,
    /// A whole note, beginning with its label in superscript digits.
    Note,
    /// A row of a table, cells parted by ` | `.
    Row,
    /// Page number, running head: part of the text, not of what it says.
    Furniture,
}

/// How much a reader may take in before it refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file in bytes.
    pub file: u64,
    /// Size of the text, and of all that is unpacked on the way to it, in bytes.
    pub unpacked: u64,
    /// Depth of nested elements.
    pub depth: usize,
    /// Pages of a PDF.
    pub pages: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: 256 << 20, unpacked: 512 << 20, depth: 256, pages: 10_000 }
    }
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Not text in any encoding, nor a format that is known.
    #[error("the file is not a document: {0}")]
    NotADocument(&'static str),
    /// A format that is known but not read, with what to do.
    #[error("the format {0} is not read; save the file as .docx or .pdf")]
    OldFormat(&'static str),
    /// Ends too early or its structure is broken.
    #[error("the file is damaged or cut off: {0}")]
    Damaged(String),
    /// Protected by a password.
    #[error("the file is protected by a password")]
    Encrypted,
    /// A scan: pages without a text layer.
    #[error("the file has {pages} pages and no text layer")]
    NoTextLayer {
        /// Number of pages.
        pages: usize,
    },
    /// More than the limits allow.
    #[error("the file is too large: {what} is over {limit}")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// The limit, in the unit of `what`.
        limit: u64,
    },
    /// Marked secret: by law not in a system like this (`domain.md §4`).
    #[error("the document is marked secret")]
    Secret,
}
