//! What is left: `49/61 đơn …, còn 12 đơn`, `07/09 chỉ tiêu đạt` and `02/09 chỉ tiêu chưa đạt`, `tăng 23 cuộc so với … (184 cuộc)`.

use crate::arithmetic::show;
use crate::study::{Fault, Report};
use crate::text::{Figure, Text};
use crate::{Sentence, Severity, Verdict};
use rust_decimal::Decimal;

/// Checks the remainders and differences of a paragraph.
pub(super) fn check(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for index in 1..text.figures.len() {
        left(text, index, report);
        difference(text, index, report);
        from_to(text, index, report);
    }
}

/// `còn (lại) c`: what is left of a total or of a ratio.
fn left(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let figure = &text.figures[index];
    let Some(rest) = figure.amount().filter(|_| !figure.approximate) else {
        return;
    };
    let from = text.figures[index - 1].end();
    let gap = text.gap(from..figure.range.start);
    let clause = gap.rsplit([',', ';', '(', '.']).next().unwrap_or("").trim_start();
    let behind = text.after(figure.end(), 16).trim_start().starts_with("còn lại")
        || text.gap(figure.range.end..figure.end()).contains("còn lại");
    let says = behind
        || clause.starts_with("còn ")
        || clause.starts_with("số còn lại")
        || clause.starts_with("hiện còn")
        || clause.trim() == "còn";
    if !says || gap.contains("còn tồn tại") || clause.len() > 60 {
        return;
    }
    let sentence = text.sentence(figure.range.start);
    let close = |f: &Figure| {
        text.sentence(f.range.start) == sentence || behind && text.sentence(f.range.start) + 1 == sentence
    };
    let near: Vec<&Figure> = (0..index)
        .rev()
        .take(8)
        .map(|i| &text.figures[i])
        .filter(|f| close(f) && f.depth == figure.depth && !f.approximate)
        .collect();
    if let Some((ratio, (part, whole))) = near.iter().find_map(|f| f.ratio().map(|r| (*f, r)))
        && (ratio.unit.like(&figure.unit) || figure.unit.silent())
    {
        let expected = whole.value - part.value;
        let terms = format!("{} - {}", show(whole.value, 4), show(part.value, 4));
        return judge(text, (ratio, figure), terms, expected, rest.value, Severity::Certain, report);
    }
    let like: Vec<&&Figure> = near
        .iter()
        .filter(|f| {
            f.amount().is_some() && (f.unit.like(&figure.unit) || figure.unit.silent() || f.unit.silent())
        })
        .collect();
    let values: Vec<Decimal> = like.iter().filter_map(|f| f.amount()).map(|a| a.value).collect();
    // nearest first: total minus the parts between
    for count in 2..=values.len() {
        let parts: Decimal = values[..count - 1].iter().sum();
        if values[count - 1] - parts == rest.value {
            let start = like[count - 1].range.start;
            report.checked(2, text.id, start..figure.range.end, Verdict::Holds);
            return;
        }
    }
    if let [part, whole] = like.as_slice()
        && let (Some(a), Some(b)) = (part.amount(), whole.amount())
        && b.value > a.value
        && ["đã", "giải quyết", "hoàn thành", "xử lý", "đạt"]
            .iter()
            .any(|w| text.gap(whole.end()..part.range.start).contains(w))
    {
        let terms = format!("{} - {}", show(b.value, 4), show(a.value, 4));
        judge(text, (whole, figure), terms, b.value - a.value, rest.value, Severity::Verify, report);
    }
}

/// `từ 138 đầu mối xuống còn 96 đầu mối` and the `42` stated before or after.
fn from_to(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let [from, to] = [&text.figures[index - 1], &text.figures[index]];
    let gap = text.gap(from.end()..to.range.start).trim();
    let moves = ["xuống còn", "xuống", "lên", "còn", "lên thành"].contains(&gap);
    let (Some(a), Some(b), true) = (from.amount(), to.amount(), moves) else {
        return;
    };
    let sentence = text.sentence(from.range.start);
    let said = |f: &Figure| {
        let before = text.before(f.range.start, 16);
        let word = before.trim_end();
        f.amount().is_some()
            && text.sentence(f.range.start) == sentence
            && (word.ends_with("giảm") || word.ends_with("tăng") || word.ends_with("tăng thêm"))
    };
    let before = index
        .checked_sub(2)
        .map(|i| &text.figures[i])
        .filter(|f| said(f) && text.gap(f.end()..from.range.start).len() < 24);
    let after =
        text.figures.get(index + 1).filter(|f| said(f) && text.gap(to.end()..f.range.start).len() < 24);
    let Some((change, amount)) = before.or(after).and_then(|f| Some((f, f.amount()?))) else {
        return;
    };
    let expected = (a.value - b.value).abs();
    let (larger, smaller) = if a.value > b.value { (a, b) } else { (b, a) };
    let terms = format!("{} - {}", show(larger.value, 4), show(smaller.value, 4));
    let (first, last) = if change.range.start < from.range.start { (change, to) } else { (from, change) };
    judge(text, (first, last), terms, expected, amount.value, Severity::Certain, report);
}

/// `a, tăng d so với cùng kỳ (b)`: the difference of two stated values.
fn difference(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let change = &text.figures[index];
    let Some(amount) = change.amount().filter(|_| !change.approximate) else {
        return;
    };
    let before = text.before(change.range.start, 16);
    let word = before.trim_end();
    let rises = word.ends_with("tăng") || word.ends_with("tăng thêm");
    if !rises && !word.ends_with("giảm") {
        return;
    }
    let sentence = text.sentence(change.range.start);
    let same = |f: &Figure| {
        f.amount().is_some()
            && !f.approximate
            && text.sentence(f.range.start) == sentence
            && f.unit.like(&change.unit)
    };
    let Some(now) = text.figures[..index].iter().rev().take(3).find(|f| same(f) && f.depth <= change.depth)
    else {
        return;
    };
    let Some(base) = text.figures[index + 1..].iter().take(2).find(|f| same(f)) else {
        return;
    };
    // another clause speaks of something else
    if text.gap(now.end()..change.range.start).contains(';') {
        return;
    }
    let gap = text.gap(change.end()..base.range.start);
    if !gap.contains("so với") && !gap.contains("cùng kỳ") || gap.contains(';') || gap.len() > 120 {
        return;
    }
    let (Some(a), Some(b)) = (now.amount(), base.amount()) else {
        return;
    };
    let expected = if rises { a.value - b.value } else { b.value - a.value };
    let terms = if rises {
        format!("{} - {}", show(a.value, 4), show(b.value, 4))
    } else {
        format!("{} - {}", show(b.value, 4), show(a.value, 4))
    };
    judge(text, (now, base), terms, expected, amount.value, Severity::Certain, report);
}

fn judge(
    text: &Text<'_>,
    (first, last): (&Figure, &Figure),
    terms: String,
    expected: Decimal,
    stated: Decimal,
    severity: Severity,
    report: &mut Report<'_, '_>,
) {
    let at = first.range.start..last.range.end;
    let verdict = if expected == stated { Verdict::Holds } else { Verdict::Broken };
    report.checked(2, text.id, at.clone(), verdict);
    if verdict == Verdict::Broken {
        report.fault(Fault {
            rule: 2,
            severity,
            at: (text.id, at),
            others: Vec::new(),
            stated: show(stated, 4),
            computed: show(expected, 4),
            message: Sentence::new(
                "remainder-wrong",
                [("terms", terms), ("computed", show(expected, 4)), ("stated", show(stated, 4))],
            ),
            may_be_right: (severity != Severity::Certain).then(|| Sentence::new("remainder-wrong-why", [])),
        });
    }
}
