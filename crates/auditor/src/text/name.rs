//! Numbers that belong to names and days: `Đề án 06`, `Điều 5`, `30/4`, `40 năm tuổi đảng`.

use super::Text;
use vitext::number::Number;

/// The number belongs to a name: the word before says so.
pub(super) fn named(
    clean: &str,
    words: &str,
    last: &str,
    number: &Number,
    noun: &str,
    before: Option<char>,
) -> bool {
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
pub(super) fn last_words(lower: &str) -> &str {
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

/// Words before a day.
const SPEAK_OF_DAYS: &[&str] = &[
    "niệm", "lễ", "trước", "sau", "từ", "đến", "tết", "khánh", "hết", "nghỉ", "dịp", "ngày", "hôm", "mùng",
    "sáng", "trưa", "chiều", "tối", "đêm",
];

/// `30/4`, `2/9` among words that speak of a day, or before none that are counted.
pub(super) fn holiday(text: &Text<'_>, day: &Number, month: &Number) -> bool {
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

/// `40 năm tuổi đảng`, `40 năm 784 đồng chí`: the name of a badge, nothing that is counted.
pub(super) fn party_age(number: &Number, after: &str) -> bool {
    let age =
        u32::try_from(number.value).is_ok_and(|n| n >= 30 && n.is_multiple_of(5) && number.decimals == 0);
    age && after.trim_start().strip_prefix("năm").is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with("tuổi đảng")
            || rest.starts_with("trở lên")
            || rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, ',' | ';' | ')' | ':'))
    })
}
