//! What is wrong with a catalogue is found when it is made.

use super::*;
use crate::ids::IndicatorId;
use crate::indicators::formula::Strategy;
use crate::periods::{CalendarCode, Calendars, Period};
use jiff::civil::date;

fn measures() -> Vec<Measure> {
    let measure =
        |code: &str, kind| Measure { code: code.parse().unwrap(), vi: code.into(), en: code.into(), kind };
    vec![
        measure("person", MeasureKind::Count),
        measure("percent", MeasureKind::Percent),
        measure("times", MeasureKind::Ratio),
    ]
}

fn sex() -> Breakdown {
    let item = |code: &str| BreakdownItem { code: code.parse().unwrap(), vi: code.into(), en: code.into() };
    Breakdown {
        code: "sex".parse().unwrap(),
        vi: "Giới".into(),
        en: "Sex".into(),
        closed: true,
        items: vec![item("women"), item("men")],
    }
}

fn reported(id: i64, code: &str, nature: Nature) -> Indicator {
    let across_units = if nature == Nature::Ratio { AcrossUnits::Max } else { AcrossUnits::Sum };
    let over_time = if nature == Nature::Flow { OverTime::Sum } else { OverTime::Last };
    Indicator {
        id: IndicatorId::new(id),
        code: code.parse().unwrap(),
        measure: "person".parse().unwrap(),
        decimals: Decimals::NONE,
        nature,
        calendars: vec![CalendarCode::new("month")],
        versions: vec![Version {
            from: date(2020, 1, 1),
            vi: code.into(),
            en: code.into(),
            note: String::new(),
            direction: Direction::Up,
            across_units,
            over_time,
            breakdowns: vec!["sex".parse().unwrap()],
            formula: None,
        }],
    }
}

fn computed(id: i64, code: &str, text: &str) -> Indicator {
    let mut indicator = reported(id, code, Nature::Ratio);
    indicator.measure = "percent".parse().unwrap();
    indicator.calendars.clear();
    indicator.versions[0].across_units = AcrossUnits::RatioOfSums;
    indicator.versions[0].formula = Some(FormulaText { text: text.into(), missing: Strategy::Whole });
    indicator
}

fn faults(change: impl FnOnce(&mut Vec<Indicator>)) -> Vec<&'static str> {
    let mut indicators = vec![
        reported(1, "members", Nature::Stock),
        reported(2, "admitted", Nature::Flow),
        computed(3, "growth", "percent(admitted, members[women])"),
    ];
    change(&mut indicators);
    let made = Catalogue::new(&Calendars::built_in().unwrap(), measures(), vec![sex()], indicators);
    made.err().unwrap_or_default().iter().map(CatalogueFault::key).collect()
}

#[test]
fn each_fault_is_named() {
    assert_eq!(faults(|_| {}), Vec::<&str>::new());
    assert_eq!(faults(|all| all[1].code = all[0].code.clone()), ["indicator-twice", "indicator-formula"]);
    assert_eq!(faults(|all| all[1].id = all[0].id), ["indicator-twice"]);
    assert_eq!(
        faults(|all| all[0].measure = "dong".parse().unwrap()),
        ["indicator-measure", "indicator-formula"]
    );
    assert_eq!(
        faults(|all| all[1].versions[0].breakdowns.push("age".parse().unwrap())),
        ["indicator-breakdown"]
    );
    assert_eq!(faults(|all| all[1].calendars.clear()), ["indicator-calendar"]);
    assert_eq!(faults(|all| all[1].calendars.push(CalendarCode::new("moon"))), ["indicator-calendar"]);
    assert_eq!(faults(|all| all[1].versions.clear()), ["indicator-versions"]);
    assert_eq!(faults(|all| all[1].versions[0].vi.clear()), ["indicator-versions"]);
    assert_eq!(faults(|all| all[0].versions[0].over_time = OverTime::Sum), ["indicator-adds-up"]);
    assert_eq!(
        faults(|all| all[1].versions[0].across_units = AcrossUnits::RatioOfSums),
        ["indicator-adds-up"]
    );
    let weigh = |code: &str| AcrossUnits::WeightedMean(code.parse().unwrap());
    assert_eq!(faults(|all| all[1].versions[0].across_units = weigh("members")), Vec::<&str>::new());
    assert_eq!(faults(|all| all[1].versions[0].across_units = weigh("growth")), ["indicator-weight"]);
    assert_eq!(faults(|all| all[1].versions[0].across_units = weigh("nobody")), ["indicator-weight"]);
    // A count is no percentage.
    assert_eq!(faults(|all| all.push(computed(4, "wrong", "admitted"))), ["indicator-formula"]);
}

#[test]
fn formulas_that_need_each_other_are_refused() {
    let cycle = |texts: [(&str, &str); 3]| {
        faults(|all| all.extend(texts.iter().zip(4..).map(|((code, text), id)| computed(id, code, text))))
    };
    assert_eq!(cycle([("a", "b - 1"), ("b", "growth"), ("c", "a + b")]), Vec::<&str>::new());
    assert_eq!(cycle([("a", "b"), ("b", "c"), ("c", "earlier(a)")]), ["indicator-cycle"]);
    assert_eq!(cycle([("a", "growth"), ("b", "b"), ("c", "a")]), ["indicator-cycle"]);
}

#[test]
fn formulas_over_formulas_end_somewhere() {
    let chain = |count: i64| {
        faults(|all| {
            all.extend((1..=count).map(|n| {
                let text = if n == 1 { "growth".to_owned() } else { format!("c{}", n - 1) };
                computed(n + 10, &format!("c{n}"), &text)
            }));
        })
    };
    assert_eq!(chain(7), Vec::<&str>::new());
    assert_eq!(chain(9), ["indicator-deep"; 2]);
}

#[test]
fn a_period_has_the_version_of_its_last_day() {
    let mut indicator = reported(1, "members", Nature::Stock);
    let mut later = indicator.versions[0].clone();
    later.from = date(2026, 7, 1);
    later.vi = "new".into();
    indicator.versions.push(later);
    let name = |from, last| indicator.version(Period { from, last }).unwrap().vi.clone();
    assert_eq!(name(date(2026, 6, 1), date(2026, 6, 30)), "members");
    assert_eq!(name(date(2026, 6, 15), date(2026, 7, 14)), "new");
    assert_eq!(name(date(2010, 1, 1), date(2010, 12, 31)), "members");
}
