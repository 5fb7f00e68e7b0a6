//! Who wants a letter a day with what waits, at which hour, and on which day the last one went out.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::day_text;
use domain::AccountId;
use jiff::civil::Date;
use sqlx::{query, query_scalar};

const HOUR: &str = "SELECT hour FROM digest WHERE account = $1";
const DUE: &str =
    "SELECT account FROM digest WHERE hour <= $1 AND (sent_on IS NULL OR sent_on < $2) ORDER BY account";
const PUT: &str = "INSERT INTO digest (account, hour, sent_on) VALUES ($1, $2, $3)
    ON CONFLICT (account) DO UPDATE SET hour = excluded.hour, sent_on = COALESCE(digest.sent_on, excluded.sent_on)";
const DROP: &str = "DELETE FROM digest WHERE account = $1";
const SENT: &str = "UPDATE digest SET sent_on = $2 WHERE account = $1 AND (sent_on IS NULL OR sent_on < $2)";

impl Read {
    /// The hour at which a person wants the letter, 0 to 23; none for none.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn digest_hour(&mut self, account: AccountId) -> Result<Option<u8>, StoreError> {
        let hour: Option<i64> =
            on!(self, c => query_scalar(HOUR).bind(account.get()).fetch_optional(c).await?);
        hour.map(|hour| u8::try_from(hour).map_err(|e| StoreError::damaged("digest.hour", e))).transpose()
    }

    /// Those whose hour has come and who had no letter on this day.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn digests_due(&mut self, hour: u8, today: Date) -> Result<Vec<AccountId>, StoreError> {
        let ids: Vec<i64> = on!(self, c => query_scalar(DUE)
            .bind(i64::from(hour))
            .bind(day_text(today))
            .fetch_all(c)
            .await?);
        Ok(ids.into_iter().map(AccountId::new).collect())
    }
}

impl Work {
    /// Keeps at which hour a person wants the letter; `sent` is the day on which the last one counts as sent.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_digest(
        &mut self,
        account: AccountId,
        hour: Option<u8>,
        sent: Option<Date>,
    ) -> Result<(), StoreError> {
        let Some(hour) = hour else {
            on!(self, c => query(DROP).bind(account.get()).execute(c).await.map(drop)?);
            return Ok(());
        };
        on!(self, c => query(PUT)
            .bind(account.get())
            .bind(i64::from(hour))
            .bind(sent.map(day_text))
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// The letter of a day went out; false where another has sent it meanwhile.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn digest_sent(&mut self, account: AccountId, today: Date) -> Result<bool, StoreError> {
        Ok(on!(self, c => query(SENT)
            .bind(account.get())
            .bind(day_text(today))
            .execute(c)
            .await?
            .rows_affected())
            == 1)
    }
}
