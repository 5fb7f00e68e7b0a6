//! Who an account is at another site, which vouches for it at the sign-in.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{instant, micros};
use domain::AccountId;
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

const OF_ACCOUNT: &str =
    "SELECT issuer, created_at FROM external_identity WHERE account = $1 ORDER BY created_at, issuer";
const WHOSE: &str = "SELECT account FROM external_identity WHERE issuer = $1 AND subject = $2";
const ADD: &str =
    "INSERT INTO external_identity (issuer, subject, account, created_at) VALUES ($1, $2, $3, $4)";
const DROP: &str = "DELETE FROM external_identity WHERE account = $1 AND issuer = $2";
const DROP_ALL: &str = "DELETE FROM external_identity WHERE account = $1";

/// A link between an account and another site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExternalIdentity {
    /// The other site.
    pub issuer: String,
    /// When they were linked.
    pub created: Timestamp,
}

impl Read {
    /// The other sites that vouch for an account, the first linked first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn external_identities(
        &mut self,
        account: AccountId,
    ) -> Result<Vec<ExternalIdentity>, StoreError> {
        let rows: Vec<(String, i64)> =
            on!(self, c => query_as(OF_ACCOUNT).bind(account.get()).fetch_all(c).await?);
        let row = |(issuer, created)| {
            let created = instant("external_identity.created_at", created)?;
            Ok(ExternalIdentity { issuer, created })
        };
        rows.into_iter().map(row).collect()
    }

    /// The account of whom `issuer` calls `subject`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn externally_known(
        &mut self,
        issuer: &str,
        subject: &str,
    ) -> Result<Option<AccountId>, StoreError> {
        let account: Option<i64> =
            on!(self, c => query_scalar(WHOSE).bind(issuer).bind(subject).fetch_optional(c).await?);
        Ok(account.map(AccountId::new))
    }
}

impl Work {
    /// Links an account with whom `issuer` calls `subject`.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when that person is linked already, whoever with, or the account with another one there.
    pub async fn add_external_identity(
        &mut self,
        account: AccountId,
        issuer: &str,
        subject: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        on!(self, c => query(ADD)
            .bind(issuer)
            .bind(subject)
            .bind(account.get())
            .bind(micros(at))
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// Takes the link of an account with `issuer` away; `false` if there is none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_external_identity(
        &mut self,
        account: AccountId,
        issuer: &str,
    ) -> Result<bool, StoreError> {
        let dropped =
            on!(self, c => query(DROP).bind(account.get()).bind(issuer).execute(c).await?.rows_affected());
        Ok(dropped > 0)
    }

    /// Takes all links of an account with other sites away.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn drop_external_identities(&mut self, account: AccountId) -> Result<(), StoreError> {
        on!(self, c => query(DROP_ALL).bind(account.get()).execute(c).await.map(drop)?);
        Ok(())
    }
}
