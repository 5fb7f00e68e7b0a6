use super::*;

fn cite(text: &str) -> Vec<Citation> {
    in_text(text, &Words::of(text), ParagraphId(0))
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
            "theo Nghị quyết số 15-NQ/TW, ngày 02/3/2011 của Ban Chấp hành Trung ương Đảng khoá XI về nghề cá",
            vec![
                "Nghị quyết | 15-NQ/TW | 2.3.2011 | Ban Chấp hành Trung ương Đảng khoá XI | Nghị quyết số 15-NQ/TW, ngày 02/3/2011 của Ban Chấp hành Trung ương Đảng khoá XI",
            ],
        ),
        (
            "theo quy định 35-QĐ/TW, ngày 7/02/2012 và Quy định 36-QĐ/TW, ngày18/9/2013 của Bộ Chính trị về thư viện",
            vec![
                "Quy định | 35-QĐ/TW | 7.2.2012 | Bộ Chính trị | quy định 35-QĐ/TW, ngày 7/02/2012",
                "Quy định | 36-QĐ/TW | 18.9.2013 | Bộ Chính trị | Quy định 36-QĐ/TW, ngày18/9/2013 của Bộ Chính trị",
            ],
        ),
        (
            "Nghị quyết số 04/2024/NQ-CP ngày 12/8/. Chợ cá",
            vec!["Nghị quyết | 04/2024/NQ-CP | 12.8.0 | - | Nghị quyết số 04/2024/NQ-CP ngày 12/8/"],
        ),
        (
            "Chương trình hành động số 21 - CTr/ĐU, ngày 03/6/2024 của Đảng ủy về đê biển",
            vec![
                "Chương trình hành động | 21-CTr/ĐU | 3.6.2024 | Đảng ủy | Chương trình hành động số 21 - CTr/ĐU, ngày 03/6/2024 của Đảng ủy",
            ],
        ),
        (
            "thực hiện Kết luận 148 - KL/TW và Quy định 204 – QĐ/TW của Bộ Chính trị, Ban Bí thư",
            vec![
                "Kết luận | 148-KL/TW | - | Bộ Chính trị, Ban Bí thư | Kết luận 148 - KL/TW",
                "Quy định | 204-QĐ/TW | - | Bộ Chính trị, Ban Bí thư | Quy định 204 – QĐ/TW của Bộ Chính trị, Ban Bí thư",
            ],
        ),
        ("Công văn số - 31-CV/TU", vec!["Công văn | 31-CV/TU | - | - | Công văn số - 31-CV/TU"]),
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
            "Nghị quyết Trung ương 6 khóa X, XI về nghề cá",
            vec![
                "Nghị quyết | NQTW6-X | - | Ban Chấp hành Trung ương Đảng | Nghị quyết Trung ương 6 khóa X, XI",
                "Nghị quyết | NQTW6-XI | - | Ban Chấp hành Trung ương Đảng | Nghị quyết Trung ương 6 khóa X, XI",
            ],
        ),
        (
            "xem Nghị quyết Hội nghị Trung ương lần thứ 8; và",
            vec![
                "Nghị quyết | NQTW8 | - | Ban Chấp hành Trung ương Đảng | Nghị quyết Hội nghị Trung ương lần thứ 8",
            ],
        ),
        (
            "Quyết định số 749/QĐ-TTg của Thủ tướng Chính phủ ngày 03/6/2025 phê duyệt",
            vec![
                "Quyết định | 749/QĐ-TTg | 3.6.2025 | Thủ tướng Chính phủ | Quyết định số 749/QĐ-TTg của Thủ tướng Chính phủ ngày 03/6/2025",
            ],
        ),
        (
            "Theo hướng “dẫn số 08-HD/BTCTW, ngày 28/11/2024",
            vec!["- | 08-HD/BTCTW | 28.11.2024 | - | số 08-HD/BTCTW, ngày 28/11/2024"],
        ),
        ("nghị quyết của Trung ương về xây dựng Đảng; Ban Chấp hành Trung ương Đảng", vec![]),
    ] {
        assert_eq!(cite(text).iter().map(|c| line(c, text)).collect::<Vec<_>>(), want, "{text}");
    }
}

#[test]
fn the_same_symbol_with_another_date_is_another_document() {
    let text = "Nghị quyết số 14-NQ/TU, ngày 08/3/2019; Nghị quyết số 14-NQ/TU, ngày 17/9/2024; Nghị quyết số 14-NQ/TU; Nghị quyết số 14-NQ/TU, ngày 08/3/2019";
    let mut found = cite(text);
    resolve(&mut found);
    assert_eq!(found.iter().map(|c| c.first).collect::<Vec<_>>(), [None, None, Some(1), Some(0)]);
}
