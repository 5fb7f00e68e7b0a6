//! What is read, refused with its place, and computed.

use super::*;
use crate::indicators::{IndicatorCode, MeasureCode, MeasureKind, Nature, Reading};
use proptest::prelude::{Strategy as _, prop_assert, prop_assert_eq, proptest};
use std::collections::BTreeMap;

struct Table;

impl Names for Table {
    fn known(&self, code: &str) -> Option<Known> {
        use MeasureKind::{Amount, Count, Percent};
        use Nature::{Flow, Ratio, Stock};
        let rows = [
            ("members", "person", Count, Stock),
            ("admitted", "person", Count, Flow),
            ("left", "person", Count, Flow),
            ("revenue", "billion_dong", Amount, Flow),
            ("satisfied", "percent", Percent, Ratio),
        ];
        let place = rows.iter().position(|row| row.0 == code)?;
        let (_, measure, kind, nature) = rows[place];
        let measure: MeasureCode = measure.parse().unwrap();
        let items = if code == "members" { vec!["women".parse().unwrap()] } else { Vec::new() };
        Some(Known {
            id: IndicatorId::new(i64::try_from(place).unwrap() + 1),
            measure,
            kind,
            nature,
            items,
            reported: code != "satisfied",
        })
    }
}

/// Figures by indicator and how many periods before.
#[derive(Default)]
struct Figures(BTreeMap<(i64, u16), Reading<Exact>>);

impl Source for Figures {
    fn figure(&mut self, operand: &Operand, when: When, _: Whose) -> Result<Reading<Exact>, EvaluationError> {
        let before = when.earlier + 12 * when.years + 100 * u16::from(when.to_date);
        Ok(self.0.get(&(operand.indicator.get(), before)).cloned().unwrap_or(Reading::Missing))
    }

    fn units(&mut self, _: &Operand, _: When) -> Result<u32, EvaluationError> {
        Ok(7)
    }
}

fn with(figures: &[(i64, u16, i64)]) -> Figures {
    Figures(figures.iter().map(|&(id, before, n)| ((id, before), Reading::Value(Exact::from(n)))).collect())
}

fn value(text: &str, strategy: Strategy, figures: &mut Figures) -> String {
    match evaluate(&Formula::parse(text, &Table).unwrap(), strategy, figures).unwrap() {
        Reading::Value(value) => value.to_string(),
        Reading::Missing => "missing".to_owned(),
        Reading::NotApplicable => "n/a".to_owned(),
    }
}

#[test]
fn it_computes() {
    let mut figures =
        with(&[(1, 0, 200), (1, 1, 190), (2, 0, 12), (4, 0, 30), (4, 12, 24), (4, 100, 300), (1, 3, 150)]);
    let mut value = |text: &str| value(text, Strategy::Whole, &mut figures);
    assert_eq!(value("percent(admitted, members)"), "6");
    assert_eq!(value("members - earlier(members)"), "10");
    assert_eq!(value("members - earlier(earlier(members), 2)"), "50");
    assert_eq!(value("percent(revenue, last_year(revenue)) - 100"), "25");
    assert_eq!(value("year_to_date(revenue) / 12"), "25");
    assert_eq!(value("units(admitted) * 2 - -1"), "15");
    assert_eq!(value("1 + 2 * 3 - 4 / 8"), "13/2");
    assert_eq!(value("(1 + 2) * 3"), "9");
    assert_eq!(value("0.1 + 0.2"), "3/10");
    assert_eq!(value("admitted - left"), "missing");
    assert_eq!(value("admitted - or_zero(left)"), "12");
    assert_eq!(value("sum(admitted, left)"), "12");
    assert_eq!(value("first(left, admitted)"), "12");
    assert_eq!(value("max(admitted, left)"), "missing");
    assert_eq!(value("admitted / 0"), "n/a");
    assert_eq!(value("0 / 0 + 1"), "1");
}

#[test]
fn what_is_missing_is_treated_as_was_said() {
    let mut figures = with(&[(2, 0, 12)]);
    let mut by = |text: &str, strategy| value(text, strategy, &mut figures);
    assert_eq!(by("admitted + left", Strategy::Whole), "missing");
    assert_eq!(by("admitted + left", Strategy::Skip), "12");
    assert_eq!(by("admitted + left", Strategy::Zero), "12");
    assert_eq!(by("earlier(left) + left", Strategy::Skip), "missing");
    assert_eq!(by("earlier(left) + left", Strategy::Zero), "0");
    assert_eq!(by("percent(admitted, left)", Strategy::Skip), "missing");
    assert_eq!(by("percent(admitted, left)", Strategy::Zero), "n/a");
    figures.0.insert((3, 0), Reading::NotApplicable);
    assert_eq!(value("admitted + left", Strategy::Whole, &mut figures), "12");
    assert_eq!(value("left + left", Strategy::Zero, &mut figures), "n/a");
}

#[test]
fn what_is_wrong_is_said_with_its_place() {
    let wrong = |text: &str| {
        let error = Formula::parse(text, &Table).unwrap_err();
        (error.fault.key(), text.get(error.at).unwrap().to_owned())
    };
    let is = |text: &str, key: &str, at: &str| assert_eq!(wrong(text), (key, at.to_owned()), "{text}");
    is("admitted ? 2", "formula-character", "?");
    is("admitted + ", "formula-expected", "");
    is("admitted admitted", "formula-expected", "a");
    is("(admitted", "formula-expected", "");
    is("admited + 1", "formula-indicator", "admited");
    is("members[men]", "formula-item", "members[men]");
    is("average(members)", "formula-function", "average");
    is("percent(members)", "formula-arguments", "percent");
    is("sum(members)", "formula-arguments", "sum");
    is("units(members + 1)", "formula-needs-indicator", "members + 1");
    is("units(satisfied)", "formula-needs-reported", "units(satisfied)");
    is("earlier(members, 0)", "formula-number", "0");
    is("1234567890123456789", "formula-number", "1234567890123456789");
    is("1.2.3", "formula-number", "1.2.3");
    is("year_to_date(members)", "formula-needs-flow", "year_to_date(members)");
    is("2 * (members + revenue)", "formula-measures", "members + revenue");
    is("members + satisfied", "formula-measures", "members + satisfied");
    is("members + 1", "formula-measures", "members + 1");
    is("percent(members, revenue)", "formula-measures", "percent(members, revenue)");
    is("sum(members, revenue)", "formula-measures", "revenue");
    is("members * revenue", "formula-product", "members * revenue");
    assert_eq!(wrong(&"(".repeat(100)).0, "formula-too-long");
    assert_eq!(wrong(&"-".repeat(100)).0, "formula-too-long");
    assert_eq!(wrong(&"1+".repeat(1_500)).0, "formula-too-long");
    assert_eq!(wrong(&"1 + ".repeat(400)).0, "formula-too-long");
    assert_eq!(wrong(&format!("{}1{}", "(1*1+".repeat(60), ")".repeat(60))).0, "formula-too-long");
}

#[test]
fn kinds() {
    let kind = |text: &str| Formula::parse(text, &Table).unwrap().kind().to_string();
    assert_eq!(kind("percent(admitted, members)"), "ratio (%)");
    assert_eq!(kind("members - earlier(members)"), "difference (person)");
    assert_eq!(kind("earlier(members) + admitted - left"), "stock (person)");
    assert_eq!(kind("revenue / members"), "ratio (quotient)");
    assert_eq!(kind("revenue / last_year(revenue)"), "ratio (number)");
    assert_eq!(kind("revenue / 1000"), "flow (billion_dong)");
    assert_eq!(kind("units(members)"), "number (number)");
    assert_eq!(kind("satisfied - last_year(satisfied)"), "ratio (%)");
}

#[test]
fn comparisons() {
    let holds = |text: &str| {
        let comparison = Comparison::parse(text, &Table).unwrap();
        let (left, right) = comparison.evaluate(Strategy::Whole, &mut with(&[(1, 0, 5), (2, 0, 5)])).unwrap();
        comparison.relation.holds(&left.value().unwrap(), &right.value().unwrap())
    };
    assert!(holds("members <= admitted") && holds("members = admitted") && holds("members >= 5"));
    assert!(!holds("members < admitted") && !holds("members != admitted") && !holds("0 > members"));
    let wrong = |text: &str| Comparison::parse(text, &Table).unwrap_err().fault.key();
    assert_eq!(wrong("members"), "formula-expected");
    assert_eq!(wrong("members = revenue"), "formula-measures");
    assert_eq!(wrong("members = members = members"), "formula-expected");
}

#[test]
fn codes_are_plain() {
    for text in ["", "Members", "1a", "a-b", "đảng", "_a"] {
        assert!(text.parse::<IndicatorCode>().is_err(), "{text}");
    }
    assert!("members_2025".parse::<IndicatorCode>().is_ok());
}

type Term = (String, Option<Exact>);

/// A formula of numbers alone, and what it is; none where it divides by nothing.
fn numbers() -> impl proptest::strategy::Strategy<Value = Term> {
    let leaf = (0_i64..1000).prop_map(|n| (n.to_string(), Some(Exact::from(n))));
    leaf.prop_recursive(5, 40, 2, |inner| {
        (inner.clone(), inner, 0..5_u8).prop_map(|((left, a), (right, b), operation): (Term, Term, u8)| {
            let both = a.zip(b);
            match operation {
                0 => (format!("({left} + {right})"), both.map(|(a, b)| a + b)),
                1 => (format!("({left}-{right})"), both.map(|(a, b)| a - b)),
                2 => (format!("({left} *{right})"), both.map(|(a, b)| &a * &b)),
                3 => (format!("({left} / {right})"), both.and_then(|(a, b)| a.over(&b))),
                _ => (format!("(-{left} - -{right})"), both.map(|(a, b)| b - a)),
            }
        })
    })
}

proptest! {
    #[test]
    fn numbers_are_computed_exactly((text, expected) in numbers()) {
        let formula = Formula::parse(&text, &Table).unwrap();
        let found = evaluate(&formula, Strategy::Whole, &mut Figures::default()).unwrap();
        if let Some(expected) = expected {
            prop_assert_eq!(found, Reading::Value(expected), "{}", text);
        }
    }

    #[test]
    fn any_text_has_an_answer(text in ".{0,60}", near in "[a-z0-9()+*/,. \\[\\]<>=-]{0,80}") {
        for text in [text, near] {
            for error in [Formula::parse(&text, &Table).err(), Comparison::parse(&text, &Table).err()].into_iter().flatten() {
                prop_assert!(text.get(error.at.clone()).is_some(), "{:?} {:?}", text, error);
            }
        }
    }
}
