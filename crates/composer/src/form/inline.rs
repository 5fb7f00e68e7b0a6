//! Words with marks: `**bold**`, `*italic*`, `{{id|figure}}`, `[^1]`.

use super::{Fault, FormError};
use crate::inline::{Emphasis, FigureId, Inline, Piece, Span};
use std::collections::BTreeMap;

/// The texts of notes, by their names.
#[derive(Default)]
pub(super) struct Notes {
    texts: BTreeMap<String, (usize, String)>,
    called: Vec<String>,
}

impl Notes {
    /// Takes the text of a note.
    pub(super) fn add(&mut self, name: &str, line: usize, text: &str, errors: &mut Vec<FormError>) {
        if self.texts.insert(name.to_owned(), (line, text.to_owned())).is_some() {
            errors.push(FormError { line, fault: Fault::NoteTwice(name.to_owned()) });
        }
    }

    /// Tells the notes that nothing calls.
    pub(super) fn finish(self, errors: &mut Vec<FormError>) {
        for (name, (line, _)) in self.texts {
            if !self.called.contains(&name) {
                errors.push(FormError { line, fault: Fault::NoteUncalled(name) });
            }
        }
    }
}

/// Reads words with marks.
pub(super) fn inline(text: &str, line: usize, notes: &mut Notes, errors: &mut Vec<FormError>) -> Inline {
    let mut spans = Vec::new();
    let mut emphasis = Emphasis::PLAIN;
    let mut rest = text;
    let mut words = String::new();
    while let Some(c) = rest.chars().next() {
        let mut wrong = |fault| errors.push(FormError { line, fault });
        let closed = |marks: &str, on: bool| on || rest[marks.len()..].contains(marks);
        if let Some(after) = rest
            .strip_prefix('\\')
            .filter(|after| after.starts_with(['*', '\\', '[', '{', '|', '#', '-', '>']))
        {
            words.push(after.chars().next().unwrap_or_default());
            rest = &after[1..];
        } else if rest.starts_with("**") && closed("**", emphasis.bold) {
            flush(&mut words, emphasis, &mut spans);
            emphasis.bold = !emphasis.bold;
            rest = &rest[2..];
        } else if rest.starts_with('*') && !rest.starts_with("**") && closed("*", emphasis.italic) {
            flush(&mut words, emphasis, &mut spans);
            emphasis.italic = !emphasis.italic;
            rest = &rest[1..];
        } else if let Some((inside, after)) = rest.strip_prefix("{{").and_then(|r| r.split_once("}}")) {
            let (id, shown) = inside.split_once('|').unwrap_or((inside, ""));
            flush(&mut words, emphasis, &mut spans);
            match FigureId::new(id.trim()) {
                Some(id) => spans.push(Span::Piece(Piece::Figure { id, shown: shown.to_owned(), emphasis })),
                None => wrong(Fault::NoFigure(id.trim().to_owned())),
            }
            rest = after;
        } else if let Some((name, after)) = rest.strip_prefix("[^").and_then(|r| r.split_once(']')) {
            flush(&mut words, emphasis, &mut spans);
            match notes.texts.get(name).cloned() {
                Some((line, text)) => {
                    notes.called.push(name.to_owned());
                    // a note has no notes: marks in it stay unread
                    let body = inline(&text, line, &mut Notes::default(), errors);
                    spans.push(Span::Note(body.pieces().cloned().collect()));
                }
                None => wrong(Fault::NoNote(name.to_owned())),
            }
            rest = after;
        } else {
            words.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    flush(&mut words, emphasis, &mut spans);
    Inline::new(spans)
}

fn flush(words: &mut String, emphasis: Emphasis, spans: &mut Vec<Span>) {
    if !words.is_empty() {
        spans.push(Span::Piece(Piece::Text { text: std::mem::take(words), emphasis }));
    }
}
