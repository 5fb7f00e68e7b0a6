//! People whom somebody may see: found, counted, one by one.

use crate::permit::Permit;
use crate::permit::rights::PeopleRead;
use crate::{AppError, Thing};
use domain::AccountId;
use domain::people::{Account, AccountState, Posts};
use domain::rights::Reach;
use store::PeopleFilter;

/// Most accounts of a choice or a file.
const MOST: u32 = 200_000;

/// Accounts and posts that somebody may see.
#[derive(Debug)]
pub struct People {
    /// The accounts of the page, in the order asked for.
    pub accounts: Vec<Account>,
    /// Their posts.
    pub posts: Posts,
    /// How many accounts there are over all pages.
    pub total: u64,
}

/// One person.
#[derive(Debug)]
pub struct Profile {
    /// The account.
    pub account: Account,
    /// Its posts, and those that they come from or that come from them.
    pub posts: Posts,
    /// The holders of those other posts.
    pub others: Vec<Account>,
}

impl Permit<'_, PeopleRead> {
    /// Everybody who has, had or will have a post in a unit that the right reaches: what a filter begins with.
    #[must_use]
    pub fn everybody(&self) -> PeopleFilter {
        PeopleFilter { reach: self.within(), ..PeopleFilter::new(self.person.today) }
    }

    /// At most `limit` of the people whom `filter` means, after the first `offset`; no limit for a file.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn list(
        &self,
        filter: PeopleFilter,
        offset: u64,
        limit: Option<u32>,
    ) -> Result<People, AppError> {
        let filter = PeopleFilter { reach: self.everybody().reach, ..filter };
        let mut read = self.person.app.database().read().await?;
        let accounts = read.people_page(&filter, offset, limit.unwrap_or(MOST)).await?;
        let (posts, total) = if limit.is_some() {
            let ids: Vec<AccountId> = accounts.iter().map(|account| account.id).collect();
            (read.posts_of_all(&ids).await?, read.people_count(&filter).await?)
        } else {
            (read.posts().await?, accounts.len() as u64)
        };
        Ok(People { accounts, posts, total })
    }

    /// How many people there are.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn count(&self) -> Result<u64, AppError> {
        Ok(self.person.app.database().read().await?.people_count(&self.everybody()).await?)
    }

    /// Those of them who can sign in, by name: to choose from.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn active(&self) -> Result<Vec<Account>, AppError> {
        let filter = PeopleFilter { states: vec![AccountState::Active], ..self.everybody() };
        Ok(self.person.app.database().read().await?.people_page(&filter, 0, MOST).await?)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`AppError::NotFound`], also for people whom the right does not reach.
    pub async fn one(&self, id: AccountId) -> Result<Profile, AppError> {
        let mut read = self.person.app.database().read().await?;
        let account = read.account(id).await?.ok_or(AppError::NotFound { thing: Thing::Account })?;
        let posts = read.posts_around(id).await?;
        if let Reach::Units(units) = self.reach()
            && !posts.iter().any(|post| post.account == id && units.contains(&post.unit))
        {
            return Err(AppError::NotFound { thing: Thing::Account });
        }
        let others: Vec<AccountId> =
            posts.iter().map(|post| post.account).filter(|account| *account != id).collect();
        let others = read.accounts_with(&others).await?;
        Ok(Profile { account, posts, others })
    }
}
