//! Delegating one's own post for a time, and choosing the post in which one acts.

use super::NewPost;
use crate::app::{Deed, NOTHING};
use crate::permit::rights::{PeopleRead, PostsDelegate};
use crate::permit::{Permit, Person};
use crate::{AppError, Fault, Thing};
use domain::people::{Account, Post, PostKind};
use domain::rights::{Right, Scope};
use domain::{AccountId, PostId, Span};
use serde_json::json;

/// A post that somebody delegated to somebody.
#[derive(Debug, Clone)]
pub struct Delegation {
    /// The post that the receiver has of it.
    pub post: Post,
    /// Who delegated.
    pub from: Account,
    /// To whom.
    pub to: Account,
}

/// What concerns one person, the latest first.
#[derive(Debug, Clone, Default)]
pub struct Delegations {
    /// What the person delegated.
    pub given: Vec<Delegation>,
    /// What was delegated to the person.
    pub received: Vec<Delegation>,
}

impl Permit<'_, PostsDelegate> {
    /// The person's posts that can be delegated.
    pub fn delegable(&self) -> impl Iterator<Item = &Post> {
        let gives =
            |post: &Post| self.person.grants.of(Right::PostsDelegate).any(|grant| grant.post == post.id);
        self.person.posts().filter(move |post| gives(post))
    }

    /// To whom they can be delegated: everybody else whom the person may see and who can sign in.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn receivers(&self) -> Result<Vec<Account>, AppError> {
        let mut accounts = match self.person.permit::<PeopleRead>() {
            Ok(permit) => permit.active().await?,
            Err(_) => Vec::new(),
        };
        accounts.retain(|account| account.id != self.person.account.id);
        Ok(accounts)
    }

    /// What the receiver of a post would be able to do, and how far from its unit.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the post is not one of [`Self::delegable`].
    pub fn gives(&self, by: PostId) -> Result<Vec<(Right, Scope)>, AppError> {
        let post = self.one(by)?;
        let role = self.person.app.roles().get(&post.role);
        let rights = role.into_iter().flat_map(|role| &role.rights).map(|(&right, &scope)| (right, scope));
        Ok(rights.filter(|(right, _)| *right != Right::PostsDelegate).collect())
    }

    fn one(&self, by: PostId) -> Result<&Post, AppError> {
        self.delegable().find(|post| post.id == by).ok_or(AppError::NotFound { thing: Thing::Post })
    }

    /// Would it be allowed? Nothing is written.
    ///
    /// # Errors
    /// Those of [`Self::delegate`].
    pub async fn check(&self, to: AccountId, by: PostId, span: Span) -> Result<Account, AppError> {
        let (post, account) = self.prepare(to, by, span).await?;
        let mut read = self.person.app.database().read().await?;
        self.person.check_post(&read.posts().await?, &post)?;
        Ok(account)
    }

    async fn prepare(&self, to: AccountId, by: PostId, span: Span) -> Result<(Post, Account), AppError> {
        let own = self.one(by)?;
        if span.from < self.person.today {
            return Err(Fault::at("from", "delegation-past").into());
        }
        if span.to.is_none() {
            return Err(Fault::at("to", "field-needed").into());
        }
        let account = self.receivers().await?.into_iter().find(|account| account.id == to);
        let account = account.ok_or(AppError::NotFound { thing: Thing::Account })?;
        let new = NewPost {
            unit: own.unit,
            role: own.role.clone(),
            title: own.title.clone(),
            span,
            kind: PostKind::Delegated { by },
        };
        Ok((new.of(to), account))
    }

    /// Delegates one of the own posts to somebody for a time that has an end.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the post is not the person's own or the receiver is none of [`Self::receivers`],
    /// [`AppError::Refused`].
    pub async fn delegate(&self, to: AccountId, by: PostId, span: Span) -> Result<PostId, AppError> {
        let person = self.person;
        let (post, _) = self.prepare(to, by, span).await?;
        let mut write = person.app.database().write().await?;
        person.check_post(&write.posts().await?, &post)?;
        let id = write.add_post(&post).await?;
        person.tell_post_given(&mut write, &post).await?;
        let deed = Deed {
            verb: "people.delegate",
            kind: "post",
            id: Some(id.get()),
            before: NOTHING,
            after: Some(json!({ "account": to, "by": by, "span": span })),
        };
        write.log(&person.entry(Some(by), &deed)?).await?.commit().await?;
        Ok(id)
    }
}

impl Person {
    /// What the person delegated and what was delegated to the person, ended ones too.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn delegations(&self) -> Result<Delegations, AppError> {
        let mut read = self.app.database().read().await?;
        let posts = read.posts_around(self.account.id).await?;
        let holders: Vec<AccountId> = posts.iter().map(|post| post.account).collect();
        let accounts = read.accounts_with(&holders).await?;
        let account = |id: AccountId| accounts.iter().find(|account| account.id == id).cloned();
        let mut all = Delegations::default();
        for post in posts.iter() {
            let PostKind::Delegated { by } = post.kind else { continue };
            let Some(source) = posts.get(by) else { continue };
            let list = if source.account == self.account.id {
                &mut all.given
            } else if post.account == self.account.id {
                &mut all.received
            } else {
                continue;
            };
            if let (Some(from), Some(to)) = (account(source.account), account(post.account)) {
                list.push(Delegation { post: post.clone(), from, to });
            }
        }
        all.given.reverse();
        all.received.reverse();
        Ok(all)
    }

    /// Ends what the person delegated, from today on; what has not begun never will.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the person delegated no such post, or it has ended.
    pub async fn end_delegation(&self, id: PostId) -> Result<(), AppError> {
        let not_there = || AppError::NotFound { thing: Thing::Post };
        let mut write = self.app.database().write().await?;
        let posts = write.posts().await?;
        let post = posts.get(id).ok_or_else(not_there)?;
        let PostKind::Delegated { by } = post.kind else { return Err(not_there()) };
        let to = self.today.max(post.span.from);
        let is_own = posts.get(by).is_some_and(|source| source.account == self.account.id);
        if !is_own || post.span.to.is_some_and(|end| end <= to) {
            return Err(not_there());
        }
        write.end_post(id, to).await?;
        let deed = Deed {
            verb: "people.end_delegation",
            kind: "post",
            id: Some(id.get()),
            before: Some(json!({ "span": post.span })),
            after: Some(json!({ "to": to })),
        };
        write.log(&self.entry(Some(by), &deed)?).await?.commit().await?;
        Ok(())
    }

    /// From now on the person acts in one post alone, with its rights and no others; or again in all.
    ///
    /// # Errors
    /// [`AppError::NotFound`] when the person has no such post today.
    pub async fn act_in(&self, post: Option<PostId>) -> Result<(), AppError> {
        if let Some(post) = post
            && !self.posts().any(|own| own.id == post)
        {
            return Err(AppError::NotFound { thing: Thing::Post });
        }
        let mut write = self.app.database().write().await?;
        write.act_as(self.session, post).await?;
        let deed = Deed {
            verb: "sign_in.act_in",
            kind: "session",
            id: Some(self.session.get()),
            before: Some(json!({ "post": self.acts_in })),
            after: Some(json!({ "post": post })),
        };
        write.log(&self.entry(post, &deed)?).await?.commit().await?;
        Ok(())
    }
}
