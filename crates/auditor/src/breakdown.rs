//! Lists that break a total down: `226 cuộc (cấp thành phố 06, cấp xã 220)`, `gồm …`, `trong đó …`.

pub(crate) mod closed;
mod cue;
mod heads;
mod items;
mod overlap;

use self::cue::{Stops, cue, cues};
use self::heads::{main_amount, sorted};
use self::items::{list, only_joins};
use crate::addition::Addition;
use crate::text::{Amount, Figure, Text, Unit};
use rust_decimal::Decimal;
use std::ops::Range;

/// A total and the items that may add up to it.
#[derive(Debug)]
pub(crate) struct Breakdown {
    /// Candidates for the total, the likeliest first: index of the figure and the value.
    pub heads: Vec<(usize, Amount)>,
    /// The items: indices of figures.
    pub items: Vec<usize>,
    /// What introduces the list.
    pub cue: Cue,
    /// The list ends with `…`: more items exist.
    pub open: bool,
    /// Every item is written the same way, label before number or number before unit.
    pub uniform: bool,
    /// The list, brackets or cue included.
    pub range: Range<usize>,
}

/// What introduces a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cue {
    /// Only a bracket.
    Bracket,
    /// `gồm`, `bao gồm`, `chia ra`: all parts are named.
    Consists,
    /// A colon, `cụ thể`: probably all parts are named.
    Namely,
    /// `phân loại:`, `theo thẩm quyền:`: the total of the sentence, sorted once more.
    Sorted,
    /// `trong đó`: a partition, disjoint parts or overlapping parts.
    Among,
}

/// How many cues of a sentence are followed, and how far behind each its list may reach, in bytes. No sentence that a person
/// can read has more; without these bounds every cue would look at the whole rest of its sentence.
const MOST_CUES: usize = 128;
const LONGEST_LIST: usize = 8192;

/// All breakdowns of a paragraph.
pub(crate) fn breakdowns(text: &Text<'_>) -> Vec<Breakdown> {
    let mut out = Vec::new();
    for &(open, close) in &text.brackets {
        let inside = open + 1..close;
        let lead = text.gap(inside.clone()).trim_start();
        let (cue, skip) = cue(lead).map_or((Cue::Bracket, 0), |(cue, length)| (cue, length));
        let start = inside.start + (text.gap(inside.clone()).len() - lead.len()) + skip;
        if let Some(list) = best(text, start..close, open, cue, true) {
            out.push(list);
        }
    }
    let bracketed = out.len();
    for (index, sentence) in text.sentences.iter().enumerate() {
        let first = out.len();
        let stops = Stops::new(text, sentence);
        for (at, cue, length) in cues(text, sentence).into_iter().take(MOST_CUES) {
            let end = stops.after(at + length).min(text.lower.floor_char_boundary(at + LONGEST_LIST));
            if let Some(mut list) = best(text, at + length..end, at, cue, false) {
                if list.heads.is_empty() && index > 0 && cue == Cue::Among {
                    list.heads = main_amount(text, &text.sentences[index - 1]);
                }
                if cue == Cue::Sorted {
                    let before = out[..bracketed].partition_point(|b| b.range.start < list.range.start);
                    let brackets = out[..before].iter().rev();
                    let brackets = brackets.take_while(|b| sentence.contains(&b.range.start));
                    sorted(text, sentence, &mut list, out[first..].iter().rev().chain(brackets));
                }
                if !list.heads.is_empty() {
                    out.push(list);
                }
            }
        }
    }
    out
}

/// A list that goes on behind a semicolon, or ends there: the reading that adds up, else the one with more items.
fn best(
    text: &Text<'_>,
    segment: Range<usize>,
    head_before: usize,
    cue: Cue,
    bracket: bool,
) -> Option<Breakdown> {
    let whole = list(text, segment.clone(), head_before, cue, bracket);
    let Some(stop) = text.gap(segment.clone()).find(';') else {
        return whole;
    };
    let mut first = list(text, segment.start..segment.start + stop, head_before, cue, bracket);
    if let Some(list) = first.as_mut() {
        list.range.end = list.range.end.min(segment.end);
    }
    // "trong đó có …;" ends there, "trong đó: …; …" does not
    if cue == Cue::Among && !bracket && !text.gap(head_before..segment.start).trim_end().ends_with(':') {
        return first;
    }
    let (Some(a), Some(b)) = (&whole, &first) else {
        return whole.or(first);
    };
    if b.adding_up(text).is_some() || a.adding_up(text).is_none() && b.items.len() >= a.items.len() {
        first
    } else {
        whole
    }
}

impl Breakdown {
    /// What each item is of: the words before its number, or its unit where none stand there.
    pub(crate) fn labels(&self, text: &Text<'_>) -> Vec<String> {
        let mut from = self.range.start;
        self.items
            .iter()
            .map(|item| {
                let figure = &text.figures[*item];
                let gap = text.gap(from.min(figure.range.start)..figure.range.start);
                let words = gap.rsplit([',', ';']).next().unwrap_or(gap).trim_matches([' ', ':', '(']);
                let words = cue(words).map_or(words, |(_, length)| words[length..].trim());
                from = figure.end();
                let tail: String = text
                    .after(figure.end(), 24)
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == ' ')
                    .collect();
                if only_joins(words) {
                    format!("{} {}", figure.unit.noun, tail.trim())
                } else {
                    words.to_owned()
                }
            })
            .collect()
    }

    /// The parts are known to be all parts there are: the forms of discipline, the grades of an evaluation, men and women,
    /// a last part called "the rest".
    pub(crate) fn exhaustive(&self, text: &Text<'_>) -> bool {
        let labels = self.labels(text);
        let all =
            |words: &[&str]| labels.len() > 1 && labels.iter().all(|l| words.iter().any(|w| l.contains(w)));
        let rest = labels.last().is_some_and(|l| ["khác", "còn lại"].iter().any(|w| l.ends_with(w)));
        all(&["khiển trách", "cảnh cáo", "cách chức", "khai trừ", "giải tán"])
            || all(&["hoàn thành"])
                && labels.iter().any(|l| l.contains("không hoàn thành") || l.contains("chưa hoàn thành"))
            || rest && labels.len() > 1
            || closed::is_whole(&self.clauses(text))
    }

    /// Parts that cannot overlap: flows of money by source, or parts with labels of their own.
    pub(crate) fn is_disjoint(&self, text: &Text<'_>, head: &Figure) -> bool {
        if head.unit.measured() {
            return true;
        }
        let labels = self.labels(text);
        let mut distinct = labels.clone();
        distinct.sort_unstable();
        distinct.dedup();
        distinct.len() == labels.len() && overlap::sides(&labels) == 0
    }

    /// Women and members of the union: one person may be both. Shares that make more than a whole say it too.
    pub(crate) fn overlaps(&self, text: &Text<'_>) -> bool {
        let shares = text.figures_in(&self.range).iter().filter(|f| {
            let before = text.before(f.range.start, 12).trim_end();
            before.ends_with('(') || before.ends_with("chiếm")
        });
        let sum =
            shares.filter_map(Figure::percent).fold(Decimal::ZERO, |sum, p| sum.saturating_add(p.value));
        sum > Decimal::from(102) || overlap::sides(&self.labels(text)) > 1
    }

    /// What is said of each item: all words from the item before to the item behind.
    fn clauses<'t>(&self, text: &'t Text<'_>) -> Vec<&'t str> {
        let mut from = self.range.start;
        let mut out = Vec::with_capacity(self.items.len());
        for (position, item) in self.items.iter().enumerate() {
            let figure = &text.figures[*item];
            let next = self.items.get(position + 1).map_or(self.range.end, |i| text.figures[*i].range.start);
            let tail = text.gap(figure.end()..next.max(figure.end()));
            let length = tail.find([',', ';', ')', '(', '.']).unwrap_or(tail.len());
            let end = figure.end() + length;
            let words = text.gap(from.min(figure.range.start)..end);
            let words = words.trim_start_matches([',', ';', ':', '(', ' ']);
            out.push(cue(words).map_or(words, |(_, length)| words[length..].trim()));
            from = end;
        }
        out
    }

    /// The items beside the total that stands in `head`.
    pub(crate) fn addition<'t>(&self, text: &'t Text<'_>, head: &'t Figure, total: Amount) -> Addition<'t> {
        Addition::new(head, total, self.items.iter().map(|i| &text.figures[*i]).collect())
    }

    /// The sums of the first item, of the first two, and so on, as far as all can be added.
    fn sums(&self, text: &Text<'_>, addition: &Addition<'_>) -> Vec<Decimal> {
        let values = self.items.iter().map_while(|i| addition.value(&text.figures[*i]));
        let sums = values.scan(Some(Decimal::ZERO), |sum, value| {
            *sum = sum.and_then(|sum| sum.checked_add(value));
            *sum
        });
        sums.collect()
    }

    /// The head whose value the items add up to, and how many of them that takes.
    pub(crate) fn adding_up(&self, text: &Text<'_>) -> Option<(usize, usize)> {
        for (index, amount) in &self.heads {
            let head = &text.figures[*index];
            let addition = self.addition(text, head, *amount);
            let total = addition.total();
            let sums = self.sums(text, &addition);
            for count in (2..=sums.len()).rev() {
                // a list may end before its sentence does, but not between two items of one kind
                let kind = |i: usize| &text.figures[self.items[i]].unit;
                let one = |a: &Unit, b: &Unit| a.like(b) || a.silent() && b.silent();
                let cut = count == self.items.len() || !one(kind(count), kind(count - 1));
                if cut && total == Some(sums[count - 1]) {
                    return Some((*index, count));
                }
            }
            // "xuất siêu 308 triệu USD (xuất khẩu 6.214, nhập khẩu 5.906)": what is between two
            if let [a, b] = self.items[..]
                && let (Some(a), Some(b)) =
                    (addition.value(&text.figures[a]), addition.value(&text.figures[b]))
                && total == Some((a - b).abs())
                && ["xuất siêu", "nhập siêu", "thặng dư", "thâm hụt", "chênh lệch", "cán cân"]
                    .iter()
                    .any(|w| text.before(head.range.start, 60).contains(w))
            {
                return Some((*index, 2));
            }
        }
        None
    }
}
