//! Names of bodies, units and office-holders in running text.
//!
//! A name begins with a word that only such names begin with, and goes on to a word that cannot be part of it. The functions
//! work on a [`super::key::key`]; positions are those of the text.

use super::phrases::Phrases;
use std::ops::Range;
use std::sync::LazyLock;

/// First words of names, in lower case, with the new placement of tones.
const FIRST: &[&str] = &[
    "ban bí thư",
    "ban cán sự",
    "ban chấp hành",
    "ban thường vụ",
    "bch ",
    "bộ chính trị",
    "bộ chỉ huy",
    "bộ tư lệnh",
    "bí thư",
    "bệnh viện",
    "btv ",
    "bch",
    "chi bộ",
    "chi ủy",
    "chi cục",
    "chính phủ",
    "chính quyền",
    "chủ nhiệm",
    "chủ tịch",
    "chủ đầu tư",
    "chánh văn phòng",
    "công an",
    "công đoàn",
    "cấp ủy",
    "cơ quan",
    "cục ",
    "giám đốc",
    "hội đồng",
    "hđnd",
    "học viện",
    "huyện ủy",
    "kho bạc",
    "liên đoàn",
    "lực lượng",
    "mặt trận",
    "mttq",
    "ngành ",
    "ngân hàng",
    "người đứng đầu",
    "nhà trường",
    "phó bí thư",
    "phó chủ tịch",
    "quân ủy",
    "quốc hội",
    "quận ủy",
    "thanh tra",
    "thành ủy",
    "thành đoàn",
    "thường trực",
    "thủ trưởng",
    "thủ tướng",
    "tiểu ban",
    "trung tâm",
    "trung ương",
    "trưởng ban",
    "tòa án",
    "tổ công tác",
    "tổ chức cơ sở đảng",
    "tổ chức đảng",
    "tổ chức chính trị",
    "tổ chức đoàn",
    "tỉnh ủy",
    "tỉnh đoàn",
    "ubnd",
    "ubkt",
    "ubmttq",
    "viện kiểm sát",
    "vksnd",
    "tand",
    "văn phòng",
    "xã ủy",
    "ủy ban",
    "ủy viên",
    "đoàn thể",
    "đoàn thanh niên",
    "đoàn tncs",
    "đài phát thanh",
    "đảng bộ",
    "đảng viên",
    "đảng đoàn",
    "đảng ủy",
    "địa phương",
    "đồng chí",
    "đ/c",
    "đơn vị",
    "sở, ",
    "ban, ",
    "xã, ",
    "phường",
    "đặc khu",
];

static NAMES: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(FIRST.iter().copied()));

/// First words that need a capital after them, `Ban Tổ chức` as opposed to `ban hành`.
const BEFORE_A_NAME: &[&str] = &[
    "ban",
    "báo",
    "bảo hiểm",
    "công ty",
    "phòng",
    "tổng công ty",
    "bộ",
    "cảng",
    "cụm",
    "hội",
    "sở",
    "thuế",
    "trường",
    "viện",
    "đoàn",
    "đài",
    "quỹ",
    "tổ",
    "hải quan",
    "cụm thi đua",
    "khối",
];

/// Words that begin like a name and are none, for texts in capitals.
const NO_NAMES: &[&str] = &[
    "ban hành",
    "báo cáo",
    "bộ máy",
    "hội nghị",
    "hội nhập",
    "phòng chống",
    "phòng ngừa",
    "phòng vệ",
    "sở hữu",
    "tổ chức",
    "tổ quốc",
    "trường hợp",
    "đoàn kết",
    "đoàn viên",
];

/// Determiners before a name.
const DETERMINERS: &[&str] =
    &["các", "từng", "mỗi", "toàn thể", "tất cả các", "những", "cả", "tập thể", "cá nhân"];

/// Bodies that issue together.
const JOINT: &[&str] = &["ban bí thư", "bộ chính trị", "chính phủ", "thủ tướng chính phủ"];

/// Words that end the name of an issuer.
const AFTER_ISSUER: &[&str] = &[
    "tổng kết",
    "sơ kết",
    "rà soát",
    "đánh giá",
    "sửa đổi",
    "về",
    "ngày",
    "và",
    "thực hiện",
    "trong",
    "quy định",
    "hướng dẫn",
    "tại",
    "đã",
    "do",
    "gắn",
    "nhằm",
    "để",
    "cho",
    "đối với",
    "có",
    "được",
    "ban hành",
    "với",
    "trên",
    "theo",
    "là",
    "từ",
    "bằng",
    "khi",
    "phê duyệt",
    "đến",
    "đề nghị",
    "giao",
    "yêu cầu",
    "tổ chức",
    "số",
    "vào",
    "như",
    "sẽ",
    "cần",
    "bảo đảm",
    "phải",
    "đồng thời",
    "hoặc",
    "thì",
    "năm",
    "tháng",
    "quý",
    "triển khai",
    "tiếp tục",
    "đang",
    "mới",
    "nêu",
    "việc",
    "cùng",
    "sau",
];

/// Where a name that begins at `at` has its first real word; `None` where no name begins.
pub(crate) fn begins(text: &str, key: &str, at: usize) -> Option<usize> {
    let mut start = at;
    while let Some(word) = DETERMINERS.iter().find(|d| word_at(key, start, d)) {
        start += word.len() + spaces(key, start + word.len());
    }
    let determined = start > at;
    let rest = key.get(start..)?;
    let first = NAMES
        .like(rest)
        .iter()
        .any(|f| rest.starts_with(f) && (f.ends_with(' ') || ends_word(rest, f.len())));
    let named = !NO_NAMES.iter().any(|n| rest.starts_with(n))
        && BEFORE_A_NAME.iter().any(|f| {
            word_at(key, start, f)
                && text[start + f.len()..].trim_start().chars().next().is_some_and(char::is_uppercase)
        });
    let plural = determined
        && [
            "ban",
            "sở",
            "hội",
            "tổ chức",
            "đoàn",
            "xã",
            "ngành",
            "cấp",
            "bộ",
            "tổ",
            "trường",
            "doanh nghiệp",
            "khu",
            "thôn",
        ]
        .iter()
        .any(|f| word_at(key, start, f));
    (first || named || plural).then_some(start)
}

/// The name of an issuer that begins at `at`: `Bộ Chính trị, Ban Bí thư`, `Ban Chấp hành Trung ương Đảng khóa XII`.
pub(crate) fn issuer(text: &str, key: &str, at: usize) -> Option<Range<usize>> {
    let mut end = single_issuer(text, key, at)?;
    if JOINT.contains(&&key[at..end])
        && let Some(second) = key[end..].strip_prefix(", ").or_else(|| key[end..].strip_prefix(" và "))
    {
        let start = key.len() - second.len();
        if let Some(longest) = JOINT.iter().filter(|j| word_at(key, start, j)).max_by_key(|j| j.len()) {
            end = term(key, start + longest.len());
        }
    }
    Some(at..end)
}

fn single_issuer(text: &str, key: &str, at: usize) -> Option<usize> {
    let mut next = begins(text, key, at)?;
    let mut end = next;
    let mut count = 0;
    while let Some(word) =
        key.get(next..).map(|k| &k[..k.find(' ').unwrap_or(k.len())]).filter(|w| !w.is_empty())
    {
        let bare = word.trim_end_matches([',', ';', '.', ':', ')', '(', '”', '"', '“', '…']);
        let joins = bare == "và"
            && text[next + word.len()..].trim_start().chars().next().is_some_and(char::is_uppercase)
            && !text[next + word.len()..].trim_start().starts_with("Ban");
        let name_of_organ = text[next..].starts_with(char::is_uppercase) && !bare.is_empty();
        let opens_bracket = word.starts_with(['(', '“', '"', '[', '-', '–']);
        if opens_bracket
            || bare.is_empty()
            || bare.starts_with(|c: char| c.is_ascii_digit())
            || (count > 0 && !joins && !name_of_organ && AFTER_ISSUER.iter().any(|w| word_at(key, next, w)))
        {
            break;
        }
        end = next + bare.len();
        count += 1;
        if bare.len() < word.len() || count == 16 {
            break;
        }
        next += word.len() + spaces(key, next + word.len());
    }
    (count > 0).then(|| term(key, end))
}

/// Takes in a term after a name: ` khóa XII`.
fn term(key: &str, end: usize) -> usize {
    let Some(rest) = key[end..].strip_prefix(" khóa ").or_else(|| key[end..].strip_prefix(", khóa "))
    else {
        return end;
    };
    let numeral = rest.bytes().take_while(|b| matches!(b, b'i' | b'v' | b'x' | b'0'..=b'9')).count();
    if numeral == 0 { end } else { key.len() - rest.len() + numeral }
}

/// `word` stands at `at` as a whole.
pub(crate) fn word_at(key: &str, at: usize, word: &str) -> bool {
    key.get(at..).is_some_and(|rest| rest.starts_with(word) && ends_word(rest, word.len()))
}

fn ends_word(rest: &str, at: usize) -> bool {
    !rest[at..].starts_with(char::is_alphanumeric)
}

/// How many spaces stand at `at`.
pub(crate) fn spaces(key: &str, at: usize) -> usize {
    key.as_bytes()[at.min(key.len())..].iter().take_while(|b| **b == b' ').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::key::key;

    fn read(text: &str) -> Option<&str> {
        issuer(text, &key(text), 0).map(|r| &text[r])
    }

    #[test]
    fn issuers() {
        for (text, want) in [
            ("Bộ Chính trị, Ban Bí thư về nghề cá", Some("Bộ Chính trị, Ban Bí thư")),
            ("Ban Chấp hành Trung ương Đảng khoá XII; và", Some("Ban Chấp hành Trung ương Đảng khoá XII")),
            ("Ban Thường vụ Thành uỷ Hải Minh về đẩy mạnh", Some("Ban Thường vụ Thành uỷ Hải Minh")),
            ("Bộ chính trị về đột phá", Some("Bộ chính trị")),
            ("Ban Tuyên giáo và Dân vận Thành ủy hướng dẫn", Some("Ban Tuyên giáo và Dân vận Thành ủy")),
            ("Ủy ban Kiểm tra Đảng ủy về việc", Some("Ủy ban Kiểm tra Đảng ủy")),
            ("Thủ tướng Chính phủ phê duyệt", Some("Thủ tướng Chính phủ")),
            ("Bộ Nội vụ, hướng dẫn", Some("Bộ Nội vụ")),
            ("Ban Thường vụ Thành uỷ tổng kết 05 năm", Some("Ban Thường vụ Thành uỷ")),
            ("Thành uỷ 05 năm qua", Some("Thành uỷ")),
            ("việc này", None),
            ("ban hành kèm theo", None),
            ("", None),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
    }
}
