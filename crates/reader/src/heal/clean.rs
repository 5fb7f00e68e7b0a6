//! A paragraph's lines turned into clean text that remembers where every byte came from.

use super::notes::raised;
use crate::document::NoteCall;
use crate::format::superscript::lower;
use std::collections::HashMap;
use vitext::Map;
use vitext::letter::is_alphabetic;

/// Clean text, the way back, and the note calls that were taken out.
#[derive(Debug, Default)]
pub(super) struct Clean {
    pub text: String,
    pub map: Map,
    pub calls: Vec<NoteCall>,
}

/// Note calls through a document: marks glued to words are believed only where their note exists and is near in order.
#[derive(Debug)]
pub(super) struct Calls {
    /// How many notes have a label, and whether it was called.
    labels: HashMap<String, (usize, bool)>,
    /// The highest label called so far.
    highest: u32,
}

/// How far marks may stand out of their order.
const OUT_OF_ORDER: u32 = 4;

impl Calls {
    pub(super) fn new(labels: Vec<String>) -> Self {
        let mut counts: HashMap<String, (usize, bool)> = HashMap::new();
        for label in labels {
            counts.entry(label).or_default().0 += 1;
        }
        Self { labels: counts, highest: 0 }
    }

    /// A mark with this label may stand here.
    fn expects(&self, label: &str) -> bool {
        let near = label
            .parse()
            .is_ok_and(|n: u32| n + OUT_OF_ORDER > self.highest && n <= self.highest + OUT_OF_ORDER);
        near && self.labels.get(label).is_some_and(|(count, called)| *count > 1 || !called)
    }

    /// There is a note with this label.
    fn exists(&self, label: &str) -> bool {
        self.labels.contains_key(label)
    }

    fn called(&mut self, label: &str) {
        if let Some((_, called)) = self.labels.get_mut(label) {
            *called = true;
            self.highest = self.highest.max(label.parse().unwrap_or(0));
        }
    }
}

/// Joins `pieces` (text and its offset in the source) with `between`. `glued` takes part where marks may be glued to words:
/// not in notes.
pub(super) fn clean(pieces: &[(&str, usize)], between: &str, calls: &mut Calls, glued: bool) -> Clean {
    let mut out = Clean::default();
    for (text, offset) in pieces {
        if !out.text.is_empty() && !out.text.ends_with(' ') {
            out.text.push_str(between);
        }
        piece(text, *offset, &mut out, calls, glued);
    }
    let trimmed = out.text.trim_end_matches(' ').len();
    out.text.truncate(trimmed);
    for call in &mut out.calls {
        call.at = call.at.min(trimmed);
    }
    let (text, map) = vitext::nfc::nfc(&out.text);
    if text != out.text {
        follow(&mut out.calls, &text, &map);
        out.map = map.through(&out.map);
        out.text = text;
    }
    out
}

/// Moves calls into `text`, which `map` leads back to the text that they stood in; a call inside a letter comes after it.
fn follow(calls: &mut [NoteCall], text: &str, map: &Map) {
    let mut borders = text.char_indices().map(|(at, _)| at).chain([text.len()]).peekable();
    for call in calls {
        while borders.next_if(|at| map.origin(*at..*at).start < call.at).is_some() {}
        call.at = borders.peek().copied().unwrap_or(text.len());
    }
}

/// The longest mark or tag that is looked for, in bytes: without an end to look for, a text full of beginnings takes for ever.
const LONGEST: usize = 32;

/// The beginning of `text`, as far as a mark may reach.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(LONGEST)]
}

fn piece(text: &str, offset: usize, out: &mut Clean, calls: &mut Calls, glued: bool) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let length = c.len_utf8();
        // most of a text is words
        let plain = |c: &char| is_alphabetic(*c) && lower(*c).is_none();
        let word: usize = text[at..].chars().take_while(plain).map(char::len_utf8).sum();
        if word > 0 {
            out.map.copy(out.text.len(), offset + at, word);
            out.text.push_str(&text[at..at + word]);
            at += word;
            continue;
        }
        if let Some(skip) = mark(text, at, out, calls, glued) {
            at += skip;
            continue;
        }
        match c {
            '*' if bytes.get(at + 1) == Some(&b'*') => at += 2,
            // emphasis: a star that touches a word on one side only
            '*' if emphasis(text, at) => at += 1,
            '<' if tag(&text[at..]).is_some() => at += tag(&text[at..]).unwrap_or(1),
            '\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 1,
            '\u{200b}'..='\u{200d}' | '\u{feff}' | '\u{ad}' => at += length,
            c if c.is_whitespace() || c.is_control() => {
                if !out.text.is_empty() && !out.text.ends_with(' ') {
                    out.map.replace(out.text.len(), 1, offset + at, length);
                    out.text.push(' ');
                }
                at += length;
            }
            _ => {
                out.map.copy(out.text.len(), offset + at, length);
                out.text.push(c);
                at += length;
            }
        }
    }
}

fn emphasis(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    let touches = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    touches(before) || touches(after)
}

/// The length of an inline HTML tag that carries no meaning here.
fn tag(text: &str) -> Option<usize> {
    let close = near(text).find('>').filter(|c| *c <= 12)?;
    let name = text[1..close].trim_start_matches('/').trim_end_matches(['/', ' ']).to_lowercase();
    ["b", "i", "u", "em", "strong", "br", "sub", "sup"].contains(&name.as_str()).then_some(close + 1)
}

/// A note call at `at`: the bytes to skip.
fn mark(text: &str, at: usize, out: &mut Clean, calls: &mut Calls, glued: bool) -> Option<usize> {
    let rest = &text[at..];
    let (label, length) = if let Some(tail) = rest.strip_prefix("<sup>") {
        let (inside, _) = near(tail).split_once("</sup>")?;
        let length = "<sup>".len() + inside.len() + "</sup>".len();
        let label = inside.trim_matches(['[', ']', '(', ')', ' ', '*']);
        if !label.bytes().all(|b| b.is_ascii_digit()) || label.is_empty() {
            return None;
        }
        (label.to_owned(), length)
    } else if let Some(tail) = rest.strip_prefix("[^") {
        let (label, _) = near(tail).split_once(']')?;
        (label.to_owned(), "[^".len() + label.len() + "]".len())
    } else if lower(rest.chars().next()?).is_some() {
        let (label, length) = raised(rest);
        // letters are raised for other reasons too
        if !label.bytes().all(|b| b.is_ascii_digit()) && !calls.exists(&label) {
            return None;
        }
        (label, length)
    } else if glued && rest.as_bytes()[0].is_ascii_digit() {
        glued_mark(text, at, out, calls)?
    } else {
        return None;
    };
    if is_unit(&out.text, &label) {
        return None;
    }
    calls.called(&label);
    out.calls.push(NoteCall { at: out.text.len(), label });
    Some(length)
}

/// `m²`, `km³`: an exponent, not a call.
fn is_unit(before: &str, label: &str) -> bool {
    if !matches!(label, "2" | "3") {
        return false;
    }
    let mut letters = before.chars().rev();
    let unit = letters.next() == Some('m');
    let mut letters = letters.take_while(|c| c.is_alphabetic());
    unit && letters.next().is_none_or(|c| matches!(c, 'k' | 'c' | 'd' | 'm')) && letters.next().is_none()
}

/// Digits of the longest label of a note.
const MOST_DIGITS: usize = 4;

/// `năm1.`, `12/202510.`: the mark of an expected note, glued to a word or a year, up to the end of the digits.
fn glued_mark(text: &str, at: usize, out: &Clean, calls: &Calls) -> Option<(String, usize)> {
    if at == 0 || text[..at].ends_with(' ') {
        return None;
    }
    let digits =
        text.as_bytes()[at..].iter().take(MOST_DIGITS + 1).take_while(|b| b.is_ascii_digit()).count();
    let label = text.get(at..at + digits).filter(|_| digits <= MOST_DIGITS)?;
    let mut after = text[at + label.len()..].chars();
    let next = after.next();
    let number_goes_on = matches!(next, Some('.' | ',')) && after.next().is_some_and(|c| c.is_ascii_digit());
    if number_goes_on || next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '%')) {
        return None;
    }
    let before = out.text.chars().next_back()?;
    let digits = out.text.bytes().rev().take(5).take_while(u8::is_ascii_digit).count();
    let century = out
        .text
        .get(out.text.len().saturating_sub(4)..)
        .is_some_and(|y| y.starts_with("19") || y.starts_with("20"));
    let glued =
        before.is_alphabetic() || matches!(before, ')' | '”' | '"' | ']' | '%') || digits == 4 && century;
    (glued && calls.expects(label)).then(|| (label.to_owned(), label.len()))
}
