//! Parts that no word introduces but whose labels leave none out: `6 tháng đầu năm 214, quý III 133`, `trực tuyến 684 hồ sơ,
//! trực tiếp 18 hồ sơ`, `hai địa phương có 1.102 và 616 đảng viên, nay là 1.718`.

use super::remainder::lead;
use crate::addition::Addition;
use crate::breakdown::closed;
use crate::study::Report;
use crate::text::{Figure, Text};
use crate::{Severity, Verdict};
use rust_decimal::Decimal;
use std::cell::OnceCell;
use std::collections::HashSet;

/// Amounts before the parts among which their total is sought.
const REACH: usize = 8;
/// Parts of a split.
const PARTS: std::ops::RangeInclusive<usize> = 2..=4;

/// Checks the splits of a paragraph.
pub(super) fn check(text: &Text<'_>, report: &mut Report<'_, '_>) {
    let listed: OnceCell<HashSet<usize>> = OnceCell::new();
    let mut index = 0;
    while index + 1 < text.figures.len() {
        let length = PARTS.rev().find(|length| is_split(text, index, *length, &listed));
        if let Some(length) = length {
            parts(text, index, length, report);
        }
        index += length.unwrap_or(1);
    }
    for index in 2..text.figures.len() {
        merged(text, index, report);
    }
}

/// The words of a part: what stands before its number, else what stands behind it.
fn label<'t>(text: &'t Text<'_>, index: usize) -> &'t str {
    let lead = lead(text, index);
    let own = lead.rsplit([',', ';', '.', ':', ')']).next().unwrap_or(lead).trim();
    if own.is_empty() {
        let tail = text.after(text.figures[index].range.end, 80);
        return tail.split([',', ';', '.', '(']).next().unwrap_or("").trim();
    }
    own
}

/// `length` figures in a row whose labels leave nothing out between them.
fn is_split(text: &Text<'_>, index: usize, length: usize, listed: &OnceCell<HashSet<usize>>) -> bool {
    let Some(run) = text.figures.get(index..index + length) else {
        return false;
    };
    let first = &run[0];
    let alike = run.iter().all(|f| {
        f.amount().is_some()
            && !f.approximate
            && f.depth == first.depth
            && f.unit.scale == first.unit.scale
            && (f.unit.like(&first.unit) || f.unit.silent() && first.unit.silent())
            && text.sentence(f.range.start) == text.sentence(first.range.start)
    });
    let parted = run.windows(2).all(|w| {
        let gap = text.gap(w[0].end()..w[1].range.start);
        gap.trim_start().starts_with([',', ';']) && gap.len() < 80 && !gap.contains(['(', ')', '.'])
    });
    // a part of a longer list, or of one that a word introduces
    let goes_on = text.figures.get(index + length).is_some_and(|f| {
        let gap = text.gap(run[length - 1].end()..f.range.start);
        f.percent().is_none()
            && f.depth == first.depth
            && gap.trim_start().starts_with([',', ';'])
            && gap.len() < 60
    });
    let items = || text.breakdowns().iter().flat_map(|b| b.items.iter().copied()).collect();
    if !alike || !parted || goes_on && !first.unit.measured() {
        return false;
    }
    let labels: Vec<&str> = (index..index + length).map(|i| label(text, i)).collect();
    (in_time(&labels) || closed::is_whole(&labels)) && !listed.get_or_init(items).contains(&index)
}

/// `6 tháng đầu năm` and `quý III`, `quý I` to `quý IV`.
fn in_time(labels: &[&str]) -> bool {
    let begins = |label: &str, word: &str| {
        label.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let run = |words: &[&str]| {
        words.len() >= labels.len() && labels.iter().zip(words).all(|(label, word)| begins(label, word))
    };
    run(&["quý i", "quý ii", "quý iii", "quý iv"])
        || [["6 tháng đầu năm", "6 tháng cuối năm"], ["6 tháng đầu năm", "quý iii"]].iter().any(|w| run(w))
        || [["06 tháng đầu năm", "06 tháng cuối năm"], ["06 tháng đầu năm", "quý iii"]].iter().any(|w| run(w))
}

fn parts(text: &Text<'_>, index: usize, length: usize, report: &mut Report<'_, '_>) {
    let run = &text.figures[index..index + length];
    let sum: Decimal = run.iter().filter_map(Figure::amount).map(|a| a.value).sum();
    let sentence = text.sentence(run[0].range.start);
    let heads: Vec<&Figure> = text.figures[..index]
        .iter()
        .rev()
        .take(REACH)
        .filter(|f| {
            f.depth <= run[0].depth
                && f.amount().is_some()
                && f.unit.scale == run[0].unit.scale
                && (f.unit.like(&run[0].unit) || run[0].unit.silent())
                && text.sentence(f.range.start) + 1 >= sentence
        })
        .collect();
    let end = run[length - 1].range.end;
    let holds = |f: &&&Figure| f.amount().is_some_and(|a| a.value == sum);
    if let Some(head) = heads.iter().find(holds) {
        report.checked(2, text.id, head.range.start..end, Verdict::Holds);
        return;
    }
    let near = |f: &&&Figure| {
        !f.approximate && f.amount().is_some_and(|a| a.decimals == 0 && super::is_nearly(a.value, sum))
    };
    if let Some(head) = heads.iter().find(near) {
        fault(text, head, run, head.range.start..end, report);
    }
}

/// `hai địa phương có 1.102 và 616 đảng viên, nay là 1.718 đảng viên`.
fn merged(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let [a, b, now] = [&text.figures[index - 2], &text.figures[index - 1], &text.figures[index]];
    let words = ["nay là", "nay có", "hiện có", "sau hợp nhất có", "sau sáp nhập có"];
    let gap = text.gap(b.end()..now.range.start);
    let said =
        words.iter().any(|w| gap.trim_end().ends_with(w)) && gap.len() < 48 && !gap.contains(['.', ';']);
    let joined = text.gap(a.end()..b.range.start).trim() == "và";
    let start = text.sentences[text.sentence(a.range.start)].start;
    let before =
        text.gap(start.max(text.lower.floor_char_boundary(a.range.start.saturating_sub(160)))..a.range.start);
    let two = ["trước hợp nhất", "trước sáp nhập", "trước khi"].iter().any(|w| before.contains(w));
    let like = b.unit.like(&now.unit) && (a.unit.silent() || a.unit.like(&now.unit));
    let (Some(x), Some(y), Some(total)) = (a.amount(), b.amount(), now.amount()) else {
        return;
    };
    if !(said && joined && two && like) || [a, b, now].iter().any(|f| f.approximate) {
        return;
    }
    let sum = x.value + y.value;
    let at = a.range.start..now.range.end;
    if sum == total.value {
        report.checked(2, text.id, at, Verdict::Holds);
    } else {
        fault(text, now, &text.figures[index - 2..index], at, report);
    }
}

fn fault(
    text: &Text<'_>,
    head: &Figure,
    run: &[Figure],
    at: std::ops::Range<usize>,
    report: &mut Report<'_, '_>,
) {
    if let Some(total) = head.amount() {
        let addition = Addition::new(head, total, run.iter().collect());
        report.checked(2, text.id, at.clone(), Verdict::Broken);
        report.fault(addition.fault((text.id, at), Severity::Verify, Some("sum-note-why")));
    }
}
