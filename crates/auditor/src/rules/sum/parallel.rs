//! Several totals broken down at once: `96 cơ sở với 2.418 phòng, gồm: khách sạn 31 cơ sở với 1.640 phòng, nhà nghỉ 65 cơ sở với
//! 778 phòng`, also where the parts stand in a note.
//!
//! That one of the totals is met proves that the parts are all there; only then another one that is not met is a fault.

use crate::addition::Addition;
use crate::study::{Fault, Report, Study};
use crate::text::{Figure, Text};
use crate::{Severity, Verdict};

/// Totals and parts that are looked at.
const TOTALS: usize = 6;
const PARTS: usize = 32;

/// Checks the lists of a paragraph and the notes that it calls.
pub(super) fn check(study: &Study<'_>, text: &Text<'_>, report: &mut Report<'_, '_>) {
    for index in 1..text.figures.len() {
        let (before, first) = (&text.figures[index - 1], &text.figures[index]);
        let gap = text.gap(before.end()..first.range.start);
        if !["gồm", "trong đó", "chia ra"].iter().any(|w| gap.contains(w)) || first.depth < before.depth {
            continue;
        }
        let sentence = text.sentence(first.range.start);
        let parts = text.figures[index..]
            .iter()
            .take(PARTS)
            .take_while(|f| text.sentence(f.range.start) == sentence && f.depth >= first.depth);
        let parts: Vec<&Figure> = parts.filter(|f| f.depth == first.depth).collect();
        judge((text, index, first.range.start), (text, &parts), report);
    }
    for (call, note) in study.calls(text) {
        let behind = text.figures.partition_point(|f| f.range.end <= call.at);
        let Some(first) = note.sentences.first() else {
            continue;
        };
        let parts: Vec<&Figure> =
            note.figures_in(first).iter().take(PARTS).filter(|f| f.depth == 0).collect();
        judge((text, behind, call.at), (note, &parts), report);
    }
}

/// Compares the totals that stand before the figure `behind` with the parts, sorted by what they count.
fn judge(
    (text, behind, at): (&Text<'_>, usize, usize),
    (place, parts): (&Text<'_>, &[&Figure]),
    report: &mut Report<'_, '_>,
) {
    let plain = |f: &Figure| f.amount().is_some() && !f.approximate && !f.unit.silent();
    let parts = &parts[..parts.iter().take_while(|f| plain(f)).count()];
    // "1 tổ chức và 1 đảng viên; 2 tổ chức và 3 đảng viên": the things come round in the same order
    let Some(period) = (1..parts.len()).find(|i| parts[*i].unit.like(&parts[0].unit)) else {
        return;
    };
    let regular =
        period + parts.iter().zip(&parts[period..]).take_while(|(a, b)| a.unit.like(&b.unit)).count();
    let parts = &parts[..regular - regular % period];
    if period < 2 || parts.len() < 2 * period {
        return;
    }
    let totals: Vec<&Figure> = text.figures[..behind]
        .iter()
        .rev()
        .take(TOTALS)
        .filter(|f| plain(f) && text.sentence(f.range.start) == text.sentence(at.saturating_sub(1)))
        .collect();
    let additions: Vec<(&Figure, Addition<'_>)> = (0..period)
        .filter_map(|start| {
            let items: Vec<&Figure> = parts.iter().skip(start).step_by(period).copied().collect();
            let total = totals.iter().find(|t| t.unit.like(&items[0].unit))?;
            Some((*total, Addition::new(total, total.amount()?, items)))
        })
        .collect();
    if additions.len() < 2 || !additions.iter().any(|(_, a)| a.holds()) {
        return;
    }
    let range = parts[0].range.start..parts[parts.len() - 1].range.end;
    for (total, addition) in &additions {
        let verdict = if addition.holds() { Verdict::Holds } else { Verdict::Broken };
        report.checked(2, place.id, range.clone(), verdict);
        report.checked(2, text.id, total.range.clone(), verdict);
        if verdict == Verdict::Broken {
            let fault =
                addition.fault((text.id, total.range.clone()), Severity::Verify, Some("sum-note-why"));
            report.fault(Fault { others: vec![(place.id, range.clone())], ..fault });
        }
    }
}
