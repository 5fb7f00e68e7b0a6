//! Source lines with the words in question underlined.

use reader::{Document, LineRole};
use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// At most so many lines of one place are shown; of a longer one the first and the last.
const MOST_LINES: usize = 5;
/// Columns that a tab reaches to.
const TAB: usize = 4;
/// Bytes looked at on each side of a place, for every column shown; a letter with its marks has at most five or six.
const NEAR: usize = 8;
/// What stands for what was cut out.
const CUT: char = '…';

/// A line ready to be shown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    /// Number of the line, from 1; 0 stands for lines left out.
    pub(super) number: usize,
    /// The text, without tabs, control characters and blanks at the start.
    pub(super) text: String,
    /// Columns of the underline.
    pub(super) mark: Range<usize>,
}

/// The lines of `range` of the text of `document`, each at most `width` columns wide.
pub(super) fn lines(document: &Document, range: &Range<usize>, width: usize) -> Vec<Shown> {
    let first = document.lines.partition_point(|l| l.range.end < range.start);
    let mut shown: Vec<Shown> = document.lines[first.min(document.lines.len())..]
        .iter()
        .enumerate()
        .take_while(|(_, line)| line.range.start < range.end.max(range.start + 1))
        .filter(|(_, line)| line.role != LineRole::Furniture)
        .filter_map(|(index, line)| {
            let text = document.text.get(line.range.clone())?;
            let mark = range.start.max(line.range.start)..range.end.min(line.range.end);
            let mark = mark.start - line.range.start..mark.end.saturating_sub(line.range.start);
            (!text.trim().is_empty()).then(|| one(first + index + 1, text, &mark, width))
        })
        .collect();
    if shown.len() > MOST_LINES {
        let last = shown.split_off(shown.len() - 1);
        shown.truncate(MOST_LINES - 2);
        shown.push(Shown { number: 0, text: String::new(), mark: 0..0 });
        shown.extend(last);
    }
    shown
}

/// A character as shown.
struct Cell {
    character: char,
    width: usize,
    marked: bool,
}

/// One line: cut to `width` columns around what is marked.
fn one(number: usize, text: &str, mark: &Range<usize>, width: usize) -> Shown {
    // Of a line without end only the neighbourhood is looked at; it is wider than what is shown.
    let near = NEAR * width.max(20);
    let from = text.floor_char_boundary(mark.start.saturating_sub(near));
    let to = text.ceil_char_boundary((mark.end + near).min(text.len()));
    let (text, mark) = (&text[from..to], &(mark.start - from..mark.end - from));
    let mut cells = cells(text, mark);
    let blank = cells.iter().take_while(|c| c.character == ' ' && !c.marked).count();
    cells.drain(..blank);
    let end = cells.iter().rposition(|c| c.character != ' ').map_or(0, |last| last + 1);
    cells.truncate(end);
    let cells = cut(cells, width.max(20));
    let columns = |cells: &[Cell]| cells.iter().map(|c| c.width).sum::<usize>();
    let start = cells.iter().position(|c| c.marked).unwrap_or(0);
    let end = cells.iter().rposition(|c| c.marked).map_or(start, |last| last + 1);
    let from = columns(&cells[..start]);
    Shown {
        number,
        mark: from..from + columns(&cells[start..end]).max(1),
        text: cells.iter().map(|c| c.character).collect(),
    }
}

fn cells(text: &str, mark: &Range<usize>) -> Vec<Cell> {
    let mut cells: Vec<Cell> = Vec::with_capacity(text.len());
    let mut column = 0;
    for (at, character) in text.char_indices() {
        let marked = at < mark.end && at + character.len_utf8() > mark.start;
        if character == '\t' {
            let blanks = TAB - column % TAB;
            cells.extend((0..blanks).map(|_| Cell { character: ' ', width: 1, marked }));
            column += blanks;
            continue;
        }
        let character = harmless(character);
        let width = character.width().unwrap_or(0);
        cells.push(Cell { character, width, marked });
        column += width;
    }
    cells
}

/// A character that does nothing to a terminal: control characters and marks of direction become a sign.
pub(crate) fn harmless(character: char) -> char {
    match character {
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => '\u{fffd}',
        '\n' | '\u{a0}' => ' ',
        c if c.is_control() => '\u{fffd}',
        c => c,
    }
}

/// Cuts a line that is too wide: what is marked stays in sight, from its middle if need be.
fn cut(cells: Vec<Cell>, width: usize) -> Vec<Cell> {
    let total: usize = cells.iter().map(|c| c.width).sum();
    if total <= width {
        return cells;
    }
    let start = cells.iter().position(|c| c.marked).unwrap_or(0);
    let end = cells.iter().rposition(|c| c.marked).map_or(start, |last| last + 1);
    let marked: usize = cells[start..end].iter().map(|c| c.width).sum();
    let room = width - 2;
    if marked <= room {
        let before = reach_back(&cells[..start], (room - marked) / 2);
        let after = reach(&cells, before, room);
        let before = if after == cells.len() { reach_back(&cells, room) } else { before };
        return window(cells, std::slice::from_ref(&(before..after)));
    }
    let room = room - 1;
    let head = reach(&cells, start, room * 2 / 3);
    let tail = end - (end - reach_back(&cells[..end], room / 3));
    window(cells, &[start..head, tail.max(head)..end])
}

/// The index up to which cells from `start` on fit into `room` columns.
fn reach(cells: &[Cell], start: usize, room: usize) -> usize {
    let mut used = 0;
    let fits = cells[start..].iter().take_while(|c| {
        used += c.width;
        used <= room
    });
    start + fits.count()
}

/// The index from which on the last cells fit into `room` columns; never between a letter and its marks.
fn reach_back(cells: &[Cell], room: usize) -> usize {
    let mut used = 0;
    let fits = cells.iter().rev().take_while(|c| {
        used += c.width;
        used <= room
    });
    let from = cells.len() - fits.count();
    from + cells[from..].iter().take_while(|c| c.width == 0).count()
}

/// The cells of `ranges`, with a sign where something was cut out.
fn window(cells: Vec<Cell>, ranges: &[Range<usize>]) -> Vec<Cell> {
    let total = cells.len();
    let mut out = Vec::new();
    let mut last = 0;
    for (index, cell) in cells.into_iter().enumerate() {
        let Some(range) = ranges.iter().find(|r| r.contains(&index)) else { continue };
        if index == range.start && index > last {
            out.push(Cell { character: CUT, width: 1, marked: last > 0 && cell.marked });
        }
        out.push(cell);
        last = index + 1;
    }
    if last < total {
        out.push(Cell { character: CUT, width: 1, marked: false });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn underlined(text: &str, quote: &str, width: usize) -> String {
        let at = text.find(quote).unwrap();
        let shown = one(1, text, &(at..at + quote.len()), width);
        let cells = cells(&shown.text, &(0..0));
        let mut column = 0;
        let of_mark = cells.iter().filter(|c| {
            let here = column;
            column += c.width;
            shown.mark.contains(&here) || (c.width == 0 && here > shown.mark.start && here <= shown.mark.end)
        });
        of_mark.map(|c| c.character).collect()
    }

    #[test]
    fn the_underline_is_exact_in_decomposed_text_and_behind_tabs() {
        assert_eq!(underlined("\tTie\u{302}\u{301}p nha\u{323}̂n 41 đơn", "41 đơn", 80), "41 đơn");
        assert_eq!(one(1, "\te\u{302}\u{323} 41", &(7..9), 80).mark, 2..4);
        assert_eq!(underlined("a\tb 41\tđơn", "41", 80), "41");
        assert_eq!(underlined("漢字 41 đơn", "41", 80), "41");
    }

    #[test]
    fn a_long_line_is_cut_around_the_words() {
        let text = format!("{}đã xử lý 41 đơn{}", "trước ".repeat(60), " sau".repeat(60));
        let at = text.find("41 đơn").unwrap();
        let shown = one(1, &text, &(at..at + 8), 60);
        assert!(shown.text.starts_with('…') && shown.text.ends_with('…'), "{shown:?}");
        assert!(shown.text.contains("đã xử lý 41 đơn sau"), "{shown:?}");
        assert!(cells(&shown.text, &(0..0)).iter().map(|c| c.width).sum::<usize>() <= 60);
        assert_eq!(underlined(&text, "41 đơn", 60), "41 đơn");
    }

    #[test]
    fn words_that_are_too_long_lose_their_middle() {
        let text = format!("x {} y", "12 đơn, ".repeat(40));
        let shown = one(1, &text, &(2..text.len() - 2), 60);
        assert!(
            shown.text.starts_with("…12 đơn") && shown.text.contains("…") && shown.text.ends_with('…'),
            "{shown:?}"
        );
        assert!(shown.mark.len() > 40 && shown.mark.end <= 60, "{shown:?}");
    }

    #[test]
    fn nothing_in_a_document_can_drive_the_terminal() {
        assert_eq!(one(1, "\u{1b}[31m41\u{202e}", &(5..7), 80).text, "\u{fffd}[31m41\u{fffd}");
    }
}
