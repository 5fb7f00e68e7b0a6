//! Two numbers of the same things that differ by digits that changed their places: `2.846` and `2.864`.
//!
//! Here fewer words need to be the same, since two long numbers are rarely written with the same digits by chance; of short ones
//! the words before must be the same, and the time they name.

use super::{Statement, differs};
use crate::arithmetic::show;
use crate::study::{Report, Study};
use crate::text::{Amount, Text};
use std::collections::HashMap;

/// Digits of a long number.
const LONG: usize = 4;
/// Digits of a short one.
const SHORT: usize = 3;

/// Checks a document.
pub(super) fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    let mut groups: HashMap<(String, String), Vec<Statement>> = HashMap::new();
    let mut found = Vec::new();
    for text in study.body() {
        let start = text.start();
        for (position, figure) in text.figures.iter().enumerate().filter(|(_, f)| !f.approximate) {
            let Some((amount, key)) =
                figure.amount().and_then(|a| Some((a, key(text, (position, start), a)?)))
            else {
                continue;
            };
            let own = Statement {
                study: 0,
                at: (text.id, figure.range.start..figure.end()),
                value: amount.value,
                shown: show(amount.value, 4),
                decimals: amount.decimals,
            };
            let group = groups.entry(key).or_default();
            if let Some(first) = group.iter().find(|s| s.value != own.value) {
                found.push((first.clone(), own.clone()));
            }
            // two values are enough to compare with: any other differs from the first, the first differs from the second
            if group.len() < 2 && group.iter().all(|s| s.value != own.value) {
                group.push(own);
            }
        }
    }
    for (first, second) in found {
        differs(&first, &second, std::slice::from_ref(study), report);
    }
}

/// The digits in order of their size, and what must be the same beside them.
fn key(text: &Text<'_>, (position, start): (usize, usize), amount: Amount) -> Option<(String, String)> {
    let figure = &text.figures[position];
    let mut digits: Vec<char> =
        amount.value.normalize().to_string().chars().filter(char::is_ascii_digit).collect();
    let long = digits.len() >= LONG && figure.unit.noun.contains(' ');
    if !long && (digits.len() != SHORT || amount.decimals > 0 || figure.unit.silent()) {
        return None;
    }
    digits.sort_unstable();
    let noun: Vec<&str> = figure.unit.noun.split(' ').take(2).collect();
    let words =
        if long { noun.join(" ") } else { format!("{}|{}", lead(text, position, start)?, noun.join(" ")) };
    Some((digits.into_iter().collect(), words))
}

/// More bytes than the words before a number have.
const LONGEST_LEAD: usize = 160;

/// The clause before a short number, with the time that it names.
fn lead(text: &Text<'_>, position: usize, start: usize) -> Option<String> {
    let figure = &text.figures[position];
    let sentence = &text.sentences[text.sentence(figure.range.start)];
    let before = position.checked_sub(1).map_or(0, |i| text.figures[i].end());
    let from = sentence.start.max(start).max(before).max(figure.range.start.saturating_sub(LONGEST_LEAD));
    let lead = text.gap(text.lower.ceil_char_boundary(from)..figure.range.start);
    let clause = lead.rsplit([';', ':', '(', ')']).next()?.trim_matches([' ', ',', '-']);
    let words = clause.split([' ', ',', '-']).filter(|w| !w.is_empty()).count();
    let other = super::OTHER.iter().any(|w| clause.contains(w));
    (words >= 4 && !other && figure.depth == 0).then(|| vitext::tone::key(clause))
}
