//! Accounts and posts.

mod delegation;
mod directory;

pub use delegation::{Delegation, Delegations};
pub use directory::{People, Profile};

use crate::app::{Deed, NOTHING};
use crate::mail::print_date;
use crate::notices::Event;
use crate::permit::rights::PeopleChange;
use crate::permit::{Permit, Person};
use crate::sign_in::blocking;
use crate::{App, AppError, Fault, Origin, Thing};
use domain::log::Actor;
use domain::people::{
    Account, AccountState, Email, Language, Post, PostKind, PostRefusal, Posts, RoleCode, SignInName,
};
use domain::rights::Right;
use domain::{AccountId, PostId, Span, UnitId};
use identity::Os;
use identity::password::OneTimePassword;
use jiff::civil::Date;
use serde_json::json;
use store::NewAccount;

/// A new account with its first post.
#[derive(Debug, Clone)]
pub struct NewPerson {
    /// What the person types to sign in.
    pub sign_in: SignInName,
    /// The person's name.
    pub display_name: String,
    /// Where letters go.
    pub email: Option<Email>,
    /// The first post.
    pub post: NewPost,
}

/// A post before it stands.
#[derive(Debug, Clone)]
pub struct NewPost {
    /// In which unit.
    pub unit: UnitId,
    /// With which role.
    pub role: RoleCode,
    /// What it is called.
    pub title: String,
    /// How long.
    pub span: Span,
    /// How the person comes to it.
    pub kind: PostKind,
}

impl NewPost {
    /// One that is held from a day on, until somebody ends it.
    pub fn held(unit: UnitId, role: &str, title: impl Into<String>, from: Date) -> Self {
        Self {
            unit,
            role: RoleCode::new(role),
            title: title.into(),
            span: Span::since(from),
            kind: PostKind::Held,
        }
    }

    fn of(&self, account: AccountId) -> Post {
        Post {
            id: PostId::new(0),
            account,
            unit: self.unit,
            role: self.role.clone(),
            title: self.title.trim().to_owned(),
            span: self.span,
            kind: self.kind,
        }
    }
}

impl Permit<'_, PeopleChange> {
    /// Makes an account with its first post; gives the password, shown once.
    ///
    /// # Errors
    /// [`AppError::Denied`] outside the right's reach, [`AppError::Refused`].
    pub async fn add(&self, new: &NewPerson) -> Result<(AccountId, OneTimePassword), AppError> {
        let Person { app, now, .. } = self.person;
        let by = self.may(&new.post)?;
        let display_name = name(&new.display_name)?;
        let (password, hash) = app.one_time_password().await?;
        let mut write = app.database().write().await?;
        if write.account_named(&new.sign_in).await?.is_some() {
            return Err(Fault::at("sign_in", "sign-in-name-taken").into());
        }
        let account = NewAccount {
            sign_in: new.sign_in.clone(),
            display_name,
            email: new.email.clone(),
            language: Language::Vi,
        };
        let id = write.add_account(&account, *now).await?;
        write.set_password(id, &hash, true, *now).await?;
        let post = new.post.of(id);
        self.person.check_post(&write.posts().await?, &post)?;
        let post_id = write.add_post(&post).await?;
        let made = Event::AccountMade { sign_in: new.sign_in.as_str().to_owned() };
        app.tell_account(&mut write, id, &made, *now).await?;
        let deed = Deed {
            verb: "people.add",
            kind: "account",
            id: Some(id.get()),
            before: NOTHING,
            after: Some(json!({ "post": post_id, "unit": post.unit, "role": post.role, "span": post.span })),
        };
        write.log(&self.person.entry(by, &deed)?).await?.commit().await?;
        Ok((id, password))
    }

    /// Gives a person a post.
    ///
    /// # Errors
    /// [`AppError::Denied`] outside the right's reach, [`AppError::Refused`].
    pub async fn give_post(&self, account: AccountId, new: &NewPost) -> Result<PostId, AppError> {
        let by = self.may(new)?;
        let mut write = self.person.app.database().write().await?;
        self.one_of(&mut write, account).await?;
        let post = new.of(account);
        self.person.check_post(&write.posts().await?, &post)?;
        let id = write.add_post(&post).await?;
        self.person.tell_post_given(&mut write, &post).await?;
        let deed = Deed {
            verb: "people.give_post",
            kind: "post",
            id: Some(id.get()),
            before: NOTHING,
            after: Some(
                json!({ "account": account, "unit": post.unit, "role": post.role, "span": post.span }),
            ),
        };
        write.log(&self.person.entry(by, &deed)?).await?.commit().await?;
        Ok(id)
    }

    /// Ends a post: `to` is the first day on which it no longer holds.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`], [`AppError::Refused`].
    pub async fn end_post(&self, id: PostId, to: Date) -> Result<(), AppError> {
        let mut write = self.person.app.database().write().await?;
        let posts = write.posts().await?;
        let post = posts.get(id).ok_or(AppError::NotFound { thing: Thing::Post })?;
        let by = self.reaches(post.unit)?;
        if to < post.span.from || post.span.to.is_some_and(|end| end < to) {
            return Err(Fault::at("to", "post-end-outside").into());
        }
        write.end_post(id, to).await?;
        self.person.tell_post_ended(&mut write, post, to).await?;
        // What was delegated from the post ends with it; who acts for its holder goes on, the post may be vacant.
        let from_it = |other: &&Post| {
            matches!(other.kind, PostKind::Delegated { by } if by == id)
                && other.span.to.is_none_or(|end| to < end)
        };
        for other in posts.iter().filter(from_it) {
            let to = to.max(other.span.from);
            write.end_post(other.id, to).await?;
            self.person.tell_post_ended(&mut write, other, to).await?;
        }
        self.last_administrator(&mut write).await?;
        let deed = Deed {
            verb: "people.end_post",
            kind: "post",
            id: Some(id.get()),
            before: Some(json!({ "span": post.span })),
            after: Some(json!({ "to": to })),
        };
        write.log(&self.person.entry(by, &deed)?).await?.commit().await?;
        Ok(())
    }

    /// Lets a person in again or shuts the account; then all its sessions and tokens end.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`], [`AppError::Refused`] for the own account.
    pub async fn set_state(&self, id: AccountId, state: AccountState) -> Result<(), AppError> {
        if id == self.person.account.id {
            return Err(Fault::whole("account-own").into());
        }
        let mut write = self.person.app.database().write().await?;
        let (before, by) = self.one_of(&mut write, id).await?;
        write.change_account(&Account { state, ..before.clone() }).await?;
        if state == AccountState::Disabled {
            write.drop_other_sessions(id, None).await?;
            write.revoke_all_tokens(id, self.person.now).await?;
        }
        self.last_administrator(&mut write).await?;
        let deed = Deed {
            verb: "people.set_state",
            kind: "account",
            id: Some(id.get()),
            before: Some(json!({ "state": before.state })),
            after: Some(json!({ "state": state })),
        };
        write.log(&self.person.entry(by, &deed)?).await?.commit().await?;
        Ok(())
    }

    /// Gives a new password, shown once, in place of a forgotten one; takes a lost second factor away; ends all sessions and tokens.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`].
    pub async fn reset_password(&self, id: AccountId) -> Result<OneTimePassword, AppError> {
        let Person { app, now, .. } = self.person;
        let (password, hash) = app.one_time_password().await?;
        let mut write = app.database().write().await?;
        let (_, by) = self.one_of(&mut write, id).await?;
        app.put_one_time(&mut write, id, &hash, *now).await?;
        app.tell_account(&mut write, id, &Event::PasswordReset, *now).await?;
        let deed = Deed {
            verb: "people.reset_password",
            kind: "account",
            id: Some(id.get()),
            before: NOTHING,
            after: NOTHING,
        };
        write.log(&self.person.entry(by, &deed)?).await?.commit().await?;
        Ok(password)
    }

    /// The account, if the right reaches a unit in which it has a post; who has no post is reached from everywhere.
    async fn one_of(
        &self,
        write: &mut store::Write,
        id: AccountId,
    ) -> Result<(Account, Option<PostId>), AppError> {
        let account = write.account(id).await?.ok_or(AppError::NotFound { thing: Thing::Account })?;
        if let Ok(grant) = self.everywhere() {
            return Ok((account, Some(grant.post)));
        }
        let forest = self.person.forest();
        let posts = write.posts_of(id).await?;
        // All posts, not one: who may change a clerk of one unit does not take over the leader of another.
        let mut by = None;
        for post in posts.of(id, self.person.today) {
            by = Some(self.covers(post.unit, &forest)?.post);
        }
        by.map(|by| (account, Some(by))).ok_or(AppError::NotFound { thing: Thing::Account })
    }

    fn may(&self, post: &NewPost) -> Result<Option<PostId>, AppError> {
        let by = self.reaches(post.unit)?;
        // Nobody hands out a right that reaches further than the own.
        let role = self.person.app.roles().get(&post.role).ok_or_else(|| post_fault(PostRefusal::NoRole))?;
        let forest = self.person.organisation.on(post.span.from.max(self.person.today));
        for (&right, &scope) in &role.rights {
            let far = if scope == domain::rights::Scope::All && right.changes() {
                self.person.grants.everywhere(right).is_some() || self.everywhere().is_ok()
            } else {
                !right.changes()
                    || self.everywhere().is_ok()
                    || self.person.grants.covers(right, post.unit, &forest).is_some()
            };
            if !far {
                return Err(AppError::Denied { right });
            }
        }
        Ok(by)
    }

    fn reaches(&self, unit: UnitId) -> Result<Option<PostId>, AppError> {
        match self.everywhere() {
            Ok(grant) => Ok(Some(grant.post)),
            Err(_) => Ok(Some(self.covers(unit, &self.person.forest())?.post)),
        }
    }

    /// Somebody must be left who can let others in.
    async fn last_administrator(&self, write: &mut store::Write) -> Result<(), AppError> {
        let (accounts, posts) = (write.accounts().await?, write.posts().await?);
        let roles = self.person.app.roles();
        let day = self.person.today.tomorrow().unwrap_or(self.person.today);
        let active = |post: &Post| {
            accounts.iter().any(|account| account.id == post.account && account.state == AccountState::Active)
        };
        let lets_in = |post: &&Post| {
            let scope = roles.get(&post.role).and_then(|role| role.scope(Right::PeopleChange));
            scope == Some(domain::rights::Scope::All) && active(post) && post.kind == PostKind::Held
        };
        if posts.on(day).any(|post| lets_in(&post)) {
            Ok(())
        } else {
            Err(Fault::whole("last-administrator").into())
        }
    }
}

impl Person {
    async fn tell_post_given(&self, write: &mut store::Write, post: &Post) -> Result<(), AppError> {
        let event = Event::PostGiven {
            title: post.title.clone(),
            unit: self.unit_name(post),
            from: print_date(post.span.from),
        };
        self.app.tell_account(write, post.account, &event, self.now).await
    }

    /// `to` is the first day on which it no longer holds.
    async fn tell_post_ended(&self, write: &mut store::Write, post: &Post, to: Date) -> Result<(), AppError> {
        let last = to.yesterday().unwrap_or(to).max(post.span.from);
        let event = Event::PostEnded {
            title: post.title.clone(),
            unit: self.unit_name(post),
            last: print_date(last),
        };
        self.app.tell_account(write, post.account, &event, self.now).await
    }

    /// The unit of a post, as it is called when the post begins.
    fn unit_name(&self, post: &Post) -> String {
        let forest = self.organisation.on(post.span.from);
        forest.unit(post.unit).map(|unit| unit.name.clone()).unwrap_or_default()
    }

    fn check_post(&self, posts: &Posts, post: &Post) -> Result<(), AppError> {
        let forest = self.organisation.on(post.span.from);
        posts.check(post, self.app.roles(), &forest).map_err(|refusal| post_fault(refusal).into())
    }
}

/// The sentence about a post that may not be, at the field where it is mended.
fn post_fault(refusal: PostRefusal) -> Fault {
    let field = match refusal {
        PostRefusal::NoDay | PostRefusal::OutsideSource { .. } => Some("to"),
        PostRefusal::TitleEmpty => Some("title"),
        PostRefusal::NoRole | PostRefusal::BeyondSource { .. } => Some("role"),
        PostRefusal::UnitNotLiving { .. } => Some("unit"),
        _ => None,
    };
    Fault { field, key: refusal.key().to_owned(), arguments: Vec::new() }
}

fn name(typed: &str) -> Result<String, Fault> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.chars().count() {
        0 => Err(Fault::at("display_name", "field-needed")),
        1..=120 => Ok(name),
        _ => Err(Fault::at("display_name", "field-too-long").with("limit", 120)),
    }
}

impl App {
    async fn one_time_password(&self) -> Result<(OneTimePassword, String), AppError> {
        let password = OneTimePassword::generate(&mut Os);
        let (hasher, shown) = (self.0.hasher.clone(), password.clone());
        let hash = blocking(move || hasher.hash_one_time(&shown, &mut Os)).await?;
        Ok((password, hash.as_str().to_owned()))
    }

    async fn put_one_time(
        &self,
        write: &mut store::Write,
        account: AccountId,
        hash: &str,
        now: jiff::Timestamp,
    ) -> Result<(), AppError> {
        write.set_password(account, hash, true, now).await?;
        write.set_totp(account, None).await?;
        write.set_recovery_codes(account, []).await?;
        write.drop_passkeys(account).await?;
        write.drop_external_identities(account).await?;
        write.drop_other_sessions(account, None).await?;
        write.revoke_all_tokens(account, now).await?;
        Ok(())
    }

    /// For who is locked out: a new password for the account with this name, from the command line of the machine.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn reset_from_command_line(&self, name: &SignInName) -> Result<OneTimePassword, AppError> {
        let (password, hash) = self.one_time_password().await?;
        let now = self.now();
        let mut write = self.database().write().await?;
        let account = write.account_named(name).await?.ok_or(AppError::NotFound { thing: Thing::Account })?;
        self.put_one_time(&mut write, account.id, &hash, now).await?;
        self.tell(&mut write, &account, &Event::PasswordReset, now).await?;
        if account.state == AccountState::Disabled {
            write.change_account(&Account { state: AccountState::Active, ..account.clone() }).await?;
        }
        let deed = Deed {
            verb: "people.reset_password",
            kind: "account",
            id: Some(account.id.get()),
            before: NOTHING,
            after: NOTHING,
        };
        let entry = deed.entry(now, Actor::System, None, &Origin::command_line())?;
        write.log(&entry).await?.commit().await?;
        Ok(password)
    }
}
