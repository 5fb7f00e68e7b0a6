//! What is asked between two requests of one browser: the store keeps the question, the browser a token.

use crate::{App, AppError};
use domain::AccountId;
use identity::token::SessionToken;
use identity::{Os, oidc, passkey};

/// What is asked. The token of one kind opens nothing of the other.
#[derive(Debug, Clone, Copy)]
pub(super) enum CeremonyKind {
    /// A passkey.
    Passkey,
    /// Another site.
    OpenId,
}

impl CeremonyKind {
    fn digest(self, token: &SessionToken) -> String {
        let digest = token.digest().to_hex();
        match self {
            Self::Passkey => digest,
            Self::OpenId => format!("openid {digest}"),
        }
    }
}

impl App {
    /// Keeps a question to `account`, or to whoever signs in; the token with which it is answered.
    pub(super) async fn keep_ceremony(
        &self,
        kind: CeremonyKind,
        account: Option<AccountId>,
        data: &str,
    ) -> Result<SessionToken, AppError> {
        let token = SessionToken::generate(&mut Os);
        let now = self.now();
        let old = now.checked_sub(oidc::PATIENCE.max(passkey::PATIENCE)).unwrap_or(now);
        let mut work = self.0.database.work().await?;
        work.add_ceremony(&kind.digest(&token), account, data, now, old).await?;
        work.commit().await?;
        Ok(token)
    }

    /// The question that the holder of the token was asked, and of which account; it is asked no more, whoever came.
    pub(super) async fn take_ceremony(
        &self,
        kind: CeremonyKind,
        token: &str,
    ) -> Result<Option<(Option<AccountId>, String)>, AppError> {
        let Ok(token) = SessionToken::parse(token) else { return Ok(None) };
        let mut work = self.0.database.work().await?;
        let taken = work.take_ceremony(&kind.digest(&token)).await?;
        work.commit().await?;
        Ok(taken)
    }
}
