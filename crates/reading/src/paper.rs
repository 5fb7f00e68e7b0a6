//! Words of a document that are marked, with what stands beside them: for every page that shows a document.

use maud::{Markup, html};
use reader::Paragraph;
use std::collections::HashMap;
use std::ops::Range;

/// Words of a paragraph that are marked.
pub struct Mark {
    /// Byte range in the clean text.
    pub range: Range<usize>,
    /// Class: `certain`, `citation`.
    pub class: &'static str,
    /// Of overlapping marks the one with the highest rank is shown.
    pub rank: u8,
    /// Id of the words.
    pub id: String,
    /// Where the words lead: `#` and the id of a card, an address; empty for none.
    pub leads_to: String,
    /// What stands in the margin.
    pub card: Option<Markup>,
}

/// Marks by index of the paragraph.
pub type Marks = HashMap<usize, Vec<Mark>>;

/// The words of a paragraph, cut at every end of a mark and at every call of a note; cards stand where their words end
/// if `with_cards`. `call` draws the call of a note by its label.
#[must_use]
pub fn words(
    paragraph: &Paragraph,
    marks: &[Mark],
    call: &dyn Fn(&str) -> Markup,
    with_cards: bool,
) -> Markup {
    words_in(paragraph, 0..paragraph.text.len(), marks, call, with_cards)
}

/// The same of a part of the paragraph: a cell of a row.
#[must_use]
pub fn words_in(
    paragraph: &Paragraph,
    part: Range<usize>,
    marks: &[Mark],
    call: &dyn Fn(&str) -> Markup,
    with_cards: bool,
) -> Markup {
    let text = &paragraph.text;
    let touches = |mark: &&Mark| mark.range.start <= part.end && part.start <= mark.range.end;
    // What stands at a seam belongs to what is before it.
    let is_here = |at: usize| at <= part.end && (part.start < at || part.start == 0);
    let mut coming: Vec<&Mark> = marks.iter().filter(touches).collect();
    let mut cuts: Vec<usize> = coming.iter().flat_map(|m| [m.range.start, m.range.end]).collect();
    cuts.extend(paragraph.calls.iter().map(|c| c.at));
    cuts.extend([part.start, part.end]);
    cuts.retain(|&cut| text.is_char_boundary(cut) && (part.start..=part.end).contains(&cut));
    cuts.sort_unstable();
    cuts.dedup();
    coming.sort_by_key(|m| (m.range.start, m.range.end));
    let mut coming = coming.into_iter().peekable();
    let mut calls = paragraph.calls.iter().filter(|c| is_here(c.at)).peekable();
    let mut open: Vec<&Mark> = Vec::new();
    let mut out = Vec::with_capacity(cuts.len());
    for (index, &cut) in cuts.iter().enumerate() {
        let mut begun = Vec::new();
        while let Some(mark) = coming.next_if(|m| m.range.start <= cut) {
            begun.push(mark);
        }
        open.extend(&begun);
        let (ended, still): (Vec<&Mark>, Vec<&Mark>) = open.iter().partition(|m| m.range.end <= cut);
        open = still;
        let mut called = Vec::new();
        while let Some(one) = calls.next_if(|c| c.at <= cut) {
            called.push(one);
        }
        // Of a mark that begins before this part, the id stands there.
        begun.retain(|m| part.start <= m.range.start && (m.range.start < part.end || part.end == text.len()));
        let piece = cuts.get(index + 1).map_or("", |&next| &text[cut..next]);
        let top = open.iter().max_by_key(|m| m.rank);
        out.push(html! {
            @for one in called { (call(&one.label)) }
            @if with_cards { @for card in ended.iter().filter_map(|m| m.card.as_ref()) { (card) } }
            @for mark in begun { span id=(mark.id) {} }
            @if !piece.is_empty() {
                @match top {
                    Some(mark) if mark.leads_to.is_empty() => mark class=(mark.class) { (piece) },
                    Some(mark) => a class={ "mark " (mark.class) } href=(mark.leads_to) { (piece) },
                    None => (piece),
                }
            }
        });
    }
    html! { @for piece in out { (piece) } }
}

/// The cells of a row, which the reader parts by ` | `.
#[must_use]
pub fn cells(row: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut at = 0;
    for cell in row.split('|') {
        let start = at + (cell.len() - cell.trim_start().len());
        cells.push(start..start + cell.trim().len());
        at += cell.len() + 1;
    }
    // `| a | b |` has no cells outside.
    if cells.last().is_some_and(Range::is_empty) && row.trim_end().ends_with('|') {
        cells.pop();
    }
    if cells.first().is_some_and(Range::is_empty) && row.trim_start().starts_with('|') {
        cells.remove(0);
    }
    cells
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_its_cells() {
        let texts = |row: &'static str| cells(row).into_iter().map(|cell| &row[cell]).collect::<Vec<_>>();
        assert_eq!(texts("STT | Tên | Số"), ["STT", "Tên", "Số"]);
        assert_eq!(texts("| a | b |"), ["a", "b"]);
        assert_eq!(texts("1 |  | x"), ["1", "", "x"]);
        assert_eq!(texts("một dòng"), ["một dòng"]);
    }
}
