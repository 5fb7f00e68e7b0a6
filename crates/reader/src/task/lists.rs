//! Work listed in notes and in tables.

use super::actor::actors;
use super::block::Block;
use super::clause::clauses;
use super::due::Around;
use super::{Candidate, Cue, Part, Piece, Reader, due, product, table, words};
use crate::document::{Paragraph, ParagraphId};
use crate::facts::body;
use crate::facts::{Span, Task, Words};
use std::ops::Range;

/// Among how many clauses before the mark the one that calls a note is looked for.
const NEAR: usize = 8;

impl Reader<'_> {
    /// The list in a note belongs to the clause that calls it.
    pub(super) fn note(&mut self, id: ParagraphId, paragraph: &Paragraph) {
        let Some(note) = self.document.note_of(id) else { return };
        let Some(caller) = note.called_from else { return };
        let at = self.words[id.0].called.unwrap_or(0);
        let Some(range) = self.by_paragraph.get(&caller.0).cloned() else { return };
        let calls =
            |c: &Candidate| c.counts && c.task.span.range.start <= at && at <= c.task.span.range.end + 2;
        let before = self.candidates[range.clone()].partition_point(|c| c.task.span.range.start <= at);
        let near = (range.start..range.start + before).rev().take(NEAR);
        let Some(index) = near.into_iter().find(|i| calls(&self.candidates[*i])) else { return };
        let (deadline, section) =
            (self.candidates[index].task.deadline, self.document.paragraph(caller).section);
        let Words { key, times, .. } = &self.words[id.0];
        let label =
            paragraph.text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || superscript(c));
        let mut start = paragraph.text.len() - label.len();
        if let Some(colon) = key[start..].find(':').filter(|c| *c < 40) {
            start += colon + 1;
        }
        let list = clauses(&paragraph.text, key, start..paragraph.text.len(), |before, r| {
            product::goes_on(&paragraph.text, key, &before, &r)
        });
        let verbs =
            list.iter().filter(|c| words::begins_with_verb(&paragraph.text, key, c.range.start)).count();
        if list.len() < 2 || verbs * 2 < list.len() {
            return;
        }
        let piece = Piece { id, text: &paragraph.text, key, times, section };
        let part = Part { deadline, ..section.map(|s| self.part(s)).unwrap_or_default() };
        let around = Around { heading: deadline, year: self.year, term: None };
        for clause in list {
            let mut found = actors(&paragraph.text, key, &clause.range);
            if found.cue == Cue::None
                && let Some(body) = decides(&paragraph.text, key, &clause.range)
            {
                found.lead = vec![body];
            }
            let cue = found.cue;
            self.push(&piece, &part, Block::Tasks, clause, found, cue, around);
        }
    }

    /// A row of a table of work.
    pub(super) fn row(&mut self, id: ParagraphId, paragraph: &Paragraph) {
        let Some(row) = self.table.row(&paragraph.text) else { return };
        let section = paragraph.section.map(|s| self.document.sections[s.0].address.clone());
        let (symbols, source_document) = self.sources(id, &(0..paragraph.text.len()));
        let task = Task {
            span: Span { paragraph: id, range: row.span },
            action: row.action,
            lead: row.lead,
            coordinate: row.coordinate,
            deadline: row.deadline.and_then(|text| table::deadline(&text, self.year)),
            inherited: false,
            recurrence: due::recurrence(&self.words[id.0].key),
            product: row.product,
            section,
            source_document,
        };
        self.candidates.push(Candidate {
            task,
            block: Block::Tasks,
            cue: Cue::Given,
            counts: true,
            bare: false,
            group: None,
            symbols,
            if_led: None,
        });
    }
}

fn superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Who decides on what is laid before it: `Cho ý kiến ban hành Quy chế chợ cá của Ban Thường vụ Thành ủy`.
fn decides(text: &str, key: &str, range: &Range<usize>) -> Option<String> {
    let clause = &key[range.clone()];
    if !clause.starts_with("cho ý kiến") {
        return None;
    }
    let issued = clause.find("ban hành ")?;
    let of = issued + clause[issued..].find(" của ")? + " của ".len();
    if of - issued > 60 {
        return None;
    }
    body::issuer(text, key, range.start + of).map(|r| text[r].to_owned())
}
