//! Sign-in at another site, by OpenID Connect.
//!
//! The code flow with PKCE (RFC 7636, S256), state and nonce (OpenID Connect Core 1.0 §3.1, RFC 9700 §2.1), and the issuer
//! in the answer when the provider names it (RFC 9207). Keys come from the provider's own document, and are read anew
//! when a token is signed by one that is not known yet. Only signatures by public keys are taken: never `none`, never a
//! shared secret.
//!
//! [`Provider::begin`] gives the address to which the browser is sent and a [`Pending`] for the store; the browser is bound
//! to it by a cookie of its own, and [`Provider::finish`] takes it together with the query of the address to which the
//! browser came back. The store deletes it before, so that no answer is taken twice.

mod error;
mod http;
mod provider;
mod token;

use std::fmt;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use url::Url;

pub use self::error::{OidcError, TokenFault};
pub use self::http::{Answer, Http, HttpsClient, NoClient, Request, Response, Unreachable};
pub use self::provider::Provider;

/// How long a person may take at the provider.
pub const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

/// What a site was told by its provider, and tells it.
#[derive(Clone)]
pub struct Settings {
    /// The provider's name of itself, which is its address: `https://id.haiminh.example`.
    pub issuer: Url,
    /// The site's name at the provider.
    pub client_id: String,
    /// The site's password at the provider, if it has one.
    pub client_secret: Option<String>,
    /// The address to which browsers come back, registered at the provider.
    pub redirect: Url,
}

impl Settings {
    /// What is wrong with them can be told before the provider is asked.
    ///
    /// # Errors
    /// [`OidcError::Insecure`] for an address that is not https (plain http is for this machine only).
    pub fn check(&self) -> Result<(), OidcError> {
        [&self.issuer, &self.redirect].into_iter().try_for_each(provider::refuse_insecure)
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { issuer, client_id, redirect, .. } = self;
        write!(formatter, "Settings {{ issuer: {issuer}, client_id: {client_id}, redirect: {redirect}, … }}")
    }
}

/// A sign-in that waits for the browser to come back.
#[derive(Serialize, Deserialize)]
pub struct Pending {
    /// Microseconds since 1970.
    begun: i64,
    issuer: String,
    state: String,
    nonce: String,
    verifier: String,
}

impl Pending {
    /// The text for the store.
    pub fn to_json(&self) -> Result<String, OidcError> {
        serde_json::to_string(self).map_err(|_| OidcError::Damaged)
    }

    /// Reads what the store has kept.
    pub fn from_json(text: &str) -> Result<Self, OidcError> {
        serde_json::from_str(text).map_err(|_| OidcError::Damaged)
    }
}

impl fmt::Debug for Pending {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pending").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// Who the provider says this is.
///
/// An account is found by `issuer` and `subject` together, never by the e-mail address alone: that may change hands, and
/// counts only where `email_verified` and the site trusts the provider for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The provider.
    pub issuer: String,
    /// The person, by the provider's name for them, which never changes.
    pub subject: String,
    /// Their e-mail address.
    pub email: Option<String>,
    /// Whether the provider checked that the address is theirs.
    pub email_verified: bool,
    /// Their full name.
    pub name: Option<String>,
}
