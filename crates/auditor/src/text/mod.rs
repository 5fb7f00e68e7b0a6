//! A paragraph as the rules see it: sentences, brackets, and every number with its meaning.

mod figure;
mod number;
mod unit;

pub(crate) use figure::{Amount, Figure, FigureKind};
pub(crate) use number::{Enumerator, Meaning, Typed};
pub(crate) use unit::Unit;

use crate::breakdown::{Breakdown, breakdowns};
use reader::{Citation, Paragraph, ParagraphId};
use std::cell::OnceCell;
use std::ops::Range;
use vitext::date::Time;

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
        let lower = lower(&paragraph.text);
        let times = vitext::date::find(&paragraph.text);
        let brackets = brackets(&paragraph.text);
        let sentences = sentences(&paragraph.text);
        let mut text = Self {
            id,
            paragraph,
            lower,
            sentences,
            brackets,
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

    /// The innermost bracket around `at`.
    pub(crate) fn bracket_around(&self, at: usize) -> Option<(usize, usize)> {
        self.brackets.iter().rev().copied().find(|(open, close)| *open < at && at <= *close)
    }

    /// Figures of a range of text.
    pub(crate) fn figures_in(&self, range: &Range<usize>) -> &[Figure] {
        let from = self.figures.partition_point(|f| f.range.start < range.start);
        let to = self.figures.partition_point(|f| f.range.end <= range.end);
        self.figures.get(from..to).unwrap_or(&[])
    }
}

/// Lower case at the same offsets: the few letters that would change their length stay.
fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(s), None) if s.len_utf8() == c.len_utf8() => out.push(s),
            _ => out.push(c),
        }
    }
    out
}

fn brackets(text: &str) -> Vec<(usize, usize)> {
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
    // an unclosed bracket ends nowhere and holds nothing
    pairs.retain(|(_, close)| *close != usize::MAX);
    pairs
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
                let next = rest.trim_start().chars().next();
                let ends = rest.starts_with(' ')
                    && next.is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '-' | '('));
                let word = text[start..at].rsplit([' ', '.', '(']).next().unwrap_or("");
                let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
                let number = word.bytes().all(|b| b.is_ascii_digit()) && start + word.len() == at;
                if ends && !initial && !number && depth == 0 {
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
