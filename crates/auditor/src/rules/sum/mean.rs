//! What each of them gets: `48.216 suất quà trị giá 26,7 tỷ đồng, bình quân 554 nghìn đồng/suất`.
//!
//! Total and number are sought in the sentence by what they count. Only an average that is nearly theirs, or off by a power of ten,
//! is called wrong: another may be of other years or other things.

use super::is_nearly;
use super::remainder::lead;
use crate::arithmetic::{print, show};
use crate::study::{Fault, Report};
use crate::text::{Amount, Figure, Text};
use crate::{Sentence, Severity, Verdict};
use rust_decimal::{Decimal, RoundingStrategy};

/// Figures before and behind an average among which its total and its number are sought.
const BEFORE: usize = 8;
const BEHIND: usize = 2;

/// Checks the averages of a paragraph.
pub(super) fn check(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for index in 0..text.figures.len() {
        mean(text, index, report);
    }
}

fn mean(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let each = &text.figures[index];
    let lead = lead(text, index);
    let clause = lead.rsplit([';', '(', ')', ',']).next().unwrap_or(lead);
    let said = ["bình quân", "trung bình"].iter().any(|w| clause.contains(w));
    let (Some(stated), true, false) = (each.amount(), said, each.approximate) else {
        return;
    };
    let Some(thing) = thing(text, each, clause) else {
        return;
    };
    let sentence = text.sentence(each.range.start);
    let near = index.saturating_sub(BEFORE)..(index + 1 + BEHIND).min(text.figures.len());
    let here = |i: &usize| {
        let f = &text.figures[*i];
        let exact = f.amount().is_some_and(|a| a.value > Decimal::ZERO) && !f.approximate;
        *i != index
            && exact
            && text.sentence(f.range.start) == sentence
            && !text.is_change(f)
            && !text.is_mean(f)
    };
    let counts = |f: &Figure| {
        f.unit.noun.strip_prefix(thing).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let numbers: Vec<&Figure> =
        near.clone().rev().filter(here).map(|i| &text.figures[i]).filter(|f| counts(f)).collect();
    let totals: Vec<&Figure> = (near.start..index)
        .rev()
        .filter(here)
        .map(|i| &text.figures[i])
        .filter(|f| f.unit.like(&each.unit) && !counts(f))
        .collect();
    let pairs = || totals.iter().flat_map(|total| numbers.iter().map(|number| (*total, *number)));
    let span = |a: &Figure, b: &Figure| {
        let [from, to] = [a.range.start.min(b.range.start), a.range.end.max(b.range.end)];
        from.min(each.range.start)..to.max(each.range.end)
    };
    if let Some((total, number)) = pairs().find(|(t, n)| fits(stated, each, t, n)) {
        report.checked(2, text.id, span(total, number), Verdict::Holds);
        return;
    }
    let slip = pairs().next().and_then(|(t, n)| Some((t, n, quotient(each, t.scaled()?, n.scaled()?)?)));
    let Some((total, number, computed)) = slip.filter(|(.., c)| is_slip(stated.value, *c)) else {
        return;
    };
    let at = span(total, number);
    report.checked(2, text.id, at.clone(), Verdict::Broken);
    let shown = |f: &Figure| f.amount().map(|a| f.in_words(&print(a))).unwrap_or_default();
    let computed = show(computed, stated.decimals.max(2));
    report.fault(Fault {
        rule: 2,
        severity: Severity::Verify,
        at: (text.id, at),
        others: Vec::new(),
        stated: print(stated),
        computed: computed.clone(),
        message: Sentence::new(
            "mean-wrong",
            [
                ("total", shown(total)),
                ("count", shown(number)),
                ("computed", each.in_words(&computed)),
                ("stated", each.in_words(&print(stated))),
            ],
        ),
        may_be_right: Some(Sentence::new("mean-wrong-why", [])),
    });
}

/// What the average is for one of: the word behind the slash, or behind `mỗi`.
fn thing<'t>(text: &'t Text<'_>, each: &Figure, clause: &'t str) -> Option<&'t str> {
    let words = if text.is_rate(each) {
        text.after(each.end(), 40).strip_prefix('/')?
    } else {
        let at = ["mỗi ", "một "].iter().find_map(|w| clause.rfind(w).map(|at| at + w.len()))?;
        &clause[at..]
    };
    let words = words.split(|c: char| !c.is_alphabetic() && c != ' ').next()?.trim();
    words.split(' ').next().filter(|w| !w.is_empty())
}

fn quotient(each: &Figure, total: Decimal, number: Decimal) -> Option<Decimal> {
    total.checked_div(number)?.checked_div(each.unit.scale)
}

/// The average is the quotient, where total and number may themselves be rounded at their last digit.
fn fits(stated: Amount, each: &Figure, total: &Figure, number: &Figure) -> bool {
    let bounds = |f: &Figure| {
        let amount = f.amount()?;
        let exact = amount.decimals == 0 && f.unit.scale == Decimal::ONE;
        let half = if exact { Decimal::ZERO } else { Decimal::new(5, amount.decimals + 1) };
        let scale = f.unit.scale;
        Some((
            amount.value.checked_sub(half)?.checked_mul(scale)?,
            amount.value.checked_add(half)?.checked_mul(scale)?,
        ))
    };
    let range = bounds(total).zip(bounds(number)).and_then(|((low, high), (few, many))| {
        Some((quotient(each, low, many)?, quotient(each, high, few)?))
    });
    range.is_some_and(|(low, high)| {
        let low = low.round_dp_with_strategy(stated.decimals, RoundingStrategy::ToZero);
        let high = high.round_dp_with_strategy(stated.decimals, RoundingStrategy::MidpointAwayFromZero);
        low <= stated.value && stated.value <= high
    })
}

/// A slip of a digit, of a share of the value, or of the scale.
fn is_slip(stated: Decimal, computed: Decimal) -> bool {
    let scaled = [10_i64, 100, 1_000, 1_000_000].iter().any(|factor| {
        let times = |a: Decimal, b: Decimal| {
            b.checked_mul(Decimal::from(*factor)).is_some_and(|b| (a - b).abs() * Decimal::from(50) <= b)
        };
        times(stated, computed) || times(computed, stated)
    });
    is_nearly(stated, computed) || scaled
}
