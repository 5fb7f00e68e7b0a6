//! Cutting a paragraph into sentences and clauses.

use super::words::begins_with_verb;
use std::ops::Range;

/// A clause and the number of its sentence in the paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub range: Range<usize>,
    pub sentence: usize,
}

/// Words before a dot that does not end a sentence.
const ABBREVIATIONS: &[&str] =
    &["tp", "ts", "ths", "pgs", "gs", "bs", "tx", "q", "p", "x", "tt", "st", "stt", "tr"];

/// The clauses of `range`: sentences, cut at semicolons and before `giao …` where a new piece of work begins.
///
/// A piece that begins with no verb and for which `starts`, given the piece before it, finds no other sign of a beginning goes on with the one before.
pub(super) fn clauses(
    text: &str,
    key: &str,
    range: Range<usize>,
    starts: impl Fn(Range<usize>, Range<usize>) -> bool,
) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    for (sentence, whole) in sentences(text, range).into_iter().enumerate() {
        let mut from = whole.start;
        for end in semicolons(text, key, &whole) {
            let piece = trim(text, from..end);
            from = end;
            if piece.is_empty() {
                continue;
            }
            let goes_on = |last: &&mut Clause| {
                last.sentence == sentence
                    && !begins_with_verb(text, key, piece.start)
                    && !starts(last.range.clone(), piece.clone())
            };
            match out.last_mut().filter(goes_on) {
                Some(last) => last.range.end = piece.end,
                None => out.push(Clause { range: piece, sentence }),
            }
        }
    }
    out
}

/// The sentences of `range`.
pub(super) fn sentences(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut from = range.start;
    let bytes = text.as_bytes();
    for (offset, c) in text[range.clone()].char_indices() {
        if !matches!(c, '.' | '…' | '!' | '?') {
            continue;
        }
        let at = range.start + offset;
        let after = at + c.len_utf8();
        let closing = text[after..range.end].trim_start_matches(['”', '"', ')', '’', '*']);
        let end = range.end - closing.len();
        let next = closing.trim_start().chars().next();
        let parted = bytes.get(end).is_none_or(u8::is_ascii_whitespace) || next.is_none();
        let word = text[from..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        if parted
            && next.is_none_or(|n| n.is_uppercase() || matches!(n, '“' | '"' | '(' | '-' | '*'))
            && !(c == '.' && ABBREVIATIONS.contains(&word.to_lowercase().as_str()))
        {
            out.push(from..end);
            from = end;
        }
    }
    if from < range.end {
        out.push(from..range.end);
    }
    out
}

/// Ends of the pieces of a sentence: after semicolons outside brackets and quotation marks, and before `, giao `.
fn semicolons(text: &str, key: &str, sentence: &Range<usize>) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut closing: Option<usize> = None;
    for (offset, c) in text[sentence.clone()].char_indices() {
        let at = sentence.start + offset;
        if closing.is_some_and(|end| at < end) {
            continue;
        }
        closing = None;
        let pair = match c {
            '“' => Some('”'),
            '(' => Some(')'),
            '"' => Some('"'),
            _ => None,
        };
        if let Some(close) = pair {
            let inner = at + c.len_utf8();
            // What opens and never closes is a slip; it must not swallow the rest. Quoted names are short.
            let limit = text.floor_char_boundary((inner + 600).min(sentence.end));
            closing = text[inner..limit].find(close).map(|i| inner + i);
        } else if c == ';' || (c == ',' && key[at..].starts_with(", giao ")) {
            ends.push(at + 1);
        }
    }
    ends.push(sentence.end);
    ends
}

/// `range` without spaces, punctuation and list labels around.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    loop {
        let rest = &text[start..range.end];
        let mut next = rest.trim_start_matches([' ', ',', ';', '.', '-', '–', '+', '*', '…', ':', '_']);
        let label = next.trim_start_matches('(');
        let length = label.bytes().take(5).position(|b| b == b')').unwrap_or(0);
        let listed = |b: u8| b.is_ascii_digit() || matches!(b, b'i' | b'v' | b'x' | b'a'..=b'h');
        if length > 0 && label.as_bytes()[..length].iter().all(|b| listed(*b)) {
            next = &label[length + 1..];
        }
        if next.len() == rest.len() {
            break;
        }
        start = range.end - next.len();
    }
    let end = start + text[start..range.end].trim_end_matches([' ', ',', ';', '.', '…', '*', '_', '/']).len();
    start..end.max(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::key::key;

    fn cut(text: &str) -> Vec<&str> {
        clauses(text, &key(text), 0..text.len(), |_, _| false).into_iter().map(|c| &text[c.range]).collect()
    }

    #[test]
    fn sentences_and_semicolons() {
        assert_eq!(
            cut(
                "Rà soát quy chế; các quy định; ban hành kế hoạch. Tổ chức hội nghị tại TP. Hải Minh (sáng; chiều), lần thứ I.. Đánh giá kết quả."
            ),
            [
                "Rà soát quy chế; các quy định",
                "ban hành kế hoạch",
                "Tổ chức hội nghị tại TP. Hải Minh (sáng; chiều), lần thứ I",
                "Đánh giá kết quả",
            ]
        );
        assert_eq!(
            cut("(1) Rà soát; (2) ban hành; ii) tổ chức 4.0 nhằm"),
            ["Rà soát", "ban hành", "tổ chức 4.0 nhằm"]
        );
        assert_eq!(
            cut("Hoàn thành “Đề án; hai” (chưa đóng; phê duyệt"),
            ["Hoàn thành “Đề án; hai” (chưa đóng", "phê duyệt"]
        );
        assert!(cut("").is_empty());
    }
}
