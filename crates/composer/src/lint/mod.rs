//! Does a .docx stand on paper as the layout of its day wants it? Whoever wrote it: parts are told by their words.

mod body;
mod checks;
mod letters;
mod parts;

use crate::docx::ReadError;
use crate::docx::raw::Document;
use crate::layout::{Element, Layout};

/// What a document deviates in.
#[derive(Debug, Clone)]
pub struct Lint {
    /// The layout that it was held against.
    pub layout: &'static Layout,
    /// What deviates: the paper first, then the parts from top to bottom.
    pub deviations: Vec<Deviation>,
}

impl Lint {
    /// Whether something deviates from what all sources say.
    #[must_use]
    pub fn certain(&self) -> bool {
        self.deviations.iter().any(|deviation| !deviation.disputed)
    }
}

/// One deviation; the same in several paragraphs of one kind is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// What deviates.
    pub rule: LayoutRule,
    /// Where: a part of the document, or the paper.
    pub element: Option<Element>,
    /// As it is: points, millimetres, words.
    pub found: String,
    /// As it should be.
    pub wanted: String,
    /// Article or appendix of the rule.
    pub source: String,
    /// Sources disagree, or context may allow it: only a warning.
    pub disputed: bool,
    /// Words of the first place.
    pub quote: String,
    /// In how many places.
    pub count: usize,
}

/// What can deviate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LayoutRule {
    /// Size of the paper.
    Paper,
    /// Top margin.
    MarginTop,
    /// Bottom margin.
    MarginBottom,
    /// Left margin.
    MarginLeft,
    /// Right margin.
    MarginRight,
    /// There is no number of the page in the top margin.
    PageNumber,
    /// The number of the page stands at the foot.
    PageNumberBelow,
    /// The number is shown on the first page.
    PageNumberFirst,
    /// Another font.
    Font,
    /// Another size.
    Size,
    /// Bold is wanted.
    Bold,
    /// Bold is not wanted.
    NotBold,
    /// Italic is wanted.
    Italic,
    /// Italic is not wanted.
    NotItalic,
    /// Capitals are wanted.
    Capitals,
    /// Text stands otherwise between its margins.
    Alignment,
    /// Another distance of lines.
    Leading,
    /// Too little between paragraphs.
    Spacing,
    /// Another indent of the first line.
    Indent,
    /// A part is missing.
    Missing,
    /// Number and symbol are written otherwise.
    SymbolForm,
    /// Place and date are written otherwise.
    DateForm,
    /// An authority is written otherwise.
    AuthorityForm,
    /// Recipients are written otherwise.
    RecipientsForm,
    /// The body ends otherwise.
    End,
}

impl LayoutRule {
    /// A name for programs: `margin-top`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Paper => "paper",
            Self::MarginTop => "margin-top",
            Self::MarginBottom => "margin-bottom",
            Self::MarginLeft => "margin-left",
            Self::MarginRight => "margin-right",
            Self::PageNumber => "page-number",
            Self::PageNumberBelow => "page-number-below",
            Self::PageNumberFirst => "page-number-first",
            Self::Font => "font",
            Self::Size => "size",
            Self::Bold => "bold",
            Self::NotBold => "not-bold",
            Self::Italic => "italic",
            Self::NotItalic => "not-italic",
            Self::Capitals => "capitals",
            Self::Alignment => "alignment",
            Self::Leading => "leading",
            Self::Spacing => "spacing",
            Self::Indent => "indent",
            Self::Missing => "missing",
            Self::SymbolForm => "symbol-form",
            Self::DateForm => "date-form",
            Self::AuthorityForm => "authority-form",
            Self::RecipientsForm => "recipients-form",
            Self::End => "end",
        }
    }
}

/// Holds a .docx against the layout of its system and day.
///
/// # Errors
/// It is not a .docx file.
pub fn lint(bytes: &[u8]) -> Result<Lint, ReadError> {
    let document = Document::read(bytes)?;
    let parts = parts::Parts::of(&document);
    let layout = parts.layout();
    let deviations = checks::checks(&document, &parts, layout);
    Ok(Lint { layout, deviations })
}
