//! Unicode normalisation that remembers positions.

use crate::Map;
use std::iter::once;
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// `text` in normalisation form C, and the way back.
#[must_use]
pub fn nfc(text: &str) -> (String, Map) {
    if text.chars().all(composed) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return (text.to_owned(), Map::identity(text.len()));
    }
    let mut out = String::with_capacity(text.len());
    let mut map = Map::default();
    let mut start = 0;
    let ends = text.char_indices().filter(|&(_, c)| begins(c)).map(|(at, _)| at).chain(once(text.len()));
    for end in ends.filter(|&end| end > 0) {
        let (cluster, here) = (&text[start..end], out.len());
        out.extend(cluster.nfc());
        if out[here..] == *cluster {
            map.copy(here, start, cluster.len());
        } else {
            map.replace(here, out.len() - here, start, cluster.len());
        }
        start = end;
    }
    (out, map)
}

/// One of the letters and signs that most texts have throughout: composed, and no mark that could join another.
fn composed(c: char) -> bool {
    matches!(c as u32, 0..0x300 | 0x1EA0..=0x1EFF | 0x2010..=0x2027)
}

/// Can nothing before this letter change with it? Then a cluster begins here.
fn begins(c: char) -> bool {
    c.is_ascii() || (canonical_combining_class(c) == 0 && is_nfc_quick(once(c)) == IsNormalized::Yes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_decomposed_letter_leads_home_whole() {
        let (text, map) = nfc("Đa\u{309}ng u\u{309}y");
        assert_eq!(text, "Đảng ủy");
        assert_eq!(map.origin(2..5), 2..5);
        assert_eq!(map.origin(5..7), 5..7);
        assert_eq!(map.origin(8..11), 8..11);
    }

    #[test]
    fn what_is_told_at_once_is_composed() {
        assert!(
            ('\0'..=char::MAX).filter(|c| composed(*c)).all(|c| is_nfc_quick(once(c)) == IsNormalized::Yes)
        );
    }

    proptest! {
        #[test]
        fn the_result_is_form_c_and_every_letter_has_its_origin(text in "[ -~]{0,4}|[a-eươđĐ\u{300}-\u{345}\u{1dc4}\u{1100}-\u{11ff}가각́̀]{0,12}|\\PC*") {
            let (out, map) = nfc(&text);
            prop_assert_eq!(&out, &text.nfc().collect::<String>());
            prop_assert_eq!(map.origin(0..out.len()), 0..text.len());
            for (at, c) in out.char_indices() {
                let origin = map.origin(at..at + c.len_utf8());
                let part: String = text[origin].nfc().collect();
                prop_assert!(part.contains(c));
            }
        }
    }
}
