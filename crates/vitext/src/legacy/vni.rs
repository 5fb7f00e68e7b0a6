//! VNI for Windows: a letter of ASCII and after it one byte for its marks, with some letters of one byte.

use super::toned;
use crate::letter::Tone;

/// The first letter of `text` and how many bytes of it were read.
pub(super) fn next(text: &str) -> Option<(char, usize)> {
    let mut rest = text.chars();
    let first = rest.next()?;
    let letter = letter(first);
    if let Some(mark) = rest.next()
        && let Some(marked) = marked(letter, mark)
    {
        return Some((marked, first.len_utf8() + mark.len_utf8()));
    }
    Some((letter, first.len_utf8()))
}

/// Letters of one byte.
fn letter(c: char) -> char {
    match c {
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        'ô' => 'ơ',
        'Ô' => 'Ơ',
        'ö' => 'ư',
        'Ö' => 'Ư',
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        // `í` and `ì` are the letters that they look like.
        other => other,
    }
}

/// The letter under a mark; the case of the mark does not count.
fn marked(letter: char, mark: char) -> Option<char> {
    if let Some(tone) = tone(mark) {
        // `i` has letters of its own, and `ù` after it begins another one.
        return toned(letter, tone).filter(|_| !matches!(letter, 'i' | 'I'));
    }
    let (hat, tone) = hat(mark)?;
    let base = match (letter, hat) {
        ('a', Hat::Breve) => 'ă',
        ('A', Hat::Breve) => 'Ă',
        ('a', Hat::Circumflex) => 'â',
        ('A', Hat::Circumflex) => 'Â',
        ('e', Hat::Circumflex) => 'ê',
        ('E', Hat::Circumflex) => 'Ê',
        ('o', Hat::Circumflex) => 'ô',
        ('O', Hat::Circumflex) => 'Ô',
        _ => return None,
    };
    toned(base, tone)
}

fn tone(mark: char) -> Option<Tone> {
    match mark {
        'ù' | 'Ù' => Some(Tone::Sac),
        'ø' | 'Ø' => Some(Tone::Huyen),
        'û' | 'Û' => Some(Tone::Hoi),
        'õ' | 'Õ' => Some(Tone::Nga),
        'ï' | 'Ï' => Some(Tone::Nang),
        _ => None,
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hat {
    Circumflex,
    Breve,
}

fn hat(mark: char) -> Option<(Hat, Tone)> {
    match mark {
        'â' | 'Â' => Some((Hat::Circumflex, Tone::Ngang)),
        'á' | 'Á' => Some((Hat::Circumflex, Tone::Sac)),
        'à' | 'À' => Some((Hat::Circumflex, Tone::Huyen)),
        'å' | 'Å' => Some((Hat::Circumflex, Tone::Hoi)),
        'ã' | 'Ã' => Some((Hat::Circumflex, Tone::Nga)),
        'ä' | 'Ä' => Some((Hat::Circumflex, Tone::Nang)),
        'ê' | 'Ê' => Some((Hat::Breve, Tone::Ngang)),
        'é' | 'É' => Some((Hat::Breve, Tone::Sac)),
        'è' | 'È' => Some((Hat::Breve, Tone::Huyen)),
        'ú' | 'Ú' => Some((Hat::Breve, Tone::Hoi)),
        'ü' | 'Ü' => Some((Hat::Breve, Tone::Nga)),
        'ë' | 'Ë' => Some((Hat::Breve, Tone::Nang)),
        _ => None,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Letter and code, small ones; written down apart from the decoder, from the table of the VNI company.
    const TABLE: &str = "á aù à aø ả aû ã aõ ạ aï â aâ ấ aá ầ aà ẩ aå ẫ aã ậ aä ă aê ắ aé ằ aè ẳ aú ẵ aü ặ aë \
        é eù è eø ẻ eû ẽ eõ ẹ eï ê eâ ế eá ề eà ể eå ễ eã ệ eä í í ì ì ỉ æ ĩ ó ị ò \
        ó où ò oø ỏ oû õ oõ ọ oï ô oâ ố oá ồ oà ổ oå ỗ oã ộ oä ơ ô ớ ôù ờ ôø ở ôû ỡ ôõ ợ ôï \
        ú uù ù uø ủ uû ũ uõ ụ uï ư ö ứ öù ừ öø ử öû ữ öõ ự öï ý yù ỳ yø ỷ yû ỹ yõ ỵ î đ ñ";

    pub(in crate::legacy) fn encode(text: &str) -> String {
        let mut out = String::new();
        for c in text.chars() {
            let small = c.to_lowercase().to_string();
            let table: Vec<_> = TABLE.split_whitespace().collect();
            let code = table.chunks(2).find(|pair| pair[0] == small).map(|pair| pair[1]);
            match code {
                Some(code) if c.is_uppercase() => out.push_str(&code.to_uppercase()),
                Some(code) => out.push_str(code),
                None => out.push(c),
            }
        }
        out
    }

    #[test]
    fn a_mark_without_its_letter_stays() {
        assert_eq!(next("ù"), Some(('ù', 2)));
        assert_eq!(next("bù"), Some(('b', 1)));
        assert_eq!(next("eé"), Some(('e', 1)));
        assert_eq!(next("Aù"), Some(('Á', 3)));
    }
}
