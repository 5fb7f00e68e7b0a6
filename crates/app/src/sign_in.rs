//! Signing in and out, and what a person does to the own account.

mod ceremony;
mod openid;
mod passkeys;

pub use openid::{Arrived, Gone, OpenId};
pub use passkeys::Ceremony;

use crate::app::{Deed, NOTHING};
use crate::notices::Event;
use crate::permit::{HalfSigned, Person, Visit};
use crate::{App, AppError, Fault, Origin, Thing};
use domain::log::Actor;
use domain::people::{Account, AccountState, SignInName};
use domain::{AccountId, SessionId};
use identity::Os;
use identity::password::{NewPassword, Refusal, SHORTEST_CHARACTERS, StoredHash};
use identity::session::{Proof, Session, Stage};
use identity::throttle::{Answer, Record, Tries, network};
use identity::token::SessionToken;
use identity::totp::{Secret, Step};
use store::{Credentials, NewSession, SessionRow, TriesRow, Work};

/// Somebody has shown who they are, or half of it.
#[derive(Debug)]
pub struct Entered {
    /// What the browser is to hold; it replaces what it held.
    pub token: SessionToken,
    /// What comes next.
    pub next: Next,
}

/// What comes after a step of the sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The second factor.
    SecondFactor,
    /// The person is in.
    Inside,
}

/// The session that a row stands for.
pub(crate) fn session(row: &SessionRow) -> Option<Session> {
    Some(Session { created: row.created, last_seen: row.last_seen, stage: Stage::parse(&row.stage)? })
}

/// The lines on which tries are counted.
struct Lines {
    pair: String,
    account: String,
    address: String,
    network: String,
}

impl Lines {
    fn of(name: &str, origin: &Origin) -> Self {
        let network = origin.address.map(network).map_or_else(|| "local".to_owned(), |a| a.to_string());
        // A name is at most what a name may be: nobody fills the table with long ones.
        let name: String = name.chars().take(64).collect();
        Self {
            pair: format!("pair {network} {name}"),
            account: format!("account {name}"),
            address: format!("address {network}"),
            network,
        }
    }
}

fn tries(row: Option<TriesRow>) -> Option<Tries> {
    row.map(|row| Tries { last: row.last, empty: row.empty })
}

fn row(tries: Option<Tries>) -> Option<TriesRow> {
    tries.map(|tries| TriesRow { last: tries.last, empty: tries.empty })
}

async fn record(work: &mut Work, lines: &Lines, account: Option<AccountId>) -> Result<Record, AppError> {
    Ok(Record {
        pair: tries(work.tries(&lines.pair).await?),
        known_until: match account {
            Some(account) => work.known_until(account, &lines.network).await?,
            None => None,
        },
        account: tries(work.tries(&lines.account).await?),
        address: tries(work.tries(&lines.address).await?),
    })
}

async fn keep(
    work: &mut Work,
    lines: &Lines,
    account: Option<AccountId>,
    record: &Record,
) -> Result<(), AppError> {
    work.set_tries(&lines.pair, row(record.pair)).await?;
    work.set_tries(&lines.account, row(record.account)).await?;
    work.set_tries(&lines.address, row(record.address)).await?;
    if let (Some(account), Some(until)) = (account, record.known_until) {
        work.know_address(account, &lines.network, until).await?;
    }
    Ok(())
}

impl App {
    /// The first step: name and password. Tells nobody which of both is wrong.
    ///
    /// # Errors
    /// [`AppError::Refused`] with `sign-in-wrong`, [`AppError::Wait`] after too many tries.
    pub async fn sign_in(&self, name: &str, password: &str, origin: &Origin) -> Result<Entered, AppError> {
        let name = name.trim().to_lowercase();
        let lines = Lines::of(&name, origin);
        let account = self.count_try(&name, &lines).await?;
        let credentials = match &account {
            Some(account) => self.0.database.read().await?.credentials(account.id).await?,
            None => store::Credentials::default(),
        };
        let stored = credentials.password_hash.as_deref().map(StoredHash::parse).transpose();
        let stored = stored.map_err(|e| AppError::Bug(format!("account.password_hash: {e}")))?;
        let (hasher, typed) = (self.0.hasher.clone(), password.to_owned());
        let verified = blocking(move || hasher.verify(stored.as_ref(), &typed)).await?;
        let (Some(account), Ok(verified)) = (account.filter(|a| a.state == AccountState::Active), verified)
        else {
            tracing::info!(request = origin.request, "a sign-in was refused");
            return Err(Fault::whole("sign-in-wrong").into());
        };
        let again = if verified.rehash {
            let (hasher, typed) = (self.0.hasher.clone(), password.to_owned());
            Some(blocking(move || hasher.hash_again(&typed, &mut Os)).await?)
        } else {
            None
        };
        let stage = if credentials.totp_secret.is_some() {
            Stage::HalfSigned
        } else {
            Stage::Signed(Proof::Password)
        };
        let (_, token) = Session::begin(stage, self.now(), &mut Os);
        let mut write = self.0.database.write().await?;
        if let Some(hash) = again {
            let changed = credentials.password_changed_at.unwrap_or_else(|| self.now());
            write.set_password(account.id, hash.as_str(), credentials.password_one_time, changed).await?;
        }
        self.enter(write, &account, stage, &token, origin, Some(&lines)).await?;
        let next = if stage == Stage::HalfSigned { Next::SecondFactor } else { Next::Inside };
        Ok(Entered { token, next })
    }

    /// Counts a try before the password is looked at, so that tries at the same time count too.
    async fn count_try(&self, name: &str, lines: &Lines) -> Result<Option<Account>, AppError> {
        let mut work = self.0.database.work().await?;
        let account = match name.parse::<SignInName>() {
            Ok(name) => work.account_named(&name).await?,
            Err(_) => None,
        };
        let id = account.as_ref().map(|account| account.id);
        let record = record(&mut work, lines, id).await?;
        match self.0.tries.ask(&record, self.now()) {
            Answer::Wait { until } => Err(AppError::Wait { until }),
            Answer::GoOn(counted) => {
                keep(&mut work, lines, id, &counted).await?;
                work.commit().await?;
                Ok(account)
            }
        }
    }

    /// Keeps a new session, forgives the tries when the person is in, and says so in the log.
    async fn enter(
        &self,
        mut write: store::Write,
        account: &Account,
        stage: Stage,
        token: &SessionToken,
        origin: &Origin,
        lines: Option<&Lines>,
    ) -> Result<(), AppError> {
        let now = self.now();
        let word = stage.as_str();
        let id = write
            .add_session(&NewSession {
                digest: &token.digest().to_hex(),
                account: account.id,
                stage: word,
                created: now,
                address: &origin.address_text(),
                agent: &origin.agent,
            })
            .await?;
        if let (Stage::Signed(_), Some(lines)) = (stage, lines) {
            let counted = record(&mut write, lines, Some(account.id)).await?;
            if counted.known_until.is_none_or(|until| until < now) {
                self.tell_new_address(&mut write, account, origin).await?;
            }
            let forgiven = self.0.tries.succeeded(&counted, now);
            keep(&mut write, lines, Some(account.id), &forgiven).await?;
        }
        let deed = Deed {
            verb: if stage == Stage::HalfSigned { "sign_in.begin" } else { "sign_in.enter" },
            kind: "session",
            id: Some(id.get()),
            before: NOTHING,
            after: Some(serde_json::json!({ "by": word })),
        };
        let entry = deed.entry(now, Actor::Account(account.id), None, origin)?;
        write.log(&entry).await?.commit().await?;
        Ok(())
    }

    /// Somebody comes from where the account was never used: its owner is told, but for the first time of all and at the machine itself.
    async fn tell_new_address(
        &self,
        write: &mut store::Write,
        account: &Account,
        origin: &Origin,
    ) -> Result<(), AppError> {
        if origin.address.is_none() || !write.has_known_address(account.id).await? {
            return Ok(());
        }
        let event = Event::NewAddress { address: origin.address_text(), agent: origin.agent.clone() };
        self.tell(write, account, &event, self.now()).await
    }

    /// The second step: a code of the authenticator app, or a recovery code.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`] when no sign-in waits for it, [`AppError::Refused`] with `second-factor-wrong`, [`AppError::Wait`].
    pub async fn second_factor(&self, visit: &Visit, code: &str) -> Result<Entered, AppError> {
        let Visit::HalfSigned(half) = visit else {
            return Err(AppError::SignInNeeded);
        };
        let HalfSigned { account, row, session, origin } = &**half;
        let lines = Lines::of(&format!("code {}", account.sign_in), origin);
        self.count_try(account.sign_in.as_str(), &lines).await?;
        let mut read = self.0.database.read().await?;
        let credentials = read.credentials(account.id).await?;
        let codes = read.recovery_codes(account.id).await?;
        drop(read);
        let secret =
            credentials.totp_secret.as_deref().and_then(Secret::from_hex).ok_or(AppError::SignInNeeded)?;
        let now = self.now();
        let proof = match secret.verify(code, now, credentials.totp_last_step.map(Step)) {
            Ok(step) => Some(Shown::Step(step.0)),
            Err(_) => self.recovery_code(codes, code).await?.map(Shown::Code),
        };
        let mut write = self.0.database.write().await?;
        let proof = match proof {
            Some(Shown::Step(step)) if write.use_totp_step(account.id, step).await? => Proof::Totp,
            Some(Shown::Code(hash)) if write.use_recovery_code(account.id, &hash).await? => Proof::Recovery,
            _ => return Err(Fault::at("code", "second-factor-wrong").into()),
        };
        let (complete, token) =
            session.complete(proof, &self.0.lifetimes, now, &mut Os).map_err(|_| AppError::SignInNeeded)?;
        write.drop_session(row.id, account.id).await?;
        self.enter(write, account, complete.stage, &token, origin, Some(&lines)).await?;
        Ok(Entered { token, next: Next::Inside })
    }

    async fn recovery_code(&self, left: Vec<String>, typed: &str) -> Result<Option<String>, AppError> {
        let typed = typed.to_owned();
        blocking(move || {
            let hashes: Vec<StoredHash> =
                left.iter().filter_map(|hash| StoredHash::parse(hash).ok()).collect();
            identity::recovery::find(&hashes, &typed).map(|place| hashes[place].as_str().to_owned())
        })
        .await
    }

    /// Ends the session of a visit, whoever it is.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sign_out(&self, visit: &Visit) -> Result<(), AppError> {
        let (account, session, origin) = match visit {
            Visit::Nobody(_) => return Ok(()),
            Visit::HalfSigned(half) => (half.account.id, half.row.id, &half.origin),
            Visit::MustChangePassword(person) | Visit::SignedIn(person) => {
                (person.account.id, person.session, &person.origin)
            }
        };
        let mut write = self.0.database.write().await?;
        write.drop_session(session, account).await?;
        let deed = Deed {
            verb: "sign_in.leave",
            kind: "session",
            id: Some(session.get()),
            before: NOTHING,
            after: NOTHING,
        };
        let entry = deed.entry(self.now(), Actor::Account(account), None, origin)?;
        write.log(&entry).await?.commit().await?;
        Ok(())
    }
}

enum Shown {
    Step(i64),
    Code(String),
}

/// Runs what takes tens of milliseconds of a core beside the tasks.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, AppError> {
    tokio::task::spawn_blocking(work).await.map_err(|e| AppError::Bug(e.to_string()))
}

/// An authenticator app that is being set up: the secret is not kept before a code has proved it.
#[derive(Debug)]
pub struct Enrolment {
    /// The secret in groups, to type by hand.
    pub secret: String,
    /// The QR code as SVG.
    pub svg: String,
    /// The secret as the form brings it back.
    pub hex: String,
}

impl Person {
    /// Changes the own password and ends all other sessions.
    ///
    /// # Errors
    /// [`AppError::Refused`] at `old` or `new`.
    pub async fn change_password(&self, old: &str, new: &str) -> Result<(), AppError> {
        let database = &self.app.0.database;
        let credentials = self.check_password(old, "old").await?;
        if old == new {
            return Err(Fault::at("new", "password-same").into());
        }
        let names = [self.account.sign_in.as_str(), &self.account.display_name];
        let new = NewPassword::check(new, &names).map_err(|refusal| password_fault(&refusal))?;
        let hasher = self.app.0.hasher.clone();
        let hash = blocking(move || hasher.hash(&new, &mut Os)).await?;
        let mut write = database.write().await?;
        write.set_password(self.account.id, hash.as_str(), false, self.now).await?;
        let ended = write.drop_other_sessions(self.account.id, Some(self.session)).await?;
        // Who replaces the printed one has just been told what to do.
        if !credentials.password_one_time {
            self.app.tell(&mut write, &self.account, &Event::PasswordChanged, self.now).await?;
        }
        let deed = Deed {
            verb: "people.change_password",
            kind: "account",
            id: Some(self.account.id.get()),
            before: NOTHING,
            after: Some(serde_json::json!({ "sessions_ended": ended })),
        };
        write.log(&self.entry(None, &deed)?).await?.commit().await?;
        Ok(())
    }

    /// Shows the own password again, before something changes by which one signs in. Tries are counted as at the sign-in.
    ///
    /// # Errors
    /// [`AppError::Refused`] at `password`, [`AppError::Wait`] after too many tries.
    pub async fn show_password(&self, typed: &str) -> Result<(), AppError> {
        self.check_password(typed, "password").await.map(|_| ())
    }

    /// Is this the person's password? Tries are counted as at the sign-in.
    async fn check_password(&self, typed: &str, field: &'static str) -> Result<Credentials, AppError> {
        let credentials = self.app.0.database.read().await?.credentials(self.account.id).await?;
        let stored = credentials.password_hash.as_deref().map(StoredHash::parse).transpose();
        let stored = stored.map_err(|e| AppError::Bug(e.to_string()))?;
        let lines = Lines::of(&format!("change {}", self.account.sign_in), &self.origin);
        self.app.count_try(self.account.sign_in.as_str(), &lines).await?;
        let (hasher, typed) = (self.app.0.hasher.clone(), typed.to_owned());
        if blocking(move || hasher.verify(stored.as_ref(), &typed)).await?.is_err() {
            return Err(Fault::at(field, "password-old-wrong").into());
        }
        // Who knows the password may be asked for it again and again.
        let mut work = self.app.0.database.work().await?;
        let counted = record(&mut work, &lines, Some(self.account.id)).await?;
        let forgiven = self.app.0.tries.succeeded(&counted, self.now);
        keep(&mut work, &lines, Some(self.account.id), &forgiven).await?;
        work.commit().await?;
        Ok(credentials)
    }

    /// Begins to set up an authenticator app.
    ///
    /// # Errors
    /// When the QR code cannot be drawn.
    pub fn begin_totp(&self, site: &str) -> Result<Enrolment, AppError> {
        self.enrolment(&Secret::generate(&mut Os), site)
    }

    /// The same app again, after a wrong code.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`] when the form did not bring a secret back.
    pub fn again_totp(&self, hex: &str, site: &str) -> Result<Enrolment, AppError> {
        self.enrolment(&Secret::from_hex(hex).ok_or(AppError::SignInNeeded)?, site)
    }

    fn enrolment(&self, secret: &Secret, site: &str) -> Result<Enrolment, AppError> {
        let svg =
            secret.qr_svg(site, self.account.sign_in.as_str()).map_err(|e| AppError::Bug(e.to_string()))?;
        let hex = secret.to_hex();
        Ok(Enrolment { secret: secret.to_groups(), svg, hex })
    }

    /// Sets up the authenticator app once a code has proved it; gives the recovery codes, to be shown once.
    ///
    /// # Errors
    /// [`AppError::Refused`] at `code`.
    pub async fn finish_totp(&self, hex: &str, code: &str) -> Result<Vec<String>, AppError> {
        let secret = Secret::from_hex(hex).ok_or_else(|| Fault::whole("totp-begin-again"))?;
        let step =
            secret.verify(code, self.now, None).map_err(|_| Fault::at("code", "second-factor-wrong"))?;
        let hasher = self.app.0.hasher.clone();
        let (codes, hashes) = blocking(move || identity::recovery::generate(&hasher, &mut Os)).await?;
        let mut write = self.app.0.database.write().await?;
        write.set_totp(self.account.id, Some((hex, step.0))).await?;
        write.set_recovery_codes(self.account.id, hashes.iter().map(StoredHash::as_str)).await?;
        write.drop_other_sessions(self.account.id, Some(self.session)).await?;
        self.say_about_account(write, "people.set_second_factor").await?;
        Ok(codes.iter().map(|code| code.reveal().to_owned()).collect())
    }

    /// Takes the authenticator app away.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn remove_totp(&self) -> Result<(), AppError> {
        let mut write = self.app.0.database.write().await?;
        write.set_totp(self.account.id, None).await?;
        write.set_recovery_codes(self.account.id, []).await?;
        self.say_about_account(write, "people.remove_second_factor").await
    }

    /// Does the account have a second factor?
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn has_totp(&self) -> Result<bool, AppError> {
        let credentials = self.app.0.database.read().await?.credentials(self.account.id).await?;
        Ok(credentials.totp_secret.is_some())
    }

    async fn say_about_account(&self, write: store::Write, verb: &str) -> Result<(), AppError> {
        let deed =
            Deed { verb, kind: "account", id: Some(self.account.id.get()), before: NOTHING, after: NOTHING };
        write.log(&self.entry(None, &deed)?).await?.commit().await?;
        Ok(())
    }

    /// The person's sessions, the last used first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn sessions(&self) -> Result<Vec<SessionRow>, AppError> {
        Ok(self.app.0.database.read().await?.sessions_of(self.account.id).await?)
    }

    /// Ends one of the person's sessions.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when it is no session of this person.
    pub async fn revoke_session(&self, session: SessionId) -> Result<(), AppError> {
        let mut write = self.app.0.database.write().await?;
        if !write.drop_session(session, self.account.id).await? {
            return Err(AppError::NotFound { thing: Thing::Session });
        }
        let deed = Deed {
            verb: "sign_in.revoke",
            kind: "session",
            id: Some(session.get()),
            before: NOTHING,
            after: NOTHING,
        };
        write.log(&self.entry(None, &deed)?).await?.commit().await?;
        Ok(())
    }

    /// Changes the language of pages and letters.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn change_language(&self, language: domain::people::Language) -> Result<(), AppError> {
        let account = Account { language, ..self.account.clone() };
        let mut write = self.app.0.database.write().await?;
        write.change_account(&account).await?;
        self.say_about_account(write, "people.change_language").await
    }
}

/// What is wrong with a new password.
fn password_fault(refusal: &Refusal) -> AppError {
    let key = match refusal {
        Refusal::TooShort { .. } => "password-too-short",
        Refusal::TooLong => "password-too-long",
        Refusal::Name => "password-is-name",
        Refusal::Common => "password-common",
        Refusal::TooSimple => "password-too-simple",
    };
    Fault::at("new", key).with("shortest", SHORTEST_CHARACTERS).into()
}
