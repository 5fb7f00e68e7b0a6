//! The parts of a list: amounts between commas or semicolons.

use super::heads::heads;
use super::{Breakdown, Cue};
use crate::text::Text;
use std::ops::Range;

/// Words that make an item a statement of its own, not a part of the total.
const NOT_A_PART: &[&str] = &[
    "tăng",
    "giảm",
    "phát hiện",
    "kết luận",
    "thu hồi",
    "so với",
    "vượt",
    "kế hoạch",
    "dự toán",
    "kịch bản",
    "mục tiêu",
    "trị giá",
    "tổng",
    "tương đương",
    "tương ứng",
    "bằng",
    "đạt",
    "chiếm",
    "bình quân",
    "mỗi",
    "kinh phí",
    "số tiền",
    "cùng kỳ",
    "với",
    "khoảng",
    "trên",
    "hơn",
    "gần",
    "dự kiến",
    "ước",
    "lũy kế",
    "luỹ kế",
    "còn",
    "diện tích",
    "dài",
];

/// The amounts of `segment` as items, if they are parted by commas, semicolons or `và`.
pub(super) fn list(
    text: &Text<'_>,
    segment: Range<usize>,
    head_before: usize,
    cue: Cue,
    bracket: bool,
) -> Option<Breakdown> {
    let figures = text.figures_in(&segment);
    let first_index = text.figures.partition_point(|f| f.range.start < segment.start);
    let depth = figures.iter().map(|f| f.depth).min()?;
    let semicolons = parted_by_semicolons(text, &segment, depth);
    let mut items: Vec<usize> = Vec::new();
    let mut last_end = segment.start;
    for (offset, figure) in figures.iter().enumerate() {
        if figure.depth != depth || figure.percent().is_some() {
            continue;
        }
        let gap = text.gap(last_end..figure.range.start);
        if gap.contains(". ") {
            break;
        }
        let parted = items.is_empty() || separator(gap, semicolons);
        if !parted {
            // a second number of the same item: "từ 3 lên 5" spoils the list, a further amount of a long item does not;
            // in "từ 12 mét đến dưới 15 mét: 596 tàu" the one behind the colon counts
            if semicolons {
                if gap.trim_end().ends_with(':') && figure.amount().is_some() {
                    items.pop();
                    items.push(first_index + offset);
                    last_end = figure.end();
                }
                continue;
            }
            break;
        }
        if figure.amount().is_none() {
            if semicolons {
                continue;
            }
            break;
        }
        items.push(first_index + offset);
        last_end = figure.end();
    }
    let least = if cue == Cue::Among { 1 } else { 2 };
    if items.len() < least {
        return None;
    }
    let figure = |index: usize| &text.figures[index];
    let label = |items: &[usize], position: usize| {
        let from = if position == 0 { segment.start } else { figure(items[position - 1]).end() };
        let gap = text.gap(from..figure(items[position]).range.start);
        if semicolons {
            gap.rsplit(';').next().unwrap_or(gap)
        } else {
            gap.rsplit([',', ';']).next().unwrap_or(gap)
        }
    };
    let mut end = items.len();
    for position in 0..items.len() {
        let own = label(&items, position).trim_start_matches([',', ';', ' ', ':']);
        let after = text.after(figure(items[position]).end(), 24);
        let statement =
            NOT_A_PART.iter().any(|w| starts_word(own, w)) || own.len() > 120 || own.contains("tổng số");
        if statement || after.trim_start().starts_with("so với") {
            end = position;
            break;
        }
    }
    items.truncate(end);
    if items.len() < least {
        return None;
    }
    let labelled =
        |p: usize| label(&items, p).chars().any(char::is_alphabetic) && !only_joins(label(&items, p));
    let units: Vec<bool> = (0..items.len()).map(|p| !figure(items[p]).unit.silent()).collect();
    let uniform = (0..items.len()).all(labelled)
        || (units.iter().all(|u| *u) && (0..items.len()).all(|p| !labelled(p)));
    let tail = text.gap(figure(*items.last()?).end()..segment.end);
    let open = tail.contains('…') || tail.contains("...") || tail.contains("v.v") || tail.contains(".v.v");
    let close = if bracket { segment.end + 1 } else { figure(*items.last()?).end().max(segment.start) };
    let sentence = text.sentences.get(text.sentence(head_before))?.clone();
    let heads = heads(text, sentence.start..head_before, depth, bracket, &items);
    (!heads.is_empty() || !bracket).then_some(Breakdown {
        heads,
        items,
        cue,
        open,
        uniform,
        range: head_before..close.min(text.str().len()),
    })
}

pub(super) fn starts_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

pub(super) fn only_joins(label: &str) -> bool {
    label
        .split([' ', ',', ';', ':'])
        .filter(|w| !w.is_empty())
        .all(|w| matches!(w, "và" | "có" | "là" | "với" | "cùng"))
}

pub(super) fn separator(gap: &str, semicolons: bool) -> bool {
    if semicolons {
        gap.contains(';')
    } else {
        gap.contains([',', ';']) || gap.split(' ').any(|w| w == "và")
    }
}

/// A semicolon stands in a segment outside the brackets that are deeper than `depth`.
pub(super) fn parted_by_semicolons(text: &Text<'_>, segment: &Range<usize>, depth: usize) -> bool {
    text.gap(segment.clone()).match_indices(';').any(|(offset, _)| {
        let at = segment.start + offset;
        let inside = |(open, close): (usize, usize)| open >= segment.start && close <= segment.end;
        text.depth(at) <= depth || !text.bracket_around(at).is_some_and(inside)
    })
}
