//! Lists of phrases, asked for those that may stand at a place.

use std::collections::HashMap;
use std::sync::LazyLock;
use vitext::letter::is_alphanumeric;

/// Phrases by their first word, so that only a few have to be compared.
#[derive(Debug)]
pub(crate) struct Phrases(HashMap<&'static str, Vec<&'static str>>);

impl Phrases {
    /// Every phrase begins with a whole word.
    pub(crate) fn new(phrases: impl IntoIterator<Item = &'static str>) -> Self {
        let mut by_word: HashMap<&str, Vec<&str>> = HashMap::new();
        for phrase in phrases {
            by_word.entry(first_word(phrase)).or_default().push(phrase);
        }
        Self(by_word)
    }

    /// The phrases that begin with the word at the beginning of `key`, in the order of the list.
    pub(crate) fn like(&self, key: &str) -> &[&'static str] {
        self.0.get(first_word(key)).map_or(&[], Vec::as_slice)
    }
}

/// Names of kinds of documents.
pub(crate) static KINDS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(vitext::kind::all().iter().flat_map(vitext::kind::Kind::names)));

/// The letters and digits at the beginning; no phrase begins with a word longer than a few.
fn first_word(text: &str) -> &str {
    let length = text.chars().take(LONGEST).take_while(|c| is_alphanumeric(*c)).map(char::len_utf8).sum();
    text.get(..length).unwrap_or("")
}

/// More letters than the first word of any phrase has.
const LONGEST: usize = 16;
