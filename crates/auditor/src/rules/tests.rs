use super::*;
use crate::{Finding, audit};
use reader::Limits;

fn findings(text: &str) -> Vec<Finding> {
    let document =
        reader::read("example.txt", text.as_bytes(), &Limits::default()).expect("an example is readable");
    audit(&[&document]).remove(0).findings
}

#[test]
fn every_rule_fires_on_its_examples_and_only_there() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for example in rule.fires {
            let found = findings(example);
            if !found.iter().any(|f| f.rule == rule.id) {
                wrong.push(format!("{} must fire: {example}\n  {found:#?}", rule.id));
            }
        }
        let reached = rule.fires.iter().flat_map(|e| findings(e)).filter(|f| f.rule == rule.id);
        if reached.map(|f| f.severity).max() != Some(rule.severity) {
            wrong.push(format!("{} must reach {:?}, and never more", rule.id, rule.severity));
        }
        for example in rule.silent {
            for finding in
                findings(example).iter().filter(|f| f.severity > Severity::Note || f.rule == rule.id)
            {
                wrong.push(format!("{} must be silent: {example}\n  {finding:#?}", rule.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_catalogue_is_complete_and_in_order() {
    let ids: Vec<u8> = RULES.iter().map(|r| r.id.0).collect();
    assert_eq!(ids, (1..=14).collect::<Vec<u8>>());
}
