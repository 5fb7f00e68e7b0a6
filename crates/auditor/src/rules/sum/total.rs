//! Totals that stand after their items, shares that make up a hundred percent, and lists that no word introduces.

use crate::arithmetic::{print, show};
use crate::study::{Fault, Report};
use crate::text::{Figure, Text};
use crate::{Sentence, Severity, Verdict};
use rust_decimal::Decimal;

/// How many figures before a total are looked at: more than a sentence adds up, so that a text of totals is not read from the
/// beginning of its sentence for each.
const MOST_ITEMS: usize = 128;

/// Checks the totals of a paragraph.
pub(super) fn check(text: &Text<'_>, report: &mut Report<'_, '_>) {
    for index in 0..text.figures.len() {
        after_items(text, index, report);
        closing(text, index, report);
        unannounced(text, index, report);
    }
    structure(text, report);
    for index in 1..text.sentences.len() {
        labelled(text, index, report);
    }
}

/// `Giám sát 412 cuộc. Cấp thành phố: 09 cuộc; cấp xã: 121 cuộc; …`: every item a label, a colon, a number.
fn labelled(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let (before, sentence) = (&text.sentences[index - 1], &text.sentences[index]);
    let items: Vec<&Figure> =
        text.figures_in(sentence).iter().filter(|f| f.depth == 0 && f.percent().is_none()).collect();
    let colon = |f: &Figure| text.before(f.range.start, 4).trim_end().ends_with(':');
    if items.len() < 2 || !items.iter().all(|f| f.amount().is_some() && colon(f)) {
        return;
    }
    let Some(head) =
        text.figures_in(before).iter().rev().find(|f| f.depth == 0 && f.amount().is_some() && !f.approximate)
    else {
        return;
    };
    let alike = items.iter().all(|f| f.unit.like(&head.unit) || f.unit.silent()) && !head.unit.silent();
    let (Some(total), true) = (head.amount(), alike) else {
        return;
    };
    let sum: Decimal = items.iter().filter_map(|f| f.amount()).map(|a| a.value).sum();
    let at = head.range.start..items[items.len() - 1].range.end;
    let verdict = if sum == total.value { Verdict::Holds } else { Verdict::Broken };
    report.checked(2, text.id, at.clone(), verdict);
    if verdict == Verdict::Broken {
        let terms: Vec<String> = items.iter().filter_map(|f| f.amount()).map(print).collect();
        report.fault(Fault {
            rule: 2,
            severity: Severity::Verify,
            at: (text.id, at),
            others: Vec::new(),
            stated: print(total),
            computed: show(sum, 4),
            message: Sentence::new(
                if total.value < sum { "sum-exceeds-total" } else { "sum-below-total" },
                [("terms", terms.join(" + ")), ("sum", show(sum, 4)), ("total", print(total))],
            ),
            may_be_right: Some(Sentence::new("sum-note-why", [])),
        });
    }
}

/// `khối xã 412; khối phường 371; …; tổng số 783`, `96 tổ chức đảng và 145 đảng viên (tổng số 241 cuộc)`.
fn after_items(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let total = &text.figures[index];
    let Some(amount) = total.amount().filter(|_| !total.approximate) else {
        return;
    };
    let before = text.before(total.range.start, 24);
    let word = before.trim_end().trim_end_matches([':', '(']).trim_end();
    let named = ["tổng số", "tổng cộng", "cộng", "tổng", "tổng số là"].iter().any(|w| word.ends_with(w));
    let bracket = before.trim_end().ends_with('(');
    if !named && !bracket || word.ends_with("trên tổng số") || word.ends_with("trong tổng số") {
        return;
    }
    let sentence = text.sentence(total.range.start);
    let outer = total.depth.saturating_sub(usize::from(text.bracket_around(total.range.start).is_some()));
    let mut items: Vec<&Figure> = Vec::new();
    let from = index.saturating_sub(MOST_ITEMS);
    let whole = from == 0 || text.sentence(text.figures[from].range.start) != sentence;
    let near = text.figures[from..index].iter().rev();
    for figure in near.take_while(|f| text.sentence(f.range.start) == sentence) {
        if figure.depth != outer || figure.percent().is_some() {
            continue;
        }
        if figure.amount().is_none() {
            break;
        }
        items.push(figure);
    }
    let scaled = total.unit.measured() && items.iter().all(|f| f.unit.measured());
    let value = |f: &Figure| if scaled { f.scaled() } else { f.amount().map(|a| a.value) };
    let Some(wanted) = value(total) else {
        return;
    };
    let mut sum = Decimal::ZERO;
    for (count, figure) in items.iter().enumerate() {
        sum += value(figure).unwrap_or_default();
        if count > 0 && sum == wanted {
            report.checked(2, text.id, figure.range.start..total.range.end, Verdict::Holds);
            return;
        }
    }
    let sorted = bracket && !named && sorts(text, sentence);
    let named = named || sorted;
    let inside = bracket || text.before(total.range.start, 24).contains('(');
    // between commas a total closes the list since the last semicolon
    let clause = items.first().is_some_and(|f| !text.gap(f.end()..total.range.start).contains(';'));
    if clause && !sorted {
        let from = items.iter().take_while(|f| !text.gap(f.end()..total.range.start).contains(';')).count();
        items.truncate(from);
        sum = items.iter().filter_map(|f| value(f)).sum();
    }
    let led = items.last().is_some_and(|f| text.before(f.range.start, 40).contains(':'));
    // only a list that says so and is written alike to its end can be called wrong
    let joined = |w: &[&Figure]| {
        let gap = text.gap(w[1].end()..w[0].range.start);
        gap.contains([';', ',']) || gap.split(' ').any(|w| w == "và")
    };
    let parted = items.windows(2).all(joined);
    let alike = items.iter().all(|f| f.unit.measured() == total.unit.measured())
        && items.windows(2).all(|w| {
            w[0].unit.kin(&w[1].unit)
                || w[0].unit.silent()
                || w[1].unit.silent()
                || inside && items.len() == 2
        });
    let least = if inside || led { 2 } else { 3 };
    if named && whole && alike && items.len() >= least && parted && sum != wanted {
        let at = items.last().map_or(total.range.start, |f| f.range.start)..total.range.end;
        let terms: Vec<String> = items.iter().rev().filter_map(|f| f.amount()).map(print).collect();
        let shown = sum.checked_div(if scaled { total.unit.scale } else { Decimal::ONE }).unwrap_or(sum);
        let short = wanted < sum;
        report.checked(2, text.id, at.clone(), Verdict::Broken);
        let short = short && !inside && items.len() > 2;
        report.fault(Fault {
            rule: 2,
            severity: if short { Severity::Certain } else { Severity::Verify },
            at: (text.id, at),
            others: Vec::new(),
            stated: print(amount),
            computed: show(shown, 4),
            message: Sentence::new(
                if short { "sum-exceeds-total" } else { "sum-below-total" },
                [("terms", terms.join(" + ")), ("sum", show(shown, 4)), ("total", print(amount))],
            ),
            may_be_right: (!short).then(|| Sentence::new("sum-below-total-why", [])),
        });
    }
}

/// The sentence is a list that sorts something: `Theo thẩm quyền: …`.
fn sorts(text: &Text<'_>, sentence: usize) -> bool {
    let words = text.gap(text.sentences[sentence].clone());
    ["theo ", "phân loại", "chia theo", "phân theo"].iter().any(|w| words.starts_with(w))
        && words.find(':').is_some_and(|at| at < 60)
}

/// `… 38 cuộc; … 46 cuộc. Cộng 98 cuộc.`, `… Tổng số hội nghị là 64`: a sentence that closes the list before it.
fn closing(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let total = &text.figures[index];
    let Some((amount, at)) = total
        .amount()
        .filter(|_| !total.approximate && total.depth == 0)
        .zip(text.sentence(total.range.start).checked_sub(1))
    else {
        return;
    };
    let lead = text.gap(text.sentences[at + 1].start..total.range.start);
    let named = ["cộng", "tổng cộng", "tổng số", "tổng"].iter().any(|w| {
        lead.trim() == *w || lead.starts_with(w) && lead.trim_end().ends_with("là") && lead.len() < 70
    });
    if !named {
        return;
    }
    let items: Vec<&Figure> = text
        .figures_in(&text.sentences[at])
        .iter()
        .filter(|f| f.depth == 0 && f.percent().is_none())
        .collect();
    let counted = |f: &&Figure| {
        f.amount().is_some()
            && f.unit.scale == total.unit.scale
            && (f.unit.like(&total.unit) || !f.unit.noun.is_empty() && lead.contains(f.unit.noun.as_str()))
    };
    if items.len() < 2 || !items.iter().all(counted) {
        return;
    }
    let sum: Decimal = items.iter().filter_map(|f| f.amount()).map(|a| a.value).sum();
    let range = items[0].range.start..total.range.end;
    let verdict = if sum == amount.value { Verdict::Holds } else { Verdict::Broken };
    report.checked(2, text.id, range.clone(), verdict);
    if verdict == Verdict::Broken {
        let terms: Vec<String> = items.iter().filter_map(|f| f.amount()).map(print).collect();
        let short = amount.value < sum;
        report.fault(Fault {
            rule: 2,
            severity: Severity::Verify,
            at: (text.id, range),
            others: Vec::new(),
            stated: print(amount),
            computed: show(sum, 4),
            message: Sentence::new(
                if short { "sum-exceeds-total" } else { "sum-below-total" },
                [("terms", terms.join(" + ")), ("sum", show(sum, 4)), ("total", print(amount))],
            ),
            may_be_right: Some(Sentence::new("sum-note-why", [])),
        });
    }
}

/// Items in a row that add up to an amount before them: noted when they do, never called wrong.
fn unannounced(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) {
    let total = &text.figures[index];
    let Some(wanted) = total.scaled().filter(|v| *v > Decimal::ONE) else {
        return;
    };
    let mut sum = Decimal::ZERO;
    let mut count = 0;
    let mut first = None;
    for figure in text.figures[index + 1..].iter().take(10) {
        if figure.percent().is_some() || figure.depth != total.depth {
            continue;
        }
        let Some(value) = figure.scaled() else {
            break;
        };
        if count > 0
            && !text.gap(first.unwrap_or(figure.range.start)..figure.range.start).contains([',', ';'])
            && count > 1
        {
            break;
        }
        sum += value;
        count += 1;
        first.get_or_insert(figure.range.start);
        if sum == wanted && count > 1 {
            report.checked(2, text.id, total.range.start..figure.range.end, Verdict::Holds);
            return;
        }
        if sum > wanted {
            return;
        }
    }
}

/// `cơ cấu: nông nghiệp 3,1%; công nghiệp 55,2%; …` makes a hundred percent.
fn structure(text: &Text<'_>, report: &mut Report<'_, '_>) {
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
