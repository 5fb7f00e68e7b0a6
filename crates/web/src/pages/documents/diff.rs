//! What differs between two texts: paragraph by paragraph, and word by word where a paragraph was changed.

use reader::Document;
use similar::{Algorithm, DiffOp, capture_diff_slices_deadline};
use std::time::{Duration, Instant};

/// A paragraph of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Line {
    /// In both.
    Same(String),
    /// Only in the older.
    Gone(String),
    /// Only in the newer.
    New(String),
    /// In both, with other words.
    Changed(Vec<Piece>),
}

/// Words of a changed paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Same(String),
    Gone(String),
    New(String),
}

/// So long it is looked for the smallest difference.
const PATIENCE: Duration = Duration::from_secs(2);

/// What differs between two texts that were read.
pub(crate) fn of(old: &Document, new: &Document) -> Vec<Line> {
    lines(&texts(old), &texts(new), Instant::now().checked_add(PATIENCE))
}

fn texts(document: &Document) -> Vec<&str> {
    document.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect()
}

/// The comparison. After `until` it says less exactly where something was changed, and is still true.
fn lines(old: &[&str], new: &[&str], until: Option<Instant>) -> Vec<Line> {
    let mut lines = Vec::new();
    for op in capture_diff_slices_deadline(Algorithm::Myers, old, new, until) {
        match op {
            DiffOp::Equal { old_index, len, .. } => {
                lines.extend(
                    old[old_index..old_index + len].iter().map(|text| Line::Same((*text).to_owned())),
                );
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                lines.extend(
                    old[old_index..old_index + old_len].iter().map(|text| Line::Gone((*text).to_owned())),
                );
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                lines.extend(
                    new[new_index..new_index + new_len].iter().map(|text| Line::New((*text).to_owned())),
                );
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let (old, new) = (&old[old_index..old_index + old_len], &new[new_index..new_index + new_len]);
                replaced(old, new, until, &mut lines);
            }
        }
    }
    lines
}

/// Paragraphs that stand in the place of others: those that are much alike are one that was changed.
fn replaced(old: &[&str], new: &[&str], until: Option<Instant>, lines: &mut Vec<Line>) {
    /// So far ahead the other half of a pair is looked for.
    const AHEAD: usize = 8;
    let mut rest = old;
    for text in new {
        let pair = rest.iter().take(AHEAD).enumerate().find_map(|(index, before)| {
            let pieces = words(before, text, until);
            is_alike(&pieces).then_some((index, pieces))
        });
        match pair {
            Some((index, pieces)) => {
                lines.extend(rest[..index].iter().map(|text| Line::Gone((*text).to_owned())));
                lines.push(Line::Changed(pieces));
                rest = &rest[index + 1..];
            }
            None => lines.push(Line::New((*text).to_owned())),
        }
    }
    lines.extend(rest.iter().map(|text| Line::Gone((*text).to_owned())));
}

fn words(old: &str, new: &str, until: Option<Instant>) -> Vec<Piece> {
    let split = |text| str::split_inclusive(text, ' ').collect::<Vec<&str>>();
    let (old, new) = (split(old), split(new));
    let mut pieces = Vec::new();
    for op in capture_diff_slices_deadline(Algorithm::Myers, &old, &new, until) {
        let (_, from, to) = op.as_tag_tuple();
        if matches!(op, DiffOp::Equal { .. }) {
            pieces.push(Piece::Same(old[from].concat()));
            continue;
        }
        if !from.is_empty() {
            pieces.push(Piece::Gone(old[from].concat()));
        }
        if !to.is_empty() {
            pieces.push(Piece::New(new[to].concat()));
        }
    }
    pieces
}

/// Is at least a third of the letters the same?
fn is_alike(pieces: &[Piece]) -> bool {
    let (mut same, mut all) = (0, 0);
    for piece in pieces {
        match piece {
            Piece::Same(text) => (same, all) = (same + text.len(), all + text.len()),
            Piece::Gone(text) | Piece::New(text) => all += text.len() / 2,
        }
    }
    all > 0 && same * 3 >= all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_changed_paragraph_shows_its_words() {
        let old = ["I. Tình hình", "Thu ngân sách 97 tỷ đồng.", "Hết."];
        let new = ["I. Tình hình", "Thu ngân sách 98 tỷ đồng.", "Thêm một câu khác hẳn.", "Hết."];
        let piece = |text: &str| Piece::Same(text.to_owned());
        assert_eq!(
            lines(&old, &new, None),
            [
                Line::Same("I. Tình hình".to_owned()),
                Line::Changed(vec![
                    piece("Thu ngân sách "),
                    Piece::Gone("97 ".to_owned()),
                    Piece::New("98 ".to_owned()),
                    piece("tỷ đồng."),
                ]),
                Line::New("Thêm một câu khác hẳn.".to_owned()),
                Line::Same("Hết.".to_owned()),
            ]
        );
    }

    proptest! {
        /// Without what is new it is the old text, without what is gone the new one.
        #[test]
        fn both_texts_are_in_it(
            old in prop::collection::vec("[ab]{1,2}( [abc]{1,3}){0,4}", 0..8),
            new in prop::collection::vec("[ab]{1,2}( [abc]{1,3}){0,4}", 0..8),
        ) {
            let (old, new): (Vec<&str>, Vec<&str>) =
                (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
            let (mut was, mut is) = (Vec::new(), Vec::new());
            for line in lines(&old, &new, None) {
                match line {
                    Line::Same(text) => {
                        was.push(text.clone());
                        is.push(text);
                    }
                    Line::Gone(text) => was.push(text),
                    Line::New(text) => is.push(text),
                    Line::Changed(pieces) => {
                        let side = |new: bool| pieces.iter().filter_map(|piece| match piece {
                            Piece::Same(text) => Some(text.as_str()),
                            Piece::Gone(text) => (!new).then_some(text.as_str()),
                            Piece::New(text) => new.then_some(text.as_str()),
                        }).collect::<String>();
                        was.push(side(false));
                        is.push(side(true));
                    }
                }
            }
            prop_assert_eq!(was, old);
            prop_assert_eq!(is, new);
        }
    }
}
