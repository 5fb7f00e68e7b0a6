use super::*;
use proptest::prelude::*;

fn all(text: &str) -> Vec<String> {
    find(text)
        .into_iter()
        .map(|t| {
            let what = match t.written {
                Written::Day(d) => format!("{}.{}.{:?}", d.day, d.month, d.year),
                other => other.period(None).map_or_else(|| format!("{other:?}"), |p| p.to_string()),
            };
            format!("{} = {what}", &text[t.phrase])
        })
        .collect()
}

#[test]
fn times_of_real_texts() {
    for (text, want) in [
        ("ban hành ngày 17/9/2025 của", vec!["ngày 17/9/2025 = 17.9.Some(2025)"]),
        ("số 07/2025/NQ-CP ngày 17/9/.", vec!["ngày 17/9/ = 17.9.None"]),
        ("ngày15/4/2025", vec!["ngày15/4/2025 = 15.4.Some(2025)"]),
        ("ngày 03 tháng 02 năm 2026", vec!["ngày 03 tháng 02 năm 2026 = 3.2.Some(2026)"]),
        ("trong tháng 12/2025; quý I/2026", vec!["tháng 12/2025 = 2025-12", "quý I/2026 = 2026-Q1"]),
        ("THÁNG 12 NĂM 2025", vec!["THÁNG 12 NĂM 2025 = 2025-12"]),
        ("tháng 4, tháng 5/2026", vec!["tháng 4 = Month(4, None)", "tháng 5/2026 = 2026-05"]),
        ("04 tháng cuối năm 2025", vec!["04 tháng cuối năm 2025 = 2025-09/2025-12"]),
        ("11 tháng đầu năm ước đạt", vec!["11 tháng đầu năm = Months(1, 11, None)"]),
        ("nhiệm kỳ 2025 - 2030", vec!["nhiệm kỳ 2025 - 2030 = 2025/2030"]),
        ("(2021–2025)", vec!["2021–2025 = 2021/2025"]),
        ("đến năm 2030, tầm nhìn 2045", vec!["năm 2030 = 2030", "2045 = 2045"]),
        ("lũy kế 9 tháng 3.998,6 tỷ đồng, 6 tháng 12 đoàn", vec![]),
        ("có 02/09 chỉ tiêu", vec![]),
        ("49/61 đơn, 4000 - 4100 lượt", vec![]),
        ("dịp 30/4 và 01/5", vec!["30/4 = 30.4.None", "01/5 = 1.5.None"]),
        ("giai đoạn 2025 - 20230", vec!["giai đoạn 2025 - 20230 = Years(2025, 20230)"]),
        ("Quý III và quý 4 năm 2026", vec!["Quý III = Quarter(3, None)", "quý 4 năm 2026 = 2026-Q4"]),
        ("01/5/1886-01/5/2026", vec!["01/5/1886 = 1.5.Some(1886)", "01/5/2026 = 1.5.Some(2026)"]),
    ] {
        assert_eq!(all(text), want, "{text}");
    }
}

#[test]
fn last_days() {
    let last = |p: Period| p.last_day().map(|d| d.to_string());
    assert_eq!(last(Period::Month(2024, 2)).as_deref(), Some("2024-02-29"));
    assert_eq!(last(Period::Quarter(2026, 1)).as_deref(), Some("2026-03-31"));
    assert_eq!(last(Period::Years(Years::new(2025, 2030).expect("in order"))).as_deref(), Some("2030-12-31"));
}

#[test]
fn years_turned_round_are_no_period() {
    let written = |text| find(text).into_iter().map(|t| t.written).next();
    assert_eq!(written("giai đoạn 2125 - 2030"), Some(Written::Years(2125, 2030)));
    assert_eq!(Written::Years(2125, 2030).period(None), None);
    assert_eq!(Written::Months(9, 4, Some(2025)).period(None), None);
    assert!(Years::new(2030, 2125).is_some() && Years::new(2125, 2030).is_none());
}

#[test]
fn a_mistyped_year_stays_one_where_years_are_due() {
    for text in
        ["05 năm (2021 - 2288)", "giai đoạn 2284 - 2025", "5 năm liền (2284 - 2025)", "5 năm 2026 - 2294"]
    {
        assert!(matches!(find(text)[0].written, Written::Years(..)), "{text}");
    }
    for text in ["đón 4000 - 4100 lượt", "năm 2025, 2026 - 4100 lượt", "từ 1500 - 2000 người"] {
        assert!(find(text).iter().all(|t| !matches!(t.written, Written::Years(..))), "{text}");
    }
}

proptest! {
    #[test]
    fn every_valid_date_is_read(year in 1900_i16..2100, ordinal in 1_i16..=365, padded in any::<bool>()) {
        let date = Date::new(year, 1, 1).expect("a year begins").with().day_of_year(ordinal).build().expect("a day of the year");
        let text = if padded {
            format!("ngày {:02}/{:02}/{year}", date.day(), date.month())
        } else {
            format!("ngày {}/{}/{year}", date.day(), date.month())
        };
        let times = find(&text);
        prop_assert_eq!(times.len(), 1);
        prop_assert_eq!(times[0].written.period(None), Some(Period::Day(date)));
        prop_assert_eq!(&times[0].phrase, &(0..text.len()));
    }

    #[test]
    fn periods_never_run_backwards(
        first in any::<u32>(), last in any::<u32>(), year in 1900_u32..2300, own in proptest::option::of(1900_u32..2300)
    ) {
        let (a, b) = (1900 + first % 400, 1900 + last % 400);
        let (from, to) = (first % 14, last % 14);
        for written in [
            Written::Years(a, b),
            Written::Months(from, to, own),
            Written::Month(from, own),
            Written::Quarter(from, own),
            Written::Year(a),
        ] {
            if let Some(period) = written.period(Some(year)) {
                prop_assert!(period.first_day() <= period.last_day(), "{period:?}");
            }
        }
    }

    #[test]
    fn total(text in "(ngày|tháng|quý|năm|[0-9]{1,5}|[/. –()-]|IV|đầu|cuối){0,12}") {
        let mut end = 0;
        for time in find(&text) {
            prop_assert!(time.range.start >= end && text.get(time.phrase.clone()).is_some());
            end = time.range.end;
        }
    }
}
