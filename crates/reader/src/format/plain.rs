//! Plain text: the file itself, cut into lines; lines set in columns are rows of tables.

use crate::{Format, Limits, Line, LineRole, Refusal, Source};
use std::borrow::Cow;

/// Rows that a table has at least.
const ROWS: usize = 3;

/// Reads plain text: every line is running text or a row of a table, a form feed begins a page.
pub(super) fn read(text: Cow<'_, str>, limits: &Limits) -> Result<Source, Refusal> {
    let mut lines = lines(&text, limits)?;
    mark_rows(&text, &mut lines);
    Ok(Source { format: Format::Text, text: text.into_owned(), lines })
}

/// The cells of a line that is set in columns: what two spaces or a tab part.
pub(crate) fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split("  ").flat_map(|piece| piece.split('\t')).map(str::trim).filter(|piece| !piece.is_empty())
}

/// Lines in columns that stand together are a table when most of them end with a figure.
fn mark_rows(text: &str, lines: &mut [Line]) {
    let mut open: Vec<usize> = Vec::new();
    let mut figures = 0;
    for index in 0..=lines.len() {
        let line = lines.get(index).map(|line| text[line.range.clone()].trim());
        if line.is_some_and(str::is_empty) {
            continue;
        }
        if let Some(line) = line.filter(|l| cells(l).nth(1).is_some()) {
            open.push(index);
            figures += usize::from(cells(line).last().is_some_and(is_figure));
            continue;
        }
        if open.len() >= ROWS && figures * 2 > open.len() {
            open.iter().for_each(|row| lines[*row].role = LineRole::Row);
        }
        open.clear();
        figures = 0;
    }
}

/// A number, as it stands in a cell.
fn is_figure(cell: &str) -> bool {
    let digits = cell.strip_suffix('%').unwrap_or(cell);
    digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
}

/// The lines of `text` without their ends (LF, CR LF, CR, vertical tab, form feed, U+2028, U+2029).
///
/// Pages are numbered only where there are form feeds. A byte order mark belongs to no line.
pub(super) fn lines(text: &str, limits: &Limits) -> Result<Vec<Line>, Refusal> {
    let too_large = || Refusal::TooLarge { what: "size of the text in bytes", limit: limits.unpacked };
    if text.len() as u64 > limits.unpacked {
        return Err(too_large());
    }
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let most = usize::try_from(limits.unpacked).unwrap_or(usize::MAX) / size_of::<Line>();
    let mut page = memchr::memchr(0x0c, text.as_bytes()).map(|_| 1);
    let mut lines = Vec::new();
    let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while start < text.len() {
        if lines.len() >= most {
            return Err(too_large());
        }
        let (length, end) = line(&text[start..]);
        let feed = text[start + length..].starts_with('\u{c}');
        // What stands before a form feed at the beginning of a line is no line.
        if !(feed && length == 0) {
            let range = start..start + length;
            lines.push(Line { range, page, role: LineRole::Flow, bold: false });
        }
        if feed {
            page = page.map(|p: u32| p.saturating_add(1));
        }
        start += length + end;
    }
    Ok(lines)
}

/// Length of the first line of `text` and of its end.
fn line(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => return (at, 2),
            b'\n' | b'\r' | 0x0b | 0x0c => return (at, 1),
            0xe2 if matches!(bytes.get(at + 1..at + 3), Some([0x80, 0xa8 | 0xa9])) => return (at, 3),
            _ => at += 1,
        }
    }
    (at, 0)
}
