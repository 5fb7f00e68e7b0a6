//! Figures of one list that are held against each other: one in another scale, or with a digit too many or too few.
//!
//! A part is named only where changing it alone, by a power of ten, makes the parts add up to their total, and only one part can
//! be changed so; without a total only where it is printed like its neighbours and another scale makes it a thousand times theirs.

use crate::addition::Addition;
use crate::arithmetic::print;
use crate::breakdown::{Breakdown, Cue};
use crate::rules::sum;
use crate::study::{Fault, Report};
use crate::text::{Figure, Text, scale_word};
use crate::{Sentence, Severity};
use rust_decimal::Decimal;

/// Parts of a list that are tried one by one.
const MOST: usize = 32;
/// Neighbours that a figure without a total is held against, at the least.
const LEAST: usize = 2;

/// Checks the lists of a paragraph.
pub(super) fn check(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for list in text.breakdowns() {
        if list.items.len() <= MOST && list.adding_up(text).is_none() {
            of_total(text, list, report);
        }
    }
    for run in runs(text) {
        neighbours(text, run, report);
    }
}

/// A figure and the power of ten by which it is changed.
type Change<'t> = (&'t Figure, Decimal);

/// The one part that, changed by a power of ten, makes the parts add up to the total.
fn of_total(text: &Text<'_>, list: &Breakdown, report: &mut Report<'_, '_>) {
    let closed = sum::list::stated(text, list).filter(|_| list.uniform && list.cue != Cue::Sorted);
    let digits = closed.is_some();
    let first = || {
        let &(index, amount) = list.heads.first()?;
        let head = &text.figures[index];
        let items = || list.items.iter().map(|i| &text.figures[*i]);
        let measured = head.unit.measured() && items().all(|f| f.unit.measured());
        (measured && !list.open).then(|| (head, list.addition(text, head, amount)))
    };
    let Some((head, addition)) = closed.or_else(first) else {
        return;
    };
    if list.items.len() < 2 || head.approximate {
        return;
    }
    let parts: Vec<&Figure> = list.items.iter().map(|i| &text.figures[*i]).collect();
    let others = |changed: &Figure, scale: Decimal| {
        std::iter::once(head)
            .chain(parts.iter().copied())
            .any(|f| f.unit.scale == scale && f.range != changed.range)
    };
    let mut fitting =
        parts.iter().flat_map(|part| factors().map(move |factor| (*part, factor))).filter(|change| {
            let (part, factor) = *change;
            let scale = part.unit.scale.checked_mul(factor);
            let rescaled =
                part.unit.measured() && scale.is_some_and(|s| scale_word(s).is_some() && others(part, s));
            let slip = digits && factor.max(Decimal::ONE / factor) <= Decimal::ONE_THOUSAND;
            (rescaled || slip) && !part.approximate && makes(&addition, *change)
        });
    let (Some((part, factor)), None) = (fitting.next(), fitting.next()) else {
        return;
    };
    let Some(amount) = part.amount() else {
        return;
    };
    let scale = part.unit.scale.checked_mul(factor).filter(|s| part.unit.measured() && others(part, *s));
    let fits = scale.map_or_else(
        || part.in_words(&crate::arithmetic::show(amount.value * factor, 4)),
        |s| part.with_scale(s, &print(amount)),
    );
    let key = if scale.is_some() { "scale-sibling" } else { "digits-sibling" };
    tell(text, part, key, fits, head.amount().map(|a| head.in_words(&print(a))).unwrap_or_default(), report);
}

/// Ten, a hundred, … a million, and what undoes them.
fn factors() -> impl Iterator<Item = Decimal> {
    [10_i64, 100, 1_000, 1_000_000].into_iter().map(Decimal::from).flat_map(|f| [f, Decimal::ONE / f])
}

fn makes(addition: &Addition<'_>, (part, factor): Change<'_>) -> bool {
    let change = addition.value(part).and_then(|value| value.checked_mul(factor)?.checked_sub(value));
    let sum = addition.sum().zip(change).and_then(|(sum, change)| sum.checked_add(change));
    change.is_some_and(|c| !c.is_zero()) && sum.is_some() && sum == addition.total()
}

/// Sums of money in a row: indices of the first and behind the last.
fn runs(text: &Text<'_>) -> Vec<std::ops::Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for index in 1..=text.figures.len() {
        let goes_on = text.figures.get(index).is_some_and(|next| {
            let before = &text.figures[index - 1];
            let gap = text.gap(before.end()..next.range.start);
            gap.trim_start().starts_with([',', ';'])
                && gap.len() < 100
                && before.unit.measured()
                && next.unit.measured()
                && before.unit.noun == next.unit.noun
                && before.depth == next.depth
                && text.sentence(before.range.start) == text.sentence(next.range.start)
                && !OTHERS.iter().any(|w| gap.contains(w))
        });
        if !goes_on {
            if index - start > LEAST {
                out.push(start..index);
            }
            start = index;
        }
    }
    out
}

/// Words between two figures that say that they are not of one kind.
const OTHERS: &[&str] = &[
    "bình quân",
    "mỗi",
    "trị giá",
    "tổng",
    "lũy kế",
    "luỹ kế",
    "tăng",
    "giảm",
    "còn",
    "so với",
    "kế hoạch",
    "trong đó",
    "từ",
];

/// `phường A 1.240 triệu đồng, phường B 1.310 triệu đồng, phường C 1.275 tỷ đồng`.
fn neighbours(text: &Text<'_>, run: std::ops::Range<usize>, report: &mut Report<'_, '_>) {
    let figures = &text.figures[run.clone()];
    // the middle one of the first three: one odd scale among them cannot be it
    let mut scales = [0, 1, 2].map(|i| figures[i].unit.scale);
    scales.sort_unstable();
    let usual = scales[1];
    let mut odd = figures.iter().filter(|f| f.unit.scale != usual);
    let (Some(one), None) = (odd.next(), odd.next()) else {
        return;
    };
    let values =
        || figures.iter().filter(|f| f.unit.scale == usual).filter_map(Figure::amount).map(|a| a.value);
    let (Some(least), Some(most), Some(amount)) = (values().min(), values().max(), one.amount()) else {
        return;
    };
    let alike = amount.value * Decimal::TWO >= least && amount.value <= most * Decimal::TWO;
    let near = most <= least * Decimal::TEN;
    let proven = text.breakdowns().iter().any(|list| {
        list.items.iter().any(|i| run.contains(i))
            && (list.adding_up(text).is_some() || !list.heads.is_empty())
    });
    if alike && near && !proven && amount.value > Decimal::ONE {
        let others: Vec<String> = figures
            .iter()
            .filter(|f| f.unit.scale == usual)
            .take(3)
            .filter_map(|f| f.amount().map(|a| f.in_words(&print(a))))
            .collect();
        tell(text, one, "scale-odd", one.with_scale(usual, &print(amount)), others.join("; "), report);
    }
}

fn tell(
    text: &Text<'_>,
    part: &Figure,
    key: &'static str,
    fits: String,
    beside: String,
    report: &mut Report<'_, '_>,
) {
    let value = part.amount().map(|a| part.in_words(&print(a))).unwrap_or_default();
    report.fault(Fault {
        rule: 9,
        severity: Severity::Verify,
        at: (text.id, part.range.start..part.end()),
        others: Vec::new(),
        stated: value.clone(),
        computed: fits.clone(),
        message: Sentence::new(key, [("value", value), ("fits", fits), ("beside", beside)]),
        may_be_right: Some(Sentence::new("scale-sibling-why", [])),
    });
}
