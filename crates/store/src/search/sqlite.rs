//! The index in SQLite: FTS5 reads its lists from the latest row on, and stops where there is enough.

use super::Part;
use super::words::Ask;
use crate::StoreError;
use sqlx::{SqliteConnection, query, query_scalar};
use std::ops::Range;

/// Bytes that FTS5 gathers if nothing is said, and when all documents are put into it.
const USUAL: i64 = 1 << 20;
const MUCH: i64 = 64 << 20;

macro_rules! find {
    ($table:literal) => {
        concat!(
            "SELECT rowid FROM ",
            $table,
            " WHERE ",
            $table,
            " MATCH $1 AND rowid >= $2 AND rowid < $3 ORDER BY rowid DESC LIMIT $4"
        )
    };
}

/// The latest rows that answer, at most `limit`.
pub(super) async fn rows(
    connection: &mut SqliteConnection,
    (part, ask): (Part, &Ask),
    range: Range<i64>,
    limit: i64,
) -> Result<Vec<i64>, StoreError> {
    let find = match part {
        Part::Title => find!("search_index_title"),
        Part::Text => find!("search_index_text"),
    };
    let rows = query_scalar(find).bind(ask.fts5()).bind(range.start).bind(range.end).bind(limit);
    Ok(rows.fetch_all(connection).await?)
}

/// Takes the rows with these numbers out: the first is the title's.
pub(super) async fn remove(connection: &mut SqliteConnection, rows: Range<i64>) -> Result<(), StoreError> {
    query("DELETE FROM search_index_title WHERE rowid = $1")
        .bind(rows.start)
        .execute(&mut *connection)
        .await?;
    for row in rows.start + 1..rows.end {
        query("DELETE FROM search_index_text WHERE rowid = $1").bind(row).execute(&mut *connection).await?;
    }
    Ok(())
}

/// The statement that puts rows into a part of the index, up to its columns.
pub(super) const fn put(part: Part) -> &'static str {
    match part {
        Part::Title => "INSERT INTO search_index_title (rowid, terms)",
        Part::Text => "INSERT INTO search_index_text (rowid, terms)",
    }
}

/// Takes all rows out, and makes ready for very many: the index gathers more before it writes.
pub(super) async fn clear(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    for statement in [
        "INSERT INTO search_index_title (search_index_title) VALUES ('delete-all')",
        "INSERT INTO search_index_text (search_index_text) VALUES ('delete-all')",
    ] {
        query(statement).execute(&mut *connection).await?;
    }
    gather(connection, MUCH).await
}

/// Ends what [`clear`] began.
pub(super) async fn finish(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    gather(connection, USUAL).await
}

/// How much the index gathers in memory, in bytes.
async fn gather(connection: &mut SqliteConnection, bytes: i64) -> Result<(), StoreError> {
    for statement in [
        "INSERT INTO search_index_title (search_index_title, rank) VALUES ('hashsize', $1)",
        "INSERT INTO search_index_text (search_index_text, rank) VALUES ('hashsize', $1)",
    ] {
        query(statement).bind(bytes).execute(&mut *connection).await?;
    }
    Ok(())
}
