//! R5: a value, the plan it is measured by, and what is said of the two.
//!
//! `đạt 88,34% kế hoạch … (24.230,5 tỷ đồng)` is the quotient; `không đạt kịch bản … là 20,6%` is the order. A plan that is a
//! range (`7.300 – 7.400`) is tested at both ends, and the finding says which end fits.

use super::Rule;
use crate::addition::Scales;
use crate::arithmetic::{compare, percent, print, show};
use crate::study::{Fault, Report, Study};
use crate::text::{Amount, Figure, FigureKind, Text};
use crate::{RuleId, Sentence, Severity, Verdict};
use rust_decimal::Decimal;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(5),
    name: "plan",
    severity: Severity::Certain,
    fires: &[
        "Giải ngân đạt 21.406 tỷ đồng, đạt 98,34% kế hoạch vốn được giao (24.230,5 tỷ đồng).",
        "Sản lượng đạt 27,31 triệu tấn (đạt kịch bản tháng 11 là 28,1 triệu tấn).",
    ],
    silent: &[
        "Giải ngân đạt 21.406 tỷ đồng, đạt 88,34% kế hoạch vốn được giao (24.230,5 tỷ đồng).",
        "Sản lượng đạt 27,31 triệu tấn (không đạt kịch bản tháng 11 là 28,1 triệu tấn).",
        "Kết nạp 7.368 đảng viên, đạt 99,6% chỉ tiêu (7.300 - 7.400).",
    ],
    check,
};

const PLAN: &[&str] =
    &["kế hoạch", "dự toán", "kịch bản", "chỉ tiêu", "mục tiêu", "nghị quyết", "kh năm", "được giao"];

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    for text in study.body() {
        for index in 0..text.figures.len() {
            quotient(text, index, report);
            earlier(text, index, report);
            order(text, index, report);
        }
    }
}

/// The value that a plan is compared with: the nearest amount before that counts the same, not inside a closed bracket.
fn actual<'t>(text: &'t Text<'_>, before: usize, plan: &Figure, depth: usize) -> Option<&'t Figure> {
    let sentence = text.sentence(plan.range.start);
    text.figures[..before].iter().rev().take(8).find(|f| {
        let matches = match (f.kind, plan.kind) {
            (FigureKind::Percent(_), FigureKind::Percent(_)) => true,
            (FigureKind::Amount(_), FigureKind::Amount(_) | FigureKind::Between(..)) => {
                f.unit.like(&plan.unit) || plan.unit.silent() && !f.unit.silent()
            }
            // "23/20 cuộc theo kế hoạch, bằng 115% kế hoạch (20 cuộc)"
            (FigureKind::Ratio(..), FigureKind::Amount(_)) => f.unit.like(&plan.unit),
            _ => false,
        };
        matches && f.depth <= depth && text.sentence(f.range.start) == sentence
    })
}

/// `c, đạt p% kế hoạch … (K)`.
fn quotient(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let figure = &text.figures[index];
    let (Some(stated), Some(plan)) = (figure.percent(), text.figures.get(index + 1)) else {
        return;
    };
    let gap = text.gap(figure.range.end..plan.range.start);
    let named = PLAN.iter().any(|w| gap.contains(w));
    let opened = gap.matches('(').count() > gap.matches(')').count()
        || gap.trim_end().ends_with("là")
        || gap.trim_end().ends_with(", kế hoạch");
    if !named
        || !opened
        || gap.contains(';')
        || gap.len() > 160
        || text.sentence(figure.range.start) != text.sentence(plan.range.start)
    {
        return;
    }
    let Some(actual) = actual(text, index, plan, figure.depth) else {
        return;
    };
    let ends: Vec<Amount> = match plan.kind {
        FigureKind::Amount(amount) => vec![amount],
        FigureKind::Between(low, high) => vec![low, high],
        _ => return,
    };
    let Some(value) = actual.amount().or(actual.ratio().map(|(part, _)| part)) else {
        return;
    };
    let ratio = |end: Amount| {
        let factor =
            if plan.unit.silent() { Decimal::ONE } else { actual.unit.scale.checked_div(plan.unit.scale)? };
        percent(value.value.checked_mul(factor)?, end.value)
    };
    let mut computed: Vec<Decimal> = ends.iter().filter_map(|e| ratio(*e)).collect();
    // "vượt 2,1% kế hoạch" says what is above the plan
    if text.before(figure.range.start, 12).contains("vượt") && stated.value < Decimal::ONE_HUNDRED {
        for value in &mut computed {
            *value -= Decimal::ONE_HUNDRED;
        }
    }
    let verdicts: Vec<Verdict> = computed.iter().map(|c| compare(stated, *c)).collect();
    let best = verdicts.iter().copied().find(|v| *v != Verdict::Broken);
    let at = actual.range.start.min(figure.range.start)..plan.range.end;
    report.checked(5, text.id, at.clone(), best.unwrap_or(Verdict::Broken));
    let Some(first) = computed.first() else {
        return;
    };
    if best.is_some() {
        return;
    }
    let sure = !actual.approximate && !plan.approximate;
    let mixed = actual.unit.scale != plan.unit.scale;
    let said = |f: &Figure, printed: String| if mixed { f.in_words(&printed) } else { printed };
    report.fault(Fault {
        rule: 5,
        severity: if sure { Severity::Certain } else { Severity::Verify },
        at: (text.id, at),
        others: Vec::new(),
        stated: format!("{}%", print(stated)),
        computed: computed
            .iter()
            .map(|c| format!("{}%", show(*c, stated.decimals.max(1))))
            .collect::<Vec<_>>()
            .join(" / "),
        message: Sentence::new(
            "plan-percent-wrong",
            [
                ("actual", said(actual, print(value))),
                ("plan", said(plan, ends.iter().map(|e| print(*e)).collect::<Vec<_>>().join(" – "))),
                ("computed", show(*first, stated.decimals.max(2))),
                ("stated", print(stated)),
            ],
        ),
        may_be_right: (!sure).then(|| Sentence::new("plan-percent-wrong-why", [])),
    });
}

/// In a paragraph with more figures than this before a share, nobody can tell which plan is the only one.
const MOST_BEFORE: usize = 256;

/// `đạt p% kế hoạch` where the plan stands earlier in the paragraph, and is the only one.
fn earlier(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let figure = &text.figures[index];
    let Some(stated) = figure.percent() else {
        return;
    };
    let after = text.after(figure.range.end, 48);
    let next = text.figures.get(index + 1).map_or(usize::MAX, |f| f.range.start);
    let clause = after.split([',', ';', '.']).next().unwrap_or("");
    if !PLAN.iter().any(|w| clause.trim_start().starts_with(w))
        || clause.contains('(')
        || next < figure.range.end + clause.len()
    {
        return;
    }
    if text.before(figure.range.start, 12).contains("vượt") || clause.contains("trung ương") {
        return;
    }
    let sentence = text.sentence(figure.range.start);
    let Some(actual) = text.figures[..index].last().filter(|f| {
        f.unit.measured()
            && f.amount().is_some()
            && text.sentence(f.range.start) == sentence
            && f.depth == figure.depth
    }) else {
        return;
    };
    if index > MOST_BEFORE {
        return;
    }
    let plans: Vec<&Figure> = text.figures[..index]
        .iter()
        .filter(|f| {
            f.range.end < actual.range.start
                && f.amount().is_some()
                && f.unit.noun == actual.unit.noun
                && f.unit.scale == actual.unit.scale
        })
        .filter(|f| {
            ["kế hoạch", "dự toán", "được giao"]
                .iter()
                .any(|w| text.before(f.range.start, 80).rsplit(['.', ';']).next().unwrap_or("").contains(w))
        })
        .collect();
    let ([plan], Some(value)) = (plans.as_slice(), actual.amount()) else {
        return;
    };
    let Some(computed) = plan.amount().and_then(|p| percent(value.value, p.value)) else {
        return;
    };
    let verdict = compare(stated, computed);
    let at = actual.range.start..figure.range.end;
    report.checked(5, text.id, at.clone(), verdict);
    if verdict == Verdict::Broken {
        report.fault(Fault {
            rule: 5,
            severity: Severity::Verify,
            at: (text.id, at),
            others: vec![(text.id, plan.range.clone())],
            stated: format!("{}%", print(stated)),
            computed: format!("{}%", show(computed, stated.decimals.max(1))),
            message: Sentence::new(
                "plan-percent-wrong",
                [
                    ("actual", print(value)),
                    ("plan", plan.amount().map(print).unwrap_or_default()),
                    ("computed", show(computed, stated.decimals.max(2))),
                    ("stated", print(stated)),
                ],
            ),
            may_be_right: Some(Sentence::new("plan-percent-wrong-why", [])),
        });
    }
}

/// `(không đạt kịch bản tháng 11 là K)`, `(đạt kịch bản: K)`.
fn order(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let plan = &text.figures[index];
    let from = index.checked_sub(1).map_or(0, |i| text.figures[i].end());
    let lead = text.gap(from..plan.range.start);
    let clause = lead.rsplit([';', ',']).next().unwrap_or("");
    let Some((at, reached)) = said(clause) else {
        return;
    };
    let tail = &clause[at..];
    if !PLAN.iter().any(|w| tail.contains(w))
        || tail.len() > 120
        || !tail.trim_end().ends_with(['(', ':']) && !tail.trim_end().ends_with("là")
    {
        return;
    }
    let target = match plan.kind {
        FigureKind::Amount(a) | FigureKind::Percent(a) => a,
        FigureKind::Between(low, high) => {
            if reached {
                low
            } else {
                high
            }
        }
        FigureKind::Ratio(..) => return,
    };
    let outside = plan.depth.saturating_sub(1);
    let Some(actual) = actual(text, index, plan, outside.max(usize::from(plan.depth == 0))) else {
        return;
    };
    let (value, goal) = match (actual.kind, plan.kind) {
        (FigureKind::Percent(a), _) => (a.value, target.value),
        (FigureKind::Amount(a), _) if plan.unit.silent() => (a.value, target.value),
        (FigureKind::Amount(a), _) => (a.value * actual.unit.scale, target.value * plan.unit.scale),
        _ => return,
    };
    let holds = if reached { value >= goal } else { value < goal };
    let range = actual.range.start..plan.range.end;
    report.checked(5, text.id, range.clone(), if holds { Verdict::Holds } else { Verdict::Broken });
    if holds {
        return;
    }
    let scales = Scales::of([actual, plan].into_iter());
    let shown = match actual.kind {
        FigureKind::Amount(a) => scales.printed(actual, a),
        FigureKind::Percent(a) => print(a),
        _ => String::new(),
    };
    report.fault(Fault {
        rule: 5,
        severity: Severity::Verify,
        at: (text.id, range),
        others: Vec::new(),
        stated: shown.clone(),
        computed: print(target),
        message: Sentence::new(
            if reached { "plan-not-reached" } else { "plan-reached" },
            [("actual", shown), ("plan", scales.printed(plan, target))],
        ),
        may_be_right: Some(Sentence::new("plan-order-why", [])),
    });
}

/// What the clause says of the plan, and where.
fn said(clause: &str) -> Option<(usize, bool)> {
    const SAYINGS: &[(&str, bool)] = &[
        ("không đạt", false),
        ("chưa đạt", false),
        ("thấp hơn", false),
        ("đạt và vượt", true),
        ("vượt", true),
        ("đạt", true),
        ("cao hơn", true),
    ];
    SAYINGS
        .iter()
        .filter_map(|(word, reached)| clause.rfind(word).map(|at| (at, word.len(), *reached)))
        .max_by_key(|(at, length, _)| (at + length, *length))
        .map(|(at, _, reached)| (at, reached))
}
