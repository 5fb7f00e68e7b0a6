//! Another site vouches (OpenID Connect): linked with an account after the password was shown again, and then enough to sign in.

use super::Entered;
use super::ceremony::CeremonyKind;
use crate::app::{Deed, NOTHING};
use crate::sign_in::Next;
use crate::{App, AppError, Fault, Origin, Person, Thing, Visit};
use domain::AccountId;
use domain::people::AccountState;
use identity::Os;
use identity::oidc::{HttpsClient, Identity, OidcError, Pending, Provider, Settings};
use identity::session::{Proof, Session, Stage};
use identity::token::SessionToken;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::fmt;
use store::{ExternalIdentity, StoreError};
use tokio::sync::Mutex;
use url::Url;

/// A provider that did not answer is asked again after so long: meanwhile nobody waits for it.
const AGAIN: SignedDuration = SignedDuration::from_secs(30);

/// The other site.
pub struct OpenId {
    name: String,
    settings: Settings,
    http: HttpsClient,
    known: Mutex<Known>,
}

/// What is known of the provider. Asked for at the first sign-in, and kept.
#[derive(Default)]
struct Known {
    provider: Option<Provider>,
    tried: Option<Timestamp>,
}

impl fmt::Debug for OpenId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("OpenId").field("name", &self.name).finish_non_exhaustive()
    }
}

impl OpenId {
    /// The provider's name of itself: a bare host has no slash behind it, which `Url` writes.
    fn issuer(&self) -> &str {
        let issuer = &self.settings.issuer;
        let bare = issuer.path() == "/" && issuer.query().is_none();
        if bare { issuer.as_str().trim_end_matches('/') } else { issuer.as_str() }
    }

    /// The provider that people know as `name`. It is not asked anything yet.
    ///
    /// # Errors
    /// [`OidcError::Insecure`] for an address that is not https.
    pub fn new(name: &str, settings: Settings, http: HttpsClient) -> Result<Self, OidcError> {
        settings.check()?;
        Ok(Self { name: name.to_owned(), settings, http, known: Mutex::default() })
    }

    async fn provider(&self, now: Timestamp) -> Result<Provider, OidcError> {
        let mut known = self.known.lock().await;
        if let Some(provider) = &known.provider {
            return Ok(provider.clone());
        }
        if known.tried.is_some_and(|tried| now >= tried && now.duration_since(tried) < AGAIN) {
            return Err(OidcError::Unreachable("it did not answer a moment ago".to_owned()));
        }
        // Before it is asked: who gives up waiting has tried too.
        known.tried = Some(now);
        let provider = Provider::discover(&self.http, self.settings.clone()).await?;
        known.provider = Some(provider.clone());
        Ok(provider)
    }
}

/// What is kept until the browser comes back.
#[derive(Serialize, Deserialize)]
struct Asked {
    pending: String,
    back: String,
}

/// The browser is sent to the other site.
#[derive(Debug)]
pub struct Gone {
    /// Where to.
    pub to: Url,
    /// What the browser is to hold until it comes back.
    pub token: SessionToken,
}

/// Somebody came back from the other site.
#[derive(Debug)]
pub enum Arrived {
    /// Signed in; to go on at `back`.
    In {
        /// The new session.
        entered: Entered,
        /// As it was given at the beginning.
        back: String,
    },
    /// The other site knows the person, and no account here is linked with them.
    Unknown,
    /// The account is linked now.
    Linked,
}

impl App {
    /// Another site that vouches for people, from now on.
    pub fn vouched_by(&self, openid: OpenId) {
        // Told twice, the first holds.
        let _ = self.0.openid.set(openid);
    }

    /// The name of the site that vouches for people, where there is one.
    #[must_use]
    pub fn openid_name(&self) -> Option<&str> {
        self.0.openid.get().map(|openid| openid.name.as_str())
    }

    /// That site's name of itself, by which links name it.
    #[must_use]
    pub fn openid_issuer(&self) -> Option<&str> {
        self.0.openid.get().map(OpenId::issuer)
    }

    fn openid(&self) -> Result<&OpenId, AppError> {
        self.0.openid.get().ok_or_else(|| Fault::whole("openid-none-here").into())
    }

    async fn send(&self, account: Option<AccountId>, back: &str) -> Result<Gone, AppError> {
        let now = self.now();
        let provider = self.openid()?.provider(now).await.map_err(|error| self.refused(&error))?;
        let (to, pending) = provider.begin(now, &mut Os);
        let pending = pending.to_json().map_err(|e| AppError::Bug(e.to_string()))?;
        let asked = Asked { pending, back: back.to_owned() };
        let data = serde_json::to_string(&asked).map_err(|e| AppError::Bug(e.to_string()))?;
        let token = self.keep_ceremony(CeremonyKind::OpenId, account, &data).await?;
        Ok(Gone { to, token })
    }

    /// Begins a sign-in at the other site; to go on at `back` afterwards.
    ///
    /// # Errors
    /// [`AppError::Refused`] with what to do.
    pub async fn begin_openid_sign_in(&self, back: &str) -> Result<Gone, AppError> {
        self.send(None, back).await
    }

    /// The browser that holds `token` came back from the other site with `query`. What was begun, a sign-in or a link, ends.
    ///
    /// # Errors
    /// [`AppError::Refused`] with what to do.
    pub async fn back_from_openid(
        &self,
        visit: &Visit,
        origin: &Origin,
        token: &str,
        query: &str,
    ) -> Result<Arrived, AppError> {
        let openid = self.openid()?;
        let late = || AppError::from(Fault::whole("openid-late"));
        let taken = self.take_ceremony(CeremonyKind::OpenId, token).await?;
        let (account, data) = taken.ok_or_else(late)?;
        let asked: Asked = serde_json::from_str(&data).map_err(|e| AppError::Bug(e.to_string()))?;
        let pending = Pending::from_json(&asked.pending).map_err(|e| AppError::Bug(e.to_string()))?;
        // A link belongs to who began it, and is still here.
        let owner = match (account, visit) {
            (None, _) => None,
            (Some(account), Visit::SignedIn(person)) if person.account.id == account => Some(person),
            (Some(_), _) => return Err(late()),
        };
        let now = self.now();
        let provider = openid.provider(now).await.map_err(|error| self.refused(&error))?;
        let identity = provider.finish(&openid.http, pending, query, now).await;
        let identity = identity.map_err(|error| self.refused(&error))?;
        match owner {
            None => self.enter_known(&identity, origin, asked.back).await,
            Some(person) => person.link(&identity).await.map(|()| Arrived::Linked),
        }
    }

    async fn enter_known(
        &self,
        identity: &Identity,
        origin: &Origin,
        back: String,
    ) -> Result<Arrived, AppError> {
        let mut write = self.0.database.write().await?;
        let Some(account) = write.externally_known(&identity.issuer, &identity.subject).await? else {
            tracing::info!(
                request = origin.request,
                "somebody whom no account is linked with came from the sign-in provider"
            );
            return Ok(Arrived::Unknown);
        };
        let account = write.account(account).await?;
        let account = account.filter(|account| account.state == AccountState::Active);
        let account = account.ok_or_else(|| Fault::whole("openid-disabled"))?;
        let stage = Stage::Signed(Proof::OpenId);
        let (_, token) = Session::begin(stage, self.now(), &mut Os);
        self.enter(write, &account, stage, &token, origin, None).await?;
        Ok(Arrived::In { entered: Entered { token, next: Next::Inside }, back })
    }

    /// What a person is told; whoever looks after the machine reads the cause.
    fn refused(&self, error: &OidcError) -> AppError {
        let key = match error {
            OidcError::Refused { .. } => "openid-refused",
            OidcError::TooLate | OidcError::OtherState | OidcError::Form => "openid-late",
            OidcError::Unreachable(_) => "openid-unreachable",
            _ => "openid-wrong",
        };
        tracing::warn!(%error, "a sign-in by OpenID Connect failed");
        Fault::whole(key).with("name", self.openid_name().unwrap_or_default()).into()
    }
}

impl Person {
    /// The other sites that vouch for the person.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn external_identities(&self) -> Result<Vec<ExternalIdentity>, AppError> {
        Ok(self.app.0.database.read().await?.external_identities(self.account.id).await?)
    }

    /// Begins to link the account with the other site, after the password was shown again.
    ///
    /// # Errors
    /// [`AppError::Refused`] at `password` or with what to do, [`AppError::Wait`] after too many tries.
    pub async fn begin_openid_link(&self, password: &str) -> Result<Gone, AppError> {
        self.app.openid()?;
        self.check_password(password, "password").await?;
        self.app.send(Some(self.account.id), "").await
    }

    async fn link(&self, identity: &Identity) -> Result<(), AppError> {
        let mut write = self.app.0.database.write().await?;
        let (id, issuer) = (self.account.id, &identity.issuer);
        let taken = || AppError::from(Fault::whole("openid-taken"));
        match write.add_external_identity(id, issuer, &identity.subject, self.now).await {
            Err(StoreError::Taken(_)) => Err(taken()),
            other => {
                other?;
                let after = Some(json!({ "issuer": issuer }));
                self.say_about_link(write, "people.link_openid", NOTHING, after).await
            }
        }
    }

    /// Takes the link with another site away.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when there is none.
    pub async fn unlink_openid(&self, issuer: &str) -> Result<(), AppError> {
        let mut write = self.app.0.database.write().await?;
        if !write.drop_external_identity(self.account.id, issuer).await? {
            return Err(AppError::NotFound { thing: Thing::ExternalIdentity });
        }
        let before = Some(json!({ "issuer": issuer }));
        self.say_about_link(write, "people.unlink_openid", before, NOTHING).await
    }

    async fn say_about_link(
        &self,
        write: store::Write,
        verb: &str,
        before: Option<impl Serialize>,
        after: Option<impl Serialize>,
    ) -> Result<(), AppError> {
        let deed = Deed { verb, kind: "account", id: Some(self.account.id.get()), before, after };
        write.log(&self.entry(None, &deed)?).await?.commit().await?;
        Ok(())
    }
}
