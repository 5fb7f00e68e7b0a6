//! `07/09 chỉ tiêu đạt` and `02/09 chỉ tiêu chưa đạt`: what is reached and what is not make the whole.

use crate::arithmetic::show;
use crate::study::{Fault, Report, Study};
use crate::text::{Amount, Figure, Text};
use crate::{Sentence, Severity, Verdict};
use rust_decimal::Decimal;
use std::collections::HashMap;

/// Among how many later statements with the same whole the other half is looked for.
const NEAR: usize = 64;

/// A ratio with what is said of it.
struct Said<'t> {
    text: &'t Text<'t>,
    figure: &'t Figure,
    part: Amount,
    whole: Amount,
    /// `đạt`, as opposed to `chưa đạt`.
    reached: bool,
}

/// Checks all pairs of a document that count the same things.
pub(super) fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    let said: Vec<Said<'_>> =
        study.body().flat_map(|t| t.figures.iter().filter_map(move |f| said(t, f))).collect();
    let mut alike: HashMap<(Decimal, bool), Vec<usize>> = HashMap::new();
    for (index, a) in said.iter().enumerate() {
        alike.entry((a.whole.value, a.reached)).or_default().push(index);
    }
    for (index, a) in said.iter().enumerate() {
        let opposite = alike.get(&(a.whole.value, !a.reached)).map_or(&[][..], Vec::as_slice);
        let later = &opposite[opposite.partition_point(|b| *b < index)..];
        let other = later
            .iter()
            .take(NEAR)
            .map(|b| &said[*b])
            .find(|b| b.figure.unit.like(&a.figure.unit) && same_scope(a, b));
        if let Some(b) = other {
            judge(a, b, report);
        }
    }
}

fn said<'t>(text: &'t Text<'t>, figure: &'t Figure) -> Option<Said<'t>> {
    let (part, whole) = figure.ratio()?;
    let end = text.sentences[text.sentence(figure.range.start)].end;
    let next = text.figures.partition_point(|f| f.range.start <= figure.range.end);
    let next = text.figures.get(next).map_or(end, |f| f.range.start.min(end));
    let tail = text.gap(figure.range.end..next);
    let tail = tail.split(';').next().unwrap_or(tail);
    let denied =
        ["chưa đạt", "không đạt", "chưa hoàn thành", "không hoàn thành", "chưa thực hiện", "chưa có"];
    let affirmed = ["đạt", "vượt", "hoàn thành", "thực hiện", "đã có"];
    let reached = if denied.iter().any(|w| tail.contains(w)) {
        false
    } else if affirmed.iter().any(|w| tail.contains(w)) {
        true
    } else {
        return None;
    };
    (!figure.unit.silent()).then_some(Said { text, figure, part, whole, reached })
}

/// Both speak of the same period, as far as they say.
fn same_scope(a: &Said<'_>, b: &Said<'_>) -> bool {
    let period = |s: &Said<'_>| {
        let sentence = &s.text.sentences[s.text.sentence(s.figure.range.start)];
        s.text
            .time_after(s.figure.range.end)
            .filter(|t| sentence.contains(&t.range.start))
            .map(|t| t.written.clone())
    };
    match (period(a), period(b)) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    }
}

fn judge(a: &Said<'_>, b: &Said<'_>, report: &mut Report<'_, '_>) {
    let sum = a.part.value + b.part.value;
    let verdict = if sum == a.whole.value { Verdict::Holds } else { Verdict::Broken };
    report.checked(2, a.text.id, a.figure.range.clone(), verdict);
    report.checked(2, b.text.id, b.figure.range.clone(), verdict);
    if verdict == Verdict::Broken {
        report.fault(Fault {
            rule: 2,
            severity: Severity::Verify,
            at: (b.text.id, b.figure.range.clone()),
            others: vec![(a.text.id, a.figure.range.clone())],
            stated: show(b.part.value, 0),
            computed: show(a.whole.value - a.part.value, 0),
            message: Sentence::new(
                "complement-wrong",
                [
                    ("first", show(a.part.value, 0)),
                    ("second", show(b.part.value, 0)),
                    ("sum", show(sum, 0)),
                    ("whole", show(a.whole.value, 0)),
                ],
            ),
            may_be_right: Some(Sentence::new("complement-wrong-why", [])),
        });
    }
}
