//! Unicode normalisation that remembers positions.

use crate::Map;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// `text` in normalisation form C, and the way back.
#[must_use]
pub fn nfc(text: &str) -> (String, Map) {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return (text.to_owned(), Map::identity(text.len()));
    }
    let mut out = String::with_capacity(text.len());
    let mut map = Map::default();
    // A cluster is a starter with the marks that follow it: composition never crosses its border in Vietnamese text.
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), 'x')]) {
        let border = at == text.len() || !is_mark(c);
        if border && at > start {
            let here = out.len();
            out.extend(text[start..at].nfc());
            map.replace(here, out.len() - here, start, at - start);
            start = at;
        }
    }
    (out, map)
}

fn is_mark(c: char) -> bool {
    unicode_normalization::char::canonical_combining_class(c) != 0
}
