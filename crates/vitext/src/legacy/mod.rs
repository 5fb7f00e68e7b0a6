//! Texts in the encodings from before Unicode: TCVN3 and VNI.
//!
//! Both lived in fonts (`.VnTime`, `VNI-Times`) over Western bytes. Opened without the font such a text shows as `Uû ban
//! nh©n d©n` or `Uûy ban nhaân daân`, and many files have been saved to Unicode in just that state. So both are read from
//! text in which every letter stands for the byte that Windows-1252 gives it; [`decode_bytes`] makes such a text first.
//!
//! The capitals of `.VnTimeH` are small letters in another font. A text alone cannot tell, they stay small.

mod tcvn3;
mod vni;

use crate::syllable::is_syllable;
use crate::{Map, letter};
use std::collections::HashSet;

/// An encoding from before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Legacy {
    /// TCVN 5712:1993 VN3, also called ABC: one byte a letter.
    Tcvn3,
    /// VNI for Windows: a letter and a byte for its marks.
    Vni,
}

/// The encoding of `text`, where its words prove one.
///
/// The proof: nearly all words with letters beyond ASCII become syllables of Vietnamese, few were before, and there are
/// enough of them. Everything else is `None`: Unicode, other languages, too little to tell.
#[must_use]
pub fn detect(text: &str) -> Option<Legacy> {
    if !single_bytes(text) {
        return None;
    }
    let [tcvn3, vni] = [Legacy::Tcvn3, Legacy::Vni].map(|legacy| (legacy, evidence(text, legacy)));
    match (tcvn3.1.convinces(), vni.1.convinces()) {
        (true, false) => Some(tcvn3.0),
        (false, true) => Some(vni.0),
        _ => None,
    }
}

/// Are the letters beyond ASCII nearly all such as single bytes have?
fn single_bytes(text: &str) -> bool {
    let letters = text.chars().filter(|&c| !c.is_ascii() && (c.is_alphabetic() || stands_for_a_letter(c)));
    let (bytes, beyond) = letters.fold((0, 0), |(b, u), c| if c <= 'ÿ' { (b + 1, u) } else { (b, u + 1) });
    bytes > 0 && beyond * 20 <= bytes
}

/// Reads `text` as `legacy`, with the way back; the result is in normal form C, what the encoding does not know stays.
#[must_use]
pub fn decode(text: &str, legacy: Legacy) -> (String, Map) {
    let next = match legacy {
        Legacy::Tcvn3 => tcvn3::next,
        Legacy::Vni => vni::next,
    };
    let mut out = String::with_capacity(text.len());
    let mut map = Map::default();
    let mut at = 0;
    while let Some((c, len)) = next(&text[at..]) {
        let here = out.len();
        out.push(c);
        if text[at..].starts_with(c) {
            map.copy(here, at, len);
        } else {
            map.replace(here, c.len_utf8(), at, len);
        }
        at += len;
    }
    (out, map)
}

/// Reads a file of single bytes, where they prove one of the encodings; `None` for UTF-8 and everything else.
#[must_use]
pub fn decode_bytes(bytes: &[u8]) -> Option<(String, Legacy)> {
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes);
    let legacy = detect(&text)?;
    Some((decode(&text, legacy).0, legacy))
}

/// The letter with `tone` or mark put on it, in the case it had; `None` for what takes none.
fn toned(c: char, tone: letter::Tone) -> Option<char> {
    let small = letter::lower(c).next()?;
    let (base, none) = letter::split(small);
    if none != letter::Tone::Ngang {
        return None;
    }
    let joined = letter::join(base, tone)?;
    if c == small { Some(joined) } else { joined.to_uppercase().next() }
}

/// What the words of a text say for an encoding, and against it.
#[derive(Debug, Default)]
struct Evidence<'a> {
    /// Words of two or more letters that are no abbreviations.
    words: usize,
    /// Those among them that are syllables once decoded.
    syllables: usize,
    /// Words with letters beyond ASCII that the encoding reads differently from Unicode.
    changed: usize,
    /// Those among them that are syllables once decoded.
    gained: usize,
    /// Those among them that were syllables before.
    lost: usize,
    /// The different ones among the gained.
    different: HashSet<&'a str>,
    /// Gained words with a sign inside that no language writes there: `nh©n`.
    strange: usize,
}

impl Evidence<'_> {
    fn convinces(&self) -> bool {
        let enough = if self.strange > 0 { 3 } else { 5 };
        self.different.len() >= enough
            && self.gained * 10 >= self.changed * 8
            && self.lost * 2 <= self.changed
            && self.syllables * 2 >= self.words
    }
}

fn evidence(text: &str, legacy: Legacy) -> Evidence<'_> {
    let mut evidence = Evidence::default();
    for word in text.split(|c: char| !(c.is_alphabetic() || stands_for_a_letter(c))) {
        let short = word.chars().nth(1).is_none();
        if word.is_ascii() {
            let abbreviation = word.chars().all(char::is_uppercase);
            if !short && !abbreviation {
                evidence.words += 1;
                evidence.syllables += usize::from(is_syllable(word));
            }
            continue;
        }
        let (decoded, _) = decode(word, legacy);
        let (before, after) = (is_syllable(word), is_syllable(&decoded));
        evidence.words += 1;
        evidence.syllables += usize::from(after);
        if before && decoded == word {
            continue;
        }
        evidence.changed += 1;
        evidence.lost += usize::from(before);
        if after {
            evidence.gained += 1;
            evidence.different.insert(word);
            evidence.strange += usize::from(!short && word.chars().any(stands_for_a_letter));
        }
    }
    evidence
}

/// Signs of Windows-1252 whose bytes are letters in TCVN3.
fn stands_for_a_letter(c: char) -> bool {
    matches!(c, '¡'..='ÿ') && !c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syllable;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    const TEXT: &str = "Ủy ban nhân dân thành phố Hải Minh đã chỉ đạo các sở, ngành, đơn vị triển khai thực hiện nghị \
        quyết; kết quả đạt được: 12 chỉ tiêu vượt kế hoạch, 3 chỉ tiêu chưa đạt (UBND báo cáo).";

    fn encode(text: &str, legacy: Legacy) -> String {
        match legacy {
            Legacy::Tcvn3 => tcvn3::tests::encode(text),
            Legacy::Vni => vni::tests::encode(text),
        }
    }

    #[test]
    fn what_a_converter_left_behind_is_read() {
        for (seen, meant, legacy) in [
            ("Uû ban nh©n d©n", "Uỷ ban nhân dân", Legacy::Tcvn3),
            ("§¶ng bé thµnh phè H¶i Minh", "Đảng bộ thành phố Hải Minh", Legacy::Tcvn3),
            (
                "Ñaûng boä thaønh phoá Haûi Minh ñaõ ñaït ñöôïc",
                "Đảng bộ thành phố Hải Minh đã đạt được",
                Legacy::Vni,
            ),
            ("UÛY BAN NHAÂN DAÂN THAØNH PHOÁ HAÛI MINH", "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI MINH", Legacy::Vni),
        ] {
            assert_eq!(detect(seen), Some(legacy), "{seen}");
            assert_eq!(decode(seen, legacy).0, meant);
        }
    }

    #[test]
    fn files_of_single_bytes_are_read() {
        let small = TEXT.to_lowercase();
        for legacy in [Legacy::Tcvn3, Legacy::Vni] {
            let seen = encode(&small, legacy);
            let (bytes, _, lossy) = encoding_rs::WINDOWS_1252.encode(&seen);
            assert!(!lossy);
            assert_eq!(decode_bytes(&bytes), Some((small.clone(), legacy)));
        }
        assert_eq!(decode_bytes(TEXT.as_bytes()), None);
        assert_eq!(decode_bytes(b""), None);
        assert_eq!(decode_bytes(&[0xff, 0xfe, 0x00, 0xd8, 0x80]), None);
    }

    #[test]
    fn other_languages_are_left_alone() {
        for text in [
            TEXT,
            &TEXT.nfd().collect::<String>(),
            "là cá và xã có bà má thì nhà hè né dù bé kê lê mê sô cô tô",
            "Le maire a reçu les délégués à l’hôtel de ville ; où étaient-ils passés, même après les fêtes de Noël ? « Là-bas », \
             dit-il, « près de la forêt, où naît la rivière qui coule à côté du château. »",
            "El señor Muñoz llegó el sábado por la mañana; ¿dónde está el niño? Él también comió piñas y bebió café aquí.",
            "Die Bürger müssen für schöne Städte größere Bäume pflanzen, süß und würzig über die Straße hinaus.",
            "på så må få då när vår år för kött smör bröd öl ägg fågel sjö å hår öra gå stå två små",
            "As opções são não só boas, mas também fáceis; amanhã há lições, aviões, limões e informações à disposição.",
            "The café’s naïve résumé © 2024 Microsoft® Windows® at 20°C ±5µm §3 costs £5 — a façade, déjà vu.",
            "© ® µ § ¶ · ¸ ¹ ° « » ¬",
            "plain ASCII about nothing at all, mot hai ba bon nam sau bay tam",
            "",
        ] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    #[test]
    fn too_little_is_no_proof() {
        for text in ["nh©n", "nh©n nh©n nh©n nh©n", "tõ hé bè", "où", "dû mû nû"] {
            assert_eq!(detect(text), None, "{text}");
        }
    }

    fn sentence(words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
        proptest::collection::vec(syllable::tests::any(), words).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn what_was_encoded_is_decoded(text in sentence(0..12)) {
            for legacy in [Legacy::Tcvn3, Legacy::Vni] {
                let seen = encode(&text, legacy);
                let (decoded, map) = decode(&seen, legacy);
                prop_assert_eq!(&decoded, &text);
                prop_assert_eq!(map.origin(0..decoded.len()), 0..seen.len());
                for (at, c) in decoded.char_indices() {
                    let origin = map.origin(at..at + c.len_utf8());
                    prop_assert_eq!(&seen[origin], &encode(&c.to_string(), legacy));
                }
            }
        }

        #[test]
        fn capitals_of_vni_are_capitals(text in sentence(1..6)) {
            let upper = text.to_uppercase();
            prop_assert_eq!(decode(&vni::tests::encode(&upper), Legacy::Vni).0, upper);
        }

        #[test]
        fn a_page_is_told_by_its_words(text in sentence(40..60)) {
            prop_assert_eq!(detect(&text), None);
            prop_assert_eq!(detect(&text.to_uppercase()), None);
            for legacy in [Legacy::Tcvn3, Legacy::Vni] {
                prop_assert_eq!(detect(&encode(&text, legacy)), Some(legacy));
            }
        }

        #[test]
        fn any_text_and_any_bytes_have_an_answer(text in "[ -~¡-ÿ]*|\\PC*", bytes: Vec<u8>) {
            let _ = (detect(&text), decode_bytes(&bytes));
            for legacy in [Legacy::Tcvn3, Legacy::Vni] {
                let (decoded, map) = decode(&text, legacy);
                prop_assert_eq!(map.origin(0..decoded.len()), 0..text.len());
            }
        }
    }
}
