//! Words as the index knows them, and what is asked of it in the two languages of the engines.

use super::SearchFilter;
use domain::DocumentId;
use domain::documents::{Document, State};
use domain::search::{Form, Query, Word};
use jiff::civil::{Date, date};
use std::ops::Range;

/// Days since 1 January of the year 1.
pub(super) type Day = i64;

/// Days come in blocks of 1, 8, 64, … days, so that any stretch of them is a few blocks.
const BLOCK_BITS: u32 = 3;
/// Kinds of blocks: the longest has some eleven years.
const BLOCKS: u32 = 5;

/// What is asked of the index. Words are letters and figures only, so that none has a meaning in a language of queries.
#[derive(Clone)]
pub(super) struct Ask {
    form: Form,
    /// Words, and words that must follow each other.
    terms: Vec<Vec<String>>,
    /// Pairs of the terms: they are in every text with all of these, and in few others.
    pairs: Vec<String>,
    /// Each is one of several facets.
    facets: Vec<Vec<String>>,
}

impl Ask {
    pub(super) fn new(query: &Query, filter: &SearchFilter, form: Form) -> Self {
        let words = |term: &Vec<Word>| term.iter().map(|word| word.in_form(form).to_owned()).collect();
        let mut facets = Vec::new();
        if !filter.units.is_empty() {
            facets.push(filter.units.iter().map(|unit| format!("#unit{unit}")).collect());
        }
        facets.extend(filter.direction.map(|direction| vec![format!("#{}", direction.code())]));
        if !filter.kinds.is_empty() {
            facets.push(filter.kinds.iter().map(|kind| kind_facet(kind)).collect());
        }
        if !filter.states.is_empty() {
            facets.push(filter.states.iter().map(|state| state_facet(*state)).collect());
        }
        facets.extend(filter.late_on.map(|day| blocks("due", number_of(FIRST_DUE)..number_of(day))));
        // All words of the issuer, each a facet of its own.
        facets.extend(issuer_facets(&filter.issuer).map(|word| vec![word]));
        // Two words without marks are said by their pair.
        let is_pair = |term: &&Vec<Word>| form == Form::Folded && term.len() == 2;
        Self {
            form,
            terms: query.terms().iter().filter(|term| !is_pair(term)).map(words).collect(),
            pairs: query.terms().iter().flat_map(|term| pairs(term)).collect(),
            facets,
        }
    }

    /// The same, of these documents alone.
    pub(super) fn of(&self, documents: &[DocumentId]) -> Self {
        let mut one = self.clone();
        one.facets.push(documents.iter().copied().map(document_facet).collect());
        one
    }

    /// The same, on these days alone.
    pub(super) fn on(&self, days: Range<Day>) -> Self {
        let mut one = self.clone();
        one.facets.push(blocks("day", days));
        one
    }

    /// `"=kinh =tế" AND ("#incoming")`.
    pub(super) fn fts5(&self) -> String {
        let sign = sign(self.form);
        let phrase = |term: &Vec<String>| {
            let words: Vec<String> = term.iter().map(|word| format!("{sign}{word}")).collect();
            format!("\"{}\"", words.join(" "))
        };
        let quoted = |alone: &String| format!("\"{alone}\"");
        let facets = |facets: &Vec<String>| {
            format!("({})", facets.iter().map(quoted).collect::<Vec<_>>().join(" OR "))
        };
        let parts = self.pairs.iter().map(quoted).chain(self.facets.iter().map(facets));
        parts.chain(self.terms.iter().map(phrase)).collect::<Vec<_>>().join(" AND ")
    }

    /// What GIN is asked: `'kinh~te' & '=kinh' & '=tế' & ('#incoming')`. It keeps no places, so that a text with all these may be one in which the
    /// words do not follow each other; without marks, pairs say more than their words.
    pub(super) fn tsquery(&self) -> String {
        let sign = sign(self.form);
        let quoted = |word: &String| format!("'{word}'");
        let facets =
            |facets: &Vec<String>| format!("({})", facets.iter().map(quoted).collect::<Vec<_>>().join(" | "));
        let by_word = |term: &&Vec<String>| self.form == Form::Marked || term.len() == 1;
        let words = self.terms.iter().filter(by_word).flatten().map(|word| format!("'{sign}{word}'"));
        let parts = self.pairs.iter().map(quoted).chain(self.facets.iter().map(facets));
        parts.chain(words).collect::<Vec<_>>().join(" & ")
    }

    /// The words that must follow each other, to be looked for in the texts that [`tsquery`](Self::tsquery) finds: `('=kinh' <-> '=tế')`.
    pub(super) fn phrases(&self) -> Option<String> {
        let sign = sign(self.form);
        let phrase = |term: &Vec<String>| {
            let words: Vec<String> = term.iter().map(|word| format!("'{sign}{word}'")).collect();
            format!("({})", words.join(" <-> "))
        };
        let phrases: Vec<String> = self.terms.iter().filter(|term| term.len() > 1).map(phrase).collect();
        (!phrases.is_empty()).then(|| phrases.join(" & "))
    }
}

pub(super) fn sign(form: Form) -> &'static str {
    match form {
        Form::Marked => "=",
        Form::Folded => "",
    }
}

/// What is due earlier counts as due then.
const FIRST_DUE: Date = date(1970, 1, 1);

/// Under what a document is found besides its words.
pub(super) fn facets(document: &Document) -> Vec<String> {
    let mut facets = vec![
        document_facet(document.id),
        format!("#unit{}", document.unit),
        format!("#{}", document.direction.code()),
        state_facet(document.state),
    ];
    facets.extend(document.fields.kind.as_deref().map(kind_facet));
    let due = document.routing.due.filter(|_| document.done_on.is_none());
    facets.extend(due.into_iter().flat_map(|due| blocks_of("due", number_of(due.max(FIRST_DUE)))));
    facets.extend(issuer_facets(document.fields.issuer.as_deref().unwrap_or_default()));
    facets
}

fn document_facet(document: DocumentId) -> String {
    format!("#document{document}")
}

fn kind_facet(kind: &str) -> String {
    let words = domain::search::words(kind).map(|word| word.marked);
    format!("#kind{}", words.collect::<String>())
}

fn state_facet(state: State) -> String {
    format!("#state{}", state.code())
}

fn issuer_facets(issuer: &str) -> impl Iterator<Item = String> + '_ {
    domain::search::words(issuer).map(|word| format!("#issuer{}", word.folded))
}

/// Words that follow each other, in their folded form: `07~nq`, `kinh~te`. Each of two words is in very many texts, their pair is in few;
/// an index that keeps no places (GIN) would have to look into each of the many.
pub(super) fn pairs(words: &[Word]) -> impl Iterator<Item = String> + '_ {
    words.windows(2).filter_map(|pair| match pair {
        [one, next] => Some(format!("{}~{}", one.folded, next.folded)),
        _ => None,
    })
}

/// The number of a day.
pub(super) fn number_of(day: Date) -> Day {
    i64::from((day - Date::constant(1, 1, 1)).get_days().max(0))
}

fn block(what: &str, bits: u32, number: Day) -> String {
    format!("#{what}{bits}~{number}")
}

/// The blocks in which a day is.
pub(super) fn blocks_of(what: &str, day: Day) -> impl Iterator<Item = String> + '_ {
    (0..BLOCKS).map(move |level| block(what, level * BLOCK_BITS, day >> (level * BLOCK_BITS)))
}

/// The fewest blocks that are these days.
fn blocks(what: &str, days: Range<Day>) -> Vec<String> {
    let Range { mut start, end } = days;
    let mut blocks = Vec::new();
    while start < end {
        let fits = |bits: &u32| start & ((1 << bits) - 1) == 0 && start + (1 << bits) <= end;
        let bits = (0..BLOCKS).rev().map(|level| level * BLOCK_BITS).find(fits).unwrap_or(0);
        blocks.push(block(what, bits, start >> bits));
        start += 1 << bits;
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_are_in_the_blocks_of_their_stretch(start in 700_000..740_000_i64, length in 1..5_000_i64, day in 699_000..746_000_i64) {
            let end = start + length;
            let blocks = blocks("day", start..end);
            prop_assert!(blocks.len() < 80);
            let of_day: Vec<String> = blocks_of("day", day).collect();
            prop_assert_eq!(blocks.iter().any(|block| of_day.contains(block)), (start..end).contains(&day));
        }
    }

    #[test]
    fn a_symbol_is_asked_for_by_its_pair_too() {
        let ask = Ask::new(&Query::parse("biển 07-NQ/TU"), &SearchFilter::default(), Form::Marked);
        assert_eq!(ask.fts5(), r#""07~nq" AND "nq~tu" AND "=biển" AND "=07 =nq =tu""#);
        assert_eq!(ask.tsquery(), "'07~nq' & 'nq~tu' & '=biển' & '=07' & '=nq' & '=tu'");
        assert_eq!(ask.phrases().as_deref(), Some("('=07' <-> '=nq' <-> '=tu')"));
    }

    #[test]
    fn two_words_without_marks_are_their_pair() {
        let query = Query::parse("\"kinh te\"");
        let ask = Ask::new(&query, &SearchFilter::default(), Form::Folded);
        assert_eq!((ask.fts5(), ask.tsquery()), (r#""kinh~te""#.to_owned(), "'kinh~te'".to_owned()));
        assert_eq!(ask.phrases(), None);
        let ask = Ask::new(&query, &SearchFilter::default(), Form::Marked);
        assert_eq!(ask.fts5(), r#""kinh~te" AND "=kinh =te""#);
        assert_eq!(ask.phrases().as_deref(), Some("('=kinh' <-> '=te')"));
    }
}
