//! What is left: `49/61 đơn …, còn 12 đơn`, `27/31 người, thiếu 04 người`.

use crate::addition::{Addition, Difference};
use crate::arithmetic::{compare, percent};
use crate::breakdown::closed;
use crate::study::Report;
use crate::text::{Figure, Text};
use crate::{Severity, Verdict};
use std::ops::Range;

/// Checks the remainders of a paragraph.
pub(super) fn check(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for index in 0..text.figures.len() {
        left(text, index, report);
        of_ratio(text, index, report);
    }
}

/// `còn (lại) c`: what is left of a total or of a ratio.
fn left(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let figure = &text.figures[index];
    let Some(rest) = figure.amount().filter(|_| !figure.approximate) else {
        return;
    };
    let from = index.checked_sub(1).map_or(0, |i| text.figures[i].end());
    let gap = text.gap(from..figure.range.start);
    let clause = gap.rsplit([',', ';', '(', '.']).next().unwrap_or("").trim_start();
    let behind = text.after(figure.end(), 16).trim_start().starts_with("còn lại")
        || text.gap(figure.range.end..figure.end()).contains("còn lại");
    let says = behind
        || clause.starts_with("còn ")
        || clause.starts_with("số còn lại")
        || clause.starts_with("hiện còn")
        || clause.starts_with("chuyển kỳ sau")
        || clause.starts_with("chuyển sang kỳ sau")
        || clause.trim() == "còn";
    // "08 đơn đang giải quyết"
    let undone = !says
        && clause.trim().is_empty()
        && ["đang ", "chưa "].iter().any(|w| said_behind(text, figure).starts_with(w));
    if !says && !undone || gap.contains("còn tồn tại") || clause.len() > 60 {
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
    if !undone
        && let Some((ratio, (part, whole))) = near.iter().find_map(|f| f.ratio().map(|r| (*f, r)))
        && (ratio.unit.like(&figure.unit) || figure.unit.silent() || is_vague(figure))
    {
        // "412/436 tổ dân phố …, còn 24 nơi": the word may be of something else
        let like = ratio.unit.like(&figure.unit) || figure.unit.silent();
        let severity = if like { Severity::Certain } else { Severity::Verify };
        let difference = Difference::new((ratio, whole), (ratio, part), (figure, rest));
        return judge(text, ratio.range.start..figure.range.end, difference, severity, report);
    }
    let like: Vec<&&Figure> = near
        .iter()
        .filter(|f| {
            f.amount().is_some() && (f.unit.like(&figure.unit) || figure.unit.silent() || f.unit.silent())
        })
        .collect();
    // nearest first: total minus the parts between
    for count in 2..=like.len() {
        let whole = like[count - 1];
        let mut parts: Vec<&Figure> = like[..count - 1].iter().map(|f| **f).collect();
        parts.push(figure);
        if whole.amount().is_some_and(|a| Addition::new(whole, a, parts).holds()) {
            report.checked(2, text.id, whole.range.start..figure.range.end, Verdict::Holds);
            return;
        }
    }
    // the nearest part that is done, and the first amount of the sentence
    let done = |f: &Figure| {
        let position = text.figures.partition_point(|o| o.range.start < f.range.start);
        let lead = said_before(text, position);
        ["đã", "giải quyết", "hoàn thành", "xử lý", "kết luận", "đạt"].iter().any(|w| lead.contains(w))
    };
    let opposed = |f: &Figure| closed::opposed(said_behind(text, f), said_behind(text, figure));
    if let (Some(whole), Some(part)) = (like.last(), like.iter().find(|f| done(f) || opposed(f)))
        && let (Some(a), Some(b)) = (part.amount(), whole.amount())
        && part.scaled() < whole.scaled()
    {
        // "571 tổ chức thực hiện tốt, đạt 93,3%; còn 51 tổ chức thực hiện chưa tốt": the share proves part and whole
        let next = text.figures.partition_point(|f| f.range.start <= part.range.start);
        let share = text.figures.get(next).and_then(Figure::percent);
        let proven = percent(a.value, b.value)
            .filter(|_| part.unit.scale == whole.unit.scale)
            .zip(share)
            .is_some_and(|(computed, stated)| compare(stated, computed) != Verdict::Broken);
        let sure = proven && opposed(part) && !behind;
        let severity = if sure { Severity::Certain } else { Severity::Verify };
        let difference = Difference::new((whole, b), (part, a), (figure, rest));
        judge(text, whole.range.start..figure.range.end, difference, severity, report);
    }
}

/// `24 nơi`: a word for whatever was counted before.
fn is_vague(figure: &Figure) -> bool {
    let noun = &figure.unit.noun;
    ["nơi", "đơn vị", "trường hợp", "địa phương", "đầu mối"]
        .iter()
        .any(|w| noun.strip_prefix(w).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')))
}

/// What is said of a figure behind it, up to the next comma or bracket.
fn said_behind<'t>(text: &'t Text<'_>, figure: &Figure) -> &'t str {
    let clause =
        |at: usize| text.after(at, 120).split([',', ';', '(', ')', ':', '.']).next().unwrap_or("").trim();
    // the unit may have taken the words that deny
    let rest = clause(figure.end());
    if rest.is_empty() { clause(figure.range.end) } else { rest }
}

/// What stands before a figure, from the figure before it or the last comma or bracket.
fn said_before<'t>(text: &'t Text<'_>, index: usize) -> &'t str {
    let lead = lead(text, index);
    lead.rsplit([',', ';', ')', '.']).next().unwrap_or(lead).trim()
}

/// The words between a figure and the one before it.
pub(super) fn lead<'t>(text: &'t Text<'_>, index: usize) -> &'t str {
    let from = index.checked_sub(1).map_or(0, |i| text.figures[i].end());
    let at = text.figures[index].range.start;
    text.before(at, at.saturating_sub(from).min(120))
}

/// `49/61 đơn đã giải quyết, 12 đơn đang xác minh`, `có mặt 27/31 người, thiếu 04 người`: what a ratio leaves.
fn of_ratio(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let ratio = &text.figures[index];
    let Some((part, whole)) = ratio.ratio() else {
        return;
    };
    let sentence = text.sentence(ratio.range.start);
    let here = |i: &usize| text.sentence(text.figures[*i].range.start) == sentence;
    let mut next = (index + 1..text.figures.len())
        .take(6)
        .take_while(here)
        .filter(|i| text.figures[*i].depth == ratio.depth && text.figures[*i].percent().is_none());
    let Some(position) = next.next() else {
        return;
    };
    let rest = &text.figures[position];
    let Some(amount) = rest.amount().filter(|_| rest.range.start < ratio.range.end + 220) else {
        return;
    };
    let counted = rest.unit.like(&ratio.unit) || rest.unit.silent() || ratio.unit.silent();
    if !counted || rest.approximate || whole.value <= part.value {
        return;
    }
    let lead = said_before(text, position);
    let (yes, no) = (said_behind(text, ratio), said_behind(text, rest));
    let lacks = LACKS.iter().any(|w| closed::has(lead, w) || closed::has(no, w));
    let below = yes.contains("trở lên") && no.contains("hoàn thành nhiệm vụ") && lead.is_empty();
    let denied = lead.is_empty() && (closed::opposed(yes, no) || closed::opposed(no, yes));
    if !(lacks && !LACKS.iter().any(|w| closed::has(yes, w)) || below || denied) {
        return;
    }
    let expected = whole.value - part.value;
    // what is left may be parted once more
    let more = next
        .next()
        .map(|i| &text.figures[i])
        .is_some_and(|f| f.unit.like(&rest.unit) && !text.gap(rest.end()..f.range.start).contains(';'));
    if more && expected != amount.value {
        return;
    }
    let difference = Difference::new((ratio, whole), (ratio, part), (rest, amount));
    judge(text, ratio.range.start..rest.range.end, difference, Severity::Verify, report);
}

/// Words that say of what follows or stands before that it is the missing part.
const LACKS: &[&str] = &[
    "thiếu",
    "khuyết",
    "vắng",
    "vắng mặt",
    "còn hạn chế",
    "chậm",
    "quá hạn",
    "đang giải quyết",
    "đang xử lý",
    "đang xác minh",
    "đang thực hiện",
];

pub(super) fn judge(
    text: &Text<'_>,
    at: Range<usize>,
    difference: Difference<'_>,
    severity: Severity,
    report: &mut Report<'_, '_>,
) {
    let verdict = if difference.holds() { Verdict::Holds } else { Verdict::Broken };
    report.checked(2, text.id, at.clone(), verdict);
    if verdict == Verdict::Broken {
        report.fault(difference.fault((text.id, at), severity));
    }
}
