//! Text in encodings from before Unicode.

use std::borrow::Cow;
use vitext::legacy::{Legacy, decode};

/// The encoding of a font that shows Vietnamese letters in the places of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    /// `.VnTime` and its like, in TCVN3.
    Tcvn3,
    /// `.VnTimeH` and its like: TCVN3 in capitals.
    Tcvn3Capitals,
    /// `VNI-Times` and its like.
    Vni,
}

impl Font {
    /// What the name of a font tells; `None` for Unicode.
    pub(super) fn of(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        if name.starts_with("vni") {
            Some(Self::Vni)
        } else if name.starts_with(".vn") {
            Some(if name.ends_with('h') { Self::Tcvn3Capitals } else { Self::Tcvn3 })
        } else {
            None
        }
    }

    /// The encoding of a whole text in markup that was saved to Unicode without being read: its words tell, whatever the fonts
    /// are called.
    pub(super) fn of_markup(text: &str) -> Option<Self> {
        vitext::legacy::detect(&without_tags(text)).map(|legacy| match legacy {
            Legacy::Tcvn3 => Self::Tcvn3,
            Legacy::Vni => Self::Vni,
        })
    }

    /// The text that `text` shows in this font; text that is Unicode already stays, whatever the font.
    pub(super) fn decode(self, text: &str) -> String {
        if text.chars().any(is_unicode_vietnamese) {
            return text.to_owned();
        }
        match self {
            Self::Vni => decode(text, Legacy::Vni).0,
            Self::Tcvn3 => decode(text, Legacy::Tcvn3).0,
            Self::Tcvn3Capitals => decode(text, Legacy::Tcvn3).0.to_uppercase(),
        }
    }
}

/// What a text in Unicode says that still looks like `Uû ban nh©n d©n`; `None` for one that does not.
pub(super) fn resaved(text: &str, markup: bool) -> Option<String> {
    let legacy =
        if markup { vitext::legacy::detect(&without_tags(text)) } else { vitext::legacy::detect(text) }?;
    Some(decode(text, legacy).0)
}

/// `text` with a space for every tag: names of tags and attributes are no words.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        out.push_str(&rest[..open]);
        out.push(' ');
        let Some(close) = rest[open..].find('>') else {
            return out;
        };
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    out
}

/// Letters that no encoding of single bytes has under Western names.
fn is_unicode_vietnamese(c: char) -> bool {
    matches!(
        c,
        'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1e00}'..='\u{1eff}'
    )
}

/// The text of bytes that are not UTF-8: TCVN3, VNI or Windows-1258 where the words prove it, else what is UTF-8 in them.
pub(super) fn decode_bytes(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((text, _)) = vitext::legacy::decode_bytes(bytes) {
        return Cow::Owned(text);
    }
    let (text, malformed) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(bytes);
    if !malformed && is_vietnamese_1258(&text) { text } else { String::from_utf8_lossy(bytes) }
}

/// Windows-1258 writes tones as combining marks: enough of them, nearly all after a vowel.
fn is_vietnamese_1258(text: &str) -> bool {
    const VOWELS: &str = "aăâeêioôơuưy";
    let (mut marks, mut placed) = (0_usize, 0_usize);
    let mut before = ' ';
    for c in text.chars() {
        if matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}') {
            marks += 1;
            placed += usize::from(before.to_lowercase().any(|b| VOWELS.contains(b)));
        }
        before = c;
    }
    marks >= 3 && placed * 10 >= marks * 9
}
