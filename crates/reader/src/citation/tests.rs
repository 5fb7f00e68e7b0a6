use super::*;

fn cite(text: &str) -> Vec<Citation> {
    in_text(text, &key(text), ParagraphId(0))
}

fn line(c: &Citation, text: &str) -> String {
    format!(
        "{} | {} | {} | {} | {}",
        c.kind.as_deref().unwrap_or("-"),
        c.symbol.as_ref().map(|s| s.normalized.as_str()).or(c.name.as_deref()).unwrap_or("-"),
        c.date
            .as_ref()
            .map_or_else(|| "-".to_owned(), |d| format!("{}.{}.{}", d.day, d.month, d.year.unwrap_or(0))),
        c.issuer.as_deref().unwrap_or("-"),
        &text[c.span.range.clone()],
    )
}

#[test]
fn mentions() {
    for (text, want) in [
        (
            "theo Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng khoá XII về tổ chức",
            vec![
                "Nghị quyết | 18-NQ/TW | 25.10.2017 | Ban Chấp hành Trung ương Đảng khoá XII | Nghị quyết số 18-NQ/TW, ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng khoá XII",
            ],
        ),
        (
            "theo quy định 109-QĐ/TW, ngày 3/01/2018 và Quy định 114-QĐ/TW, ngày15/4/2023 của Bộ Chính trị về kiểm soát",
            vec![
                "Quy định | 109-QĐ/TW | 3.1.2018 | Bộ Chính trị | quy định 109-QĐ/TW, ngày 3/01/2018",
                "Quy định | 114-QĐ/TW | 15.4.2023 | Bộ Chính trị | Quy định 114-QĐ/TW, ngày15/4/2023 của Bộ Chính trị",
            ],
        ),
        (
            "Nghị quyết số 07/2025/NQ-CP ngày 17/9/. Trong tháng",
            vec!["Nghị quyết | 07/2025/NQ-CP | 17.9.0 | - | Nghị quyết số 07/2025/NQ-CP ngày 17/9/"],
        ),
        (
            "Chương trình hành động số 03 - CTr/ĐU, ngày 04/9/2025 của Đảng ủy về thực hiện",
            vec![
                "Chương trình hành động | 03-CTr/ĐU | 4.9.2025 | Đảng ủy | Chương trình hành động số 03 - CTr/ĐU, ngày 04/9/2025 của Đảng ủy",
            ],
        ),
        (
            "thực hiện Kết luận 148 - KL/TW và Quy định 204 – QĐ/TW của Bộ Chính trị, Ban Bí thư",
            vec![
                "Kết luận | 148-KL/TW | - | Bộ Chính trị, Ban Bí thư | Kết luận 148 - KL/TW",
                "Quy định | 204-QĐ/TW | - | Bộ Chính trị, Ban Bí thư | Quy định 204 – QĐ/TW của Bộ Chính trị, Ban Bí thư",
            ],
        ),
        ("Công văn số - 66-CV/TU", vec!["Công văn | 66-CV/TU | - | - | Công văn số - 66-CV/TU"]),
        ("hồ sơ 49-CV/TU kèm theo", vec!["- | 49-CV/TU | - | - | 49-CV/TU"]),
        (
            "các Nghị quyết số 57-NQ/TW, số 59-NQ/TW và 66-NQ/TW",
            vec![
                "Nghị quyết | 57-NQ/TW | - | - | Nghị quyết số 57-NQ/TW",
                "Nghị quyết | 59-NQ/TW | - | - | số 59-NQ/TW",
                "Nghị quyết | 66-NQ/TW | - | - | 66-NQ/TW",
            ],
        ),
        (
            "Nghị quyết Trung ương 4 khóa XII, XIII gắn với",
            vec![
                "Nghị quyết | NQTW4-XII | - | Ban Chấp hành Trung ương Đảng | Nghị quyết Trung ương 4 khóa XII, XIII",
                "Nghị quyết | NQTW4-XIII | - | Ban Chấp hành Trung ương Đảng | Nghị quyết Trung ương 4 khóa XII, XIII",
            ],
        ),
        (
            "kết quả Nghị quyết Hội nghị Trung ương lần thứ 2; và",
            vec![
                "Nghị quyết | NQTW2 | - | Ban Chấp hành Trung ương Đảng | Nghị quyết Hội nghị Trung ương lần thứ 2",
            ],
        ),
        (
            "Quyết định số 749/QĐ-TTg của Thủ tướng Chính phủ ngày 03/6/2025 phê duyệt",
            vec![
                "Quyết định | 749/QĐ-TTg | 3.6.2025 | Thủ tướng Chính phủ | Quyết định số 749/QĐ-TTg của Thủ tướng Chính phủ ngày 03/6/2025",
            ],
        ),
        ("nghị quyết của Trung ương về xây dựng Đảng; Ban Chấp hành Trung ương Đảng", vec![]),
    ] {
        assert_eq!(cite(text).iter().map(|c| line(c, text)).collect::<Vec<_>>(), want, "{text}");
    }
}

#[test]
fn the_same_symbol_with_another_date_is_another_document() {
    let text = "Nghị quyết số 03-NQ/TU, ngày 26/10/2021; Nghị quyết số 03-NQ/TU, ngày 10/12/2025; Nghị quyết số 03-NQ/TU; Nghị quyết số 03-NQ/TU, ngày 26/10/2021";
    let mut found = cite(text);
    resolve(&mut found);
    assert_eq!(found.iter().map(|c| c.first).collect::<Vec<_>>(), [None, None, Some(1), Some(0)]);
}
