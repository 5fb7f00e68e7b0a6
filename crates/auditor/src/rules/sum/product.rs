//! A number of things, what each costs, and what they cost together: `52 máy, đơn giá 8,5 triệu đồng, tổng kinh phí 442 triệu đồng`.

use super::remainder::lead;
use crate::arithmetic::{compare, print, show};
use crate::study::{Fault, Report};
use crate::text::{Amount, Text};
use crate::{Sentence, Severity, Verdict};

/// Words before the price of one.
const EACH: &[&str] = &["mỗi", "đơn giá", "định mức", "mức hỗ trợ", "mức chi"];
/// Words before the price of all.
const ALL: &[&str] = &["thành tiền", "kinh phí", "tổng tiền", "số tiền", "tổng mức"];

/// Words before the number of all.
const TOGETHER: &[&str] = &["tổng số", "tổng cộng", "cộng", "tất cả"];

/// Checks the products of a paragraph.
pub(super) fn check(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for index in 2..text.figures.len() {
        product(text, index, report);
    }
}

fn product(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let [count, each, all] = [&text.figures[index - 2], &text.figures[index - 1], &text.figures[index]];
    let said = |i: usize, words: &[&str]| {
        let lead = lead(text, i);
        words.iter().any(|w| lead.contains(w)) && !lead.contains([';', '.', '('])
    };
    let (Some(a), Some(b), Some(c)) = (count.amount(), each.amount(), all.amount()) else {
        return;
    };
    let whole = !count.unit.measured() && a.decimals == 0;
    let money = each.unit.measured() && all.unit.measured() && whole;
    // "09 lớp, mỗi lớp 85 học viên, tổng số 765 lượt người": each of what is counted
    let noun = count.unit.noun.split(' ').next().unwrap_or("");
    let of_each = lead(text, index - 1).trim_end().ends_with(&format!("mỗi {noun}"));
    let people = whole
        && of_each
        && [each, all].iter().all(|f| !f.unit.measured() && f.amount().is_some_and(|a| a.decimals == 0))
        && said(index, TOGETHER);
    let same = text.sentence(count.range.start) == text.sentence(all.range.start);
    let exact = ![count, each, all].iter().any(|f| f.approximate) && !count.unit.silent();
    let priced = money && said(index - 1, EACH) && said(index, ALL);
    if !(same && exact && (priced || people)) {
        return;
    }
    let Some(computed) = a
        .value
        .checked_mul(b.value)
        .and_then(|v| v.checked_mul(each.unit.scale))
        .and_then(|v| v.checked_div(all.unit.scale))
    else {
        return;
    };
    let verdict = compare(Amount { value: c.value, decimals: c.decimals }, computed);
    let at = count.range.start..all.range.end;
    report.checked(2, text.id, at.clone(), verdict);
    if verdict == Verdict::Broken {
        report.fault(Fault {
            rule: 2,
            severity: Severity::Verify,
            at: (text.id, at),
            others: Vec::new(),
            stated: print(c),
            computed: show(computed, 4),
            message: Sentence::new(
                "product-wrong",
                [
                    ("count", print(a)),
                    ("each", each.in_words(&print(b))),
                    ("computed", all.in_words(&show(computed, 4))),
                    ("stated", all.in_words(&print(c))),
                ],
            ),
            may_be_right: Some(Sentence::new("product-wrong-why", [])),
        });
    }
}
