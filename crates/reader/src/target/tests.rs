use super::*;

fn read(text: &str) -> Vec<String> {
    let show = |d: Option<Decimal>| d.map_or_else(|| "-".to_owned(), |d| d.to_string());
    in_text(text, &Words::of(text), ParagraphId(0), Some(2025), &[])
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
            "Sản lượng cá về bến tháng 8 ước đạt 1,84 triệu tấn (đạt kịch bản tháng 8 là 1,75 triệu tấn)",
            vec!["Sản lượng cá về bến | 2025-08 | 1.84 | 1.75..1.75 | triệu tấn"],
        ),
        (
            "Giải ngân đạt 2.223 tỷ đồng, đạt 71,25% kế hoạch vốn Thủ tướng Chính phủ giao (3.120,4 tỷ đồng)",
            vec!["Giải ngân | 2025 | 2223 | 3120.4..3120.4 | tỷ đồng"],
        ),
        (
            "Thư viện đón 86.000 lượt khách, đạt 93,7% kịch bản năm",
            vec!["Thư viện đón | 2025 | 86000 | -..- | lượt khách"],
        ),
        (
            "có 06/08 chỉ tiêu chủ yếu của tháng 8 đạt kịch bản",
            vec!["chỉ tiêu chủ yếu của tháng 8 đạt kịch bản | 2025-08 | 6 | 8..8 | chỉ tiêu"],
        ),
        (
            "Phấn đấu thu nhập bình quân đạt từ 6.100 đến 6.250 USD năm 2026",
            vec!["thu nhập | 2026 | - | 6100..6250 | USD"],
        ),
        ("Chỉ tiêu kết nạp đảng viên tối thiểu 40%", vec!["kết nạp đảng viên | - | - | 40..- | %"]),
        ("Tổ chức 03 hội nghị, ban hành 05 kế hoạch", vec![]),
    ] {
        assert_eq!(read(text), want, "{text}");
    }
}

/// What [`words`] reads, as patterns.
mod patterns {
    use regex::Regex;
    use std::sync::LazyLock;

    pub(super) static PLAN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)^ [^;.()]{0,60}? \( \ ? (?:(?:không|chưa|vượt)\ )? (?:(?:đạt|vượt)\ )? (?:kịch\ bản|kế\ hoạch|mục\ tiêu|chỉ\ tiêu|dự\ toán)
              (?P<time> [^()%;]{0,40}? ) (?:\ (?:là|tăng|đạt|khoảng))? \ ? :? \ ? \(? $",
        )
        .unwrap()
    });
    pub(super) static SHARE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x)^ \ ? (?:so\ với\ )? (?:(?:tổng|lần)\ )? (?:kế\ hoạch|dự\ toán|kịch\ bản|mục\ tiêu|chỉ\ tiêu|nghị\ quyết)
              (?P<time> [^,;()%]{0,80} ) (?P<open> \( )?",
        )
        .unwrap()
    });
    pub(super) static AIM: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x) (?: phấn\ đấu | mục\ tiêu | chỉ\ tiêu | tối\ thiểu | ít\ nhất | bảo\ đảm | đảm\ bảo | hoàn\ thành | đạt\ (?:trên|từ) )
              [^;.:()]{0,90}? (?P<low> \ (?:tối\ thiểu|ít\ nhất|trên|hơn|từ) )? \ $",
        )
        .unwrap()
    });
}

proptest::proptest! {
    #[test]
    fn words_are_read_as_the_patterns_say(
        text in "( |\\(|:|;|là|tăng|đạt|khoảng|không |chưa |vượt |kịch bản|kế hoạch|mục tiêu|chỉ tiêu|dự toán|so với |tổng |lần |nghị quyết|phấn đấu|tối thiểu|ít nhất|bảo đảm|hoàn thành|đạt từ|trên|hơn|từ|tháng 11|,|%|[aế ]{1,60}){0,9} ?"
    ) {
        let plan = patterns::PLAN.captures(&text).map(|c| c.name("time").unwrap().range());
        proptest::prop_assert_eq!(words::plan(&text), plan);
        let share = patterns::SHARE.captures(&text);
        let share = share.map(|c| (c.name("time").unwrap().range(), c.name("open").is_some()));
        proptest::prop_assert_eq!(words::share(&text), share);
        let aim = patterns::AIM.captures(&text).map(|c| c.name("low").is_some());
        proptest::prop_assert_eq!(words::aim(&text), aim);
    }
}
