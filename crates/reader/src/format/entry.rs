//! Lines on their way into a [`Source`] whose text is extracted.

use crate::{Format, Limits, Line, LineRole, Refusal, Source};

/// A line before it has a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) text: String,
    pub(super) role: LineRole,
    pub(super) bold: bool,
}

impl Entry {
    pub(super) fn new(text: impl Into<String>, role: LineRole) -> Self {
        Self { text: text.into(), role, bold: false }
    }
}

/// A paragraph while its runs come in. A line end is a break inside the paragraph.
#[derive(Debug, Default)]
pub(super) struct Runs {
    text: String,
    bold: usize,
    regular: usize,
}

impl Runs {
    /// Adds `text`; every white space but a line end counts as a space, what has no width is left out.
    pub(super) fn push(&mut self, text: &str, bold: bool) {
        for c in text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')) {
            self.text.push(if c.is_whitespace() && c != '\n' { ' ' } else { c });
            if !c.is_whitespace() {
                *(if bold { &mut self.bold } else { &mut self.regular }) += 1;
            }
        }
    }

    /// Adds `text` with runs of white space, line ends among them, as one space.
    pub(super) fn push_collapsed(&mut self, text: &str, bold: bool) {
        for c in text.chars() {
            if !matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                self.push(c.encode_utf8(&mut [0; 4]), bold);
            } else if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
        }
    }

    /// Ends a line inside the paragraph.
    pub(super) fn line_end(&mut self) {
        self.text.push('\n');
    }

    /// Whether there is nothing to be seen.
    pub(super) fn is_blank(&self) -> bool {
        self.bold == 0 && self.regular == 0
    }

    /// The text as one line.
    pub(super) fn into_line(self) -> String {
        let mut line = String::with_capacity(self.text.len());
        for piece in self.text.split('\n').map(str::trim).filter(|p| !p.is_empty()) {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(piece);
        }
        line
    }

    /// The lines of the paragraph, without blank ones.
    ///
    /// A paragraph broken by hand into lines that go on in each other is handed on as running text; breaks between things
    /// that stand alone, such as the lines of a signature, make paragraphs.
    pub(super) fn into_entries(self) -> Vec<Entry> {
        let bold = self.regular == 0;
        let pieces: Vec<&str> = self.text.split('\n').map(str::trim).filter(|p| !p.is_empty()).collect();
        let wrapped = pieces.windows(2).any(|pair| goes_on(pair[0], pair[1]));
        let role = if wrapped { LineRole::Flow } else { LineRole::Whole };
        pieces.into_iter().map(|piece| Entry { bold, ..Entry::new(piece, role) }).collect()
    }
}

fn goes_on(line: &str, next: &str) -> bool {
    let ended = line.ends_with(['.', ';', ':', '!', '?']);
    let capitals = line.to_uppercase() == line;
    !ended && !capitals && next.chars().next().is_some_and(char::is_lowercase)
}

/// Gathers lines into a [`Source`].
#[derive(Debug)]
pub(super) struct Output {
    format: Format,
    text: String,
    lines: Vec<Line>,
    page: Option<u32>,
    limit: u64,
}

impl Output {
    pub(super) fn new(format: Format, limits: &Limits) -> Self {
        Self { format, text: String::new(), lines: Vec::new(), page: None, limit: limits.unpacked }
    }

    /// The page of the lines to come.
    pub(super) fn set_page(&mut self, page: u32) {
        self.page = Some(page);
    }

    pub(super) fn extend(&mut self, entries: impl IntoIterator<Item = Entry>) -> Result<(), Refusal> {
        entries.into_iter().try_for_each(|entry| self.push(&entry))
    }

    /// Adds a line. Two broken paragraphs after each other are kept apart by a blank line.
    pub(super) fn push(&mut self, entry: &Entry) -> Result<(), Refusal> {
        debug_assert!(!entry.text.contains('\n'), "an entry is one line");
        let size = self.text.len() as u64 + entry.text.len() as u64 + 1;
        let table = (self.lines.len() as u64 + 1) * size_of::<Line>() as u64;
        if size > self.limit || table > self.limit {
            return Err(Refusal::TooLarge { what: "size of the text in bytes", limit: self.limit });
        }
        let start = self.text.len();
        self.text.push_str(&entry.text);
        let range = start..self.text.len();
        self.lines.push(Line { range, page: self.page, role: entry.role, bold: entry.bold });
        self.text.push('\n');
        Ok(())
    }

    /// The source, or [`Refusal::Empty`] when nothing can be seen in it.
    pub(super) fn finish(self) -> Result<Source, Refusal> {
        if self.text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        Ok(Source { format: self.format, text: self.text, lines: self.lines })
    }
}
