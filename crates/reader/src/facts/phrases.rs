//! Lists of phrases, asked for those that may stand at a place.

use regex::Regex;
use std::collections::HashMap;
use std::ops::Range;
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

/// Finds phrases that stand as whole words.
///
/// A pattern of nothing but words is a table look-up to [`Regex`]; with `\b` in it, it would be a program that is compiled and
/// then run letter by letter wherever letters have marks. So borders are looked at here.
#[derive(Debug)]
pub(crate) struct Finder(Regex);

impl Finder {
    /// No phrase begins with another one.
    pub(crate) fn new(phrases: &[&str]) -> Self {
        Self(Regex::new(&phrases.join("|")).expect("words are a correct pattern"))
    }

    /// Where the phrases stand in `key`, from `from` on.
    pub(crate) fn all<'k>(&'k self, key: &'k str, from: usize) -> impl Iterator<Item = Range<usize>> + 'k {
        let mut at = from;
        std::iter::from_fn(move || {
            loop {
                let found = self.0.find_at(key, at)?;
                at = found.end();
                if begins_word(key, found.start()) && ends_word(key, found.end()) {
                    return Some(found.range());
                }
            }
        })
    }

    /// One of the phrases ends in the last `limit` bytes of `key`.
    pub(crate) fn near_end(&self, key: &str, limit: usize) -> bool {
        let from = key.floor_char_boundary(key.len().saturating_sub(limit + LONGEST_PHRASE));
        self.all(key, from).any(|found| key.len() - found.end <= limit)
    }
}

/// More bytes than a phrase of a [`Finder`] has.
const LONGEST_PHRASE: usize = 40;

/// No word goes on at `at`.
pub(crate) fn begins_word(key: &str, at: usize) -> bool {
    !key[..at].chars().next_back().is_some_and(in_word)
}

/// No word goes on behind `at`.
pub(crate) fn ends_word(key: &str, at: usize) -> bool {
    !key[at..].chars().next().is_some_and(in_word)
}

fn in_word(c: char) -> bool {
    is_alphanumeric(c) || c == '_'
}

/// What is left of `rest` behind the first of `options` that it begins with.
pub(crate) fn after_any<'k>(rest: &'k str, options: &[&str]) -> Option<&'k str> {
    options.iter().find_map(|option| rest.strip_prefix(option))
}

/// [`after_any`], or all of `rest`.
pub(crate) fn maybe<'k>(rest: &'k str, options: &[&str]) -> &'k str {
    after_any(rest, options).unwrap_or(rest)
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
