//! Superscript characters, in which calls and labels of notes are handed on.

const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Letters that labels in Roman numerals or letters are made of.
const LETTERS: [(char, char); 25] = [
    ('a', 'ᵃ'),
    ('b', 'ᵇ'),
    ('c', 'ᶜ'),
    ('d', 'ᵈ'),
    ('e', 'ᵉ'),
    ('f', 'ᶠ'),
    ('g', 'ᵍ'),
    ('h', 'ʰ'),
    ('i', 'ⁱ'),
    ('j', 'ʲ'),
    ('k', 'ᵏ'),
    ('l', 'ˡ'),
    ('m', 'ᵐ'),
    ('n', 'ⁿ'),
    ('o', 'ᵒ'),
    ('p', 'ᵖ'),
    ('r', 'ʳ'),
    ('s', 'ˢ'),
    ('t', 'ᵗ'),
    ('u', 'ᵘ'),
    ('v', 'ᵛ'),
    ('w', 'ʷ'),
    ('x', 'ˣ'),
    ('y', 'ʸ'),
    ('z', 'ᶻ'),
];

/// `text` with its digits raised; other characters stay, but the brackets around a lone number.
pub(super) fn raise_digits(text: &str) -> String {
    let inner = text.trim().strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    let lone = inner.filter(|i| !i.is_empty() && i.bytes().all(|b| b.is_ascii_digit()));
    lone.unwrap_or(text).chars().map(digit).collect()
}

/// A label with its digits and small letters raised; marks such as `*` stay.
pub(super) fn raise(label: &str) -> String {
    label
        .chars()
        .map(|c| LETTERS.iter().find(|(plain, _)| *plain == c).map_or_else(|| digit(c), |(_, up)| *up))
        .collect()
}

fn digit(c: char) -> char {
    c.to_digit(10).and_then(|d| DIGITS.get(d as usize)).copied().unwrap_or(c)
}

/// The digit or letter that is raised in `c`.
pub(crate) fn lower(c: char) -> Option<char> {
    // what words are written with, told at once
    if matches!(c as u32, 0..0xB2 | 0xBA..0x2B0 | 0x1E00..0x2070) {
        return None;
    }
    let digit = ('0'..='9').zip(DIGITS).find(|(_, up)| *up == c).map(|(plain, _)| plain);
    digit.or_else(|| LETTERS.iter().find(|(_, up)| *up == c).map(|(plain, _)| *plain))
}

/// Whether `c` is a superscript digit.
pub(super) fn is_digit(c: char) -> bool {
    DIGITS.contains(&c)
}
