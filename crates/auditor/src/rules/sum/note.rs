//! A note that breaks a figure of the text down: `kiểm tra 214 tổ chức đảng⁵` and `⁵ Gồm: cấp xã 151; cấp cơ sở 63`.

use crate::addition::Addition;
use crate::breakdown::Cue;
use crate::study::{Fault, Report, Study};
use crate::text::{Amount, Figure, Text};
use crate::{Severity, Verdict};
use rust_decimal::Decimal;

/// Checks the notes that a paragraph calls.
pub(super) fn check(study: &Study<'_>, text: &Text<'_>, report: &mut Report<'_, '_>) {
    for (call, note) in study.calls(text) {
        let sentence = text.sentence(call.at.saturating_sub(1));
        let depth = text.depth(call.at);
        let before = text.figures.partition_point(|f| f.range.end <= call.at);
        let heads: Vec<Head<'_>> = text.figures[..before]
            .iter()
            .rev()
            .take(12)
            .filter(|f| text.sentence(f.range.start) == sentence && !f.approximate && f.depth <= depth)
            .filter_map(|f| Some((f, f.amount().or(f.ratio().map(|(part, _)| part))?)))
            .take(6)
            .collect();
        let Some(first) = note.sentences.first() else {
            continue;
        };
        let items: Vec<&Figure> =
            note.figures_in(first).iter().filter(|f| f.depth == 0 && f.percent().is_none()).collect();
        // what is compared is no part: "…; so với năm 2024 giảm 06 tổ chức"
        let mut from = first.start;
        let parts = items.iter().take_while(|item| {
            let gap = note.gap(from..item.range.start);
            from = item.end();
            !["so với", "tăng", "giảm", "cùng kỳ"].iter().any(|w| gap.contains(w))
        });
        let items: Vec<&Figure> = parts.copied().collect();
        if items.len() < 2 || items.iter().any(|f| f.amount().is_none()) || !note.enumerators.is_empty() {
            continue;
        }
        judge(text, note, &heads, &items, call.at, report);
    }
}

/// A figure of the text, and the value that a note may break down: of a ratio its part.
type Head<'t> = (&'t Figure, Amount);

fn judge(
    text: &Text<'_>,
    note: &Text<'_>,
    heads: &[Head<'_>],
    items: &[&Figure],
    call: usize,
    report: &mut Report<'_, '_>,
) {
    for (head, amount) in heads {
        let addition = Addition::new(head, *amount, items.to_vec());
        let wanted = addition.total();
        let mut sum = Decimal::ZERO;
        for (count, item) in items.iter().enumerate() {
            sum = sum.saturating_add(addition.value(item).unwrap_or_default());
            if count > 0 && Some(sum) == wanted {
                report.checked(2, note.id, items[0].range.start..item.range.end, Verdict::Holds);
                report.checked(2, text.id, head.range.clone(), Verdict::Holds);
                return;
            }
        }
    }
    let words = ["kế hoạch", "chỉ tiêu", "dự toán", "cùng kỳ", "tăng", "giảm", "so với"];
    let own = |(h, _): &&Head<'_>| {
        let before = text.before(h.range.start, 20);
        (h.unit.kin(&items[0].unit) || items[0].unit.silent())
            && h.unit.scale == items[0].unit.scale
            && !words.iter().any(|w| before.contains(w))
            && !text.is_mean(h)
            && text.gap(h.end()..call).len() < 160
    };
    let Some((head, total)) = heads.iter().find(own) else {
        return;
    };
    let open = note.str().contains('…') || note.str().contains("...");
    let alike =
        items.iter().all(|i| i.unit.scale == head.unit.scale && i.unit.kin(&head.unit) || i.unit.silent());
    let parted = items.windows(2).all(|w| note.gap(w[0].end()..w[1].range.start).contains([';', ',']));
    // "thu nội địa 184 tỷ đồng, trong đó: …": the note breaks a total of its own down
    let inner = note.breakdowns().iter().any(|b| {
        b.cue != Cue::Bracket
            && !note.gap(b.range.clone()).starts_with(':')
            && b.heads.iter().any(|(i, _)| note.figures[*i].range == items[0].range)
    });
    if open || !alike || !parted || inner {
        return;
    }
    let addition = Addition::new(head, *total, items.to_vec());
    let near = addition.sum().zip(addition.total()).is_some_and(|(sum, total)| super::is_nearly(total, sum));
    if !complete(note, items) && !near {
        return;
    }
    let at = items[0].range.start..items[items.len() - 1].range.end;
    report.checked(2, note.id, at.clone(), Verdict::Broken);
    let fault = addition.fault((note.id, at), Severity::Verify, Some("sum-note-why"));
    report.fault(Fault { others: vec![(text.id, head.range.clone())], ..fault });
}

/// The note says that it names all parts: `Gồm: …`, `…; tội phạm khác 254 vụ`.
fn complete(note: &Text<'_>, items: &[&Figure]) -> bool {
    let lead = note.gap(0..items[0].range.start);
    let announced = ["gồm", "bao gồm", "cụ thể", "chia ra"].iter().any(|w| lead.trim_start().starts_with(w));
    let last = note.gap(items[items.len() - 2].end()..items[items.len() - 1].range.start);
    announced || ["khác", "còn lại"].iter().any(|w| last.trim_end().ends_with(w))
}
