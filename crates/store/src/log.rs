//! The log, and the turn to write.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{instant, micros};
use domain::log::{Actor, Entry, Hash, Head, Json, Object};
use domain::{AccountId, LogId, PostId};
use jiff::Timestamp;
use sqlx::{query, query_as};
use std::ops::{Deref, DerefMut};
use tokio::sync::OwnedSemaphorePermit;

/// Taking the row that every writer takes is waiting for one's turn; it holds until the transaction ends.
const TURN: &str = "UPDATE log_head SET last = last WHERE one = 1 RETURNING last, hash";
const HEAD: &str = "SELECT last, hash FROM log_head";
const SET_HEAD: &str = "UPDATE log_head SET last = $1, hash = $2";
const APPEND: &str = "INSERT INTO log
    (id, at, account, post, verb, object_kind, object_id, before_it, after_it, came_from, request, hash)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
const AFTER: &str = "SELECT id, at, account, post, verb, object_kind, object_id, before_it, after_it, came_from, request, hash
    FROM log WHERE id > $1 ORDER BY id LIMIT $2";
const SEARCH: &str = "SELECT id, at, account, post, verb, object_kind, object_id, before_it, after_it, came_from, request, hash
    FROM log
    WHERE (CAST($1 AS BIGINT) IS NULL OR id < $1)
      AND (CAST($2 AS BIGINT) IS NULL OR account = $2)
      AND (CAST($3 AS TEXT) IS NULL OR verb LIKE $3)
      AND (CAST($4 AS TEXT) IS NULL OR object_kind = $4)
      AND (CAST($5 AS BIGINT) IS NULL OR object_id = $5)
      AND (CAST($6 AS BIGINT) IS NULL OR at >= $6)
      AND (CAST($7 AS BIGINT) IS NULL OR at < $7)
    ORDER BY id DESC LIMIT $8";

const OF_OBJECT: &str =
    "SELECT id, at, account, post, verb, object_kind, object_id, before_it, after_it, came_from, request, hash
    FROM log WHERE object_kind = $1 AND object_id = $2 ORDER BY id DESC LIMIT $3";

/// An entry as it stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// Its number, from 1 on without a gap.
    pub id: LogId,
    /// What it says.
    pub entry: Entry,
    /// Its hash.
    pub hash: Hash,
}

/// Which entries of the log are wanted. What is none does not count.
#[derive(Debug, Clone, Default)]
pub struct LogFilter {
    /// Only older ones than this.
    pub before: Option<LogId>,
    /// Done by whom.
    pub account: Option<AccountId>,
    /// An area, `units`, or a whole verb, `units.merge`.
    pub verb: Option<String>,
    /// Kind of the object.
    pub object_kind: Option<String>,
    /// Number of the object.
    pub object_id: Option<i64>,
    /// From this instant on.
    pub from: Option<Timestamp>,
    /// Before this instant.
    pub to: Option<Timestamp>,
}

/// A transaction whose turn it is. Dropped without [`Write::log`] and [`Logged::commit`], nothing has happened.
#[derive(Debug)]
pub struct Write {
    work: Work,
    head: Head,
    /// Given back after the transaction has ended: fields go in their order.
    _turn: Option<OwnedSemaphorePermit>,
}

/// A transaction that has said what it did.
#[derive(Debug)]
pub struct Logged(Write);

impl Write {
    pub(crate) async fn begin(
        mut work: Work,
        turn: Option<OwnedSemaphorePermit>,
    ) -> Result<Self, StoreError> {
        let row: (i64, String) = on!(work, c => query_as(TURN).fetch_one(c).await?);
        let head = head(row)?;
        Ok(Self { work, head, _turn: turn })
    }

    /// Says what was done.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Overtaken`].
    pub async fn log(self, entry: &Entry) -> Result<Logged, StoreError> {
        let mut logged = Logged(self);
        logged.log(entry).await?;
        Ok(logged)
    }
}

impl Logged {
    /// Says what else was done.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn log(&mut self, entry: &Entry) -> Result<(), StoreError> {
        let Write { work, head, .. } = &mut self.0;
        *head = head.append(entry);
        let account = match entry.actor {
            Actor::Account(account) => Some(account.get()),
            Actor::System => None,
        };
        if let (Actor::Account(account), Some(request)) = (entry.actor, &entry.request) {
            work.keyed_writes(account, request).await?;
        }
        on!(work, c => query(APPEND)
            .bind(number(*head)?)
            .bind(micros(entry.at))
            .bind(account)
            .bind(entry.post.map(PostId::get))
            .bind(&entry.verb)
            .bind(&entry.object.kind)
            .bind(entry.object.id)
            .bind(entry.before.as_ref().map(Json::as_str))
            .bind(entry.after.as_ref().map(Json::as_str))
            .bind(&entry.from)
            .bind(&entry.request)
            .bind(head.hash.to_string())
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// Keeps what was changed, with its entries.
    ///
    /// # Errors
    /// When the engine cannot keep it; then nothing is kept.
    pub async fn commit(self) -> Result<(), StoreError> {
        let Write { mut work, head, _turn } = self.0;
        let (last, hash) = (number(head)?, head.hash.to_string());
        on!(work, c => query(SET_HEAD).bind(last).bind(&hash).execute(c).await.map(drop)?);
        work.commit().await
    }
}

impl Deref for Write {
    type Target = Work;
    fn deref(&self) -> &Work {
        &self.work
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut Work {
        &mut self.work
    }
}

type Row = (
    i64,
    i64,
    Option<i64>,
    Option<i64>,
    String,
    String,
    Option<i64>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<String>,
    String,
);

impl Read {
    /// The end of the log as it was last written.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn log_head(&mut self) -> Result<Head, StoreError> {
        head(on!(self, c => query_as(HEAD).fetch_one(c).await?))
    }

    /// Up to `limit` entries that follow `after`, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn log_after(&mut self, after: LogId, limit: i64) -> Result<Vec<LogRow>, StoreError> {
        let rows: Vec<Row> =
            on!(self, c => query_as(AFTER).bind(after.get()).bind(limit).fetch_all(c).await?);
        rows.into_iter().map(row).collect()
    }

    /// Up to `limit` entries that fit `filter`, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn search_log(&mut self, filter: &LogFilter, limit: i64) -> Result<Vec<LogRow>, StoreError> {
        // A verb has no sign that means something to LIKE but the underscore, which then stands for itself too.
        let verb = filter.verb.as_ref().map(|verb| {
            let verb = verb.replace('%', "");
            if verb.contains('.') { verb } else { format!("{verb}.%") }
        });
        let rows: Vec<Row> = on!(self, c => query_as(SEARCH)
            .bind(filter.before.map(LogId::get))
            .bind(filter.account.map(AccountId::get))
            .bind(&verb)
            .bind(&filter.object_kind)
            .bind(filter.object_id)
            .bind(filter.from.map(micros))
            .bind(filter.to.map(micros))
            .bind(limit)
            .fetch_all(c)
            .await?);
        rows.into_iter().map(row).collect()
    }

    /// Up to `limit` entries about one thing, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn log_of(&mut self, kind: &str, id: i64, limit: i64) -> Result<Vec<LogRow>, StoreError> {
        let rows: Vec<Row> =
            on!(self, c => query_as(OF_OBJECT).bind(kind).bind(id).bind(limit).fetch_all(c).await?);
        rows.into_iter().map(row).collect()
    }
}

fn number(head: Head) -> Result<i64, StoreError> {
    i64::try_from(head.count).map_err(|e| StoreError::damaged("log_head.last", e))
}

fn head((last, hash): (i64, String)) -> Result<Head, StoreError> {
    Ok(Head {
        count: u64::try_from(last).map_err(|e| StoreError::damaged("log_head.last", e))?,
        hash: hash.parse().map_err(|e: domain::log::NotAHash| StoreError::damaged("log_head.hash", e))?,
    })
}

fn row(row: Row) -> Result<LogRow, StoreError> {
    let (id, at, account, post, verb, kind, object, before, after, from, request, hash) = row;
    Ok(LogRow {
        id: LogId::new(id),
        entry: Entry {
            at: instant("log.at", at)?,
            actor: account.map_or(Actor::System, |id| Actor::Account(AccountId::new(id))),
            post: post.map(PostId::new),
            verb,
            object: Object { kind, id: object },
            before: before.map(Json::stored),
            after: after.map(Json::stored),
            from,
            request,
        },
        hash: hash.parse().map_err(|e: domain::log::NotAHash| StoreError::damaged("log.hash", e))?,
    })
}
