//! The letters of Vietnamese: twelve vowels, six tones.

/// A tone, in the order of dictionaries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Ngang, the tone without a mark: `a`.
    #[default]
    Ngang,
    /// Huyền: `à`.
    Huyen,
    /// Hỏi: `ả`.
    Hoi,
    /// Ngã: `ã`.
    Nga,
    /// Sắc: `á`.
    Sac,
    /// Nặng: `ạ`.
    Nang,
}

impl Tone {
    /// All tones, in order.
    pub const ALL: [Self; 6] = [Self::Ngang, Self::Huyen, Self::Hoi, Self::Nga, Self::Sac, Self::Nang];
}

/// A row a vowel, a column a tone.
const VOWELS: [[char; 6]; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// Place in [`VOWELS`] plus one, row by row, of the letters in the three blocks of 256 that hold them; 0 is no vowel.
const INDEX: [[u8; 256]; 3] = {
    let mut index = [[0; 256]; 3];
    let mut at = 0;
    while at < 72 {
        let code = VOWELS[at / 6][at % 6] as usize;
        if let Some(block) = block(code) {
            index[block][code % 256] = at as u8 + 1;
        }
        at += 1;
    }
    index
};

const fn block(code: usize) -> Option<usize> {
    match code / 256 {
        0x00 => Some(0),
        0x01 => Some(1),
        0x1e => Some(2),
        _ => None,
    }
}

fn cell(c: char) -> Option<(usize, usize)> {
    let code = c as usize;
    let at = usize::from(INDEX[block(code)?][code % 256]).checked_sub(1)?;
    Some((at / 6, at % 6))
}

/// A lower-case letter without its tone, and the tone; what is no vowel comes back as it is.
pub(crate) fn split(c: char) -> (char, Tone) {
    cell(c).map_or((c, Tone::Ngang), |(vowel, tone)| (VOWELS[vowel][0], Tone::ALL[tone]))
}

/// A lower-case vowel with `tone` in place of its own; `None` for what is no vowel.
pub(crate) fn join(c: char, tone: Tone) -> Option<char> {
    cell(c).map(|(vowel, _)| VOWELS[vowel][tone as usize])
}

/// Is this a lower-case vowel, with or without a tone?
pub(crate) fn is_vowel(c: char) -> bool {
    cell(c).is_some()
}

/// `c` in lower case; what would become several letters, or change its length in UTF-8, stays as it is.
#[must_use]
pub fn small(c: char) -> char {
    let code = c as u32;
    match code {
        0..0x80 => c.to_ascii_lowercase(),
        // The letters of Vietnamese stand in pairs, or the small one thirty-two places after the capital.
        0xC0..=0xD6 | 0xD8..=0xDE => char::from_u32(code + 0x20).unwrap_or(c),
        0xDF..=0xFF => c,
        0x100..=0x12F | 0x168..=0x177 | 0x1EA0..=0x1EFF => char::from_u32(code | 1).unwrap_or(c),
        _ => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(l), None) if l.len_utf8() == c.len_utf8() => l,
                _ => c,
            }
        }
    }
}

/// [`small`] for a whole text: the same bytes, so that every position stays.
#[must_use]
pub fn small_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    out.extend(text.chars().map(small));
    out
}

/// [`char::is_alphabetic`], at once for what Vietnamese is written with.
#[must_use]
pub fn is_alphabetic(c: char) -> bool {
    match c as u32 {
        0..0x80 => c.is_ascii_alphabetic(),
        0xD7 | 0xF7 => false,
        0xC0..=0x24F | 0x1E00..=0x1EFF => true,
        // Dashes, quotation marks, dots.
        0x2000..=0x206F => false,
        _ => c.is_alphabetic(),
    }
}

/// [`char::is_alphanumeric`], at once for what Vietnamese is written with.
#[must_use]
pub fn is_alphanumeric(c: char) -> bool {
    is_alphabetic(c) || if c.is_ascii() { c.is_ascii_digit() } else { c.is_numeric() }
}

/// Lower case. The look-alikes that bad converters write for `Đ` (`Ð` of Icelandic, `Ɖ` of Ewe) become `đ`.
pub(crate) fn lower(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().map(|c| if matches!(c, 'ð' | 'ɖ') { 'đ' } else { c })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_answers_are_those_of_unicode() {
        for c in '\0'..=char::MAX {
            let mut lower = c.to_lowercase();
            let (first, second) = (lower.next(), lower.next());
            let same = first.filter(|l| second.is_none() && l.len_utf8() == c.len_utf8());
            assert_eq!(small(c), same.unwrap_or(c), "{c:?}");
            assert_eq!(is_alphabetic(c), c.is_alphabetic(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
        }
    }

    #[test]
    fn every_vowel_is_found_again() {
        for row in VOWELS {
            for (c, tone) in row.into_iter().zip(Tone::ALL) {
                assert_eq!(split(c), (row[0], tone));
                assert_eq!(join(row[0], tone), Some(c));
            }
        }
        assert_eq!(split('đ'), ('đ', Tone::Ngang));
        assert_eq!(join('đ', Tone::Sac), None);
        assert!(!is_vowel('가') && !is_vowel('\u{10ffff}'));
    }
}
