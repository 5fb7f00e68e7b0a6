//! The lines of head and tail as they stand side by side on the page.

use crate::document::{Document, Paragraph};
use crate::facts::key::key;

/// A piece of a line: a cell of a layout table, one of two columns, or the whole line.
pub(super) struct Cell {
    /// Clean text.
    pub text: String,
    /// Its key.
    pub key: String,
    /// It shares its line with another one.
    pub wide: bool,
}

/// The cells of a paragraph, line by line of the original.
pub(super) fn cells(document: &Document, paragraph: &Paragraph) -> Vec<Cell> {
    let origin = paragraph.map.origin(0..paragraph.text.len());
    let raw = document.text.get(origin).unwrap_or(&paragraph.text);
    raw.lines().flat_map(line).collect()
}

/// The cells of a line: parted by a bar, a tab or three spaces.
pub(super) fn line(raw: &str) -> Vec<Cell> {
    let found = raw
        .split(['|', '\t'])
        .flat_map(|piece| piece.split("   "))
        .map(|piece| piece.trim_matches([' ', '\u{a0}', '*', '_', '#', '\r']))
        .filter(|piece| !piece.is_empty());
    let mut pieces: Vec<String> = Vec::new();
    for piece in found {
        match pieces.last_mut() {
            Some(last) if left_blank(last, piece) => {
                last.push(' ');
                last.push_str(piece);
            }
            _ => pieces.push(piece.to_owned()),
        }
    }
    let wide = pieces.len() > 1;
    pieces
        .into_iter()
        .map(|piece| {
            let text = vitext::nfc::nfc(&piece).0.split_whitespace().collect::<Vec<_>>().join(" ");
            Cell { key: key(&text), text, wide }
        })
        .collect()
}

/// A number, day or month was left blank between the two pieces: `Số:      /BC-UBND`, `ngày      tháng 5 năm 2026`.
fn left_blank(before: &str, after: &str) -> bool {
    let before = before.trim_end_matches(':').to_lowercase();
    (before.ends_with("ngày") && after.starts_with("tháng"))
        || (before.ends_with("tháng") && after.starts_with("năm"))
        || (before.ends_with("số") && after.starts_with(['/', '-']))
}
