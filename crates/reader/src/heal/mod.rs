//! From physical lines to paragraphs.
//!
//! Real files come hard-wrapped, with a blank line after every line, with notes that interrupt sentences at page ends, with
//! note marks glued to numbers (`domain.md §5`). Here lines are joined, furniture is dropped, notes are parted from the text.
//! Nothing is lost: every clean byte knows its origin.

mod clean;
mod join;
mod lines;
mod notes;

use crate::document::NoteCall;
use crate::format::plain;
use crate::source::{LineRole, Source};
use clean::{Calls, Clean};
use lines::Physical;
use vitext::Map;

/// A paragraph, before the outline gives it a role and an address.
#[derive(Debug)]
pub(crate) struct Healed {
    /// Clean text.
    pub text: String,
    /// Way back to the source.
    pub map: Map,
    /// Note calls.
    pub calls: Vec<NoteCall>,
    /// A row of a table.
    pub row: bool,
}

/// A note, before it is put behind its call.
#[derive(Debug)]
pub(crate) struct HealedNote {
    /// Label as printed.
    pub label: String,
    /// Its text; more than one paragraph where the format says so.
    pub paragraphs: Vec<Healed>,
    /// Number of body paragraphs that stand before it.
    pub before: usize,
}

/// The paragraphs of the text proper, and the notes in the order in which they stand.
pub(crate) fn heal(source: &Source) -> (Vec<Healed>, Vec<HealedNote>) {
    let lines = lines::physical(source);
    let wrap = lines::wrap(&lines);
    let parted = notes::part(&lines, wrap.width.is_some());
    let labels: Vec<String> = parted.notes.iter().map(|n| n.label.clone()).collect();
    let mut calls = Calls::new(labels);
    let groups = join::join(&lines, &parted.body, wrap);
    let mut body_lines_before = Vec::with_capacity(groups.len());
    let mut count = 0;
    let body = groups
        .into_iter()
        .map(|group| {
            body_lines_before.push(count);
            count += group.len();
            paragraph(&lines, &group, 0, &mut calls, true)
        })
        .collect();
    let notes = parted
        .notes
        .into_iter()
        .map(|note| {
            let before = body_lines_before.partition_point(|b| *b < note.before);
            let whole = lines[note.lines[0]].role == LineRole::Note;
            let groups = if whole { note.lines.chunks(1).collect() } else { vec![note.lines.as_slice()] };
            let mut skip = note.label_bytes;
            let paragraphs = groups
                .into_iter()
                .map(|group| paragraph(&lines, group, std::mem::take(&mut skip), &mut calls, false))
                .collect();
            HealedNote { label: note.label, paragraphs, before }
        })
        .collect();
    (body, notes)
}

fn paragraph(lines: &[Physical<'_>], group: &[usize], skip: usize, calls: &mut Calls, glued: bool) -> Healed {
    let pieces: Vec<(&str, usize)> = group
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let line = &lines[*line];
            let skip = if index == 0 { skip } else { 0 };
            (&line.text[skip..], line.range.start + skip)
        })
        .collect();
    let row = group.first().is_some_and(|line| lines[*line].role == LineRole::Row);
    let (pieces, between) = if row { (cells(&pieces), " | ") } else { (pieces, " ") };
    let Clean { text, map, calls } = clean::clean(&pieces, between, calls, glued);
    Healed { text, map, calls, row }
}

/// The cells of rows that are set in columns; formats that know their tables part cells with a bar.
fn cells<'a>(rows: &[(&'a str, usize)]) -> Vec<(&'a str, usize)> {
    let mut out = Vec::new();
    for &(row, offset) in rows {
        if row.contains('|') {
            out.push((row, offset));
            continue;
        }
        let mut from = 0;
        for cell in plain::cells(row) {
            let at = from + row[from..].find(cell).unwrap_or(0);
            out.push((cell, offset + at));
            from = at + cell.len();
        }
    }
    out
}

#[cfg(test)]
mod tests;
