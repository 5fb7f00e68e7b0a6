//! Passkeys, and what is asked of one between two requests.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{instant, micros};
use domain::{AccountId, PasskeyId};
use jiff::Timestamp;
use sqlx::{query, query_as};

const OF_ACCOUNT: &str = "SELECT id, account, name, data, created_at, last_used_at FROM passkey
    WHERE account = $1 ORDER BY id";
const BY_CREDENTIAL: &str =
    "SELECT id, account, name, data, created_at, last_used_at FROM passkey WHERE credential = $1";
const ADD: &str =
    "INSERT INTO passkey (account, credential, name, data, created_at) VALUES ($1, $2, $3, $4, $5)";
const USED: &str = "UPDATE passkey SET data = $2, last_used_at = $3 WHERE id = $1";
const RENAME: &str = "UPDATE passkey SET name = $3 WHERE id = $1 AND account = $2";
const DROP: &str = "DELETE FROM passkey WHERE id = $1 AND account = $2";
const DROP_ALL: &str = "DELETE FROM passkey WHERE account = $1";
const ADD_CEREMONY: &str = "INSERT INTO ceremony (digest, account, data, created_at) VALUES ($1, $2, $3, $4)";
const SWEEP_CEREMONIES: &str = "DELETE FROM ceremony WHERE created_at < $1";
const CEREMONY: &str = "SELECT account, data FROM ceremony WHERE digest = $1";
const DROP_CEREMONY: &str = "DELETE FROM ceremony WHERE digest = $1";

/// A passkey as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyRow {
    /// Its number.
    pub id: PasskeyId,
    /// Whose.
    pub account: AccountId,
    /// What its person calls it.
    pub name: String,
    /// The key, in the words of `identity`.
    pub data: String,
    /// When it was registered.
    pub created: Timestamp,
    /// When it was last used.
    pub last_used: Option<Timestamp>,
}

/// A passkey before it is kept.
#[derive(Debug, Clone)]
pub struct NewPasskey<'a> {
    /// Whose.
    pub account: AccountId,
    /// The name by which browsers know it.
    pub credential: &'a str,
    /// What its person calls it.
    pub name: &'a str,
    /// The key, in the words of `identity`.
    pub data: &'a str,
}

type Row = (i64, i64, String, String, i64, Option<i64>);

impl Read {
    /// The passkeys of an account, the oldest first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn passkeys(&mut self, account: AccountId) -> Result<Vec<PasskeyRow>, StoreError> {
        let rows: Vec<Row> = on!(self, c => query_as(OF_ACCOUNT).bind(account.get()).fetch_all(c).await?);
        rows.into_iter().map(passkey).collect()
    }

    /// The passkey that browsers know by this name.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn passkey(&mut self, credential: &str) -> Result<Option<PasskeyRow>, StoreError> {
        let row: Option<Row> =
            on!(self, c => query_as(BY_CREDENTIAL).bind(credential).fetch_optional(c).await?);
        row.map(passkey).transpose()
    }
}

impl Work {
    /// Keeps a passkey.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when it is kept already, whoever's it is.
    pub async fn add_passkey(&mut self, new: &NewPasskey<'_>, at: Timestamp) -> Result<(), StoreError> {
        on!(self, c => query(ADD)
            .bind(new.account.get())
            .bind(new.credential)
            .bind(new.name)
            .bind(new.data)
            .bind(micros(at))
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// A passkey was used: with its new count.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn passkey_used(&mut self, id: PasskeyId, data: &str, at: Timestamp) -> Result<(), StoreError> {
        on!(self, c => query(USED).bind(id.get()).bind(data).bind(micros(at)).execute(c).await.map(drop)?);
        Ok(())
    }

    /// Gives a passkey of an account another name; `false` if the account has none such.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn rename_passkey(
        &mut self,
        id: PasskeyId,
        account: AccountId,
        name: &str,
    ) -> Result<bool, StoreError> {
        let renamed = on!(self, c => query(RENAME).bind(id.get()).bind(account.get()).bind(name).execute(c).await?.rows_affected());
        Ok(renamed == 1)
    }

    /// Takes a passkey of an account away; `false` if the account has none such.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_passkey(&mut self, id: PasskeyId, account: AccountId) -> Result<bool, StoreError> {
        let dropped =
            on!(self, c => query(DROP).bind(id.get()).bind(account.get()).execute(c).await?.rows_affected());
        Ok(dropped == 1)
    }

    /// Takes all passkeys of an account away.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_passkeys(&mut self, account: AccountId) -> Result<(), StoreError> {
        on!(self, c => query(DROP_ALL).bind(account.get()).execute(c).await.map(drop)?);
        Ok(())
    }

    /// Keeps what is asked of a browser until it answers; what was asked before `old` is forgotten.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_ceremony(
        &mut self,
        digest: &str,
        account: Option<AccountId>,
        data: &str,
        at: Timestamp,
        old: Timestamp,
    ) -> Result<(), StoreError> {
        on!(self, c => query(SWEEP_CEREMONIES).bind(micros(old)).execute(c).await.map(drop)?);
        on!(self, c => query(ADD_CEREMONY)
            .bind(digest)
            .bind(account.map(AccountId::get))
            .bind(data)
            .bind(micros(at))
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// What was asked of the browser that holds the token with this digest, and of which account; it is asked no more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn take_ceremony(
        &mut self,
        digest: &str,
    ) -> Result<Option<(Option<AccountId>, String)>, StoreError> {
        let row: Option<(Option<i64>, String)> =
            on!(self, c => query_as(CEREMONY).bind(digest).fetch_optional(c).await?);
        // Of two that come with one token, one takes it.
        let taken = on!(self, c => query(DROP_CEREMONY).bind(digest).execute(c).await?.rows_affected());
        Ok(row.filter(|_| taken == 1).map(|(account, data)| (account.map(AccountId::new), data)))
    }
}

fn passkey((id, account, name, data, created, last_used): Row) -> Result<PasskeyRow, StoreError> {
    Ok(PasskeyRow {
        id: PasskeyId::new(id),
        account: AccountId::new(account),
        name,
        data,
        created: instant("passkey.created_at", created)?,
        last_used: last_used.map(|at| instant("passkey.last_used_at", at)).transpose()?,
    })
}
