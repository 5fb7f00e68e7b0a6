//! Which piece of the package each letter of the extracted text comes from.
//!
//! Every piece gets a mark of two letters of private use behind its first letter, and the package is read again. The text
//! that comes out is the same but for the marks, and they tell where the letters after them come from.

use super::AnnotateError;
use super::insert::Anchor;
use super::package::Package;
use super::part::{Letter, Part};
use reader::{Document, Limits};
use std::ops::Range;

/// First letters of marks, and second ones: 4096 of each.
const HIGH: u32 = 0xf_0000;
const LOW: u32 = 0xf_1000;
const BITS: u32 = 12;
/// Letters looked ahead when two texts differ.
const AHEAD: usize = 16;

/// A letter of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Origin {
    /// Index over all parts.
    piece: usize,
    /// Index of the letter in the piece.
    letter: usize,
}

/// The origins of the letters of a text.
pub(super) struct Trace {
    /// Byte in the text, origin; in the order of the text.
    origins: Vec<(usize, Origin)>,
    /// Pieces of the body come first; those after belong to notes: the calls that lead to them.
    body: usize,
    notes: Vec<String>,
}

impl Trace {
    pub(super) fn new(
        package: &mut Package,
        bytes: &[u8],
        document: &Document,
        body: &Part,
        notes: &[(String, Part)],
        limits: &Limits,
    ) -> Result<Self, AnnotateError> {
        let mut marked = package.clone();
        marked.replace(&package.main, body.marked(mark));
        let mut letters: Vec<Vec<Letter>> = (0..body.pieces.len()).map(|p| body.letters(p)).collect();
        let mut calls = Vec::new();
        for (name, part) in notes {
            let first = letters.len();
            marked.replace(name, part.marked(|piece| mark(first + piece)));
            letters.extend((0..part.pieces.len()).map(|p| part.letters(p)));
            let kind = if name.contains("endnote") { "endnoteReference" } else { "footnoteReference" };
            calls.extend(
                part.pieces.iter().map(|p| format!("{kind} {}", p.note.as_deref().unwrap_or_default())),
            );
        }
        let text = reader::format::extract("marked.docx", &marked.write(bytes)?, limits)?.text;
        let origins = align(&document.text, &origins(&text, &letters));
        Ok(Self { origins, body: body.pieces.len(), notes: calls })
    }

    /// What `range` of the text comes from.
    pub(super) fn anchor(&self, range: &Range<usize>, body: &Part) -> Option<Anchor> {
        let first = self.origins.partition_point(|(at, _)| *at < range.start);
        let last = self.origins.partition_point(|(at, _)| *at < range.end);
        let inside = self.origins.get(first..last)?;
        let (_, start) = *inside.first()?;
        if start.piece >= self.body {
            let call = &self.notes[start.piece - self.body];
            let (_, block) = body.calls.iter().find(|(id, _)| id == call)?;
            return Some(Anchor::Block(*block, *block));
        }
        let (_, end) = *inside.iter().rev().find(|(_, o)| o.piece < self.body)?;
        Some(Anchor::Letters((start.piece, start.letter), (end.piece, end.letter)))
    }
}

/// The mark of a piece.
fn mark(piece: usize) -> String {
    let piece = u32::try_from(piece).unwrap_or(0) & ((1 << (2 * BITS)) - 1);
    let (high, low) = (HIGH + (piece >> BITS), LOW + (piece & ((1 << BITS) - 1)));
    [high, low].into_iter().filter_map(char::from_u32).collect()
}

fn digit(c: char, base: u32) -> Option<usize> {
    let code = u32::from(c);
    code.checked_sub(base).filter(|digit| *digit < 1 << BITS).map(|digit| digit as usize)
}

/// The letters of a text with marks, and where those come from that are known.
fn origins(text: &str, letters: &[Vec<Letter>]) -> Vec<(char, Option<Origin>)> {
    let mut out: Vec<(char, Option<Origin>)> = Vec::with_capacity(text.len());
    let mut here: Option<Origin> = None;
    let mut characters = text.chars().filter(|c| !c.is_whitespace()).peekable();
    while let Some(c) = characters.next() {
        if let (Some(high), Some(low)) = (digit(c, HIGH), characters.peek().and_then(|c| digit(*c, LOW))) {
            characters.next();
            let piece = (high << BITS) + low;
            let known = letters.get(piece).and_then(|l| l.iter().position(|l| !l.character.is_whitespace()));
            if let (Some(letter), Some(last)) = (known, out.last_mut()) {
                last.1 = Some(Origin { piece, letter });
            }
            here = known.map(|letter| Origin { piece, letter: letter + 1 });
            continue;
        }
        let found = here.and_then(|o| {
            let rest = letters[o.piece].iter().enumerate().skip(o.letter).take(AHEAD);
            let mut rest = rest.filter(|(_, l)| !l.character.is_whitespace());
            rest.find(|(_, l)| same(l.character, c)).map(|(letter, _)| Origin { letter, ..o })
        });
        if let Some(origin) = found {
            here = Some(Origin { letter: origin.letter + 1, ..origin });
        }
        out.push((c, found));
    }
    out
}

/// Origins by byte of `text`, which has the same letters but for a few.
fn align(text: &str, marked: &[(char, Option<Origin>)]) -> Vec<(usize, Origin)> {
    let here: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::with_capacity(here.len());
    while let (Some((at, c)), Some((d, origin))) = (here.get(i), marked.get(j)) {
        if same(*c, *d) {
            out.extend(origin.map(|o| (*at, o)));
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let ahead = (1..AHEAD).find_map(|n| {
            let skipped = marked.get(j + n).is_some_and(|(d, _)| same(*c, *d));
            let missed = here.get(i + n).is_some_and(|(_, c)| same(*c, *d));
            if skipped { Some((0, n)) } else { missed.then_some((n, 0)) }
        });
        let (di, dj) = ahead.unwrap_or((1, 1));
        (i, j) = (i + di, j + dj);
    }
    out
}

/// The same letter, in upper or lower case, raised or not.
fn same(a: char, b: char) -> bool {
    let plain = |c: char| match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_u32(u32::from(c) - u32::from('⁴') + u32::from('4')).unwrap_or(c),
        c => c,
    };
    a == b || plain(a) == plain(b) || a.to_lowercase().eq(b.to_lowercase())
}
