//! A text made comparable without moving a byte.

/// `text` in lower case with the new placement of tones (`ủy`, `hóa`), of the same length.
///
/// What would change its length stays as it is, so that the border of a word in the key is its border in the text.
pub(crate) fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let mut lower = c.to_lowercase();
        let c = match (lower.next(), lower.next()) {
            (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
            _ => c,
        };
        // Within a syllable the tone has one place only: "hoàn", "thuyết".
        let open = letters.peek().is_none_or(|next| !next.is_alphabetic());
        let moved = match c {
            _ if !open => None,
            'á' | 'à' | 'ả' | 'ã' | 'ạ' => {
                out.ends_with('o').then(|| (TONED_O[index("áàảãạ", c)], 'a'))
            }
            'é' | 'è' | 'ẻ' | 'ẽ' | 'ẹ' => {
                out.ends_with('o').then(|| (TONED_O[index("éèẻẽẹ", c)], 'e'))
            }
            'ý' => (out.ends_with('u') && !out.ends_with("qu")).then_some(('ú', 'y')),
            'ỷ' => (out.ends_with('u') && !out.ends_with("qu")).then_some(('ủ', 'y')),
            'ỵ' => (out.ends_with('u') && !out.ends_with("qu")).then_some(('ụ', 'y')),
            _ => None,
        };
        match moved {
            Some((first, second)) if first.len_utf8() == c.len_utf8() => {
                out.pop();
                out.push(first);
                out.push(second);
            }
            _ => out.push(c),
        }
    }
    out
}

const TONED_O: [char; 5] = ['ó', 'ò', 'ỏ', 'õ', 'ọ'];

fn index(letters: &str, c: char) -> usize {
    letters.chars().position(|l| l == c).unwrap_or(0)
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
