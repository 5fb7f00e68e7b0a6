//! How documents come into the index, and out of it.

use super::row::Row;
use super::{Part, postgresql, sqlite};
use crate::StoreError;
use crate::transaction::{Connection, Read, Work, on};
use domain::DocumentId;
use domain::documents::Document;
use sqlx::{query, query_as, query_scalar};
use std::collections::BTreeMap;

const TEXT: &str = "SELECT text FROM document_text WHERE document = $1";
const READ_FROM: &str = "SELECT read_from FROM document_text WHERE document = $1";
const KEPT: &str = "SELECT document, text FROM document_text WHERE document >= $1 AND document <= $2";
const PUT_TEXT: &str = "INSERT INTO document_text (document, read_from, text) VALUES ($1, $2, $3)
    ON CONFLICT (document) DO UPDATE SET read_from = excluded.read_from, text = excluded.text";
const ROWS: &str = "SELECT first_row, pieces FROM search_index_document WHERE document = $1";
const LEAVE: &str = "DELETE FROM search_index_document WHERE document = $1";
const PUT_ROWS: &str = "INSERT INTO search_index_document (document, first_row, pieces)";
const CLEAR: &str = "DELETE FROM search_index_document";
/// Documents that come into the index at once when all do.
const TOGETHER: u32 = 50;

impl Read {
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
        on!(self, c => query(PUT_TEXT)
            .bind(document.id.get())
            .bind(read_from)
            .bind(text)
            .execute(c)
            .await
            .map(drop)?);
        self.put(&[(document, text)]).await
    }

    /// Makes the whole index again from the documents and their texts.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn rebuild_search(&mut self) -> Result<(), StoreError> {
        on!(self, c => query(CLEAR).execute(c).await.map(drop)?);
        match &mut self.connection {
            Connection::Sqlite(transaction) => sqlite::clear(transaction).await?,
            Connection::PostgreSql(transaction) => postgresql::clear(transaction).await?,
        }
        let mut last = DocumentId::new(0);
        loop {
            let documents = self.documents_after(last, TOGETHER).await?;
            let ([first, .., end] | [first @ end]) = &documents[..] else { break };
            last = end.id;
            let texts: Vec<(i64, String)> = on!(self, c => query_as(KEPT)
                .bind(first.id.get()).bind(end.id.get()).fetch_all(c).await?);
            let texts: BTreeMap<i64, String> = texts.into_iter().collect();
            let kept = documents
                .iter()
                .filter_map(|document| Some((document, texts.get(&document.id.get())?.as_str())));
            self.put(&kept.collect::<Vec<_>>()).await?;
        }
        match &mut self.connection {
            Connection::Sqlite(transaction) => sqlite::finish(transaction).await,
            Connection::PostgreSql(transaction) => postgresql::finish(transaction).await,
        }
    }

    /// Puts documents of which the index has nothing into it.
    async fn put(&mut self, documents: &[(&Document, &str)]) -> Result<(), StoreError> {
        let (mut titles, mut texts, mut known) = (Vec::new(), Vec::new(), Vec::new());
        for (document, text) in documents {
            let (title, pieces) = Row::all(document, text);
            known.push((document.id.get(), title.number, count(pieces.len() + 1)));
            titles.push(title);
            texts.extend(pieces);
        }
        for (part, rows) in [(Part::Title, &titles), (Part::Text, &texts)] {
            match &mut self.connection {
                Connection::Sqlite(_) => {
                    self.bulk(sqlite::put(part), 2, rows, |row, values| {
                        values.integer(row.number);
                        values.text(row.fts5());
                    })
                    .await?;
                }
                Connection::PostgreSql(transaction) => postgresql::put(transaction, part, rows).await?,
            }
        }
        self.bulk(PUT_ROWS, 3, &known, |(document, first, pieces), values| {
            values.integer(*document);
            values.integer(*first);
            values.integer(*pieces);
        })
        .await
    }

    async fn leave_index(&mut self, document: DocumentId) -> Result<(), StoreError> {
        let rows: Option<(i64, i64)> =
            on!(self, c => query_as(ROWS).bind(document.get()).fetch_optional(c).await?);
        let Some((first, pieces)) = rows else { return Ok(()) };
        match &mut self.connection {
            Connection::Sqlite(transaction) => sqlite::remove(transaction, first..first + pieces).await?,
            Connection::PostgreSql(transaction) => {
                postgresql::remove(transaction, first..first + pieces).await?;
            }
        }
        on!(self, c => query(LEAVE).bind(document.get()).execute(c).await.map(drop)?);
        Ok(())
    }
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
