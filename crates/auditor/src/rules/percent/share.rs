//! `61 đơn, đã giải quyết 49 đơn, đạt 80,3%`, `98 đồng chí (56,4%)`.

use super::Quotient;
use crate::Verdict;
use crate::arithmetic::{compare, percent};
use crate::study::Report;
use crate::text::{Amount, Figure, FigureKind, Text};
use rust_decimal::Decimal;

/// How many figures on either side may be siblings of one: a sentence has no more, and a text of brackets is not searched whole
/// for each of them.
const SIBLINGS: usize = 32;

/// Checks the percentage at `index` against the amounts around it.
pub(super) fn check(text: &Text<'_>, index: usize, outside: &[Amount], report: &mut Report<'_, '_>) {
    let figure = &text.figures[index];
    let Some(stated) = figure.percent().filter(|_| !figure.approximate) else {
        return;
    };
    if index > 0 && text.figures[index - 1].ratio().is_some() {
        return;
    }
    let Some(part) = part(text, index) else {
        return;
    };
    if let Some((whole, given)) = explicit(text, index)
        && let (Some(a), Some(b)) = (text.figures[part].amount(), text.figures[whole].amount())
    {
        let figures = [&text.figures[part], &text.figures[whole]];
        let computed = quotient(figures[0], a, figures[1], b);
        if given || computed.is_some_and(|c| is_near(stated, c)) {
            let like = figures[0].unit.like(&figures[1].unit) && a.value <= b.value;
            let sure = given && like && figures.iter().all(|f| !f.approximate);
            Quotient { text, percent: figure, stated, part: a, whole: b, figures, sure }.judge(report);
            return;
        }
    }
    // "49 đơn trên tổng số 61 đơn, đạt 80,3%", "23 cuộc/kế hoạch 45 cuộc": the whole stands nearest
    let level = text.figures[part].depth;
    if let Some(before) = (0..part).rev().find(|i| text.figures[*i].depth == level)
        && text.figures[before].amount().is_some()
        && text.sentence(text.figures[before].range.start) == text.sentence(figure.range.start)
        && over(text.gap(text.figures[before].end()..text.figures[part].range.start))
    {
        let [a, b] = [&text.figures[before], &text.figures[part]];
        if let (Some(x), Some(y)) = (a.amount(), b.amount()) {
            let gap = text.gap(a.end()..b.range.start);
            let within = gap.trim_start().starts_with("trong ") && !gap.contains("tổng số");
            let sure = !a.approximate && !b.approximate && !gap.contains("kế hoạch") && !within;
            let right = |c: Decimal| is_near(stated, c);
            if !within || quotient(a, x, b, y).is_some_and(right) {
                Quotient { text, percent: figure, stated, part: x, whole: y, figures: [a, b], sure }
                    .judge(report);
                return;
            }
        }
    }
    let (part_figure, part_amount) = (&text.figures[part], text.figures[part].amount());
    let Some(part_amount) = part_amount else {
        return;
    };
    let mut strong: Option<usize> = None;
    for whole in wholes(text, part, index) {
        let other = &text.figures[whole];
        for amount in values(other) {
            let Some(computed) = quotient(part_figure, part_amount, other, amount) else {
                continue;
            };
            if compare(stated, computed) != Verdict::Broken {
                let sure = true;
                let figures = [part_figure, other];
                Quotient { text, percent: figure, stated, part: part_amount, whole: amount, figures, sure }
                    .judge(report);
                return;
            }
        }
        if strong.is_none() && is_strong(text, whole, part, index) {
            strong = Some(whole);
        }
    }
    let holds = |whole: Amount| {
        percent(part_amount.value, whole.value).is_some_and(|c| compare(stated, c) != Verdict::Broken)
    };
    let nearest = (0..part).rev().find_map(|i| text.figures[i].amount().map(|a| (i, a)));
    // "61.420 tỷ đồng trong GRDP 143.800 tỷ đồng, chiếm 42,7%": the other way round
    let turned = nearest.is_some_and(|(i, a)| {
        text.sentence(text.figures[i].range.start) == text.sentence(figure.range.start)
            && percent(a.value, part_amount.value).is_some_and(|c| compare(stated, c) != Verdict::Broken)
    });
    if strong.is_none() && (turned || outside.iter().copied().any(holds)) {
        report.checked(1, text.id, part_figure.range.start..figure.range.end, Verdict::Holds);
        return;
    }
    // a sibling in the same list was a share of a whole: this one is too
    if strong.is_none() {
        strong = sibling(text, part, index);
    }
    if strong.is_none() {
        nearly(text, part, index, stated, report);
    }
    if stated.value == Decimal::ONE_HUNDRED && !text.gap(part_figure.end()..figure.range.start).contains('(')
    {
        return;
    }
    if let Some(whole) = strong
        && let Some(amount) = text.figures[whole].amount()
    {
        let figures = [part_figure, &text.figures[whole]];
        let words = text.before(text.figures[whole].range.start, 30);
        let named = ["tổng số", "trong số"].iter().any(|k| words.contains(k))
            || text
                .gap(text.figures[whole].end().min(part_figure.range.start)..part_figure.range.start)
                .contains("trong đó");
        let sure = named
            && part_amount.value <= amount.value
            && !text.figures[whole].approximate
            && !part_figure.approximate;
        Quotient { text, percent: figure, stated, part: part_amount, whole: amount, figures, sure }
            .judge(report);
    }
}

/// `p% trên tổng số N`: the whole that is named behind a percentage, and whether the words leave no doubt; they leave some in
/// `p% dân số (N người)`.
fn explicit(text: &Text<'_>, index: usize) -> Option<(usize, bool)> {
    let next = text.figures.get(index + 1).filter(|f| f.amount().is_some())?;
    let figure = &text.figures[index];
    if text.sentence(next.range.start) != text.sentence(figure.range.start) {
        return None;
    }
    let gap = text.gap(figure.range.end..next.range.start);
    if gap.len() > 90 || gap.contains([',', ';', ')', '.']) {
        return None;
    }
    let words = gap.trim().trim_start_matches('(');
    let given = matches!(words, "trên" | "trên tổng số" | "trong tổng số" | "tổng số" | "trong số");
    let phrase = words.strip_suffix('(').is_some_and(|noun| !noun.trim().is_empty() && !compares(noun));
    (given || phrase).then_some((index + 1, given))
}

/// The words speak of a plan or another period, not of a whole.
fn compares(words: &str) -> bool {
    const OTHERS: &[&str] = &[
        "kế hoạch",
        "chỉ tiêu",
        "dự toán",
        "so với",
        "cùng kỳ",
        "kịch bản",
        "mục tiêu",
        "nghị quyết",
        "giao",
        "năm",
        "tháng",
        "tăng",
        "giảm",
        "vượt",
        "trong đó",
    ];
    OTHERS.iter().any(|w| words.contains(w))
}

/// A slip away: the stated percentage is so close to the quotient that it is hardly of anything else.
fn is_near(stated: Amount, computed: Decimal) -> bool {
    (computed - stated.value).abs() * Decimal::from(6) <= stated.value.max(computed)
}

/// `đảng phí thu được 406 triệu đồng; nộp cấp trên 203 triệu đồng (51%)`: no word names the whole, but one amount nearly is it.
fn nearly(text: &Text<'_>, part: usize, index: usize, stated: Amount, report: &mut Report<'_, '_>) {
    let [p, figure] = [&text.figures[part], &text.figures[index]];
    let Some(amount) = p.amount().filter(|_| part + 1 == index && !p.approximate) else {
        return;
    };
    let tail = text.gap(p.end()..figure.range.start);
    let clause = text.after(figure.range.end, 60);
    let clause = clause.split([',', ';', '.']).next().unwrap_or("");
    let said = tail.ends_with('(') && text.after(figure.range.end, 1) == ")" || tail.contains("chiếm");
    if !said || compares(tail) || compares(clause) || tail.contains([';', '.']) || tail.len() > 80 {
        return;
    }
    let vague = ["đồng chí", "người", "trường hợp"].contains(&p.unit.noun.as_str()) || p.unit.silent();
    let mut best: Option<(Decimal, usize, Amount)> = None;
    for whole in wholes(text, part, index).into_iter().filter(|w| *w < part) {
        let other = &text.figures[whole];
        let alike = other.unit.like(&p.unit) || vague && !other.unit.measured();
        if other.approximate || !alike || other.depth > p.depth {
            continue;
        }
        for amount_of in values(other) {
            let computed = quotient(p, amount, other, amount_of)
                .filter(|c| *c < Decimal::ONE_HUNDRED && is_near(stated, *c));
            if let Some(gap) = computed.map(|c| (c - stated.value).abs())
                && best.is_none_or(|(least, ..)| gap < least)
            {
                best = Some((gap, whole, amount_of));
            }
        }
    }
    if let Some((_, whole, amount_of)) = best {
        let figures = [p, &text.figures[whole]];
        Quotient { text, percent: figure, stated, part: amount, whole: amount_of, figures, sure: false }
            .judge(report);
    }
}

/// Words between a part and its whole.
fn over(gap: &str) -> bool {
    gap.len() < 90
        && !gap.contains([';', '('])
        && (gap.contains("trên tổng số")
            || gap.contains("trong tổng số")
            || gap.trim_start().starts_with('/')
                && ["kế hoạch", "tổng số"].iter().any(|w| gap.contains(w))
                && !gap.contains(',')
            || gap.trim() == "trên"
            || gap.trim_start().starts_with("trong ")
                && !["trong đó", "trong số", "trong kỳ", ","].iter().any(|w| gap.contains(w))
            || gap.trim_end().ends_with("tổng số") && gap.contains("trên"))
}

/// `35,7% (34.826/92.874)`, `100% (12/12)`.
pub(super) fn bracketed_ratio(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) -> bool {
    let (figure, Some(next)) = (&text.figures[index], text.figures.get(index + 1)) else {
        return false;
    };
    let Some(stated) = figure.percent().filter(|_| !figure.approximate) else {
        return false;
    };
    let Some((part, whole)) = next.ratio() else {
        return false;
    };
    let gap = text.gap(figure.range.end..next.range.start).trim();
    if !gap.ends_with('(') || gap.len() > 40 || gap.contains([',', ';', ')', '.']) {
        return false;
    }
    Quotient { text, percent: figure, stated, part, whole, figures: [next, next], sure: true }.judge(report);
    true
}

fn quotient(part: &Figure, part_amount: Amount, whole: &Figure, whole_amount: Amount) -> Option<Decimal> {
    let scaled = part.unit.measured() && whole.unit.measured() && whole.amount().is_some();
    if scaled {
        return percent(part.scaled()?, whole.scaled()?);
    }
    percent(part_amount.value, whole_amount.value)
}

/// What a percentage is said of: the amount right before it, outside or inside the same bracket.
fn part(text: &Text<'_>, index: usize) -> Option<usize> {
    let figure = &text.figures[index];
    let sentence = text.sentence(figure.range.start);
    let cue_from = text.figures[..index].last().map_or(0, |f| f.range.end);
    let tail = text.gap(cue_from..figure.range.start);
    let bracket = tail.trim_end().ends_with('(');
    let cued = ["chiếm", "đạt", "bằng", "tỷ lệ", "tỉ lệ", "=", "tương ứng", "tương đương", "trên"]
        .iter()
        .any(|w| tail.contains(w));
    if !bracket && !cued {
        return None;
    }
    (0..index).rev().take(4).find(|i| {
        let candidate = &text.figures[*i];
        text.sentence(candidate.range.start) == sentence
            && candidate.depth <= figure.depth
            && candidate.amount().is_some()
    })
}

/// Amounts that may be the whole, the likeliest first.
fn wholes(text: &Text<'_>, part: usize, index: usize) -> Vec<usize> {
    let sentence = text.sentence(text.figures[index].range.start);
    let near = |i: usize| {
        text.sentence(text.figures[i].range.start) + 1 >= sentence
            && text.sentence(text.figures[i].range.start) <= sentence
    };
    let mut out = Vec::new();
    // "chiếm 4,2% tổng số 5.016 đảng viên"
    if let Some(next) = text.figures.get(index + 1)
        && next.amount().is_some()
        && text.sentence(next.range.start) == sentence
    {
        let gap = text.gap(text.figures[index].range.end..next.range.start);
        if gap.len() < 80
            && ["tổng số", "trong số", "trên", "so với", "của", "/", "("].iter().any(|w| gap.contains(w))
            && !gap.contains([';', ')'])
        {
            out.push(index + 1);
        }
    }
    out.extend((0..part).rev().take(12).filter(|i| near(*i) && !values(&text.figures[*i]).is_empty()));
    out
}

fn values(figure: &Figure) -> Vec<Amount> {
    match figure.kind {
        FigureKind::Amount(amount) => vec![amount],
        FigureKind::Ratio(a, b) => vec![a, b],
        FigureKind::Between(low, high) => vec![low, high],
        FigureKind::Percent(_) => Vec::new(),
    }
}

/// The words say that `whole` is the whole of `part`.
fn is_strong(text: &Text<'_>, whole: usize, part: usize, index: usize) -> bool {
    let [w, p, stated] = [&text.figures[whole], &text.figures[part], &text.figures[index]];
    if w.amount().is_none()
        || w.approximate
        || text.sentence(w.range.start) != text.sentence(stated.range.start)
    {
        return false;
    }
    if w.unit.measured() != p.unit.measured() && !p.unit.silent() {
        return false;
    }
    let before = text.before(w.range.start, 30);
    let total = ["tổng số", "trong số", "tổng"].iter().any(|k| before.contains(k));
    if whole > index {
        let gap = text.gap(stated.range.end..w.range.start);
        return ["tổng số", "trong số"].iter().any(|k| gap.contains(k))
            && (w.unit.like(&p.unit) || p.unit.silent());
    }
    let between = text.gap(w.end()..p.range.start);
    let tail = text.gap(p.end()..stated.range.start);
    let adjacent = part == whole + 1;
    if tail.contains("trên tổng số") || tail.contains("trong tổng số") {
        return false;
    }
    let said = ["chiếm", "đạt", "bằng", "tỷ lệ", "("].iter().any(|k| tail.contains(k));
    let similar = w.unit.like(&p.unit)
        || p.unit.silent()
        || p.unit.noun.starts_with("đồng chí")
        || p.unit.noun.starts_with("người");
    let among = between.contains("trong đó") || between.contains("trong số");
    // "49 đơn trên tổng số 61 đơn, đạt 80,3%": the part stands before the whole
    if adjacent && between.contains("tổng số") {
        return false;
    }
    let clause = text.after(stated.range.end, 40);
    let clause = clause.split([',', ';', '.']).next().unwrap_or("");
    let compared =
        ["kế hoạch", "chỉ tiêu", "so với", "cùng kỳ", "dự toán", "mục tiêu", "kịch bản", "nghị quyết"]
            .iter()
            .any(|k| clause.contains(k) || tail.contains(k));
    let plain = !w.unit.measured()
        && !p.unit.silent()
        && w.unit.like(&p.unit)
        && !compared
        && between.len() < 80
        && !between.contains(';')
        && !tail.contains([';', '.'])
        && !tail.contains("bình quân");
    adjacent
        && said
        && (plain || total && similar || among && similar && (tail.contains("chiếm") || tail.contains('(')))
}

/// The whole of which another bracketed share of the same sentence is a share: `nữ 64 (53,3%), đoàn viên 98 (81,7%)`.
fn sibling(text: &Text<'_>, part: usize, index: usize) -> Option<usize> {
    let sentence = text.sentence(text.figures[index].range.start);
    if !text.gap(text.figures[part].end()..text.figures[index].range.start).trim().ends_with('(') {
        return None;
    }
    (index.saturating_sub(SIBLINGS).max(1)..text.figures.len().min(index + SIBLINGS))
        .filter(|i| *i != index && text.sentence(text.figures[*i].range.start) == sentence)
        .find_map(|other| {
            let [item, share] = [&text.figures[other - 1], &text.figures[other]];
            let (Some(amount), Some(stated)) = (item.amount(), share.percent()) else {
                return None;
            };
            if !text.gap(item.end()..share.range.start).trim().ends_with('(') {
                return None;
            }
            wholes(text, other - 1, other).into_iter().find(|whole| {
                let candidate = &text.figures[*whole];
                *whole < part
                    && candidate.amount().is_some_and(|w| {
                        quotient(item, amount, candidate, w)
                            .is_some_and(|c| compare(stated, c) != Verdict::Broken)
                    })
            })
        })
}
