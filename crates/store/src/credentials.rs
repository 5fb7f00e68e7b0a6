//! What an account shows to be itself: password, authenticator app, recovery codes.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{instant, micros};
use domain::AccountId;
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

const CREDENTIALS: &str =
    "SELECT password_hash, password_changed_at, password_one_time, totp_secret, totp_last_step
    FROM account WHERE id = $1";
const SET_PASSWORD: &str =
    "UPDATE account SET password_hash = $2, password_changed_at = $3, password_one_time = $4 WHERE id = $1";
const SET_TOTP: &str = "UPDATE account SET totp_secret = $2, totp_last_step = $3 WHERE id = $1";
/// A step counts once, also when two requests bring it at the same time.
const USE_STEP: &str = "UPDATE account SET totp_last_step = $2
    WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)";
const CODES: &str = "SELECT hash FROM recovery_code WHERE account = $1";
const DROP_CODES: &str = "DELETE FROM recovery_code WHERE account = $1";
const ADD_CODE: &str = "INSERT INTO recovery_code (account, hash) VALUES ($1, $2)";
const USE_CODE: &str = "DELETE FROM recovery_code WHERE account = $1 AND hash = $2";

/// How an account shows that it is itself.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// Hash of the password, as `identity` makes it; none while there is no password.
    pub password_hash: Option<String>,
    /// When the password was set.
    pub password_changed_at: Option<Timestamp>,
    /// The password was printed by the program: it is good for one sign-in, at which the person sets another.
    pub password_one_time: bool,
    /// Secret of the authenticator app, 40 hexadecimal figures.
    pub totp_secret: Option<String>,
    /// Last step of the app that was used.
    pub totp_last_step: Option<i64>,
}

type Row = (Option<String>, Option<i64>, bool, Option<String>, Option<i64>);

impl Read {
    /// How the account shows that it is itself; nothing of it where there is no such account.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn credentials(&mut self, account: AccountId) -> Result<Credentials, StoreError> {
        let row: Option<Row> =
            on!(self, c => query_as(CREDENTIALS).bind(account.get()).fetch_optional(c).await?);
        let Some((password_hash, changed, password_one_time, totp_secret, totp_last_step)) = row else {
            return Ok(Credentials::default());
        };
        let password_changed_at = changed.map(|at| instant("account.password_changed_at", at)).transpose()?;
        Ok(Credentials { password_hash, password_changed_at, password_one_time, totp_secret, totp_last_step })
    }

    /// Hashes of the recovery codes that are left.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn recovery_codes(&mut self, account: AccountId) -> Result<Vec<String>, StoreError> {
        Ok(on!(self, c => query_scalar(CODES).bind(account.get()).fetch_all(c).await?))
    }
}

impl Work {
    /// Sets the password.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_password(
        &mut self,
        account: AccountId,
        hash: &str,
        one_time: bool,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        on!(self, c => query(SET_PASSWORD)
            .bind(account.get())
            .bind(hash)
            .bind(micros(at))
            .bind(one_time)
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// Sets the secret of the authenticator app with the step that proved it, or takes both away.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_totp(
        &mut self,
        account: AccountId,
        secret: Option<(&str, i64)>,
    ) -> Result<(), StoreError> {
        let (secret, step) = (secret.map(|s| s.0), secret.map(|s| s.1));
        on!(self, c => query(SET_TOTP).bind(account.get()).bind(secret).bind(step).execute(c).await.map(drop)?);
        Ok(())
    }

    /// Uses up a step of the authenticator app; `false` if it or a later one was used already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn use_totp_step(&mut self, account: AccountId, step: i64) -> Result<bool, StoreError> {
        let used =
            on!(self, c => query(USE_STEP).bind(account.get()).bind(step).execute(c).await?.rows_affected());
        Ok(used == 1)
    }

    /// Puts these recovery codes in place of all before them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_recovery_codes<'a>(
        &mut self,
        account: AccountId,
        hashes: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), StoreError> {
        on!(self, c => query(DROP_CODES).bind(account.get()).execute(c).await.map(drop)?);
        for hash in hashes {
            on!(self, c => query(ADD_CODE).bind(account.get()).bind(hash).execute(c).await.map(drop)?);
        }
        Ok(())
    }

    /// Uses up a recovery code; `false` if somebody was faster.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn use_recovery_code(&mut self, account: AccountId, hash: &str) -> Result<bool, StoreError> {
        let used =
            on!(self, c => query(USE_CODE).bind(account.get()).bind(hash).execute(c).await?.rows_affected());
        Ok(used == 1)
    }
}
