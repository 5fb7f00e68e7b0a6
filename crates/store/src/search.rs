//! The index of the search, and what it finds: the same on both engines, since words, pieces and their order are made here.
//!
//! A row of the index is a title (subject, symbol, issuer) or a piece of a text. Its number is the day of the document, its id and the
//! number of the piece, so that the latest come first by the number alone and a list goes on where it ended. What is found first by
//! title, then by text, each with the same marks first, is the order.

mod index;
mod postgresql;
mod row;
mod sqlite;
mod words;

use crate::StoreError;
use crate::transaction::{Connection, Read};
use domain::documents::{Direction, State};
use domain::search::{Form, Query};
use domain::{DocumentId, UnitId};
use jiff::civil::Date;
use postgresql::Latest;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::str::FromStr;
use words::Ask;

/// Among which documents is searched.
#[derive(Debug, Clone, Default)]
pub struct SearchFilter {
    /// In the registers of these units; in all of them where there is none.
    pub units: Vec<UnitId>,
    /// Which way they go.
    pub direction: Option<Direction>,
    /// Names of their kinds; none: all.
    pub kinds: Vec<String>,
    /// How far they have come; none: all.
    pub states: Vec<State>,
    /// Only those that were due before this day and are not done.
    pub late_on: Option<Date>,
    /// Words that the name of the issuer has; empty: all.
    pub issuer: String,
    /// The first day.
    pub from: Option<Date>,
    /// The first day that is no longer meant.
    pub to: Option<Date>,
}

/// Where a list ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchEnd {
    tier: usize,
    row: i64,
}

impl fmt::Display for SearchEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.tier, self.row)
    }
}

/// Why a text does not say where a list ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the end of a list is two numbers with a dot between")]
pub struct NotAnEnd;

impl FromStr for SearchEnd {
    type Err = NotAnEnd;

    fn from_str(text: &str) -> Result<Self, NotAnEnd> {
        let (tier, row) = text.split_once('.').ok_or(NotAnEnd)?;
        Ok(Self { tier: tier.parse().map_err(|_| NotAnEnd)?, row: row.parse().map_err(|_| NotAnEnd)? })
    }
}

/// A document that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which.
    pub document: DocumentId,
    /// Where the list goes on after it.
    pub end: SearchEnd,
}

/// The two parts of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Title,
    Text,
}

impl Part {
    const ALL: [Self; 2] = [Self::Title, Self::Text];
}

/// In which form and where words are looked for, the best first.
const TIERS: [(Form, Part); 4] = [
    (Form::Marked, Part::Title),
    (Form::Marked, Part::Text),
    (Form::Folded, Part::Title),
    (Form::Folded, Part::Text),
];
/// Documents of which one question asks.
const TOGETHER: usize = 50;

impl Read {
    /// At most `limit` documents in which all terms of `query` are, the best first, after the `end` of an earlier list.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn search(
        &mut self,
        query: &Query,
        filter: &SearchFilter,
        after: Option<SearchEnd>,
        limit: usize,
    ) -> Result<Vec<Hit>, StoreError> {
        let mut hits: Vec<Hit> = Vec::new();
        if query.is_empty() {
            return Ok(hits);
        }
        let from = filter.from.map_or(0, row::first_of);
        let to = filter.to.map_or(i64::MAX, row::first_of);
        let latest = match &mut self.connection {
            Connection::Sqlite(_) => None,
            Connection::PostgreSql(transaction) => match postgresql::begin(transaction, from..to).await? {
                Some(latest) => Some(latest),
                None => return Ok(hits),
            },
        };
        // Without marks, a text with other marks is as good as one with none.
        let tiers = if query.has_marks() { &TIERS[..] } else { &TIERS[2..] };
        let asks: Vec<(Part, Ask)> =
            tiers.iter().map(|(form, part)| (*part, Ask::new(query, filter, *form))).collect();
        for (tier, ask) in asks.iter().enumerate().skip(after.map_or(0, |end| end.tier)) {
            let mut before = after.filter(|end| end.tier == tier).map_or(to, |end| end.row.min(to));
            while hits.len() < limit {
                let rows = self.rows(ask, latest, from..before, limit).await?;
                // Of several pieces of a document one counts.
                let mut starts: Vec<i64> = rows.iter().map(|row| row::around(*row).start).collect();
                starts.dedup();
                let known: BTreeSet<i64> = hits.iter().map(|hit| hit.end.row).collect();
                before = starts.last().copied().unwrap_or(before);
                starts.retain(|start| !known.contains(start));
                let better = self.in_any(&asks[..tier], &starts).await?;
                let new = starts.iter().copied().filter(|start| !better.contains(start));
                let hit = |row| Hit { document: row::document_of(row), end: SearchEnd { tier, row } };
                hits.extend(new.map(hit).take(limit - hits.len()));
                if rows.len() < limit {
                    break;
                }
            }
        }
        Ok(hits)
    }

    /// The latest rows that answer.
    async fn rows(
        &mut self,
        (part, ask): &(Part, Ask),
        latest: Option<Latest>,
        range: Range<i64>,
        limit: usize,
    ) -> Result<Vec<i64>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        match (&mut self.connection, latest) {
            (Connection::Sqlite(transaction), _) => {
                sqlite::rows(transaction, (*part, ask), range, limit).await
            }
            (Connection::PostgreSql(transaction), Some(latest)) => {
                postgresql::rows(transaction, (*part, ask), (latest, range), limit).await
            }
            (Connection::PostgreSql(_), None) => Ok(Vec::new()),
        }
    }

    /// Which of these documents answer to one of the questions; documents are known by the first of their rows.
    async fn in_any(&mut self, asks: &[(Part, Ask)], starts: &[i64]) -> Result<BTreeSet<i64>, StoreError> {
        let mut found = BTreeSet::new();
        for (part, ask) in asks {
            for starts in starts.chunks(TOGETHER) {
                let ([first, .., last] | [first @ last]) = starts else { continue };
                let range = row::around((*first).min(*last)).start..row::around((*first).max(*last)).end;
                let documents: Vec<DocumentId> = starts.iter().map(|row| row::document_of(*row)).collect();
                let ask = ask.of(&documents);
                let rows = match &mut self.connection {
                    Connection::Sqlite(transaction) => {
                        sqlite::rows(transaction, (*part, &ask), range, i64::MAX).await?
                    }
                    Connection::PostgreSql(transaction) => {
                        postgresql::all(transaction, (*part, &ask), range).await?
                    }
                };
                found.extend(rows.into_iter().map(|row| row::around(row).start));
            }
        }
        Ok(found)
    }
}
