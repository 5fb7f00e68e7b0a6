//! Sides of a person: one may be a woman, a member of the union and a graduate.

/// Words of the labels of parts, by the side of a person that they speak of.
const SIDES: &[&[&str]] = &[
    &["nữ"],
    &["đoàn viên"],
    &["dân tộc"],
    &["tôn giáo"],
    &["trẻ", "tuổi"],
    &["trình độ", "đại học"],
    &["học sinh", "sinh viên"],
    &["cấp uỷ viên", "cấp ủy viên"],
];

/// On how many sides the labels look; men and women are two of one.
pub(super) fn sides(labels: &[String]) -> usize {
    let men = labels.iter().any(|l| l.contains("nam"));
    SIDES.iter().filter(|side| labels.iter().any(|label| speaks(label, side, men))).count()
}

fn speaks(label: &str, side: &[&str], men: bool) -> bool {
    // "Hội Phụ nữ" is a body
    side.iter().any(|word| label.replace("phụ nữ", "").contains(word) && !(men && *word == "nữ"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_a_person() {
        for (labels, want) in [
            (&["nữ", "đoàn viên"][..], 2),
            (&["nam", "nữ"], 0),
            (&["hội phụ nữ", "hội nông dân"], 0),
            (&["nghỉ hưu trước tuổi", "thôi việc"], 1),
            (&["trình độ đại học", "trung cấp"], 1),
            (&["khiển trách", "cảnh cáo"], 0),
        ] {
            let labels: Vec<String> = labels.iter().map(|l| (*l).to_owned()).collect();
            assert_eq!(sides(&labels), want, "{labels:?}");
        }
    }
}
