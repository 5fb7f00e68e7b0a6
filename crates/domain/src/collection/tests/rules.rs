use super::*;
use crate::indicators::formula::{Comparison, Strategy};
use crate::indicators::{Decimals, Reading};
use crate::people::Language;
use crate::roll_up::{Cells, RollUp, Time};
use crate::units::{Change, History, KindCode, NewUnit, Order, UnitEvent};
use crate::{EventId, UnitId};

fn rule(code: &str, check: &str, catalogue: &Catalogue) -> Rule {
    Rule {
        code: code.parse().unwrap(),
        check: Comparison::parse(check, catalogue).unwrap(),
        severity: Severity::Soft,
        missing: Strategy::Whole,
        levels: None,
        calendars: Vec::new(),
        vi: "Cộng được {left}, báo cáo {right}, lệch {difference}.".into(),
        en: "It comes to {left}, {right} was said: {difference} apart.".into(),
    }
}

/// 1 over 2 and 3.
fn history() -> History {
    let create = |id: i64| UnitEvent {
        id: EventId::new(id),
        date: date(2020, 1, 1),
        change: Change::Create(NewUnit {
            unit: UnitId::new(id),
            kind: KindCode::new("ward_committee"),
            name: format!("Phường {id}"),
            short_name: None,
            parent: (id > 1).then_some(UnitId::new(1)),
            position: None,
        }),
        ordered_by: Order {
            symbol: "12-NQ/TU".into(),
            date: date(2020, 1, 1),
            issuer: "Thành ủy Hải Minh".into(),
            subject: None,
        },
    };
    History::replay((1..4).map(create)).unwrap()
}

fn cells() -> Cells {
    let may = Period { from: date(2025, 5, 1), last: date(2025, 5, 31) };
    let values = [(1, JUNE, 1_500_000), (2, JUNE, 1_000_000), (3, JUNE, 234_567), (2, may, 2_000_000)];
    let of = |(entered, (unit, period, value))| {
        (fixture::key(fixture::REVENUE, unit, period), fixture::cell(Reading::Value(value), entered))
    };
    (1..).zip(values).map(of).collect()
}

fn broken(rules: &[Rule], unit: i64) -> Vec<String> {
    let (calendars, catalogue) = known();
    let (history, cells) = (history(), cells());
    let mut roll_up = RollUp::new(&history, &calendars, &catalogue, &cells);
    let place = (UnitId::new(unit), usize::from(unit > 1));
    let found = violations(rules, &mut roll_up, &calendars, place, Time::of(JUNE)).unwrap();
    found
        .iter()
        .map(|found| format!("{}: {}", found.rule.code, found.message(Language::Vi, Decimals::NONE)))
        .collect()
}

#[test]
fn over_levels_and_periods() {
    let (_, catalogue) = known();
    let children = rule("children", "below(revenue) = own(revenue)", &catalogue);
    assert_eq!(
        broken(std::slice::from_ref(&children), 1),
        ["children: Cộng được 1.234.567, báo cáo 1.500.000, lệch 265.433."]
    );
    // A ward has nobody below it: what is missing is not wrong.
    assert_eq!(broken(&[children], 2), Vec::<String>::new());
    let mut grows = rule("grows", "revenue >= earlier(revenue)", &catalogue);
    assert_eq!(broken(std::slice::from_ref(&grows), 2).len(), 1);
    assert_eq!(broken(std::slice::from_ref(&grows), 3).len(), 0);
    grows.missing = Strategy::Zero;
    grows.check = Comparison::parse("revenue <= earlier(revenue)", &catalogue).unwrap();
    assert_eq!(broken(std::slice::from_ref(&grows), 3).len(), 1);
    grows.levels = Some((0, 0));
    assert_eq!(broken(std::slice::from_ref(&grows), 3).len(), 0);
    (grows.levels, grows.calendars) = (Some((1, 9)), vec![CalendarCode::new("quarter")]);
    assert_eq!(broken(&[grows], 3).len(), 0);
}

/// Reporting §9.5: rules and what breaks them have no bound.
#[test]
fn more_than_a_thousand_rules() {
    let (_, catalogue) = known();
    let mut rules: Vec<Rule> =
        (0..1_500).map(|n| rule(&format!("r{n}"), &format!("revenue < {n}"), &catalogue)).collect();
    rules[1_400].severity = Severity::Hard;
    let found = broken(&rules, 2);
    assert_eq!(found.len(), 1_500);
    assert!(found[0].starts_with("r1400:") && found[1].starts_with("r0:"), "the bad ones first");
}
