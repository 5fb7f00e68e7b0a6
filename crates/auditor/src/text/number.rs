//! The meaning of every number in a paragraph.

use super::Text;
use super::enumerator::{Enumerator, enumerators};
use super::name::{holiday, last_words, named, party_age};
use super::unit::unit;
use reader::Citation;
use std::ops::Range;
use vitext::number::{Number, at, digits};

/// A number and what it is.
#[derive(Debug, Clone)]
pub(crate) struct Typed {
    /// Where.
    pub range: Range<usize>,
    /// What.
    pub meaning: Meaning,
}

/// What a number is.
#[derive(Debug, Clone)]
pub(crate) enum Meaning {
    /// A count or a measured amount.
    Amount(Number),
    /// A percentage.
    Percent(Number),
    /// `a/b`.
    Ratio(Number, Number),
    /// Part of a day, a period, a year.
    Time,
    /// Part of a document's symbol or date.
    Symbol,
    /// A label of a heading or list.
    Label,
    /// An ordinal: `lần thứ 2`, `kỳ họp thứ 31`.
    Ordinal,
    /// Part of a name: `Đề án 06`, `Điều 5`, `4.0`.
    Name,
    /// Not understood.
    Unknown,
}

/// Types all numbers of a paragraph.
pub(super) fn type_numbers(text: &Text<'_>, citations: &[&Citation]) -> (Vec<Typed>, Vec<Enumerator>) {
    let clean = text.str();
    let bytes = clean.as_bytes();
    let enumerators = enumerators(text);
    let mut out: Vec<Typed> = Vec::new();
    let mut position = 0;
    let heading = reader::marker(clean).map_or(0, |m| m.length);
    let mut times = text.times.iter().peekable();
    let mut labels = enumerators.iter().peekable();
    let mut symbols: Vec<&Range<usize>> =
        citations.iter().map(|c| &c.symbol_range).filter(|s| !s.is_empty()).collect();
    symbols.sort_unstable_by_key(|s| s.start);
    let mut symbols = symbols.into_iter().peekable();
    while let Some(offset) = bytes[position..].iter().position(u8::is_ascii_digit) {
        let start = position + offset;
        while times.peek().is_some_and(|t| t.range.end <= start) {
            times.next();
        }
        while labels.peek().is_some_and(|e| e.range.end <= start) {
            labels.next();
        }
        while symbols.peek().is_some_and(|s| s.end <= start) {
            symbols.next();
        }
        let run = digits(bytes, start);
        let (range, meaning) = if start < heading {
            (run, Meaning::Label)
        } else if let Some(symbol) = symbols.peek().filter(|s| s.start <= start) {
            (start..symbol.end, Meaning::Symbol)
        } else if let Some(time) = times.peek().filter(|t| t.range.start <= start) {
            (start..time.range.end, Meaning::Time)
        } else if let Some(label) = labels.peek().filter(|e| e.range.start <= start) {
            (start..label.range.end, Meaning::Label)
        } else {
            free(text, start)
        };
        position = range.end.max(start + 1);
        out.push(Typed { range, meaning });
    }
    (out, enumerators)
}

/// A number that is neither time nor symbol nor label.
fn free(text: &Text<'_>, start: usize) -> (Range<usize>, Meaning) {
    let clean = text.str();
    let bytes = clean.as_bytes();
    let run = digits(bytes, start);
    let Some(number) = at(clean, start) else {
        return (run, Meaning::Label);
    };
    let end = number.range.end;
    let before = clean[..start].chars().next_back();
    if before.is_some_and(char::is_alphabetic) {
        return (start..end, Meaning::Name);
    }
    let percent = clean[end..].trim_start_matches(' ');
    if percent.starts_with('%') {
        return (start..clean.len() - percent.len() + 1, Meaning::Percent(number));
    }
    if let Some(other) = ratio(clean, &number) {
        let range = start..other.range.end;
        if holiday(text, &number, &other) {
            return (range, Meaning::Time);
        }
        return (range, Meaning::Ratio(number, other));
    }
    if party_age(&number, &text.lower[end..]) {
        return (start..end, Meaning::Name);
    }
    let words = last_words(&text.lower[..start]);
    let last = words.rsplit(' ').next().unwrap_or("");
    let unit = unit(&text.lower[end..]);
    // "lũy kế 11 tháng": a period, nothing that is counted
    if number.decimals == 0 && run.len() <= 2 && unit.noun.split(' ').next() == Some("tháng") {
        return (start..end, Meaning::Time);
    }
    if last == "thứ" {
        return (start..end, Meaning::Ordinal);
    }
    // "141 sản phẩm 3 sao": a grade
    let noun = super::unit::unit(&text.lower[end..]).noun;
    if run.len() == 1 && noun.split(' ').next() == Some("sao") && last.ends_with(char::is_alphabetic) {
        return (start..end, Meaning::Name);
    }
    if number.decimals == 1 && number.value.to_string().ends_with(".0") {
        return (start..end, Meaning::Name);
    }
    // "ngân sách trung ương 50 tỷ đồng" is no name like "Trung ương 4"
    if unit.scale == rust_decimal::Decimal::ONE && named(clean, words, last, &number, &unit.noun, before) {
        return (start..end, Meaning::Name);
    }
    if end < clean.len()
        && clean[end..].starts_with(|c: char| c.is_alphabetic() && c.is_uppercase())
        && run.len() <= 2
    {
        return (start..end, Meaning::Name);
    }
    let alone = unit.silent()
        && !clean[..start]
            .trim_end()
            .ends_with(|c: char| c.is_alphabetic() || matches!(c, ':' | '(' | '=' | '+' | '-' | '–'))
        && !clean[end..].trim_start().starts_with(['+', '=', '-', '–']);
    (start..end, if alone { Meaning::Unknown } else { Meaning::Amount(number) })
}

/// The number after `/`, where `a/b` is a ratio: integers or amounts on both sides.
fn ratio(clean: &str, first: &Number) -> Option<Number> {
    let rest = clean[first.range.end..].trim_start_matches(' ').strip_prefix('/')?;
    let rest = rest.trim_start_matches(' ');
    rest.starts_with(|c: char| c.is_ascii_digit()).then(|| at(clean, clean.len() - rest.len())).flatten()
}
