//! Words in the two languages of the engines.

use super::SearchFilter;
use domain::documents::{Document, State};
use domain::search::{Form, Query, Word, pieces};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The facet of the piece that holds the title.
const TITLE: &str = "title";

/// What is asked of the index. Words are letters and figures only, so that none has a meaning in a language of queries.
pub(super) struct Ask {
    form: Form,
    terms: Vec<Vec<String>>,
    /// Each is one of several facets.
    facets: Vec<Vec<String>>,
}

impl Ask {
    pub(super) fn new(query: &Query, filter: &SearchFilter, (form, title): (Form, bool)) -> Self {
        let words = |term: &Vec<Word>| term.iter().map(|word| word.in_form(form).to_owned()).collect();
        let mut facets = Vec::new();
        if !filter.units.is_empty() {
            facets.push(filter.units.iter().map(|unit| format!("unit{unit}")).collect());
        }
        facets.extend(filter.direction.map(|direction| vec![direction.code().to_owned()]));
        if !filter.kinds.is_empty() {
            facets.push(filter.kinds.iter().map(|kind| kind_facet(kind)).collect());
        }
        if !filter.states.is_empty() {
            facets.push(filter.states.iter().map(|state| state_facet(*state)).collect());
        }
        // All words of the issuer, each a facet of its own.
        facets.extend(issuer_facets(&filter.issuer).map(|word| vec![word]));
        if title {
            facets.push(vec![TITLE.to_owned()]);
        }
        Self { form, terms: query.terms().iter().map(words).collect(), facets }
    }

    /// `folded : "kinh te" AND facets : (incoming)`.
    pub(super) fn fts5(&self) -> String {
        let column = match self.form {
            Form::Marked => "marked",
            Form::Folded => "folded",
        };
        let terms = self.terms.iter().map(|term| format!("{column} : \"{}\"", term.join(" ")));
        let facets = self.facets.iter().map(|facets| format!("facets : ({})", facets.join(" OR ")));
        terms.chain(facets).collect::<Vec<_>>().join(" AND ")
    }

    /// `('kinh' <-> 'te') & ('#incoming')`.
    pub(super) fn tsquery(&self) -> String {
        let sign = sign(self.form);
        let quoted = |sign: &str, words: &[String], between: &str| {
            let words: Vec<String> = words.iter().map(|word| format!("'{sign}{word}'")).collect();
            format!("({})", words.join(between))
        };
        let terms = self.terms.iter().map(|term| quoted(sign, term, " <-> "));
        let facets = self.facets.iter().map(|facets| quoted("#", facets, " | "));
        terms.chain(facets).collect::<Vec<_>>().join(" & ")
    }
}

fn sign(form: Form) -> &'static str {
    match form {
        Form::Marked => "=",
        Form::Folded => "",
    }
}

fn kind_facet(kind: &str) -> String {
    let words = domain::search::words(kind).map(|word| word.marked);
    format!("kind{}", words.collect::<String>())
}

fn state_facet(state: State) -> String {
    format!("state{}", state.code())
}

fn issuer_facets(issuer: &str) -> impl Iterator<Item = String> + '_ {
    domain::search::words(issuer).map(|word| format!("issuer{}", word.folded))
}

/// A row of the index before it is written.
pub(super) struct Row {
    words: Vec<Word>,
    facets: Vec<String>,
}

impl Row {
    /// The rows of a document, at most `limit` after the title.
    pub(super) fn all(document: &Document, text: &str, limit: usize) -> Vec<Self> {
        let mut facets = vec![format!("unit{}", document.unit), document.direction.code().to_owned()];
        facets.extend(document.fields.kind.as_deref().map(kind_facet));
        facets.push(state_facet(document.state));
        facets.extend(issuer_facets(document.fields.issuer.as_deref().unwrap_or_default()));
        let mut of_title = facets.clone();
        of_title.push(TITLE.to_owned());
        // A title has the length of a field: one piece.
        let words = pieces(&document.title()).into_iter().next().map(|piece| piece.words).unwrap_or_default();
        let body = pieces(text).into_iter().take(limit);
        let body = body.map(|piece| Self { words: piece.words, facets: facets.clone() });
        std::iter::once(Self { words, facets: of_title }).chain(body).collect()
    }

    pub(super) fn words(&self, form: Form) -> String {
        self.words.iter().map(|word| word.in_form(form)).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn facets(&self) -> String {
        self.facets.join(" ")
    }

    /// `'kinh':1,5 '=kinh':1,5 '#incoming'`.
    pub(super) fn tsvector(&self) -> String {
        let mut text = String::with_capacity(self.words.len() * 12);
        for form in [Form::Folded, Form::Marked] {
            let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
            for (place, word) in (1..).zip(&self.words) {
                places.entry(word.in_form(form)).or_default().push(place);
            }
            for (word, places) in places {
                let _ = write!(text, "'{}{word}':", sign(form));
                for (index, place) in places.iter().enumerate() {
                    let _ = write!(text, "{}{place}", if index == 0 { "" } else { "," });
                }
                text.push(' ');
            }
        }
        for facet in &self.facets {
            let _ = write!(text, "'#{facet}' ");
        }
        text
    }
}
