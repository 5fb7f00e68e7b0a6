//! Physical lines as the healing sees them, and how a text was wrapped.

use crate::source::{Format, LineRole, Source};
use std::ops::Range;

/// A physical line that says something.
#[derive(Debug, Clone)]
pub(super) struct Physical<'a> {
    /// The text without the space around it.
    pub text: &'a str,
    /// Where `text` stands in the source.
    pub range: Range<usize>,
    /// Length in characters.
    pub length: usize,
    /// What the format knows about it.
    pub role: LineRole,
    /// Printed bold as a whole.
    pub bold: bool,
    /// An empty line stands before.
    pub after_blank: bool,
    /// Only white space, but not nothing, stands on a line before: what is left of a note rule.
    pub after_rule: bool,
    /// The first line of a page: begins with one space, or the page number changed, or a form feed stands before it.
    pub page_top: bool,
}

/// How a text was wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wrap {
    /// Characters of a full line; `None` where each line is a paragraph.
    pub width: Option<usize>,
    /// A blank line stands after every line, so that it says nothing.
    pub spaced: bool,
}

/// The lines that say something, furniture taken out.
pub(super) fn physical(source: &Source) -> Vec<Physical<'_>> {
    let indented = usual_indent(source);
    let mut out: Vec<Physical<'_>> = Vec::new();
    let (mut after_blank, mut after_rule, mut page_top) = (false, false, false);
    let mut page = source.lines.first().and_then(|l| l.page);
    for line in &source.lines {
        let raw = &source.text[line.range.clone()];
        let blank = |c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}';
        let text = raw.trim_matches(blank);
        if line.page != page {
            page = line.page;
            page_top = true;
        }
        if raw.contains('\u{c}') {
            page_top = true;
        }
        if text.is_empty() {
            after_blank = true;
            after_rule |= !raw.is_empty() && raw.trim_matches(['\r', '\n']).len() == 1;
            continue;
        }
        if line.role == LineRole::Furniture || is_rule(text) || text.starts_with("javascript:") {
            after_blank = true;
            continue;
        }
        let framed = line.role == LineRole::Row && source.format == Format::Markdown;
        let cells = if framed { unframed(text) } else { text };
        let lead = (raw.len() - raw.trim_start_matches(blank).len()) + text.find(cells).unwrap_or(0);
        let (start, text) = (line.range.start + lead, cells);
        page_top |= indented == 0 && raw.starts_with(' ') && !raw.starts_with("  ");
        out.push(Physical {
            text,
            range: start..start + text.len(),
            length: text.chars().count(),
            role: line.role,
            bold: line.bold,
            after_blank,
            after_rule,
            page_top,
        });
        (after_blank, after_rule, page_top) = (false, false, false);
    }
    out
}

/// A row without the bars around it: those between its cells stay.
fn unframed(row: &str) -> &str {
    let open = row.strip_prefix('|').unwrap_or(row);
    let cells = open.strip_suffix('|').unwrap_or(open).trim();
    if cells.is_empty() { row } else { cells }
}

/// How the flowing lines were wrapped.
pub(super) fn wrap(lines: &[Physical<'_>]) -> Wrap {
    let flow: Vec<&Physical<'_>> =
        lines.iter().filter(|l| matches!(l.role, LineRole::Flow | LineRole::Foot)).collect();
    let mut lengths: Vec<usize> = flow.iter().map(|l| l.length).collect();
    lengths.sort_unstable();
    let longest = lengths.get(lengths.len().saturating_sub(1) * 19 / 20).copied().unwrap_or(0);
    // notes are set smaller, so their lines are longer: the middle of the long lines is a full line of the text proper
    let long = &lengths[lengths.partition_point(|l| l * 2 < longest)..];
    let width = long.get(long.len() / 2).copied().unwrap_or(0);
    let full = lengths.iter().filter(|l| (width * 17..=width * 23).contains(&(**l * 20))).count();
    // of a short text with many headings few lines are full; that sentences go on in the next line shows the wrapping too
    let broken = flow.windows(2).filter(|pair| goes_on(pair[0], pair[1], width)).count();
    let filled = full * 3 >= lengths.len() || broken > 2 && broken * 12 >= lengths.len();
    let wrapped = (40..=150).contains(&width) && longest <= 180 && filled;
    let blanks = flow.iter().filter(|l| l.after_blank).count();
    Wrap { width: wrapped.then_some(width), spaced: blanks * 10 >= flow.len() * 7 }
}

/// A full line that stops in mid-sentence, and the next one begins in it.
fn goes_on(line: &Physical<'_>, next: &Physical<'_>, width: usize) -> bool {
    let stopped = line.length * 20 >= width * 17 && line.text.ends_with(char::is_alphanumeric);
    stopped && next.text.starts_with(char::is_lowercase)
}

/// The indent that most lines have, in spaces.
fn usual_indent(source: &Source) -> usize {
    let mut indents: Vec<usize> = source
        .lines
        .iter()
        .map(|l| &source.text[l.range.clone()])
        .filter(|t| !t.trim().is_empty())
        .map(|t| t.len() - t.trim_start_matches(' ').len())
        .collect();
    indents.sort_unstable();
    indents.get(indents.len() / 2).copied().unwrap_or(0)
}

/// A rule drawn with signs: `-----`, `***`, `=====`, `____`.
fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '–' | '—'))
}

/// A number alone on its line: a page number, or the label of a note whose text stands in the next line.
pub(super) fn lone_number(text: &str) -> Option<&str> {
    let digits = text.trim_matches(['-', '–', ' ']);
    (!digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

/// `digits` stands glued to the end of a word in `text`: `năm33.`
pub(super) fn ends_a_word_with(text: &str, digits: &str) -> bool {
    text.match_indices(digits).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + digits.len()..].chars().next();
        let word = before.is_some_and(|c| c.is_alphabetic() || matches!(c, ')' | '”' | '"' | '%' | ']'));
        let year = at >= 4
            && text.as_bytes()[at - 4..at].iter().all(u8::is_ascii_digit)
            && (text[at - 4..].starts_with("20") || text[at - 4..].starts_with("19"));
        (word || year) && after.is_none_or(|c| !c.is_alphanumeric())
    })
}
