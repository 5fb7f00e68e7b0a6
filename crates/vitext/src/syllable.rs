//! The syllables of Vietnamese: which words can be written at all.

use crate::letter::{Tone, lower};
use crate::tone::{LONGEST, seat, single_tone};
use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// Rimes without tones, in the order of their bytes.
const RIMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en",
    "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên",
    "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap",
    "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc",
    "oăm", "oăn", "oăng", "oăt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych",
    "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh",
    "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uơ", "y", "ych", "yn", "ynh", "yp", "yt", "yêm", "yên",
    "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên", "êng",
    "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp",
    "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc",
    "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Is `word` one syllable of Vietnamese, in any case and normal form?
///
/// Onset and rime must be written together as the spelling has it (`k` before `e`, `c` before `a`), a rime that ends in
/// `c`, `ch`, `p` or `t` takes only sắc or nặng, and the tone stands where one of the two placements puts it.
#[must_use]
pub fn is_syllable(word: &str) -> bool {
    let letters: Vec<char> = word.chars().flat_map(lower).nfc().take(LONGEST + 1).collect();
    let Some((bare, tone, at)) = single_tone(&letters) else { return false };
    let plain: String = bare.iter().collect();
    let stop = plain.ends_with(['c', 'p', 't']) || plain.ends_with("ch");
    let sits = tone == Tone::Ngang || seat(&bare).is_some_and(|seat| at == seat.new || at == seat.old);
    let sounds = !stop || matches!(tone, Tone::Sac | Tone::Nang);
    sits && sounds && splits(&plain)
}

/// Does `plain`, without its tone, come apart into an onset and a rime that go together?
fn splits(plain: &str) -> bool {
    ONSETS.iter().any(|onset| {
        plain
            .strip_prefix(onset)
            .is_some_and(|rime| RIMES.binary_search(&rime).is_ok() && go_together(onset, rime))
    })
}

fn go_together(onset: &str, rime: &str) -> bool {
    let front = rime.starts_with(['e', 'ê', 'i', 'y']);
    let y = rime.starts_with('y');
    match onset {
        "qu" => !rime.starts_with(['u', 'ư', 'o', 'i']) || rime == "it",
        // What `qu` may be followed by, no other onset may.
        _ if y && rime.len() > 1 => onset.is_empty() && rime.starts_with("yê"),
        "" => rime != "êng",
        "k" => front,
        "gh" | "ngh" => front && !y,
        "c" | "ng" => !front,
        "g" => !front || matches!(rime, "i" | "in"),
        "gi" => !rime.starts_with(['i', 'y']),
        _ if y => matches!(onset, "h" | "l" | "m" | "s" | "t" | "th" | "v"),
        _ => rime != "êng",
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::letter::join;
    use proptest::prelude::*;
    use proptest::sample::select;
    use std::sync::LazyLock;

    /// All syllables, lower case, their tones in the new place.
    static ALL: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut all = Vec::new();
        for (onset, rime) in ONSETS.iter().flat_map(|onset| RIMES.iter().map(move |rime| (onset, rime))) {
            let letters: Vec<char> = onset.chars().chain(rime.chars()).collect();
            let at = seat(&letters).unwrap().new;
            for tone in Tone::ALL {
                let mut word = letters.clone();
                word[at] = join(word[at], tone).unwrap();
                all.extend(Some(word.into_iter().collect::<String>()).filter(|word| is_syllable(word)));
            }
        }
        all
    });

    pub(crate) fn any() -> impl Strategy<Value = String> {
        select(&ALL[..])
    }

    #[test]
    fn rimes_are_in_order() {
        assert!(RIMES.is_sorted());
    }

    #[test]
    fn syllables() {
        let words = "Đảng bộ thành phố Hải Minh lãnh đạo Ủy Uỷ ban nhân dân quyết định quý giá giếng gì gìn giữ nghiêng ngả \
                     khuya khuỷu thuở thuế xoong quốc quýt yêu y tế kỳ kiểm lý mỹ hoàn thành nghị quyết người nước được";
        for word in words.split_whitespace() {
            assert!(is_syllable(word), "{word}");
            assert!(is_syllable(&word.to_uppercase().nfd().collect::<String>()), "{word}");
        }
    }

    #[test]
    fn no_syllables() {
        let words = "nh©n café été für über and report ke- cê gê kan ngi tat cảc mộtt tóan baỏ ñ f w z 12 aa đđ việtnam \u{301}";
        for word in words.split_whitespace().chain([""]) {
            assert!(!is_syllable(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(word in "\\PC*") {
            let _ = is_syllable(&word);
        }
    }
}
