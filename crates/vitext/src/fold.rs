//! Folding: the form in which a person searches.
//!
//! Lower case and no marks: `Đảng ủy`, `ĐẢNG UỶ` and `dang uy` fold to the same text, composed or decomposed. To compare
//! words whose tones matter there is [`tone::key`](crate::tone::key).

use crate::{Map, letter};
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

/// A folded text and the way back.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Leads a range of `text` to what it was folded from, marks included.
    pub map: Map,
}

/// Folds `text` and remembers where every letter came from.
#[must_use]
pub fn fold(text: &str) -> Folded {
    let mut out = String::with_capacity(text.len());
    let mut map = Map::default();
    let mut letters = text.char_indices().peekable();
    while let Some((start, c)) = letters.next() {
        let Some(folded) = base(c) else { continue };
        let mut end = start + c.len_utf8();
        while let Some((at, mark)) = letters.next_if(|&(_, c)| is_mark(c)) {
            end = at + mark.len_utf8();
        }
        let here = out.len();
        out.push(folded);
        if folded.len_utf8() == end - start {
            map.copy(here, start, end - start);
        } else {
            map.replace(here, folded.len_utf8(), start, end - start);
        }
    }
    Folded { text: out, map }
}

/// Folds `text` when nobody needs the way back.
#[must_use]
pub fn fold_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().filter_map(base));
    out
}

/// Folds one letter. A mark that stands alone folds to itself here, and to nothing in a text.
#[must_use]
pub fn fold_char(c: char) -> char {
    base(c).unwrap_or(c)
}

/// The folded letter; `None` for a mark.
fn base(c: char) -> Option<char> {
    if c.is_ascii() {
        return Some(c.to_ascii_lowercase());
    }
    if is_mark(c) {
        return None;
    }
    let mut first = None;
    let mut several = false;
    decompose_canonical(c, |part| match first {
        None => first = Some(part),
        // Korean syllables come apart into letters, not into a letter and marks.
        Some(_) => several |= !is_mark(part),
    });
    let whole = if several { c } else { first.unwrap_or(c) };
    let lower = letter::lower(whole).next().unwrap_or(whole);
    Some(if lower == 'đ' { 'd' } else { lower })
}

fn is_mark(c: char) -> bool {
    canonical_combining_class(c) != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn what_a_person_types_is_found() {
        for written in ["Đảng ủy", "ĐẢNG UỶ", "đảng uỷ", "Ðảng ủy", "dang uy"] {
            assert_eq!(fold_text(written), "dang uy");
            assert_eq!(fold_text(&written.nfd().collect::<String>()), "dang uy");
        }
        assert_eq!(fold_text("Ư Ơ Ă Â Ê Ô ợ ặ ậ ệ ộ ữ"), "u o a a e o o a a e o u");
        assert_eq!(fold_text("năm 2021²"), "nam 2021²");
    }

    #[test]
    fn a_letter_leads_home_with_its_marks() {
        let folded = fold("Hải Minh");
        let at = folded.text.find("ai").unwrap();
        assert_eq!(folded.map.origin(at..at + 1), 1..4);
        let folded = fold("ha\u{309}i");
        assert_eq!(folded.map.origin(1..2), 1..4);
        assert_eq!(folded.map.origin(2..3), 4..5);
    }

    #[test]
    fn every_letter_folds_once_and_for_all() {
        for c in '\0'..=char::MAX {
            let folded = fold_char(c);
            assert_eq!(fold_char(folded), folded, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn the_origin_of_any_part_folds_to_that_part(
            text in "[a-yđĐÀ-ỹ\u{300}\u{301}\u{303}\u{309}\u{31b}\u{323}]{0,24}|\\PC*", a: prop::sample::Index, b: prop::sample::Index,
        ) {
            let Folded { text: folded, map } = fold(&text);
            prop_assert_eq!(&fold_text(&text), &folded);
            let borders: Vec<_> = folded.char_indices().map(|(at, _)| at).chain([folded.len()]).collect();
            let (a, b) = (*a.get(&borders), *b.get(&borders));
            let part = a.min(b)..a.max(b);
            prop_assert_eq!(fold_text(&text[map.origin(part.clone())]), &folded[part]);
        }

        #[test]
        fn form_c_and_form_d_fold_alike(text in "[a-yA-YÀ-ɏḀ-ỿ \u{300}\u{301}\u{303}\u{309}\u{31b}\u{323}]{0,24}") {
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold_text(&composed), fold_text(&decomposed));
        }
    }
}
