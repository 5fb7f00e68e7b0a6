//! Requests that carry a key: sent twice, they are done once.

use crate::permit::Person;
use crate::{App, AppError};
use jiff::SignedDuration;
use store::{Claim, KeptAnswer, Keyed};

/// How long an answer is kept.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);

/// How long a request has its key for itself. It is answered or given up within a minute; when nothing came in two, its process
/// has died. A mistake in that costs nothing: whoever has lost the key cannot write any more.
const LEASE: SignedDuration = SignedDuration::from_mins(2);

impl Person {
    /// Begins the person's request with this key, or says what is known of it. `request` is a digest of the whole request.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn begin_keyed(&self, key: &str, request: &str) -> Result<Keyed, AppError> {
        let lease = self.now.checked_sub(LEASE).map_err(|e| AppError::Bug(e.to_string()))?;
        let mut work = self.app.database().work().await?;
        let known = work.begin_keyed(self.claim(key), request, self.now, lease).await?;
        work.commit().await?;
        Ok(known)
    }

    /// Keeps the answer to it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn answer_keyed(&self, key: &str, answer: &KeptAnswer) -> Result<(), AppError> {
        let mut work = self.app.database().work().await?;
        work.answer_keyed(self.claim(key), answer).await?;
        Ok(work.commit().await?)
    }

    /// Forgets it, when it was begun and has written nothing.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn forget_keyed(&self, key: &str) -> Result<(), AppError> {
        let mut work = self.app.database().work().await?;
        work.forget_keyed(self.claim(key)).await?;
        Ok(work.commit().await?)
    }

    fn claim<'a>(&'a self, key: &'a str) -> Claim<'a> {
        Claim { account: self.account.id, key, number: &self.origin.request }
    }
}

impl App {
    /// Housekeeping: forgets answers that are older than [`KEPT`]; gives how many.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sweep_keyed(&self) -> Result<u64, AppError> {
        let before = self.now().checked_sub(KEPT).map_err(|e| AppError::Bug(e.to_string()))?;
        let mut work = self.database().work().await?;
        let swept = work.sweep_keyed(before).await?;
        work.commit().await?;
        Ok(swept)
    }
}
