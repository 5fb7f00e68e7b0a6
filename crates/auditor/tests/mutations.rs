//! A number is changed in a relation that holds: the audit must notice.
//!
//! The changes are those of a clerk's slip: a number is off by 13 %, at least by three; thousands dots and padding stay.

mod expected;

use auditor::Severity;
use expected::arithmetic::{Relation, number};
use expected::{Sample, samples, touch};
use reader::Limits;
use regex::Regex;
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;
use std::sync::LazyLock;

/// Of 1.000 mutants of whole numbers beside which no slash stands, how many must be caught.
const PLAIN_FLOOR: i64 = 930;
/// Of 1.000 mutants of numbers of all kinds, how many must be caught.
const FLOOR: i64 = 915;

static NUMBER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?").expect("a constant pattern"));

struct Mutant {
    /// The file, changed.
    bytes: Vec<u8>,
    /// The words of the relation, with what was changed.
    words: String,
    place: Range<usize>,
    rule: String,
    old: String,
    new: String,
    plain: bool,
}

/// `value` written as `old` is: with its dots, its padding, its decimals.
fn write_like(value: Decimal, old: &str) -> String {
    let fixed = format!("{:.*}", number(old).scale() as usize, value);
    let (whole, decimals) = fixed.split_once('.').map_or((fixed.as_str(), None), |(w, d)| (w, Some(d)));
    let mut written = whole.to_owned();
    if old.contains('.') {
        let mut at = written.len();
        while at > 3 {
            at -= 3;
            written.insert(at, '.');
        }
    }
    if old.starts_with('0') {
        let width = old.split(',').next().map_or(0, str::len);
        written = format!("{written:0>width$}");
    }
    match decimals {
        Some(decimals) => format!("{written},{decimals}"),
        None => written,
    }
}

/// The nearest slips of `old`, up and down.
fn slips(old: &str) -> [String; 2] {
    let value = number(old);
    let step = (value * Decimal::new(13, 2))
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .max(Decimal::from(3));
    [write_like(value + step, old), write_like((value - step).max(Decimal::ONE), old)]
}

/// A whole number of two digits or more that no slash, dash, comma or dot touches.
fn is_plain(text: &str, at: &Range<usize>) -> bool {
    let before = text[..at.start].chars().next_back().is_none_or(|c| !"./,-".contains(c));
    let mut rest = text[at.end..].chars();
    let after = match rest.next() {
        Some('/') => false,
        Some(',') => !rest.next().is_some_and(|c| c.is_ascii_digit()),
        _ => true,
    };
    before && after && at.len() > 1 && !text[at.clone()].contains(',')
}

/// Whole numbers written as `old` is, in order.
fn occurrences<'t>(text: &'t str, old: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    NUMBER.find_iter(text).filter(move |m| m.as_str() == old).map(|m| m.range())
}

/// The file of `sample` with the number at `at` of its text written as `new`: in markup it is the number of the same count.
fn change(sample: &Sample, at: &Range<usize>, new: &str) -> Option<Vec<u8>> {
    let text = &sample.document.text;
    let file = std::str::from_utf8(&sample.bytes).ok()?;
    let old = &text[at.clone()];
    let place = if file == text {
        at.clone()
    } else {
        let index = occurrences(text, old).position(|o| o == *at)?;
        let mut all = occurrences(file, old);
        let place = all.nth(index)?;
        // attributes may hold numbers too
        (occurrences(text, old).count() == occurrences(file, old).count()).then_some(place)?
    };
    Some(format!("{}{new}{}", &file[..place.start], &file[place.end..]).into_bytes())
}

fn mutants(sample: &Sample) -> Vec<Mutant> {
    let text = &sample.document.text;
    let mut mutants = Vec::new();
    for e in &sample.expected.relation {
        let (Some(check), Some(place)) = (&e.check, sample.find(&e.quote)) else { continue };
        let relation = Relation::read(check);
        let operands: Vec<_> = relation.operands().cloned().collect();
        let tokens: Vec<Range<usize>> = NUMBER
            .find_iter(&text[place.clone()])
            .map(|m| place.start + m.start()..place.start + m.end())
            .collect();
        for (index, operand) in operands.iter().enumerate().filter(|(_, o)| o.printed) {
            let value = number(&operand.written);
            let same = |written: &str| number(written) == value;
            let alone = operands.iter().filter(|o| o.printed && same(&o.written)).count() == 1;
            let mut standing = tokens.iter().filter(|t| same(&text[(*t).clone()]));
            let (true, Some(at), None) = (alone, standing.next(), standing.next()) else { continue };
            let old = &text[at.clone()];
            let Some(new) =
                slips(old).into_iter().find(|new| new != old && !relation.with(index, new).holds())
            else {
                continue;
            };
            let Some(bytes) = change(sample, at, &new) else { continue };
            let words = format!("{}{new}{}", &text[place.start..at.start], &text[at.end..place.end]);
            mutants.push(Mutant {
                bytes,
                place: place.start..place.end + new.len() - old.len(),
                words,
                rule: e.rule.clone(),
                old: old.to_owned(),
                plain: is_plain(text, at),
                new,
            });
        }
    }
    mutants
}

fn caught(name: &str, mutant: &Mutant) -> bool {
    let document =
        reader::read(name, &mutant.bytes, &Limits::default()).expect("a mutant is read like its origin");
    let audit = auditor::audit(&[&document]).remove(0);
    audit
        .findings
        .iter()
        .any(|f| f.severity != Severity::Note && touch(&(f.place.start..f.place.end), &mutant.place))
}

#[test]
fn a_slip_in_a_relation_is_noticed() {
    let samples: Vec<Sample> = samples().into_iter().filter(|s| s.original).collect();
    let mut lines = Vec::new();
    let (mut all, mut plain) = ((0_usize, 0_usize), (0_usize, 0_usize));
    for sample in &samples {
        let mutants = mutants(sample);
        let half = mutants.len() / 2;
        let (left, right) = mutants.split_at(half);
        let judge = |part: &[Mutant]| part.iter().map(|m| caught(&sample.name, m)).collect::<Vec<bool>>();
        let verdicts = std::thread::scope(|scope| {
            let first = scope.spawn(|| judge(left));
            let second = judge(right);
            let mut verdicts = first.join().expect("the audit of mutants");
            verdicts.extend(second);
            verdicts
        });
        for (mutant, caught) in mutants.iter().zip(verdicts) {
            all.0 += usize::from(caught);
            all.1 += 1;
            if mutant.plain {
                plain.0 += usize::from(caught);
                plain.1 += 1;
            }
            if !caught {
                let quote: Vec<&str> = mutant.words.split_whitespace().collect();
                let mark = if mutant.plain { "survived" } else { "(survived)" };
                lines.push(format!(
                    "{mark} {} {} {} -> {}: {}",
                    sample.at(&mutant.place),
                    mutant.rule,
                    mutant.old,
                    mutant.new,
                    quote.join(" ")
                ));
            }
        }
    }
    for line in &lines {
        println!("{line}");
    }
    println!("plain mutants caught {}/{}, all {}/{}", plain.0, plain.1, all.0, all.1);
    assert!(plain.1 > 400, "only {} plain mutants", plain.1);
    let per_mille = |(part, whole): (usize, usize)| {
        i64::try_from(part * 1000 / whole.max(1)).expect("a share of a thousand")
    };
    assert!(per_mille(plain) >= PLAIN_FLOOR, "plain mutants fell under the floor");
    assert!(per_mille(all) >= FLOOR, "mutants fell under the floor");
}

#[test]
fn slips_keep_the_form_of_the_number() {
    assert_eq!(slips("07"), ["10", "04"]);
    assert_eq!(slips("1.412"), ["1.596", "1.228"]);
    assert_eq!(slips("9.874,6"), ["11.158,6", "8.590,6"]);
    assert_eq!(slips("02"), ["05", "01"]);
}
