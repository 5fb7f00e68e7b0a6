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

/// Lower case. The look-alikes that bad converters write for `Đ` (`Ð` of Icelandic, `Ɖ` of Ewe) become `đ`.
pub(crate) fn lower(c: char) -> impl Iterator<Item = char> {
    c.to_lowercase().map(|c| if matches!(c, 'ð' | 'ɖ') { 'đ' } else { c })
}

#[cfg(test)]
mod tests {
    use super::*;

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
