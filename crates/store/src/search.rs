//! The index of the search, and what it finds: the same on both engines, since words, pieces and their order are made here.
//!
//! A row of the index is a piece of a document. Its number is the day of the document, its id and the number of the piece, so that
//! the latest come first by the number alone and a list goes on where it ended. The piece 0 holds the title: subject, symbol,
//! issuer. What is found first by title, then by text, each with the same marks first, is the order.

mod words;

use crate::StoreError;
use crate::transaction::{Connection, Read, Work, on};
use domain::documents::{Direction, Document, State};
use domain::search::{Form, Query};
use domain::{DocumentId, UnitId};
use jiff::civil::Date;
use sqlx::{query, query_scalar};
use std::fmt;
use std::str::FromStr;
use words::{Ask, Row};

const FTS5: &str = "SELECT rowid FROM search_index WHERE search_index MATCH $1 AND rowid >= $2 AND rowid < $3
    ORDER BY rowid DESC LIMIT $4";
/// Words that many texts have are found among the latest at once; what the latest do not have is rare enough for the index. Which of
/// the two it is, no statistics need to guess.
const LATEST: &str = "SELECT id FROM (
        SELECT id, terms FROM search_index WHERE id >= $2 AND id < $3 ORDER BY id DESC LIMIT 200) AS latest
    WHERE terms @@ $1::tsquery ORDER BY id DESC LIMIT $4";
const INDEXED: &str = "WITH found AS MATERIALIZED (
        SELECT id FROM search_index WHERE terms @@ $1::tsquery AND id >= $2 AND id < $3)
    SELECT id FROM found ORDER BY id DESC LIMIT $4";
const ONE: &str = "SELECT COUNT(*) FROM (SELECT 1 FROM search_index WHERE search_index MATCH $1
    AND rowid >= $2 AND rowid < $3 LIMIT 1) AS one";
const ONE_POSTGRESQL: &str =
    "SELECT COUNT(*) FROM search_index WHERE terms @@ $1::tsquery AND id >= $2 AND id < $3";
const TEXT: &str = "SELECT text FROM document_text WHERE document = $1";
const READ_FROM: &str = "SELECT read_from FROM document_text WHERE document = $1";
const KEPT: &str = "SELECT read_from, text FROM document_text WHERE document = $1";
const PUT_TEXT: &str = "INSERT INTO document_text (document, read_from, text) VALUES ($1, $2, $3)
    ON CONFLICT (document) DO UPDATE SET read_from = excluded.read_from, text = excluded.text";
const ROWS: &str = "SELECT first_row, pieces FROM search_index_document WHERE document = $1";
const PUT_ROWS: &str = "INSERT INTO search_index_document (document, first_row, pieces) VALUES ($1, $2, $3)
    ON CONFLICT (document) DO UPDATE SET first_row = excluded.first_row, pieces = excluded.pieces";
const CLEAR: [&str; 2] = ["DELETE FROM search_index", "DELETE FROM search_index_document"];

/// Bits of the number of a row that say the piece.
const PIECE_BITS: u32 = 10;
/// Bits that say the document.
const DOCUMENT_BITS: u32 = 30;
/// The most pieces of a document that are looked through: some 20,000 pages.
const PIECES: usize = (1 << PIECE_BITS) - 1;

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

/// In which form and where words are looked for, the best first.
const TIERS: [(Form, bool); 4] =
    [(Form::Marked, true), (Form::Marked, false), (Form::Folded, true), (Form::Folded, false)];

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
        let mut hits = Vec::new();
        if query.is_empty() {
            return Ok(hits);
        }
        let from = filter.from.map_or(0, |day| row_of(day, 0, 0));
        let to = filter.to.map_or(i64::MAX, |day| row_of(day, 0, 0));
        // Without marks, a text with other marks is as good as one with none.
        let tiers = if query.has_marks() { &TIERS[..] } else { &TIERS[2..] };
        let asks: Vec<Ask> = tiers.iter().map(|tier| Ask::new(query, filter, *tier)).collect();
        for (tier, ask) in asks.iter().enumerate().skip(after.map_or(0, |end| end.tier)) {
            let mut before = after.filter(|end| end.tier == tier).map_or(to, |end| end.row.min(to));
            while hits.len() < limit {
                let rows = self.rows(ask, from, before, limit).await?;
                for &row in &rows {
                    let (start, end) = rows_around(row);
                    // The other pieces of this one were passed over with it.
                    if end <= before {
                        before = start;
                        let mut better = false;
                        for earlier in &asks[..tier] {
                            better = better || self.any(earlier, start, end).await?;
                        }
                        if !better && hits.len() < limit {
                            let document = DocumentId::new((row >> PIECE_BITS) & ((1 << DOCUMENT_BITS) - 1));
                            hits.push(Hit { document, end: SearchEnd { tier, row: start } });
                        }
                    }
                }
                if rows.len() < limit {
                    break;
                }
            }
        }
        Ok(hits)
    }

    /// The text of a document that the search looks through.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn document_text(&mut self, document: DocumentId) -> Result<Option<String>, StoreError> {
        Ok(on!(self, c => query_scalar(TEXT).bind(document.get()).fetch_optional(c).await?))
    }

    /// The file that this text was read from.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn document_read_from(&mut self, document: DocumentId) -> Result<Option<i64>, StoreError> {
        let file: Option<Option<i64>> =
            on!(self, c => query_scalar(READ_FROM).bind(document.get()).fetch_optional(c).await?);
        Ok(file.flatten())
    }

    /// The latest rows that answer, from `from` to before `before`.
    async fn rows(
        &mut self,
        ask: &Ask,
        from: i64,
        before: i64,
        limit: usize,
    ) -> Result<Vec<i64>, StoreError> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        match &mut self.connection {
            Connection::Sqlite(transaction) => Ok(query_scalar(FTS5)
                .bind(ask.fts5())
                .bind(from)
                .bind(before)
                .bind(limit)
                .fetch_all(&mut **transaction)
                .await?),
            Connection::PostgreSql(transaction) => {
                let ask = ask.tsquery();
                for statement in [LATEST, INDEXED] {
                    let rows: Vec<i64> = query_scalar(statement)
                        .bind(&ask)
                        .bind(from)
                        .bind(before)
                        .bind(limit)
                        .fetch_all(&mut **transaction)
                        .await?;
                    if statement == INDEXED || i64::try_from(rows.len()).is_ok_and(|found| found == limit) {
                        return Ok(rows);
                    }
                }
                Ok(Vec::new())
            }
        }
    }

    async fn any(&mut self, ask: &Ask, from: i64, before: i64) -> Result<bool, StoreError> {
        let count: i64 = match &mut self.connection {
            Connection::Sqlite(transaction) => {
                query_scalar(ONE)
                    .bind(ask.fts5())
                    .bind(from)
                    .bind(before)
                    .fetch_one(&mut **transaction)
                    .await?
            }
            Connection::PostgreSql(transaction) => {
                query_scalar(ONE_POSTGRESQL)
                    .bind(ask.tsquery())
                    .bind(from)
                    .bind(before)
                    .fetch_one(&mut **transaction)
                    .await?
            }
        };
        Ok(count > 0)
    }
}

impl Work {
    /// Puts a document and its text, read from the file `read_from`, into the index, in place of what the index has of it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn index_document(
        &mut self,
        document: &Document,
        text: &str,
        read_from: Option<i64>,
    ) -> Result<(), StoreError> {
        self.leave_index(document.id).await?;
        let rows = Row::all(document, text, PIECES);
        let first = row_of(document.day(), document.id.get(), 0);
        for (row, number) in rows.iter().zip(first..) {
            match &mut self.connection {
                Connection::Sqlite(transaction) => {
                    query("INSERT INTO search_index (rowid, folded, marked, facets) VALUES ($1, $2, $3, $4)")
                        .bind(number)
                        .bind(row.words(Form::Folded))
                        .bind(row.words(Form::Marked))
                        .bind(row.facets())
                        .execute(&mut **transaction)
                        .await?;
                }
                Connection::PostgreSql(transaction) => {
                    query("INSERT INTO search_index (id, terms) VALUES ($1, $2::tsvector)")
                        .bind(number)
                        .bind(row.tsvector())
                        .execute(&mut **transaction)
                        .await?;
                }
            }
        }
        on!(self, c => query(PUT_TEXT)
            .bind(document.id.get())
            .bind(read_from)
            .bind(text)
            .execute(c)
            .await
            .map(drop)?);
        on!(self, c => query(PUT_ROWS)
            .bind(document.id.get())
            .bind(first)
            .bind(i64::try_from(rows.len()).unwrap_or_default())
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// Makes the whole index again from the documents and their texts.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn rebuild_search(&mut self) -> Result<(), StoreError> {
        for statement in CLEAR {
            on!(self, c => query(statement).execute(c).await.map(drop)?);
        }
        let mut last = DocumentId::new(0);
        loop {
            let documents = self.documents_after(last, 200).await?;
            let Some(end) = documents.last() else { return Ok(()) };
            last = end.id;
            for document in &documents {
                let kept: Option<(Option<i64>, String)> = on!(self, c => sqlx::query_as(KEPT)
                    .bind(document.id.get()).fetch_optional(c).await?);
                if let Some((read_from, text)) = kept {
                    self.index_document(document, &text, read_from).await?;
                }
            }
        }
    }

    async fn leave_index(&mut self, document: DocumentId) -> Result<(), StoreError> {
        let rows: Option<(i64, i64)> =
            on!(self, c => sqlx::query_as(ROWS).bind(document.get()).fetch_optional(c).await?);
        let Some((first, pieces)) = rows else { return Ok(()) };
        match &mut self.connection {
            Connection::Sqlite(transaction) => {
                for row in first..first + pieces {
                    query("DELETE FROM search_index WHERE rowid = $1")
                        .bind(row)
                        .execute(&mut **transaction)
                        .await?;
                }
            }
            Connection::PostgreSql(transaction) => {
                query("DELETE FROM search_index WHERE id >= $1 AND id < $2")
                    .bind(first)
                    .bind(first + pieces)
                    .execute(&mut **transaction)
                    .await?;
            }
        }
        Ok(())
    }
}

/// The number of a row.
fn row_of(day: Date, document: i64, piece: i64) -> i64 {
    let days = (day - Date::constant(1, 1, 1)).get_days().max(0);
    (i64::from(days) << (DOCUMENT_BITS + PIECE_BITS)) | (document << PIECE_BITS) | piece
}

/// The numbers of all rows of the document of `row`.
fn rows_around(row: i64) -> (i64, i64) {
    let start = row >> PIECE_BITS << PIECE_BITS;
    (start, start + (1 << PIECE_BITS))
}
