//! Accounts and their posts.

use crate::StoreError;
use crate::transaction::{Read, Work, on};
use crate::values::{END, day, day_text, end, micros, sort_text};
use domain::people::{Account, AccountState, Email, Language, Post, PostKind, Posts, RoleCode, SignInName};
use domain::{AccountId, PostId, Span, UnitId};
use jiff::Timestamp;
use sqlx::{query, query_as, query_scalar};

/// The columns of [`PostRow`].
macro_rules! post_columns {
    () => {
        "id, account, unit, role, title, kind, other_post, valid_from, valid_to"
    };
}
pub(crate) use post_columns;

const NEW_ACCOUNT: &str = "INSERT INTO account
    (sign_in_name, display_name, folded, name_key, email, language, state, created_at, password_one_time)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
const CHANGE_ACCOUNT: &str = "UPDATE account
    SET sign_in_name = $2, display_name = $3, folded = $4, name_key = $5, email = $6, language = $7, state = $8
    WHERE id = $1";
const ACCOUNT: &str =
    "SELECT id, sign_in_name, display_name, email, language, state FROM account WHERE id = $1";
const ACCOUNT_NAMED: &str =
    "SELECT id, sign_in_name, display_name, email, language, state FROM account WHERE sign_in_name = $1";
const ACCOUNTS: &str =
    "SELECT id, sign_in_name, display_name, email, language, state FROM account ORDER BY id";
const COUNT: &str = "SELECT COUNT(*) FROM account";
const NEW_POST: &str = "INSERT INTO post
    (account, unit, role, title, folded, kind, other_post, valid_from, valid_to)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id";
const END_POST: &str = "UPDATE post SET valid_to = $2 WHERE id = $1";
const POSTS: &str = concat!("SELECT ", post_columns!(), " FROM post ORDER BY id");
/// The posts of one person, and those that they come from; of a disabled account nothing comes.
const POSTS_OF: &str = concat!(
    "SELECT ",
    post_columns!(),
    " FROM post WHERE account = $1 OR (id IN (SELECT other_post FROM post WHERE account = $1)
        AND account IN (SELECT id FROM account WHERE state = $2)) ORDER BY id"
);

/// An account before it has an id.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// What the person types to sign in.
    pub sign_in: SignInName,
    /// The person's name.
    pub display_name: String,
    /// Where letters go.
    pub email: Option<Email>,
    /// The language of pages and letters.
    pub language: Language,
}

pub(crate) type AccountRow = (i64, String, String, Option<String>, String, String);
pub(crate) type PostRow = (i64, i64, i64, String, String, String, Option<i64>, String, String);

impl Read {
    /// The account with this id.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn account(&mut self, id: AccountId) -> Result<Option<Account>, StoreError> {
        let row: Option<AccountRow> =
            on!(self, c => query_as(ACCOUNT).bind(id.get()).fetch_optional(c).await?);
        row.map(account).transpose()
    }

    /// The account with this sign-in name.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn account_named(&mut self, name: &SignInName) -> Result<Option<Account>, StoreError> {
        let row: Option<AccountRow> =
            on!(self, c => query_as(ACCOUNT_NAMED).bind(name.as_str()).fetch_optional(c).await?);
        row.map(account).transpose()
    }

    /// All accounts.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn accounts(&mut self) -> Result<Vec<Account>, StoreError> {
        let rows: Vec<AccountRow> = on!(self, c => query_as(ACCOUNTS).fetch_all(c).await?);
        rows.into_iter().map(account).collect()
    }

    /// How many accounts there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count_accounts(&mut self) -> Result<i64, StoreError> {
        Ok(on!(self, c => query_scalar(COUNT).fetch_one(c).await?))
    }

    /// All posts.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn posts(&mut self) -> Result<Posts, StoreError> {
        let rows: Vec<PostRow> = on!(self, c => query_as(POSTS).fetch_all(c).await?);
        rows.into_iter().map(post).collect()
    }

    /// The posts of one person, and those that they come from; of a disabled account nothing comes.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn posts_of(&mut self, account: AccountId) -> Result<Posts, StoreError> {
        let rows: Vec<PostRow> = on!(self, c => query_as(POSTS_OF)
            .bind(account.get())
            .bind(AccountState::Active.code())
            .fetch_all(c)
            .await?);
        rows.into_iter().map(post).collect()
    }
}

impl Work {
    /// Keeps a new account; it has no password yet.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another account has the name.
    pub async fn add_account(&mut self, new: &NewAccount, at: Timestamp) -> Result<AccountId, StoreError> {
        let folded = vitext::fold::fold_text(&new.display_name);
        let key = sort_text(&new.display_name);
        let id: i64 = on!(self, c => query_scalar(NEW_ACCOUNT)
            .bind(new.sign_in.as_str())
            .bind(&new.display_name)
            .bind(&folded)
            .bind(&key)
            .bind(new.email.as_ref().map(Email::as_str))
            .bind(new.language.code())
            .bind(AccountState::Active.code())
            .bind(micros(at))
            .bind(false)
            .fetch_one(c)
            .await?);
        Ok(AccountId::new(id))
    }

    /// Keeps what an account has become.
    ///
    /// # Errors
    /// [`StoreError::Taken`] when another account has the name.
    pub async fn change_account(&mut self, account: &Account) -> Result<(), StoreError> {
        let folded = vitext::fold::fold_text(&account.display_name);
        let key = sort_text(&account.display_name);
        on!(self, c => query(CHANGE_ACCOUNT)
            .bind(account.id.get())
            .bind(account.sign_in.as_str())
            .bind(&account.display_name)
            .bind(&folded)
            .bind(&key)
            .bind(account.email.as_ref().map(Email::as_str))
            .bind(account.language.code())
            .bind(account.state.code())
            .execute(c)
            .await
            .map(drop)?);
        Ok(())
    }

    /// Keeps a new post; the id in `post` does not count.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_post(&mut self, post: &Post) -> Result<PostId, StoreError> {
        let (from, to) = (day_text(post.span.from), post.span.to.map_or_else(|| END.to_owned(), day_text));
        let id: i64 = on!(self, c => query_scalar(NEW_POST)
            .bind(post.account.get())
            .bind(post.unit.get())
            .bind(post.role.as_str())
            .bind(&post.title)
            .bind(vitext::fold::fold_text(&post.title))
            .bind(post.kind.code())
            .bind(post.kind.source().map(PostId::get))
            .bind(&from)
            .bind(&to)
            .fetch_one(c)
            .await?);
        Ok(PostId::new(id))
    }

    /// Ends a post: `to` is the first day on which it no longer holds.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end_post(&mut self, post: PostId, to: jiff::civil::Date) -> Result<(), StoreError> {
        let to = day_text(to);
        on!(self, c => query(END_POST).bind(post.get()).bind(&to).execute(c).await.map(drop)?);
        Ok(())
    }
}

pub(crate) fn account(
    (id, name, display_name, email, language, state): AccountRow,
) -> Result<Account, StoreError> {
    Ok(Account {
        id: AccountId::new(id),
        sign_in: name
            .parse()
            .map_err(|e: domain::people::NotASignInName| StoreError::damaged("account.sign_in_name", e))?,
        display_name,
        email: email
            .map(|email| email.parse())
            .transpose()
            .map_err(|e: domain::people::NotAnEmail| StoreError::damaged("account.email", e))?,
        language: Language::from_code(&language)
            .ok_or_else(|| StoreError::damaged("account.language", language))?,
        state: AccountState::from_code(&state).ok_or_else(|| StoreError::damaged("account.state", state))?,
    })
}

pub(crate) fn post(row: PostRow) -> Result<Post, StoreError> {
    let (id, account, unit, role, title, kind, other, from, to) = row;
    let kind = match (kind.as_str(), other.map(PostId::new)) {
        ("held", None) => PostKind::Held,
        ("acting", Some(stands_for)) => PostKind::Acting { stands_for },
        ("delegated", Some(by)) => PostKind::Delegated { by },
        _ => return Err(StoreError::damaged("post.kind", kind)),
    };
    Ok(Post {
        id: PostId::new(id),
        account: AccountId::new(account),
        unit: UnitId::new(unit),
        role: RoleCode::new(role),
        title,
        span: Span { from: day("post.valid_from", &from)?, to: end("post.valid_to", &to)? },
        kind,
    })
}
