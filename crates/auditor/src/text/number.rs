//! The meaning of every number in a paragraph.

use super::Text;
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

/// A label inside running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Enumerator {
    /// Where, brackets included.
    pub range: Range<usize>,
    /// Its value, from 1.
    pub value: u32,
    /// Written with small Roman numerals.
    pub roman: bool,
    /// Both brackets are there.
    pub closed: bool,
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

/// `40 năm tuổi đảng`, `40 năm 784 đồng chí`: the name of a badge, nothing that is counted.
fn party_age(number: &Number, after: &str) -> bool {
    let age =
        u32::try_from(number.value).is_ok_and(|n| n >= 30 && n.is_multiple_of(5) && number.decimals == 0);
    age && after.trim_start().strip_prefix("năm").is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with("tuổi đảng")
            || rest.starts_with("trở lên")
            || rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | ';' | ')' | ':'))
    })
}

/// Words before a day.
const SPEAK_OF_DAYS: &[&str] = &[
    "niệm", "lễ", "trước", "sau", "từ", "đến", "tết", "khánh", "hết", "nghỉ", "dịp", "ngày", "hôm", "mùng",
    "sáng", "trưa", "chiều", "tối", "đêm",
];

/// `30/4`, `2/9` among words that speak of a day, or before none that are counted.
fn holiday(text: &Text<'_>, day: &Number, month: &Number) -> bool {
    let value = |n: &Number| u32::try_from(n.value).ok();
    // round the clock
    if value(day) == Some(24) && value(month) == Some(7) {
        return true;
    }
    let possible = value(day).is_some_and(|d| (1..=31).contains(&d))
        && value(month).is_some_and(|m| (1..=12).contains(&m));
    if !possible {
        return false;
    }
    // "100% (12/12)"
    if text.before(day.range.start, 4).replace(' ', "").ends_with("%(") {
        return false;
    }
    let words = last_words(&text.lower[..day.range.start]);
    let last = words.rsplit(' ').next().unwrap_or("");
    let after = text.lower[month.range.end..].trim_start();
    let spoken = SPEAK_OF_DAYS.contains(&last);
    let ends = after.is_empty() || after.starts_with([',', ';', '.', ')', '”', '-', '–', ':']);
    let joined = after.starts_with("và ")
        && after[3..].trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit())
        || last == "và";
    spoken || ends && !after.starts_with("(") && last != "đạt" && last != "được" || joined
}

/// The number belongs to a name: the word before says so.
fn named(clean: &str, words: &str, last: &str, number: &Number, noun: &str, before: Option<char>) -> bool {
    const NAMES: &[&str] = &[
        "số",
        "điều",
        "khoản",
        "điểm",
        "mục",
        "chương",
        "đề án",
        "chỉ đạo",
        "quốc lộ",
        "đường",
        "khu vực",
        "vùng",
        "tổ",
        "phụ lục",
        "chỉ thị",
        "nghị quyết",
        "kết luận",
        "nghị định",
        "quyết định",
        "quy định",
        "thông tư",
        "kế hoạch",
        "dự án",
        "công văn",
        "thông báo",
        "trung ương",
        "khóa",
        "khoá",
        "lớp",
        "cấp",
        "mức",
        "hạng",
        "loại",
        "tiểu khu",
        "lô",
        "phường",
        "bến",
        "cầu",
        "đợt",
        "lần",
        "cụm",
        "khối",
        "tầng",
        "nhà",
        "ngõ",
        "biểu",
        "bảng",
        "mẫu",
        "phiên bản",
        "sân",
        "bộ đội",
        "quân khu",
        "luật",
        "cột",
        "dòng",
        "trang",
        "chương trình",
        "cấp độ",
        "giai đoạn",
        "chi bộ",
        "đảng bộ",
        "ca",
        "kíp",
        "trường",
        "bệnh viện",
        "trạm",
    ];
    let amount = number.decimals > 0 || number.range.len() > 4;
    if amount
        || matches!(before, Some('-' | '–'))
            && !words.is_empty()
            && last.chars().all(char::is_alphabetic)
            && before == Some('–')
    {
        return false;
    }
    // words that end like such a name
    const OTHERS: &[&str] =
        &["vũ trang", "tài khoản", "địa điểm", "thời điểm", "trọng điểm", "danh mục", "hạng mục"];
    let name =
        NAMES.iter().any(|n| words == *n || words.strip_suffix(n).is_some_and(|head| head.ends_with(' ')));
    if !name || OTHERS.contains(&words) {
        return false;
    }
    // "cấp 120 giấy", "kế hoạch 12 cuộc": a counted thing follows, so it is no name, unless the word can only name
    let only_names = [
        "điều",
        "khoản",
        "điểm",
        "mục",
        "chương",
        "quốc lộ",
        "phụ lục",
        "trung ương",
        "khóa",
        "khoá",
        "số",
        "đề án",
        "chỉ đạo",
        "giai đoạn",
        "cột",
        "dòng",
        "hàng thứ",
        "trang",
    ];
    let only = only_names
        .iter()
        .any(|n| words == *n || words.strip_suffix(n).is_some_and(|head| head.ends_with(' ')));
    // other names are written with a capital: "Chi bộ 3", but "chi bộ 340, đảng bộ 12"
    let written = clean[..number.range.start].trim_end();
    let start =
        NAMES.iter().filter(|n| words == **n || words.ends_with(*n)).map(|n| n.len()).max().unwrap_or(0);
    let capital =
        written.get(written.len().saturating_sub(start)..).is_some_and(|w| w.starts_with(char::is_uppercase));
    let place = [
        "khu vực",
        "vùng",
        "quận",
        "tiểu khu",
        "lô",
        "khối",
        "tổ",
        "cụm",
        "quân khu",
        "khu phố",
        "tổ dân phố",
    ];
    let place = place.iter().any(|p| words == *p || words.ends_with(&format!(" {p}")) || last == *p);
    let small = (place || ["cấp", "lớp", "mức", "hạng", "loại"].contains(&last))
        && number.value <= rust_decimal::Decimal::from(12)
        && !number.padded;
    if !only && !capital && !small {
        return false;
    }
    let counted = [
        "cuộc",
        "đồng",
        "tổ",
        "lượt",
        "đảng",
        "giấy",
        "thẻ",
        "hộ",
        "đơn",
        "người",
        "vụ",
        "văn",
        "trường",
        "căn",
        "lớp",
        "hội",
        "năm",
    ];
    let counts = noun.split(' ').next().is_some_and(|w| counted.contains(&w));
    if last == "số" && counts {
        return false;
    }
    let total = words.ends_with("tổng số") || words.ends_with("số tiền") || words.ends_with("một số");
    !(total || !only && (counts || number.padded) || words == "số" && number.padded && counts)
}

/// How many bytes before a number are looked at: more than two words have. Without a bound, text without spaces would be
/// read from its beginning for every number.
const LOOK_BACK: usize = 256;

/// The last two words, in lower case.
fn last_words(lower: &str) -> &str {
    let lower = &lower[lower.ceil_char_boundary(lower.len().saturating_sub(LOOK_BACK))..];
    let head = lower.trim_end_matches([' ', '“', '"']);
    let mut start = head.len();
    for _ in 0..2 {
        start = head[..start]
            .trim_end_matches(' ')
            .rfind([' ', ',', ';', ':', '(', '.', ')'])
            .map_or(0, |i| i + 1);
    }
    head[start..].trim()
}

/// `(1)`, `(ii)`, `(9 ` without its closing bracket where 9 is due.
fn enumerators(text: &Text<'_>) -> Vec<Enumerator> {
    let clean = text.str();
    let mut out: Vec<Enumerator> = Vec::new();
    // the last value, in digits and in Roman numerals
    let mut last: [Option<u32>; 2] = [None; 2];
    for (open, _) in clean.match_indices('(') {
        let rest = &clean[open + 1..];
        let length = rest.bytes().take(6).take_while(u8::is_ascii_alphanumeric).count();
        let word = &rest[..length];
        if word.is_empty() || word.len() > 5 {
            continue;
        }
        let closed = rest[word.len()..].starts_with(')');
        let (value, roman) = if word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit()) {
            (word.parse().unwrap_or(0), false)
        } else if word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')) {
            (vitext::roman::parse(&word.to_uppercase()).unwrap_or(0), true)
        } else {
            continue;
        };
        let due = last[usize::from(roman)].is_some_and(|last| last + 1 == value);
        let capital = rest[word.len()..].trim_start_matches(' ').starts_with(char::is_uppercase);
        let unclosed = due && !word.starts_with('0') && rest[word.len()..].starts_with(' ') && capital;
        if value == 0 || !(closed || unclosed) {
            continue;
        }
        let end = open + 1 + word.len() + usize::from(closed);
        last[usize::from(roman)] = Some(value);
        out.push(Enumerator { range: open..end, value, roman, closed });
    }
    out
}
