//! What was typed into the search box.

use super::word::{Word, words};

/// Most words of a query; those after them do not count.
const WORDS: usize = 24;

/// In which form words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// With their marks.
    Marked,
    /// Without.
    Folded,
}

impl Word {
    /// The word in that form.
    #[must_use]
    pub fn in_form(&self, form: Form) -> &str {
        match form {
            Form::Marked => &self.marked,
            Form::Folded => &self.folded,
        }
    }
}

/// What was typed: terms that must all be found, each a word or words that follow each other.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    terms: Vec<Vec<Word>>,
}

impl Query {
    /// Reads what was typed. Words between quotation marks, and those written together with signs as `07-NQ/TU` and `1.234,5`, must follow
    /// each other.
    #[must_use]
    pub fn parse(typed: &str) -> Self {
        let mut terms: Vec<Vec<Word>> = Vec::new();
        let mut left = WORDS;
        let mut add = |term: &str| {
            let term: Vec<Word> = words(term).take(left).collect();
            left -= term.len();
            if !term.is_empty() {
                terms.push(term);
            }
        };
        for (index, part) in typed.split(['"', '“', '”', '«', '»']).enumerate() {
            if index % 2 == 1 {
                add(part);
            } else {
                part.split_whitespace().for_each(&mut add);
            }
        }
        Self { terms }
    }

    /// The terms.
    #[must_use]
    pub fn terms(&self) -> &[Vec<Word>] {
        &self.terms
    }

    /// Is there nothing to look for?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Was any mark typed? Then texts with the same marks come first.
    #[must_use]
    pub fn has_marks(&self) -> bool {
        self.terms.iter().flatten().any(|word| word.folded != word.marked)
    }

    /// Are all terms in these words?
    #[must_use]
    pub fn is_in(&self, text: &[Word], form: Form) -> bool {
        !self.is_empty() && self.terms.iter().all(|term| starts(text, term, form).next().is_some())
    }
}

/// Where in `text` the words of `term` begin.
pub(super) fn starts<'a>(text: &'a [Word], term: &'a [Word], form: Form) -> impl Iterator<Item = usize> + 'a {
    let fits = move |at: &[Word]| at.iter().zip(term).all(|(a, b)| a.in_form(form) == b.in_form(form));
    text.windows(term.len().max(1)).enumerate().filter(move |(_, at)| fits(at)).map(|(index, _)| index)
}
