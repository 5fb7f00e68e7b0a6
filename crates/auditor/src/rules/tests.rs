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

/// Key and arguments of the first finding of a rule.
fn said(rule: u8, text: &str) -> String {
    let found = findings(text);
    let finding = found.iter().find(|f| f.rule == RuleId(rule)).unwrap_or_else(|| panic!("silent: {text}"));
    let arguments = finding.message.arguments.iter().map(|(name, value)| format!(" {name}={value}"));
    format!("{}{}", finding.message.key, arguments.collect::<String>())
}

#[test]
fn a_comparison_says_what_was_compared() {
    for (text, want) in [
        (
            "Kiểm tra 226 cuộc, tăng 12,5% so với cùng kỳ (184 cuộc).",
            "growth-wrong now=226 base=184 computed=22,83 stated=12,5",
        ),
        (
            "Giải ngân đạt 25.046 tỷ đồng, bằng 132,8% so với cùng kỳ (20.846 tỷ đồng).",
            "compared-wrong now=25.046 base=20.846 computed=120,15 stated=132,8",
        ),
        (
            "Phạm pháp hình sự giảm 52 vụ (12,7%) so với cùng kỳ (538 vụ).",
            "change-wrong now=52 base=538 computed=9,67 stated=12,7",
        ),
        (
            "Kiểm tra 226 cuộc, tăng 42 cuộc (12,5%).",
            "change-of-now-wrong now=42 base=226 computed=22,83 stated=12,5",
        ),
    ] {
        assert_eq!(said(1, text), want, "{text}");
    }
}

#[test]
fn amounts_of_different_scale_are_shown_with_it() {
    for (rule, text, want) in [
        (
            2,
            "Tổng vốn 1,2 tỷ đồng, gồm: ngân sách 800 triệu đồng, xã hội hóa 500 triệu đồng.",
            "sum-exceeds-total terms=800 triệu + 500 triệu sum=1,3 tỷ total=1,2 tỷ",
        ),
        (
            5,
            "Giải ngân đạt 840 triệu đồng, đạt 98,3% kế hoạch vốn được giao (1,2 tỷ đồng).",
            "plan-percent-wrong actual=840 triệu plan=1,2 tỷ computed=70 stated=98,3",
        ),
        (
            5,
            "Doanh thu đạt 840 triệu đồng (đạt kịch bản là 1,2 tỷ đồng).",
            "plan-not-reached actual=840 triệu plan=1,2 tỷ",
        ),
        (
            4,
            "Tổng vốn 1,2 tỷ đồng, trong đó ngân sách thành phố 1.800 triệu đồng.",
            "part-exceeds-whole part=1.800 triệu whole=1,2 tỷ",
        ),
        (
            4,
            "Tổng vốn 1,2 tỷ đồng, trong đó có ngân sách thành phố 800 triệu đồng, ngân sách xã 900 triệu đồng.",
            "parts-exceed-whole terms=800 triệu + 900 triệu sum=1,7 tỷ whole=1,2 tỷ",
        ),
        (
            4,
            "Tháng 6 thu 1.800 triệu đồng. Lũy kế 6 tháng thu 1,2 tỷ đồng.",
            "month-exceeds-cumulative month=1.800 triệu cumulative=1,2 tỷ",
        ),
        (
            6,
            "Giải ngân 1,2 tỷ đồng (quý I: 700 triệu đồng, quý II: 600 triệu đồng).",
            "halves-wrong terms=700 triệu + 600 triệu sum=1,3 tỷ total=1,2 tỷ",
        ),
        (
            2,
            "Giải ngân 1,2 tỷ đồng, tăng 300 triệu đồng so với cùng kỳ (1 tỷ đồng).",
            "remainder-wrong terms=1,2 tỷ - 1 tỷ computed=200 triệu stated=300 triệu",
        ),
    ] {
        assert_eq!(said(rule, text), want, "{text}");
    }
}
