//! R3: a stated count and the items that are named.
//!
//! `06 quy chế: (i) … (vi) …`, `02 tổ chức đảng (Đảng bộ A; Đảng bộ B)`, also where the items stand in the note behind the
//! count or in the paragraphs below. Guards: `tiêu biểu`, `điển hình`, `nổi bật` name a sample; `…` leaves the list open.

mod below;
mod names;

use self::below::{below, lists};
use self::names::{names, sampled};
use super::Rule;
use crate::arithmetic::show;
use crate::study::{Fault, Report, Study};
use crate::text::{Enumerator, Figure, FigureKind, Text};
use crate::{RuleId, Sentence, Severity, Verdict};
use reader::ParagraphId;
use rust_decimal::Decimal;
use std::ops::Range;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(3),
    name: "count",
    severity: Severity::Verify,
    fires: &[
        "Ban hành 03 quy chế, gồm: (1) Quy chế làm việc; (2) Quy chế phối hợp.",
        "Khen thưởng 03 tổ chức đảng (Đảng bộ phường An Hòa; Đảng bộ xã Tân Lập).",
        "Có 03/09 chỉ tiêu chưa đạt, bao gồm: Thu hút đầu tư; Chỉ số sản xuất công nghiệp.",
    ],
    silent: &[
        "Ban hành 02 quy chế, gồm: (1) Quy chế làm việc; (2) Quy chế phối hợp.",
        "Ban hành 13 quy chế, tiêu biểu: (1) Quy chế làm việc; (2) Quy chế phối hợp.",
        "Khen thưởng 02 tổ chức đảng (Đảng bộ phường An Hòa; Đảng bộ xã Tân Lập).",
        "Đón 30 đoàn khách, nổi bật có: Đoàn Thụy Sĩ; Đoàn Na Uy.",
    ],
    check,
};

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    let lists = lists(study);
    for text in study.body() {
        enumerated(text, report);
        named(text, report);
        in_note(study, text, report);
        below(study, &lists, text, report);
    }
}

/// The count of a figure: of a ratio its first number.
fn count(figure: &Figure) -> Option<Decimal> {
    match figure.kind {
        FigureKind::Amount(a) | FigureKind::Ratio(a, _) if a.decimals == 0 && !figure.unit.measured() => {
            Some(a.value)
        }
        _ => None,
    }
    .filter(|_| {
        !["điểm", "tuổi", "ngày", "năm", "giờ", "phút", "mét", "km", "ha"]
            .contains(&figure.unit.noun.split(' ').next().unwrap_or(""))
    })
    .filter(|value| !figure.approximate && *value > Decimal::ZERO && *value <= Decimal::from(60))
}

/// Runs of labels `(1) … (n)`: index of the first and how many follow it in order.
fn runs(enumerators: &[Enumerator]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut index = 0;
    while index < enumerators.len() {
        let first = &enumerators[index];
        let mut length = 1;
        if first.value == 1 {
            let mut last = first.value;
            for next in &enumerators[index + 1..] {
                if next.roman != first.roman {
                    continue;
                }
                if next.value != last + 1 {
                    break;
                }
                last = next.value;
                length += 1;
            }
            out.push((index, length));
        }
        index += length.max(1);
    }
    out
}

/// `06 quy chế …: (i) … (vi)` in one sentence or across those that the list takes.
fn enumerated(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for (first, length) in runs(&text.enumerators) {
        if length < 2 {
            continue;
        }
        let start = text.enumerators[first].range.start;
        let Some(figure) = text.figure_before(start) else {
            continue;
        };
        let gap = text.gap(figure.end()..start);
        if gap.len() > 140 {
            continue;
        }
        let cue = ["gồm", "cụ thể", "như sau", "sau:", "là:", "đó là", ":"].iter().any(|w| gap.contains(w))
            || gap.trim() == "("
            || gap.trim().is_empty();
        if !cue
            || gap.contains(". ")
            || sampled(gap)
            || text.sentence(figure.range.start) != text.sentence(start)
        {
            continue;
        }
        let last = &text.enumerators[(first + length - 1).min(text.enumerators.len() - 1)];
        judge(
            text.id,
            figure,
            length,
            figure.range.start..last.range.end,
            None,
            open_after(text, last.range.end),
            report,
        );
    }
}

/// `02 tổ chức đảng (Đảng bộ A; Đảng bộ B)`, `bao gồm: X; Y`.
fn named(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for &(open, close) in &text.brackets {
        let Some(figure) = text.figure_before(open) else {
            continue;
        };
        let gap = text.gap(figure.end()..open);
        if gap.len() > 40 || gap.contains([',', ';', '.', '(']) {
            continue;
        }
        if let Some(items) = names(text, open + 1..close) {
            judge(text.id, figure, items, figure.range.start..close + 1, None, false, report);
        }
    }
    for (index, figure) in text.figures.iter().enumerate() {
        let sentence = text.sentences[text.sentence(figure.range.start)].clone();
        let next = text.figures.get(index + 1).map_or(sentence.end, |f| f.range.start.min(sentence.end));
        let rest = text.gap(figure.end()..next);
        let Some(colon) = rest.find(':') else {
            continue;
        };
        let lead = &rest[..colon];
        let cued = ["bao gồm", "gồm", "cụ thể", "đó là", "là"].iter().any(|w| lead.trim_end().ends_with(w));
        let end = figure.end() + colon + 1;
        let bare = lead.len() < 60 && !lead.contains([',', ';']);
        if (cued || bare)
            && next == sentence.end
            && !sampled(lead)
            && lead.len() < 200
            && text.enumerators_in(&(end..sentence.end)).is_empty()
            && let Some(items) = names(text, end..sentence.end)
        {
            judge(text.id, figure, items, figure.range.start..sentence.end, None, false, report);
        }
    }
}

/// How far behind a list a sentence is searched for what leaves the list open, in bytes: as long as sentences are.
const FAR: usize = 4096;

fn open_after(text: &Text<'_>, at: usize) -> bool {
    let end = text.sentences.get(text.sentence(at)).map_or(at, |s| s.end);
    let rest = text.gap(at..end.min(text.lower.floor_char_boundary(at + FAR)));
    rest.contains('…') || rest.contains("...")
}

/// The note behind a count enumerates what is counted.
fn in_note(study: &Study<'_>, text: &Text<'_>, report: &mut Report<'_, '_>) {
    for (call, note) in study.calls(text) {
        let Some((first, length)) =
            runs(&note.enumerators).first().copied().filter(|(_, length)| *length > 1)
        else {
            continue;
        };
        let lead = note.gap(0..note.enumerators[first].range.start).trim();
        let cued = ["bao gồm", "gồm", "cụ thể"].iter().any(|w| lead.starts_with(w)) && lead.len() < 60;
        if !cued && !lead.is_empty() {
            continue;
        }
        let sentence = text.sentence(call.at.saturating_sub(1));
        let Some(figure) = text.figure_before(call.at).filter(|f| text.sentence(f.range.start) == sentence)
        else {
            continue;
        };
        let gap = text.gap(figure.end()..call.at);
        if sampled(gap) || !cued && (gap.len() > 40 || gap.contains([',', ';'])) {
            continue;
        }
        let last = &note.enumerators[(first + length - 1).min(note.enumerators.len() - 1)];
        let other = (note.id, note.enumerators[first].range.start..last.range.end);
        judge(
            text.id,
            figure,
            length,
            figure.range.start..figure.end().max(figure.range.end),
            Some(other),
            open_after(note, last.range.end),
            report,
        );
    }
}

fn judge(
    id: ParagraphId,
    figure: &Figure,
    items: usize,
    at: Range<usize>,
    other: Option<(ParagraphId, Range<usize>)>,
    open: bool,
    report: &mut Report<'_, '_>,
) {
    let Some(stated) = count(figure) else {
        return;
    };
    let found = Decimal::from(items);
    if open && stated > found {
        return;
    }
    let verdict = if stated == found { Verdict::Holds } else { Verdict::Broken };
    report.checked(3, id, at.clone(), verdict);
    if let Some((other, range)) = &other {
        report.checked(3, *other, range.clone(), verdict);
    }
    if verdict == Verdict::Broken {
        report.fault(Fault {
            rule: 3,
            severity: Severity::Verify,
            at: (id, at),
            others: other.into_iter().collect(),
            stated: show(stated, 0),
            computed: items.to_string(),
            message: Sentence::new(
                "count-differs",
                [("stated", show(stated, 0)), ("found", items.to_string())],
            ),
            may_be_right: Some(Sentence::new("count-differs-why", [])),
        });
    }
}
