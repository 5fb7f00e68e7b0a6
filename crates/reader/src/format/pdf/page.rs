//! What lines are: body, notes at the foot, running heads; and where paragraphs begin.

use super::blank;
use super::regions::{self, Item};
use super::rows::Sheet;
use crate::LineRole;
use crate::format::entry::Entry;
use crate::format::superscript;
use std::collections::HashMap;

/// Share of the height of a page where running heads stand.
const EDGE: f64 = 0.12;
/// Notes are at most this large against the body.
const FOOT_SIZE: f64 = 0.93;
/// A running head stands on at least this many pages.
const REPEATED: usize = 3;

/// Measures of the body.
#[derive(Debug, Clone, Copy)]
struct Body {
    size: f64,
    left: f64,
    right: f64,
    leading: f64,
}

/// The lines of every page, with their roles; a blank line stands where geometry shows the beginning of a paragraph.
pub(super) fn classify(sheets: Vec<Sheet>) -> Vec<Vec<Entry>> {
    let mut pages: Vec<(Vec<Item>, f64)> = Vec::with_capacity(sheets.len());
    for (index, sheet) in sheets.into_iter().enumerate() {
        let height = sheet.height;
        pages.push((furniture_apart(sheet, index == 0), height));
    }
    mark_repeated(&mut pages);
    let body = measure(&pages);
    let mut cut_off = false;
    for (items, height) in &mut pages {
        cut_off = mark_notes(items, body, *height, cut_off);
    }
    let mut before: Option<Item> = None;
    pages.into_iter().map(|(items, _)| entries(items, body, &mut before)).collect()
}

/// Takes page numbers out before columns are looked for.
fn furniture_apart(sheet: Sheet, first_page: bool) -> Vec<Item> {
    let height = sheet.height;
    let mut rows = sheet.rows;
    let is_number = |row: &super::rows::Row| {
        let edge = row.y > height * (1.0 - EDGE) || row.y < height * EDGE;
        let text: String = row.segments.iter().map(|s| s.text.as_str()).collect();
        row.segments.iter().all(|s| s.artifact) || edge && is_page_number(&text)
    };
    let mut head = Vec::new();
    while rows.first().is_some_and(is_number) {
        head.push(rows.remove(0));
    }
    let mut foot = Vec::new();
    while rows.last().is_some_and(is_number) {
        foot.extend(rows.pop());
    }
    foot.reverse();
    let rules = &sheet.rules;
    let furniture = |rows| {
        let items = regions::items(rows, rules, false).into_iter();
        items.map(|item| Item { role: LineRole::Furniture, ..item }).collect::<Vec<_>>()
    };
    let mut items = furniture(head);
    items.extend(regions::items(rows, rules, first_page));
    items.extend(furniture(foot));
    items
}

/// `2`, `- 2 -`, `2/5`, `Trang 2`.
fn is_page_number(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    let text = text.strip_prefix("trang").or_else(|| text.strip_prefix("page")).unwrap_or(&text);
    let inner = text.trim_matches(|c: char| matches!(c, '-' | '–' | '|' | ' '));
    let mut parts = inner.split('/');
    let number =
        |part: &str| (1..=4).contains(&part.trim().len()) && part.trim().bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(number) && parts.next().is_none_or(number) && parts.next().is_none()
}

/// Lines at the edge that stand on many pages, digits aside.
fn mark_repeated(pages: &mut [(Vec<Item>, f64)]) {
    let key = |item: &Item| {
        let text: String = item.text.chars().filter(|c| !c.is_ascii_digit()).collect();
        (text, (item.y / 2.0).round() as i64)
    };
    let edge = |item: &Item, height: f64| item.y > height * (1.0 - EDGE) || item.y < height * EDGE;
    let mut seen: HashMap<(String, i64), usize> = HashMap::new();
    for (items, height) in pages.iter() {
        for item in items.iter().filter(|i| edge(i, *height)) {
            *seen.entry(key(item)).or_default() += 1;
        }
    }
    for (items, height) in pages.iter_mut() {
        for item in items.iter_mut() {
            if edge(item, *height) && seen.get(&key(item)).is_some_and(|n| *n >= REPEATED) {
                item.role = LineRole::Furniture;
            }
        }
    }
}

fn measure(pages: &[(Vec<Item>, f64)]) -> Body {
    let lines: Vec<&Item> =
        pages.iter().flat_map(|(items, _)| items).filter(|i| i.role == LineRole::Flow && !i.column).collect();
    let most = |weighed: &mut dyn Iterator<Item = (f64, usize)>| {
        let mut counts: HashMap<i64, usize> = HashMap::new();
        for (value, weight) in weighed {
            *counts.entry((value * 4.0).round() as i64).or_default() += weight;
        }
        let best = counts.into_iter().max_by_key(|(value, count)| (*count, -*value));
        best.map(|(value, _)| value as f64 / 4.0)
    };
    let size = most(&mut lines.iter().map(|l| (l.size, l.text.chars().count()))).unwrap_or(14.0);
    let of_body = || lines.iter().filter(|l| (l.size - size).abs() < 0.5);
    let left = margin(&of_body().map(|l| l.x0).collect::<Vec<_>>());
    let steps = lines.windows(2).map(|w| w[0].y - w[1].y).filter(|s| *s > 0.5 * size && *s < 3.0 * size);
    let leading = most(&mut steps.map(|s| (s, 1))).unwrap_or(1.4 * size);
    let right = of_body().map(|l| l.x1).fold(left, f64::max);
    Body { size, left, right, leading }
}

/// The leftmost place where lines begin often; first lines of paragraphs stand farther in.
fn margin(starts: &[f64]) -> f64 {
    let mut sorted = starts.to_vec();
    sorted.sort_by(f64::total_cmp);
    let often = (sorted.len() / 20).max(1);
    let found = sorted.windows(often + 1).find(|w| w[often] - w[0] < 2.0).map(|w| w[0]);
    found.or(sorted.first().copied()).unwrap_or(0.0)
}

/// Finds the notes of a page: small lines at its end, from the first label on, or from their first when the notes of the
/// page before were cut off. Says whether the page ends with notes.
fn mark_notes(items: &mut [Item], body: Body, height: f64, cut_off: bool) -> bool {
    let end = items.iter().rposition(|i| i.role != LineRole::Furniture).map_or(0, |i| i + 1);
    let small = |i: &Item| i.role == LineRole::Flow && i.size <= FOOT_SIZE * body.size;
    let is_note = |i: &Item| small(i) && (!i.column || i.text.starts_with(superscript::is_digit));
    let mut begin = end;
    while begin > 0 && is_note(&items[begin - 1]) {
        begin -= 1;
    }
    let label = items[begin..end].iter().position(|i| i.text.starts_with(superscript::is_digit));
    let low = items.get(begin).is_some_and(|i| i.y < height * 0.5);
    let first = if cut_off && low && begin < end { Some(begin) } else { label.map(|offset| begin + offset) };
    let Some(first) = first else { return false };
    for item in &mut items[first..end] {
        item.role = LineRole::Foot;
    }
    first < end
}

fn entries(items: Vec<Item>, body: Body, before: &mut Option<Item>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::with_capacity(items.len());
    let mut fresh_page = true;
    for item in items {
        if item.role == LineRole::Flow {
            let begins = before.as_ref().is_some_and(|b| begins_paragraph(b, &item, body, fresh_page));
            if begins && entries.last().is_none_or(|e| e.role == LineRole::Flow) {
                entries.push(blank());
            }
            fresh_page = false;
        }
        entries.push(Entry { text: item.text.clone(), role: item.role, bold: item.bold });
        if matches!(item.role, LineRole::Flow | LineRole::Row) {
            *before = Some(item);
        }
    }
    entries
}

fn begins_paragraph(before: &Item, item: &Item, body: Body, fresh_page: bool) -> bool {
    let em = body.size;
    if item.column || before.column || before.role != LineRole::Flow {
        // A column ends where the next line stands higher.
        return item.column != before.column || item.bold != before.bold || item.y > before.y;
    }
    let short = before.x1 < body.right - 4.0 * em;
    let apart = !fresh_page && before.y - item.y > body.leading * 1.25;
    let indented = item.x0 > body.left + 0.8 * em;
    let deeper = item.x0 > before.x0 + 0.5 * em;
    let level = indented && (item.x0 - before.x0).abs() < 0.5 * em;
    // A list may hang: its first line stands out to the left of the others.
    let hangs = deeper && !short && is_label(&before.text);
    short || apart || (indented && (deeper || level) && !hangs)
}

fn is_label(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    matches!(word, "-" | "+" | "–" | "•") || word.len() > 1 && word.ends_with(['.', ')'])
}
