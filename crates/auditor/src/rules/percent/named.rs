//! `84 cuộc (theo kế hoạch 61, đột xuất 23), trong đó đột xuất chiếm 27,4%`: a percentage of a part that a list has named.

use super::Quotient;
use crate::breakdown::Breakdown;
use crate::study::Report;
use crate::text::{Amount, Figure, Text};

/// Lists before a percentage in which its part is sought.
const LISTS: usize = 6;
/// Lists that are looked at for them.
const MANY: usize = 64;

/// Checks the percentage at `index`; whether it is one of a named part.
pub(super) fn check(text: &Text<'_>, index: usize, report: &mut Report<'_, '_>) -> bool {
    let figure = &text.figures[index];
    let Some(stated) = figure.percent().filter(|_| !figure.approximate) else {
        return false;
    };
    let Some(name) = name(text, index) else {
        return false;
    };
    let lists = text.breakdowns();
    let before = lists.iter().rev().take(MANY).filter(|b| b.range.end <= figure.range.start).take(LISTS);
    let found: Vec<(&Figure, Amount, &Figure, Amount)> =
        before.filter_map(|list| part(text, list, &name)).collect();
    let [(part, a, whole, b)] = found[..] else {
        return false;
    };
    let figures = [part, whole];
    Quotient { text, percent: figure, stated, part: a, whole: b, figures, sure: false }
        .judge(report)
        .is_some()
}

/// What the percentage is said of: `đột xuất chiếm`, `tỷ lệ khai trừ là`.
fn name(text: &Text<'_>, index: usize) -> Option<String> {
    let from = index.checked_sub(1).map_or(0, |i| text.figures[i].end());
    let at = text.figures[index].range.start;
    let lead = text.before(at, at.saturating_sub(from).min(80));
    let words = lead.rsplit([',', ';', '(', ')', '.', ':']).next()?.trim();
    let words =
        words.strip_suffix("chiếm").or(words.strip_suffix("là")).or(words.strip_suffix("đạt"))?.trim();
    let words = words.strip_prefix("trong đó").unwrap_or(words).trim();
    let words = words.strip_prefix("tỷ lệ").or(words.strip_prefix("tỉ lệ")).unwrap_or(words).trim();
    (!words.is_empty() && words.split(' ').count() <= 5).then(|| vitext::tone::key(words))
}

/// The item of a list that adds up whose label is `name`, with the total.
fn part<'t>(
    text: &'t Text<'_>,
    list: &Breakdown,
    name: &str,
) -> Option<(&'t Figure, Amount, &'t Figure, Amount)> {
    let (head, count) = list.adding_up(text)?;
    let labels = list.labels(text);
    let mut fits = labels.iter().zip(&list.items).take(count).filter(|(label, _)| {
        let label = vitext::tone::key(label);
        label == name || label.len() > 5 && name.ends_with(&format!(" {label}"))
    });
    let (item, None) = (fits.next()?.1, fits.next()) else {
        return None;
    };
    let whole = &text.figures[head];
    let total = list.heads.iter().find(|(i, _)| *i == head)?.1;
    let part = &text.figures[*item];
    Some((part, part.amount()?, whole, total))
}
