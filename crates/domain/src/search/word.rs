//! Words, as an index keeps them.

use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Longest word that an index keeps, in letters; the rest of a longer one does not count.
const LONGEST: usize = 40;

/// A word of a text in the two forms in which it can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Small letters without marks: `nghi`.
    pub folded: String,
    /// Small letters with marks, the tone in its new place: `nghị`.
    pub marked: String,
    /// Where it stands in the text.
    pub range: Range<usize>,
}

/// The words of a text: stretches of letters and figures, as `07`, `NQ`, `TU` in `07-NQ/TU`.
pub fn words(text: &str) -> impl Iterator<Item = Word> + '_ {
    let inside = |c: char| c.is_alphanumeric() || is_combining_mark(c);
    let mut rest = 0;
    std::iter::from_fn(move || {
        loop {
            let start = rest + text[rest..].find(inside)?;
            let end = text[start..].find(|c| !inside(c)).map_or(text.len(), |length| start + length);
            rest = end;
            let written = &text[start..end];
            let (folded, marked) =
                (kept(&vitext::fold::fold_text(written)), kept(&vitext::tone::key(written)));
            // A lone mark is no word.
            if !folded.is_empty() && !marked.is_empty() {
                return Some(Word { folded, marked, range: start..end });
            }
        }
    })
}

/// What of a word an index can keep, the same in all of them.
fn kept(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).take(LONGEST).collect()
}
