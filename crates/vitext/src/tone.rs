//! Tones and where they are written.
//!
//! Two places are in use for the tone of the open rimes `oa`, `oe`, `uy`. The *new* one puts it on the main vowel: `hoà`,
//! `khoẻ`, `thuỷ`, as Điều 8 of QĐ 1989/QĐ-BGDĐT (25/5/2018) prescribes for schoolbooks. The *old* one puts it on the first
//! vowel: `hòa`, `khỏe`, `thủy`, as most laws and office machines print it. Both stand in one document, often in one
//! sentence (`domain.md §5`), so words are compared by [`key`] and never rewritten.

pub use crate::letter::Tone;
use crate::letter::{is_alphabetic, is_vowel, join, lower, small, split};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Letters of the longest syllable, `nghiêng`.
pub(crate) const LONGEST: usize = 7;

/// Where the tone of a syllable is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Placement {
    /// On the first vowel of `oa`, `oe`, `uy`: `hòa`, `thủy`, `ủy`, `khỏe`.
    Old,
    /// On the main vowel (QĐ 1989/QĐ-BGDĐT, Điều 8): `hoà`, `thuỷ`, `uỷ`, `khoẻ`.
    New,
    /// Both ways write it alike, or it is no syllable with a tone.
    Neutral,
}

/// The form in which words are compared: normal form C, lower case, the tone of every syllable in its new place.
///
/// A tone on a wrong vowel (`tóan`, `qúy`) is moved too; words that cannot be one syllable keep their marks.
#[must_use]
pub fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut word = Vec::with_capacity(LONGEST);
    for c in text.chars().flat_map(lower).nfc() {
        // A mark that found no letter to join stays with its word, and keeps the word from being a syllable.
        if c.is_alphabetic() || canonical_combining_class(c) != 0 {
            word.push(c);
        } else {
            move_tone(&mut word);
            out.extend(word.drain(..));
            out.push(c);
        }
    }
    move_tone(&mut word);
    out.extend(word);
    out
}

/// Are these the same words, however their tones are placed?
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    a == b || key(a) == key(b)
}

/// Where the tone of `syllable` is written.
#[must_use]
pub fn placement(syllable: &str) -> Placement {
    if !two_places(syllable) {
        return Placement::Neutral;
    }
    let letters: Vec<char> = syllable.chars().flat_map(lower).nfc().take(LONGEST + 1).collect();
    let Some((bare, tone, at)) = single_tone(&letters) else { return Placement::Neutral };
    match seat(&bare) {
        Some(seat) if tone != Tone::Ngang && seat.new != seat.old => {
            if at == seat.new {
                Placement::New
            } else if at == seat.old {
                Placement::Old
            } else {
                Placement::Neutral
            }
        }
        _ => Placement::Neutral,
    }
}

/// May the tone stand in two places? Only where a syllable ends in `oa`, `oe` or `uy`; told by its composed last letters.
fn two_places(syllable: &str) -> bool {
    let mut ending = syllable.chars().rev().map(|c| split(small(c)).0);
    match (ending.next(), ending.next()) {
        (Some('a' | 'e'), Some('o')) | (Some('y'), Some('u')) => true,
        // Marks of their own are not composed yet.
        (last, previous) => {
            [last, previous].into_iter().flatten().any(|c| !c.is_ascii() && !is_alphabetic(c))
        }
    }
}

fn move_tone(word: &mut [char]) {
    if let Some((bare, tone, at)) = single_tone(word)
        && tone != Tone::Ngang
        && let Some(seat) = seat(&bare)
        && let Some(toned) = join(bare[seat.new], tone)
    {
        word[at] = bare[at];
        word[seat.new] = toned;
    }
}

/// The letters without the tone, the tone, and the index where it stood; `None` for several tones, too many letters or a
/// mark by itself.
pub(crate) fn single_tone(letters: &[char]) -> Option<(Vec<char>, Tone, usize)> {
    if letters.len() > LONGEST || letters.iter().any(|&c| canonical_combining_class(c) != 0) {
        return None;
    }
    let mut found = None;
    let mut bare = Vec::with_capacity(letters.len());
    for (at, &c) in letters.iter().enumerate() {
        let (base, tone) = split(c);
        bare.push(base);
        if tone != Tone::Ngang && found.replace((tone, at)).is_some() {
            return None;
        }
    }
    let (tone, at) = found.unwrap_or_default();
    Some((bare, tone, at))
}

/// The letters on which a tone may stand.
pub(crate) struct Seat {
    pub(crate) new: usize,
    pub(crate) old: usize,
}

/// Where a tone belongs in a syllable given without it; `None` when the vowels do not stand together.
pub(crate) fn seat(bare: &[char]) -> Option<Seat> {
    let vowels = vowels(bare)?;
    let (start, closed) = (vowels.start, vowels.end < bare.len());
    let marked = vowels.clone().rev().find(|&at| matches!(bare[at], 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư'));
    let (new, old) = match (marked, &bare[vowels.clone()]) {
        (Some(at), _) => (at, at),
        (None, _) if closed => (vowels.end - 1, vowels.end - 1),
        (None, ['o', 'a' | 'e'] | ['u', 'y']) => (start + 1, start),
        (None, [_, _, _]) => (start + 1, start + 1),
        (None, [_] | [_, _]) => (start, start),
        (None, _) => return None,
    };
    Some(Seat { new, old })
}

/// The vowels of a syllable; `u` of `qu` and `i` of `gi` before a vowel belong to the onset.
fn vowels(bare: &[char]) -> Option<Range<usize>> {
    let mut start = bare.iter().position(|&c| is_vowel(c))?;
    if matches!(bare[..=start], ['q', 'u'] | ['g', 'i']) && bare.get(start + 1).copied().is_some_and(is_vowel)
    {
        start += 1;
    }
    let end = bare[start..].iter().position(|&c| !is_vowel(c)).map_or(bare.len(), |at| start + at);
    bare[end..].iter().all(|&c| !is_vowel(c)).then_some(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syllable;
    use proptest::prelude::*;

    #[test]
    fn one_word_written_two_ways() {
        for (old, new) in
            [("hòa", "hoà"), ("thủy", "thuỷ"), ("Ủy", "uỷ"), ("KHỎE", "khoẻ"), ("lóe", "loé"), ("túy", "tuý")]
        {
            assert!(same(old, new), "{old} {new}");
            assert_eq!(key(old), new.to_lowercase());
            assert_eq!(placement(old), Placement::Old);
            assert_eq!(placement(new), Placement::New);
        }
        assert!(same("Thành ủy, Đảng ủy; hòa nhạc", "thành uỷ, đảng uỷ; hoà nhạc"));
        assert!(same("qúy", "quý") && same("tóan", "toán") && same("gìa", "già"));
    }

    #[test]
    fn words_that_differ_stay_apart() {
        for (a, b) in
            [("quý", "quỳ"), ("quy", "quý"), ("hoa", "hoà"), ("mùa", "mua"), ("của", "cua"), ("bạn", "ban")]
        {
            assert!(!same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn what_is_right_stays_as_it_is() {
        let right = "quý quả giá già gì gìn giếng giữ của múa mía lửa thuở tuổi người nước khuỷu ngoại xoáy hoàn quốc \
                     thuyền biển trí tuệ uống oán òa khuya ỷ yếu nghiêng đường";
        for word in right.split_whitespace().filter(|w| *w != "òa") {
            assert_eq!(key(word), word);
            assert_eq!(placement(word), Placement::Neutral, "{word}");
        }
        assert_eq!(key("café résumé Ðại"), "café résumé đại");
        assert_eq!(key("aả\u{309}"), "aả\u{309}");
    }

    proptest! {
        #[test]
        fn wherever_the_tone_stands_the_key_is_one(letters in syllable::tests::any(), at: prop::sample::Index) {
            let (bare, tone, _) = single_tone(&letters.chars().collect::<Vec<_>>()).unwrap();
            let vowels: Vec<_> = vowels(&bare).unwrap().collect();
            let at = *at.get(&vowels);
            let mut moved = bare.clone();
            moved[at] = join(bare[at], tone).unwrap();
            let moved: String = moved.into_iter().collect();
            prop_assert!(same(&letters, &moved));
            let upper = moved.to_uppercase();
            prop_assert!(same(&letters, &upper.nfd().collect::<String>()));
        }

        #[test]
        fn a_key_is_its_own_key(text in "[a-yA-YđĐÀ-ỹ ,0-9\u{301}\u{323}]{0,24}|\\PC*") {
            let once = key(&text);
            prop_assert_eq!(key(&once), once);
        }
    }
}
