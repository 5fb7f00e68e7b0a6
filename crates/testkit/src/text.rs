//! Plain text in the styles in which documents are handed round (`domain.md §5`).

use crate::model::{Block, Inline, Model};
use crate::wrap::{self, Laid, Part, Word};

/// Characters in a line.
const WIDTH: u32 = 80;
/// Lines on a page.
const HEIGHT: u32 = 40;

/// How text was wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextStyle {
    /// As copied from a PDF: pages, a blank line after every line, a space at page tops, note marks glued to the words and
    /// notes at page feet, cut by pages.
    Pages,
    /// Wrapped by hand, paragraphs after each other, no notes but as a list at the end.
    Wrapped,
    /// A line a paragraph, a blank line between, marks and notes as `¹²`, notes after their paragraph.
    Paragraphs,
}

impl Model {
    /// The document as plain text.
    #[must_use]
    pub fn to_text(&self, style: TextStyle) -> String {
        match style {
            TextStyle::Pages => pages(self),
            TextStyle::Wrapped => wrapped(self),
            TextStyle::Paragraphs => paragraphs(self),
        }
    }
}

/// A word as text, marks written by `mark`.
fn write(word: &Word, mark: impl Fn(usize) -> String) -> String {
    word.0.iter().map(|p| if let Part::Mark(n) = p { mark(*n) } else { plain(p) }).collect()
}

fn plain(part: &Part) -> String {
    if let Part::Plain(text) = part { text.clone() } else { String::new() }
}

fn digits(number: usize) -> String {
    number.to_string()
}

/// `12` as `¹²`.
pub(crate) fn raised(number: usize) -> String {
    let raise = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(c.to_digit(10).unwrap_or(0) as usize).unwrap_or(c);
    number.to_string().chars().map(raise).collect()
}

fn join(words: &[Word], mark: impl Fn(usize) -> String + Copy) -> String {
    words.iter().map(|w| write(w, mark)).collect::<Vec<_>>().join(" ")
}

fn width(word: &Word) -> u32 {
    write(word, digits).chars().count() as u32
}

/// The words of every paragraph, without notes.
fn flat(model: &Model) -> Vec<Vec<Word>> {
    let mut count = 0;
    let mut paragraphs = Vec::new();
    let lines = |lines: &[String]| lines.iter().map(|l| wrap::plain_words(l)).collect::<Vec<_>>();
    for block in &model.blocks {
        match block {
            Block::Header { left, right } => paragraphs.extend([lines(left), lines(right)].concat()),
            Block::Signature { recipients, signer } => {
                paragraphs.extend([lines(recipients), lines(signer)].concat())
            }
            Block::Title(title) => paragraphs.extend(lines(title)),
            Block::Heading { text, .. } | Block::Body(text) | Block::Item(text) => {
                paragraphs.push(wrap::words(text, &mut count));
            }
            Block::Table(rows) => {
                paragraphs.extend(columns(rows).into_iter().map(|row| vec![Word(vec![Part::Plain(row)])]));
            }
        }
    }
    paragraphs
}

/// Rows as they are typed: cells under each other, parted by spaces.
fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let length = |cell: &String| cell.chars().count();
    let wide = |column| rows.iter().filter_map(|r| r.get(column)).map(length).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.iter().map(Vec::len).max().unwrap_or(0)).map(wide).collect();
    let cell = |(cell, width): (&String, &usize)| format!("{cell:<width$}");
    let row = |row: &Vec<String>| row.iter().zip(&widths).map(cell).collect::<Vec<_>>().join("   ");
    rows.iter().map(|r| row(r).trim_end().to_owned()).collect()
}

fn pages(model: &Model) -> String {
    let notes = model.notes();
    let mut laid = Vec::new();
    for paragraph in flat(model) {
        for line in wrap::wrap(paragraph, WIDTH, WIDTH, 1, width) {
            let called = line.iter().flat_map(|w| &w.0);
            let called = called.filter_map(|p| if let Part::Mark(n) = p { Some(*n) } else { None });
            let bodies =
                called.map(|n| note_lines(n, notes.get(n - 1).copied().unwrap_or_default())).collect();
            laid.push(Laid { line: join(&line, digits), height: 1, room: 1, notes: bodies });
        }
    }
    let mut out = String::new();
    for page in wrap::paginate(laid, HEIGHT, 1, 0) {
        for (index, line) in page.body.iter().chain(&page.notes).enumerate() {
            if index == 0 {
                out.push(' ');
            }
            out.push_str(line);
            out.push_str(" \n\n");
        }
    }
    out
}

fn note_lines(number: usize, body: &str) -> Vec<String> {
    let words = wrap::plain_words(&format!("{number} {body}"));
    wrap::wrap(words, WIDTH + 20, WIDTH + 20, 1, width).iter().map(|l| join(l, digits)).collect()
}

fn wrapped(model: &Model) -> String {
    let mut out = String::new();
    for paragraph in flat(model) {
        for line in wrap::wrap(paragraph, WIDTH, WIDTH, 1, width) {
            out.push_str(&join(&line, raised));
            out.push('\n');
        }
        out.push('\n');
    }
    for (index, note) in model.notes().iter().enumerate() {
        let words = wrap::plain_words(&format!("{} {note}", raised(index + 1)));
        for line in wrap::wrap(words, WIDTH, WIDTH, 1, width) {
            out.push_str(&join(&line, raised));
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

fn paragraphs(model: &Model) -> String {
    let notes = model.notes();
    let mut out = String::new();
    for paragraph in flat(model) {
        out.push_str(&join(&paragraph, raised));
        out.push_str("\n\n");
        let called = paragraph.iter().flat_map(|w| &w.0);
        for number in called.filter_map(|p| if let Part::Mark(n) = p { Some(*n) } else { None }) {
            let body = notes.get(number - 1).copied().unwrap_or_default();
            out.push_str(&format!("{} {body}\n\n", raised(number)));
        }
    }
    out
}

/// The text of `inline` with its marks written by `mark`.
pub(crate) fn written(inline: &Inline, count: &mut usize, mark: impl Fn(usize) -> String + Copy) -> String {
    join(&wrap::words(inline, count), mark)
}
