//! Text of a paragraph: pieces with their emphasis, figures bound to data, gaps, notes.

use crate::form::split_label;
use crate::line::clean;

/// How a piece stands out of its paragraph.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Emphasis {
    /// Bold, where the paragraph is not.
    pub bold: bool,
    /// Italic, where the paragraph is not.
    pub italic: bool,
}

impl Emphasis {
    /// None.
    pub const PLAIN: Self = Self { bold: false, italic: false };
    /// Bold.
    pub const BOLD: Self = Self { bold: true, italic: false };
    /// Italic.
    pub const ITALIC: Self = Self { bold: false, italic: true };
}

/// What binds a figure to its cell; it comes back with the document.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FigureId(String);

impl FigureId {
    /// Word keeps tags of content controls up to this many characters.
    pub const LONGEST: usize = 64;

    /// An id of 1 to [`Self::LONGEST`] letters, digits and signs of ASCII, without spaces.
    #[must_use]
    pub fn new(id: &str) -> Option<Self> {
        let fits = (1..=Self::LONGEST).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic());
        fits.then(|| Self(id.to_owned()))
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text {
        /// The words.
        text: String,
        /// How they stand out.
        emphasis: Emphasis,
    },
    /// A figure of the data.
    Figure {
        /// Which.
        id: FigureId,
        /// As it is shown.
        shown: String,
        /// How it stands out.
        emphasis: Emphasis,
    },
    /// Something is missing; told what, or nothing: `[CẦN BỔ SUNG: số liệu quý III]`.
    Gap(String),
}

/// How a gap begins.
pub(crate) const GAP: &str = "[CẦN BỔ SUNG";

impl Piece {
    /// Words without emphasis.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::Text { text: text.to_owned(), emphasis: Emphasis::PLAIN }
    }

    /// What a person sees.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text { text, .. } => text.clone(),
            Self::Figure { shown, .. } => shown.clone(),
            Self::Gap(wanted) if wanted.is_empty() => format!("{GAP}]"),
            Self::Gap(wanted) => format!("{GAP}: {wanted}]"),
        }
    }
}

/// A part of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// Text.
    Piece(Piece),
    /// The mark of a note, with what the note says.
    Note(Vec<Piece>),
}

/// Text of a paragraph in one form: neighbours of the same emphasis joined, single spaces, none at the ends, gaps found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inline(Vec<Span>);

impl Inline {
    /// Puts spans into that form.
    #[must_use]
    pub fn new(spans: impl IntoIterator<Item = Span>) -> Self {
        let mut joined = Joined::default();
        for span in spans {
            match span {
                Span::Piece(piece) => joined.piece(piece),
                Span::Note(pieces) => {
                    let body = Self::new(pieces.into_iter().map(Span::Piece));
                    joined.note(body.pieces().cloned().collect());
                }
            }
        }
        joined.finish()
    }

    /// Words without emphasis.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::new([Span::Piece(Piece::plain(text))])
    }

    /// The same words, none bold.
    #[must_use]
    pub fn without_bold(self) -> Self {
        let mut spans = self.0;
        for span in &mut spans {
            if let Span::Piece(Piece::Text { emphasis, .. } | Piece::Figure { emphasis, .. }) = span {
                emphasis.bold = false;
            }
        }
        Self::new(spans)
    }

    /// The label that the text begins with, and the rest.
    pub(crate) fn split_label(self) -> (crate::Line, Self) {
        let Some(Span::Piece(Piece::Text { text, emphasis })) = self.0.first() else {
            return (crate::Line::default(), self);
        };
        let (label, words) = split_label(text, true);
        let first = Span::Piece(Piece::Text { text: words.to_owned(), emphasis: *emphasis });
        let rest = self.0.iter().skip(1).cloned();
        (crate::Line::new(label), Self::new([first].into_iter().chain(rest)))
    }

    /// The parts.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.0
    }

    /// The pieces outside notes.
    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.0.iter().filter_map(|span| if let Span::Piece(piece) = span { Some(piece) } else { None })
    }

    /// The pieces, those of notes too.
    pub fn all_pieces(&self) -> impl Iterator<Item = &Piece> {
        self.0.iter().flat_map(|span| match span {
            Span::Piece(piece) => std::slice::from_ref(piece),
            Span::Note(pieces) => pieces.as_slice(),
        })
    }

    /// What a person reads in the line, without notes.
    #[must_use]
    pub fn text(&self) -> String {
        self.pieces().map(Piece::shown).collect()
    }

    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Spans being joined.
#[derive(Default)]
struct Joined {
    spans: Vec<Span>,
    /// A space here would be the second, or the first of all.
    after_space: Option<bool>,
}

impl Joined {
    fn piece(&mut self, piece: Piece) {
        match piece {
            Piece::Text { text, emphasis } => self.text(&clean(&text), emphasis),
            Piece::Figure { id, shown, emphasis } => {
                let shown = crate::Line::new(&shown).as_str().to_owned();
                self.solid(Span::Piece(Piece::Figure { id, shown, emphasis }));
            }
            Piece::Gap(wanted) => self.gap(&wanted),
        }
    }

    fn text(&mut self, mut text: &str, emphasis: Emphasis) {
        while let Some((before, wanted, after)) = find_gap(text) {
            self.words(before, emphasis);
            self.gap(wanted);
            text = after;
        }
        self.words(text, emphasis);
    }

    fn words(&mut self, words: &str, emphasis: Emphasis) {
        for c in words.chars() {
            let space = c == ' ';
            if space && self.after_space.unwrap_or(true) {
                continue;
            }
            self.after_space = Some(space);
            match self.spans.last_mut() {
                Some(Span::Piece(Piece::Text { text, emphasis: last })) if *last == emphasis => text.push(c),
                _ => self.spans.push(Span::Piece(Piece::Text { text: c.into(), emphasis })),
            }
        }
    }

    fn gap(&mut self, wanted: &str) {
        let wanted = crate::Line::new(wanted.trim_start_matches([':', ' '])).as_str().replace(']', ")");
        self.solid(Span::Piece(Piece::Gap(wanted)));
    }

    fn note(&mut self, body: Vec<Piece>) {
        self.solid(Span::Note(body));
    }

    fn solid(&mut self, span: Span) {
        self.spans.push(span);
        self.after_space = Some(false);
    }

    fn finish(mut self) -> Inline {
        while let Some(Span::Piece(Piece::Text { text, .. })) = self.spans.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
            if !text.is_empty() {
                break;
            }
            self.spans.pop();
        }
        Inline(self.spans)
    }
}

/// Before, what is wanted, after.
fn find_gap(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(GAP)?;
    let (wanted, after) = rest.split_once(']')?;
    Some((before, wanted, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str, emphasis: Emphasis) -> Span {
        Span::Piece(Piece::Text { text: text.to_owned(), emphasis })
    }

    #[test]
    fn one_text_has_one_form() {
        let bold = Emphasis::BOLD;
        let made = Inline::new([
            text("  Đã ", bold),
            text(" ", bold),
            text(" xử\n", bold),
            text(" lý. ", Emphasis::PLAIN),
        ]);
        assert_eq!(made.spans(), [text("Đã xử ", bold), text("lý.", Emphasis::PLAIN)]);
        assert_eq!(Inline::new(made.spans().to_vec()), made);
    }

    #[test]
    fn gaps_are_found_in_words() {
        let made = Inline::plain("Thu được [CẦN BỔ SUNG: số thu] tỷ đồng, [CẦN BỔ SUNG].");
        let gaps: Vec<String> =
            made.pieces().filter(|p| matches!(p, Piece::Gap(_))).map(Piece::shown).collect();
        assert_eq!(gaps, ["[CẦN BỔ SUNG: số thu]", "[CẦN BỔ SUNG]"]);
        assert_eq!(Inline::new(made.spans().to_vec()), made);
    }

    #[test]
    fn an_id_of_a_figure_fits_into_a_tag_of_word() {
        assert!(FigureId::new("").is_none() && FigureId::new("hai từ").is_none());
        assert!(FigureId::new(&"a".repeat(64)).is_some() && FigureId::new(&"a".repeat(65)).is_none());
    }
}
