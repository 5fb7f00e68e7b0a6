//! The mark of secrecy, at which reading has to stop (`domain.md §4`).

use super::cells::line;
use super::{MOTTOES, URGENCY};
use crate::document::{Document, ParagraphRole};
use crate::source::LineRole;
use vitext::symbol;

/// How many lines with text at the beginning count as the head, whatever the outline says.
const FIRST_LINES: usize = 40;

/// The mark of secrecy: `Mật`, `Tối mật`, `Tuyệt mật` standing by itself in the head or in running heads.
///
/// In any case, with letters spaced, in composed and decomposed letters, beside other marks of a head, after `Độ mật:`. The
/// word in a sentence (`bí mật`, `bảo mật`) is none.
#[must_use]
pub fn secrecy(document: &Document) -> Option<&'static str> {
    let mut previous = "";
    let mut count = 0;
    let head_end = document
        .paragraphs
        .iter()
        .filter(|p| p.role == ParagraphRole::Head)
        .map(|p| p.map.origin(0..p.text.len()).end)
        .max()
        .unwrap_or(0);
    for physical in &document.lines {
        let raw = document.text.get(physical.range.clone()).unwrap_or("");
        if raw.trim().is_empty() {
            continue;
        }
        count += 1;
        let in_head = count <= FIRST_LINES || physical.range.start < head_end;
        if (in_head || physical.role == LineRole::Furniture)
            && let Some(mark) = mark(raw)
            && !goes_on(previous, raw)
        {
            return Some(mark);
        }
        previous = raw.trim();
    }
    None
}

/// The mark in one line.
fn mark(raw: &str) -> Option<&'static str> {
    if raw.len() > 400 {
        return None;
    }
    let cells = line(raw);
    let whole: String = cells.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ");
    // Letters may be spaced so widely that they look like cells: the whole line comes first.
    [whole.as_str()].into_iter().chain(cells.iter().map(|c| c.text.as_str())).find_map(alone)
}

/// A mark that stands in `text` with nothing beside it but other marks of a head.
fn alone(text: &str) -> Option<&'static str> {
    let mut rest = text.to_lowercase();
    for found in symbol::find(text).iter().rev() {
        if rest.is_char_boundary(found.range.start) && rest.is_char_boundary(found.range.end) {
            rest.replace_range(found.range.clone(), "");
        }
    }
    for motto in MOTTOES {
        rest = rest.replace(motto, "");
    }
    let letters: String = rest.chars().filter(|c| c.is_alphabetic()).collect();
    let letters = letters.as_str();
    let letters = ["mứcđộmật", "độmật", "dấumật", "dấuchỉmứcđộmật"]
        .iter()
        .find_map(|p| letters.strip_prefix(p))
        .filter(|l| !l.is_empty())
        .unwrap_or(letters);
    let letters = letters.strip_prefix("số").filter(|l| l.ends_with("mật")).unwrap_or(letters);
    [("tuyệtmật", "Tuyệt mật"), ("tốimật", "Tối mật"), ("mật", "Mật")].into_iter().find_map(|(mark, name)| {
        let after = letters.strip_prefix(mark)?;
        let urgent = URGENCY.iter().any(|u| u.chars().filter(|c| c.is_alphabetic()).eq(after.chars()));
        let copy =
            ["bảnsố", "sốbản", "bảnthứ"].iter().any(|c| after.strip_prefix(c).is_some_and(str::is_empty));
        (after.is_empty() || urgent || copy).then_some(name)
    })
}

/// A line in small letters goes on with the sentence of the line before: `… giữ bí` / `mật`.
fn goes_on(previous: &str, raw: &str) -> bool {
    let small = !raw.contains(char::is_uppercase);
    small && previous.ends_with(|c: char| c.is_lowercase() || c == ',')
}
