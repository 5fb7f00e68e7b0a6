//! Why signing in at another site failed.

use openidconnect::{ClaimsVerificationError, DiscoveryError, RequestTokenError, UserInfoError};

use super::http::Unreachable;

/// Why a sign-in by OpenID Connect failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OidcError {
    /// The settings or the provider's document name an address that is not https (plain http is for this machine only).
    #[error("{0} is not an https address")]
    Insecure(String),
    /// The provider does not answer.
    #[error("the sign-in provider cannot be reached: {0}")]
    Unreachable(String),
    /// The provider answers something else than the standard says.
    #[error("the sign-in provider's answer cannot be used: {0}")]
    Provider(String),
    /// The provider sent the person back without a sign-in: they declined, or it does not know this site.
    #[error("the sign-in provider refused: {error}")]
    Refused {
        /// Its word, such as `access_denied` (RFC 6749 §4.1.2.1).
        error: String,
        /// Its sentence, to be shown as text only.
        description: Option<String>,
    },
    /// The address to which the person came back does not hold what it must, or twice.
    #[error("the sign-in provider sent back an address that cannot be read")]
    Form,
    /// The person came back with an answer that this browser did not ask for (a forged link).
    #[error("this sign-in was not begun here")]
    OtherState,
    /// The person came back too late.
    #[error("this took too long, begin again")]
    TooLate,
    /// The identity token does not hold.
    #[error("the sign-in provider's token does not hold: {0}")]
    Token(TokenFault),
    /// What the store has kept cannot be read, or cannot be written.
    #[error("the stored sign-in is damaged")]
    Damaged,
}

/// What is wrong with an identity token (OpenID Connect Core §3.1.3.7).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenFault {
    /// There is none.
    #[error("it is missing")]
    Missing,
    /// It is past its time, or from the future: compare the clocks.
    #[error("it is not of now")]
    Time,
    /// It is for another site.
    #[error("it is for another site")]
    Audience,
    /// It is from another provider.
    #[error("it is from another provider")]
    Issuer,
    /// It answers another sign-in.
    #[error("it answers another sign-in")]
    Nonce,
    /// It is not signed by the provider's keys, or not in a way that is taken.
    #[error("its signature is wrong: {0}")]
    Signature(String),
    /// Something else.
    #[error("{0}")]
    Other(String),
}

impl From<Unreachable> for OidcError {
    fn from(Unreachable(why): Unreachable) -> Self {
        Self::Unreachable(why)
    }
}

impl From<DiscoveryError<Unreachable>> for OidcError {
    fn from(error: DiscoveryError<Unreachable>) -> Self {
        match error {
            DiscoveryError::Request(unreachable) => unreachable.into(),
            DiscoveryError::Parse(error) => Self::Provider(error.to_string()),
            other => Self::Provider(other.to_string()),
        }
    }
}

impl<E> From<RequestTokenError<Unreachable, E>> for OidcError
where
    E: openidconnect::ErrorResponse + std::fmt::Display + 'static,
{
    fn from(error: RequestTokenError<Unreachable, E>) -> Self {
        match error {
            RequestTokenError::Request(unreachable) => unreachable.into(),
            RequestTokenError::ServerResponse(answer) => Self::Provider(answer.to_string()),
            // Neither the body nor the parser's words: both may hold the tokens.
            RequestTokenError::Parse(..) => Self::Provider("its tokens cannot be read".to_owned()),
            RequestTokenError::Other(why) => Self::Provider(why),
        }
    }
}

impl From<UserInfoError<Unreachable>> for OidcError {
    fn from(error: UserInfoError<Unreachable>) -> Self {
        match error {
            UserInfoError::Request(unreachable) => unreachable.into(),
            UserInfoError::ClaimsVerification(error) => error.into(),
            UserInfoError::Response(status, ..) => {
                Self::Provider(format!("it gives no data of the person: {status}"))
            }
            _ => Self::Provider("its data of the person cannot be read".to_owned()),
        }
    }
}

impl From<ClaimsVerificationError> for OidcError {
    fn from(error: ClaimsVerificationError) -> Self {
        Self::Token(match error {
            ClaimsVerificationError::Expired(_) => TokenFault::Time,
            ClaimsVerificationError::InvalidAudience(_) => TokenFault::Audience,
            ClaimsVerificationError::InvalidIssuer(_) => TokenFault::Issuer,
            ClaimsVerificationError::InvalidNonce(_) => TokenFault::Nonce,
            ClaimsVerificationError::SignatureVerification(error) => TokenFault::Signature(error.to_string()),
            other => TokenFault::Other(other.to_string()),
        })
    }
}
