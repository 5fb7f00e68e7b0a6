//! The words around values that make them targets.

use crate::facts::phrases::{after_any, maybe};
use std::ops::Range;

/// Words that name a plan.
const PLANS: &[&str] = &["kịch bản", "kế hoạch", "mục tiêu", "chỉ tiêu", "dự toán"];

/// The time named with a plan in the words between a value and the next one: `(không đạt kịch bản tháng 11 là `.
pub(super) fn plan(between: &str) -> Option<Range<usize>> {
    let (head, rest) = between.split_once('(')?;
    if head.contains([';', '.', ')']) || head.chars().count() > 60 {
        return None;
    }
    let rest = maybe(rest, &[" "]);
    let rest = maybe(rest, &["không ", "chưa ", "vượt "]);
    let rest = after_any(maybe(rest, &["đạt ", "vượt "]), PLANS)?;
    let start = between.len() - rest.len();
    for (count, (at, c)) in rest.char_indices().chain([(rest.len(), ')')]).enumerate() {
        if count > 40 {
            return None;
        }
        if leads_to_value(&rest[at..]) {
            return Some(start..start + at);
        }
        if matches!(c, '(' | ')' | '%' | ';') {
            return None;
        }
    }
    None
}

/// Nothing but the words that may stand between a plan and its value: ` là `, `: (`.
fn leads_to_value(rest: &str) -> bool {
    let signs = |rest| maybe(maybe(maybe(maybe(rest, &[" "]), &[":"]), &[" "]), &["("]).is_empty();
    after_any(rest, &[" là", " tăng", " đạt", " khoảng"]).is_some_and(signs) || signs(rest)
}

/// Behind a percentage that is a share of a plan: the time that is named with the plan, and whether a bracket opens behind it.
pub(super) fn share(after: &str) -> Option<(Range<usize>, bool)> {
    let rest = maybe(maybe(after, &[" "]), &["so với "]);
    let rest = maybe(rest, &["tổng ", "lần "]);
    let rest = after_any(rest, PLANS).or_else(|| rest.strip_prefix("nghị quyết"))?;
    let start = after.len() - rest.len();
    let time: usize = rest
        .chars()
        .take(80)
        .take_while(|c| !matches!(c, ',' | ';' | '(' | ')' | '%'))
        .map(char::len_utf8)
        .sum();
    Some((start..start + time, rest[time..].starts_with('(')))
}

/// What stands before a value that is aimed at.
const AIMS: &[&str] = &[
    "phấn đấu",
    "mục tiêu",
    "chỉ tiêu",
    "tối thiểu",
    "ít nhất",
    "bảo đảm",
    "đảm bảo",
    "hoàn thành",
    "đạt trên",
    "đạt từ",
];

/// Words right before a value that make it the least one.
const LEAST: &[&str] = &[" tối thiểu", " ít nhất", " trên", " hơn", " từ"];

/// The words before a value aim at it; whether they say that it is the least.
pub(super) fn aim(before: &str) -> Option<bool> {
    let rest = before.strip_suffix(' ')?;
    let from = rest.rfind([';', '.', ':', '(', ')']).map_or(0, |at| at + 1);
    let clause = &rest[from..];
    let low = LEAST.iter().find_map(|words| clause.strip_suffix(words)).map_or(usize::MAX, str::len);
    let near = |end: usize, from: usize| clause[from..end].chars().count() <= 90;
    let mut begins: Vec<(usize, &str)> = AIMS.iter().flat_map(|aim| clause.match_indices(aim)).collect();
    begins.sort_unstable();
    begins.into_iter().find_map(|(at, aim)| {
        let end = at + aim.len();
        if low != usize::MAX && end <= low && near(low, end) {
            Some(true)
        } else {
            near(clause.len(), end).then_some(false)
        }
    })
}
