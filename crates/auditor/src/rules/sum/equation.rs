//! Sums and products that are written out: `6 + 220 = 226`, `12 lớp × 35 học viên = 420`.

use crate::arithmetic::{compare, print, show};
use crate::study::{Fault, Report};
use crate::text::{Figure, Text};
use crate::{Sentence, Severity, Verdict};
use rust_decimal::Decimal;

/// Checks the equations of a paragraph.
pub(super) fn check(text: &Text<'_>, report: &mut Report<'_, '_>) {
    let figures = &text.figures;
    for [a, b, c] in figures.windows(3).filter_map(|w| <&[Figure; 3]>::try_from(w).ok()) {
        times(text, [a, b, c], report);
    }
    let mut index = 0;
    while index + 2 < figures.len() {
        let mut last = index;
        let sign = |i: usize| text.gap(figures[i].end()..figures[i + 1].range.start).trim().to_owned();
        while last + 1 < figures.len() && sign(last) == "+" {
            last += 1;
        }
        if last > index && last + 1 < figures.len() && sign(last) == "=" {
            let items: Vec<usize> = (index..=last).collect();
            let total = figures[last + 1].amount();
            let sum =
                items.iter().try_fold(Decimal::ZERO, |sum, i| sum.checked_add(figures[*i].amount()?.value));
            if let (Some(sum), Some(total)) = (sum, total) {
                let verdict = if sum == total.value { Verdict::Holds } else { Verdict::Broken };
                let at = figures[index].range.start..figures[last + 1].range.end;
                report.checked(2, text.id, at.clone(), verdict);
                if verdict == Verdict::Broken {
                    let terms: Vec<String> =
                        items.iter().filter_map(|i| figures[*i].amount()).map(|a| show(a.value, 4)).collect();
                    let arguments = [
                        ("terms", terms.join(" + ")),
                        ("sum", show(sum, 4)),
                        ("total", show(total.value, 4)),
                    ];
                    report.fault(Fault {
                        rule: 2,
                        severity: Severity::Certain,
                        at: (text.id, at),
                        others: Vec::new(),
                        stated: show(total.value, 4),
                        computed: show(sum, 4),
                        message: Sentence::new("sum-equation", arguments),
                        may_be_right: None,
                    });
                }
            }
        }
        index = last + 1;
    }
}

/// `12 lớp × 35 học viên = 420`.
fn times(text: &Text<'_>, [a, b, c]: [&Figure; 3], report: &mut Report<'_, '_>) {
    let sign = |x: &Figure, y: &Figure| text.gap(x.end()..y.range.start).trim();
    if !matches!(sign(a, b), "×" | "x" | "*") || sign(b, c) != "=" {
        return;
    }
    let (Some(x), Some(y), Some(stated)) = (a.amount(), b.amount(), c.amount()) else {
        return;
    };
    let computed = x
        .value
        .checked_mul(y.value)
        .and_then(|v| v.checked_mul(a.unit.scale)?.checked_mul(b.unit.scale)?.checked_div(c.unit.scale));
    let Some(computed) = computed else {
        return;
    };
    let verdict = compare(stated, computed);
    let at = a.range.start..c.range.end;
    report.checked(2, text.id, at.clone(), verdict);
    if verdict == Verdict::Broken {
        let result = c.in_words(&show(computed, 4));
        report.fault(Fault {
            rule: 2,
            severity: Severity::Certain,
            at: (text.id, at),
            others: Vec::new(),
            stated: print(stated),
            computed: show(computed, 4),
            message: Sentence::new(
                "product-wrong",
                [
                    ("count", a.in_words(&print(x))),
                    ("each", b.in_words(&print(y))),
                    ("computed", result),
                    ("stated", c.in_words(&print(stated))),
                ],
            ),
            may_be_right: None,
        });
    }
}
