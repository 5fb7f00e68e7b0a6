//! The index in PostgreSQL. GIN knows which rows have a word and nothing of their order, so that it is asked for stretches of days, the
//! latest first, each as long as it takes by what the one before it held: the words and the blocks of days go through the index together.

use super::Part;
use super::row::{Row, day_of, first_of_number};
use super::words::{Ask, Day};
use crate::StoreError;
use sqlx::{PgConnection, query, query_as, query_scalar};
use std::ops::Range;

/// The rows of the first stretch.
const FIRST: i64 = 512;
/// How much longer the next one is at most; where nothing was found, so much more.
const LONGER: i64 = 8;
const MUCH_LONGER: i64 = 64;

struct Statements {
    find: &'static str,
    latest: &'static str,
    put: &'static str,
    clear: &'static str,
    drop_index: &'static str,
    make_index: &'static str,
}

macro_rules! statements {
    ($table:literal) => {
        Statements {
            // By id, the planner would go through the rows one by one.
            find: concat!(
                "WITH found AS MATERIALIZED (SELECT id FROM ",
                $table,
                " WHERE terms @@ $1::tsquery AND id + 0 >= $2 AND id + 0 < $3)
                SELECT id FROM found ORDER BY id DESC LIMIT $4"
            ),
            latest: concat!(
                "SELECT MAX(id), MIN(id), COUNT(*) FROM (SELECT id FROM ",
                $table,
                " WHERE id >= $1 AND id < $2 ORDER BY id DESC LIMIT $3) AS latest"
            ),
            put: concat!(
                "INSERT INTO ",
                $table,
                " (id, terms) SELECT id, terms::tsvector FROM UNNEST($1::bigint[], $2::text[]) AS new (id, terms)"
            ),
            clear: concat!("TRUNCATE ", $table),
            drop_index: concat!("DROP INDEX IF EXISTS ", $table, "_terms"),
            make_index: concat!(
                "CREATE INDEX ",
                $table,
                "_terms ON ",
                $table,
                " USING gin (terms) WITH (fastupdate = off)"
            ),
        }
    };
}

const TITLE: Statements = statements!("search_index_title");
const TEXT: Statements = statements!("search_index_text");

fn statements(part: Part) -> &'static Statements {
    match part {
        Part::Title => &TITLE,
        Part::Text => &TEXT,
    }
}

/// Whether tables may be read from end to end. The planner takes a row of the index for short, and would rather look at all of them.
pub(super) async fn plan_scans(connection: &mut PgConnection, may: bool) -> Result<(), StoreError> {
    let set = "SELECT set_config('enable_seqscan', $1, true)";
    query(set).bind(if may { "on" } else { "off" }).execute(connection).await?;
    Ok(())
}

/// The latest rows that answer, at most `limit`.
pub(super) async fn rows(
    connection: &mut PgConnection,
    (part, ask): (Part, &Ask),
    range: Range<i64>,
    limit: i64,
) -> Result<Vec<i64>, StoreError> {
    let latest: (Option<i64>, Option<i64>, i64) = query_as(statements(part).latest)
        .bind(range.start)
        .bind(range.end)
        .bind(FIRST)
        .fetch_one(&mut *connection)
        .await?;
    let (Some(last), Some(first), FIRST) = latest else {
        return all(connection, (part, ask), range, limit).await;
    };
    let mut found: Vec<i64> = Vec::new();
    let (mut end, mut rows_end) = (day_of(last) + 1, range.end);
    let after_all = end;
    let mut length = end - day_of(first);
    loop {
        let start = end - length;
        let rows_start = first_of_number(start).max(range.start);
        let stretch = rows_start..rows_end;
        let missing = limit - count(&found);
        // Without a first day there are no blocks that would make the search shorter.
        let rows = if range.start == 0 && rows_start == 0 {
            all(connection, (part, ask), stretch, missing).await?
        } else {
            all(connection, (part, &ask.on(day_of(rows_start)..end)), stretch, missing).await?
        };
        found.extend(rows);
        if count(&found) >= limit || rows_start == range.start {
            return Ok(found);
        }
        (end, rows_end) = (start, rows_start);
        length = next_length(after_all - start, limit, count(&found)).min(end);
    }
}

fn count(rows: &[i64]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}

/// How many days may hold what is missing, if they are as those before.
fn next_length(seen: Day, wanted: i64, found: i64) -> Day {
    if found == 0 {
        return seen * MUCH_LONGER;
    }
    // A half more: otherwise a little would often be missing.
    (seen * (wanted - found) * 3 / (found * 2)).clamp(1, seen * LONGER)
}

/// The latest rows that answer in a stretch that is looked at as one.
pub(super) async fn all(
    connection: &mut PgConnection,
    (part, ask): (Part, &Ask),
    range: Range<i64>,
    limit: i64,
) -> Result<Vec<i64>, StoreError> {
    let rows = query_scalar(statements(part).find).bind(ask.tsquery());
    Ok(rows.bind(range.start).bind(range.end).bind(limit).fetch_all(connection).await?)
}

/// Puts rows into a part of the index.
pub(super) async fn put(connection: &mut PgConnection, part: Part, rows: &[Row]) -> Result<(), StoreError> {
    let numbers: Vec<i64> = rows.iter().map(|row| row.number).collect();
    let terms: Vec<String> = rows.iter().map(Row::tsvector).collect();
    query(statements(part).put).bind(numbers).bind(terms).execute(connection).await?;
    Ok(())
}

/// Takes the rows with these numbers out.
pub(super) async fn remove(connection: &mut PgConnection, rows: Range<i64>) -> Result<(), StoreError> {
    for part in [
        "DELETE FROM search_index_title WHERE id >= $1 AND id < $2",
        "DELETE FROM search_index_text WHERE id >= $1 AND id < $2",
    ] {
        query(part).bind(rows.start).bind(rows.end).execute(&mut *connection).await?;
    }
    Ok(())
}

/// Takes all rows out, and the index over them: it is made faster in one go.
pub(super) async fn clear(connection: &mut PgConnection) -> Result<(), StoreError> {
    for part in Part::ALL {
        for statement in [statements(part).clear, statements(part).drop_index] {
            query(statement).execute(&mut *connection).await?;
        }
    }
    Ok(())
}

/// Makes the index over all rows.
pub(super) async fn finish(connection: &mut PgConnection) -> Result<(), StoreError> {
    query("SELECT set_config('maintenance_work_mem', '256MB', true)").execute(&mut *connection).await?;
    for part in Part::ALL {
        query(statements(part).make_index).execute(&mut *connection).await?;
    }
    Ok(())
}
