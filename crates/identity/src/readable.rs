//! Secrets that a person reads from paper and types.

use crate::Random;

/// Sixteen consonants, four bits each. No vowel: under Telex and VNI nothing typed from these letters turns into another
/// letter, and no word comes out. No `l`, `w`, `d`, `q`: they look like others or are keys of Telex.
const LETTERS: &[u8; 16] = b"bcfghjkmnprstvxz";

/// `groups` groups of four letters with hyphens between: 16 bits a group, as in `bcfg-hjkm-nprs`.
pub(crate) fn groups(random: &mut impl Random, groups: usize) -> String {
    let mut text = String::with_capacity(groups * 5);
    for group in 0..groups {
        if group > 0 {
            text.push('-');
        }
        for byte in random.bytes::<2>() {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from(LETTERS[usize::from(nibble)]));
            }
        }
    }
    text
}

/// The letters of what a person typed: hyphens and spaces dropped, capitals made small.
pub(crate) fn letters(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && *c != '-').flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Os;

    #[test]
    fn groups_have_only_letters_that_cannot_be_mistaken() {
        let text = groups(&mut Os, 5);
        assert_eq!(text.len(), 24);
        assert_eq!(letters(&text).len(), 20);
        assert!(letters(&text).bytes().all(|letter| LETTERS.contains(&letter)));
        assert_eq!(letters(" BCFG  hjkm-"), "bcfghjkm");
    }
}
