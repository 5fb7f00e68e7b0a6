//! Words into lines: greedy, as word processors break them.

use crate::fonts::{Face, POINT};
use crate::inline::{Inline, Piece, Span};
use crate::layout::Look;
use crate::plan::{Label, Paragraph};

/// Text in one face and size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) text: String,
    pub(super) face: Face,
    pub(super) size: i64,
    /// Above the line.
    pub(super) raise: i64,
}

impl Run {
    pub(super) fn width(&self) -> i64 {
        self.face.width(&self.text, self.size)
    }

    fn same(&self, face: Face, size: i64, raise: i64) -> bool {
        self.face == face && self.size == size && self.raise == raise
    }
}

/// What is not parted.
#[derive(Debug, Clone, Default)]
pub(super) struct Word {
    pub(super) runs: Vec<Run>,
    pub(super) width: i64,
    /// Width of the space after it; the line may end here with or without one.
    pub(super) space: i64,
    /// Notes that it calls.
    pub(super) notes: Vec<usize>,
    /// The line ends after it.
    pub(super) ends_line: bool,
}

/// A line.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub(super) words: Vec<Word>,
    /// Without the space at its end.
    pub(super) width: i64,
    /// Not stretched to the margin.
    pub(super) last: bool,
}

/// Makes words out of text.
pub(super) struct Words {
    words: Vec<Word>,
    current: Word,
    /// Notes met so far.
    pub(super) notes: Vec<Vec<Piece>>,
    first_note: usize,
}

impl Words {
    /// Notes are counted from `first_note`.
    pub(super) fn new(first_note: usize) -> Self {
        Self { words: Vec::new(), current: Word::default(), notes: Vec::new(), first_note }
    }

    /// Takes a paragraph.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph<'_>, look: &Look) {
        if let Some(label) = &paragraph.label {
            self.label(label, look);
        }
        self.inline(paragraph.text.inline(), look);
    }

    fn label(&mut self, label: &Label<'_>, look: &Look) {
        let face = Face { bold: look.bold || label.bold, italic: look.italic };
        self.text(&cased(label.text, look), face, size(look), 0);
        if label.alone {
            self.current.ends_line = true;
            self.finish(0);
        } else {
            self.text(" ", face, size(look), 0);
        }
    }

    pub(super) fn inline(&mut self, inline: &Inline, look: &Look) {
        for span in inline.spans() {
            match span {
                Span::Piece(piece) => self.piece(piece, look),
                Span::Note(pieces) => {
                    let number = self.first_note + self.notes.len();
                    self.mark(number + 1, Face { bold: look.bold, italic: look.italic }, size(look));
                    self.current.notes.push(number);
                    self.notes.push(pieces.clone());
                }
            }
        }
    }

    pub(super) fn piece(&mut self, piece: &Piece, look: &Look) {
        let emphasis = match piece {
            Piece::Text { emphasis, .. } | Piece::Figure { emphasis, .. } => *emphasis,
            Piece::Gap(_) => crate::Emphasis::BOLD,
        };
        let face = Face { bold: look.bold || emphasis.bold, italic: look.italic || emphasis.italic };
        self.text(&cased(&piece.shown(), look), face, size(look), 0);
    }

    /// The raised number of a note.
    pub(super) fn mark(&mut self, number: usize, face: Face, size: i64) {
        // word processors raise by a third of the size and write in 58 per cent of it
        self.text(&number.to_string(), face, size * 58 / 100, size * 33 / 100);
    }

    pub(super) fn text(&mut self, text: &str, face: Face, size: i64, raise: i64) {
        let mut characters = text.chars().peekable();
        let mut before = ' ';
        while let Some(c) = characters.next() {
            if c == ' ' {
                self.finish(face.width(" ", size));
            } else {
                match self.current.runs.last_mut() {
                    Some(run) if run.same(face, size, raise) => run.text.push(c),
                    _ => self.current.runs.push(Run { text: c.into(), face, size, raise }),
                }
                let breaks = match c {
                    '-' => before.is_alphanumeric() && characters.peek().is_some_and(|n| n.is_alphabetic()),
                    '–' | '—' => before != ' ' && characters.peek().is_some_and(|n| n.is_alphanumeric()),
                    _ => false,
                };
                if breaks {
                    self.finish(0);
                }
            }
            before = c;
        }
    }

    fn finish(&mut self, space: i64) {
        let mut word = std::mem::take(&mut self.current);
        if word.runs.is_empty() && !word.ends_line {
            // a second space widens the first
            if let Some(last) = self.words.last_mut() {
                last.space = last.space.max(space);
            }
            return;
        }
        word.width = word.runs.iter().map(Run::width).sum();
        word.space = space;
        self.words.push(word);
    }

    /// The words as lines: the first one `first` wide, the others `width`.
    pub(super) fn lines(mut self, first: i64, width: i64) -> Vec<Line> {
        self.finish(0);
        let mut lines: Vec<Line> = Vec::new();
        let mut line = Line::default();
        let mut room = first;
        let mut space = 0;
        for word in self.words.into_iter().flat_map(|word| pieces(word, width.min(first))) {
            if !line.words.is_empty() && line.width + space + word.width > room {
                lines.push(std::mem::take(&mut line));
                room = width;
                space = 0;
            }
            line.width += space + word.width;
            space = word.space;
            let ends = word.ends_line;
            line.words.push(word);
            if ends {
                line.last = true;
                lines.push(std::mem::take(&mut line));
                room = width;
                space = 0;
            }
        }
        line.last = true;
        if !line.words.is_empty() || lines.is_empty() {
            lines.push(line);
        }
        lines
    }
}

/// A word that is wider than a line, cut by letters.
fn pieces(word: Word, width: i64) -> Vec<Word> {
    if word.width <= width {
        return vec![word];
    }
    let mut cut: Vec<Word> = vec![Word::default()];
    for run in &word.runs {
        for c in run.text.chars() {
            let one = Run { text: c.into(), ..run.clone() };
            let wide = one.width();
            if cut.last().is_some_and(|last| last.width + wide > width && !last.runs.is_empty()) {
                cut.push(Word::default());
            }
            let Some(last) = cut.last_mut() else { continue };
            last.width += wide;
            match last.runs.last_mut() {
                Some(before) if before.same(run.face, run.size, run.raise) => before.text.push(c),
                _ => last.runs.push(one),
            }
        }
    }
    if let Some(last) = cut.last_mut() {
        last.space = word.space;
        last.notes = word.notes;
        last.ends_line = word.ends_line;
    }
    cut
}

fn cased(text: &str, look: &Look) -> String {
    if look.upper { text.to_uppercase() } else { text.to_owned() }
}

fn size(look: &Look) -> i64 {
    i64::from(look.size) * POINT
}
