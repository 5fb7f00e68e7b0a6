//! The rows of the index: their numbers, and what stands in them.

use super::words::{self, Day};
use domain::DocumentId;
use domain::documents::Document;
use domain::search::{Form, Word, pieces};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

/// Bits of the number of a row that say the piece.
const PIECE_BITS: u32 = 10;
/// Bits that say the document.
const DOCUMENT_BITS: u32 = 30;
/// The most pieces of a document that are looked through: some 20,000 pages.
const PIECES: usize = (1 << PIECE_BITS) - 1;

/// The first number of a day.
pub(super) fn first_of(day: Date) -> i64 {
    first_of_number(words::number_of(day))
}

/// The same for a day by its number.
pub(super) fn first_of_number(day: Day) -> i64 {
    day << (DOCUMENT_BITS + PIECE_BITS)
}

/// The day of a row.
pub(super) fn day_of(row: i64) -> Day {
    row >> (DOCUMENT_BITS + PIECE_BITS)
}

/// The document of a row.
pub(super) fn document_of(row: i64) -> DocumentId {
    DocumentId::new((row >> PIECE_BITS) & ((1 << DOCUMENT_BITS) - 1))
}

/// The numbers of all rows of the document of `row`.
pub(super) fn around(row: i64) -> Range<i64> {
    let start = row >> PIECE_BITS << PIECE_BITS;
    start..start + (1 << PIECE_BITS)
}

/// A row of the index before it is written.
pub(super) struct Row {
    pub(super) number: i64,
    words: Vec<Word>,
    facets: Vec<String>,
}

impl Row {
    /// The rows of a document: of its title, and of the pieces of its text.
    pub(super) fn all(document: &Document, text: &str) -> (Self, Vec<Self>) {
        let facets = words::facets(document);
        let first = first_of(document.day()) | (document.id.get() << PIECE_BITS);
        // A title has the length of a field: one piece.
        let of_title = pieces(&document.title()).into_iter().next().map(|piece| piece.words);
        let title = Self { number: first, words: of_title.unwrap_or_default(), facets: facets.clone() };
        let row = |(number, words)| Self { number, words, facets: facets.clone() };
        let texts = pieces(text).into_iter().take(PIECES).map(|piece| piece.words);
        (title, (first + 1..).zip(texts).map(row).collect())
    }

    /// `kinh te =kinh =tế #incoming`, as FTS5 reads it.
    pub(super) fn fts5(&self) -> String {
        let mut text = String::with_capacity(self.words.len() * 12);
        for form in [Form::Folded, Form::Marked] {
            for word in &self.words {
                let _ = write!(text, "{}{} ", words::sign(form), word.in_form(form));
            }
        }
        for alone in words::pairs(&self.words).chain(self.facets.iter().cloned()) {
            let _ = write!(text, "{alone} ");
        }
        text
    }

    /// `'kinh':1,5 '=kinh':1,5 '#incoming'`, as PostgreSQL reads it.
    pub(super) fn tsvector(&self) -> String {
        let mut text = String::with_capacity(self.words.len() * 20);
        for form in [Form::Folded, Form::Marked] {
            let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (place, word) in (1..).zip(&self.words) {
                places.entry(word.in_form(form)).or_default().push(place);
            }
            for (word, places) in places {
                let _ = write!(text, "'{}{word}':", words::sign(form));
                for (index, place) in places.iter().enumerate() {
                    let _ = write!(text, "{}{place}", if index == 0 { "" } else { "," });
                }
                text.push(' ');
            }
        }
        let of_day = words::blocks_of("day", day_of(self.number));
        for alone in words::pairs(&self.words).chain(self.facets.iter().cloned()).chain(of_day) {
            let _ = write!(text, "'{alone}' ");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_row_tells_its_day_and_its_document(day in 0..40_000_i64, document in 0..1_i64 << 30, piece in 0..1_024_i64) {
            let row = first_of_number(day) | (document << PIECE_BITS) | piece;
            prop_assert_eq!((day_of(row), document_of(row).get()), (day, document));
            prop_assert!(around(row).contains(&row));
            prop_assert_eq!(document_of(around(row).start), document_of(around(row).end - 1));
        }
    }

    #[test]
    fn a_later_day_has_greater_numbers() {
        assert!(first_of(date(2026, 11, 22)) > first_of(date(2026, 11, 21)) + (1 << 39));
    }
}
