//! What holds for every calendar of the program, and for some of our own.

use super::*;
use crate::people::Language;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;

fn all() -> Calendars {
    Calendars::built_in().unwrap()
}

fn one(calendars: &Calendars, code: &str) -> Calendar {
    calendars.get(&CalendarCode::new(code)).unwrap().clone()
}

fn day() -> impl Strategy<Value = Date> {
    (0_i32..180_000).prop_map(|days| date(1900, 1, 1) + days.days())
}

proptest! {
    #[test]
    fn periods_tile_time(day in day()) {
        for calendar in all().iter() {
            let Some(period) = calendar.period(day) else {
                prop_assert!(!calendar.is_gapless(), "{} leaves {day} out", calendar.code);
                continue;
            };
            prop_assert!(period.span().contains(day));
            prop_assert_eq!(calendar.period(period.from), Some(period));
            prop_assert_eq!(calendar.period(period.last), Some(period));
            let next = calendar.shift(period, 1).unwrap();
            prop_assert_eq!(calendar.shift(next, -1), Some(period));
            prop_assert!(next.from > period.last);
            if calendar.is_gapless() {
                prop_assert_eq!(period.last.tomorrow().unwrap(), next.from, "{}", &calendar.code);
            }
        }
    }

    #[test]
    fn greater_periods_are_unions_of_smaller_ones(day in day()) {
        let calendars = all();
        let families = [
            ["month", "quarter", "half", "year"],
            ["reporting_month", "reporting_quarter", "reporting_half", "reporting_year"],
        ];
        for family in families {
            for (index, whole) in family.iter().enumerate() {
                let whole = one(&calendars, whole).period(day).unwrap();
                for part in &family[..=index] {
                    let part = one(&calendars, part);
                    let parts = part.parts(whole).unwrap();
                    prop_assert_eq!(parts.iter().map(Period::days).sum::<i32>(), whole.days());
                    for inner in parts {
                        prop_assert_eq!(calendars.get(&part.code).unwrap().around(inner), Some(inner));
                        prop_assert!(whole.covers(inner));
                    }
                }
            }
        }
        let nine = one(&calendars, "nine_months");
        if let Some(period) = nine.period(day) {
            prop_assert_eq!(one(&calendars, "quarter").parts(period).unwrap().len(), 3);
            prop_assert_eq!(one(&calendars, "half").parts(period), None);
        }
        prop_assert_eq!(one(&calendars, "day").parts(one(&calendars, "week").period(day).unwrap()).unwrap().len(), 7);
    }

    #[test]
    fn sdmx_reads_back(day in day()) {
        let calendars = all();
        for calendar in calendars.iter() {
            let Some(period) = calendar.period(day) else { continue };
            match calendars.sdmx(calendar, period) {
                Some(code) => prop_assert_eq!(calendars.read_sdmx(calendar, &code), Some(period), "{}", code),
                None => prop_assert!(["nine_months", "reporting_nine_months", "five_years"].contains(&calendar.code.as_str())),
            }
        }
    }

    #[test]
    fn a_year_to_date_runs_from_the_first_period_to_this_one(day in day()) {
        let calendars = all();
        for calendar in calendars.iter() {
            let Some(period) = calendar.period(day) else { continue };
            let Some(to_date) = calendars.year_to_date(calendar, period) else {
                prop_assert_eq!(&calendar.year, &None);
                continue;
            };
            prop_assert_eq!(to_date.last(), Some(&period));
            let numbers: Vec<u32> = to_date.iter().map(|part| calendars.number(calendar, *part).unwrap()).collect();
            prop_assert_eq!(numbers, (1..=u32::try_from(to_date.len()).unwrap()).collect::<Vec<_>>(), "{} {}", calendar.code, day);
        }
    }

    #[test]
    fn the_same_period_last_year_has_the_same_number(day in day()) {
        let calendars = all();
        for calendar in calendars.iter().filter(|calendar| !["day", "week"].contains(&calendar.code.as_str())) {
            let Some(period) = calendar.period(day) else { continue };
            let before = calendars.last_year(calendar, period);
            prop_assert_eq!(before.is_some(), calendar.year.is_some());
            if let Some(before) = before {
                prop_assert_eq!(calendars.number(calendar, before), calendars.number(calendar, period));
                prop_assert_eq!(before.last.year() + 1, period.last.year());
            }
        }
    }

    #[test]
    fn weeks_are_those_of_iso_8601(day in day()) {
        let calendars = all();
        let week = one(&calendars, "week");
        let iso = day.iso_week_date();
        let expected = format!("{:04}-W{:02}", iso.year(), iso.week());
        prop_assert_eq!(calendars.sdmx(&week, week.period(day).unwrap()), Some(expected));
    }

    #[test]
    fn every_period_has_a_name_of_its_own(day in day()) {
        let calendars = all();
        for calendar in calendars.iter() {
            let Some(period) = calendar.period(day) else { continue };
            let next = calendar.shift(period, 1).unwrap();
            for language in [Language::Vi, Language::En] {
                let name = calendars.name(period, language);
                prop_assert!(!name.contains(['{', '}']) && !name.is_empty(), "{}", name);
                prop_assert_ne!(name, calendars.name(next, language));
            }
        }
    }
}

#[test]
fn names() {
    let calendars = all();
    let name = |code: &str, day| {
        let period = one(&calendars, code).period(day).unwrap();
        calendars.name(period, Language::Vi)
    };
    let day = date(2026, 11, 22);
    assert_eq!(name("month", day), "tháng 11/2026");
    assert_eq!(name("reporting_month", day), "tháng 12/2026 (kỳ báo cáo)");
    assert_eq!(name("reporting_month", date(2026, 12, 20)), "tháng 1/2027 (kỳ báo cáo)");
    assert_eq!(name("quarter", day), "quý IV/2026");
    assert_eq!(name("half", day), "6 tháng cuối năm 2026");
    assert_eq!(name("nine_months", date(2026, 9, 30)), "9 tháng năm 2026");
    assert_eq!(name("week", day), "tuần 47/2026 (16/11/2026 – 22/11/2026)");
    assert_eq!(name("five_years", day), "giai đoạn 2026 – 2030");
    let own = Period { from: date(2026, 3, 2), last: date(2026, 3, 9) };
    assert_eq!(calendars.name(own, Language::Vi), "02/03/2026 – 09/03/2026");
    assert_eq!(calendars.year_start(&one(&calendars, "reporting_quarter")).as_deref(), Some("--12-15"));
}

const CAMPAIGNS: &str = r#"
[[calendar]]
code = "campaign"
vi = "Chiến dịch"
en = "Campaign"
names = [{ vi = "{label}", en = "{label}" }]
source = "use"
[[calendar.period]]
code = "census"
vi = "Đợt tổng rà soát"
en = "Census"
from = "2026-03-01"
last = "2026-04-15"
[[calendar.period]]
code = "peak"
vi = "Đợt cao điểm"
en = "Peak"
from = "2026-05-01"
last = "2026-05-31"
"#;

#[test]
fn campaigns_have_days_of_their_own() {
    let calendars = Calendars::parse(CAMPAIGNS).unwrap();
    let campaign = one(&calendars, "campaign");
    let census = campaign.period(date(2026, 4, 15)).unwrap();
    assert_eq!((census.from, census.days()), (date(2026, 3, 1), 46));
    assert_eq!(campaign.period(date(2026, 4, 16)), None);
    assert_eq!(calendars.name(census, Language::Vi), "Đợt tổng rà soát");
    assert_eq!(campaign.shift(census, 1).unwrap().from, date(2026, 5, 1));
    assert_eq!(campaign.shift(census, 2), None);
    assert_eq!(calendars.last_year(&campaign, census), None);
    assert_eq!(calendars.year_to_date(&campaign, census), None);
}

#[test]
fn a_bad_table_says_why() {
    let row = |middle: &str| {
        format!(
            "[[calendar]]\ncode = \"a\"\nvi = \"A\"\nen = \"A\"\nsource = \"use\"\nnames = [{{ vi = \"a\", en = \"a\" }}]\n{middle}\n"
        )
    };
    let key = |table: &str| Calendars::parse(table).unwrap_err().key();
    let good = row("every = { months = 12 }\nfirst = \"2024-01-01\"");
    assert_eq!(key("calendar = 1"), "calendars-syntax");
    assert_eq!(key(&good.repeat(2)), "calendars-twice");
    assert_eq!(key(&row("")), "calendars-no-rule");
    assert_eq!(key(&row("every = { days = 7 }")), "calendars-no-rule");
    assert_eq!(key(&row("every = { days = 0 }\nfirst = \"2024-01-01\"")), "calendars-bad-length");
    assert_eq!(key(&row("every = { months = 1 }\nfirst = \"2024-01-31\"")), "calendars-bad-length");
    assert_eq!(
        key(&row("every = { months = 6 }\nlength = 9\nfirst = \"2024-01-01\"")),
        "calendars-bad-length"
    );
    assert_eq!(key(&CAMPAIGNS.replace("2026-04-15", "2026-05-01")), "calendars-overlap");
    assert_eq!(
        key(&row("every = { months = 3 }\nfirst = \"2024-01-01\"\nyear = \"a\"")),
        "calendars-no-year"
    );
    assert_eq!(
        key(&CAMPAIGNS.replace("names = [{ vi = \"{label}\", en = \"{label}\" }]", "names = []")),
        "calendars-names"
    );
}

#[test]
fn the_ends_of_time_are_no_period() {
    for calendar in all().iter() {
        for day in [Date::MIN, Date::MAX] {
            if let Some(period) = calendar.period(day) {
                assert!(period.span().contains(day));
            }
        }
    }
}
