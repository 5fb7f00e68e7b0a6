//! From places in the original back to the clean text of paragraphs.

use reader::{Document, Place};
use std::collections::HashMap;
use std::ops::Range;

/// A character of the clean text: its first byte here, the bytes of the original that it stands for.
struct Letter {
    here: usize,
    origin: Range<usize>,
}

/// Finds places in the clean text of the paragraphs of a document.
pub struct Locator<'a> {
    document: &'a Document,
    by_address: HashMap<&'a str, Vec<usize>>,
    letters: HashMap<usize, Vec<Letter>>,
}

impl<'a> Locator<'a> {
    /// Over the paragraphs of `document`.
    #[must_use]
    pub fn new(document: &'a Document) -> Self {
        let mut by_address: HashMap<&str, Vec<usize>> = HashMap::new();
        for (id, paragraph) in document.paragraphs.iter().enumerate() {
            by_address.entry(&paragraph.address).or_default().push(id);
        }
        Self { document, by_address, letters: HashMap::new() }
    }

    /// The paragraph of a place, and the range in its clean text; `None` for a place of another document.
    pub fn locate(&mut self, place: &Place) -> Option<(usize, Range<usize>)> {
        let id = self.paragraph(place)?;
        let text = &self.document.paragraphs[id].text;
        let letters = self.letters(id);
        let first = letters.partition_point(|l| l.origin.end <= place.start);
        let last = letters.partition_point(|l| l.origin.start < place.end);
        let at = |index: usize| letters.get(index).map_or(text.len(), |l| l.here);
        Some((id, at(first)..at(last.max(first))))
    }

    fn paragraph(&self, place: &Place) -> Option<usize> {
        let covers = |id: &usize| {
            let paragraph = &self.document.paragraphs[*id];
            let origin = paragraph.map.origin(0..paragraph.text.len());
            origin.start <= place.start && place.end <= origin.end
        };
        let found = self.by_address.get(place.address.as_str())?.iter().copied().find(covers);
        found.or_else(|| (0..self.document.paragraphs.len()).find(covers))
    }

    fn letters(&mut self, id: usize) -> &[Letter] {
        self.letters.entry(id).or_insert_with(|| {
            let paragraph = &self.document.paragraphs[id];
            let letter = |(here, c): (usize, char)| Letter {
                here,
                origin: paragraph.map.origin(here..here + c.len_utf8()),
            };
            paragraph.text.char_indices().map(letter).collect()
        })
    }
}
