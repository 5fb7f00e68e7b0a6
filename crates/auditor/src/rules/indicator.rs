//! R10: one indicator, one scope, one period, two values.
//!
//! Two statements are held against each other only when the words around the number are the same and the periods are too:
//! text against note, note against note, document against document. Guards: approximations never conflict; plans, targets and
//! earlier periods are other indicators; a statement repeated for several units has other words before it.

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
    ],
    silent: &[
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
    slips(study, report);
}

/// Two numbers of the same things that differ by digits that changed their places: `2.846` and `2.864`.
///
/// Here fewer words need to be the same, since two long numbers are rarely written with the same digits by chance.
fn slips(study: &Study<'_>, report: &mut Report<'_, '_>) {
    let mut groups: HashMap<(String, String), Vec<Statement>> = HashMap::new();
    let mut found = Vec::new();
    for text in study.body() {
        for figure in text.figures.iter().filter(|f| !f.approximate && f.unit.noun.contains(' ')) {
            let Some(amount) = figure.amount() else {
                continue;
            };
            let mut digits: Vec<char> =
                amount.value.normalize().to_string().chars().filter(char::is_ascii_digit).collect();
            if digits.len() < 4 {
                continue;
            }
            digits.sort_unstable();
            let noun: Vec<&str> = figure.unit.noun.split(' ').take(2).collect();
            let key = (digits.into_iter().collect::<String>(), noun.join(" "));
            let own = Statement {
                study: 0,
                at: (text.id, figure.range.start..figure.end()),
                value: amount.value,
                shown: show(amount.value, 4),
                decimals: amount.decimals,
            };
            let group = groups.entry(key).or_default();
            if let Some(first) = group.iter().find(|s| s.value != own.value) {
                found.push((first.clone(), own.clone()));
            }
            // two values are enough to compare with: any other differs from the first, the first differs from the second
            if group.len() < 2 && group.iter().all(|s| s.value != own.value) {
                group.push(own);
            }
        }
    }
    for (first, second) in found {
        differs(&first, &second, std::slice::from_ref(study), report);
    }
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
