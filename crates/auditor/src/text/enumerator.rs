//! Labels inside running text: `(1)`, `(ii)`.

use super::Text;
use std::ops::Range;

/// A label inside running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enumerator {
    /// Where, brackets included.
    pub range: Range<usize>,
    /// Its value, from 1.
    pub value: u32,
    /// Written with small Roman numerals.
    pub roman: bool,
    /// Both brackets are there.
    pub closed: bool,
}

/// `(1)`, `(ii)`, `(9 ` without its closing bracket where 9 is due.
pub(super) fn enumerators(text: &Text<'_>) -> Vec<Enumerator> {
    let clean = text.str();
    let mut out: Vec<Enumerator> = Vec::new();
    // the last value, in digits and in Roman numerals
    let mut last: [Option<u32>; 2] = [None; 2];
    for (open, _) in clean.match_indices('(') {
        let rest = &clean[open + 1..];
        let length = rest.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
        let word = &rest[..length];
        if word.is_empty() || word.len() > 5 {
            continue;
        }
        let closed = rest[word.len()..].starts_with(')');
        let (value, roman) = if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
            (word.parse().unwrap_or(0), false)
        } else if word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) {
            (vitext::roman::parse(&word.to_uppercase()).unwrap_or(0), true)
        } else {
            continue;
        };
        let due = last[usize::from(roman)].is_some_and(|last| last + 1 == value);
        let capital = rest[word.len()..].trim_start_matches(' ').starts_with(char::is_uppercase);
        let unclosed = due && !word.starts_with('0') && rest[word.len()..].starts_with(' ') && capital;
        if value == 0 || !(closed || unclosed) {
            continue;
        }
        let end = open + 1 + word.len() + usize::from(closed);
        last[usize::from(roman)] = Some(value);
        out.push(Enumerator { range: open..end, value, roman, closed });
    }
    out
}
