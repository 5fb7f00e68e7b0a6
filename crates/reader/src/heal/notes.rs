//! Notes parted from the text that they interrupt.

use super::lines::{Physical, ends_a_word_with, lone_number};
use crate::format::superscript;
use crate::marker::marker;
use crate::source::LineRole;
use std::collections::HashSet;

/// Lines of the text proper, and of each note, by index into the physical lines.
#[derive(Debug, Default)]
pub(super) struct Parted {
    /// Lines of the text.
    pub body: Vec<usize>,
    /// Notes in the order in which they stand.
    pub notes: Vec<NoteLines>,
    /// Labels of `notes`.
    labels: HashSet<String>,
}

/// A note: its label, its lines, the bytes of its label in the first line.
#[derive(Debug)]
pub(super) struct NoteLines {
    pub label: String,
    pub lines: Vec<usize>,
    pub label_bytes: usize,
    /// Index in [`Parted::body`] before which it stands.
    pub before: usize,
}

/// Parts notes from text.
///
/// A note begins with a label in superscript (`¹`, `<sup>1</sup>`, `[^1]:`), or with a plain number where the note of that
/// number is due: numbers run from 1 upwards, a few out of order, and the mark stands glued to a word in the lines before. It ends at the next
/// note or at the top of a page, which a number alone on its line announces too; what follows a note rule while a note is unfinished goes on with that note.
pub(super) fn part(lines: &[Physical<'_>], wrapped: bool) -> Parted {
    let mut out = Parted::default();
    let mut foot = false;
    let mut due = 1_u32;
    let mut page_top = false;
    for (index, line) in lines.iter().enumerate() {
        let labelled = superscript_label(line.text).or_else(|| lettered_label(line)).or_else(|| {
            (wrapped && line.role == LineRole::Flow || line.role == LineRole::Foot)
                .then(|| plain_label(line.text, due, foot || line.after_rule, lines, index, &out))
                .flatten()
        });
        if let Some((label, label_bytes)) = labelled {
            if let Ok(number) = label.parse::<u32>() {
                due = due.max(number.saturating_add(1));
            }
            foot = wrapped && line.role == LineRole::Flow;
            page_top = false;
            out.labels.insert(label.clone());
            out.notes.push(NoteLines { label, lines: vec![index], label_bytes, before: out.body.len() });
            continue;
        }
        if line.role == LineRole::Flow && lone_number(line.text).is_some() {
            page_top = true;
            continue;
        }
        let page_top = std::mem::take(&mut page_top) || line.page_top;
        foot = match line.role {
            LineRole::Foot => true,
            LineRole::Flow if page_top => false,
            LineRole::Flow if foot => !ends_foot(line, out.notes.last(), lines),
            LineRole::Flow => wrapped && line.after_rule && goes_on(line, out.notes.last(), lines),
            _ => false,
        };
        match out.notes.last_mut() {
            Some(note) if foot || line.role == LineRole::Note => note.lines.push(index),
            _ => out.body.push(index),
        }
    }
    out
}

/// Inside a foot: a heading or an item after a finished note is text again.
fn ends_foot(line: &Physical<'_>, note: Option<&NoteLines>, lines: &[Physical<'_>]) -> bool {
    let finished = note.is_none_or(|n| !unfinished(n, lines));
    finished && marker(line.text).is_some_and(|m| m.kind.is_heading())
}

fn goes_on(line: &Physical<'_>, note: Option<&NoteLines>, lines: &[Physical<'_>]) -> bool {
    note.is_some_and(|n| unfinished(n, lines)) && marker(line.text).is_none_or(|m| !m.kind.is_heading())
}

fn unfinished(note: &NoteLines, lines: &[Physical<'_>]) -> bool {
    note.lines.last().is_some_and(|last| !lines[*last].text.ends_with(['.', '!', '?', '…', '”']))
}

/// `¹ text`, `<sup>1</sup> text`, `[^1]: text`, `[1] text` is not one.
pub(super) fn superscript_label(text: &str) -> Option<(String, usize)> {
    if let Some(rest) = text.strip_prefix("<sup>") {
        let (label, tail) = rest.split_once("</sup>")?;
        let label = label.trim_matches(['[', ']', '(', ')', ' ']);
        return numeric(label).map(|l| (l, text.len() - tail.len()));
    }
    if let Some(rest) = text.strip_prefix("[^") {
        let (label, tail) = rest.split_once("]:")?;
        return numeric(label).map(|l| (l, text.len() - tail.len()));
    }
    let (label, length) = raised(text);
    numeric(&label).map(|l| (l, length))
}

/// The label of a note that the format knows as one: also letters and Roman numerals, as endnotes have.
fn lettered_label(line: &Physical<'_>) -> Option<(String, usize)> {
    let (label, length) = raised(line.text);
    (line.role == LineRole::Note && (1..=8).contains(&label.len())).then_some((label, length))
}

/// The raised digits and letters that `text` begins with, lowered, and their length in bytes.
pub(super) fn raised(text: &str) -> (String, usize) {
    let label: String = text.chars().map_while(superscript::lower).collect();
    let length = text.chars().take(label.len()).map(char::len_utf8).sum();
    (label, length)
}

fn numeric(label: &str) -> Option<String> {
    (!label.is_empty() && label.len() <= 4 && label.bytes().all(|b| b.is_ascii_digit()))
        .then(|| label.to_owned())
}

/// How far labels may stand out of their order: at page ends notes are put where there is room.
const OUT_OF_ORDER: u32 = 6;

/// How many lines below a doubtful label the note itself is looked for: a page.
const PAGE: usize = 60;

fn starts_low(rest: &str) -> bool {
    rest.trim_start().starts_with(char::is_lowercase)
}

/// A line like a note with this label stands below.
fn stands_below(label: &str, lines: &[Physical<'_>], index: usize) -> bool {
    let below = lines.iter().skip(index + 1).take(PAGE).filter(|l| l.role == LineRole::Flow);
    below.filter_map(|l| l.text.strip_prefix(label)).any(|rest| rest.starts_with(' ') && !starts_low(rest))
}

/// A label without superscript: the number that is due, or, where notes stand anyway, one near it.
fn plain_label(
    text: &str,
    due: u32,
    at_foot: bool,
    lines: &[Physical<'_>],
    index: usize,
    out: &Parted,
) -> Option<(String, usize)> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let label = &text[..length];
    let number: u32 = label.parse().ok().filter(|n| *n > 0 && length <= 3)?;
    let rest = &text[length..];
    let alone = rest.is_empty() && lines.get(index + 1).is_some_and(|l| !l.page_top);
    if !(rest.starts_with(' ') || alone || rest.starts_with(char::is_uppercase)) {
        return None;
    }
    // "lũy kế / 4 tháng …": a line end stood before a number of the text, and the note itself comes further down
    if !at_foot && starts_low(rest) && stands_below(label, lines, index) {
        return None;
    }
    let near = number + OUT_OF_ORDER >= due && number <= due + OUT_OF_ORDER;
    if number != due && !(at_foot && near) || out.labels.contains(label) {
        return None;
    }
    // the mark must stand in the text since the last note, or a little before (marks inside notes are rare)
    let from = out.body.len().saturating_sub(120);
    let called = out.body[from..].iter().rev().any(|i| ends_a_word_with(lines[*i].text, label));
    // behind a note rule the number that is due needs no mark: it may be glued to another number
    (called || number == due && at_foot && !alone).then_some((label.to_owned(), length))
}
