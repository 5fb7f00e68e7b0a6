//! From which sequence a number comes: Party numbers run per kind through a committee's term, numbers of the State through a year
//! (`domain.md §4`; NĐ 30/2020/NĐ-CP, Điều 15), arrival numbers through a year (NĐ 30, Điều 22).

use crate::span::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// When numbers begin again at one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Restart {
    /// Each 1 January.
    Year,
    /// With each term of the committee.
    Term,
}

/// A term of a committee: `2025 - 2030`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// What it is called: `2025 - 2030`.
    pub name: String,
    /// Its days.
    pub span: Span,
}

/// The terms of a committee, none of which meet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Terms(Vec<Term>);

/// Why terms cannot stand together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TermsError {
    /// A term has no day.
    #[error("the term {0} ends before it begins")]
    Empty(String),
    /// Two terms have a day in common.
    #[error("the terms {0} and {1} have days in common")]
    Meet(String, String),
}

impl Terms {
    /// These terms, in the order of their days.
    ///
    /// # Errors
    /// [`TermsError`] where two meet or one is empty.
    pub fn new(mut terms: Vec<Term>) -> Result<Self, TermsError> {
        terms.sort_by_key(|term| term.span);
        if let Some(empty) = terms.iter().find(|term| term.span.is_empty()) {
            return Err(TermsError::Empty(empty.name.clone()));
        }
        for pair in terms.windows(2) {
            if pair[0].span.meets(&pair[1].span) {
                return Err(TermsError::Meet(pair[0].name.clone(), pair[1].name.clone()));
            }
        }
        Ok(Self(terms))
    }

    /// The term of a day.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&Term> {
        self.0.iter().find(|term| term.span.contains(day))
    }

    /// All of them, the oldest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Term> {
        self.0.iter()
    }
}

/// How long a sequence runs. As text `2026` or `since 2025-09-26`: the first day of a term is its name, whatever people call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cycle {
    /// A year.
    Year(i16),
    /// The term that began on this day.
    Term(Date),
}

/// No term is known for the day: somebody has to enter it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no term of the committee is known for {day}")]
pub struct NoTerm {
    /// The day of the document.
    pub day: Date,
}

impl Cycle {
    /// The cycle in which `day` lies.
    ///
    /// # Errors
    /// [`NoTerm`] where numbers run through terms and none is known for the day.
    pub fn of(restart: Restart, day: Date, terms: &Terms) -> Result<Self, NoTerm> {
        match restart {
            Restart::Year => Ok(Self::Year(day.year())),
            Restart::Term => terms.on(day).map(|term| Self::Term(term.span.from)).ok_or(NoTerm { day }),
        }
    }
}

impl fmt::Display for Cycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => year.fmt(f),
            Self::Term(from) => write!(f, "since {from}"),
        }
    }
}

/// Why a text is no cycle or series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of a sequence")]
pub struct NotASequence;

impl FromStr for Cycle {
    type Err = NotASequence;

    fn from_str(text: &str) -> Result<Self, NotASequence> {
        match text.strip_prefix("since ") {
            Some(day) => day.parse().map(Self::Term).map_err(|_| NotASequence),
            None => text.parse().map(Self::Year).map_err(|_| NotASequence),
        }
    }
}

/// What is numbered together in one register. As text `arrival` or `kind nghị quyết`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// Everything that comes in (số đến).
    Arrival,
    /// What goes out of one kind, by the name of the kind: `nghị quyết`.
    Kind(String),
}

impl Series {
    /// In addresses and forms: `arrival`, or the name of the kind.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Arrival => "arrival",
            Self::Kind(name) => name,
        }
    }

    /// The series with that [`Self::name`].
    #[must_use]
    pub fn named(name: &str) -> Self {
        if name == "arrival" { Self::Arrival } else { Self::Kind(name.to_owned()) }
    }
}

impl fmt::Display for Series {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Arrival => f.write_str("arrival"),
            Self::Kind(name) => write!(f, "kind {name}"),
        }
    }
}

impl FromStr for Series {
    type Err = NotASequence;

    fn from_str(text: &str) -> Result<Self, NotASequence> {
        match text.split_once(' ') {
            None if text == "arrival" => Ok(Self::Arrival),
            Some(("kind", name)) if !name.is_empty() => Ok(Self::Kind(name.to_owned())),
            _ => Err(NotASequence),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn term(name: &str, from: Date, to: Option<Date>) -> Term {
        Term { name: name.to_owned(), span: Span { from, to } }
    }

    #[test]
    fn a_day_has_one_cycle() {
        let congress = date(2025, 9, 26);
        let terms = Terms::new(vec![
            term("2025 - 2030", congress, None),
            term("2020 - 2025", date(2020, 10, 14), Some(congress)),
        ])
        .unwrap();
        let cycle = |day| Cycle::of(Restart::Term, day, &terms);
        assert_eq!(cycle(date(2025, 9, 25)), Ok(Cycle::Term(date(2020, 10, 14))));
        assert_eq!(cycle(congress), Ok(Cycle::Term(congress)));
        assert_eq!(cycle(date(2019, 1, 1)), Err(NoTerm { day: date(2019, 1, 1) }));
        assert_eq!(Cycle::of(Restart::Year, date(2019, 1, 1), &terms), Ok(Cycle::Year(2019)));
    }

    #[test]
    fn terms_do_not_meet() {
        let a = term("a", date(2020, 1, 1), None);
        let b = term("b", date(2025, 1, 1), None);
        assert_eq!(Terms::new(vec![b, a]), Err(TermsError::Meet("a".to_owned(), "b".to_owned())));
        let empty = term("c", date(2020, 1, 1), Some(date(2020, 1, 1)));
        assert_eq!(Terms::new(vec![empty]), Err(TermsError::Empty("c".to_owned())));
    }

    #[test]
    fn texts_read_back() {
        for cycle in [Cycle::Year(2026), Cycle::Term(date(2025, 9, 26))] {
            assert_eq!(cycle.to_string().parse(), Ok(cycle));
        }
        for series in [Series::Arrival, Series::Kind("nghị quyết".to_owned())] {
            assert_eq!(series.to_string().parse(), Ok(series.clone()));
            assert_eq!(Series::named(series.name()), series);
        }
        assert_eq!("kind ".parse::<Series>(), Err(NotASequence));
        assert_eq!("since then".parse::<Cycle>(), Err(NotASequence));
    }
}
