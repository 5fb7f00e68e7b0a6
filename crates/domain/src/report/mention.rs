//! Figures in units' words: pulled out, added up, held against the cells.

use super::outline::Outlines;
use super::statement::Statement;
use crate::ids::{IndicatorId, UnitId};
use crate::indicators::{Amount, Catalogue, Exact, Reading, Slice};
use crate::periods::Period;
use crate::roll_up::{CellKey, Cells, Series};
use std::collections::{BTreeMap, BTreeSet};

/// A phrase that says a figure: words, the number, words.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) indicator: String,
    part: Option<String>,
    before: Vec<String>,
    after: Vec<String>,
}

/// Words after which a number is not one of the period.
const OTHER: [&str; 6] = ["lũy kế", "từ đầu năm", "chỉ tiêu", "kế hoạch", "cùng kỳ", "tháng trước"];

impl Mention {
    pub(super) fn new(indicator: &str, part: Option<&str>, phrase: &str) -> Option<Self> {
        let (before, after) = phrase.split_once('#')?;
        let keys = |text: &str| text.split_whitespace().map(vitext::tone::key).collect();
        Some(Self {
            indicator: indicator.to_owned(),
            part: part.map(str::to_owned),
            before: keys(before),
            after: keys(after),
        })
    }

    /// Does it stand around the word at `at`? One other word may come between the words before and the number.
    fn fits(&self, words: &[Word<'_>], at: usize) -> bool {
        let stands = |wanted: &[String], from: usize| {
            words
                .get(from..from + wanted.len())
                .is_some_and(|words| words.iter().map(|word| &word.key).eq(wanted))
        };
        let before = |skipped: usize| {
            at.checked_sub(self.before.len() + skipped).is_some_and(|from| stands(&self.before, from))
        };
        (before(0) || before(1)) && stands(&self.after, at + 1)
    }
}

struct Word<'t> {
    text: &'t str,
    key: String,
    /// Which clause of the sentence it stands in.
    clause: usize,
}

/// A figure that a unit's words say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// In which statement of the heap.
    pub statement: usize,
    /// Who.
    pub unit: UnitId,
    /// Of what.
    pub indicator: IndicatorId,
    /// Of the whole or a part.
    pub slice: Slice,
    /// How much.
    pub amount: Amount,
}

/// Words and cell of one unit that do not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// What was said.
    pub said: Said,
    /// What stands in the cell.
    pub cell: Amount,
}

/// What the words of all units come to for a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Of what.
    pub indicator: IndicatorId,
    /// Of the whole or a part.
    pub slice: Slice,
    /// How many units say it.
    pub units: usize,
    /// What they come to; of a unit that says several the last.
    pub sum: Exact,
    /// What the cells of the same units come to.
    pub cells: Exact,
}

/// The figures in the words of a heap.
#[must_use]
pub fn said(heap: &[Statement], outlines: &Outlines, catalogue: &Catalogue) -> Vec<Said> {
    let mentions: Vec<(&Mention, &crate::indicators::Indicator)> = outlines
        .mentions
        .iter()
        .filter_map(|mention| Some((mention, catalogue.find(&mention.indicator)?)))
        .collect();
    let mut all = Vec::new();
    for (statement, text) in heap.iter().enumerate() {
        let words = split(&text.text);
        for (at, word) in words.iter().enumerate() {
            if !word.text.starts_with(|c: char| c.is_ascii_digit()) {
                continue;
            }
            let Some((mention, indicator)) = mentions.iter().find(|(mention, _)| mention.fits(&words, at))
            else {
                continue;
            };
            if is_of_another_time(&words, at) {
                continue;
            }
            let Ok(amount) = Amount::parse_vi(word.text, indicator.decimals) else { continue };
            let slice = match mention.part.as_deref().map(str::parse) {
                None => Slice::Whole,
                Some(Ok(part)) => Slice::Part(part),
                Some(Err(_)) => continue,
            };
            all.push(Said { statement, unit: text.unit, indicator: indicator.id, slice, amount });
        }
    }
    all
}

/// Does its clause speak of the year so far, of a plan, of another period before the number?
fn is_of_another_time(words: &[Word<'_>], at: usize) -> bool {
    let clause: Vec<&str> = words[..at]
        .iter()
        .filter(|word| word.clause == words[at].clause)
        .map(|word| word.key.as_str())
        .collect();
    let clause = clause.join(" ");
    OTHER.iter().any(|words| clause.contains(&vitext::tone::key(words)))
}

fn split(text: &str) -> Vec<Word<'_>> {
    let mut clause = 0;
    let mut all = Vec::new();
    for written in text.split_whitespace() {
        let word = written.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        let bare = word.strip_suffix('%').unwrap_or(word);
        if !bare.is_empty() {
            all.push(Word { text: bare, key: vitext::tone::key(bare), clause });
        }
        if written.ends_with([',', ';', ':', '.']) {
            clause += 1;
        }
    }
    all
}

/// Where words and submitted cells do not agree, in the order of the heap.
#[must_use]
pub fn contradictions(said: &[Said], cells: &Cells, period: Period) -> Vec<Contradiction> {
    let differs = |one: &Said| {
        let cell = cell(one, cells, period)?;
        (cell.exact() != one.amount.exact()).then(|| Contradiction { said: one.clone(), cell })
    };
    said.iter().filter_map(differs).collect()
}

/// What the words come to, figure by figure.
#[must_use]
pub fn tallies(said: &[Said], cells: &Cells, period: Period) -> Vec<Tally> {
    let mut of: BTreeMap<(IndicatorId, &Slice), BTreeMap<UnitId, &Said>> = BTreeMap::new();
    for one in said {
        of.entry((one.indicator, &one.slice)).or_default().insert(one.unit, one);
    }
    let tally = |((indicator, slice), units): ((IndicatorId, &Slice), BTreeMap<UnitId, &Said>)| Tally {
        indicator,
        slice: slice.clone(),
        units: units.keys().collect::<BTreeSet<_>>().len(),
        sum: units.values().map(|one| one.amount.exact()).sum(),
        cells: units.values().filter_map(|one| cell(one, cells, period)).map(Amount::exact).sum(),
    };
    of.into_iter().map(tally).collect()
}

fn cell(said: &Said, cells: &Cells, period: Period) -> Option<Amount> {
    let series = Series { indicator: said.indicator, slice: said.slice.clone(), period };
    match cells.get(&CellKey { unit: said.unit, series }) {
        Reading::Value(amount) => Some(amount),
        Reading::Missing | Reading::NotApplicable => None,
    }
}
