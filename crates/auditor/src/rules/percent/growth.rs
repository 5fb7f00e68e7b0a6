//! `tăng 12,5% so với cùng kỳ (184 cuộc)`, `tăng 23 cuộc (12,5%)`, `bằng 132,8% so với cùng kỳ (20.846 tỷ đồng)`.

use crate::arithmetic::{compare, percent, print, show};
use crate::study::{Fault, Report};
use crate::text::{Amount, Figure, Text};
use crate::{Sentence, Severity, Verdict};
use rust_decimal::Decimal;

/// Checks the percentage at `index` as a growth; whether it is one.
pub(super) fn check(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) -> bool {
    let figure = &text.figures[index];
    let Some(stated) = figure.percent() else {
        return false;
    };
    let from = index.checked_sub(1).map_or(0, |i| text.figures[i].range.end);
    let tail = text.gap(from..figure.range.start);
    let rises = tail.rfind("tăng").max(tail.rfind("cao hơn"));
    let falls = tail.rfind("giảm").max(tail.rfind("thấp hơn"));
    let direction = match (rises, falls) {
        (None, None) => None,
        (up, down) => Some(up > down),
    };
    if let Some(up) = direction {
        if let Some(base) = base(text, index) {
            let fits = |now: &Figure| change(now, &text.figures[base], up);
            best(text, index, stated, base, "growth-wrong", fits, report);
        }
        return true;
    }
    let after = text.gap(figure.range.end..text.sentences[text.sentence(figure.range.start)].end);
    // "tăng 23 cuộc (12,5%)"
    if tail.trim_end().trim_end_matches(['-', '+', '–']).ends_with('(')
        || tail.contains("tương ứng")
        || tail.contains("tương đương")
        || tail.contains("tăng")
    {
        if let Some(verdict) = by_difference(text, index, stated, report) {
            return verdict;
        }
        return false;
    }
    // "bằng 132,8% so với cùng kỳ (20.846 tỷ đồng)"
    let compared = after.trim_start().starts_with("so với") || after.trim_start().starts_with("cùng kỳ");
    if compared && (tail.contains("bằng") || tail.contains("đạt")) {
        if let Some(base) = base(text, index) {
            let fits = |now: &Figure| quotient(now, &text.figures[base]);
            best(text, index, stated, base, "compared-wrong", fits, report);
        }
        return true;
    }
    compared
}

/// The earlier value: an amount in the bracket after `so với …`, or after `là`.
fn base(text: &Text<'_>, index: usize) -> Option<usize> {
    let figure = &text.figures[index];
    let next = index + 1;
    let candidate = text.figures.get(next)?;
    let gap = text.gap(figure.range.end..candidate.range.start);
    let same = text.sentence(figure.range.start) == text.sentence(candidate.range.start);
    let compared =
        ["so với", "cùng kỳ", "năm trước", "năm 20", "tháng trước", "cuối năm", "đầu năm", "quý trước"]
            .iter()
            .any(|w| gap.contains(w));
    let given = gap.trim_end().ends_with('(')
        || gap.trim_end().ends_with("là")
        || gap.trim_end().ends_with(':')
        || gap.contains('(');
    let inner = gap.strip_prefix(')').unwrap_or(gap);
    // "giảm 52 vụ (9,7%; năm 2024 xử lý 538 vụ)": one bracket speaks of one thing
    let bracket = figure.depth > 0 && candidate.depth == figure.depth && gap.starts_with("; năm");
    let (given, inner) = if bracket { (true, inner.trim_start_matches(';')) } else { (given, inner) };
    let other = [";", "tăng", "giảm", "đạt", "kế hoạch", ")"].iter().any(|w| inner.contains(w));
    (same && compared && given && !other && gap.len() < 140).then_some(candidate)?.amount().map(|_| next)
}

/// Judges with the amount before that fits; where none does, with the nearest, and surely only if it is the only one.
fn best(
    text: &Text<'_>,
    index: usize,
    stated: Amount,
    base: usize,
    key: &'static str,
    computed: impl Fn(&Figure) -> Option<Decimal>,
    report: &mut Report<'_, '_>,
) {
    let candidates = present(text, index, base, text.figures[index].depth);
    let fitting = candidates
        .iter()
        .copied()
        .find(|now| computed(&text.figures[*now]).is_some_and(|c| compare(stated, c) != Verdict::Broken));
    if let Some(now) = fitting.or(candidates.first().copied()) {
        let sure = candidates.len() == 1;
        judge(text, index, stated, computed(&text.figures[now]), (now, base), (key, sure), report);
    }
}

/// Amounts before that may be the present value, the nearest first: those that count the same.
fn present(text: &Text<'_>, index: usize, base: usize, depth: usize) -> Vec<usize> {
    let base = &text.figures[base];
    let sentence = text.sentence(base.range.start);
    let alike = |i: &usize| {
        let candidate = &text.figures[*i];
        candidate.amount().is_some()
            && candidate.depth <= depth
            && text.sentence(candidate.range.start) == sentence
            && (candidate.unit.like(&base.unit) || candidate.unit.silent() || base.unit.silent())
    };
    (0..index).rev().take(8).filter(alike).collect()
}

fn quotient(now: &Figure, base: &Figure) -> Option<Decimal> {
    if base.unit.silent() || now.unit.silent() {
        return percent(now.amount()?.value, base.amount()?.value);
    }
    percent(now.scaled()?, base.scaled()?)
}

fn change(now: &Figure, base: &Figure, up: bool) -> Option<Decimal> {
    let change = quotient(now, base)? - Decimal::ONE_HUNDRED;
    Some(if up { change } else { -change })
}

/// `tăng 23 cuộc (12,5%) so với cùng kỳ`: the change over the earlier value, which is stated or follows from the present one.
fn by_difference(text: &Text<'_>, index: usize, stated: Amount, report: &mut Report<'_, '_>) -> Option<bool> {
    let figure = &text.figures[index];
    let difference = index.checked_sub(1)?;
    let change = &text.figures[difference];
    let amount = change.amount()?.value;
    let before = text.before(change.range.start, 24);
    let (up, down) = (
        before.rfind("tăng").max(before.rfind("cao hơn")),
        before.rfind("giảm").max(before.rfind("thấp hơn")),
    );
    if up.is_none() && down.is_none() {
        return None;
    }
    let rises = up > down;
    let sentence = text.sentence(figure.range.start);
    if let Some(base) = base(text, index) {
        let computed = percent(change.scaled()?, text.figures[base].scaled()?)
            .or_else(|| percent(amount, text.figures[base].amount()?.value));
        judge(text, index, stated, computed, (difference, base), ("change-wrong", true), report);
        return Some(true);
    }
    // "so với cùng kỳ (318 vụ) giảm 29 vụ (-9,1%)"
    let earlier = (0..difference).rev().take(2).find(|i| {
        let candidate = &text.figures[*i];
        let lead = text.before(candidate.range.start, 48);
        candidate.amount().is_some()
            && text.sentence(candidate.range.start) == sentence
            && candidate.unit.like(&change.unit)
            && candidate.depth == change.depth + 1
            && ["so với", "cùng kỳ"].iter().any(|w| lead.contains(w))
    });
    if let Some(base) = earlier {
        let computed = percent(amount, text.figures[base].amount()?.value);
        judge(text, index, stated, computed, (difference, base), ("change-wrong", true), report);
        return Some(true);
    }
    let now = (0..difference).rev().take(4).find(|i| {
        let candidate = &text.figures[*i];
        candidate.amount().is_some()
            && text.sentence(candidate.range.start) == sentence
            && candidate.depth <= change.depth
            && (candidate.unit.like(&change.unit) || change.unit.silent())
    });
    if now.is_none() {
        // the present value may stand a sentence earlier: enough to confirm, not to refute
        let confirmed = text.figures[..difference].iter().rev().take(8).find(|f| {
            f.unit.like(&change.unit)
                && f.amount().is_some_and(|a| {
                    let earlier = if rises { a.value - amount } else { a.value + amount };
                    earlier > Decimal::ZERO
                        && percent(amount, earlier).is_some_and(|c| compare(stated, c) != Verdict::Broken)
                })
        });
        if confirmed.is_some() {
            report.checked(1, text.id, change.range.start..figure.range.end, Verdict::Holds);
        }
    }
    if let Some(now) = now {
        let value = text.figures[now].amount()?.value;
        let earlier = if rises { value - amount } else { value + amount };
        let computed = percent(amount, earlier).filter(|_| earlier > Decimal::ZERO);
        judge(text, index, stated, computed, (difference, now), ("change-of-now-wrong", false), report);
    }
    Some(true)
}

fn judge(
    text: &Text<'_>,
    index: usize,
    stated: Amount,
    computed: Option<Decimal>,
    (now, base): (usize, usize),
    (key, sure): (&'static str, bool),
    report: &mut Report<'_, '_>,
) {
    let Some(computed) = computed else {
        return;
    };
    let figures = [&text.figures[now], &text.figures[base], &text.figures[index]];
    let exact = figures[..2].iter().all(|f| !f.approximate);
    let start = figures.iter().map(|f| f.range.start).min().unwrap_or(0);
    let end = figures.iter().map(|f| f.range.end).max().unwrap_or(start);
    let verdict = compare(stated, computed);
    report.checked(1, text.id, start..end, verdict);
    if verdict != Verdict::Broken {
        return;
    }
    let mixed = figures[0].unit.scale != figures[1].unit.scale;
    let shown = |f: &Figure| {
        let printed = f.amount().map(print).unwrap_or_default();
        if mixed { f.in_words(&printed) } else { printed }
    };
    report.fault(Fault {
        rule: 1,
        severity: if sure && exact { Severity::Certain } else { Severity::Verify },
        at: (text.id, start..end),
        others: Vec::new(),
        stated: format!("{}%", print(stated)),
        computed: format!("{}%", show(computed, stated.decimals.max(1))),
        message: Sentence::new(
            key,
            [
                ("now", shown(figures[0])),
                ("base", shown(figures[1])),
                ("computed", show(computed, stated.decimals.max(2))),
                ("stated", print(stated)),
            ],
        ),
        may_be_right: (!(sure && exact)).then(|| Sentence::new("growth-wrong-why", [])),
    });
}
