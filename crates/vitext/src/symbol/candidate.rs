//! What has the form of a symbol, known or not.

use crate::letter::is_alphabetic;
use std::ops::Range;

/// Byte ranges of the parts of what has the form of a symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// One to five digits, and a small letter that may follow: `07`, `12a`.
    pub number: Range<usize>,
    /// The separator behind it, spaces included.
    pub first: Range<usize>,
    /// A year of this or the last century, and the separator behind it.
    pub year: Option<(Range<usize>, Range<usize>)>,
    /// The first code: `NQ`, `QH15`.
    pub head: Range<usize>,
    /// The separator behind the head, and the further codes: `TU`, `BCA-BQP`.
    pub tail: Option<(Range<usize>, Range<usize>)>,
}

/// The first candidate that begins at `from` or later.
pub(super) fn next(text: &str, from: usize) -> Option<Candidate> {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(offset) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let digits = crate::number::digits(bytes, at + offset);
        if let Some(found) = read(text, digits.end.saturating_sub(5).max(digits.start)..digits.end) {
            return Some(found);
        }
        at = digits.end;
    }
    None
}

/// The candidate that begins with `digits`. Each part is as long as it can be: no part could go on where the next one begins.
fn read(text: &str, digits: Range<usize>) -> Option<Candidate> {
    let letter = text[digits.end..].chars().next().filter(|c| c.is_ascii_lowercase() || *c == 'đ');
    let number = digits.start..digits.end + letter.map_or(0, char::len_utf8);
    let first = separator(text, number.end, true)?;
    let year = year(text, first.end);
    let head = code(text, year.as_ref().map_or(first.end, |(_, second)| second.end))?;
    let tail = separator(text, head.end, true).and_then(|third| {
        let tail = codes(text, third.end)?;
        Some((third, tail))
    });
    Some(Candidate { number, first, year, head, tail })
}

/// A dash or slash at `at` with at most one space on each side; `hard` lets the spaces be no-break ones.
fn separator(text: &str, at: usize, hard: bool) -> Option<Range<usize>> {
    let space = |at: usize| match text[at..].chars().next() {
        Some(' ') => 1,
        Some(c @ '\u{a0}') if hard => c.len_utf8(),
        _ => 0,
    };
    let sign = at + space(at);
    let end = sign + text[sign..].chars().next().filter(|c| matches!(c, '-' | '–' | '—' | '/'))?.len_utf8();
    Some(at..end + space(end))
}

/// A year at `at` and the separator behind it.
fn year(text: &str, at: usize) -> Option<(Range<usize>, Range<usize>)> {
    let digits = text.as_bytes().get(at..at + 4)?;
    let year =
        (digits.starts_with(b"19") || digits.starts_with(b"20")) && digits.iter().all(u8::is_ascii_digit);
    let second = if year { separator(text, at + 4, false)? } else { return None };
    Some((at..at + 4, second))
}

/// Letters, at least one, and at most three digits behind them.
fn code(text: &str, at: usize) -> Option<Range<usize>> {
    let length: usize = text[at..].chars().take_while(|c| is_alphabetic(*c)).map(char::len_utf8).sum();
    (length > 0).then(|| at..at + length + crate::number::digits(text.as_bytes(), at + length).len().min(3))
}

/// A code, and up to three more joined by hyphens or dots that begin with a capital.
fn codes(text: &str, at: usize) -> Option<Range<usize>> {
    let mut range = code(text, at)?;
    for _ in 0..3 {
        let next = text[range.end..]
            .strip_prefix(['-', '.'])
            .filter(|rest| rest.starts_with(char::is_uppercase))
            .and_then(|_| code(text, range.end + 1));
        let Some(next) = next else { break };
        range.end = next.end;
    }
    Some(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let Some(found) = next(text, 0) else { return Vec::new() };
        let Candidate { number, first, year, head, tail } = found;
        let (year, tail) = (year.map(|(a, b)| [a, b]), tail.map(|(a, b)| [a, b]));
        let ranges = [number, first].into_iter().chain(year.into_iter().flatten()).chain([head]);
        ranges.chain(tail.into_iter().flatten()).map(|r| &text[r]).collect()
    }

    #[test]
    fn parts() {
        for (text, want) in [
            ("số 07-NQ/TU ngày", vec!["07", "-", "NQ", "/", "TU"]),
            ("178/2024/NĐ-CP.", vec!["178", "/", "2024", "/", "NĐ", "-", "CP"]),
            ("226/2025/QH15 về", vec!["226", "/", "2025", "/", "QH15"]),
            ("1234567 - KL / TW", vec!["34567", " - ", "KL", " / ", "TW"]),
            ("12a-HD/BTCTW-UBKT.X", vec!["12a", "-", "HD", "/", "BTCTW-UBKT.X"]),
            ("1/2 và 5-đơn", vec!["5", "-", "đơn"]),
            ("12\u{a0}–\u{a0}QĐ/TW-a", vec!["12", "\u{a0}–\u{a0}", "QĐ", "/", "TW"]),
            ("9/1999/5-A", vec!["5", "-", "A"]),
            ("2025, 30 người", vec![]),
        ] {
            assert_eq!(cut(text), want, "{text}");
        }
    }
}
