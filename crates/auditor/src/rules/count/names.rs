//! Lists of names: `Đảng bộ A; Đảng bộ B`.

use crate::text::Text;
use std::ops::Range;

/// How many things a list of names names; `None` where it is not one.
pub(super) fn names(text: &Text<'_>, range: Range<usize>) -> Option<usize> {
    let list = text.str().get(range.clone())?.trim().trim_end_matches('.');
    if list.contains('…') || list.contains("...") || sampled(&list.to_lowercase()) {
        return None;
    }
    let semicolons = list.contains(';');
    let items: Vec<&str> =
        list.split([if semicolons { ';' } else { ',' }]).map(str::trim).filter(|i| !i.is_empty()).collect();
    let listed =
        semicolons && items.iter().all(|i| i.chars().count() < 90) || items.iter().all(|i| is_name(i));
    if items.len() < 2 || !listed {
        return None;
    }
    if semicolons {
        // "12 đồng chí; 5 tập thể": counted parts, not names
        let counted = text
            .figures_in(&range)
            .iter()
            .any(|f| f.percent().is_some() || f.ratio().is_some() || f.amount().is_some());
        return (!counted).then_some(items.len());
    }
    const PLACES: &[&str] = &["xã", "phường", "đặc", "thị", "quận", "huyện"];
    let head = |item: &str| {
        item.split(' ').next().map(|w| if PLACES.contains(&w) { "xã".to_owned() } else { w.to_owned() })
    };
    let last_joined = items.last().is_some_and(|i| i.contains(" và "));
    let same = items.iter().all(|i| head(i) == head(items[0])) && !last_joined;
    (same && text.figures_in(&range).is_empty()).then_some(items.len())
}

/// Begins like a name: a capital, a quote, or `xã`, `phường` … and a capital.
fn is_name(item: &str) -> bool {
    const UNITS: &[&str] = &[
        "xã",
        "phường",
        "đặc khu",
        "thị trấn",
        "quận",
        "huyện",
        "sở",
        "ban",
        "đảng bộ",
        "chi bộ",
        "thôn",
        "trường",
        "thi",
        "hội",
    ];
    let capital = |t: &str| t.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
    capital(item) || UNITS.iter().any(|u| item.strip_prefix(u).is_some_and(|rest| capital(rest.trim_start())))
}

const SAMPLE: &[&str] = &[
    "tiêu biểu",
    "điển hình",
    "nổi bật",
    "một số",
    "như:",
    "như ",
    "nhất là",
    "đặc biệt",
    "chủ yếu là",
    "trong đó",
    "nhiều",
    "tập trung vào",
];

pub(super) fn sampled(gap: &str) -> bool {
    SAMPLE.iter().any(|w| gap.contains(w))
}
