//! Characters of symbol fonts (`w:sym`), which have no meaning of their own.

/// The character that a symbol shows; a replacement character where it is not known.
pub(super) fn character(font: &str, code: u32) -> char {
    let low = match code {
        0xf000..=0xf0ff => code - 0xf000,
        other => other,
    };
    let symbol_font = ["Symbol", "Wingdings", "Webdings"].iter().any(|f| font.starts_with(f));
    if !symbol_font {
        return char::from_u32(low).filter(|c| !c.is_control()).unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    if !font.starts_with("Symbol") {
        return match low {
            0x6c..=0x7a | 0x9f | 0xa7 => '•',
            0xe0 | 0xf0 => '→',
            0xfc | 0xfe => '✓',
            _ => char::REPLACEMENT_CHARACTER,
        };
    }
    match low {
        0x20..=0x3f if low != 0x22 && low != 0x24 && low != 0x27 && low != 0x2a => {
            char::from_u32(low).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        0xa3 => '≤',
        0xae => '→',
        0xb0 => '°',
        0xb1 => '±',
        0xb2 => '″',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xb8 => '÷',
        0xb9 => '≠',
        0xbb => '≈',
        0xde => '⇒',
        _ => char::REPLACEMENT_CHARACTER,
    }
}
