//! What changed: `tăng 23 cuộc so với … (184 cuộc)`, `từ 138 xuống còn 96, giảm 42`, `thu 62, chi 58, còn dư 4`.

use super::remainder::{judge, lead};
use crate::Severity;
use crate::addition::Difference;
use crate::breakdown::closed;
use crate::study::Report;
use crate::text::{Figure, Text};

/// Checks the differences of a paragraph.
pub(super) fn check(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for index in 1..text.figures.len() {
        difference(text, index, report);
        from_to(text, index, report);
        above(text, index, report);
        balance(text, index, report);
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
    let (larger, smaller) =
        if from.scaled() > to.scaled() { ((from, a), (to, b)) } else { ((to, b), (from, a)) };
    let at = change.range.start.min(from.range.start)..change.range.end.max(to.range.end);
    let difference = Difference::new(larger, smaller, (change, amount));
    judge(text, at, difference, Severity::Certain, report);
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
    let here =
        |f: &&Figure| f.amount().is_some() && !f.approximate && text.sentence(f.range.start) == sentence;
    let like = |f: &&Figure| here(f) && f.unit.like(&change.unit);
    let before = || text.figures[..index].iter().rev().take(8).filter(|f| f.depth <= change.depth && here(f));
    let behind = || text.figures[index + 1..].iter().take(3).filter(here);
    // "14 sở, giảm 12 đầu mối so với 26 sở", "04 đảng viên (…), giảm 02 trường hợp so với năm 2024 (06 trường hợp)"
    let vague = ["trường hợp", "đầu mối", "đơn vị"].contains(&change.unit.noun.as_str());
    let (now, base) =
        if let (Some(now), Some(base)) = (before().take(3).find(like), behind().take(2).find(like)) {
            (now, base)
        } else if vague
            && let (Some(now), Some(base)) = (before().next(), behind().next())
            && (base.unit.like(&now.unit) || base.unit.like(&change.unit))
            && text.gap(now.end()..change.range.start).len() < 100
        {
            (now, base)
        } else {
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
    let (larger, smaller) = if rises { ((now, a), (base, b)) } else { ((base, b), (now, a)) };
    let difference = Difference::new(larger, smaller, (change, amount));
    let severity = if change.unit.like(&now.unit) { Severity::Certain } else { Severity::Verify };
    judge(text, now.range.start..base.range.end, difference, severity, report);
}

/// `kế hoạch A 11.746 tỷ đồng, cao hơn kế hoạch B (10.820 tỷ đồng) là 926 tỷ đồng`.
fn above(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let figure = &text.figures[index];
    let (Some(stated), Some([now, base])) = (
        figure.amount().filter(|_| !figure.approximate),
        index.checked_sub(2).and_then(|i| text.figures.get(i..index)),
    ) else {
        return;
    };
    let [gap, tail] = [text.gap(now.end()..base.range.start), text.gap(base.end()..figure.range.start)];
    let rises = gap.contains("cao hơn") || gap.contains("nhiều hơn");
    let says = rises || gap.contains("thấp hơn") || gap.contains("ít hơn");
    let given = gap.ends_with('(') && tail.trim_start().starts_with(')') && tail.trim_end().ends_with("là");
    let like = |f: &Figure| f.unit.like(&figure.unit) && f.unit.scale == figure.unit.scale && !f.approximate;
    let same = text.sentence(now.range.start) == text.sentence(figure.range.start);
    let (Some(a), Some(b)) = (now.amount(), base.amount()) else {
        return;
    };
    if !(says && given && same && like(now) && like(base) && gap.len() < 160 && tail.len() < 24) {
        return;
    }
    let (larger, smaller) = if rises { ((now, a), (base, b)) } else { ((base, b), (now, a)) };
    let difference = Difference::new(larger, smaller, (figure, stated));
    judge(text, now.range.start..figure.range.end, difference, Severity::Certain, report);
}

/// Words before the difference of two amounts that stand before it, with what the two are called.
const BALANCES: &[(&str, [&str; 2])] = &[
    ("còn dư", ["thu", "chi"]),
    ("kết dư", ["thu", "chi"]),
    ("bội chi", ["thu", "chi"]),
    ("tồn quỹ", ["thu", "chi"]),
    ("thặng dư", ["xuất", "nhập"]),
    ("thâm hụt", ["xuất", "nhập"]),
    ("xuất siêu", ["xuất", "nhập"]),
    ("nhập siêu", ["xuất", "nhập"]),
    ("khuyết", ["duyệt", "có"]),
    ("thiếu", ["duyệt", "có"]),
    ("thiếu", ["giao", "có"]),
    ("giảm", ["đầu năm", "cuối năm"]),
    ("tăng", ["đầu năm", "cuối năm"]),
    ("giảm", ["trước", "sau"]),
    ("tăng", ["trước", "sau"]),
];

/// `tổng thu 62 tỷ đồng, tổng chi 58 tỷ đồng, còn dư 4 tỷ đồng`; `trước sắp xếp 138 đầu mối, sau sắp xếp 96, giảm 42`.
fn balance(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let figure = &text.figures[index];
    let Some(stated) = figure.amount().filter(|_| !figure.approximate) else {
        return;
    };
    let alike = |i: &usize| text.figures[*i].depth == figure.depth && text.figures[*i].percent().is_none();
    let mut earlier = (0..index).rev().take(6).filter(alike);
    let (Some(second), Some(position)) = (earlier.next(), earlier.next()) else {
        return;
    };
    let [first, second] = [&text.figures[position], &text.figures[second]];
    let one = [first, second].iter().all(|f| {
        !f.approximate
            && text.sentence(f.range.start) == text.sentence(figure.range.start)
            && f.unit.scale == figure.unit.scale
            && (f.unit.like(&figure.unit) || f.unit.silent() || figure.unit.silent())
    });
    let [a, b, c] = [
        lead(text, position),
        text.gap(first.end()..second.range.start),
        text.gap(second.end()..figure.range.start),
    ];
    let short = c.len() < 60 && !c.contains([';', '(', '.']);
    let said = |(word, [x, y]): &(&str, [&str; 2])| {
        c.trim_end().ends_with(word) && closed::has(a, x) && closed::has(b, y)
    };
    let (Some(x), Some(y), true) = (first.amount(), second.amount(), one && short) else {
        return;
    };
    if !BALANCES.iter().any(said) {
        return;
    }
    let (larger, smaller) =
        if x.value > y.value { ((first, x), (second, y)) } else { ((second, y), (first, x)) };
    let difference = Difference::new(larger, smaller, (figure, stated));
    judge(text, first.range.start..figure.range.end, difference, Severity::Verify, report);
}
