use super::*;
use vitext::Map;

fn healed(text: &str) -> Healed {
    Healed { text: text.to_owned(), map: Map::identity(text.len()), calls: Vec::new(), row: false }
}

fn addresses(texts: &[&str]) -> Vec<String> {
    let outline = outline(texts.iter().map(|t| healed(t)).collect(), Vec::new());
    outline.paragraphs.into_iter().map(|p| p.address).collect()
}

#[test]
fn dotted_labels_stand_under_their_roman_heading() {
    let got = addresses(&[
        "I. KẾT QUẢ",
        "1. Đê điều",
        "- Ban hành kế hoạch.",
        "2. Chợ và bến cá",
        "2.1. Chợ",
        "2.2. Xây dựng đảng",
        "2.2.1. Tư tưởng",
        "Nội dung.",
        "II. NHIỆM VỤ",
        "1. Chỉ đạo",
        "a) Một",
    ]);
    assert_eq!(
        got,
        [
            "I",
            "I.1",
            "I.1.point-1",
            "I.2",
            "I.2.1",
            "I.2.2",
            "I.2.2.1",
            "I.2.2.1.p-1",
            "II",
            "II.1",
            "II.1.a"
        ]
    );
}

#[test]
fn a_repeated_label_gets_an_address_of_its_own() {
    assert_eq!(addresses(&["I. A", "1. B", "1. C", "1. D"]), ["I", "I.1", "I.1~2", "I.1~3"]);
}

#[test]
fn deep_nesting_is_bounded() {
    let texts: Vec<String> = (0..10_000).map(|_| "(1) a".to_owned()).collect();
    let outline = outline(texts.iter().map(|t| healed(t)).collect(), Vec::new());
    assert_eq!(outline.paragraphs.len(), 10_000);
}

#[test]
fn head_and_tail_frame_the_body() {
    let got = addresses(&[
        "THÀNH ỦY HẢI MINH",
        "BÁO CÁO",
        "kết quả công tác tháng 11",
        "I. KẾT QUẢ",
        "Đã hoàn thành.",
        "Nơi nhận:",
        "- Lưu Văn phòng.",
        "T/M BAN THƯỜNG VỤ",
        "PHÓ BÍ THƯ",
    ]);
    assert_eq!(got, ["head-1", "head-2", "head-3", "I", "I.p-1", "tail-1", "tail-2", "tail-3", "tail-4"]);
}
