//! Times in a text, one after the other.

use super::numeric::numeric;
use super::{Time, Written};
use crate::letter::{is_alphanumeric, small, small_text};
use std::ops::Range;

/// All times of a clean paragraph, in order, without overlaps.
///
/// `02/09` alone may be a day or a ratio; it is a day only where the words around say so (`ngày 02/9`, `dịp 30/4 và 01/5`).
#[must_use]
pub fn find(text: &str) -> Vec<Time> {
    let mut times: Vec<Time> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(offset) = bytes[at..].iter().position(|b| b.is_ascii_digit() || matches!(b, b'I' | b'V')) {
        at += offset;
        let digit = bytes[at].is_ascii_digit();
        let boundary = !text[..at].chars().next_back().is_some_and(is_alphanumeric);
        if boundary || digit && before(text, at).ends_with("ngày") {
            let found = if digit { numeric(text, at, times.last()) } else { roman_quarter(text, at) };
            if let Some(time) = found {
                at = time.range.end;
                times.push(time);
                continue;
            }
        }
        at = if digit { crate::number::digits(bytes, at).end } else { at + 1 };
    }
    times
}

/// The text before `at`, spaces and an opening bracket cut off, in lower case: at most the last two words.
pub(super) fn before(text: &str, at: usize) -> String {
    // two words of Vietnamese are short: a longer look back would make text without spaces quadratic
    let near = text.floor_char_boundary(at.saturating_sub(40));
    let head = text[near..at].trim_end_matches(' ');
    let mut start = head.len();
    for _ in 0..2 {
        start = head[..start].trim_end_matches(' ').rfind(' ').map_or(0, |i| i + 1);
    }
    small_text(&head[start..])
}

pub(super) fn number(text: &str, range: &Range<usize>) -> u32 {
    text[range.clone()].parse().unwrap_or(u32::MAX)
}

pub(super) fn spaces(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at) == Some(&b' ') {
        at += 1;
    }
    at
}

pub(super) fn is_year(range: &Range<usize>, value: u32) -> bool {
    range.len() == 4 && (1800..=2200).contains(&value)
}

pub(super) fn time(text: &str, keyword: &str, range: Range<usize>, written: Written) -> Time {
    let head = text[..range.start].trim_end_matches(' ');
    let length = keyword.len();
    let phrase = match head.len().checked_sub(length).and_then(|s| head.get(s..).map(|w| (s, w))) {
        Some((start, word)) if length > 0 && word.chars().map(small).eq(keyword.chars()) => start..range.end,
        _ => range.clone(),
    };
    Time { range, phrase, written }
}

/// A year after a month or quarter: `/2025`, ` năm 2025`, `-2025`.
pub(super) fn year_after(text: &str, at: usize) -> (Option<u32>, usize) {
    let bytes = text.as_bytes();
    let tail = &text[at..];
    let start = if let Some(rest) = strip_prefix_fold(tail, " năm ") {
        text.len() - rest.len()
    } else if tail.starts_with('/') || tail.starts_with(" /") {
        spaces(bytes, spaces(bytes, at) + 1)
    } else {
        return (None, at);
    };
    let year = crate::number::digits(bytes, start);
    if is_year(&year, number(text, &year)) { (Some(number(text, &year)), year.end) } else { (None, at) }
}

/// A year right after ` năm` was read: ` 2025`.
pub(super) fn bare_year(text: &str, at: usize) -> Option<(Option<u32>, usize)> {
    let bytes = text.as_bytes();
    let year = crate::number::digits(bytes, spaces(bytes, at));
    is_year(&year, number(text, &year)).then(|| (Some(number(text, &year)), year.end))
}

pub(super) fn strip_prefix_fold<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.chars().map(small).eq(prefix.chars()).then(|| &text[prefix.len()..])
}

fn roman_quarter(text: &str, at: usize) -> Option<Time> {
    let length = text[at..].bytes().take_while(|b| matches!(b, b'I' | b'V')).count();
    let quarter = crate::roman::parse(&text[at..at + length]).filter(|q| *q <= 4)?;
    before(text, at).ends_with("quý").then(|| {
        let (year, end) = year_after(text, at + length);
        time(text, "quý", at..end, Written::Quarter(quarter, year))
    })
}
