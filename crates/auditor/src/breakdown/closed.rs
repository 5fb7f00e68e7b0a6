//! Words that leave nothing out: `nam` and `nữ`, `đã` and `chưa`, `mầm non`, `tiểu học` …
//!
//! Where the parts of a list are named with such words, all parts are named.

/// Sets of words, each of which names a part; alternatives of a word are parted by `|`.
const SETS: &[&[&str]] = &[
    &["nam", "nữ"],
    &["trong nước", "nước ngoài|ngoài nước|fdi"],
    &["nội địa", "quốc tế"],
    &["trực tuyến", "trực tiếp"],
    &["công lập", "tư nhân|tư thục|ngoài công lập"],
    &["ngoại trú", "nội trú"],
    &["thường xuyên", "có thời hạn|chuyên đề|định kỳ"],
    &["kế hoạch|định kỳ", "đột xuất"],
    &["trung ương", "địa phương|thành phố|tỉnh"],
    &["chuyển tiếp", "mới"],
    &["kỳ trước|năm trước|tồn", "mới|trong kỳ|trong năm"],
    &["đúng hạn|trước hạn|trong hạn", "quá hạn"],
    &["hình sự", "dân sự|hành chính"],
    &["giao đất", "cho thuê đất|thuê đất"],
    &["tổ chức đảng", "đảng viên"],
    &["đảng bộ", "chi bộ"],
    &["tập thể", "cá nhân"],
    &["thành thị|đô thị", "nông thôn"],
    &["chính thức", "dự bị"],
    &["chuyên trách", "kiêm nhiệm|không chuyên trách"],
    &["trang trại", "nông hộ|hộ"],
    &["xã", "phường"],
    &["xã", "phường", "đặc khu"],
    &["cấp thành phố|cấp tỉnh", "cấp xã|cấp cơ sở"],
    &["cấp thành phố|cấp tỉnh", "cấp xã|cấp huyện", "cấp cơ sở"],
    &["cấp thành phố|cấp tỉnh", "cấp huyện", "cấp xã"],
    &["đúng", "sai"],
    &["đúng", "sai", "có đúng, có sai|đúng một phần|có đúng có sai"],
    &["tố cáo", "khiếu nại", "kiến nghị|phản ánh"],
    &["mầm non", "tiểu học", "trung học cơ sở", "trung học phổ thông"],
    &["mầm non", "tiểu học", "trung học cơ sở"],
    &["vàng", "bạc", "đồng"],
    &["nhất", "nhì", "ba", "khuyến khích"],
    &["nhất", "nhì", "ba"],
    &["3 sao", "4 sao", "5 sao"],
    &["giai đoạn 1", "giai đoạn 2"],
    &["giai đoạn 1", "giai đoạn 2", "giai đoạn 3"],
    &["giai đoạn i", "giai đoạn ii"],
    &["quý i", "quý ii", "quý iii", "quý iv"],
    &["quý 1", "quý 2", "quý 3", "quý 4"],
    &["khu vực i", "khu vực ii", "khu vực iii"],
    &["khu vực i", "khu vực ii", "khu vực iii", "thuế"],
    &["trước", "sau"],
    &["trên", "dưới"],
];

/// Words that deny what another label says.
const DENIED: &[&str] = &["chưa", "không", "ngoài"];
/// What is not yet done, as opposed to what is.
const UNDONE: &[&str] = &["chưa", "đang", "không"];

/// The labels name all parts there are; they are in lower case.
pub(crate) fn is_whole(labels: &[&str]) -> bool {
    SETS.iter().any(|set| set.len() == labels.len() && covers(set, labels)) || denies(labels)
}

/// Each word of the set names a label of its own.
fn covers(set: &[&str], labels: &[&str]) -> bool {
    let named = |label: &str| -> Option<usize> {
        set.iter()
            .enumerate()
            .flat_map(|(index, words)| words.split('|').map(move |w| (index, w)))
            .filter(|(_, word)| has(label, word))
            // "có đúng, có sai" is neither "đúng" nor "sai", "cấp xã" is more than "xã"
            .max_by_key(|(_, word)| word.len())
            .map(|(index, _)| index)
    };
    let mut seen = vec![false; set.len()];
    labels.iter().all(|label| named(label).is_some_and(|index| !std::mem::replace(&mut seen[index], true)))
}

/// Of two, one is what the other is not: `thuộc thẩm quyền`, `không thuộc thẩm quyền`; `đã xử lý`, `đang xử lý`.
fn denies(labels: &[&str]) -> bool {
    let [a, b] = labels else {
        return false;
    };
    opposed(a, b) || opposed(b, a)
}

/// `no` says that what `yes` says is not so.
pub(crate) fn opposed(yes: &str, no: &str) -> bool {
    let denial = DENIED.iter().find_map(|w| at(no, w).map(|at| no[at + w.len()..].trim_start()));
    let repeated = denial.is_some_and(|rest| {
        let said = rest.split([' ', ',']).next().unwrap_or("");
        !said.is_empty() && has(yes, said)
    });
    let undone = has(yes, "đã") && UNDONE.iter().any(|w| has(no, w));
    (repeated || undone) && !DENIED.iter().chain(UNDONE).any(|w| has(yes, w))
}

/// `text` has `word` as words of its own.
pub(crate) fn has(text: &str, word: &str) -> bool {
    at(text, word).is_some()
}

fn at(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word)
        .find(|(at, _)| {
            !text[..*at].ends_with(char::is_alphanumeric)
                && !text[at + word.len()..].starts_with(char::is_alphanumeric)
        })
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_leave_nothing_out() {
        for labels in [
            &["nam đồng chí", "nữ đồng chí"][..],
            &["đơn thuộc thẩm quyền", "không thuộc thẩm quyền"],
            &["trường đạt chuẩn", "trường chưa đạt"],
            &["mầm non", "tiểu học", "trung học cơ sở", "trung học phổ thông"],
            &["khiếu nại đúng", "khiếu nại sai", "khiếu nại có đúng, có sai"],
            &["vụ đã xét xử", "vụ đang điều tra"],
        ] {
            assert!(is_whole(labels), "{labels:?}");
        }
        for labels in [
            &["nữ", "đoàn viên"][..],
            &["nam"],
            &["công văn", "báo cáo"],
            &["nữ", "nữ"],
            &["chưa đạt", "không đạt"],
        ] {
            assert!(!is_whole(labels), "{labels:?}");
        }
    }
}
