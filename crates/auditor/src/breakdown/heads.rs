//! The amounts that a list may break down.

use super::Breakdown;
use crate::text::{Amount, FigureKind, Text};
use std::ops::Range;

/// Amounts before the list that may be its total, nearest first.
pub(super) fn heads(
    text: &Text<'_>,
    before: Range<usize>,
    depth: usize,
    bracket: bool,
    items: &[usize],
) -> Vec<(usize, Amount)> {
    let limit = if bracket { depth.saturating_sub(1) } else { depth };
    let from = text.figures.partition_point(|f| f.range.start < before.start);
    let to = text.figures.partition_point(|f| f.range.end <= before.end);
    let mut out = Vec::new();
    // "486 trường, tăng 14 trường; trong đó mầm non …": a change is rarely what is broken down
    let mut changes = Vec::new();
    for index in (from..to).rev().take(8) {
        let figure = &text.figures[index];
        if figure.depth > limit || items.contains(&index) {
            continue;
        }
        match figure.kind {
            FigureKind::Amount(amount) if text.is_change(figure) => changes.push((index, amount)),
            FigureKind::Amount(amount) => out.push((index, amount)),
            FigureKind::Ratio(a, b) => out.extend([(index, a), (index, b)]),
            FigureKind::Percent(_) | FigureKind::Between(..) => {}
        }
    }
    out.extend(changes);
    out
}

/// The first amount of a sentence: what a following "Trong đó" breaks down.
pub(super) fn main_amount(text: &Text<'_>, sentence: &Range<usize>) -> Vec<(usize, Amount)> {
    let from = text.figures.partition_point(|f| f.range.start < sentence.start);
    text.figures_in(sentence)
        .iter()
        .enumerate()
        .filter(|(_, f)| f.depth == 0)
        .filter_map(|(offset, f)| f.amount().map(|a| (from + offset, a)))
        .take(4)
        .collect()
}

/// Lists before one that sorts a total, among which that total is sought.
const NEAR: usize = 16;

/// The total that a list sorts once more: that of a list before it in the sentence, else the first amount of the sentence.
/// `earlier` are the lists of the sentence, the nearest first.
pub(super) fn sorted<'b>(
    text: &Text<'_>,
    sentence: &Range<usize>,
    list: &mut Breakdown,
    earlier: impl Iterator<Item = &'b Breakdown>,
) {
    let total = earlier
        .take(NEAR)
        .filter(|b| b.range.end <= list.range.start)
        .find_map(|b| b.adding_up(text))
        .and_then(|(head, _)| text.figures[head].amount().map(|a| (head, a)));
    let main =
        main_amount(text, sentence).into_iter().find(|(i, _)| text.figures[*i].end() <= list.range.start);
    if let Some(head) = total.or(main) {
        list.heads.retain(|h| *h != head);
        list.heads.insert(0, head);
    }
}
