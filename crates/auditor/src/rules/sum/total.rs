//! Totals that stand after their items, and lists that no word introduces.

use crate::addition::Addition;
use crate::study::Report;
use crate::text::{Figure, Text};
use crate::{Severity, Verdict};
use rust_decimal::Decimal;
use std::ops::Range;

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
    let at = head.range.start..items[items.len() - 1].range.end;
    judge(text, at, &Addition::new(head, total, items), report);
}

/// Reports whether the parts make their total.
fn judge(text: &Text<'_>, at: Range<usize>, addition: &Addition<'_>, report: &mut Report<'_, '_>) {
    let verdict = if addition.holds() { Verdict::Holds } else { Verdict::Broken };
    report.checked(2, text.id, at.clone(), verdict);
    if verdict == Verdict::Broken {
        report.fault(addition.fault((text.id, at), Severity::Verify, Some("sum-note-why")));
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
    let addition = Addition::new(total, amount, items.clone());
    let wanted = addition.total();
    let mut sum = Decimal::ZERO;
    for (count, figure) in items.iter().enumerate() {
        sum = sum.saturating_add(addition.value(figure).unwrap_or_default());
        if count > 0 && Some(sum) == wanted {
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
    if named && whole && alike && items.len() >= least && parted {
        let at = items.last().map_or(total.range.start, |f| f.range.start)..total.range.end;
        items.reverse();
        let sure = !inside && items.len() > 2;
        let addition = Addition::new(total, amount, items);
        if addition.holds() {
            return;
        }
        let severity = if sure && addition.exceeds() { Severity::Certain } else { Severity::Verify };
        report.checked(2, text.id, at.clone(), Verdict::Broken);
        report.fault(addition.fault((text.id, at), severity, None));
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
    let range = items[0].range.start..total.range.end;
    judge(text, range, &Addition::new(total, amount, items), report);
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
