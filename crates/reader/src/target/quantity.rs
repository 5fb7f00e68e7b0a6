//! Values with their units.

use std::ops::Range;
use vitext::date::Time;
use vitext::{Decimal, number, symbol};

/// A value, a range of values or a count out of another, with its unit.
#[derive(Debug, Clone)]
pub(super) struct Quantity {
    /// The number or numbers.
    pub range: Range<usize>,
    /// Where the unit ends.
    pub end: usize,
    pub value: Decimal,
    /// Upper end of a range.
    pub high: Option<Decimal>,
    /// The whole of a count: 37 of `36/37`.
    pub of: Option<Decimal>,
    pub unit: Option<String>,
}

/// Units, the longer before the shorter.
const UNITS: &[&str] = &[
    "%",
    "nghìn tỷ đồng",
    "tỷ đồng",
    "triệu đồng",
    "nghìn đồng",
    "tỷ usd",
    "triệu usd",
    "usd",
    "đồng",
    "triệu tấn",
    "nghìn tấn",
    "tấn",
    "triệu lượt khách",
    "triệu lượt",
    "lượt khách",
    "lượt",
    "chỉ tiêu",
    "dự án",
    "doanh nghiệp",
    "hợp tác xã",
    "căn",
    "hộ",
    "héc-ta",
    "ha",
    "km",
    "m2",
    "m²",
    "mw",
    "lớp",
    "đảng viên",
    "đồng chí",
    "tổ chức đảng",
    "tổ chức",
    "chi bộ",
    "cuộc",
    "mô hình",
    "thôn, tổ dân phố",
    "thôn",
    "người",
    "học viên",
    "sản phẩm",
    "xã",
    "phường",
    "trường",
    "giường bệnh",
    "bác sĩ",
    "lần/nhiệm kỳ",
    "lần/năm",
    "lần",
    "tiêu chí",
    "tthc",
    "thủ tục",
    "phần mềm",
    "hình thức",
    "công trình",
    "nhiệm vụ",
    "văn bản",
    "đoàn",
    "suất quà",
    "tập thể",
    "cá nhân",
    "hội nghị",
    "đề án",
    "kế hoạch",
    "cơ sở",
    "đơn vị",
    "lao động",
    "máy",
    "thẻ",
    "hồ sơ",
];

/// The values of a text that are no dates, times or symbols.
pub(super) fn quantities(text: &str, key: &str, times: &[Time]) -> Vec<Quantity> {
    let bytes = text.as_bytes();
    let symbols = symbol::find(text);
    let mut out = Vec::new();
    let (mut at, mut time, mut sign) = (0, 0, 0);
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        while times.get(time).is_some_and(|t| t.range.end <= at) {
            time += 1;
        }
        while symbols.get(sign).is_some_and(|s| s.range.end <= at) {
            sign += 1;
        }
        let taken = times.get(time).filter(|t| t.range.start <= at).map(|t| t.range.end);
        let taken = taken.or_else(|| symbols.get(sign).filter(|s| s.range.start <= at).map(|s| s.range.end));
        if let Some(end) = taken {
            at = end.max(at + 1);
            continue;
        }
        let glued = text[..at].chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '/');
        let Some(found) = number::at(text, at).filter(|_| !glued) else {
            at = number::digits(bytes, at).end;
            continue;
        };
        let quantity = with_unit(text, key, &found);
        at = quantity.range.end;
        let span = [" tháng", " năm", " ngày", " quý", " tuổi"].iter().any(|u| key[at..].starts_with(u));
        if !span {
            out.push(quantity);
        }
    }
    out
}

fn with_unit(text: &str, key: &str, first: &number::Number) -> Quantity {
    let mut range = first.range.clone();
    let (mut high, mut of) = (None, None);
    let rest = &key[range.end..];
    if let Some(after) = rest.strip_prefix('/').filter(|r| r.starts_with(|c: char| c.is_ascii_digit())) {
        if let Some(whole) = number::at(text, key.len() - after.len()) {
            (of, range.end) = (Some(whole.value), whole.range.end);
        }
    } else {
        let unitless = rest.strip_prefix('%').unwrap_or(rest);
        let second = [" - ", "-", " – ", "–", " đến "]
            .iter()
            .find_map(|s| unitless.strip_prefix(s))
            .filter(|r| r.starts_with(|c: char| c.is_ascii_digit()))
            .and_then(|r| number::at(text, key.len() - r.len()));
        if let Some(second) = second.filter(|s| s.value > first.value) {
            (high, range.end) = (Some(second.value), second.range.end);
        }
    }
    let after = key[range.end..].trim_start();
    let start = key.len() - after.len();
    let unit = UNITS.iter().filter(|u| after.starts_with(**u)).max_by_key(|u| u.len());
    let unit = unit.filter(|u| **u == "%" || !after[u.len()..].starts_with(char::is_alphanumeric));
    let end = unit.map_or(range.end, |u| start + u.len());
    Quantity { end, value: first.value, high, of, unit: unit.map(|_| text[start..end].to_owned()), range }
}
