//! What the tests of formats share.

#![allow(dead_code, clippy::allow_attributes, reason = "every test file uses its part")]

use reader::format::extract;
use reader::{Limits, LineRole, Source};
use std::fmt::Write as _;

/// The source of a file that must be readable.
pub(crate) fn source(name: &str, bytes: &[u8]) -> Source {
    extract(name, bytes, &Limits::default()).expect("readable")
}

/// The lines as text.
pub(crate) fn lines(source: &Source) -> Vec<&str> {
    source.lines.iter().map(|l| &source.text[l.range.clone()]).collect()
}

/// Role, bold, page and text of every line, for people.
pub(crate) fn show(source: &Source) -> String {
    let mut shown = String::new();
    for line in &source.lines {
        let role = match line.role {
            LineRole::Flow => "Flow",
            LineRole::Whole => "Whole",
            LineRole::Foot => "Foot",
            LineRole::Note => "Note",
            LineRole::Row => "Row",
            LineRole::Furniture => "Furn",
        };
        let bold = if line.bold { '*' } else { ' ' };
        let text = &source.text[line.range.clone()];
        let page = line.page.map(|p| format!("{p} ")).unwrap_or_default();
        let shown_line = format!("{page}{role:5} {bold}| {text}");
        writeln!(shown, "{}", shown_line.trim_end()).expect("writes to a string");
    }
    shown
}
