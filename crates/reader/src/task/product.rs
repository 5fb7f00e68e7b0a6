//! The output that a clause names: `xây dựng kế hoạch tổ chức quán triệt …`.

use crate::facts::body::word_at;
use crate::facts::phrases::{KINDS, Phrases, after_any, begins_word};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Verbs that make a document.
static VERBS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "xây dựng|ban hành|tham mưu|soạn thảo|hoàn thiện|hoàn thành|trình|lập|phê duyệt|tổng hợp|định kỳ|sửa đổi|bổ sung|\
         điều chỉnh|đề xuất|gửi|quyết định|cho ý kiến|hướng dẫn|giao",
    )
    .expect("words are a correct pattern")
});

/// Words that may stand before the name of a kind of product.
const BEFORE: &[&str] = &["dự thảo ", "các ", "hồ sơ ", "phương hướng, nhiệm vụ, "];

/// Kinds of products.
static PRODUCTS: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "nghị quyết",
        "quyết định",
        "quy định",
        "quy chế",
        "quy trình",
        "kế hoạch",
        "chương trình",
        "đề án",
        "dự án",
        "phương án",
        "báo cáo",
        "tờ trình",
        "hướng dẫn",
        "chỉ thị",
        "kết luận",
        "thông báo",
        "công văn",
        "văn bản",
        "hồ sơ",
        "bộ tiêu chí",
        "kịch bản",
        "danh mục",
        "quy hoạch",
        "bộ tài liệu",
        "tài liệu",
        "cơ sở dữ liệu",
        "bộ chỉ số",
        "dự toán",
        "nghị định",
        "thông tư",
    ])
});

/// How many words may stand between a verb and its product.
const BETWEEN: usize = 12;

/// The first product in `clause` that a verb makes, from `from` on.
pub(super) fn find(clause: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    while let Some(verb) = VERBS.find_at(clause, at) {
        // one verb may begin within another: "quyết định kỳ"
        at = clause.ceil_char_boundary(verb.start() + 1);
        if begins_word(clause, verb.start())
            && let Some(found) = made(clause, verb.end())
        {
            return Some(found);
        }
    }
    None
}

/// The product that stands a few words behind `verb`, where the verb ends.
fn made(clause: &str, verb: usize) -> Option<Range<usize>> {
    let mut end = verb;
    for _ in 0..=BETWEEN {
        let rest = clause[end..].strip_prefix(", ").or_else(|| clause[end..].strip_prefix(' '))?;
        let start = clause.len() - rest.len();
        if let Some(length) = kind(rest) {
            return Some(start..start + length);
        }
        let word = rest.find([' ', ';', ':', '.', '“', '”', '(', ')']).unwrap_or(rest.len());
        if word == 0 {
            return None;
        }
        end = start + word;
    }
    None
}

/// The length of the kind of product, with the words before it, that `rest` begins with.
fn kind(rest: &str) -> Option<usize> {
    let named = |tail: &str| {
        let name = PRODUCTS.like(tail).iter().find(|n| word_at(tail, 0, n))?;
        Some(rest.len() - tail.len() + name.len())
    };
    after_any(rest, BEFORE).and_then(named).or_else(|| named(rest))
}

/// Words right before the name of a document that is carried out, not made.
const CARRIED_OUT: &[&str] = &[
    "thực hiện",
    "theo",
    "triển khai",
    "tại",
    "cụ thể hóa",
    "căn cứ",
    "quán triệt",
    "việc",
    "chấp hành",
    "trong",
    "của",
    "từ",
    "kiểm tra",
    "dựng các",
];

/// Where the name of a product ends.
const ENDS: &[&str] = &[
    ", hoàn thành",
    " trong tháng ",
    " trong quý ",
    " trước ngày ",
    " để ",
    " nhằm ",
    " theo ",
    ", trình ",
    ", báo cáo ",
    " gắn với ",
    "; ",
    " đối với ",
    ", giúp ",
    ", định kỳ ",
    " (hoàn thành",
    " (trong ",
    " (quý ",
    " (tháng ",
    " cho các ",
    " đảm bảo ",
    " bảo đảm ",
];

/// The name of a document begins at `at`, without a number: `Chương trình kiểm tra, giám sát năm 2026`.
pub(super) fn is_named(text: &str, key: &str, at: usize) -> bool {
    if !text[at..].starts_with(char::is_uppercase) {
        return false;
    }
    let Some(name) = KINDS.like(&key[at..]).iter().filter(|n| word_at(key, at, n)).max_by_key(|n| n.len())
    else {
        return false;
    };
    let after = key[at + name.len()..].trim_start();
    !after.is_empty() && !word_at(after, 0, "số") && !after.starts_with(|c: char| c.is_ascii_digit())
}

/// The piece `next` names one more product of the work that `before` begins with.
pub(super) fn goes_on(text: &str, key: &str, before: &Range<usize>, next: &Range<usize>) -> bool {
    let drafts = [
        "ban hành",
        "xây dựng",
        "cho ý kiến",
        "trình",
        "phê duyệt",
        "thông qua",
        "hoàn thiện",
        "sơ kết",
        "tổng kết",
    ];
    drafts.iter().any(|v| word_at(key, before.start, v)) && is_named(text, key, next.start)
}

/// The product that the clause names after `action`.
pub(super) fn product(text: &str, key: &str, range: &Range<usize>, action: usize) -> Option<String> {
    let clause = &key[action.min(range.end)..range.end];
    let base = range.end - clause.len();
    if action == range.start && is_named(text, key, action) && !key[action..].starts_with("hướng dẫn ") {
        return Some(text[range.clone()].to_owned());
    }
    let mut from = 0;
    while let Some(found) = find(clause, from) {
        let before = clause[..found.start].trim_end();
        let after = clause[found.end..].trim_start();
        let cited = after.starts_with("số ") || after.starts_with(|c: char| c.is_ascii_digit());
        let person = after.starts_with("viên");
        if cited || person || CARRIED_OUT.iter().any(|w| before.ends_with(w)) {
            from = found.end;
            continue;
        }
        let rest = &clause[found.start..];
        let skip = found.len();
        let end =
            ENDS.iter().filter_map(|e| rest[skip..].find(e).map(|i| skip + i)).min().unwrap_or(rest.len());
        let start = base + found.start;
        let name = text[start..start + end].trim_matches([' ', ',', ';', '.', ':']);
        return (!name.is_empty()).then(|| name.to_owned());
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::key::key;

    #[test]
    fn products() {
        for (text, want) in [
            (
                "tham mưu xây dựng kế hoạch tổ chức ngày hội đọc sách, hoàn thành kế hoạch trong tháng 11/2025",
                Some("kế hoạch tổ chức ngày hội đọc sách"),
            ),
            (
                "Ban hành Quy chế tiếp bạn đọc của Văn phòng Thành ủy",
                Some("Quy chế tiếp bạn đọc của Văn phòng Thành ủy"),
            ),
            (
                "tham mưu kế hoạch triển khai Quy định số 35-QĐ/TU",
                Some("kế hoạch triển khai Quy định số 35-QĐ/TU"),
            ),
            ("triển khai thực hiện Kế hoạch số 18-KH/TU về giữ đê biển", None),
            ("tiếp tục thực hiện chương trình đã đề ra", None),
            ("xây dựng đội ngũ báo cáo viên", None),
            ("khẩn trương hoàn thiện hồ sơ Dự án Cảng biển", Some("hồ sơ Dự án Cảng biển")),
        ] {
            assert_eq!(product(text, &key(text), &(0..text.len()), 0).as_deref(), want, "{text}");
        }
    }
}
