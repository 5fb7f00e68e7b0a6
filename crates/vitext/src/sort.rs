//! The order of Vietnamese dictionaries as bytes.
//!
//! A key is compared byte by byte, so it can be a column of a database with no collation of its own. It has three levels,
//! each decides only where those before are equal:
//!
//! 1. letters `a ă â b c d đ e ê … z`, other scripts after them, before all letters figures by their value
//!    (`Bài 2` < `Bài 10`), before them punctuation, before that the space;
//! 2. tones: ngang, huyền, hỏi, ngã, sắc, nặng, one a word, wherever in the word it is written;
//! 3. small letters before capitals, `2` before `02`.

use crate::letter::{Tone, lower, split};
use std::str::Chars;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, decompose_canonical};

const LETTERS: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

// First bytes of what may stand in the first level. Each item begins with one of them and none is the beginning of another.
const END: u8 = 0x00;
const SPACE: u8 = 0x02;
const PUNCTUATION: u8 = 0x03;
const FIGURE: u8 = 0x04;
const LETTER: u8 = 0x10;
const SCRIPT: u8 = 0xf0;

/// Sort key of `text`; keys compare as their texts do in a Vietnamese dictionary.
///
/// Texts that differ only in normal form, in the placement of tones or in the width of spaces have one key.
#[must_use]
pub fn key(text: &str) -> Vec<u8> {
    let mut key = Key::default();
    let composed: String = text.nfc().collect();
    let mut rest = composed.chars();
    while let Some(c) = rest.next() {
        if c.is_ascii_digit() {
            key.space();
            key.figure(c, &mut rest);
        } else if c.is_whitespace() {
            key.end_word();
            key.space_before_next = true;
        } else if c.is_alphabetic() {
            key.space();
            key.letter(c);
        } else if canonical_combining_class(c) != 0 {
            key.mark(c);
        } else {
            key.space();
            key.end_word();
            push(&mut key.first, PUNCTUATION, c);
        }
    }
    key.finish()
}

#[derive(Default)]
struct Key {
    first: Vec<u8>,
    second: Vec<u8>,
    third: Vec<u8>,
    space_before_next: bool,
    in_word: bool,
    toned: bool,
}

impl Key {
    fn space(&mut self) {
        if std::mem::take(&mut self.space_before_next) && !self.first.is_empty() {
            self.first.push(SPACE);
        }
    }

    fn end_word(&mut self) {
        if self.in_word && !self.toned {
            self.second.push(weight(Tone::Ngang));
        }
        (self.in_word, self.toned) = (false, false);
    }

    fn letter(&mut self, c: char) {
        self.in_word = true;
        self.third.push(1 + u8::from(c.is_uppercase()));
        for small in lower(c) {
            let (base, tone) = split(small);
            if tone != Tone::Ngang {
                self.second.push(weight(tone));
                self.toned = true;
            }
            match place(base) {
                Some(place) => self.first.push(place),
                None => self.foreign(base),
            }
        }
    }

    /// `ü` stands with `u`, its mark counts as a tone; a letter of another script stands after `z`.
    fn foreign(&mut self, c: char) {
        let mut parts = Vec::new();
        decompose_canonical(c, |part| parts.push(part));
        match parts[..] {
            [base, ref marks @ ..] if let Some(place) = place(base) => {
                self.first.push(place);
                for &mark in marks {
                    self.mark(mark);
                }
            }
            _ => push(&mut self.first, SCRIPT, c),
        }
    }

    fn mark(&mut self, mark: char) {
        push(&mut self.second, weight(Tone::Nang) + 1, mark);
        self.toned = self.in_word;
    }

    /// A number of any length: how many figures, then the figures; leading zeros count last.
    fn figure(&mut self, first: char, rest: &mut Chars) {
        self.end_word();
        let text = rest.as_str();
        let more = text.bytes().take_while(u8::is_ascii_digit).count();
        let figures: Vec<u8> = [first as u8].into_iter().chain(text[..more].bytes()).collect();
        *rest = text[more..].chars();
        let zeros = figures.iter().take_while(|&&f| f == b'0').count();
        self.first.push(FIGURE);
        let mut length = figures.len() - zeros;
        while length >= 255 {
            self.first.push(255);
            length -= 255;
        }
        self.first.push(u8::try_from(length).unwrap_or(u8::MAX));
        self.first.extend(&figures[zeros..]);
        self.third.push(u8::try_from(zeros + 1).unwrap_or(u8::MAX));
    }

    fn finish(mut self) -> Vec<u8> {
        self.end_word();
        let mut key = self.first;
        key.push(END);
        key.extend(trimmed(&self.second));
        key.push(END);
        key.extend(trimmed(&self.third));
        key
    }
}

/// Without the ones at its end: they are the least weight of their level, and most texts end in many.
fn trimmed(level: &[u8]) -> &[u8] {
    &level[..level.iter().rposition(|&w| w != 1).map_or(0, |last| last + 1)]
}

fn weight(tone: Tone) -> u8 {
    1 + tone as u8
}

fn place(base: char) -> Option<u8> {
    let index = LETTERS.chars().position(|c| c == base)?;
    Some(LETTER + u8::try_from(index).ok()?)
}

fn push(level: &mut Vec<u8>, first: u8, c: char) {
    level.push(first);
    level.extend(c.encode_utf8(&mut [0; 4]).bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syllable;
    use proptest::prelude::*;
    use std::cmp::Ordering;

    #[track_caller]
    fn ascending(texts: &[&str]) {
        for pair in texts.windows(2) {
            assert!(key(pair[0]) < key(pair[1]), "{} < {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn letters_then_tones_then_case() {
        ascending(&["a", "A", "à", "À", "ả", "ã", "á", "ạ", "ab", "ă", "ắ", "â", "b"]);
        ascending(&["d", "da", "dẹt", "đ", "đa", "e", "ê", "g"]);
        ascending(&["ho", "hô", "hơ", "hu", "hư"]);
        ascending(&["Hải An", "Hải Minh", "Hải Sơn", "Hãi Sơn", "Hại Sơn"]);
        ascending(&["Ba Đình", "Bà Rịa", "Bang", "Bàng"]);
    }

    #[test]
    fn a_word_with_a_tone_mark_keeps_its_place_among_its_neighbours() {
        ascending(&["hoa", "hóa", "hoạ", "hoan"]);
        assert_eq!(key("hóa"), key("hoá"));
        assert_eq!(key("Thủy  Nguyên "), key("Thuỷ Nguyên"));
    }

    #[test]
    fn figures_by_value() {
        ascending(&["Bài", "Bài 2", "Bài 02", "Bài 10", "Bài 10a", "Bài 100", "Bài ca"]);
        ascending(&["0", "00", "1"]);
        ascending(&["", " !", "1", "a", "z", "ж"]);
        let long = "9".repeat(255);
        ascending(&[&long[1..], &long, &format!("1{}", &long)]);
    }

    #[test]
    fn foreign_letters_stand_with_their_base() {
        ascending(&["un", "ün", "uo"]);
        assert_eq!(key("u\u{308}n"), key("ün"));
    }

    fn by_the_book(a: &str, b: &str) -> Ordering {
        let letters = |s: &str| s.chars().map(|c| LETTERS.find(split(c).0)).collect::<Vec<_>>();
        let tones = |s: &str| s.chars().map(|c| split(c).1).max();
        letters(a).cmp(&letters(b)).then(tones(a).cmp(&tones(b)))
    }

    proptest! {
        #[test]
        fn syllables_stand_as_in_the_dictionary(a in syllable::tests::any(), b in syllable::tests::any()) {
            prop_assert_eq!(key(&a).cmp(&key(&b)), by_the_book(&a, &b));
        }

        #[test]
        fn the_first_difference_decides(word in syllable::tests::any(), a: u64, b: u64) {
            prop_assert_eq!(key(&format!("{word} {a}")).cmp(&key(&format!("{word} {b}"))), a.cmp(&b));
        }

        #[test]
        fn a_beginning_stands_before_the_whole(text in "\\PC*", more in "[a-z0-9]") {
            let whole = text.clone() + &more;
            prop_assert!(key(&text) < key(&whole));
        }

        #[test]
        fn normal_forms_have_one_key(text in "[a-yA-YÀ-ɏḀ-ỿ 0-9\u{301}\u{323}]{0,24}") {
            prop_assert_eq!(key(&text.nfc().collect::<String>()), key(&text.nfd().collect::<String>()));
        }
    }
}
