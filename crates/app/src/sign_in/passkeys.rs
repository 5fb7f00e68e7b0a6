//! Passkeys: registered after the password was shown again, and then enough to sign in.

use super::Entered;
use super::ceremony::CeremonyKind;
use crate::app::{Deed, NOTHING};
use crate::sign_in::Next;
use crate::{App, AppError, Fault, Origin, Person, Thing};
use domain::people::AccountState;
use domain::{AccountId, PasskeyId};
use identity::Os;
use identity::passkey::{
    Challenge, NoRelyingParty, Passkey, PasskeyError, Pending, RelyingParty, UserHandle,
};
use identity::session::{Proof, Session, Stage};
use identity::token::SessionToken;
use store::{NewPasskey, PasskeyRow, StoreError};
use url::Url;

/// Most passkeys that an account may have.
const MOST: usize = 20;
/// Longest name of one, in letters.
const NAME: usize = 60;

/// What the browser is asked, and the token with which it answers.
#[derive(Debug)]
pub struct Ceremony {
    /// `{"publicKey": …}`.
    pub challenge: Challenge,
    /// What the browser is to hold until then.
    pub token: SessionToken,
}

impl App {
    /// The address at which people reach the site, and its name: from now on there are passkeys, which belong to that address.
    ///
    /// # Errors
    /// [`NoRelyingParty`] for an address for which browsers make none.
    pub fn reached_at(&self, address: &Url, name: &str) -> Result<(), NoRelyingParty> {
        let party = RelyingParty::new(address, name)?;
        // Told twice, the first holds.
        let _ = self.0.passkeys.set(party);
        Ok(())
    }

    /// Are there passkeys?
    #[must_use]
    pub fn has_passkeys(&self) -> bool {
        self.0.passkeys.get().is_some()
    }

    fn party(&self) -> Result<&RelyingParty, AppError> {
        self.0.passkeys.get().ok_or_else(|| Fault::whole("passkey-none-here").into())
    }

    async fn ask(
        &self,
        account: Option<AccountId>,
        (challenge, pending): (Challenge, Pending),
    ) -> Result<Ceremony, AppError> {
        let data = pending.to_json().map_err(|e| fault(&e))?;
        let token = self.keep_ceremony(CeremonyKind::Passkey, account, &data).await?;
        Ok(Ceremony { challenge, token })
    }

    /// Begins a sign-in with a passkey; whose, the answer tells.
    ///
    /// # Errors
    /// [`AppError::Refused`] where there are no passkeys.
    pub async fn begin_passkey_sign_in(&self) -> Result<Ceremony, AppError> {
        let asked = self.party()?.start_sign_in(self.now()).map_err(|e| fault(&e))?;
        self.ask(None, asked).await
    }

    /// Signs in whose passkey answered.
    ///
    /// # Errors
    /// [`AppError::Refused`] with what to do.
    pub async fn passkey_sign_in(
        &self,
        token: &str,
        answer: &str,
        origin: &Origin,
    ) -> Result<Entered, AppError> {
        let party = self.party()?;
        let now = self.now();
        let pending = take(self, token, None).await?;
        let mut write = self.0.database.write().await?;
        let credential = party.claimed(answer).map_err(|e| fault(&e))?;
        let unknown = || AppError::from(fault(&PasskeyError::Unknown));
        let row = write.passkey(&credential).await?.ok_or_else(unknown)?;
        let account = write.account(row.account).await?;
        let account = account.filter(|account| account.state == AccountState::Active).ok_or_else(unknown)?;
        let passkey = Passkey::from_json(&row.data).map_err(|e| AppError::Bug(e.to_string()))?;
        let owner = UserHandle::of_account(account.id.get());
        let used = party.finish_sign_in(pending, answer, &passkey, owner, now).map_err(|error| {
            tracing::warn!(request = origin.request, passkey = row.id.get(), %error, "a passkey was refused");
            fault(&error)
        })?;
        let data = used.passkey.to_json().map_err(|e| AppError::Bug(e.to_string()))?;
        write.passkey_used(row.id, &data, now).await?;
        let stage = Stage::Signed(Proof::Passkey);
        let (_, token) = Session::begin(stage, now, &mut Os);
        self.enter(write, &account, stage, &token, origin, None).await?;
        Ok(Entered { token, next: Next::Inside })
    }
}

impl Person {
    /// The person's passkeys, the oldest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn passkeys(&self) -> Result<Vec<PasskeyRow>, AppError> {
        Ok(self.app.0.database.read().await?.passkeys(self.account.id).await?)
    }

    /// Begins to register a passkey, after the password was shown again.
    ///
    /// # Errors
    /// [`AppError::Refused`] at `password`, [`AppError::Wait`] after too many tries.
    pub async fn begin_passkey(&self, password: &str) -> Result<Ceremony, AppError> {
        let party = self.app.party()?;
        self.check_password(password, "password").await?;
        let existing = self.passkeys().await?;
        if existing.len() >= MOST {
            return Err(Fault::whole("passkey-too-many").with("most", MOST).into());
        }
        let existing: Vec<Passkey> =
            existing.iter().filter_map(|row| Passkey::from_json(&row.data).ok()).collect();
        let user = UserHandle::of_account(self.account.id.get());
        let (name, display_name) = (self.account.sign_in.as_str(), &self.account.display_name);
        let asked = party.start_registration(user, name, display_name, &existing, self.now);
        self.app.ask(Some(self.account.id), asked.map_err(|e| fault(&e))?).await
    }

    /// Keeps the passkey that answered.
    ///
    /// # Errors
    /// [`AppError::Refused`] with what to do.
    pub async fn finish_passkey(&self, token: &str, name: &str, answer: &str) -> Result<(), AppError> {
        let party = self.app.party()?;
        let name = passkey_name(name)?;
        let pending = take(&self.app, token, Some(self.account.id)).await?;
        let passkey = party.finish_registration(pending, answer, self.now).map_err(|e| fault(&e))?;
        let data = passkey.to_json().map_err(|e| AppError::Bug(e.to_string()))?;
        let credential = passkey.credential();
        let mut write = self.app.0.database.write().await?;
        let new = NewPasskey { account: self.account.id, credential: &credential, name: &name, data: &data };
        match write.add_passkey(&new, self.now).await {
            Err(StoreError::Taken(_)) => Err(Fault::whole("passkey-taken").into()),
            other => {
                other?;
                self.say_about_account(write, "people.add_passkey").await
            }
        }
    }

    /// Gives one of the person's passkeys another name.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is not the person's, [`AppError::Refused`] at `name`.
    pub async fn rename_passkey(&self, id: PasskeyId, name: &str) -> Result<(), AppError> {
        let name = passkey_name(name)?;
        let mut write = self.app.0.database.write().await?;
        if !write.rename_passkey(id, self.account.id, &name).await? {
            return Err(AppError::NotFound { thing: Thing::Passkey });
        }
        self.say_about_passkey(write, "people.rename_passkey", id).await
    }

    /// Takes one of the person's passkeys away.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is not the person's.
    pub async fn remove_passkey(&self, id: PasskeyId) -> Result<(), AppError> {
        let mut write = self.app.0.database.write().await?;
        if !write.drop_passkey(id, self.account.id).await? {
            return Err(AppError::NotFound { thing: Thing::Passkey });
        }
        self.say_about_passkey(write, "people.remove_passkey", id).await
    }

    async fn say_about_passkey(
        &self,
        write: store::Write,
        verb: &str,
        id: PasskeyId,
    ) -> Result<(), AppError> {
        let deed = Deed { verb, kind: "passkey", id: Some(id.get()), before: NOTHING, after: NOTHING };
        write.log(&self.entry(None, &deed)?).await?.commit().await?;
        Ok(())
    }
}

/// What was asked of the browser with this token, if it was asked of this account; it is asked no more, whoever came.
async fn take(app: &App, token: &str, account: Option<AccountId>) -> Result<Pending, AppError> {
    let late = || AppError::from(fault(&PasskeyError::TooLate));
    let taken = app.take_ceremony(CeremonyKind::Passkey, token).await?;
    let (_, data) = taken.filter(|(owner, _)| *owner == account).ok_or_else(late)?;
    Pending::from_json(&data).map_err(|e| AppError::Bug(e.to_string()))
}

fn passkey_name(typed: &str) -> Result<String, Fault> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Fault::at("name", "field-needed")),
        1..=NAME => Ok(name),
        _ => Err(Fault::at("name", "field-too-long").with("limit", NAME)),
    }
}

/// What a person is told.
fn fault(error: &PasskeyError) -> Fault {
    Fault::whole(match error {
        PasskeyError::TooLate | PasskeyError::OtherChallenge => "passkey-late",
        PasskeyError::NotVerified => "passkey-not-verified",
        PasskeyError::Unknown => "passkey-unknown",
        PasskeyError::Copied => "passkey-copied",
        _ => "passkey-wrong",
    })
}
