//! The installation.

use crate::documents::Desk;
use crate::permit::{HalfSigned, Person, Visit};
use crate::sign_in::OpenId;
use crate::{AppError, Clock, Mail, Organisation, Origin, Thing};
use domain::log::{Actor, Entry, Json, Object};
use domain::people::{Account, SignInName};
use domain::rights::{Grants, Roles};
use domain::span::local_day;
use domain::tasks::WorkingDays;
use domain::units::{History, UnitKinds};
use domain::{PostId, SessionId};
use identity::Os;
use identity::passkey::RelyingParty;
use identity::password::{Cost, Hasher};
use identity::session::{Lifetimes, Stage, State};
use identity::throttle::Rules;
use identity::token::SessionToken;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use store::{Database, Files, Read};

/// What an installation is told.
pub struct Config {
    /// Where the data is.
    pub database: Database,
    /// Where the contents of files are.
    pub files: Files,
    /// How letters go out.
    pub mail: Mail,
    /// What time it is.
    pub clock: Clock,
    /// What a password costs to check.
    pub password_cost: Cost,
}

/// The installation. Cheap to clone.
#[derive(Clone)]
pub struct App(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) database: Database,
    pub(crate) files: Files,
    pub(crate) hasher: Hasher,
    pub(crate) lifetimes: Lifetimes,
    pub(crate) tries: Rules,
    clock: Clock,
    mail: Mail,
    roles: Roles,
    kinds: UnitKinds,
    working_days: WorkingDays,
    organisation: Mutex<Option<Arc<Organisation>>>,
    /// The site as browsers know it, once it is known.
    pub(crate) passkeys: OnceLock<RelyingParty>,
    /// The other site that vouches for people, where there is one.
    pub(crate) openid: OnceLock<OpenId>,
    desk: Desk,
    pub(crate) figures: crate::figures::Known,
}

impl App {
    /// The installation over a database whose schema is in place.
    ///
    /// # Errors
    /// [`AppError::Bug`] when the tables that come with the program cannot be read.
    pub fn new(config: Config) -> Result<Self, AppError> {
        let bug = |e: &dyn std::fmt::Display| AppError::Bug(e.to_string());
        Ok(Self(Arc::new(Inner {
            database: config.database,
            files: config.files,
            mail: config.mail,
            hasher: Hasher::new(config.password_cost, &mut Os),
            lifetimes: Lifetimes::default(),
            tries: Rules::default(),
            clock: config.clock,
            roles: Roles::built_in().map_err(|e| bug(&e))?,
            kinds: UnitKinds::built_in().map_err(|e| bug(&e))?,
            working_days: WorkingDays::built_in().map_err(|e| bug(&e))?,
            organisation: Mutex::default(),
            passkeys: OnceLock::new(),
            openid: OnceLock::new(),
            desk: Desk::default(),
            figures: crate::figures::Known::built_in().map_err(|e| bug(&e))?,
        })))
    }

    /// The instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0.clock)()
    }

    /// The day in Việt Nam.
    #[must_use]
    pub fn today(&self) -> Date {
        local_day(self.now())
    }

    /// The database.
    #[must_use]
    pub fn database(&self) -> &Database {
        &self.0.database
    }

    /// How letters go out.
    #[must_use]
    pub fn mail(&self) -> &Mail {
        &self.0.mail
    }

    /// The roles that posts can have.
    #[must_use]
    pub fn roles(&self) -> &Roles {
        &self.0.roles
    }

    /// Where files are read.
    pub(crate) fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// The kinds that units can have.
    #[must_use]
    pub fn kinds(&self) -> &UnitKinds {
        &self.0.kinds
    }

    /// Which days are worked by the table that comes with the program.
    pub(crate) fn usual_days(&self) -> &WorkingDays {
        &self.0.working_days
    }

    /// Which days are worked: the table, and what an administrator has set instead.
    pub(crate) async fn working_days(&self, read: &mut Read) -> Result<WorkingDays, AppError> {
        let set = read.working_days().await?;
        Ok(self.0.working_days.clone().with(set.into_iter().map(|(day, works, _)| (day, works))))
    }

    /// The organisation as it is now.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn organisation_now(&self) -> Result<Arc<Organisation>, AppError> {
        let mut read = self.0.database.read().await?;
        self.organisation(&mut read).await
    }

    /// The organisation as the moment of `read` has it; read again only when it has changed.
    pub(crate) async fn organisation(&self, read: &mut Read) -> Result<Arc<Organisation>, AppError> {
        let revision = read.units_revision().await?;
        let kept = self.0.organisation.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(kept) = kept.filter(|kept| kept.revision == revision) {
            return Ok(kept);
        }
        let events = read.unit_events().await?;
        let history =
            History::replay(events).map_err(|e| AppError::Bug(format!("the units as kept: {e}")))?;
        let organisation = Arc::new(Organisation::new(revision, history));
        *self.0.organisation.lock().unwrap_or_else(PoisonError::into_inner) = Some(organisation.clone());
        Ok(organisation)
    }

    /// Who comes with this token of a session.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn visit(&self, token: Option<&str>, origin: Origin) -> Result<Visit, AppError> {
        let Some(token) = token.and_then(|token| SessionToken::parse(token).ok()) else {
            return Ok(Visit::Nobody(origin));
        };
        let now = self.now();
        let mut read = self.0.database.read().await?;
        let digest = token.digest().to_hex();
        let Some(row) = read.session(&digest).await? else {
            return Ok(Visit::Nobody(origin));
        };
        let Some(session) = crate::sign_in::session(&row) else {
            return Err(AppError::Bug(format!("the stage of session {} cannot be understood", row.id)));
        };
        let refresh = match session.state(&self.0.lifetimes, now) {
            State::Live { refresh } => refresh,
            State::Idle | State::Expired => return Ok(Visit::Nobody(origin)),
        };
        let account = read.account(row.account).await?;
        let Some(account) = account.filter(|account| account.state == domain::people::AccountState::Active)
        else {
            return Ok(Visit::Nobody(origin));
        };
        if session.stage == Stage::HalfSigned {
            return Ok(Visit::HalfSigned(Box::new(HalfSigned { account, row, session, origin })));
        }
        let must_change_password = read.credentials(account.id).await?.password_one_time;
        let person = self.person(&mut read, account, (row.id, row.post), now, origin).await?;
        drop(read);
        if refresh {
            let mut work = self.0.database.work().await?;
            work.session_seen(row.id, now).await?;
            work.commit().await?;
        }
        Ok(if must_change_password {
            Visit::MustChangePassword(Box::new(person))
        } else {
            Visit::SignedIn(Box::new(person))
        })
    }
}

impl App {
    /// The person with this account, at the console of the machine: who can start the program there needs no password.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn at_console(&self, name: &SignInName) -> Result<Person, AppError> {
        let mut read = self.0.database.read().await?;
        let account = read.account_named(name).await?.ok_or(AppError::NotFound { thing: Thing::Account })?;
        self.person(&mut read, account, (SessionId::new(0), None), self.now(), Origin::command_line()).await
    }

    pub(crate) async fn person(
        &self,
        read: &mut Read,
        account: Account,
        (session, acts_in): (SessionId, Option<PostId>),
        now: Timestamp,
        origin: Origin,
    ) -> Result<Person, AppError> {
        let organisation = self.organisation(read).await?;
        let posts = read.posts_of(account.id).await?;
        let unread = read.unread_notices(account.id).await?;
        let today = local_day(now);
        let grants = Grants::resolve(account.id, &posts, &self.0.roles, today);
        // A post that has ended since is no choice any more.
        let acts_in = acts_in.filter(|chosen| posts.of(account.id, today).any(|post| post.id == *chosen));
        let grants = match acts_in {
            Some(post) => grants.only(post),
            None => grants,
        };
        let app = self.clone();
        Ok(Person {
            app,
            account,
            session,
            token: None,
            acts_in,
            posts,
            grants,
            organisation,
            unread,
            today,
            now,
            origin,
        })
    }
}

/// What the log says about a deed; `before` and `after` hold no names of persons.
pub(crate) struct Deed<'a, B: Serialize, A: Serialize> {
    pub(crate) verb: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) id: Option<i64>,
    pub(crate) before: Option<B>,
    pub(crate) after: Option<A>,
}

/// Nothing before, or nothing after.
pub(crate) const NOTHING: Option<()> = None;

impl<B: Serialize, A: Serialize> Deed<'_, B, A> {
    pub(crate) fn entry(
        &self,
        at: Timestamp,
        actor: Actor,
        post: Option<domain::PostId>,
        origin: &Origin,
    ) -> Result<Entry, AppError> {
        let bug = |e: serde_json::Error| AppError::Bug(e.to_string());
        Ok(Entry {
            at,
            actor,
            post,
            verb: self.verb.to_owned(),
            object: Object { kind: self.kind.to_owned(), id: self.id },
            before: self.before.as_ref().map(Json::of).transpose().map_err(bug)?,
            after: self.after.as_ref().map(Json::of).transpose().map_err(bug)?,
            from: origin.address.map(|address| address.to_string()),
            request: Some(origin.request.clone()).filter(|request| !request.is_empty()),
        })
    }
}
