//! Texts in pieces that every index can hold.

use super::word::{Word, words};
use std::collections::HashMap;

/// Most words of a piece: about ten pages.
const WORDS: usize = 2_000;
/// Most places of one word in a piece: PostgreSQL keeps 255 of them, and no phrase is found beyond.
const PLACES: usize = 250;

/// A piece of a text: its words in their order. Words that are to be found together have to stand in one piece.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub words: Vec<Word>,
}

/// Cuts a text into pieces, between lines where that can be.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    let mut piece = Piece::default();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let of_line: Vec<Word> = words(line)
            .map(|word| Word { range: line_start + word.range.start..line_start + word.range.end, ..word })
            .collect();
        line_start += line.len();
        if !piece.words.is_empty() && piece.words.len() + of_line.len() > WORDS {
            all.push(std::mem::take(&mut piece));
            places.clear();
        }
        for word in of_line {
            // The folded form has at least as many places as the marked one.
            let place = places.entry(word.folded.clone()).or_default();
            if *place >= PLACES || piece.words.len() >= WORDS {
                all.push(std::mem::take(&mut piece));
                places.clear();
                places.insert(word.folded.clone(), 1);
            } else {
                *place += 1;
            }
            piece.words.push(word);
        }
    }
    if !piece.words.is_empty() {
        all.push(piece);
    }
    all
}
