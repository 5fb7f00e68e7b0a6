//! R10: one indicator, one scope, one period, two values.
//!
//! Two statements are held against each other only when the words around the number are the same and the periods are too:
//! text against note, note against note, document against document. Guards: approximations never conflict; plans, targets and
//! earlier periods are other indicators; a statement repeated for several units has other words before it.

mod share;
mod slip;

use super::Rule;
use crate::arithmetic::show;
use crate::study::{Fault, Report, Study};
use crate::text::{Figure, Text};
use crate::{Elsewhere, RuleId, Sentence, Severity, Verdict};
use reader::{ParagraphId, ParagraphRole};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::ops::Range;
use vitext::date::{Period, Written};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(10),
    name: "indicator",
    severity: Severity::Verify,
    fires: &[
        "1. Trong tháng 11/2025, toàn Đảng bộ thành phố kết nạp được 120 đảng viên mới.\n2. Trong tháng 11/2025, toàn Đảng bộ thành phố kết nạp được 125 đảng viên mới.",
        "1. Tỷ lệ bao phủ bảo hiểm y tế 95,2% dân số.\n2. Tỷ lệ bao phủ bảo hiểm y tế mới đạt 92,5% dân số.",
        "1. Trường đạt chuẩn quốc gia: 361/486 trường, đạt 74,3%.\n2. Trường đạt chuẩn quốc gia đạt 73,4%, vượt mục tiêu.",
        "1. Năm học 2025 - 2026 thành phố có 486 trường.\n2. Năm học 2025 - 2026 thành phố có 468 trường, quy mô ổn định.",
        "1. Thu ngân sách nhà nước 9 tháng ước 41.208 tỷ đồng, đạt 78,8% dự toán năm.\n2. Tổng thu 9 tháng đạt 77,8% dự toán năm.",
    ],
    silent: &[
        "1. Tỷ lệ bao phủ bảo hiểm y tế năm 2024 đạt 92,5% dân số.\n2. Tỷ lệ bao phủ bảo hiểm y tế năm 2025 đạt 95,2% dân số.",
        "1. Phường An Hòa: tỷ lệ hộ nghèo 2,1%.\n2. Phường Cồn Vạc: tỷ lệ hộ nghèo 1,2%.",
        "1. Tỷ lệ hộ nghèo của xã 2,1%.\n2. Tỷ lệ hộ nghèo của xã 1,2%.\n3. Tỷ lệ hộ nghèo của xã 3,4%.",
        "1. Lũy kế 9 tháng đạt 84.310 tấn, bằng 49,6% kế hoạch.\n2. Lũy kế 9 tháng đạt 12.600 con, bằng 61,2% kế hoạch.",
        "I. KẾT QUẢ\n1. Tỷ lệ bao phủ bảo hiểm y tế 95,2% dân số.\nII. MỤC TIÊU\n1. Tỷ lệ bao phủ bảo hiểm y tế 98% dân số.",
        "1. Thu nội địa 9 tháng đạt 80,1% dự toán năm.\n2. Tổng thu 9 tháng đạt 77,8% dự toán năm.",
        "1. Trong tháng 11/2025, toàn Đảng bộ thành phố kết nạp được 120 đảng viên mới.\n2. Trong tháng 10/2025, toàn Đảng bộ thành phố kết nạp được 125 đảng viên mới.",
        "1. Ban quản lý các chợ kiểm tra 02 quầy cá.\n2. Tổ trật tự các chợ kiểm tra 01 quầy cá.",
    ],
    check,
};

/// A value with the words around it.
#[derive(Debug, Clone)]
struct Statement {
    study: usize,
    at: (ParagraphId, Range<usize>),
    value: Decimal,
    shown: String,
    decimals: u32,
}

type Key = (String, Option<Period>);

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    compare(collect(0, study), std::slice::from_ref(study), std::slice::from_mut(report), false);
    slip::check(study, report);
    share::check(study, report);
}

/// Two values of one indicator.
fn differs(first: &Statement, second: &Statement, studies: &[Study<'_>], report: &mut Report<'_, '_>) {
    let (others, elsewhere) = if first.study == second.study {
        (vec![first.at.clone()], Vec::new())
    } else {
        let place = studies[first.study].place(first.at.0, first.at.1.clone());
        (Vec::new(), vec![Elsewhere { document: first.study, place }])
    };
    report.checked(10, second.at.0, second.at.1.clone(), Verdict::Broken);
    let fault = Fault {
        rule: 10,
        severity: Severity::Verify,
        at: second.at.clone(),
        others,
        stated: second.shown.clone(),
        computed: first.shown.clone(),
        message: Sentence::new(
            "indicator-differs",
            [("first", first.shown.clone()), ("second", second.shown.clone())],
        ),
        may_be_right: Some(Sentence::new("indicator-differs-why", [])),
    };
    report.fault_across(fault, elsewhere);
}

/// The same indicator in documents given together; only where the period is stated in both.
pub(super) fn across(studies: &[Study<'_>], reports: &mut [Report<'_, '_>]) {
    if studies.len() < 2 {
        return;
    }
    let statements = studies.iter().enumerate().flat_map(|(index, study)| collect(index, study));
    compare(statements.filter(|(key, _)| key.1.is_some()).collect(), studies, reports, true);
}

fn collect(index: usize, study: &Study<'_>) -> Vec<(Key, Statement)> {
    let mut out = Vec::new();
    for text in study.body().filter(|t| t.paragraph.role != ParagraphRole::Head) {
        for (position, figure) in text.figures.iter().enumerate() {
            let (Some(amount), Some(value)) = (figure.amount(), figure.scaled()) else {
                continue;
            };
            if figure.approximate || figure.depth > 0 {
                continue;
            }
            if let Some(words) = words(text, position, figure) {
                let period = period(study, text, figure);
                let at = (text.id, figure.range.start..figure.end());
                let statement = Statement {
                    study: index,
                    at,
                    value,
                    shown: show(amount.value, 4),
                    decimals: amount.decimals,
                };
                out.push(((words, period), statement));
            }
        }
    }
    out
}

const OTHER: &[&str] = &[
    "kế hoạch",
    "chỉ tiêu",
    "mục tiêu",
    "phấn đấu",
    "dự kiến",
    "cùng kỳ",
    "kịch bản",
    "dự toán",
    "tăng",
    "giảm",
    "bình quân",
    "mỗi",
];

/// More bytes than five words have.
const FIVE_WORDS: usize = 512;

/// The clause around a number without the number: what must be the same in both statements.
fn words(text: &Text<'_>, position: usize, figure: &Figure) -> Option<String> {
    let sentence = &text.sentences[text.sentence(figure.range.start)];
    let figure_end = position.checked_sub(1).map_or(0, |i| text.figures[i].end());
    let time_end = text.time_before(figure.range.start).map_or(0, |t| t.range.end);
    let from = sentence.start.max(figure_end).max(time_end);
    let before = text.gap(from..figure.range.start);
    // commas join what belongs together: "tặng sách cho thư viện xã, phường …"
    let lead = before.rsplit([';', ':', '(', ')', '.']).next()?.trim_matches([' ', ',']);
    let after =
        text.gap(figure.end()..sentence.end.min(text.lower.floor_char_boundary(figure.end() + FIVE_WORDS)));
    let tail: String = after
        .split([',', ';', ':', '(', ')', '.'])
        .next()?
        .split(' ')
        .filter(|w| !w.is_empty())
        .take(5)
        .collect::<Vec<_>>()
        .join(" ");
    if OTHER.iter().any(|w| lead.contains(w) || tail.contains(w))
        || lead.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let filler = ["đã", "được", "có", "đạt", "ước", "là", "tổng", "số", "toàn", "các", "-", "–", "và", "với"];
    let content = lead.split(' ').filter(|w| !w.is_empty() && !filler.contains(w)).count();
    let noun = figure.unit.noun.split(' ').filter(|w| !w.is_empty()).count();
    (content >= 3 && content + noun >= 5)
        .then(|| format!("{}|{}|{}", vitext::tone::key(lead), figure.unit.noun, vitext::tone::key(&tail)))
}

/// The period that the sentence names before the figure.
fn period(study: &Study<'_>, text: &Text<'_>, figure: &Figure) -> Option<Period> {
    let sentence = &text.sentences[text.sentence(figure.range.start)];
    let time = text.time_before(figure.range.start).filter(|t| t.range.start >= sentence.start)?;
    match time.written {
        Written::Day(_) | Written::Years(..) => None,
        _ => time.written.period(study.year.and_then(|y| u32::try_from(y).ok())),
    }
}

fn compare(
    statements: Vec<(Key, Statement)>,
    studies: &[Study<'_>],
    reports: &mut [Report<'_, '_>],
    across: bool,
) {
    let mut groups: HashMap<Key, Vec<Statement>> = HashMap::new();
    let mut order = Vec::new();
    for (key, statement) in statements {
        let group = groups.entry(key.clone()).or_default();
        if group.is_empty() {
            order.push(key);
        }
        group.push(statement);
    }
    for key in order {
        let group = &groups[&key];
        let first = &group[0];
        for later in &group[1..] {
            if (later.study != first.study) != across {
                continue;
            }
            // rounded to fewer decimals it may be the same value
            let decimals = first.decimals.min(later.decimals);
            let same = first.value == later.value
                || first.decimals != later.decimals
                    && first.value.round_dp(decimals) == later.value.round_dp(decimals);
            let index = if across { later.study } else { 0 };
            if same {
                reports[index].checked(10, later.at.0, later.at.1.clone(), Verdict::Holds);
            } else {
                differs(first, later, studies, &mut reports[index]);
            }
        }
    }
}
