//! Shares that make up a hundred percent: `cơ cấu: nông nghiệp 3,1%; công nghiệp 55,2%; …`.

use crate::arithmetic::{print, show};
use crate::study::{Fault, Report};
use crate::text::{Figure, Text};
use crate::{Sentence, Severity, Verdict};
use rust_decimal::Decimal;

/// Checks the structures of a paragraph.
pub(super) fn check(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for sentence in &text.sentences {
        let shares: Vec<&Figure> =
            text.figures_in(sentence).iter().filter(|f| f.percent().is_some()).collect();
        if shares.len() < 3 {
            continue;
        }
        let lead = text.gap(sentence.start..shares[0].range.start);
        let Some(at) = lead.find("cơ cấu") else {
            continue;
        };
        let from = sentence.start + at;
        let others = text.figures_in(&(from..sentence.end)).iter().any(|f| f.percent().is_none());
        let moves = ["tăng", "giảm", "so với"]
            .iter()
            .any(|w| text.gap(from..shares[shares.len() - 1].range.start).contains(w));
        if others || moves {
            continue;
        }
        let sum: Decimal = shares.iter().filter_map(|f| f.percent()).map(|p| p.value).sum();
        let decimals = shares.iter().filter_map(|f| f.percent()).map(|p| p.decimals).max().unwrap_or(0);
        let slack = Decimal::new(5, decimals + 1) * Decimal::from(shares.len());
        let range = shares[0].range.start..shares[shares.len() - 1].range.end;
        let holds = (sum - Decimal::ONE_HUNDRED).abs() <= slack;
        report.checked(2, text.id, range.clone(), if holds { Verdict::Holds } else { Verdict::Broken });
        if !holds {
            let terms: Vec<String> = shares.iter().filter_map(|f| f.percent()).map(print).collect();
            report.fault(Fault {
                rule: 2,
                severity: Severity::Verify,
                at: (text.id, range),
                others: Vec::new(),
                stated: "100%".to_owned(),
                computed: format!("{}%", show(sum, 4)),
                message: Sentence::new(
                    "shares-not-whole",
                    [("terms", terms.join(" + ")), ("sum", show(sum, 4))],
                ),
                may_be_right: Some(Sentence::new("shares-not-whole-why", [])),
            });
        }
    }
}
