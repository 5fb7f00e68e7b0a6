//! Tokens of the programming interface. Only their digests are here.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{instant, micros};
use domain::{AccountId, TokenId};
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

const BY_DIGEST: &str = "SELECT id, account, name, scopes, created_at, expires_at, last_used_at, revoked_at
    FROM api_token WHERE hash = $1";
const OF_ACCOUNT: &str = "SELECT id, account, name, scopes, created_at, expires_at, last_used_at, revoked_at
    FROM api_token WHERE account = $1 ORDER BY id DESC";
const ADD: &str = "INSERT INTO api_token (hash, account, name, scopes, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6) RETURNING id";
const USED: &str =
    "UPDATE api_token SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)";
const REVOKE: &str =
    "UPDATE api_token SET revoked_at = $3 WHERE id = $1 AND account = $2 AND revoked_at IS NULL";
const REVOKE_ALL: &str = "UPDATE api_token SET revoked_at = $2 WHERE account = $1 AND revoked_at IS NULL";

/// A token as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    /// Its number: what a person sees and revokes it by. It opens nothing.
    pub id: TokenId,
    /// Whose.
    pub account: AccountId,
    /// What its owner calls it.
    pub name: String,
    /// Codes of the rights that it may use, each once, with a space between.
    pub scopes: String,
    /// When it was made.
    pub created: Timestamp,
    /// From when on it opens nothing.
    pub expires: Timestamp,
    /// When it was last used, about.
    pub last_used: Option<Timestamp>,
    /// When it was revoked.
    pub revoked: Option<Timestamp>,
}

/// A token before it is kept.
#[derive(Debug, Clone)]
pub struct NewToken<'a> {
    /// Digest of its text, 64 hexadecimal figures.
    pub digest: &'a str,
    /// Whose.
    pub account: AccountId,
    /// What its owner calls it.
    pub name: &'a str,
    /// As [`TokenRow::scopes`].
    pub scopes: &'a str,
    /// When it is made.
    pub created: Timestamp,
    /// From when on it opens nothing.
    pub expires: Timestamp,
}

type Row = (i64, i64, String, String, i64, i64, Option<i64>, Option<i64>);

impl Read {
    /// The token whose text has this digest.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn token(&mut self, digest: &str) -> Result<Option<TokenRow>, StoreError> {
        let row: Option<Row> = on!(self, c => query_as(BY_DIGEST).bind(digest).fetch_optional(c).await?);
        row.map(token).transpose()
    }

    /// All tokens of an account, also those that open nothing any more, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn tokens_of(&mut self, account: AccountId) -> Result<Vec<TokenRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(OF_ACCOUNT).bind(account.get()).fetch_all(c).await?);
        rows.into_iter().map(token).collect()
    }
}

impl Work {
    /// Keeps a token.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_token(&mut self, new: &NewToken<'_>) -> Result<TokenId, StoreError> {
        let id: i64 = on!(self, c => query_scalar(ADD)
            .bind(new.digest)
            .bind(new.account.get())
            .bind(new.name)
            .bind(new.scopes)
            .bind(micros(new.created))
            .bind(micros(new.expires))
            .fetch_one(c)
            .await?);
        Ok(TokenId::new(id))
    }

    /// The token was used.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn token_used(&mut self, token: TokenId, at: Timestamp) -> Result<(), StoreError> {
        on!(self, c => query(USED).bind(token.get()).bind(micros(at)).execute(c).await.map(drop)?);
        Ok(())
    }

    /// Ends a token of an account; `false` if the account has none such, or it has ended already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revoke_token(
        &mut self,
        token: TokenId,
        account: AccountId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let revoked = on!(self, c => query(REVOKE)
            .bind(token.get())
            .bind(account.get())
            .bind(micros(at))
            .execute(c)
            .await?
            .rows_affected());
        Ok(revoked == 1)
    }

    /// Ends all tokens of an account.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn revoke_all_tokens(&mut self, account: AccountId, at: Timestamp) -> Result<u64, StoreError> {
        let (account, at) = (account.get(), micros(at));
        Ok(on!(self, c => query(REVOKE_ALL).bind(account).bind(at).execute(c).await?.rows_affected()))
    }
}

fn token(
    (id, account, name, scopes, created, expires, last_used, revoked): Row,
) -> Result<TokenRow, StoreError> {
    Ok(TokenRow {
        id: TokenId::new(id),
        account: AccountId::new(account),
        name,
        scopes,
        created: instant("api_token.created_at", created)?,
        expires: instant("api_token.expires_at", expires)?,
        last_used: last_used.map(|at| instant("api_token.last_used_at", at)).transpose()?,
        revoked: revoked.map(|at| instant("api_token.revoked_at", at)).transpose()?,
    })
}
