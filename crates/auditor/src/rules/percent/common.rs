//! `hoàn thành xuất sắc 05 (19,2%); hoàn thành tốt 20 (76,9%); hoàn thành 01 (3,8%)`: shares of one whole, named or not.
//!
//! Every number with its percentage leaves a range for the whole. Where those of all but one meet, the one is wrong.

use crate::arithmetic::{print, show};
use crate::study::{Fault, Report};
use crate::text::{Amount, Figure, Text};
use crate::{Sentence, Severity, Verdict};
use rust_decimal::Decimal;

/// Shares of a sentence that are compared.
const COMPARED: usize = 24;

/// A number, its percentage, and the wholes that it may be of.
struct Share<'t> {
    part: &'t Figure,
    percent: &'t Figure,
    stated: Amount,
    amount: Amount,
    least: Decimal,
    most: Decimal,
}

/// Checks the shares of each sentence of which none was judged by itself.
pub(super) fn check(text: &Text<'_>, judged: &[bool], report: &mut Report<'_, '_>) {
    for sentence in &text.sentences {
        let from = text.figures.partition_point(|f| f.range.start < sentence.start);
        let to = text.figures.partition_point(|f| f.range.end <= sentence.end);
        let shares: Vec<Share<'_>> =
            (from + 1..to).filter(|i| !judged[*i]).filter_map(|i| share(text, i)).take(COMPARED).collect();
        if shares.len() >= 3 {
            judge(text, &shares, report);
        }
    }
}

/// `20 (76,9%)`, `20 tổ chức, chiếm 76,9%`.
fn share<'t>(text: &'t Text<'_>, index: usize) -> Option<Share<'t>> {
    let [part, percent] = [&text.figures[index - 1], &text.figures[index]];
    let (amount, stated) = (part.amount()?, percent.percent()?);
    let gap = text.gap(part.end()..percent.range.start);
    let behind = text.after(percent.range.end, 40);
    let bracket = gap.ends_with('(') && gap.len() < 40 && behind.starts_with(')');
    let said = gap.trim_end().ends_with("chiếm") || gap.trim_end().ends_with("chiếm tỷ lệ");
    let other = ["kế hoạch", "chỉ tiêu", "dự toán", "so với", "tăng", "giảm", "đạt", "vượt"];
    if !(bracket || said && gap.len() < 60)
        || other.iter().any(|w| gap.contains(w) || !bracket && behind.contains(w))
        || part.approximate
        || percent.approximate
        || stated.value <= Decimal::ZERO
    {
        return None;
    }
    // rounded or cut off: the true share lies from half a unit below to a unit above
    let unit = Decimal::new(1, stated.decimals);
    let hundred = amount.value.checked_mul(Decimal::ONE_HUNDRED)?;
    let least = hundred.checked_div(stated.value + unit)?;
    let most = hundred.checked_div((stated.value - unit / Decimal::TWO).max(unit / Decimal::TEN))?;
    Some(Share { part, percent, stated, amount, least, most })
}

/// The wholes that all of `shares` but the one at `without` may be of.
fn meet(shares: &[Share<'_>], without: Option<usize>) -> Option<(Decimal, Decimal)> {
    let rest = || shares.iter().enumerate().filter(|(i, _)| Some(*i) != without).map(|(_, s)| s);
    let least = rest().map(|s| s.least).max()?;
    let most = rest().map(|s| s.most).min()?;
    // counted things: a whole number lies between
    (least.ceil() <= most.floor()).then_some((least, most))
}

fn judge(text: &Text<'_>, shares: &[Share<'_>], report: &mut Report<'_, '_>) {
    let at = |s: &Share<'_>| s.part.range.start..s.percent.range.end;
    if meet(shares, None).is_some() {
        for share in shares {
            report.checked(1, text.id, at(share), Verdict::Holds);
        }
        return;
    }
    let odd: Vec<usize> = (0..shares.len()).filter(|i| meet(shares, Some(*i)).is_some()).collect();
    let ([odd], true) = (&odd[..], shares.len() >= 3) else {
        return;
    };
    let Some((least, most)) = meet(shares, Some(*odd)) else {
        return;
    };
    let wrong = &shares[*odd];
    let whole = Amount { value: ((least + most) / Decimal::TWO).round(), decimals: 0 };
    let computed = crate::arithmetic::percent(wrong.amount.value, whole.value);
    let others = shares.iter().enumerate().filter(|(i, _)| i != odd);
    report.checked(1, text.id, at(wrong), Verdict::Broken);
    report.fault(Fault {
        rule: 1,
        severity: Severity::Verify,
        at: (text.id, at(wrong)),
        others: others.map(|(_, s)| (text.id, at(s))).collect(),
        stated: format!("{}%", print(wrong.stated)),
        computed: computed.map(|c| format!("{}%", show(c, wrong.stated.decimals.max(1)))).unwrap_or_default(),
        message: Sentence::new(
            "share-of-others",
            [("part", print(wrong.amount)), ("stated", print(wrong.stated)), ("whole", print(whole))],
        ),
        may_be_right: Some(Sentence::new("percent-wrong-why", [])),
    });
}
