//! Superscript characters, in which calls and labels of notes are handed on.

const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// `text` with its digits raised; other characters stay.
pub(super) fn raise_digits(text: &str) -> String {
    text.chars().map(raise_digit).collect()
}

fn raise_digit(c: char) -> char {
    c.to_digit(10).and_then(|d| DIGITS.get(d as usize)).copied().unwrap_or(c)
}
