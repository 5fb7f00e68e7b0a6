//! Tokens of the programming interface: a person makes them for programs that act in the person's name, with no more than the person's own rights.

use crate::app::{Deed, NOTHING};
use crate::notices::Event;
use crate::permit::rights::ApiTokensOwn;
use crate::permit::{Permit, Person, Visit};
use crate::{App, AppError, Fault, Origin, Thing};
use domain::people::AccountState;
use domain::rights::Right;
use domain::{SessionId, TokenId};
use identity::Os;
use identity::token::ApiToken;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use std::collections::BTreeSet;
use store::{NewToken, TokenRow};

/// For how many days a token can be made.
pub const DAYS: [i64; 4] = [7, 30, 90, 365];
/// Letters of a name.
const NAME: usize = 80;
/// How many tokens of a person open something at one time.
const MOST: usize = 50;
/// The use of a token is written down again after this long: not on every request.
const REFRESH: SignedDuration = SignedDuration::from_mins(1);

/// A token as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnToken {
    /// Its number.
    pub id: TokenId,
    /// What the owner calls it.
    pub name: String,
    /// Which rights it may use, where the owner has them.
    pub scopes: BTreeSet<Right>,
    /// When it was made.
    pub created: Timestamp,
    /// From when on it opens nothing.
    pub expires: Timestamp,
    /// When it was last used, to the minute.
    pub last_used: Option<Timestamp>,
    /// Whether it opens something.
    pub state: TokenState,
}

/// Whether a token opens something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenState {
    /// It does.
    Live,
    /// Its time is over.
    Expired,
    /// Its owner, or who shut the account, has ended it.
    Revoked,
}

/// A token before it is made.
#[derive(Debug, Clone, Default)]
pub struct TokenWish {
    /// What its owner calls it.
    pub name: String,
    /// Which rights it may use.
    pub scopes: BTreeSet<Right>,
    /// For how many days: one of [`DAYS`].
    pub days: i64,
}

fn scopes(codes: &str) -> BTreeSet<Right> {
    // A right that this program no longer knows gives nothing.
    codes.split(' ').filter_map(|code| code.parse().ok()).collect()
}

fn state(row: &TokenRow, now: Timestamp) -> TokenState {
    if row.revoked.is_some() {
        TokenState::Revoked
    } else if row.expires <= now {
        TokenState::Expired
    } else {
        TokenState::Live
    }
}

impl App {
    /// Who comes with this token of the programming interface. Nobody, where the token is none, has expired or was revoked, or its owner's account is shut or
    /// waits for a new password.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn visit_by_token(&self, token: Option<&str>, origin: Origin) -> Result<Visit, AppError> {
        let Some(token) = token.and_then(|token| ApiToken::parse(token).ok()) else {
            return Ok(Visit::Nobody(origin));
        };
        let now = self.now();
        let mut read = self.database().read().await?;
        let row = read.token(&token.digest().to_hex()).await?;
        let Some(row) = row.filter(|row| state(row, now) == TokenState::Live) else {
            return Ok(Visit::Nobody(origin));
        };
        let account = read.account(row.account).await?;
        let Some(account) = account.filter(|account| account.state == AccountState::Active) else {
            return Ok(Visit::Nobody(origin));
        };
        if read.credentials(account.id).await?.password_one_time {
            return Ok(Visit::Nobody(origin));
        }
        let person = self.person(&mut read, account, (SessionId::new(0), None), now, origin).await?;
        drop(read);
        if row.last_used.is_none_or(|last| now.duration_since(last) >= REFRESH) {
            let mut work = self.database().work().await?;
            work.token_used(row.id, now).await?;
            work.commit().await?;
        }
        let grants = person.grants.limited_to(&scopes(&row.scopes));
        Ok(Visit::SignedIn(Box::new(Person { grants, token: Some(row.id), ..person })))
    }
}

impl Permit<'_, ApiTokensOwn> {
    /// The rights that a token of this person may have: those that the person has.
    pub fn choices(&self) -> impl Iterator<Item = Right> {
        Right::ALL.iter().copied().filter(|right| self.person.has(*right))
    }

    /// The person's tokens, also those that open nothing any more, the newest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn list(&self) -> Result<Vec<OwnToken>, AppError> {
        let Person { app, account, now, .. } = self.person;
        let rows = app.database().read().await?.tokens_of(account.id).await?;
        let own = |row: TokenRow| OwnToken {
            state: state(&row, *now),
            scopes: scopes(&row.scopes),
            id: row.id,
            name: row.name,
            created: row.created,
            expires: row.expires,
            last_used: row.last_used,
        };
        Ok(rows.into_iter().map(own).collect())
    }

    /// Makes a token; its text is shown once. A program cannot make one like that: it would outlive the token by which it came.
    ///
    /// # Errors
    /// [`AppError::Refused`] at `name`, `scopes` or `days`, [`AppError::Denied`] for a program.
    pub async fn make(&self, wish: &TokenWish) -> Result<(TokenId, ApiToken), AppError> {
        if self.person.token.is_some() {
            return Err(AppError::Denied { right: Right::ApiTokensOwn });
        }
        self.made(wish).await
    }

    /// The same after the person's password was shown again, which a token that leaked cannot. What comes with a token makes none that
    /// may do more than that one.
    ///
    /// # Errors
    /// [`AppError::Refused`] at `password`, `name`, `scopes` or `days`, [`AppError::Wait`] after too many tries.
    pub async fn make_with_password(
        &self,
        wish: &TokenWish,
        password: &str,
    ) -> Result<(TokenId, ApiToken), AppError> {
        self.person.show_password(password).await?;
        self.made(wish).await
    }

    async fn made(&self, wish: &TokenWish) -> Result<(TokenId, ApiToken), AppError> {
        let Person { app, account, now, .. } = self.person;
        let name = self.check(wish)?;
        let token = ApiToken::generate(&mut Os);
        let codes: Vec<&str> = wish.scopes.iter().map(|right| right.code()).collect();
        let expires = now.checked_add(SignedDuration::from_hours(24 * wish.days));
        let expires = expires.map_err(|e| AppError::Bug(e.to_string()))?;
        let mut write = app.database().write().await?;
        let live = write.tokens_of(account.id).await?;
        if live.iter().filter(|row| state(row, *now) == TokenState::Live).count() >= MOST {
            return Err(Fault::whole("token-too-many").with("most", MOST).into());
        }
        let new = NewToken {
            digest: &token.digest().to_hex(),
            account: account.id,
            name: &name,
            scopes: &codes.join(" "),
            created: *now,
            expires,
        };
        let id = write.add_token(&new).await?;
        app.tell(&mut write, account, &Event::TokenMade { name: name.clone() }, *now).await?;
        let deed = Deed {
            verb: "tokens.make",
            kind: "api_token",
            id: Some(id.get()),
            before: NOTHING,
            after: Some(json!({ "scopes": codes, "expires": expires })),
        };
        write.log(&self.person.entry(None, &deed)?).await?.commit().await?;
        Ok((id, token))
    }

    /// Ends one of the person's tokens.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the person has no such token, or it was revoked already.
    pub async fn revoke(&self, id: TokenId) -> Result<(), AppError> {
        let Person { app, account, now, .. } = self.person;
        let mut write = app.database().write().await?;
        if !write.revoke_token(id, account.id, *now).await? {
            return Err(AppError::NotFound { thing: Thing::Token });
        }
        let deed = Deed {
            verb: "tokens.revoke",
            kind: "api_token",
            id: Some(id.get()),
            before: NOTHING,
            after: NOTHING,
        };
        write.log(&self.person.entry(None, &deed)?).await?.commit().await?;
        Ok(())
    }

    /// The name, tidied.
    fn check(&self, wish: &TokenWish) -> Result<String, AppError> {
        let name = wish.name.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut faults = Vec::new();
        match name.chars().count() {
            0 => faults.push(Fault::at("name", "field-needed")),
            1..=NAME => {}
            _ => faults.push(Fault::at("name", "field-too-long").with("limit", NAME)),
        }
        if wish.scopes.is_empty() {
            faults.push(Fault::at("scopes", "token-no-scope"));
        } else if wish.scopes.iter().any(|right| !self.person.has(*right)) {
            faults.push(Fault::at("scopes", "token-beyond"));
        }
        if !DAYS.contains(&wish.days) {
            faults.push(Fault::at("days", "field-choose"));
        }
        if faults.is_empty() { Ok(name) } else { Err(AppError::Refused { faults }) }
    }
}
