//! A note that breaks a figure of the text down: `kiểm tra 214 tổ chức đảng⁵` and `⁵ Gồm: cấp xã 151; cấp cơ sở 63`.

use crate::arithmetic::show;
use crate::study::{Fault, Report, Study};
use crate::text::{Figure, Text};
use crate::{Sentence, Severity, Verdict};
use rust_decimal::Decimal;

/// Checks the notes that a paragraph calls.
pub(super) fn check(study: &Study<'_>, text: &Text<'_>, report: &mut Report<'_, '_>) {
    for call in &text.paragraph.calls {
        let Some(note) = study.note(text.id, &call.label) else {
            continue;
        };
        let sentence = text.sentence(call.at.saturating_sub(1));
        let heads: Vec<&Figure> = text
            .figures
            .iter()
            .rev()
            .filter(|f| {
                f.range.end <= call.at
                    && text.sentence(f.range.start) == sentence
                    && f.amount().is_some()
                    && !f.approximate
            })
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

fn judge(
    text: &Text<'_>,
    note: &Text<'_>,
    heads: &[&Figure],
    items: &[&Figure],
    call: usize,
    report: &mut Report<'_, '_>,
) {
    let at = items[0].range.start..items[items.len() - 1].range.end;
    for head in heads {
        let scaled = head.unit.measured();
        let wanted = if scaled { head.scaled() } else { head.amount().map(|a| a.value) };
        let mut sum = Decimal::ZERO;
        for (count, item) in items.iter().enumerate() {
            let value = if scaled { item.scaled() } else { item.amount().map(|a| a.value) };
            sum += value.unwrap_or_default();
            if count > 0 && Some(sum) == wanted {
                report.checked(2, note.id, items[0].range.start..item.range.end, Verdict::Holds);
                report.checked(2, text.id, head.range.clone(), Verdict::Holds);
                return;
            }
        }
    }
    let lead = note.gap(0..items[0].range.start);
    let announced = ["gồm", "bao gồm", "cụ thể", "chia ra"].iter().any(|w| lead.trim_start().starts_with(w));
    let own =
        |h: &&&Figure| h.unit.kin(&items[0].unit) && !text.before(h.range.start, 16).contains("kế hoạch");
    let Some(head) = heads.iter().find(own).filter(|h| announced && text.gap(h.end()..call).len() < 90)
    else {
        return;
    };
    let open = note.str().contains('…') || note.str().contains("...");
    let alike = items.iter().all(|i| i.unit.kin(&head.unit) || i.unit.silent());
    let parted = items.windows(2).all(|w| note.gap(w[0].end()..w[1].range.start).contains([';', ',']));
    let (Some(total), false, true, true) = (head.amount(), open, alike, parted) else {
        return;
    };
    let sum: Decimal = items.iter().filter_map(|i| i.amount()).map(|a| a.value).sum();
    let terms: Vec<String> = items.iter().filter_map(|i| i.amount()).map(|a| show(a.value, 4)).collect();
    report.checked(2, note.id, at.clone(), Verdict::Broken);
    report.fault(Fault {
        rule: 2,
        severity: Severity::Verify,
        at: (note.id, at),
        others: vec![(text.id, head.range.clone())],
        stated: show(total.value, 4),
        computed: show(sum, 4),
        message: Sentence::new(
            if total.value < sum { "sum-exceeds-total" } else { "sum-below-total" },
            [("terms", terms.join(" + ")), ("sum", show(sum, 4)), ("total", show(total.value, 4))],
        ),
        may_be_right: Some(Sentence::new("sum-note-why", [])),
    });
}
