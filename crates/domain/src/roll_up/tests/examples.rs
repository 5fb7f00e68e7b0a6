//! A city with two wards and a commune that become one ward in the middle of a reporting month.

use super::*;
use crate::ids::EventId;
use crate::units::{Change, History, KindCode, NewUnit, Order, Portion, Successor, UnitEvent};
use jiff::civil::Date;

fn month(month: i8) -> Period {
    let from = date(2025, month, 1);
    Period { from, last: from.last_of_month() }
}

const YEAR: Period = Period { from: date(2025, 1, 1), last: date(2025, 12, 31) };

fn event(id: i64, date: Date, change: Change) -> UnitEvent {
    let ordered_by =
        Order { symbol: "12-NQ/TU".into(), date, issuer: "Thành ủy Hải Minh".into(), subject: None };
    UnitEvent { id: EventId::new(id), date, change, ordered_by }
}

fn unit(id: i64, parent: Option<i64>) -> NewUnit {
    NewUnit {
        unit: UnitId::new(id),
        kind: KindCode::new("ward_committee"),
        name: format!("Phường {id}"),
        short_name: None,
        parent: parent.map(UnitId::new),
        position: None,
    }
}

/// 1 over 2, 3 and 4; on 1 July 3 and two fifths of 4 go into 2, which has figures of its own.
fn history() -> History {
    let begin = date(2020, 1, 1);
    let gives = |id: i64, share: &str| Portion { unit: UnitId::new(id), share: share.parse().unwrap() };
    let merge = Change::Merge {
        from: vec![gives(2, "1"), gives(3, "1"), gives(4, "2/5")],
        into: Successor::Existing(UnitId::new(2)),
    };
    History::replay([
        event(1, begin, Change::Create(unit(1, None))),
        event(2, begin, Change::Create(unit(2, Some(1)))),
        event(3, begin, Change::Create(unit(3, Some(1)))),
        event(4, begin, Change::Create(unit(4, Some(1)))),
        event(5, date(2025, 7, 1), merge),
    ])
    .unwrap()
}

fn cells(values: &[(IndicatorId, i64, Period, i64)]) -> Cells {
    let numbered = values.iter().zip(1..);
    numbered
        .map(|(&(id, unit, period, n), entered)| (key(id, unit, period), cell(Reading::Value(n), entered)))
        .collect()
}

fn answer(cells: &Cells, questions: &[Question]) -> Vec<String> {
    let (history, calendars) = (history(), Calendars::built_in().unwrap());
    let catalogue = catalogue(&calendars);
    let mut roll_up = RollUp::new(&history, &calendars, &catalogue, cells);
    let mut answers = Vec::new();
    for question in questions {
        answers.push(match roll_up.total(question).unwrap().reading {
            Reading::Value(value) => value.to_string(),
            Reading::Missing => "missing".into(),
            Reading::NotApplicable => "n/a".into(),
        });
    }
    answers
}

#[test]
fn a_merge_into_a_unit_with_figures_adds_and_loses_nothing() {
    let june = month(6);
    let cells = cells(&[
        (REVENUE, 2, june, 100),
        (REVENUE, 3, june, 50),
        (REVENUE, 4, june, 41),
        (REVENUE, 2, month(7), 7),
    ]);
    let of = |unit, tree| question(REVENUE, unit, june, tree);
    let (as_it_was, today) = (Tree::AsItWas, Tree::On(date(2026, 1, 1)));
    let asked = [
        of(1, as_it_was),
        of(2, as_it_was),
        of(3, as_it_was),
        of(1, today),
        of(2, today),
        of(3, today),
        of(4, today),
    ];
    assert_eq!(answer(&cells, &asked), ["191", "100", "50", "191", "832/5", "missing", "123/5"]);
    let year = |unit, tree| question(REVENUE, unit, YEAR, tree);
    assert_eq!(
        answer(&cells, &[year(1, as_it_was), year(2, as_it_was), year(2, today)]),
        ["198", "107", "867/5"]
    );
}

#[test]
fn what_is_shown_foots() {
    let june = month(6);
    let cells = cells(&[
        (REVENUE, 2, june, 100),
        (REVENUE, 3, june, 50),
        (REVENUE, 4, june, 41),
        (REVENUE, 1, june, 1),
    ]);
    let (history, calendars) = (history(), Calendars::built_in().unwrap());
    let catalogue = catalogue(&calendars);
    let mut roll_up = RollUp::new(&history, &calendars, &catalogue, &cells);
    let rows =
        roll_up.footed(&question(REVENUE, 1, june, Tree::On(date(2026, 1, 1))), Decimals::NONE).unwrap();
    let rows: Vec<_> =
        rows.iter().map(|row| (row.unit.get(), row.own.to_string(), row.total.to_string())).collect();
    // 166,4 and 24,6.
    assert_eq!(
        rows,
        [(1, "1".into(), "192".into()), (2, "166".into(), "166".into()), (4, "25".into(), "25".into())]
    );
}

#[test]
fn stocks_are_those_of_the_last_period_and_ratios_are_of_sums() {
    let figures = [
        (MEMBERS, 2, month(1), 10),
        (MEMBERS, 3, month(1), 30),
        (MEMBERS, 2, month(2), 20),
        (REVENUE, 2, month(2), 300),
        (REVENUE, 3, month(1), 100),
        (SATISFIED, 2, month(1), 90),
        (SATISFIED, 3, month(1), 50),
        (GREATEST, 2, month(1), 5),
        (GREATEST, 3, month(1), 9),
    ];
    let of = |indicator, unit, period| question(indicator, unit, period, Tree::AsItWas);
    let quarter = Period { from: date(2025, 1, 1), last: date(2025, 3, 31) };
    let asked = [
        of(MEMBERS, 1, month(1)),
        of(MEMBERS, 1, quarter),
        of(MEMBERS, 3, quarter),
        of(PER_HEAD, 1, quarter),
    ];
    assert_eq!(answer(&cells(&figures), &asked), ["40", "20", "missing", "20"]);
    let asked = [
        of(SATISFIED, 1, month(1)),
        of(GREATEST, 1, month(1)),
        of(REPORTS, 1, quarter),
        of(REPORTS, 2, quarter),
    ];
    assert_eq!(answer(&cells(&figures), &asked), ["60", "9", "2", "1"]);
}

#[test]
fn the_same_period_of_last_year_and_the_year_so_far() {
    let before = |period: Period| Period {
        from: date(2024, period.from.month(), 1),
        last: date(2024, period.from.month(), 1).last_of_month(),
    };
    let figures =
        [(REVENUE, 2, before(month(3)), 80), (REVENUE, 2, month(3), 100), (REVENUE, 3, month(1), 5)];
    let growth = question(GROWTH, 1, month(3), Tree::AsItWas);
    let mut to_date = question(REVENUE, 1, month(3), Tree::AsItWas);
    to_date.time.to_date = true;
    // The unit began in 2020: what it says of the year before has no figure, so neither has the growth of January.
    let none = question(GROWTH, 1, month(1), Tree::AsItWas);
    assert_eq!(answer(&cells(&figures), &[growth, to_date, none]), ["25", "105", "missing"]);
}

#[test]
fn a_unit_that_ends_inside_a_reporting_month_counts_under_who_was_above_it() {
    let july = Period { from: date(2025, 6, 15), last: date(2025, 7, 14) };
    let figures = cells(&[(REVENUE, 2, july, 100), (REVENUE, 3, july, 50), (REVENUE, 4, july, 1)]);
    let of = |unit, tree| question(REVENUE, unit, july, tree);
    let asked =
        [of(1, Tree::AsItWas), of(3, Tree::AsItWas), of(2, Tree::AsItWas), of(2, Tree::On(july.last))];
    assert_eq!(answer(&figures, &asked), ["151", "50", "100", "150"]);
}

#[test]
fn nought_is_not_missing_and_neither_is_what_does_not_apply() {
    let june = month(6);
    let mut cells = cells(&[(REVENUE, 2, june, 0)]);
    cells.set(key(REVENUE, 3, june), cell(Reading::NotApplicable, 9));
    let of = |unit| question(REVENUE, unit, june, Tree::AsItWas);
    assert_eq!(answer(&cells, &[of(1), of(2), of(3), of(4)]), ["0", "0", "n/a", "missing"]);
    let (history, calendars) = (history(), Calendars::built_in().unwrap());
    let catalogue = catalogue(&calendars);
    let total = RollUp::new(&history, &calendars, &catalogue, &cells).total(&of(1)).unwrap();
    assert_eq!((total.units, total.not_applicable), (1, 1));
    cells.set(key(REVENUE, 2, june), cell(Reading::Missing, 10));
    assert_eq!(cells.iter().count(), 1);
}
