//! Lists behind a total: `226 cuộc (cấp thành phố 06, cấp xã 220)`, `gồm: …`.

use super::is_nearly;
use crate::addition::Addition;
use crate::breakdown::{Breakdown, Cue};
use crate::study::Report;
use crate::text::{Amount, Figure, Text};
use crate::{Severity, Verdict};
use rust_decimal::Decimal;

/// Judges a list whose parts are said to make a total.
pub(super) fn judge(text: &Text<'_>, list: &Breakdown, report: &mut Report<'_, '_>) {
    if let Some((head, count)) = list.adding_up(text) {
        let end = text.figures[list.items[count - 1]].end().max(text.figures[head].end());
        report.checked(2, text.id, text.figures[head].range.start..end, Verdict::Holds);
        return;
    }
    let Some((head, addition)) = stated(text, list) else {
        return;
    };
    let at = head.range.start..list.range.end.max(head.range.end);
    report.checked(2, text.id, at.clone(), Verdict::Broken);
    let mixed = list.items.iter().any(|i| text.figures[*i].unit.kin(&head.unit))
        && !list
            .items
            .iter()
            .all(|i| text.figures[*i].unit.kin(&head.unit) || text.figures[*i].unit.silent());
    // behind a bare colon only "label number, label number" is a list for certain
    let plain = list.items.iter().all(|i| text.figures[*i].unit.silent());
    let trusted = list.uniform
        && !mixed
        && !head.approximate
        && list.cue != Cue::Among
        && list.cue != Cue::Sorted
        && (list.cue != Cue::Namely || plain)
        && (list.cue == Cue::Consists || tight(text, list, head));
    let certain = addition.exceeds() && trusted;
    let severity = if certain { Severity::Certain } else { Severity::Verify };
    report.fault(addition.fault((text.id, at), severity, None));
}

/// The total that a list must make, with its parts; `None` where the words leave other parts or other totals open.
pub(crate) fn stated<'t>(text: &'t Text<'_>, list: &Breakdown) -> Option<(&'t Figure, Addition<'t>)> {
    let &(index, amount) = list.heads.first()?;
    let head = &text.figures[index];
    // "(1) …; (2) …" is a list of things, and their numbers are their own
    let labelled = !text.enumerators_in(&list.range).is_empty();
    let whole = list.cue != Cue::Namely && list.exhaustive(text);
    let addition = list.addition(text, head, amount);
    let (total, sum) = (addition.total()?, addition.sum()?);
    let unsaid = list.cue == Cue::Among
        && !whole
        && !(total > sum && is_nearly(total, sum) && of_one_kind(text, list, head))
        || list.open
        || labelled
        || !whole && list.overlaps(text)
        || head.approximate && (list.cue != Cue::Consists || about(amount, sum, total))
        || !belongs(text, list, head, whole);
    (!unsaid).then_some((head, addition))
}

/// `khoảng 186.000`: the sum is within what the zeros at its end leave open.
fn about(total: Amount, sum: Decimal, scaled: Decimal) -> bool {
    let mut value = total.value;
    let mut grain = Decimal::ONE;
    while total.decimals == 0 && !value.is_zero() && (value % Decimal::TEN).is_zero() {
        value /= Decimal::TEN;
        grain *= Decimal::TEN;
    }
    let grain = scaled.checked_div(total.value).and_then(|scale| scale.checked_mul(grain));
    grain.is_none_or(|grain| (sum - scaled).abs() <= grain)
}

/// `187 sản phẩm, trong đó 141 sản phẩm 3 sao, 43 sản phẩm 4 sao …`: every item counts what the head counts, and can be no other.
fn of_one_kind(text: &Text<'_>, list: &Breakdown, head: &Figure) -> bool {
    list.uniform
        && list.items.len() > 1
        && !head.unit.measured()
        && list.items.iter().all(|i| text.figures[*i].unit.like(&head.unit))
        && list.is_disjoint(text, head)
}

/// Head and items can be of one kind: the same unit, units that are kinds of the total, or labels without units; `whole` where
/// the words leave no other part.
fn belongs(text: &Text<'_>, list: &Breakdown, head: &Figure, whole: bool) -> bool {
    if text.is_mean(head) || !measured_alike(text, list, head) {
        return false;
    }
    let gap = text.gap(head.end()..list.range.start);
    if list.cue == Cue::Sorted {
        return list.items.iter().all(|i| {
            text.figures[*i].unit.measured() == head.unit.measured() || text.figures[*i].unit.silent()
        });
    }
    let colon = list.cue == Cue::Namely && text.gap(list.range.clone()).starts_with(':');
    // "486 trường, tăng 14 trường …; trong đó mầm non 168 trường, …": all of them are named
    let like = || list.items.iter().all(|i| text.figures[*i].unit.like(&head.unit));
    if gap.len() > 160 || gap.contains(';') && !(whole && like()) || colon && gap.contains(',') {
        return false;
    }
    let units: Vec<&crate::text::Unit> = list.items.iter().map(|i| &text.figures[*i].unit).collect();
    if head.unit.measured() || units.iter().any(|u| u.measured()) {
        return head.unit.measured() && units.iter().all(|u| u.measured() || u.silent());
    }
    if whole && list.cue != Cue::Namely {
        return true;
    }
    let like = units.iter().filter(|u| u.kin(&head.unit)).count();
    let silent = units.iter().filter(|u| u.silent()).count();
    if like + silent == units.len() {
        return true;
    }
    // "69 đảng viên (11 cấp uỷ viên, 50 đảng viên)": some named alike, none overlapping
    if list.uniform && like < units.len() && like > 0 && list.cue == Cue::Bracket && close(text, list, head) {
        let rest = list.items.last().is_some_and(|i| text.figures[*i].unit.like(&head.unit));
        return rest || list.is_disjoint(text, head);
    }
    // kinds of the total: all different from it, none repeated by accident; only where the words say "consists of"
    list.uniform
        && (like == 0 || like == units.len())
        && (list.cue == Cue::Consists || close(text, list, head))
}

/// Lengths are parts of a length, and whole things have no parts with decimals; `6,84 điểm (Toán 6,52; Văn 7,21)` lies among
/// what looks like its parts, so it is none of their sums.
fn measured_alike(text: &Text<'_>, list: &Breakdown, head: &Figure) -> bool {
    let items = || list.items.iter().map(|i| &text.figures[*i]);
    let Some(total) = head.amount().or(head.ratio().map(|(part, _)| part)) else {
        return false;
    };
    let amounts = || items().filter_map(Figure::amount);
    let counts = total.decimals == 0 && !head.unit.measured() && head.unit.physical().is_none();
    let whole = !head.unit.silent() && counts && amounts().any(|a| a.decimals > 0);
    let bare = !head.unit.measured() && head.unit.physical().is_none_or(|unit| unit == "điểm");
    let among = total.decimals > 0
        && bare
        && amounts().any(|a| a.value <= total.value)
        && amounts().any(|a| a.value >= total.value)
        && items().all(|f| f.unit.silent() || f.unit.scale == head.unit.scale);
    !whole && !among && items().all(|f| f.unit.silent() || f.unit.physical() == head.unit.physical())
}

/// Only words of the total stand between it and the bracket.
fn close(text: &Text<'_>, list: &Breakdown, head: &Figure) -> bool {
    let gap = text.gap(head.end()..list.range.start);
    gap.len() < 110 && !gap.contains('(')
}

/// The list stands right behind its total.
fn tight(text: &Text<'_>, list: &Breakdown, head: &Figure) -> bool {
    let gap = text.gap(head.end()..list.range.start);
    gap.len() < 48 && !gap.contains('(') && (!gap.contains(',') || gap.len() < 24)
}
