//! A text made comparable without moving a byte.

use vitext::letter::{is_alphabetic, small};

/// `text` in lower case with the new placement of tones (`ủy`, `hóa`), of the same length.
///
/// What would change its length stays as it is, so that the border of a word in the key is its border in the text.
pub(crate) fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let c = small(c);
        // Within a syllable the tone has one place only: "hoàn", "thuyết".
        let mut open = || letters.peek().is_none_or(|next| !is_alphabetic(*next));
        match moved(c, &out).filter(|_| open()) {
            Some((first, second)) => {
                out.pop();
                out.push(first);
                out.push(second);
            }
            None => out.push(c),
        }
    }
    out
}

/// The two vowels of an open rime that ends in `c`, the tone on the first one.
fn moved(c: char, before: &str) -> Option<(char, char)> {
    let (first, second) = match c {
        'á' => ('ó', 'a'),
        'à' => ('ò', 'a'),
        'ả' => ('ỏ', 'a'),
        'ã' => ('õ', 'a'),
        'ạ' => ('ọ', 'a'),
        'é' => ('ó', 'e'),
        'è' => ('ò', 'e'),
        'ẻ' => ('ỏ', 'e'),
        'ẽ' => ('õ', 'e'),
        'ẹ' => ('ọ', 'e'),
        'ý' => ('ú', 'y'),
        'ỷ' => ('ủ', 'y'),
        'ỵ' => ('ụ', 'y'),
        _ => return None,
    };
    let rime =
        if second == 'y' { before.ends_with('u') && !before.ends_with("qu") } else { before.ends_with('o') };
    (rime && first.len_utf8() == c.len_utf8()).then_some((first, second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_and_tone_are_one() {
        assert_eq!(
            key("Thành uỷ, ĐẢNG ỦY; Hoá, hoà, hoạt, quý, quỷ"),
            key("THÀNH ỦY, Đảng ủy; hóa, hòa, hoạt, quý, quỷ")
        );
        assert_eq!(key("Uỷ ban số hoá"), "ủy ban số hóa");
    }

    proptest! {
        #[test]
        fn borders_of_words_stay(text in "\\PC{0,40}|[oauyáàảãạéýỷỵỳỹq ]{0,20}|(hoạch|toán|thuỷ|huỳnh|ẞ|İ|K){0,8}") {
            let key = key(&text);
            prop_assert_eq!(key.len(), text.len());
            for (at, c) in text.char_indices() {
                prop_assert!(key.is_char_boundary(at) || c.is_alphabetic());
            }
        }
    }
}
