//! Numbers as written: `12.407.000`, `84,6`, `53.07`, `260. 367.943.500`, `bốn`.
//!
//! Vietnamese writes a dot between thousands and a comma before decimals. Real texts mix both with the English way, drop the
//! dots, and break numbers with spaces (`research/documents.md §6a`); all of it is read, and what deviates is said.

use rust_decimal::Decimal;
use std::ops::Range;

/// A number literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Where.
    pub range: Range<usize>,
    /// Its value.
    pub value: Decimal,
    /// Digits printed after the decimal mark.
    pub decimals: u32,
    /// Begins with a zero that is not needed: `04`.
    pub padded: bool,
    /// The mark before the decimals.
    pub mark: DecimalMark,
    /// A stray space stood inside.
    pub broken: bool,
}

/// What stands before the decimals of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DecimalMark {
    /// There are no decimals.
    None,
    /// A comma, as Vietnamese does.
    Comma,
    /// A dot.
    Dot,
}

/// The number that begins at byte `at` of `text`, where a digit must stand that no digit precedes.
///
/// `None` where what stands there is not one number: a heading label (`2.2.1`), more digits than a number has.
#[must_use]
pub fn at(text: &str, at: usize) -> Option<Number> {
    let bytes = text.as_bytes();
    let first = digits(bytes, at);
    if first.is_empty() {
        return None;
    }
    let mut end = first.end;
    let mut whole = text[first.clone()].to_owned();
    let mut broken = false;
    let mut groups = 0;
    // thousands: a dot and exactly three digits, again and again
    while bytes.get(end) == Some(&b'.') && (groups > 0 || first.len() <= 3) {
        let mut next = end + 1;
        let spaced = bytes.get(next) == Some(&b' ');
        if spaced {
            next += 1;
        }
        let group = digits(bytes, next);
        // a space inside is believed only where the number surely goes on: ". 367.943" but not "năm 2025. 120 hộ"
        if group.len() != 3
            || (spaced && !(bytes.get(group.end) == Some(&b'.') && digits(bytes, group.end + 1).len() == 3))
        {
            break;
        }
        if groups == 0 && !spaced && percent_follows(bytes, group.end) {
            break;
        }
        whole.push_str(&text[group.clone()]);
        broken |= spaced;
        groups += 1;
        end = group.end;
    }
    let mut mark = DecimalMark::None;
    let mut fraction = 0..0;
    match bytes.get(end) {
        Some(b',') => {
            let part = digits(bytes, end + 1);
            if groups == 0
                && part.len() == 3
                && bytes.get(part.end) == Some(&b',')
                && digits(bytes, part.end + 1).len() == 3
            {
                // 1,234,567: the English way
                let mut next = end;
                while bytes.get(next) == Some(&b',') && digits(bytes, next + 1).len() == 3 {
                    whole.push_str(&text[next + 1..next + 4]);
                    next += 4;
                }
                end = next;
            } else if !part.is_empty() {
                (mark, end, fraction) = (DecimalMark::Comma, part.end, part);
            }
        }
        Some(b'.') if groups == 0 => {
            let part = digits(bytes, end + 1);
            let labelled =
                bytes.get(part.end) == Some(&b'.') && bytes.get(part.end + 1).is_some_and(u8::is_ascii_digit);
            if labelled {
                return None;
            }
            if !part.is_empty() {
                (mark, end, fraction) = (DecimalMark::Dot, part.end, part);
            }
        }
        _ => {}
    }
    let padded = groups == 0 && first.len() > 1 && bytes[at] == b'0';
    let decimals = u32::try_from(fraction.len()).ok()?;
    let value: Decimal =
        if decimals == 0 { whole } else { format!("{whole}.{}", &text[fraction]) }.parse().ok()?;
    Some(Number { range: at..end, value, decimals, padded, mark, broken })
}

/// `value` the Vietnamese way: `1.234.567,8`.
#[must_use]
pub fn write(value: Decimal) -> String {
    let plain = value.abs().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        out.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(',');
        out.push_str(fraction);
    }
    out
}

/// The value of a number word from one to ten, in lower case: `bốn` is 4.
///
/// Only words that stand for a count by themselves: `một` and `năm` are also an article and a year, so they are left out.
#[must_use]
pub fn word(word: &str) -> Option<u32> {
    Some(match word {
        "hai" => 2,
        "ba" => 3,
        "bốn" => 4,
        "sáu" => 6,
        "bảy" | "bẩy" => 7,
        "tám" => 8,
        "chín" => 9,
        "mười" => 10,
        _ => return None,
    })
}

/// The digits that begin at `at`.
#[must_use]
pub fn digits(bytes: &[u8], at: usize) -> Range<usize> {
    let length = bytes.get(at..).map_or(0, |rest| rest.iter().take_while(|b| b.is_ascii_digit()).count());
    at..at + length
}

fn percent_follows(bytes: &[u8], at: usize) -> bool {
    matches!((bytes.get(at), bytes.get(at + 1)), (Some(b'%'), _) | (Some(b' '), Some(b'%')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn value(text: &str) -> String {
        at(text, 0).map_or_else(|| "-".to_owned(), |n| format!("{} [{}]", n.value, &text[n.range]))
    }

    #[test]
    fn forms_of_real_texts() {
        for (text, want) in [
            ("6.231 đơn", "6231 [6.231]"),
            ("12.407.000 lượt", "12407000 [12.407.000]"),
            ("4000 - 4100", "4000 [4000]"),
            ("84,6 %", "84.6 [84,6]"),
            ("53.07%", "53.07 [53.07]"),
            ("19.5%", "19.5 [19.5]"),
            ("95.561%", "95.561 [95.561]"),
            ("260. 367.943.500 đồng", "260367943500 [260. 367.943.500]"),
            ("2025. 120 hộ", "2025 [2025]"),
            ("30. 120 hộ", "30 [30]"),
            ("153.204,57 tỷ", "153204.57 [153.204,57]"),
            ("15.000m", "15000 [15.000]"),
            ("04, cảnh cáo 14", "4 [04]"),
            ("2.2.1. Công tác", "-"),
            ("4.0 nhằm", "4.0 [4.0]"),
            ("1,234,567 đồng", "1234567 [1,234,567]"),
            ("108.", "108 [108]"),
            ("1.28 lần", "1.28 [1.28]"),
        ] {
            assert_eq!(value(text), want, "{text}");
        }
    }

    proptest! {
        #[test]
        fn round_trip(mantissa in -1_000_000_000_000_i64..1_000_000_000_000, scale in 0_u32..5) {
            let number = Decimal::new(mantissa.abs(), scale);
            let text = write(number);
            let read = at(&text, 0).expect("a written number is a number");
            prop_assert_eq!(read.value, number);
            prop_assert_eq!(read.decimals, scale);
            prop_assert_eq!(read.range, 0..text.len());
        }

        #[test]
        fn total(text in "[0-9., %a]{0,40}") {
            for (index, _) in text.char_indices() {
                if let Some(number) = at(&text, index) {
                    prop_assert!(number.range.end <= text.len() && number.range.start == index);
                }
            }
        }
    }
}
