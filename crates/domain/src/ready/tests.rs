use super::*;
use crate::collection::{Row, burden};
use crate::indicators::formula::Names as _;
use jiff::civil::date;
use std::collections::BTreeSet;

fn set() -> (Calendars, Set) {
    let calendars = Calendars::built_in().unwrap();
    let set = Set::built_in(&calendars).unwrap_or_else(|error| panic!("{error}"));
    (calendars, set)
}

#[test]
fn it_is_large_enough_and_whole() {
    let (_, set) = set();
    let all: Vec<_> = set.catalogue.iter().collect();
    assert!(all.len() >= 60, "{}", all.len());
    // What is reported is asked somewhere.
    let asked = set.forms.iter().flat_map(|form| form.rows()).filter_map(|row| match row {
        Row::Figure { indicator, .. } => Some(*indicator),
        Row::Narrative { .. } => None,
    });
    let asked: BTreeSet<_> = asked.collect();
    let reported =
        all.iter().filter(|indicator| set.catalogue.known(indicator.code.as_str()).unwrap().reported);
    let nowhere: Vec<_> = reported
        .filter(|indicator| !asked.contains(&indicator.id))
        .map(|found| found.code.as_str())
        .collect();
    assert_eq!(nowhere, Vec::<&str>::new());
}

/// Names that stand for two indicators.
fn repeated(set: &Set) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let names = set.catalogue.iter().map(|indicator| indicator.versions[0].vi.clone());
    names.filter(|name| !seen.insert(name.clone())).collect()
}

#[test]
fn no_name_stands_for_two() {
    assert_eq!(repeated(&set().1), Vec::<String>::new());
}

#[test]
fn every_part_of_a_breakdown_has_its_rule() {
    let (_, set) = set();
    let codes: BTreeSet<String> = set.rules.iter().map(|rule| rule.code.to_string()).collect();
    for code in ["members_sex", "members_admitted_young", "budget_revenue_revenue_source", "members_balance"]
    {
        assert!(codes.contains(code), "{code}");
    }
}

#[test]
fn forms_cost_what_they_cost() {
    let (calendars, set) = set();
    let forms: Vec<_> = set.forms.iter().collect();
    let costs = burden(&forms, date(2026, 11, 14), &set.catalogue, &calendars);
    let costs: Vec<_> = costs.iter().map(|cost| (cost.typed, cost.filled, cost.narratives)).collect();
    assert_eq!(costs, [(74, 0, 4), (5, 0, 3), (4, 0, 3), (6, 0, 0)]);
}

#[test]
fn a_bad_table_says_why() {
    let calendars = Calendars::built_in().unwrap();
    let measures =
        ("measures", "[[measure]]\ncode = \"person\"\nvi = \"người\"\nen = \"persons\"\nkind = \"count\"");
    let indicator = "[[indicator]]\ncode = \"a\"\nvi = \"A\"\nen = \"A\"\nmeasure = \"person\"\nnature = \"flow\"\ndirection = \"up\"\nacross = \"sum\"\ntime = \"sum\"\ncollected = [\"month\"]\n";
    let form = "code = \"f\"\nvi = \"F\"\nen = \"F\"\ncalendar = \"month\"\ndue = [{ level = 0, days = 1 }]\n[[section]]\nvi = \"S\"\nen = \"S\"\nfigures = [\"a\"]\n";
    let rule = "[[rule]]\ncode = \"r\"\ncheck = \"a >= 0\"\nseverity = \"hard\"\nvi = \"R\"\nen = \"R\"\n";
    let parse = |indicator: &str, form: &str, rule: &str| {
        let tables =
            Tables { measures, indicators: &[("i", indicator)], forms: &[("f", form)], rules: ("r", rule) };
        Set::parse(&tables, &calendars).map(|set| set.rules.len())
    };
    assert_eq!(parse(indicator, form, rule), Ok(1));
    assert!(matches!(parse("x = 1", form, rule), Err(SetError::Syntax(name, _)) if name == "i"));
    assert!(matches!(parse(&indicator.repeat(2), form, rule), Err(SetError::Catalogue(_))));
    assert!(matches!(parse(indicator, &form.replace("\"a\"", "\"b\""), rule), Err(SetError::Figure(..))));
    assert!(matches!(
        parse(indicator, &form.replace("\"a\"", "\"a\", \"a?\""), rule),
        Err(SetError::Form(..))
    ));
    assert!(matches!(parse(indicator, form, &rule.replace("a >=", "b >=")), Err(SetError::Rule(..))));
    assert!(matches!(parse(indicator, form, &rule.repeat(2)), Err(SetError::Twice(_))));
}
