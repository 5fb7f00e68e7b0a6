//! The difference of two percentages: `đạt 8,6%, giảm 1,3 điểm phần trăm so với cùng kỳ (9,9%)`.

use crate::addition::Difference;
use crate::study::Report;
use crate::text::{Amount, Figure, Text};
use crate::{Severity, Verdict};

/// Percentages before a difference among which the present one is sought.
const BEFORE: usize = 4;

/// Checks the differences of a paragraph that are told in points of a percent.
pub(super) fn check(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for index in 1..text.figures.len() {
        points(text, index, report);
    }
}

fn points(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let figure = &text.figures[index];
    let Some(stated) = figure.amount().filter(|_| !figure.approximate) else {
        return;
    };
    let behind = text.after(figure.range.end, 24).trim_start();
    if !behind.starts_with("điểm phần trăm") && !behind.starts_with("điểm %") {
        return;
    }
    let Some((base, earlier, rises)) = base(text, index) else {
        return;
    };
    let sentence = text.sentence(figure.range.start);
    let first = base.min(index);
    let candidates: Vec<(&Figure, Amount)> = (0..first)
        .rev()
        .take(BEFORE)
        .map(|i| &text.figures[i])
        .take_while(|f| text.sentence(f.range.start) == sentence)
        .filter_map(|f| Some((f, f.percent()?)))
        .filter(|(f, _)| f.depth <= figure.depth && !f.approximate)
        .collect();
    let from = (&text.figures[base], earlier);
    let end = from.0.range.end.max(figure.range.end);
    for now in &candidates {
        let (larger, smaller) = if rises { (*now, from) } else { (from, *now) };
        let difference = Difference::new(larger, smaller, (figure, stated));
        let at = now.0.range.start..end;
        if difference.holds() {
            report.checked(2, text.id, at, Verdict::Holds);
            return;
        }
        if candidates.len() == 1 {
            report.checked(2, text.id, at.clone(), Verdict::Broken);
            report.fault(difference.fault((text.id, at), Severity::Verify));
        }
    }
}

/// The earlier percentage, in a bracket behind `so với …`, or in one before `là`; and whether it was exceeded.
fn base(text: &Text<'_>, index: usize) -> Option<(usize, Amount, bool)> {
    let figure = &text.figures[index];
    let sentence = text.sentence(figure.range.start);
    let rises = |words: &str| {
        let up = words.rfind("tăng").max(words.rfind("cao hơn"));
        let down = words.rfind("giảm").max(words.rfind("thấp hơn"));
        (up.is_some() || down.is_some()).then_some(up > down)
    };
    let percent = |i: usize| {
        let f = text.figures.get(i)?;
        f.percent().filter(|_| text.sentence(f.range.start) == sentence && !f.approximate)
    };
    let before = &text.figures[index - 1];
    let lead = text.gap(before.end()..figure.range.start);
    if let (Some(earlier), Some(next)) = (percent(index + 1), text.figures.get(index + 1)) {
        let gap = text.gap(figure.end()..next.range.start);
        let compared = gap.contains("so với") && gap.trim_end().ends_with(['(', ':']) && gap.len() < 100;
        if let (true, Some(rises)) = (compared, rises(lead)) {
            return Some((index + 1, earlier, rises));
        }
    }
    let earlier = percent(index - 1)?;
    let given = lead.trim_end().ends_with("là") && lead.len() < 24;
    let from = index.checked_sub(2).map_or(0, |i| text.figures[i].end());
    let rises = rises(text.gap(from..before.range.start))?;
    given.then_some((index - 1, earlier, rises))
}
