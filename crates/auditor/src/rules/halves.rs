//! R6: a total split by time (`trước hợp nhất …, sau hợp nhất …`, `quý I …, quý II …`).
//!
//! Both halves are there and cannot overlap, so they add up to the total or one of the three is wrong.

use super::Rule;
use crate::breakdown::Breakdown;
use crate::study::{Fault, Report, Study};
use crate::text::Text;
use crate::{RuleId, Sentence, Severity, Verdict};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(6),
    name: "halves",
    severity: Severity::Certain,
    fires: &[
        "Kết nạp 318 đảng viên (trước hợp nhất 143, sau hợp nhất 176).",
        "Bổ nhiệm 268 cán bộ (quý I: 143, quý II: 121).",
    ],
    silent: &[
        "Kết nạp 319 đảng viên (trước hợp nhất 143, sau hợp nhất 176).",
        "Kết nạp 318 đảng viên (cùng kỳ năm trước 143, kế hoạch 176).",
    ],
    check,
};

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    for text in study.body() {
        for list in text.breakdowns().iter().filter(|l| is_split(text, l)) {
            judge(text, list, report);
        }
    }
}

/// Every item is labelled with a time or with before and after.
pub(super) fn is_split(text: &Text<'_>, list: &Breakdown) -> bool {
    let mut from = list.range.start;
    let mut before_after = 0;
    let mut timed = 0;
    for item in &list.items {
        let figure = &text.figures[*item];
        let mut label = text.gap(from..figure.range.start).trim_start_matches([',', ';', ' ', '(', ':']);
        for cue in ["bao gồm", "gồm", "trong đó", "cụ thể", "có"] {
            label = label.strip_prefix(cue).unwrap_or(label).trim_start_matches([' ', ':']);
        }
        let merged = ["hợp nhất", "sáp nhập", "sắp xếp", "ngày", "khi"].iter().any(|w| label.contains(w))
            || label.contains('/');
        if (label.starts_with("trước ") || label.starts_with("sau ")) && merged {
            before_after += 1;
        } else if ["quý ", "tháng ", "6 tháng", "06 tháng", "năm 20"].iter().any(|w| label.starts_with(w))
        {
            timed += 1;
        }
        from = figure.end();
    }
    let words = text.gap(list.range.clone());
    let from_first =
        ["quý i:", "quý i ", "6 tháng đầu năm", "06 tháng đầu năm"].iter().any(|w| words.contains(w));
    before_after == list.items.len() && before_after > 1
        || timed == list.items.len() && from_first && !list.heads.is_empty()
}

fn judge(text: &Text<'_>, list: &Breakdown, report: &mut Report<'_, '_>) {
    let Some(&(index, amount)) = list.heads.first() else {
        return;
    };
    let head = &text.figures[index];
    if let Some((adding, _)) = list.adding_up(text) {
        let at = text.figures[adding].range.start..list.range.end;
        report.checked(6, text.id, at, Verdict::Holds);
        return;
    }
    let addition = list.addition(text, head, amount);
    if addition.sum().is_none() {
        return;
    }
    let at = head.range.start..list.range.end;
    let doubtful = list.open || head.approximate;
    report.checked(6, text.id, at.clone(), Verdict::Broken);
    let [terms, sum, total] = addition.words();
    report.fault(Fault {
        rule: 6,
        severity: if doubtful { Severity::Verify } else { Severity::Certain },
        at: (text.id, at),
        others: Vec::new(),
        stated: addition.stated(),
        computed: addition.computed(),
        message: Sentence::new("halves-wrong", [("terms", terms), ("sum", sum), ("total", total)]),
        may_be_right: doubtful.then(|| Sentence::new("sum-below-total-why", [])),
    });
}
