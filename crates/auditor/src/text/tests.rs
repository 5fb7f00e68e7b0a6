use super::*;
use reader::Limits;

/// The meanings of all numbers of a text.
fn meanings(text: &str) -> Vec<String> {
    let document = reader::read("t.txt", text.as_bytes(), &Limits::default()).expect("readable");
    let mut out = Vec::new();
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        let citations: Vec<&reader::Citation> =
            document.citations.iter().filter(|c| c.span.paragraph.0 == index).collect();
        let text = Text::new(ParagraphId(index), paragraph, &citations);
        for typed in &text.typed {
            let name = format!("{:?}", typed.meaning);
            let name = name.split(['(', ' ']).next().unwrap_or("").to_owned();
            out.push(format!("{} {name}", &paragraph.text[typed.range.clone()]));
        }
    }
    out
}

#[test]
fn numbers_are_typed_by_what_stands_around_them() {
    for (text, want) in [
        ("Có 07/09 chỉ tiêu của tháng 11 đạt", vec!["07/09 Ratio", "11 Time"]),
        ("Thu 42.817 tỷ đồng, đạt 122,5% dự toán", vec!["42.817 Amount", "122,5% Percent"]),
        ("Dịp 30/4 và 01/5 có 02 đoàn", vec!["30/4 Time", "01/5 Time", "02 Amount"]),
        ("Ban Chỉ đạo 35, Đề án 06, cơ sở dữ liệu 4.0", vec!["35 Name", "06 Name", "4.0 Name"]),
        ("Kỳ họp thứ 31, lần thứ 2", vec!["31 Ordinal", "2 Ordinal"]),
        ("nội dung: (1) Một; (2) Hai", vec!["1) Label", "2) Label"]),
    ] {
        assert_eq!(meanings(text), want, "{text}");
    }
}

#[test]
fn sentences_end_where_a_reader_stops() {
    let text = "Đạt 12,5%. Trong đó: thu 2.914 tỷ (gồm 2 tỷ. Và 3 tỷ). Đồng chí A. Nguyễn dự.";
    let parts: Vec<&str> = sentences(text).into_iter().map(|r| &text[r]).collect();
    assert_eq!(
        parts,
        ["Đạt 12,5%.", "Trong đó: thu 2.914 tỷ (gồm 2 tỷ. Và 3 tỷ).", "Đồng chí A. Nguyễn dự."]
    );
}

#[test]
fn scales_that_no_number_can_hold_are_words() {
    for text in ["Thu 1 tỷ tỷ tỷ tỷ tỷ đồng.", "Thu 1 triệu tỷ tỷ nghìn tỷ tỷ đồng, chi 5 đồng."]
    {
        assert_eq!(meanings(text).first().map(String::as_str), Some("1 Amount"), "{text}");
    }
}

#[test]
fn brackets_are_found_from_the_inside() {
    let text = "a (b (c) d (e)) (f) g)";
    let (pairs, outer) = brackets(text);
    let inside: Vec<&str> = pairs.iter().map(|(open, close)| &text[open + 1..*close]).collect();
    assert_eq!(inside, ["b (c) d (e)", "c", "e", "f"]);
    assert_eq!(outer, [None, Some(0), Some(0), None]);
    let deep = format!("{}1{}", "(".repeat(1000), ")".repeat(1000));
    assert_eq!(brackets(&deep).0.len(), DEEPEST);
}
