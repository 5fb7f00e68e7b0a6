//! Signed-in browsers, and tries to become one.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{instant, micros};
use domain::{AccountId, PostId, SessionId};
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

const BY_DIGEST: &str = "SELECT id, account, stage, created_at, last_seen_at, address, agent, post FROM session WHERE digest = $1";
const OF_ACCOUNT: &str =
    "SELECT id, account, stage, created_at, last_seen_at, address, agent, post FROM session
    WHERE account = $1 ORDER BY last_seen_at DESC, id DESC";
const ADD: &str = "INSERT INTO session (digest, account, stage, created_at, last_seen_at, address, agent)
    VALUES ($1, $2, $3, $4, $4, $5, $6) RETURNING id";
const SEEN: &str = "UPDATE session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2";
const ACT_AS: &str = "UPDATE session SET post = $2 WHERE id = $1";
const DROP: &str = "DELETE FROM session WHERE id = $1 AND account = $2";
const DROP_OTHERS: &str = "DELETE FROM session WHERE account = $1 AND id <> $2";
const SWEEP: &str = "DELETE FROM session WHERE created_at < $1 OR last_seen_at < $2";
const TRIES: &str = "SELECT last_at, empty_at FROM sign_in_tries WHERE line = $1";
const SET_TRIES: &str = "INSERT INTO sign_in_tries (line, last_at, empty_at) VALUES ($1, $2, $3)
    ON CONFLICT (line) DO UPDATE SET last_at = excluded.last_at, empty_at = excluded.empty_at";
const DROP_TRIES: &str = "DELETE FROM sign_in_tries WHERE line = $1";
const SWEEP_TRIES: &str = "DELETE FROM sign_in_tries WHERE empty_at < $1";
const KNOWN: &str = "SELECT known_until FROM known_address WHERE account = $1 AND network = $2";
const HAS_KNOWN: &str = "SELECT EXISTS (SELECT 1 FROM known_address WHERE account = $1)";
const SET_KNOWN: &str = "INSERT INTO known_address (account, network, known_until) VALUES ($1, $2, $3)
    ON CONFLICT (account, network) DO UPDATE SET known_until = excluded.known_until";

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRow {
    /// Its number: what a person sees and revokes it by. It opens nothing.
    pub id: SessionId,
    /// Whose.
    pub account: AccountId,
    /// How far the sign-in is, in the words of `identity`.
    pub stage: String,
    /// When it began.
    pub created: Timestamp,
    /// When it was last used, about.
    pub last_seen: Timestamp,
    /// From which address it began.
    pub address: String,
    /// What the browser called itself.
    pub agent: String,
    /// The one post in which the person acts; none: in all of them.
    pub post: Option<PostId>,
}

/// A session before it is kept.
#[derive(Debug, Clone)]
pub struct NewSession<'a> {
    /// Digest of the token that the browser holds, 64 hexadecimal figures.
    pub digest: &'a str,
    /// Whose.
    pub account: AccountId,
    /// How far the sign-in is.
    pub stage: &'a str,
    /// When it begins.
    pub created: Timestamp,
    /// From which address.
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

/// What was counted on one line of tries, see `identity::throttle`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TriesRow {
    /// The last try.
    pub last: Timestamp,
    /// When all will be forgotten.
    pub empty: Timestamp,
}

type Row = (i64, i64, String, i64, i64, String, String, Option<i64>);

impl Read {
    /// The session whose token has this digest.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn session(&mut self, digest: &str) -> Result<Option<SessionRow>, StoreError> {
        let row: Option<Row> = on!(self, c => query_as(BY_DIGEST).bind(digest).fetch_optional(c).await?);
        row.map(session).transpose()
    }

    /// All sessions of an account, the last used first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn sessions_of(&mut self, account: AccountId) -> Result<Vec<SessionRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(OF_ACCOUNT).bind(account.get()).fetch_all(c).await?);
        rows.into_iter().map(session).collect()
    }

    /// What was counted on a line.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn tries(&mut self, line: &str) -> Result<Option<TriesRow>, StoreError> {
        let row: Option<(i64, i64)> = on!(self, c => query_as(TRIES).bind(line).fetch_optional(c).await?);
        let tries = |(last, empty)| {
            let instant = |at| instant("sign_in_tries", at);
            Ok(TriesRow { last: instant(last)?, empty: instant(empty)? })
        };
        row.map(tries).transpose()
    }

    /// Until when an address is known to an account.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn known_until(
        &mut self,
        account: AccountId,
        network: &str,
    ) -> Result<Option<Timestamp>, StoreError> {
        let until: Option<i64> =
            on!(self, c => query_scalar(KNOWN).bind(account.get()).bind(network).fetch_optional(c).await?);
        until.map(|at| instant("known_address.known_until", at)).transpose()
    }

    /// Has the account ever signed in from anywhere?
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn has_known_address(&mut self, account: AccountId) -> Result<bool, StoreError> {
        Ok(on!(self, c => query_scalar(HAS_KNOWN).bind(account.get()).fetch_one(c).await?))
    }
}

impl Work {
    /// Keeps a session.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_session(&mut self, new: &NewSession<'_>) -> Result<SessionId, StoreError> {
        let id: i64 = on!(self, c => query_scalar(ADD)
            .bind(new.digest)
            .bind(new.account.get())
            .bind(new.stage)
            .bind(micros(new.created))
            .bind(new.address)
            .bind(new.agent)
            .fetch_one(c)
            .await?);
        Ok(SessionId::new(id))
    }

    /// The session was used.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn session_seen(&mut self, session: SessionId, at: Timestamp) -> Result<(), StoreError> {
        on!(self, c => query(SEEN).bind(session.get()).bind(micros(at)).execute(c).await.map(drop)?);
        Ok(())
    }

    /// From now on the person acts in this post of the session; none: in all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn act_as(&mut self, session: SessionId, post: Option<PostId>) -> Result<(), StoreError> {
        let post = post.map(PostId::get);
        on!(self, c => query(ACT_AS).bind(session.get()).bind(post).execute(c).await.map(drop)?);
        Ok(())
    }

    /// Ends a session of an account; `false` if the account has none such.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_session(&mut self, session: SessionId, account: AccountId) -> Result<bool, StoreError> {
        let dropped = on!(self, c => query(DROP).bind(session.get()).bind(account.get()).execute(c).await?.rows_affected());
        Ok(dropped == 1)
    }

    /// Ends all sessions of an account but one, or all.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_other_sessions(
        &mut self,
        account: AccountId,
        but: Option<SessionId>,
    ) -> Result<u64, StoreError> {
        let but = but.map_or(0, SessionId::get);
        Ok(on!(self, c => query(DROP_OTHERS).bind(account.get()).bind(but).execute(c).await?.rows_affected()))
    }

    /// Drops sessions that began before `created` or were last used before `seen`, and tries that are forgotten at `now`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sweep_sessions(
        &mut self,
        created: Timestamp,
        seen: Timestamp,
        now: Timestamp,
    ) -> Result<u64, StoreError> {
        on!(self, c => query(SWEEP_TRIES).bind(micros(now)).execute(c).await.map(drop)?);
        let (created, seen) = (micros(created), micros(seen));
        Ok(on!(self, c => query(SWEEP).bind(created).bind(seen).execute(c).await?.rows_affected()))
    }

    /// Keeps what was counted on a line, or that nothing is counted on it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_tries(&mut self, line: &str, tries: Option<TriesRow>) -> Result<(), StoreError> {
        match tries {
            Some(TriesRow { last, empty }) => on!(self, c => query(SET_TRIES)
                .bind(line)
                .bind(micros(last))
                .bind(micros(empty))
                .execute(c)
                .await
                .map(drop)?),
            None => on!(self, c => query(DROP_TRIES).bind(line).execute(c).await.map(drop)?),
        }
        Ok(())
    }

    /// The address is known to the account until then.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn know_address(
        &mut self,
        account: AccountId,
        network: &str,
        until: Timestamp,
    ) -> Result<(), StoreError> {
        on!(self, c => query(SET_KNOWN)
            .bind(account.get())
            .bind(network)
            .bind(micros(until))
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }
}

fn session(row: Row) -> Result<SessionRow, StoreError> {
    let (id, account, stage, created, last_seen, address, agent, post) = row;
    Ok(SessionRow {
        id: SessionId::new(id),
        account: AccountId::new(account),
        stage,
        created: instant("session.created_at", created)?,
        last_seen: instant("session.last_seen_at", last_seen)?,
        address,
        agent,
        post: post.map(PostId::new),
    })
}
