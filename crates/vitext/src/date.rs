//! Dates, periods and deadlines as written.

use crate::letter::{is_alphanumeric, small, small_text};
use jiff::civil::Date;
use std::fmt;
use std::ops::Range;

/// A span of time that documents name: a day, a month, a quarter, a year, a range of years …
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// One day.
    Day(Date),
    /// A month: year, month.
    Month(i16, i8),
    /// A quarter: year, 1 to 4.
    Quarter(i16, i8),
    /// A half-year: year, 1 or 2.
    Half(i16, i8),
    /// Months of a year, first to last: `11 tháng đầu năm 2025`.
    Months(i16, i8, i8),
    /// A year.
    Year(i16),
    /// Years: a term or a stage.
    Years(Years),
}

/// Years, first to last; never backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Years {
    first: i16,
    last: i16,
}

impl Years {
    /// The years from `first` to `last`; `None` where `last` comes before `first`.
    #[must_use]
    pub fn new(first: i16, last: i16) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The first year.
    #[must_use]
    pub fn first(self) -> i16 {
        self.first
    }

    /// The last year, not before the first.
    #[must_use]
    pub fn last(self) -> i16 {
        self.last
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Months(year, first, last) => write!(f, "{year:04}-{first:02}/{year:04}-{last:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Years(years) => write!(f, "{:04}/{:04}", years.first, years.last),
        }
    }
}

/// A date as written, which may be incomplete or impossible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDate {
    /// Where.
    pub range: Range<usize>,
    /// Day, 1 to 31 where it is right.
    pub day: u32,
    /// Month, 1 to 12 where it is right.
    pub month: u32,
    /// Year; `None` where it is missing.
    pub year: Option<u32>,
}

impl WrittenDate {
    /// The date, if it is complete and exists.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        let year = i16::try_from(self.year?).ok()?;
        Date::new(year, i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?).ok()
    }
}

/// A day, period or span of years as written, not yet completed with a year from its surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// `ngày 17/9/2025`, `30/4`, `17/9/`, `ngày 03 tháng 02 năm 2026`.
    Day(WrittenDate),
    /// `tháng 11/2025`, `tháng 4`.
    Month(u32, Option<u32>),
    /// `quý I/2026`, `quý 3`.
    Quarter(u32, Option<u32>),
    /// `11 tháng đầu năm 2025`, `4 tháng cuối năm`: first month, last month.
    Months(u32, u32, Option<u32>),
    /// `năm 2025`.
    Year(u32),
    /// `2025 - 2030`, as in a term or a stage, in the order written: a slip may turn them round.
    Years(u32, u32),
}

/// A [`Written`] time and where it stands, from its first digit or its keyword's numeral to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Where, without the keyword before: `11/2025`, not `tháng 11/2025`.
    pub range: Range<usize>,
    /// Where, with the keyword before: `trong` excluded, `tháng 11/2025`.
    pub phrase: Range<usize>,
    /// What.
    pub written: Written,
}

impl Written {
    /// The period, with `year` where none is written. `None` where it does not exist.
    #[must_use]
    pub fn period(&self, year: Option<u32>) -> Option<Period> {
        let short = |y: u32| i16::try_from(y).ok().filter(|y| (1000..=9999).contains(y));
        let small = |n: u32| i8::try_from(n).ok();
        match *self {
            Self::Day(ref day) => {
                WrittenDate { year: day.year.or(year), ..day.clone() }.date().map(Period::Day)
            }
            Self::Month(month, own) if (1..=12).contains(&month) => {
                Some(Period::Month(short(own.or(year)?)?, small(month)?))
            }
            Self::Quarter(quarter, own) if (1..=4).contains(&quarter) => {
                Some(Period::Quarter(short(own.or(year)?)?, small(quarter)?))
            }
            Self::Months(first, last, own) if 1 <= first && first <= last && last <= 12 => {
                Some(Period::Months(short(own.or(year)?)?, small(first)?, small(last)?))
            }
            Self::Year(year) => short(year).map(Period::Year),
            Self::Years(first, last) => Years::new(short(first)?, short(last)?).map(Period::Years),
            Self::Month(..) | Self::Quarter(..) | Self::Months(..) => None,
        }
    }

    /// The year that is written, the last one of several.
    #[must_use]
    pub fn year(&self) -> Option<u32> {
        match *self {
            Self::Day(ref day) => day.year,
            Self::Month(_, year) | Self::Quarter(_, year) | Self::Months(_, _, year) => year,
            Self::Year(year) | Self::Years(_, year) => Some(year),
        }
    }
}

impl Period {
    /// The first day.
    #[must_use]
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month(year, month) | Self::Months(year, month, _) => Date::new(year, month, 1).ok(),
            Self::Quarter(year, quarter) => Date::new(year, quarter * 3 - 2, 1).ok(),
            Self::Half(year, half) => Date::new(year, half * 6 - 5, 1).ok(),
            Self::Year(year) | Self::Years(Years { first: year, .. }) => Date::new(year, 1, 1).ok(),
        }
    }

    /// The last day: when something due "in" the period is due.
    #[must_use]
    pub fn last_day(self) -> Option<Date> {
        let end_of_month = |year, month| Date::new(year, month, 1).ok().map(Date::last_of_month);
        match self {
            Self::Day(day) => Some(day),
            Self::Month(year, month) | Self::Months(year, _, month) => end_of_month(year, month),
            Self::Quarter(year, quarter) => end_of_month(year, quarter * 3),
            Self::Half(year, half) => end_of_month(year, half * 6),
            Self::Year(year) | Self::Years(Years { last: year, .. }) => end_of_month(year, 12),
        }
    }
}

/// All times of a clean paragraph, in order, without overlaps.
///
/// `02/09` alone may be a day or a ratio; it is a day only where the words around say so (`ngày 02/9`, `dịp 30/4 và 01/5`).
#[must_use]
pub fn find(text: &str) -> Vec<Time> {
    let mut times: Vec<Time> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(offset) = bytes[at..].iter().position(|b| b.is_ascii_digit() || matches!(b, b'I' | b'V')) {
        at += offset;
        let digit = bytes[at].is_ascii_digit();
        let boundary = !text[..at].chars().next_back().is_some_and(is_alphanumeric);
        if boundary || digit && before(text, at).ends_with("ngày") {
            let found = if digit { numeric(text, at, times.last()) } else { roman_quarter(text, at) };
            if let Some(time) = found {
                at = time.range.end;
                times.push(time);
                continue;
            }
        }
        at = if digit { crate::number::digits(bytes, at).end } else { at + 1 };
    }
    times
}

/// The text before `at`, spaces and an opening bracket cut off, in lower case: at most the last two words.
fn before(text: &str, at: usize) -> String {
    // two words of Vietnamese are short: a longer look back would make text without spaces quadratic
    let near = text.floor_char_boundary(at.saturating_sub(40));
    let head = text[near..at].trim_end_matches(' ');
    let mut start = head.len();
    for _ in 0..2 {
        start = head[..start].trim_end_matches(' ').rfind(' ').map_or(0, |i| i + 1);
    }
    small_text(&head[start..])
}

fn number(text: &str, range: &Range<usize>) -> u32 {
    text[range.clone()].parse().unwrap_or(u32::MAX)
}

fn spaces(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at) == Some(&b' ') {
        at += 1;
    }
    at
}

/// A dash of any length with optional spaces around; the byte after it.
fn dash(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let trimmed = rest.trim_start_matches(' ');
    let tail = trimmed.strip_prefix(['-', '–', '—'])?;
    Some(text.len() - tail.trim_start_matches(' ').len())
}

fn is_year(range: &Range<usize>, value: u32) -> bool {
    range.len() == 4 && (1800..=2200).contains(&value)
}

fn time(text: &str, keyword: &str, range: Range<usize>, written: Written) -> Time {
    let head = text[..range.start].trim_end_matches(' ');
    let length = keyword.len();
    let phrase = match head.len().checked_sub(length).and_then(|s| head.get(s..).map(|w| (s, w))) {
        Some((start, word)) if length > 0 && word.chars().map(small).eq(keyword.chars()) => start..range.end,
        _ => range.clone(),
    };
    Time { range, phrase, written }
}

fn numeric(text: &str, at: usize, last: Option<&Time>) -> Option<Time> {
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

/// A year after a month or quarter: `/2025`, ` năm 2025`, `-2025`.
fn year_after(text: &str, at: usize) -> (Option<u32>, usize) {
    let bytes = text.as_bytes();
    let tail = &text[at..];
    let start = if let Some(rest) = strip_prefix_fold(tail, " năm ") {
        text.len() - rest.len()
    } else if tail.starts_with('/') || tail.starts_with(" /") {
        spaces(bytes, spaces(bytes, at) + 1)
    } else {
        return (None, at);
    };
    let year = crate::number::digits(bytes, start);
    if is_year(&year, number(text, &year)) { (Some(number(text, &year)), year.end) } else { (None, at) }
}

/// A year right after ` năm` was read: ` 2025`.
fn bare_year(text: &str, at: usize) -> Option<(Option<u32>, usize)> {
    let bytes = text.as_bytes();
    let year = crate::number::digits(bytes, spaces(bytes, at));
    is_year(&year, number(text, &year)).then(|| (Some(number(text, &year)), year.end))
}

fn strip_prefix_fold<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.chars().map(small).eq(prefix.chars()).then(|| &text[prefix.len()..])
}

fn roman_quarter(text: &str, at: usize) -> Option<Time> {
    let length = text[at..].bytes().take_while(|b| matches!(b, b'I' | b'V')).count();
    let quarter = crate::roman::parse(&text[at..at + length]).filter(|q| *q <= 4)?;
    before(text, at).ends_with("quý").then(|| {
        let (year, end) = year_after(text, at + length);
        time(text, "quý", at..end, Written::Quarter(quarter, year))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str) -> Vec<String> {
        find(text)
            .into_iter()
            .map(|t| {
                let what = match t.written {
                    Written::Day(d) => format!("{}.{}.{:?}", d.day, d.month, d.year),
                    other => other.period(None).map_or_else(|| format!("{other:?}"), |p| p.to_string()),
                };
                format!("{} = {what}", &text[t.phrase])
            })
            .collect()
    }

    #[test]
    fn times_of_real_texts() {
        for (text, want) in [
            ("ban hành ngày 17/9/2025 của", vec!["ngày 17/9/2025 = 17.9.Some(2025)"]),
            ("số 07/2025/NQ-CP ngày 17/9/.", vec!["ngày 17/9/ = 17.9.None"]),
            ("ngày15/4/2025", vec!["ngày15/4/2025 = 15.4.Some(2025)"]),
            ("ngày 03 tháng 02 năm 2026", vec!["ngày 03 tháng 02 năm 2026 = 3.2.Some(2026)"]),
            ("trong tháng 12/2025; quý I/2026", vec!["tháng 12/2025 = 2025-12", "quý I/2026 = 2026-Q1"]),
            ("THÁNG 12 NĂM 2025", vec!["THÁNG 12 NĂM 2025 = 2025-12"]),
            ("tháng 4, tháng 5/2026", vec!["tháng 4 = Month(4, None)", "tháng 5/2026 = 2026-05"]),
            ("04 tháng cuối năm 2025", vec!["04 tháng cuối năm 2025 = 2025-09/2025-12"]),
            ("11 tháng đầu năm ước đạt", vec!["11 tháng đầu năm = Months(1, 11, None)"]),
            ("nhiệm kỳ 2025 - 2030", vec!["nhiệm kỳ 2025 - 2030 = 2025/2030"]),
            ("(2021–2025)", vec!["2021–2025 = 2021/2025"]),
            ("đến năm 2030, tầm nhìn 2045", vec!["năm 2030 = 2030", "2045 = 2045"]),
            ("lũy kế 9 tháng 3.998,6 tỷ đồng, 6 tháng 12 đoàn", vec![]),
            ("có 02/09 chỉ tiêu", vec![]),
            ("49/61 đơn, 4000 - 4100 lượt", vec![]),
            ("dịp 30/4 và 01/5", vec!["30/4 = 30.4.None", "01/5 = 1.5.None"]),
            ("giai đoạn 2025 - 20230", vec!["giai đoạn 2025 - 20230 = Years(2025, 20230)"]),
            ("Quý III và quý 4 năm 2026", vec!["Quý III = Quarter(3, None)", "quý 4 năm 2026 = 2026-Q4"]),
            ("01/5/1886-01/5/2026", vec!["01/5/1886 = 1.5.Some(1886)", "01/5/2026 = 1.5.Some(2026)"]),
        ] {
            assert_eq!(all(text), want, "{text}");
        }
    }

    #[test]
    fn last_days() {
        let last = |p: Period| p.last_day().map(|d| d.to_string());
        assert_eq!(last(Period::Month(2024, 2)).as_deref(), Some("2024-02-29"));
        assert_eq!(last(Period::Quarter(2026, 1)).as_deref(), Some("2026-03-31"));
        assert_eq!(
            last(Period::Years(Years::new(2025, 2030).expect("in order"))).as_deref(),
            Some("2030-12-31")
        );
    }

    #[test]
    fn years_turned_round_are_no_period() {
        let written = |text| find(text).into_iter().map(|t| t.written).next();
        assert_eq!(written("giai đoạn 2125 - 2030"), Some(Written::Years(2125, 2030)));
        assert_eq!(Written::Years(2125, 2030).period(None), None);
        assert_eq!(Written::Months(9, 4, Some(2025)).period(None), None);
        assert!(Years::new(2030, 2125).is_some() && Years::new(2125, 2030).is_none());
    }

    #[test]
    fn a_mistyped_year_stays_one_where_years_are_due() {
        for text in
            ["05 năm (2021 - 2288)", "giai đoạn 2284 - 2025", "5 năm liền (2284 - 2025)", "5 năm 2026 - 2294"]
        {
            assert!(matches!(find(text)[0].written, Written::Years(..)), "{text}");
        }
        for text in ["đón 4000 - 4100 lượt", "năm 2025, 2026 - 4100 lượt", "từ 1500 - 2000 người"]
        {
            assert!(find(text).iter().all(|t| !matches!(t.written, Written::Years(..))), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_valid_date_is_read(year in 1900_i16..2100, ordinal in 1_i16..=365, padded in any::<bool>()) {
            let date = Date::new(year, 1, 1).expect("a year begins").with().day_of_year(ordinal).build().expect("a day of the year");
            let text = if padded {
                format!("ngày {:02}/{:02}/{year}", date.day(), date.month())
            } else {
                format!("ngày {}/{}/{year}", date.day(), date.month())
            };
            let times = find(&text);
            prop_assert_eq!(times.len(), 1);
            prop_assert_eq!(times[0].written.period(None), Some(Period::Day(date)));
            prop_assert_eq!(&times[0].phrase, &(0..text.len()));
        }

        #[test]
        fn periods_never_run_backwards(
            first in any::<u32>(), last in any::<u32>(), year in 1900_u32..2300, own in proptest::option::of(1900_u32..2300)
        ) {
            let (a, b) = (1900 + first % 400, 1900 + last % 400);
            let (from, to) = (first % 14, last % 14);
            for written in [
                Written::Years(a, b),
                Written::Months(from, to, own),
                Written::Month(from, own),
                Written::Quarter(from, own),
                Written::Year(a),
            ] {
                if let Some(period) = written.period(Some(year)) {
                    prop_assert!(period.first_day() <= period.last_day(), "{period:?}");
                }
            }
        }

        #[test]
        fn total(text in "(ngày|tháng|quý|năm|[0-9]{1,5}|[/. –()-]|IV|đầu|cuối){0,12}") {
            let mut end = 0;
            for time in find(&text) {
                prop_assert!(time.range.start >= end && text.get(time.phrase.clone()).is_some());
                end = time.range.end;
            }
        }
    }
}
