//! The two halves of a sign-in.

use std::fmt;
use std::net::IpAddr;

use data_encoding::BASE64URL_NOPAD;
use jiff::Timestamp;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreIdTokenClaims, CoreJsonWebKeySet, CoreProviderMetadata,
    CoreUserInfoClaims,
};
use openidconnect::{
    AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, LocalizedClaim, Nonce,
    OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse as _,
};
use subtle::ConstantTimeEq;
use url::{Host, Url};

use super::token::Expected;
use super::{
    Answer, Http, Identity, OidcError, PATIENCE, Pending, Request, Settings, TokenFault, Unreachable,
};
use crate::Random;

/// A provider, as its document describes it.
#[derive(Debug, Clone)]
pub struct Provider {
    settings: Settings,
    metadata: CoreProviderMetadata,
}

impl Provider {
    /// Reads the provider's document and keys. Kept for the life of the process.
    pub async fn discover(http: &dyn Http, settings: Settings) -> Result<Self, OidcError> {
        settings.check()?;
        // `Url` writes a slash behind a bare host, which is not part of the issuer's name.
        let issuer = settings.issuer.as_str();
        let bare = settings.issuer.path() == "/" && settings.issuer.query().is_none();
        let issuer = IssuerUrl::new(if bare { issuer.trim_end_matches('/') } else { issuer }.to_owned())
            .map_err(|error| OidcError::Provider(error.to_string()))?;
        let call = Caller(http);
        let metadata = CoreProviderMetadata::discover_async(issuer, &call).await?;
        let token = metadata
            .token_endpoint()
            .ok_or_else(|| OidcError::Provider("it names no token endpoint".into()))?;
        refuse_insecure(token.url())?;
        refuse_insecure(metadata.authorization_endpoint().url())?;
        refuse_insecure(metadata.jwks_uri().url())?;
        if let Some(userinfo) = metadata.userinfo_endpoint() {
            refuse_insecure(userinfo.url())?;
        }
        Ok(Self { settings, metadata })
    }

    /// The address to which the browser is sent, and what to keep until it comes back.
    pub fn begin(&self, now: Timestamp, random: &mut impl Random) -> (Url, Pending) {
        let mut secret = || BASE64URL_NOPAD.encode(&random.bytes::<32>());
        let pending = Pending {
            begun: now.as_microsecond(),
            issuer: self.metadata.issuer().to_string(),
            state: secret(),
            nonce: secret(),
            verifier: secret(),
        };
        let verifier = PkceCodeVerifier::new(pending.verifier.clone());
        let (state, nonce) = (CsrfToken::new(pending.state.clone()), Nonce::new(pending.nonce.clone()));
        let (url, ..) =
            CoreClient::from_provider_metadata(self.metadata.clone(), self.client_id(), self.client_secret())
                .set_redirect_uri(self.redirect())
                .authorize_url(CoreAuthenticationFlow::AuthorizationCode, move || state, move || nonce)
                .add_scopes([Scope::new("email".into()), Scope::new("profile".into())])
                .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
                .url();
        (url, pending)
    }

    /// Who came back. `query` is that of the address to which the browser was sent, without the question mark.
    pub async fn finish(
        &self,
        http: &dyn Http,
        pending: Pending,
        query: &str,
        now: Timestamp,
    ) -> Result<Identity, OidcError> {
        let begun = Timestamp::from_microsecond(pending.begun).map_err(|_| OidcError::Damaged)?;
        let code = self.code(&pending, query)?;
        if now.duration_since(begun) >= PATIENCE {
            return Err(OidcError::TooLate);
        }
        let call = Caller(http);
        let client =
            CoreClient::from_provider_metadata(self.metadata.clone(), self.client_id(), self.client_secret())
                .set_redirect_uri(self.redirect());
        let tokens = client
            .exchange_code(code)
            .map_err(|error| OidcError::Provider(error.to_string()))?
            .set_pkce_verifier(PkceCodeVerifier::new(pending.verifier))
            .request_async(&call)
            .await?;
        let token = tokens.id_token().ok_or(OidcError::Token(TokenFault::Missing))?;
        let (client_id, issuer) = (self.client_id(), self.metadata.issuer().clone());
        let expected = Expected { client_id, issuer, nonce: Nonce::new(pending.nonce), now };
        let claims = match expected.claims(token, tokens.access_token(), self.metadata.jwks())? {
            Some(claims) => claims,
            None => {
                let keys = CoreJsonWebKeySet::fetch_async(self.metadata.jwks_uri(), &call).await?;
                let claims = expected.claims(token, tokens.access_token(), &keys)?;
                let unknown =
                    || OidcError::Token(TokenFault::Signature("the provider has no such key".to_owned()));
                claims.ok_or_else(unknown)?
            }
        };
        let mut identity = self.identity(claims);
        if (identity.email.is_none() || identity.name.is_none())
            && self.metadata.userinfo_endpoint().is_some()
        {
            let more: CoreUserInfoClaims = client
                .user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
                .map_err(|error| OidcError::Provider(error.to_string()))?
                .request_async(&call)
                .await?;
            if identity.email.is_none() {
                identity.email = more.email().map(|email| email.to_string());
                identity.email_verified = more.email_verified().unwrap_or(false);
            }
            identity.name = identity.name.or_else(|| plain(more.name()));
        }
        Ok(identity)
    }

    /// The code in the query, if the query answers `pending`.
    fn code(&self, pending: &Pending, query: &str) -> Result<AuthorizationCode, OidcError> {
        let [mut state, mut code, mut issuer, mut error, mut description] = [const { None }; 5];
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let place = match &*name {
                "state" => &mut state,
                "code" => &mut code,
                "iss" => &mut issuer,
                "error" => &mut error,
                "error_description" => &mut description,
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                return Err(OidcError::Form);
            }
        }
        let state: String = state.ok_or(OidcError::Form)?;
        let is_ours: bool = state.as_bytes().ct_eq(pending.state.as_bytes()).into();
        let is_from_here = *pending.issuer == **self.metadata.issuer();
        let is_named = issuer.is_none_or(|issuer: String| issuer == pending.issuer);
        if !is_ours || !is_from_here || !is_named {
            return Err(OidcError::OtherState);
        }
        if let Some(error) = error {
            return Err(OidcError::Refused { error, description });
        }
        code.map(AuthorizationCode::new).ok_or(OidcError::Form)
    }

    fn identity(&self, claims: &CoreIdTokenClaims) -> Identity {
        Identity {
            issuer: self.metadata.issuer().to_string(),
            subject: claims.subject().to_string(),
            email: claims.email().map(|email| email.to_string()),
            email_verified: claims.email_verified().unwrap_or(false),
            name: plain(claims.name()),
        }
    }

    fn client_id(&self) -> ClientId {
        ClientId::new(self.settings.client_id.clone())
    }

    fn client_secret(&self) -> Option<ClientSecret> {
        self.settings.client_secret.clone().map(ClientSecret::new)
    }

    fn redirect(&self) -> RedirectUrl {
        RedirectUrl::from_url(self.settings.redirect.clone())
    }
}

/// The client that was given, as the library calls it. A type and no closure, so that the futures can be sent.
struct Caller<'h>(&'h dyn Http);

impl<'c> AsyncHttpClient<'c> for Caller<'_> {
    type Error = Unreachable;
    type Future = Answer<'c>;

    fn call(&'c self, request: Request) -> Answer<'c> {
        self.0.send(request)
    }
}

/// The text in the provider's own language, or in whichever comes first.
fn plain<T: fmt::Debug + Clone + std::ops::Deref<Target = String>>(
    claim: Option<&LocalizedClaim<T>>,
) -> Option<String> {
    let claim = claim?;
    claim.get(None).or_else(|| claim.iter().next().map(|(_, text)| text)).map(|text| (**text).clone())
}

/// Plain http is for providers on this machine (RFC 8252 §8.3).
pub(super) fn refuse_insecure(url: &Url) -> Result<(), OidcError> {
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => IpAddr::V4(address).is_loopback(),
        Some(Host::Ipv6(address)) => IpAddr::V6(address).is_loopback(),
        None => false,
    };
    let is_secure = url.scheme() == "https" && url.host().is_some();
    if is_secure || (url.scheme() == "http" && is_here) {
        Ok(())
    } else {
        Err(OidcError::Insecure(url.to_string()))
    }
}
