//! R4: a part is not larger than its whole.
//!
//! Guards: a plan may be exceeded (`45/44 (đạt 102% kế hoạch)`); what is handled may include what was left from earlier
//! periods; `trong đó` parts may overlap, so only each part by itself is compared for certain.

use super::Rule;
use crate::addition::Scales;
use crate::arithmetic::{percent, print};
use crate::breakdown::{Breakdown, Cue};
use crate::study::{Fault, Report, Study};
use crate::text::{Amount, Figure, Text};
use crate::{RuleId, Sentence, Severity, Verdict};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::ops::Range;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(4),
    name: "part",
    severity: Severity::Certain,
    fires: &[
        "Đã giải quyết 61/48 đơn thư.",
        "Kết nạp 120 đảng viên, trong đó có 164 đảng viên nữ.",
        "Tháng 11 có 695 doanh nghiệp mới. Lũy kế 11 tháng có 453 doanh nghiệp mới.",
    ],
    silent: &[
        "Thực hiện 45/44 cuộc (đạt 102% kế hoạch).",
        "Đã giải quyết 48/61 đơn thư.",
        "Kết nạp 120 đảng viên, trong đó có 64 đảng viên nữ, 98 đoàn viên.",
        "Kỷ niệm ngày 30/4.",
        "Dông lốc đêm 14/6 làm tốc mái 128 nhà.",
        "Có 486 trường, tăng 14 trường so với năm 2020 (472 trường); trong đó mầm non 168 trường, tiểu học 152 trường.",
    ],
    check,
};

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    for text in study.body() {
        for index in 0..text.figures.len() {
            ratio(text, index, report);
        }
        for list in text.breakdowns().iter().filter(|l| l.cue == Cue::Among || l.open) {
            among(text, list, report);
        }
        cumulative(text, report);
        inspected(text, report);
    }
}

/// `qua kiểm tra 97 tổ chức đảng, có 112 tổ chức đảng vi phạm`.
fn inspected(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for pair in text.figures.windows(2) {
        let [whole, part] = [&pair[0], &pair[1]];
        let (Some(a), Some(b)) = (whole.amount(), part.amount()) else {
            continue;
        };
        let lead = text.before(whole.range.start, 40);
        let gap = text.gap(whole.end()..part.range.start);
        let tail = text.after(part.range.end, 60);
        let looked =
            ["qua kiểm tra", "qua giám sát", "qua thanh tra", "qua rà soát", "trong số", "trong tổng số"]
                .iter()
                .any(|w| lead.contains(w));
        let within = lead.trim_end().ends_with("trong") && gap.contains("đã");
        let found = within
            || ["vi phạm", "khuyết điểm", "sai phạm", "hạn chế"]
                .iter()
                .any(|w| tail.split([',', ';', '.']).next().unwrap_or("").contains(w));
        let same = text.sentence(whole.range.start) == text.sentence(part.range.start);
        if !((looked || within)
            && found
            && same
            && gap.len() < 60
            && !gap.contains(';')
            && part.unit.like(&whole.unit))
        {
            continue;
        }
        let at = whole.range.start..part.range.end;
        let scales = Scales::of(pair.iter());
        if scales.value(part, b) <= scales.value(whole, a) {
            report.checked(4, text.id, at, Verdict::Holds);
        } else {
            let sure = !whole.approximate && !part.approximate;
            exceeds(text, (whole, a), part, (at, sure), report);
        }
    }
}

/// `61/48`.
fn ratio(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let figure = &text.figures[index];
    let Some((part, whole)) = figure.ratio() else {
        return;
    };
    let verdict = if part.value <= whole.value { Verdict::Holds } else { Verdict::Broken };
    let sentence = &text.sentences[text.sentence(figure.range.start)];
    let before = text.before(figure.range.start, 60.min(figure.range.start - sentence.start));
    let after = text.after(figure.range.end, 120.min(sentence.end - figure.range.end));
    if verdict == Verdict::Holds {
        report.checked(4, text.id, figure.range.clone(), verdict);
        return;
    }
    let planned = [
        "kế hoạch",
        "chỉ tiêu",
        "kịch bản",
        "mục tiêu",
        "dự toán",
        "được giao",
        "vượt",
        "nghị quyết",
        "so với",
    ];
    let plan = planned.iter().any(|w| before.contains(w) || after.contains(w));
    let confirmed = text.figures.get(index + 1).and_then(Figure::percent).is_some_and(|p| {
        percent(part.value, whole.value).is_some_and(|c| crate::arithmetic::compare(p, c) != Verdict::Broken)
    });
    let doubled = part.value > whole.value * Decimal::TWO;
    if confirmed && (plan || !doubled) || plan && !after.trim_start().starts_with("chỉ tiêu") {
        report.checked(4, text.id, figure.range.clone(), Verdict::Open);
        return;
    }
    let backlog =
        ["giải quyết", "xử lý", "xem xét", "thụ lý"].iter().any(|w| before.contains(w) || after.contains(w));
    let day = part.value <= Decimal::from(31) && whole.value <= Decimal::from(12);
    let counted = !figure.unit.silent();
    let severity =
        if counted && !day && !backlog && whole.decimals == 0 { Severity::Certain } else { Severity::Verify };
    report.checked(4, text.id, figure.range.clone(), Verdict::Broken);
    report.fault(Fault {
        rule: 4,
        severity,
        at: (text.id, figure.range.clone()),
        others: Vec::new(),
        stated: format!("{}/{}", print(part), print(whole)),
        computed: String::new(),
        message: Sentence::new("part-exceeds-ratio", [("part", print(part)), ("whole", print(whole))]),
        may_be_right: (severity != Severity::Certain).then(|| Sentence::new("part-exceeds-ratio-why", [])),
    });
}

/// `trong đó …`: each part, and disjoint parts together.
fn among(text: &Text<'_>, list: &Breakdown, report: &mut Report<'_, '_>) {
    let Some((index, head)) =
        list.heads.iter().map(|(i, _)| (*i, &text.figures[*i])).find(|(_, f)| comparable(text, list, f))
    else {
        return;
    };
    let Some(amount) = head.amount().or(head.ratio().map(|(part, _)| part)) else {
        return;
    };
    let addition = list.addition(text, head, amount);
    let Some(total) = addition.total() else {
        return;
    };
    let end = list.range.end.max(head.end());
    let at = text.figures[index].range.start..end;
    let larger = list.items.iter().map(|i| &text.figures[*i]).find(|f| addition.value(f) > Some(total));
    if let Some(part) = larger {
        let sure = !head.approximate
            && head.amount().is_some()
            && (part.unit.like(&head.unit) || head.unit.measured())
            && !text.is_change(head);
        exceeds(text, (head, amount), part, (at, sure), report);
        return;
    }
    let disjoint = || !head.approximate && !list.exhaustive(text) && list.is_disjoint(text, head);
    if addition.exceeds() && disjoint() {
        let [terms, sum, whole] = addition.words();
        report.checked(4, text.id, at.clone(), Verdict::Broken);
        report.fault(Fault {
            rule: 4,
            severity: Severity::Verify,
            at: (text.id, at),
            others: Vec::new(),
            stated: addition.stated(),
            computed: addition.computed(),
            message: Sentence::new("parts-exceed-whole", [("terms", terms), ("sum", sum), ("whole", whole)]),
            may_be_right: Some(Sentence::new("parts-exceed-whole-why", [])),
        });
        return;
    }
    report.checked(4, text.id, at, Verdict::Holds);
}

/// A part that is larger than its whole.
fn exceeds(
    text: &Text<'_>,
    (whole, amount): (&Figure, Amount),
    part: &Figure,
    (at, sure): (Range<usize>, bool),
    report: &mut Report<'_, '_>,
) {
    let Some(value) = part.amount() else {
        return;
    };
    let scales = Scales::of([whole, part].into_iter());
    report.checked(4, text.id, at.clone(), Verdict::Broken);
    report.fault(Fault {
        rule: 4,
        severity: if sure { Severity::Certain } else { Severity::Verify },
        at: (text.id, at),
        others: Vec::new(),
        stated: print(value),
        computed: String::new(),
        message: Sentence::new(
            "part-exceeds-whole",
            [("part", scales.printed(part, value)), ("whole", scales.printed(whole, amount))],
        ),
        may_be_right: (!sure).then(|| Sentence::new("part-exceeds-whole-why", [])),
    });
}

/// Head and parts are measured alike.
fn comparable(text: &Text<'_>, list: &Breakdown, head: &Figure) -> bool {
    let units = || list.items.iter().map(|i| &text.figures[*i].unit);
    if text.is_mean(head) || units().any(|u| !u.silent() && u.physical() != head.unit.physical()) {
        return false;
    }
    if head.unit.measured() {
        return units().all(|u| u.noun == head.unit.noun && u.measured());
    }
    units().all(|u| !u.measured())
        && (units().all(|u| {
            u.silent()
                || u.like(&head.unit)
                || text.after(head.end(), 40).split('.').next().is_some_and(|t| t.contains(u.noun.as_str()))
        }) || units().all(|u| !u.like(&head.unit)) && text.gap(head.end()..list.range.start).len() < 90)
}

/// A month within the cumulative value that the next sentence states.
fn cumulative(text: &Text<'_>, report: &mut Report<'_, '_>) {
    // where each sentence first speaks of a sum of months or of a plan
    let mut spoken: HashMap<usize, usize> = HashMap::new();
    let mut spoken_before = |f: &Figure| {
        let index = text.sentence(f.range.start);
        let first = spoken.entry(index).or_insert_with(|| {
            let sentence = &text.sentences[index];
            let words = text.gap(sentence.clone());
            let ends = ["lũy kế", "kế hoạch"].map(|w| words.find(w).map(|at| sentence.start + at + w.len()));
            ends.into_iter().flatten().min().unwrap_or(usize::MAX)
        });
        *first <= f.range.start
    };
    for (index, figure) in text.figures.iter().enumerate().skip(1) {
        let sentence = &text.sentences[text.sentence(figure.range.start)];
        let clause_from = text.figures[index - 1].end().max(sentence.start);
        let lead = text.gap(clause_from..figure.range.start);
        let adds = ["lũy kế", "luỹ kế", "tính chung", "cộng dồn"].iter().any(|w| lead.contains(w));
        if !adds || figure.amount().is_none() || figure.unit.silent() {
            continue;
        }
        let month = text.figures[..index].iter().rev().take(6).find(|f| {
            f.amount().is_some() && f.depth == figure.depth && f.unit.like(&figure.unit) && !spoken_before(f)
        });
        let Some(month) = month else {
            continue;
        };
        let (Some(a), Some(b)) = (month.scaled(), figure.scaled()) else {
            continue;
        };
        let at = month.range.start..figure.range.end;
        let verdict = if a <= b { Verdict::Holds } else { Verdict::Broken };
        report.checked(4, text.id, at.clone(), verdict);
        if verdict == Verdict::Broken {
            let scales = Scales::of([month, figure].into_iter());
            let shown = |f: &Figure| f.amount().map(|a| scales.printed(f, a)).unwrap_or_default();
            report.fault(Fault {
                rule: 4,
                severity: Severity::Verify,
                at: (text.id, at),
                others: Vec::new(),
                stated: shown(month),
                computed: shown(figure),
                message: Sentence::new(
                    "month-exceeds-cumulative",
                    [("month", shown(month)), ("cumulative", shown(figure))],
                ),
                may_be_right: Some(Sentence::new("month-exceeds-cumulative-why", [])),
            });
        }
    }
}
