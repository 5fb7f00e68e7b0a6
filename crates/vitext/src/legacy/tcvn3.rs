//! TCVN 5712:1993, the set VN3 of the `.VnTime` fonts.

use super::toned;
use crate::letter::Tone;

/// The letters of the bytes `A1` to `FE`; a space where the fonts have none.
const LETTERS: [char; 94] = [
    'Ă', 'Â', 'Ê', 'Ô', 'Ơ', 'Ư', 'Đ', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư', 'đ', ' ', // A1-AF
    ' ', ' ', ' ', ' ', ' ', 'à', 'ả', 'ã', 'á', 'ạ', ' ', 'ằ', 'ẳ', 'ẵ', 'ắ', ' ', // B0-BF
    ' ', ' ', ' ', ' ', ' ', ' ', 'ặ', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ', 'è', ' ', 'ẻ', 'ẽ', // C0-CF
    'é', 'ẹ', 'ề', 'ể', 'ễ', 'ế', 'ệ', 'ì', 'ỉ', ' ', ' ', ' ', 'ĩ', 'í', 'ị', 'ò', // D0-DF
    ' ', 'ỏ', 'õ', 'ó', 'ọ', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ', 'ù', // E0-EF
    ' ', 'ủ', 'ũ', 'ú', 'ụ', 'ừ', 'ử', 'ữ', 'ứ', 'ự', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ', // F0-FE
];

/// The first letter of `text` and how many bytes of it were read.
pub(super) fn next(text: &str) -> Option<(char, usize)> {
    let mut rest = text.chars();
    let first = rest.next()?;
    let letter = letter(first);
    if let Some(mark) = rest.next()
        && let Some(tone) = tone(mark)
        && let Some(toned) = toned(letter, tone)
    {
        return Some((toned, first.len_utf8() + mark.len_utf8()));
    }
    Some((letter, first.len_utf8()))
}

fn letter(c: char) -> char {
    let index = (c as usize).checked_sub(0xa1);
    index.and_then(|index| LETTERS.get(index)).copied().filter(|&letter| letter != ' ').unwrap_or(c)
}

/// The tone of a byte that puts it on the letter before: capitals were written so.
fn tone(c: char) -> Option<Tone> {
    match c {
        '\u{b0}' => Some(Tone::Huyen),
        '\u{b1}' => Some(Tone::Hoi),
        '\u{b2}' => Some(Tone::Nga),
        '\u{b3}' => Some(Tone::Sac),
        '\u{b4}' => Some(Tone::Nang),
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Lower case only: the encoding has no other letters with tones.
    pub(in crate::legacy) fn encode(text: &str) -> String {
        let byte = |c: char| {
            LETTERS.iter().position(|&l| l == c && c != ' ').and_then(|at| u8::try_from(0xa1 + at).ok())
        };
        text.chars().map(|c| byte(c).map_or(c, char::from)).collect()
    }

    #[test]
    fn a_capital_takes_the_tone_after_it() {
        assert_eq!(next("¤\u{b4}i"), Some(('Ộ', 4)));
        assert_eq!(next("A\u{b1}"), Some(('Ả', 3)));
        assert_eq!(next("5\u{b1}2"), Some(('5', 1)));
        assert_eq!(next("µ\u{b1}"), Some(('à', 2)));
    }
}
