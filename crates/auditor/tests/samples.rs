//! Reading and auditing the samples gives what their `.expected.toml` says.
//!
//! `cargo test -p auditor --test samples -- --nocapture` shows every disagreement and precision and recall by rule.

mod expected;

use auditor::{Audit, Finding, Severity};
use expected::{Sample, among, arithmetic, count, locate, read, samples, touch};
use reader::{Document, Place};
use std::collections::BTreeMap;
use std::ops::Range;

/// Of 1.000 expected findings, how many must be found with their rule and severity.
const FINDINGS_FLOOR: i64 = 950;
/// Of 1.000 findings of severity verify, how many must be expected ones.
const VERIFY_FLOOR: i64 = 950;
/// Of 1.000 relations that hold, how many must be reported as checked.
const RELATIONS_FLOOR: i64 = 965;

fn span(place: &Place) -> Range<usize> {
    place.start..place.end
}

fn severity(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Note => "note",
        Severity::Verify => "verify",
        Severity::Certain => "certain",
    }
}

fn reaches(finding: &Finding, quote: &Range<usize>) -> bool {
    std::iter::once(&finding.place).chain(&finding.others).any(|p| touch(&span(p), quote))
}

fn per_mille((part, whole): (usize, usize)) -> i64 {
    i64::try_from(part * 1000 / whole.max(1)).expect("a share of a thousand")
}

/// Audits a sample, alone and together with the documents it names.
fn audits(sample: &Sample) -> (Audit, Option<Audit>) {
    let alone = auditor::audit(&[&sample.document]).remove(0);
    let others: Vec<Document> = sample.expected.with.iter().map(|name| read(name).1).collect();
    let together = (!others.is_empty()).then(|| {
        let all: Vec<&Document> = std::iter::once(&sample.document).chain(&others).collect();
        auditor::audit(&all).remove(0)
    });
    (alone, together)
}

#[derive(Default)]
struct Tally {
    expected: usize,
    found: usize,
    given: usize,
    right: usize,
}

#[derive(Default)]
struct Outcome {
    lines: Vec<String>,
    rules: BTreeMap<String, Tally>,
    certain_false: usize,
    silent_broken: usize,
    findings: (usize, usize),
    verify: (usize, usize),
    relations: (usize, usize),
}

fn compare(sample: &Sample, outcome: &mut Outcome) {
    let (alone, together) = audits(sample);
    let text = &sample.document.text;
    let mut wanted = Vec::new();
    for e in &sample.expected.finding {
        let Some(quote) = sample.find(&e.quote) else {
            assert!(!sample.original, "{}: the quote is not in the file: {}", sample.name, e.quote);
            continue;
        };
        let audit = if e.across { together.as_ref().expect("`across` needs `with`") } else { &alone };
        let near: Vec<&Finding> = audit.findings.iter().filter(|f| reaches(f, &quote)).collect();
        let hit = near.iter().any(|f| among(&e.rule, &f.rule.to_string()) && among(&e.severity, severity(f)));
        let tally = outcome.rules.entry(e.rule.clone()).or_default();
        tally.expected += 1;
        tally.found += usize::from(hit);
        outcome.findings.0 += usize::from(hit);
        outcome.findings.1 += 1;
        if !hit {
            let got: Vec<String> = near.iter().map(|f| format!("{} {}", f.rule, severity(f))).collect();
            let got = if got.is_empty() { "nothing".to_owned() } else { got.join(", ") };
            outcome.lines.push(format!(
                "missed   {} {} {}, got {got}: {} — {}",
                sample.at(&quote),
                e.rule,
                e.severity,
                e.quote,
                e.why
            ));
        }
        wanted.push((quote, e));
    }
    let silent: Vec<Range<usize>> = sample.expected.silent.iter().filter_map(|q| sample.find(q)).collect();
    for f in alone.findings.iter().filter(|f| f.severity != Severity::Note) {
        let place = span(&f.place);
        let right = wanted.iter().any(|(quote, _)| reaches(f, quote));
        let tally = outcome.rules.entry(f.rule.to_string()).or_default();
        tally.given += 1;
        tally.right += usize::from(right);
        if f.severity == Severity::Verify {
            outcome.verify.0 += usize::from(right);
            outcome.verify.1 += 1;
        }
        let tempted = !right && silent.iter().any(|s| touch(s, &place));
        outcome.silent_broken += usize::from(tempted);
        outcome.certain_false += usize::from(!right && f.severity == Severity::Certain);
        if !right {
            let kind = if tempted { "tempted " } else { "extra   " };
            outcome.lines.push(format!(
                "{kind} {} {} {}: {} — stated {}, computed {}, {}",
                sample.at(&place),
                f.rule,
                severity(f),
                f.quote,
                f.stated,
                f.computed,
                f.message.key
            ));
        }
    }
    for e in &sample.expected.relation {
        let Some(quote) = locate(text, &e.quote) else {
            assert!(!sample.original, "{}: the quote is not in the file: {}", sample.name, e.quote);
            continue;
        };
        let hit = alone.relations.iter().any(|r| touch(&span(&r.place), &quote));
        outcome.relations.0 += usize::from(hit);
        outcome.relations.1 += 1;
        if !hit {
            outcome.lines.push(format!("unread   {} {}: {}", sample.at(&quote), e.rule, e.quote));
        }
    }
}

#[test]
fn the_samples_are_audited_as_expected() {
    let mut outcome = Outcome::default();
    for sample in samples() {
        compare(&sample, &mut outcome);
    }
    outcome.lines.sort();
    for line in &outcome.lines {
        println!("{line}");
    }
    println!("rule       expected  found   given  right");
    for (rule, t) in &outcome.rules {
        println!("{rule:<10} {:>8} {:>6} {:>7} {:>6}", t.expected, t.found, t.given, t.right);
    }
    println!(
        "certain findings not expected {}, on tempting words {}",
        outcome.certain_false, outcome.silent_broken
    );
    println!("findings {}/{}", outcome.findings.0, outcome.findings.1);
    println!("verify findings that are expected {}/{}", outcome.verify.0, outcome.verify.1);
    println!("relations checked {}/{}", outcome.relations.0, outcome.relations.1);
    assert_eq!(outcome.certain_false, 0, "certain findings that are not expected");
    assert_eq!(outcome.silent_broken, 0, "findings on words that only tempt");
    assert!(per_mille(outcome.findings) >= FINDINGS_FLOOR, "findings fell under the floor");
    assert!(per_mille(outcome.verify) >= VERIFY_FLOOR, "verify findings fell under the floor");
    assert!(per_mille(outcome.relations) >= RELATIONS_FLOOR, "relations fell under the floor");
}

#[test]
fn the_expectations_agree_with_arithmetic() {
    for sample in samples() {
        for e in &sample.expected.relation {
            let holds = e.check.as_deref().is_none_or(|c| arithmetic::Relation::read(c).holds());
            assert!(holds, "{}: does not hold: {:?}: {}", sample.name, e.check, e.quote);
        }
        for e in &sample.expected.finding {
            let holds = e.check.as_deref().is_some_and(|c| arithmetic::Relation::read(c).holds());
            assert!(!holds, "{}: holds: {:?}: {}", sample.name, e.check, e.quote);
        }
    }
}

#[test]
fn every_quote_stands_once_in_its_file() {
    for sample in samples().iter().filter(|s| s.original) {
        let e = &sample.expected;
        assert_eq!(e.faultless, e.finding.is_empty(), "{}", sample.name);
        let quotes = (e.finding.iter().map(|x| &x.quote))
            .chain(e.relation.iter().map(|x| &x.quote))
            .chain(e.task.iter().map(|x| &x.quote))
            .chain(&e.silent);
        for quote in quotes {
            assert_eq!(count(&sample.document.text, quote), 1, "{}: {quote}", sample.name);
        }
    }
}
