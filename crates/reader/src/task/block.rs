//! What a part of a document is about: results, goals, tasks, assignments. Told by headings and run-in labels.

use crate::facts::body::word_at;
use crate::facts::phrases::begins_word;
use std::ops::Range;

/// What a part of a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Block {
    /// What was done.
    Results,
    /// Aims, views, requirements.
    Goals,
    /// What is to be done.
    Tasks,
    /// Who is to do it.
    Assignment,
    /// What others are asked for.
    Recommendation,
}

const RESULTS: &[&str] = &[
    "kết quả",
    "đánh giá",
    "tình hình",
    "ưu điểm",
    "tồn tại",
    "hạn chế",
    "một số tồn tại",
    "một số hạn chế",
    "khó khăn",
    "nguyên nhân",
    "thực trạng",
    "bài học",
    "đặc điểm",
    "bối cảnh",
    "những kết quả",
    "công tác lãnh đạo",
    "việc thực hiện",
];

const TASKS: &[&str] = &[
    "nhiệm vụ",
    "một số nhiệm vụ",
    "các nhiệm vụ",
    "những nhiệm vụ",
    "giải pháp",
    "các giải pháp",
    "một số giải pháp",
    "phương hướng",
    "định hướng",
    "chương trình công tác",
    "trọng tâm công tác",
    "trọng tâm tháng",
    "trọng tâm quý",
    "trọng tâm 6 tháng",
    "trọng tâm năm",
    "việc cần làm",
    "những việc cần làm",
    "công tác trọng tâm",
    "nội dung chương trình",
    "nội dung kế hoạch",
    "nội dung thực hiện",
    "nội dung công việc",
    "nội dung, nhiệm vụ",
    "nội dung và giải pháp",
    "nội dung trọng tâm",
];

const ASSIGNMENTS: &[&str] = &[
    "tổ chức thực hiện",
    "phân công",
    "trách nhiệm thi hành",
    "trách nhiệm thực hiện",
    "trách nhiệm của",
    "điều khoản thi hành",
    "giao nhiệm vụ",
];

const GOALS: &[&str] =
    &["mục tiêu", "mục đích", "quan điểm", "yêu cầu", "chỉ tiêu", "một số chỉ tiêu", "các chỉ tiêu"];

/// What a heading announces; `None` where it only names a topic.
pub(super) fn heading(title: &str) -> Option<Block> {
    let title = title.trim_start_matches(|c: char| !c.is_alphabetic());
    let begins = |words: &[&str]| words.iter().any(|w| word_at(title, 0, w));
    if begins(&[
        "kiến nghị",
        "đề xuất",
        "đề xuất, kiến nghị",
        "một số kiến nghị",
        "một số đề xuất",
        "những kiến nghị",
    ]) {
        return Some(Block::Recommendation);
    }
    if begins(RESULTS) {
        return Some(Block::Results);
    }
    if begins(ASSIGNMENTS) {
        return Some(Block::Assignment);
    }
    let key_tasks = [
        "nhiệm vụ trọng tâm",
        "nhiệm vụ chủ yếu",
        "nhiệm vụ, giải pháp",
        "nhiệm vụ và giải pháp",
        "phương hướng, nhiệm vụ",
    ];
    if begins(TASKS) || key_tasks.iter().any(|k| title.contains(k)) {
        return Some(Block::Tasks);
    }
    begins(GOALS).then_some(Block::Goals)
}

/// Run-in labels of blocks.
const LABELS: &[(&str, Block)] = &[
    ("mục tiêu", Block::Goals),
    ("mục đích", Block::Goals),
    ("yêu cầu", Block::Goals),
    ("chỉ tiêu", Block::Goals),
    ("quan điểm", Block::Goals),
    ("phân công", Block::Assignment),
    ("phân công thực hiện", Block::Assignment),
    ("phân công nhiệm vụ", Block::Assignment),
    ("phân công trách nhiệm", Block::Assignment),
    ("tổ chức thực hiện", Block::Assignment),
    ("trách nhiệm thực hiện", Block::Assignment),
    ("cơ quan thực hiện", Block::Assignment),
    ("cơ quan chủ trì", Block::Assignment),
    ("đơn vị thực hiện", Block::Assignment),
    ("đơn vị chủ trì", Block::Assignment),
    ("nhiệm vụ", Block::Tasks),
    ("nhiệm vụ, giải pháp", Block::Tasks),
    ("nhiệm vụ và giải pháp", Block::Tasks),
    ("giải pháp", Block::Tasks),
    ("giải pháp thực hiện", Block::Tasks),
    ("nội dung", Block::Tasks),
    ("nội dung thực hiện", Block::Tasks),
];

/// The label that `key` ends with, a word that qualifies it included: where it begins, and its block.
fn label(key: &str) -> Option<(usize, Block)> {
    let key = key.strip_suffix(' ').unwrap_or(key);
    let heads =
        ["", " chủ yếu", " cụ thể", " trọng tâm", " chung"].iter().filter_map(|w| key.strip_suffix(w));
    let ending = |head: &'_ str| {
        let found = LABELS.iter().filter(|(name, _)| head.ends_with(name));
        let found = found.map(|(name, block)| (head.len() - name.len(), *block));
        found.filter(|(at, _)| begins_word(key, *at)).min_by_key(|(at, _)| *at)
    };
    heads.filter_map(ending).min_by_key(|(at, _)| *at)
}

/// The labels of a paragraph: where they begin and end. Before a colon, or the whole of it.
pub(super) fn labelled(key: &str) -> Vec<(Range<usize>, Block)> {
    let whole = label(key.strip_suffix('.').unwrap_or(key)).or_else(|| label(key)).filter(|(at, _)| *at == 0);
    if let Some((_, block)) = whole {
        return vec![(0..key.len(), block)];
    }
    let mut from = 0;
    let mut out = Vec::new();
    for (colon, _) in key.match_indices(':') {
        if let Some((at, block)) = label(&key[from..colon]) {
            out.push((from + at..colon + 1, block));
        }
        from = colon + 1;
    }
    out
}

/// Cuts a paragraph at its run-in labels: `Phân công thực hiện: Giao …`. The first piece may have no label.
pub(super) fn labels(text: &str, key: &str, start: usize) -> Vec<(Option<Block>, Range<usize>)> {
    let mut pieces = Vec::new();
    let (mut block, mut from) = (None, start);
    for (range, of) in labelled(&key[start..]) {
        let (at, end) = (start + range.start, start + range.end);
        // A label begins with a capital; without a colon it is a paragraph by itself.
        if !text[at..].starts_with(char::is_uppercase) {
            continue;
        }
        if at > start && !text[..at].ends_with(' ') {
            continue;
        }
        if at > from || block.is_some() {
            pieces.push((block, from..at));
        }
        block = Some(of);
        from = end;
    }
    if from < text.len() || block.is_some() || pieces.is_empty() {
        pieces.push((block, from..text.len()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::key::key;

    #[test]
    fn headings() {
        for (title, want) in [
            ("NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM QUÝ III NĂM 2024", Some(Block::Tasks)),
            ("MỘT SỐ NHIỆM VỤ TRONG TÂM QUÝ II/2024", Some(Block::Tasks)),
            ("Phương hướng năm 2026", Some(Block::Tasks)),
            ("TỔ CHỨC THỰC HIỆN", Some(Block::Assignment)),
            ("Phân công thực hiện", Some(Block::Assignment)),
            ("KẾT QUẢ THỰC HIỆN NHIỆM VỤ TRỌNG TÂM", Some(Block::Results)),
            ("KIẾN NGHỊ, ĐỀ XUẤT", Some(Block::Recommendation)),
            ("Mục tiêu", Some(Block::Goals)),
            ("Phối hợp lãnh đạo thực hiện nhiệm vụ giữ đê", None),
            ("Công tác tư tưởng, dân vận", None),
        ] {
            assert_eq!(heading(&key(title)), want, "{title}");
        }
    }

    #[test]
    fn run_in_labels() {
        let cut = |text: &str| {
            labels(text, &key(text), 0)
                .into_iter()
                .map(|(b, r)| (b, text[r].trim().to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            cut("Mục tiêu: Chuyển đổi số. Nhiệm vụ và giải pháp: Rà soát phân công: hai việc."),
            [
                (Some(Block::Goals), "Chuyển đổi số.".to_owned()),
                (Some(Block::Tasks), "Rà soát phân công: hai việc.".to_owned()),
            ]
        );
        assert_eq!(cut("Phân công nhiệm vụ"), [(Some(Block::Assignment), String::new())]);
        assert_eq!(cut("Rà soát quy chế."), [(None, "Rà soát quy chế.".to_owned())]);
        assert_eq!(
            cut("hiệu quả hoạt động. Phân công thực hiện:"),
            [(None, "hiệu quả hoạt động.".to_owned()), (Some(Block::Assignment), String::new())]
        );
    }
}
