//! A paragraph while its runs come in.

use super::properties::RunProperties;
use crate::format::entry::{Entry, Runs};
use crate::format::{legacy, superscript};

/// A paragraph.
#[derive(Debug, Default)]
pub(super) struct OpenParagraph {
    runs: Runs,
    /// Text of runs in one font of an old encoding: letters may be split between runs.
    held: Option<Held>,
    pub(super) style: Option<String>,
    /// List of an automatic number; 0 takes the number of the style away.
    pub(super) list: Option<i64>,
    pub(super) level: Option<usize>,
    /// The mark at its end was deleted: the next paragraph goes on in its line.
    pub(super) joins_next: bool,
    /// A section ends with it.
    pub(super) ends_section: bool,
    /// What runs have from its style.
    pub(super) base: RunProperties,
    /// The old encoding of text in fonts of no old encoding.
    pub(super) font: Option<legacy::Font>,
    /// Text boxes that hang on it.
    pub(super) boxes: Vec<Entry>,
}

#[derive(Debug)]
struct Held {
    font: legacy::Font,
    text: String,
    bold: bool,
    capitals: bool,
}

impl OpenParagraph {
    /// A paragraph that goes on with what was left by one whose mark was deleted.
    pub(super) fn after(carried: Option<Runs>) -> Self {
        Self { runs: carried.unwrap_or_default(), ..Self::default() }
    }

    /// Adds text with these properties; hidden text is left out.
    pub(super) fn push(&mut self, text: &str, properties: &RunProperties) {
        if properties.hidden == Some(true) {
            return;
        }
        let bold = properties.bold == Some(true);
        let capitals = properties.capitals == Some(true);
        let named = properties.font.as_deref().and_then(legacy::Font::of);
        // raised digits are calls of notes
        let told = self.font.filter(|_| properties.raised != Some(true));
        if let Some(font) = named.or(told) {
            match &mut self.held {
                Some(held) if held.font == font && held.bold == bold && held.capitals == capitals => {
                    held.text.push_str(text);
                }
                _ => {
                    self.release();
                    self.held = Some(Held { font, text: text.to_owned(), bold, capitals });
                }
            }
            return;
        }
        self.release();
        if properties.raised == Some(true) {
            self.runs.push(&superscript::raise_digits(text), bold);
        } else if capitals {
            self.runs.push(&text.to_uppercase(), bold);
        } else {
            self.runs.push(text, bold);
        }
    }

    /// Adds a call of a note.
    pub(super) fn call(&mut self, label: &str, properties: &RunProperties) {
        if properties.hidden != Some(true) {
            self.release();
            self.runs.push(label, properties.bold == Some(true));
        }
    }

    /// Ends a line inside the paragraph.
    pub(super) fn line_end(&mut self) {
        self.release();
        self.runs.line_end();
    }

    /// Its text so far, with what was held back.
    pub(super) fn take_runs(&mut self) -> Runs {
        self.release();
        std::mem::take(&mut self.runs)
    }

    fn release(&mut self) {
        if let Some(held) = self.held.take() {
            let text = held.font.decode(&held.text);
            let text = if held.capitals { text.to_uppercase() } else { text };
            self.runs.push(&text, held.bold);
        }
    }
}
