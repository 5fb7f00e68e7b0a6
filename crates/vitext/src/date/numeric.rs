//! Times that begin with a digit.

use super::find::{bare_year, before, is_year, number, spaces, strip_prefix_fold, time, year_after};
use super::{Time, Written, WrittenDate};
use std::ops::Range;

pub(super) fn numeric(text: &str, at: usize, last: Option<&Time>) -> Option<Time> {
    let bytes = text.as_bytes();
    let previous = before(text, at);
    let last_word =
        previous.rsplit(' ').next().unwrap_or("").trim_start_matches(['(', '“', '"', ',', ';']).to_owned();
    let first = crate::number::digits(bytes, at);
    let value = number(text, &first);
    let day_word =
        ["ngày", "đợt", "dịp", "mùng", "hôm", "sáng", "chiều", "tối"].iter().any(|w| last_word.ends_with(w));
    if first.len() <= 2 {
        if let Some(time) = slashed(text, &first, day_word, &last_word, last) {
            return Some(time);
        }
        if day_word && let Some(rest) = text[first.end..].strip_prefix(" tháng ") {
            let month = crate::number::digits(bytes, text.len() - rest.len());
            if (1..=2).contains(&month.len()) {
                let (year, end) = year_after(text, month.end);
                let date = WrittenDate { range: at..end, day: value, month: number(text, &month), year };
                return Some(time(text, "ngày", at..end, Written::Day(date)));
            }
        }
        let tail = &text[first.end..];
        for (words, whole) in [(" tháng đầu năm", true), (" tháng cuối năm", false), (" tháng năm", true)]
        {
            if let Some(rest) = strip_prefix_fold(tail, words)
                && (1..=12).contains(&value)
            {
                let start = text.len() - rest.len();
                let (year, end) = bare_year(text, start).unwrap_or((None, start));
                if words.ends_with("tháng năm") && year.is_none() {
                    break;
                }
                let (from, to) = if whole { (1, value) } else { (13 - value, 12) };
                return Some(time(text, "", at..end, Written::Months(from, to, year)));
            }
        }
        // "9 tháng 3.998,6 tỷ đồng": so many months, then an amount
        let counted = previous.starts_with(|c: char| c.is_ascii_digit()) || grouped(bytes, first.end);
        if last_word == "tháng" && (1..=12).contains(&value) && !counted {
            let (year, end) = year_after(text, first.end);
            return Some(time(text, "tháng", at..end, Written::Month(value, year)));
        }
        if last_word == "quý" && (1..=4).contains(&value) {
            let (year, end) = year_after(text, first.end);
            return Some(time(text, "quý", at..end, Written::Quarter(value, year)));
        }
        return None;
    }
    let spanned = spanned(text, at);
    if !is_year(&first, value) && last_word != "năm" && !spanned || first.len() != 4 {
        return None;
    }
    if let Some(start) = dash(text, first.end) {
        let second = crate::number::digits(bytes, start);
        let other = number(text, &second);
        // "05 năm (2021 - 2205)": where years are due one of them may be mistyped
        let mistyped = spanned
            && second.len() == 4
            && is_year(&first, value) != is_year(&second, other)
            && !grouped(bytes, second.end);
        if mistyped {
            return Some(time(text, "", first.start..second.end, Written::Years(value, other)));
        }
        let plausible = second.len() >= 4
            && (text[second.clone()].starts_with("19") || text[second.clone()].starts_with("20"));
        if plausible && is_year(&first, value) && bytes.get(second.end) != Some(&b'.')
            || plausible && value < 2200 && !grouped(bytes, second.end)
        {
            let keyword = ["nhiệm kỳ", "giai đoạn", "thời kỳ"]
                .into_iter()
                .find(|k| previous.ends_with(k))
                .unwrap_or("");
            return Some(time(text, keyword, first.start..second.end, Written::Years(value, other)));
        }
    }
    let named = last_word == "năm"
        || ["nhiệm kỳ", "giai đoạn", "thời kỳ", "tầm nhìn"].iter().any(|k| previous.ends_with(k));
    (named && is_year(&first, value)).then(|| time(text, "năm", first, Written::Year(value)))
}

/// The words before a number say that years follow: `giai đoạn`, `05 năm (`, `5 năm liền (`.
fn spanned(text: &str, at: usize) -> bool {
    let words = before(text, text[..at].trim_end_matches([' ', '(']).len());
    ["nhiệm kỳ", "giai đoạn", "thời kỳ", "năm liền", "năm qua"].contains(&words.as_str())
        || words.ends_with(" năm") && words.starts_with(|c: char| c.is_ascii_digit())
}

/// A dash of any length with optional spaces around; the byte after it.
fn dash(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let trimmed = rest.trim_start_matches(' ');
    let tail = trimmed.strip_prefix(['-', '–', '—'])?;
    Some(text.len() - tail.trim_start_matches(' ').len())
}

fn grouped(bytes: &[u8], at: usize) -> bool {
    bytes.get(at) == Some(&b'.') && crate::number::digits(bytes, at + 1).len() == 3
}

/// `17/9/2025`, `17/9/`, `11/2025`, `30/4`, also with dots or dashes between.
fn slashed(
    text: &str,
    first: &Range<usize>,
    day_word: bool,
    last_word: &str,
    last: Option<&Time>,
) -> Option<Time> {
    let bytes = text.as_bytes();
    let separator = spaces(bytes, first.end);
    let sign = *bytes.get(separator)?;
    if !matches!(sign, b'/' | b'.' | b'-') || sign != b'/' && !day_word {
        return None;
    }
    let second = crate::number::digits(bytes, spaces(bytes, separator + 1));
    let (a, b) = (number(text, first), number(text, &second));
    if sign == b'/' && is_year(&second, b) && bytes.get(second.end) != Some(&b'/') {
        if last_word.ends_with("quý") && (1..=4).contains(&a) {
            return Some(time(text, "quý", first.start..second.end, Written::Quarter(a, Some(b))));
        }
        return (1..=12)
            .contains(&a)
            .then(|| time(text, "tháng", first.start..second.end, Written::Month(a, Some(b))));
    }
    if !(1..=2).contains(&second.len()) {
        return None;
    }
    let again = spaces(bytes, second.end);
    if bytes.get(again) == Some(&sign) {
        let third = crate::number::digits(bytes, spaces(bytes, again + 1));
        let letter = text[again + 1..].chars().next().is_some_and(char::is_alphabetic);
        let year = (third.len() >= 2).then(|| number(text, &third));
        if third.len() >= 4 || day_word && third.len() >= 2 {
            let date = WrittenDate { range: first.start..third.end, day: a, month: b, year };
            return Some(time(text, "ngày", first.start..third.end, Written::Day(date)));
        }
        if sign == b'/' && third.is_empty() && !letter {
            let date = WrittenDate { range: first.start..again + 1, day: a, month: b, year: None };
            return Some(time(text, "ngày", first.start..again + 1, Written::Day(date)));
        }
        return None;
    }
    if sign != b'/' {
        return None;
    }
    let beside_a_day = matches!(last_word, "và" | "-" | "–" | "đến")
        && last.is_some_and(|t| matches!(t.written, Written::Day(_)) && first.start - t.range.end < 12);
    (day_word || beside_a_day).then(|| {
        let date = WrittenDate { range: first.start..second.end, day: a, month: b, year: None };
        time(text, "ngày", first.start..second.end, Written::Day(date))
    })
}
