//! Who comes, and what that person may do.

use crate::app::Deed;
use crate::{App, AppError, Organisation, Origin};
use domain::log::{Actor, Entry};
use domain::people::{Account, Posts};
use domain::rights::{Grant, Grants, Reach, Right};
use domain::tasks::WorkingDays;
use domain::units::{Forest, UnitSet};
use domain::{PostId, SessionId, TokenId, UnitId};
use identity::session::Session;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use std::marker::PhantomData;
use std::sync::Arc;
use store::SessionRow;

/// A sign-in that waits for its second step.
pub struct HalfSigned {
    /// Whose account.
    pub account: Account,
    /// The session as it is kept.
    pub row: SessionRow,
    /// The session.
    pub session: Session,
    /// Where from.
    pub origin: Origin,
}

/// Who comes with a request.
pub enum Visit {
    /// Nobody that is known.
    Nobody(Origin),
    /// Somebody whose password was right, and who has still to show the second factor.
    HalfSigned(Box<HalfSigned>),
    /// Somebody who may do nothing before the printed password is replaced.
    MustChangePassword(Box<Person>),
    /// Somebody who is signed in.
    SignedIn(Box<Person>),
}

impl Visit {
    /// The person who is signed in.
    ///
    /// # Errors
    /// [`AppError::SignInNeeded`].
    pub fn person(&self) -> Result<&Person, AppError> {
        match self {
            Self::SignedIn(person) => Ok(person),
            _ => Err(AppError::SignInNeeded),
        }
    }
}

/// A person who is signed in, at the moment of a request.
pub struct Person {
    pub(crate) app: App,
    /// The account.
    pub account: Account,
    /// The session that the request came with.
    pub session: SessionId,
    /// The one post in which the person acts; none: in all of them.
    pub acts_in: Option<PostId>,
    /// The token that a program came with; then the session is none.
    pub token: Option<TokenId>,
    pub(crate) posts: Posts,
    pub(crate) grants: Grants,
    /// The organisation at that moment.
    pub organisation: Arc<Organisation>,
    /// How many notices the person has not read.
    pub unread: i64,
    /// The day.
    pub today: Date,
    pub(crate) now: Timestamp,
    pub(crate) origin: Origin,
}

impl Person {
    /// The installation.
    #[must_use]
    pub fn app(&self) -> &App {
        &self.app
    }

    /// Where the request comes from.
    #[must_use]
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Has the person the right for any unit at all?
    #[must_use]
    pub fn has(&self, right: Right) -> bool {
        self.grants.of(right).next().is_some()
    }

    /// The posts that the person holds today.
    pub fn posts(&self) -> impl Iterator<Item = &domain::people::Post> {
        self.posts.of(self.account.id, self.today)
    }

    /// The units of today.
    #[must_use]
    pub fn forest(&self) -> Arc<Forest> {
        self.organisation.on(self.today)
    }

    /// Which days are worked.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn working_days(&self) -> Result<WorkingDays, AppError> {
        let mut read = self.app.database().read().await?;
        self.app.working_days(&mut read).await
    }

    /// Leave to do what needs the right `R`, for the units for which the person has it.
    ///
    /// # Errors
    /// [`AppError::Denied`] when no post gives it for any unit.
    pub fn permit<R: Permission>(&self) -> Result<Permit<'_, R>, AppError> {
        if self.has(R::RIGHT) {
            Ok(Permit { person: self, right: PhantomData })
        } else {
            Err(AppError::Denied { right: R::RIGHT })
        }
    }

    pub(crate) fn entry<B: Serialize, A: Serialize>(
        &self,
        post: Option<PostId>,
        deed: &Deed<'_, B, A>,
    ) -> Result<Entry, AppError> {
        let mut entry = deed.entry(self.now, Actor::Account(self.account.id), post, &self.origin)?;
        if let Some(token) = self.token {
            // Which of the person's programs it was.
            let from = entry.from.unwrap_or_default();
            entry.from = Some(format!("{from} token {token}").trim().to_owned());
        }
        Ok(entry)
    }
}

/// A right as a type.
pub trait Permission {
    /// The right.
    const RIGHT: Right;
}

/// Leave to do what needs the right `R`. The deeds are methods of the single permits, in the modules of their areas.
pub struct Permit<'a, R> {
    pub(crate) person: &'a Person,
    right: PhantomData<R>,
}

impl<R: Permission> Permit<'_, R> {
    /// For which units it holds today.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.person.grants.reach(R::RIGHT, &self.person.forest())
    }

    /// The same as a set; none for every unit.
    #[must_use]
    pub fn within(&self) -> Option<UnitSet> {
        self.person.grants.within(R::RIGHT, &self.person.forest(), self.person.today)
    }

    /// The units of today for which it holds.
    #[must_use]
    pub fn units(&self) -> Vec<UnitId> {
        match self.reach() {
            Reach::All => self.person.forest().nodes().iter().map(|node| node.unit.id).collect(),
            Reach::Units(units) => units.into_iter().collect(),
        }
    }

    /// The grant by which it holds for `unit`, on the day of `forest`.
    ///
    /// # Errors
    /// [`AppError::Denied`].
    pub fn covers(&self, unit: UnitId, forest: &Forest) -> Result<&Grant, AppError> {
        let denied = AppError::Denied { right: R::RIGHT };
        self.person.grants.covers(R::RIGHT, unit, forest).ok_or(denied)
    }

    /// The grant by which it holds for every unit and apart from units.
    ///
    /// # Errors
    /// [`AppError::Denied`].
    pub fn everywhere(&self) -> Result<&Grant, AppError> {
        self.person.grants.everywhere(R::RIGHT).ok_or(AppError::Denied { right: R::RIGHT })
    }
}

macro_rules! permissions {
    ($($name:ident)*) => {
        /// Each right as a type.
        pub mod rights {
            use super::{Permission, Right};
            $(
                #[doc = concat!("[`Right::", stringify!($name), "`] as a type.")]
                #[derive(Debug)]
                pub enum $name {}
                impl Permission for $name {
                    const RIGHT: Right = Right::$name;
                }
            )*
        }
    };
}

permissions! {
    UnitsRead UnitsChange PeopleRead PeopleChange PostsDelegate LogRead JobsManage SettingsChange ApiTokensOwn
    DocumentsRead DocumentsRegister DocumentsIssue TasksRead TasksAssign TasksReport TasksAccept
    ReportsRead ReportsWrite ReportsIssue
    FiguresRead FiguresEnter FiguresApprove FiguresDefine
}
