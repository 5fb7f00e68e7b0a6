use super::*;
use jiff::civil::date;
use proptest::prelude::*;

#[test]
fn numbers_are_written_the_way_of_the_language() {
    let value = Decimal::new(12_345_678, 1);
    assert_eq!(number(Language::Vi, value), "1.234.567,8");
    assert_eq!(number(Language::En, value), "1,234,567.8");
    assert_eq!(number(Language::Vi, Decimal::new(-1000, 2)), "−10,00");
    assert_eq!(number(Language::Vi, Decimal::new(0, 1)), "0,0");
    assert_eq!(number(Language::Vi, Decimal::new(999, 0)), "999");
}

#[test]
fn days_as_they_are_typed() {
    for text in ["31/12/2025", " 31-12-2025", "31.12.2025", "2025-12-31", "31122025"] {
        assert_eq!(parse_date(text), Some(date(2025, 12, 31)), "{text}");
    }
    assert_eq!(parse_date("1/7/2025"), Some(date(2025, 7, 1)));
    for text in ["", "31/02/2025", "12/31/2025", "1/7/25", "1/7", "+1/7/2025", "01/01/20255"] {
        assert_eq!(parse_date(text), None, "{text}");
    }
}

#[test]
fn an_instant_is_shown_in_the_time_of_the_country() {
    let instant: Timestamp = "2025-12-31T18:05:00Z".parse().unwrap();
    assert!(moment(instant).into_string().ends_with(">01:05 01/01/2026</time>"));
}

proptest! {
    #[test]
    fn a_date_is_read_as_it_is_written(days in -3_000i64..60_000) {
        let day = date(1990, 1, 1).saturating_add(jiff::ToSpan::days(days));
        prop_assert_eq!(parse_date(&print_date(day)), Some(day));
    }

    #[test]
    fn no_digit_is_lost(value in any::<i64>(), decimals in 0u32..6) {
        let text = number(Language::Vi, Decimal::new(value, decimals));
        let plain = text.replace('.', "").replace(',', ".").replace('−', "-");
        prop_assert_eq!(plain.parse::<Decimal>().unwrap(), Decimal::new(value, decimals));
    }

    #[test]
    fn anything_may_be_typed(text in "\\PC*") {
        let _ = parse_date(&text);
    }
}
