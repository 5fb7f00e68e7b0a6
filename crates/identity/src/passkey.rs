//! Passkeys: sign-in with what a telephone, a computer or a security key holds (WebAuthn level 3).
//!
//! Two ways: as a whole sign-in, where the passkey says who it belongs to (a discoverable credential), and as the second
//! step after a password. Both ask that the device checks its person (finger, face, PIN). Each ceremony is a pair of calls:
//! the first gives a [`Challenge`] for the browser and a [`Pending`] for the store, the second takes the browser's answer
//! and that pending one, which the store has deleted before, so that no answer is taken twice.
//!
//! The page's script passes [`Challenge::as_json`]'s `publicKey` to `navigator.credentials.create` or `.get`, its parts
//! decoded by `parseCreationOptionsFromJSON` or `parseRequestOptionsFromJSON`, and posts `credential.toJSON()`.

use std::fmt;

use data_encoding::BASE64URL_NOPAD;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use url::Url;
use webauthn_rs::prelude::{
    AuthenticationResult, DiscoverableAuthentication, PasskeyAuthentication, PasskeyRegistration,
    PublicKeyCredential, RegisterPublicKeyCredential, Uuid, WebauthnBuilder, WebauthnError,
};
use webauthn_rs::{Webauthn, prelude};

/// How long a person may take between the two calls; the browser is told the same.
pub const PATIENCE: SignedDuration = SignedDuration::from_mins(5);

/// The site, as browsers know it.
#[derive(Debug, Clone)]
pub struct RelyingParty(Webauthn);

/// The address of the site is none for which browsers make passkeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("passkeys need a site with a name (no numeric address) that is reached by https, or localhost")]
pub struct NoRelyingParty;

/// What a passkey carries to say whose it is: 16 bytes that tell nobody anything (WebAuthn §14.6.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UserHandle([u8; 16]);

impl UserHandle {
    /// That of the account with this number: always the same, so that a device keeps one passkey for it.
    pub fn of_account(number: i64) -> Self {
        let digest = Sha256::digest(format!("sauro account {number}"));
        let mut handle = [0; 16];
        handle.copy_from_slice(&digest[..16]);
        Self(handle)
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// A registered passkey: a public key and how often it was used.
#[derive(Debug, Clone)]
pub struct Passkey(prelude::Passkey);

impl Passkey {
    /// The name by which the browser knows it, in Base64url. Unique in the store: one that is registered already is refused.
    pub fn credential(&self) -> String {
        BASE64URL_NOPAD.encode(self.0.cred_id().as_ref())
    }

    /// The text for the store.
    pub fn to_json(&self) -> Result<String, PasskeyError> {
        serde_json::to_string(&self.0).map_err(|_| PasskeyError::Damaged)
    }

    /// Reads what the store has kept.
    pub fn from_json(text: &str) -> Result<Self, PasskeyError> {
        serde_json::from_str(text).map(Self).map_err(|_| PasskeyError::Damaged)
    }
}

/// What the browser gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Challenge(String);

impl Challenge {
    /// `{"publicKey": …}` with bytes in Base64url.
    pub fn as_json(&self) -> &str {
        &self.0
    }
}

/// A ceremony that waits for the browser's answer. The store keeps its text, beside the session, and deletes it when the
/// answer comes.
#[derive(Serialize, Deserialize)]
pub struct Pending {
    /// Microseconds since 1970.
    begun: i64,
    state: State,
}

#[derive(Serialize, Deserialize)]
enum State {
    Registration(PasskeyRegistration),
    SecondStep(PasskeyAuthentication),
    SignIn(DiscoverableAuthentication),
}

impl Pending {
    /// The text for the store.
    pub fn to_json(&self) -> Result<String, PasskeyError> {
        serde_json::to_string(self).map_err(|_| PasskeyError::Damaged)
    }

    /// Reads what the store has kept.
    pub fn from_json(text: &str) -> Result<Self, PasskeyError> {
        serde_json::from_str(text).map_err(|_| PasskeyError::Damaged)
    }

    fn in_time(self, now: Timestamp) -> Result<State, PasskeyError> {
        let begun = Timestamp::from_microsecond(self.begun).map_err(|_| PasskeyError::Damaged)?;
        if now.duration_since(begun) < PATIENCE { Ok(self.state) } else { Err(PasskeyError::TooLate) }
    }
}

impl fmt::Debug for Pending {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Pending").field("begun", &self.begun).finish_non_exhaustive()
    }
}

/// The passkey is right.
#[derive(Debug, Clone)]
#[must_use]
pub struct Used {
    /// It, with its new count.
    pub passkey: Passkey,
    /// It is to be written to the store again.
    pub is_changed: bool,
}

/// Why a ceremony failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyError {
    /// The answer is not what a browser sends.
    #[error("the browser's answer cannot be read")]
    Form,
    /// It came more than [`PATIENCE`] after the challenge.
    #[error("this took too long, begin again")]
    TooLate,
    /// It answers another challenge, or one of another ceremony.
    #[error("this answers another question, begin again")]
    OtherChallenge,
    /// It was made for another site.
    #[error("this passkey was asked by another site")]
    OtherSite,
    /// The device did not check its person.
    #[error("the device did not check who uses it")]
    NotVerified,
    /// The account has no such passkey, or the answer does not say whose it is.
    #[error("this passkey is not known here")]
    Unknown,
    /// Its count went back: somebody may have copied it (WebAuthn §6.1.1). Refused, and worth a line in the log.
    #[error("this passkey may have been copied")]
    Copied,
    /// The signature or another part is wrong.
    #[error("the passkey's answer is wrong: {0}")]
    Wrong(String),
    /// What the store has kept cannot be read, or cannot be written.
    #[error("the stored passkey or ceremony is damaged")]
    Damaged,
}

impl From<WebauthnError> for PasskeyError {
    fn from(error: WebauthnError) -> Self {
        match error {
            WebauthnError::MismatchedChallenge => Self::OtherChallenge,
            WebauthnError::InvalidRPOrigin | WebauthnError::InvalidRPIDHash => Self::OtherSite,
            WebauthnError::UserNotVerified | WebauthnError::UserNotPresent => Self::NotVerified,
            WebauthnError::CredentialNotFound | WebauthnError::InvalidUserUniqueId => Self::Unknown,
            WebauthnError::CredentialPossibleCompromise => Self::Copied,
            other => Self::Wrong(other.to_string()),
        }
    }
}

impl RelyingParty {
    /// The site at `base`, shown as `name`. Passkeys belong to the host's name: they are lost when it changes.
    pub fn new(base: &Url, name: &str) -> Result<Self, NoRelyingParty> {
        let host = base.domain().ok_or(NoRelyingParty)?;
        if base.scheme() != "https" && !(base.scheme() == "http" && host == "localhost") {
            return Err(NoRelyingParty);
        }
        let patience = PATIENCE.try_into().map_err(|_| NoRelyingParty)?;
        WebauthnBuilder::new(host, base)
            .and_then(|builder| builder.rp_name(name).timeout(patience).build())
            .map(Self)
            .map_err(|_| NoRelyingParty)
    }

    /// Begins to register a passkey for an account, of which `name` is the sign-in name and `display_name` the person's.
    /// A device that holds one of `existing` refuses to make another.
    pub fn start_registration(
        &self,
        user: UserHandle,
        name: &str,
        display_name: &str,
        existing: &[Passkey],
        now: Timestamp,
    ) -> Result<(Challenge, Pending), PasskeyError> {
        let existing = existing.iter().map(|passkey| passkey.0.cred_id().clone()).collect();
        let (challenge, state) = self.0.start_passkey_registration(
            Uuid::from_bytes(user.0),
            name,
            display_name,
            Some(existing),
        )?;
        let mut challenge = json(&challenge)?;
        // So that it can say whose it is: otherwise it would serve as a second step only.
        if let Some(selection) = challenge.pointer_mut("/publicKey/authenticatorSelection") {
            selection["residentKey"] = "preferred".into();
        }
        Ok((
            Challenge(challenge.to_string()),
            Pending { begun: now.as_microsecond(), state: State::Registration(state) },
        ))
    }

    /// The new passkey, from the browser's answer.
    pub fn finish_registration(
        &self,
        pending: Pending,
        answer: &str,
        now: Timestamp,
    ) -> Result<Passkey, PasskeyError> {
        let State::Registration(state) = pending.in_time(now)? else {
            return Err(PasskeyError::OtherChallenge);
        };
        let answer: RegisterPublicKeyCredential =
            serde_json::from_str(answer).map_err(|_| PasskeyError::Form)?;
        Ok(Passkey(self.0.finish_passkey_registration(&answer, &state)?))
    }

    /// Begins the second step after a password, with the passkeys of the account.
    pub fn start_second_step(
        &self,
        passkeys: &[Passkey],
        now: Timestamp,
    ) -> Result<(Challenge, Pending), PasskeyError> {
        let known: Vec<prelude::Passkey> = passkeys.iter().map(|passkey| passkey.0.clone()).collect();
        if known.is_empty() {
            return Err(PasskeyError::Unknown);
        }
        let (challenge, state) = self.0.start_passkey_authentication(&known)?;
        Ok((
            Challenge(json(&challenge)?.to_string()),
            Pending { begun: now.as_microsecond(), state: State::SecondStep(state) },
        ))
    }

    /// Which of the account's passkeys answered. `passkeys` are read anew: one that was revoked meanwhile is unknown.
    pub fn finish_second_step(
        &self,
        pending: Pending,
        answer: &str,
        passkeys: &[Passkey],
        now: Timestamp,
    ) -> Result<Used, PasskeyError> {
        let State::SecondStep(state) = pending.in_time(now)? else {
            return Err(PasskeyError::OtherChallenge);
        };
        let answer = read(answer)?;
        let result = self.0.finish_passkey_authentication(&answer, &state)?;
        let passkey = passkeys.iter().find(|passkey| passkey.0.cred_id() == result.cred_id());
        used(passkey.ok_or(PasskeyError::Unknown)?, &result)
    }

    /// Begins a sign-in of nobody yet: the browser offers the passkeys that it has for this site. For the list under the
    /// name's field the page's script adds `mediation: "conditional"`.
    pub fn start_sign_in(&self, now: Timestamp) -> Result<(Challenge, Pending), PasskeyError> {
        let (mut challenge, state) = self.0.start_discoverable_authentication()?;
        challenge.mediation = None;
        Ok((
            Challenge(json(&challenge)?.to_string()),
            Pending { begun: now.as_microsecond(), state: State::SignIn(state) },
        ))
    }

    /// Which passkey an answer to [`Self::start_sign_in`] claims to come from, as [`Passkey::credential`]; not checked yet.
    /// The store looks it up, and the account to which it belongs.
    pub fn claimed(&self, answer: &str) -> Result<String, PasskeyError> {
        Ok(BASE64URL_NOPAD.encode(read(answer)?.get_credential_id()))
    }

    /// Checks that answer. `passkey` is the one of [`Self::claimed`] and `owner` its account.
    pub fn finish_sign_in(
        &self,
        pending: Pending,
        answer: &str,
        passkey: &Passkey,
        owner: UserHandle,
        now: Timestamp,
    ) -> Result<Used, PasskeyError> {
        let State::SignIn(state) = pending.in_time(now)? else { return Err(PasskeyError::OtherChallenge) };
        let answer = read(answer)?;
        if self.0.identify_discoverable_authentication(&answer)?.0.into_bytes() != owner.0 {
            return Err(PasskeyError::Unknown);
        }
        let key = prelude::DiscoverableKey::from(&passkey.0);
        let result = self.0.finish_discoverable_authentication_v2(&answer, state, &key)?;
        used(passkey, &result)
    }
}

fn json(challenge: &impl Serialize) -> Result<serde_json::Value, PasskeyError> {
    serde_json::to_value(challenge).map_err(|_| PasskeyError::Damaged)
}

fn read(answer: &str) -> Result<PublicKeyCredential, PasskeyError> {
    serde_json::from_str(answer).map_err(|_| PasskeyError::Form)
}

fn used(passkey: &Passkey, result: &AuthenticationResult) -> Result<Used, PasskeyError> {
    let mut passkey = passkey.clone();
    let is_changed = passkey.0.update_credential(result).ok_or(PasskeyError::Unknown)?;
    Ok(Used { passkey, is_changed })
}
