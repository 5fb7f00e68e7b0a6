//! The index in PostgreSQL. GIN knows which rows have a word and nothing of their order, so that it is asked for stretches of days, the
//! latest first, each longer than the one before it: the words and the blocks of days go through the index together. One statement has
//! all stretches, and PostgreSQL ends it with the stretch that fills the list.

use super::Part;
use super::row::{Row, day_of, first_of_number};
use super::words::{Ask, Day};
use crate::StoreError;
use sqlx::{AssertSqlSafe, PgConnection, query, query_as, query_scalar};
use std::ops::Range;

/// The documents of the first stretch.
const FIRST: i64 = 512;
/// How much longer the next one is, and how many there are at most.
const LONGER: Day = 8;
const MOST: usize = 4;
/// The planner takes a row of the index for short, and would rather look at all of them; it may not, until this reading ends. And how
/// many days the latest documents fill.
const BEGIN: &str = "SELECT set_config('enable_seqscan', 'off', true), MAX(id), MIN(id), COUNT(*)
    FROM (SELECT id FROM search_index_title WHERE id >= $1 AND id < $2 ORDER BY id DESC LIMIT $3) AS latest";

struct Statements {
    find: &'static str,
    put: &'static str,
    clear: &'static str,
    drop_index: &'static str,
    make_index: &'static str,
}

macro_rules! statements {
    ($table:literal) => {
        Statements {
            find: concat!("SELECT id FROM ", $table, " WHERE terms @@ "),
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

/// Where the latest documents stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Latest {
    /// The day after the last.
    end: Day,
    /// The days on which the latest are; none where there are few documents in all.
    days: Option<Day>,
}

/// Makes ready for asking; none where there is no document.
pub(super) async fn begin(
    connection: &mut PgConnection,
    range: Range<i64>,
) -> Result<Option<Latest>, StoreError> {
    let (_, last, first, count): (String, Option<i64>, Option<i64>, i64) =
        query_as(BEGIN).bind(range.start).bind(range.end).bind(FIRST).fetch_one(connection).await?;
    let (Some(last), Some(first)) = (last, first) else { return Ok(None) };
    let end = day_of(last) + 1;
    Ok(Some(Latest { end, days: (count == FIRST).then_some(end - day_of(first)) }))
}

/// A stretch of rows, and the days on which they are where that makes it shorter to look.
type Stretch = (Range<i64>, Option<Range<Day>>);

impl Latest {
    /// `range`, cut into stretches, the latest first.
    fn stretches(self, range: Range<i64>) -> Vec<Stretch> {
        let Some(mut length) = self.days else { return vec![(range, None)] };
        let mut all = Vec::new();
        let (mut end, mut rows_end) = (self.end.min(day_of(range.end) + 1), range.end);
        loop {
            let start = if all.len() + 1 == MOST { 0 } else { (end - length).max(0) };
            let rows_start = first_of_number(start).max(range.start);
            let days = (rows_start > 0).then(|| day_of(rows_start)..end.max(day_of(rows_start)));
            all.push((rows_start..rows_end, days));
            if rows_start == range.start {
                return all;
            }
            (end, rows_end, length) = (start, rows_start, length * LONGER);
        }
    }
}

/// The latest rows that answer, at most `limit`.
pub(super) async fn rows(
    connection: &mut PgConnection,
    ask: (Part, &Ask),
    (latest, range): (Latest, Range<i64>),
    limit: i64,
) -> Result<Vec<i64>, StoreError> {
    in_order(connection, ask, latest.stretches(range), limit).await
}

/// All rows of these that answer.
pub(super) async fn all(
    connection: &mut PgConnection,
    ask: (Part, &Ask),
    range: Range<i64>,
) -> Result<Vec<i64>, StoreError> {
    in_order(connection, ask, vec![(range, None)], i64::MAX).await
}

async fn in_order(
    connection: &mut PgConnection,
    (part, ask): (Part, &Ask),
    stretches: Vec<Stretch>,
    limit: i64,
) -> Result<Vec<i64>, StoreError> {
    let find = statements(part).find;
    let phrases = ask.phrases();
    // Said as a function, no index is asked for them.
    let follow = if phrases.is_some() { "AND ts_match_vq(terms, $2::tsquery) " } else { "" };
    let first = if phrases.is_some() { 3 } else { 2 };
    // By `id` itself, the planner would go through the rows one by one.
    let one = |place: usize| {
        let (words, from, to) = (place * 3 + first, place * 3 + first + 1, place * 3 + first + 2);
        format!(
            "({find}${words}::tsquery {follow}AND id + 0 >= ${from} AND id + 0 < ${to} ORDER BY id + 0 DESC LIMIT $1)"
        )
    };
    let all: Vec<String> = (0..stretches.len()).map(one).collect();
    let statement = format!("SELECT id FROM ({}) AS found LIMIT $1", all.join(" UNION ALL "));
    let mut rows = query_scalar(AssertSqlSafe(statement)).bind(limit);
    if let Some(phrases) = phrases {
        rows = rows.bind(phrases);
    }
    for (range, days) in stretches {
        let ask = days.map_or_else(|| ask.tsquery(), |days| ask.on(days).tsquery());
        rows = rows.bind(ask).bind(range.start).bind(range.end);
    }
    Ok(rows.fetch_all(connection).await?)
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn stretches_are_the_whole_the_latest_first(
            end in 1..740_000_i64,
            days in proptest::option::of(1..5_000_i64),
            from in 0..740_000_i64,
            to in prop_oneof![Just(i64::MAX), (0..740_000_i64).prop_map(first_of_number)],
            inside in 0..1_i64 << 40,
        ) {
            let range = first_of_number(from)..to.saturating_add(inside);
            prop_assume!(range.start < range.end);
            let stretches = Latest { end, days }.stretches(range.clone());
            prop_assert!(stretches.len() <= MOST);
            prop_assert_eq!(stretches.first().map(|one| one.0.end), Some(range.end));
            prop_assert_eq!(stretches.last().map(|one| one.0.start), Some(range.start));
            for pair in stretches.windows(2) {
                prop_assert_eq!(pair[0].0.start, pair[1].0.end);
            }
            for (rows, days) in stretches {
                let Some(days) = days else { continue };
                prop_assert_eq!(days.start, day_of(rows.start));
                // There is nothing after the end.
                prop_assert!(days.end > day_of(rows.end - 1).min(end - 1) || rows.start >= first_of_number(end));
            }
        }
    }
}
