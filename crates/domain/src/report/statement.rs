//! What units wrote, sentence by sentence.

use crate::ids::UnitId;
use serde::{Deserialize, Serialize};

/// A sentence of a unit's narrative.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Who says it.
    pub unit: UnitId,
    /// Under which heading of the outline it belongs.
    pub heading: usize,
    /// What it says.
    pub text: String,
    /// Where it stands in the unit's document: `I.2.1`.
    pub address: String,
}

/// Shortest word before a full stop that ends a sentence: `TP.`, `đ/c.`, `KT.` are shorter, or labels.
const SHORTEST: usize = 3;

/// The sentences of a paragraph: a full stop, a question or exclamation mark ends one where a capital letter or nothing follows.
#[must_use]
pub fn sentences(paragraph: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut begin = 0;
    for (at, mark) in paragraph.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?')) {
        let end = at + mark.len_utf8();
        let after = paragraph[end..].trim_start();
        let ends = paragraph[end..].starts_with(char::is_whitespace)
            && after.chars().next().is_some_and(|c| c.is_uppercase() || c == '"' || c == '“');
        let word = paragraph[begin..at].split_whitespace().next_back().unwrap_or_default();
        let is_word =
            word.chars().count() >= SHORTEST || word.chars().all(|c| c.is_lowercase()) && !word.is_empty();
        if ends && is_word {
            push(&paragraph[begin..end], &mut all);
            begin = end;
        }
    }
    push(&paragraph[begin..], &mut all);
    all
}

fn push<'t>(text: &'t str, all: &mut Vec<&'t str>) {
    let text = text.trim();
    if text.chars().any(char::is_alphanumeric) {
        all.push(text);
    }
}
