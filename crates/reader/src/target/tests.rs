use super::*;

fn read(text: &str) -> Vec<String> {
    let show = |d: Option<Decimal>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
    in_text(text, &key(text), ParagraphId(0), Some(2025), &[])
        .iter()
        .map(|t| {
            format!(
                "{} | {} | {} | {}..{} | {}",
                t.indicator,
                t.period.map_or_else(|| "-".to_owned(), |p| p.to_string()),
                show(t.actual),
                show(t.min),
                show(t.max),
                t.unit.as_deref().unwrap_or("-")
            )
        })
        .collect()
}

#[test]
fn counts_in_tasks_are_targets() {
    let text = "II. NHIỆM VỤ THÁNG 5/2026\n\n1. Tổ chức 02 lớp bồi dưỡng đảng viên mới; cập nhật dữ liệu.\n";
    let document = crate::read("a.txt", text.as_bytes(), &crate::Limits::default()).unwrap();
    let target = &document.targets[0];
    assert_eq!((target.min, target.unit.as_deref()), (Some(Decimal::from(2)), Some("lớp")));
    assert_eq!(target.period, Some(Period::Month(2026, 5)));
    assert_eq!(target.indicator, "lớp bồi dưỡng đảng viên mới");
}

#[test]
fn targets() {
    for (text, want) in [
        (
            "Sản lượng hàng hóa qua cảng tháng 11 ước đạt 27,31 triệu tấn (đạt kịch bản tháng 11 là 27,2 triệu tấn)",
            vec!["Sản lượng hàng hóa qua cảng | 2025-11 | 27.31 | 24.8..24.8 | triệu tấn"],
        ),
        (
            "Giải ngân đạt 21.406 tỷ đồng, đạt 88,34% kế hoạch vốn Thủ tướng Chính phủ giao (24.230,5 tỷ đồng)",
            vec!["Giải ngân | 2025 | 21406 | 24230.5..24230.5 | tỷ đồng"],
        ),
        (
            "Thành phố đón 913.000 lượt khách, đạt 94,1% kịch bản năm",
            vec!["Thành phố đón | 2025 | 913000 | -..- | lượt khách"],
        ),
        (
            "có 07/09 chỉ tiêu chủ yếu của tháng 11 đạt kịch bản",
            vec!["chỉ tiêu chủ yếu của tháng 11 đạt kịch bản | 2025-11 | 7 | 9..9 | chỉ tiêu"],
        ),
        (
            "Phấn đấu thu nhập bình quân đạt từ 7.300 đến 7.400 USD năm 2026",
            vec!["thu nhập | 2026 | - | 7300..7400 | USD"],
        ),
        ("Chỉ tiêu kết nạp đảng viên tối thiểu 40%", vec!["kết nạp đảng viên | - | - | 40..- | %"]),
        ("Tổ chức 03 hội nghị, ban hành 05 kế hoạch", vec![]),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}
