//! The lines that show why a text was found.

use super::query::{Form, Query, starts};
use super::word::{Word, words};
use std::ops::Range;

/// Words of a snippet.
const WORDS: usize = 36;
/// Words before the first that was found.
const BEFORE: usize = 8;

/// A stretch of a text with what was found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet {
    /// Its place in the text.
    pub range: Range<usize>,
    /// What was found, from the beginning of the text, in order, none meeting another.
    pub found: Vec<Range<usize>>,
}

/// The stretch of `text` with the most different terms of `query`, with the same marks where that shows as many; none where nothing is
/// found.
#[must_use]
pub fn snippet(text: &str, query: &Query) -> Option<Snippet> {
    let all: Vec<Word> = words(text).collect();
    let [marked, folded] = [Form::Marked, Form::Folded].map(|form| in_form(&all, query, form));
    match (marked, folded) {
        (Some(marked), Some(folded)) if marked.0 >= folded.0 => Some(marked.1),
        (_, folded) => folded.map(|(_, snippet)| snippet),
    }
}

/// How many different terms the best stretch shows, and the stretch.
fn in_form(all: &[Word], query: &Query, form: Form) -> Option<(usize, Snippet)> {
    // Index of the first word, of the last, and of the term.
    let mut hits: Vec<(usize, usize, usize)> = Vec::new();
    for (term, wanted) in query.terms().iter().enumerate() {
        hits.extend(starts(all, wanted, form).map(|at| (at, at + wanted.len() - 1, term)));
    }
    hits.sort_unstable();
    let terms = query.terms().len();
    let (mut inside, mut different) = (vec![0_usize; terms], 0_usize);
    let (mut best, mut begin) = (None::<(usize, usize, usize)>, 0);
    for end in 0..hits.len() {
        let term = hits[end].2;
        different += usize::from(inside[term] == 0);
        inside[term] += 1;
        // Too long, or its first term comes again: a phrase longer than a snippet stands alone.
        while begin < end && (hits[end].1 - hits[begin].0 >= WORDS - BEFORE || inside[hits[begin].2] > 1) {
            inside[hits[begin].2] -= 1;
            different -= usize::from(inside[hits[begin].2] == 0);
            begin += 1;
        }
        let length = hits[end].1 - hits[begin].0;
        let better = |&(most, begin, end): &(usize, usize, usize)| {
            different > most || different == most && length < hits[end].1 - hits[begin].0
        };
        if best.as_ref().is_none_or(better) {
            best = Some((different, begin, end));
        }
    }
    let (most, begin, end) = best?;
    let first = hits[begin].0.saturating_sub(BEFORE);
    let last = (first + WORDS - 1).max(hits[end].1).min(all.len() - 1);
    let mut found: Vec<Range<usize>> = Vec::new();
    for &(from, to, _) in hits.iter().filter(|hit| hit.0 >= first && hit.1 <= last) {
        let range = all[from].range.start..all[to].range.end;
        match found.last_mut() {
            Some(before) if range.start <= before.end => before.end = before.end.max(range.end),
            _ => found.push(range),
        }
    }
    Some((most, Snippet { range: all[first].range.start..all[last].range.end, found }))
}
