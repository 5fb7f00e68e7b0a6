//! A paragraph as the rules see it: sentences, brackets, and every number with its meaning.

mod enumerator;
mod figure;
mod name;
mod number;
mod unit;

pub(crate) use enumerator::Enumerator;
pub(crate) use figure::{Amount, Figure, FigureKind, scale_word};
pub(crate) use number::{Meaning, Typed};
pub(crate) use unit::Unit;

use crate::breakdown::{Breakdown, breakdowns};
use reader::{Citation, Paragraph, ParagraphId};
use std::cell::OnceCell;
use std::ops::Range;
use vitext::date::Time;
use vitext::letter::small_text;

/// A paragraph with its numbers understood.
#[derive(Debug)]
pub(crate) struct Text<'a> {
    /// Which paragraph.
    pub id: ParagraphId,
    /// The paragraph itself.
    pub paragraph: &'a Paragraph,
    /// Its clean text in lower case, at the same offsets.
    pub lower: String,
    /// Sentences, in order.
    pub sentences: Vec<Range<usize>>,
    /// Pairs of round brackets: of the opening and of the closing one, in order of the opening.
    pub brackets: Vec<(usize, usize)>,
    /// For each pair the one around it.
    outer: Vec<Option<usize>>,
    /// Days and periods.
    pub times: Vec<Time>,
    /// Labels inside the running text: `(1)`, `(ii)`.
    pub enumerators: Vec<Enumerator>,
    /// Counts, sums of money, percentages, ratios.
    pub figures: Vec<Figure>,
    /// Every number with its meaning: what coverage counts.
    pub typed: Vec<Typed>,
    /// Lists that break a total down, found when first asked for.
    lists: OnceCell<Vec<Breakdown>>,
}

impl<'a> Text<'a> {
    /// Understands `paragraph`; `citations` are those of the paragraph.
    pub(crate) fn new(id: ParagraphId, paragraph: &'a Paragraph, citations: &[&Citation]) -> Self {
        let lower = small_text(&paragraph.text);
        let times = vitext::date::find(&paragraph.text);
        let (brackets, outer) = brackets(&paragraph.text);
        let sentences = sentences(&paragraph.text);
        let mut text = Self {
            id,
            paragraph,
            lower,
            sentences,
            brackets,
            outer,
            times,
            enumerators: Vec::new(),
            figures: Vec::new(),
            typed: Vec::new(),
            lists: OnceCell::new(),
        };
        let (typed, enumerators) = number::type_numbers(&text, citations);
        text.figures = figure::figures(&text, &typed);
        text.typed = typed;
        text.enumerators = enumerators;
        text
    }

    /// Lists that break a total down.
    pub(crate) fn breakdowns(&self) -> &[Breakdown] {
        self.lists.get_or_init(|| breakdowns(self))
    }

    /// The clean text.
    pub(crate) fn str(&self) -> &'a str {
        &self.paragraph.text
    }

    /// Lower-case text of `range`; empty where the range is turned round.
    pub(crate) fn gap(&self, range: Range<usize>) -> &str {
        self.lower.get(range).unwrap_or("")
    }

    /// At most `bytes` of lower-case text before `at`.
    pub(crate) fn before(&self, at: usize, bytes: usize) -> &str {
        let start = self.lower.floor_char_boundary(at.saturating_sub(bytes));
        self.gap(start..at)
    }

    /// At most `bytes` of lower-case text from `at` on.
    pub(crate) fn after(&self, at: usize, bytes: usize) -> &str {
        let end = self.lower.floor_char_boundary((at + bytes).min(self.lower.len()));
        self.gap(at..end.max(at))
    }

    /// Index of the sentence that holds `at`.
    pub(crate) fn sentence(&self, at: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= at).min(self.sentences.len().saturating_sub(1))
    }

    /// The brackets around `at`, from the innermost on.
    fn brackets_around(&self, at: usize) -> impl Iterator<Item = (usize, usize)> {
        let last = self.brackets.partition_point(|(open, _)| *open < at).checked_sub(1);
        std::iter::successors(last, |index| self.outer[*index])
            .map(|index| self.brackets[index])
            .filter(move |(_, close)| at <= *close)
    }

    /// The innermost bracket around `at`.
    pub(crate) fn bracket_around(&self, at: usize) -> Option<(usize, usize)> {
        self.brackets_around(at).next()
    }

    /// How many brackets stand around `at`.
    pub(crate) fn depth(&self, at: usize) -> usize {
        self.brackets_around(at).count()
    }

    /// The last figure that ends at `at` or before.
    pub(crate) fn figure_before(&self, at: usize) -> Option<&Figure> {
        self.figures[..self.figures.partition_point(|f| f.range.end <= at)].last()
    }

    /// Where the words behind the label of a heading or a list begin.
    pub(crate) fn start(&self) -> usize {
        reader::marker(self.str()).map_or(0, |m| m.length)
    }

    /// A figure that says by how much something changed: `tăng 14 trường`.
    pub(crate) fn is_change(&self, figure: &Figure) -> bool {
        let before = self.before(figure.range.start, 24).trim_end();
        ["tăng", "giảm", "tăng thêm", "giảm thêm", "cao hơn", "thấp hơn"].iter().any(|w| before.ends_with(w))
    }

    /// A figure of one among several, no sum of them: `bình quân 34,2 học sinh/lớp`, `trung bình 6,84 điểm`.
    pub(crate) fn is_mean(&self, figure: &Figure) -> bool {
        let before = self.before(figure.range.start, 64);
        let clause = before.rsplit([';', '(', ')', ',']).next().unwrap_or(before);
        ["bình quân", "trung bình", "trung vị"].iter().any(|w| clause.contains(w)) || self.is_rate(figure)
    }

    /// A figure per something: `34,2 học sinh/lớp`.
    pub(crate) fn is_rate(&self, figure: &Figure) -> bool {
        // "2.318 căn/kế hoạch 2.500 căn" is a ratio
        let plan = ["kế hoạch", "chỉ tiêu", "mục tiêu", "dự toán", "tổng"];
        let rest = self.lower[figure.end()..].strip_prefix('/');
        rest.is_some_and(|rest| {
            rest.starts_with(char::is_alphabetic) && !plan.iter().any(|w| rest.starts_with(w))
        })
    }

    /// The first day or period that begins behind `at`.
    pub(crate) fn time_after(&self, at: usize) -> Option<&Time> {
        self.times.get(self.times.partition_point(|t| t.range.start <= at))
    }

    /// The last day or period that ends at `at` or before.
    pub(crate) fn time_before(&self, at: usize) -> Option<&Time> {
        self.times[..self.times.partition_point(|t| t.range.end <= at)].last()
    }

    /// Days and periods that begin in a range of text.
    pub(crate) fn times_in(&self, range: &Range<usize>) -> &[Time] {
        let from = self.times.partition_point(|t| t.range.start < range.start);
        let to = self.times.partition_point(|t| t.range.start < range.end);
        self.times.get(from..to).unwrap_or(&[])
    }

    /// Labels that begin in a range of text.
    pub(crate) fn enumerators_in(&self, range: &Range<usize>) -> &[Enumerator] {
        let from = self.enumerators.partition_point(|e| e.range.start < range.start);
        let to = self.enumerators.partition_point(|e| e.range.start < range.end);
        self.enumerators.get(from..to).unwrap_or(&[])
    }

    /// Figures of a range of text.
    pub(crate) fn figures_in(&self, range: &Range<usize>) -> &[Figure] {
        let from = self.figures.partition_point(|f| f.range.start < range.start);
        let to = self.figures.partition_point(|f| f.range.end <= range.end);
        self.figures.get(from..to).unwrap_or(&[])
    }
}

/// How deep brackets are looked into: what lies deeper is text of the bracket around it. Writing nests two or three; without
/// a bound a text of opening brackets would be read once for each of them.
const DEEPEST: usize = 16;

/// Pairs of brackets in order of the opening one, and for each the pair around it.
fn brackets(text: &str) -> (Vec<(usize, usize)>, Vec<Option<usize>>) {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => {
                open.push(pairs.len());
                pairs.push((at, usize::MAX));
            }
            b')' => {
                if let Some(index) = open.pop() {
                    pairs[index].1 = at;
                }
            }
            _ => {}
        }
    }
    let mut around: Vec<(usize, usize)> = Vec::new();
    let mut outer = Vec::new();
    pairs.retain(|&(open, close)| {
        while around.last().is_some_and(|(_, end)| *end < open) {
            around.pop();
        }
        // an unclosed bracket ends nowhere and holds nothing
        let kept = close != usize::MAX && around.len() < DEEPEST;
        if kept {
            let index = outer.len();
            outer.push(around.last().map(|(index, _)| *index));
            around.push((index, close));
        }
        kept
    });
    (pairs, outer)
}

/// Sentences end at `.`, `!`, `?` before a space and a capital letter, a quote, a digit; abbreviations of one letter do not end one.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth = depth.saturating_sub(1),
            b'.' | b'!' | b'?' => {
                let rest = &text[at + 1..];
                if depth > 0 || !rest.starts_with(' ') {
                    continue;
                }
                let next = rest.trim_start().chars().next();
                if !next.is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '-' | '(')) {
                    continue;
                }
                let word = text[start..at].rsplit([' ', '.', '(']).next().unwrap_or("");
                let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
                let number = word.bytes().all(|b| b.is_ascii_digit()) && start + word.len() == at;
                if !initial && !number {
                    out.push(start..at + 1);
                    start = at + 1 + (rest.len() - rest.trim_start().len());
                }
            }
            _ => {}
        }
    }
    if start < text.len() {
        out.push(start..text.len());
    }
    out
}

#[cfg(test)]
mod tests;
