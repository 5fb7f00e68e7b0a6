//! Lines of a width, and pages of a height with notes at their feet. All lengths are whole units.

use crate::model::{Inline, Span};
use std::collections::VecDeque;

/// A word, cut where calls of notes stand in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Word(pub(crate) Vec<Part>);

/// A part of a word.
#[derive(Debug, Clone)]
pub(crate) enum Part {
    /// Plain text.
    Plain(String),
    /// The call of the note with this number, from 1.
    Mark(usize),
}

/// The words of `text`; `count` is the number of notes before it and is moved on.
pub(crate) fn words(text: &Inline, count: &mut usize) -> Vec<Word> {
    let mut words = vec![Word::default()];
    for span in &text.0 {
        match span {
            Span::Note(_) => {
                *count += 1;
                if let Some(word) = words.last_mut() {
                    word.0.push(Part::Mark(*count));
                }
            }
            Span::Text(text) => {
                for (index, piece) in text.split(' ').enumerate() {
                    if index > 0 {
                        words.push(Word::default());
                    }
                    if let Some(word) = words.last_mut().filter(|_| !piece.is_empty()) {
                        word.0.push(Part::Plain(piece.to_owned()));
                    }
                }
            }
        }
    }
    words.retain(|w| !w.0.is_empty());
    words
}

/// The words of a text without notes.
pub(crate) fn plain_words(text: &str) -> Vec<Word> {
    text.split_whitespace().map(|w| Word(vec![Part::Plain(w.to_owned())])).collect()
}

/// Puts words into lines: the first may be `first` wide, the others `width`.
pub(crate) fn wrap(
    words: Vec<Word>,
    first: u32,
    width: u32,
    space: u32,
    measure: impl Fn(&Word) -> u32,
) -> Vec<Vec<Word>> {
    let mut lines: Vec<Vec<Word>> = Vec::new();
    let mut filled = 0;
    for word in words {
        let wide = measure(&word);
        let room = if lines.len() <= 1 { first } else { width };
        match lines.last_mut() {
            Some(line) if filled + space + wide <= room => {
                filled += space + wide;
                line.push(word);
            }
            _ => {
                filled = wide;
                lines.push(vec![word]);
            }
        }
    }
    lines
}

/// A line with its height and the notes that it calls, each note as lines.
#[derive(Debug, Clone)]
pub(crate) struct Laid<B, N> {
    pub(crate) line: B,
    pub(crate) height: u32,
    /// Room that must be on the page for this line and those that are kept with it.
    pub(crate) room: u32,
    pub(crate) notes: Vec<Vec<N>>,
}

/// A page.
#[derive(Debug, Clone)]
pub(crate) struct Page<B, N> {
    pub(crate) body: Vec<B>,
    pub(crate) notes: Vec<N>,
}

impl<B, N> Default for Page<B, N> {
    fn default() -> Self {
        Self { body: Vec::new(), notes: Vec::new() }
    }
}

/// Cuts lines into pages. A note begins on the page of its call and goes on on the next when there is no room.
pub(crate) fn paginate<B, N>(lines: Vec<Laid<B, N>>, height: u32, note: u32, rule: u32) -> Vec<Page<B, N>> {
    let mut pages = vec![Page::default()];
    let mut waiting: VecDeque<N> = VecDeque::new();
    let mut used = 0;
    for laid in lines {
        let begins = laid.notes.len() as u32;
        let page = &pages[pages.len() - 1];
        let opening = if page.notes.is_empty() && begins > 0 { rule } else { 0 };
        let full = used + laid.room.max(laid.height) + opening + begins * note > height;
        if (full || !waiting.is_empty()) && !page.body.is_empty() {
            pages.push(Page::default());
            used = 0;
            fill(&mut pages, &mut waiting, &mut used, height, note, rule);
        }
        let last = pages.len() - 1;
        let page = &mut pages[last];
        used += laid.height;
        if page.notes.is_empty() && begins > 0 {
            used += rule;
        }
        page.body.push(laid.line);
        waiting.extend(laid.notes.into_iter().flatten());
        fill(&mut pages, &mut waiting, &mut used, height, note, 0);
    }
    while !waiting.is_empty() {
        pages.push(Page::default());
        used = 0;
        fill(&mut pages, &mut waiting, &mut used, height, note, rule);
    }
    pages
}

/// Puts waiting lines of notes on the last page while there is room; at least one on a fresh page.
fn fill<B, N>(
    pages: &mut [Page<B, N>],
    waiting: &mut VecDeque<N>,
    used: &mut u32,
    height: u32,
    note: u32,
    rule: u32,
) {
    let Some(page) = pages.last_mut() else { return };
    if waiting.is_empty() {
        return;
    }
    *used += rule;
    while *used + note <= height || (page.body.is_empty() && page.notes.is_empty()) {
        let Some(line) = waiting.pop_front() else { return };
        page.notes.push(line);
        *used += note;
    }
}
