//! Accounts and posts.

use super::call::{Call, Nothing, Reply};
use super::operation::Api;
use super::paging::{Asked, Listed};
use super::text::within;
use crate::{Access, Problem};
use app::people::{NewPerson, NewPost};
use app::rights::{PeopleChange, PeopleRead, PostsDelegate};
use axum::http::Method;
use domain::people::{Account, AccountState, Email, Post, PostKind, Posts, RoleCode, SignInName};
use domain::rights::Right;
use domain::{AccountId, PostId, Span, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{PeopleFilter, PeopleOrder};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::PeopleRead.code());
    let write = Access::Right(Right::PeopleChange.code());
    let delegate = Access::Right(Right::PostsDelegate.code());
    let post = |path| (Method::POST, path);
    api.list("/api/v1/people", read, "people-list", list)
        .write(post("/api/v1/people"), write, ("people-add", 201), create)
        .get("/api/v1/people/{account}", read, "people-show", show)
        .write((Method::PUT, "/api/v1/people/{account}/state"), write, ("people-state", 204), set_state)
        .write(post("/api/v1/people/{account}/password"), write, ("people-password", 200), reset)
        .write(post("/api/v1/people/{account}/posts"), write, ("people-give-post", 201), give)
        .write(post("/api/v1/posts/{post}/end"), write, ("posts-end", 204), end)
        .write(post("/api/v1/posts/{post}/delegate"), delegate, ("posts-delegate", 201), hand_over)
}

/// How a person comes to a post.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum PostNature {
    Held,
    Acting,
    Delegated,
}

/// A post of a person in a unit.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PostEntry {
    id: PostId,
    unit: UnitId,
    role: String,
    title: String,
    from: Date,
    /// The first day on which it no longer holds.
    until: Option<Date>,
    kind: PostNature,
    /// The post that it stands for or comes from.
    source: Option<PostId>,
}

impl From<&Post> for PostEntry {
    fn from(post: &Post) -> Self {
        Self {
            id: post.id,
            unit: post.unit,
            role: post.role.to_string(),
            title: post.title.clone(),
            from: post.span.from,
            until: post.span.to,
            kind: match post.kind {
                PostKind::Held => PostNature::Held,
                PostKind::Acting { .. } => PostNature::Acting,
                PostKind::Delegated { .. } => PostNature::Delegated,
            },
            source: post.kind.source(),
        }
    }
}

/// May the person sign in?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum PersonState {
    Active,
    Disabled,
}

impl From<PersonState> for AccountState {
    fn from(state: PersonState) -> Self {
        match state {
            PersonState::Active => Self::Active,
            PersonState::Disabled => Self::Disabled,
        }
    }
}

impl From<AccountState> for PersonState {
    fn from(state: AccountState) -> Self {
        match state {
            AccountState::Active => Self::Active,
            AccountState::Disabled => Self::Disabled,
        }
    }
}

/// A person with an account.
#[derive(Debug, Serialize, ToSchema)]
struct PersonEntry {
    id: AccountId,
    sign_in: String,
    display_name: String,
    email: Option<String>,
    state: PersonState,
    /// All posts, also those that have ended or are still to come.
    posts: Vec<PostEntry>,
}

fn entry(account: Account, posts: &Posts) -> PersonEntry {
    PersonEntry {
        id: account.id,
        sign_in: account.sign_in.to_string(),
        display_name: account.display_name,
        email: account.email.map(|email| email.to_string()),
        state: account.state.into(),
        posts: posts.iter().filter(|post| post.account == account.id).map(PostEntry::from).collect(),
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Filter {
    #[param(inline)]
    state: Option<PersonState>,
    #[param(minimum = 1)]
    unit: Option<UnitId>,
    #[param(max_length = 300)]
    #[serde(default, deserialize_with = "within::<_, 300>")]
    name: Option<String>,
}

async fn list(call: Call, asked: Asked, filter: Filter) -> Result<Listed<PersonEntry>, Problem> {
    let permit = call.permit::<PeopleRead>()?;
    let filter = PeopleFilter {
        name: filter.name.unwrap_or_default(),
        unit: filter.unit,
        states: filter.state.map(AccountState::from).into_iter().collect(),
        after: asked.after.map(AccountId::new),
        order: PeopleOrder::Id,
        ..permit.everybody()
    };
    // One more tells whether another page follows.
    let limit = u32::try_from(asked.limit + 1).unwrap_or(u32::MAX);
    let people = permit.list(filter, 0, Some(limit)).await.map_err(|e| call.problem(e))?;
    let posts = &people.posts;
    Ok(Listed::cut(people.accounts, asked, |account| account.id.get(), |account| entry(account, posts)))
}

async fn show(call: Call, _: Nothing) -> Result<Reply<PersonEntry>, Problem> {
    let id: AccountId = call.id("account")?;
    let person = call.permit::<PeopleRead>()?.one(id).await.map_err(|e| call.problem(e))?;
    Ok(entry(person.account, &person.posts).into())
}

/// A post to be given.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PostWish {
    unit: UnitId,
    #[schema(max_length = 100)]
    role: String,
    #[schema(min_length = 1, max_length = 300)]
    title: String,
    from: Date,
    until: Option<Date>,
    /// The post of somebody else that is stood in for.
    stands_for: Option<PostId>,
}

impl PostWish {
    fn post(self) -> NewPost {
        NewPost {
            unit: self.unit,
            role: RoleCode::new(self.role),
            title: self.title,
            span: Span { from: self.from, to: self.until },
            kind: self.stands_for.map_or(PostKind::Held, |stands_for| PostKind::Acting { stands_for }),
        }
    }
}

/// A person to be added, with the first post.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PersonWish {
    #[schema(min_length = 3, max_length = 64)]
    sign_in: String,
    #[schema(min_length = 1, max_length = 120)]
    display_name: String,
    email: Option<String>,
    post: PostWish,
}

/// A person who was added, or whose password was replaced.
#[derive(Serialize, ToSchema)]
struct FirstPassword {
    id: AccountId,
    /// Shown once: null when the same request is sent again.
    password: Option<String>,
}

fn password(id: AccountId, password: &str) -> Reply<FirstPassword> {
    let shown = FirstPassword { id, password: Some(password.to_owned()) };
    Reply::once(shown, FirstPassword { id, password: None })
}

async fn create(call: Call, wish: PersonWish) -> Result<Reply<FirstPassword>, Problem> {
    let sign_in: Result<SignInName, _> = wish.sign_in.parse();
    let sign_in = sign_in.map_err(|_| call.wrong("sign_in", "people-sign-in-wrong", []))?;
    let email: Option<Result<Email, _>> = wish.email.map(|email| email.parse());
    let email = email.transpose().map_err(|_| call.wrong("email", "people-email-wrong", []))?;
    let new = NewPerson { sign_in, display_name: wish.display_name, email, post: wish.post.post() };
    let added = call.permit::<PeopleChange>()?.add(&new).await;
    let (id, once) = added.map_err(|e| call.problem(e))?;
    Ok(password(id, once.reveal()))
}

/// Whether the person may sign in from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct StateWish {
    #[schema(inline)]
    state: PersonState,
}

async fn set_state(call: Call, wish: StateWish) -> Result<Reply<Nothing>, Problem> {
    let id: AccountId = call.id("account")?;
    call.permit::<PeopleChange>()?.set_state(id, wish.state.into()).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

async fn reset(call: Call, _: Nothing) -> Result<Reply<FirstPassword>, Problem> {
    let id: AccountId = call.id("account")?;
    let once = call.permit::<PeopleChange>()?.reset_password(id).await.map_err(|e| call.problem(e))?;
    Ok(password(id, once.reveal()))
}

/// A post that was given.
#[derive(Serialize, ToSchema)]
struct Given {
    id: PostId,
}

async fn give(call: Call, wish: PostWish) -> Result<Reply<Given>, Problem> {
    let account: AccountId = call.id("account")?;
    let given = call.permit::<PeopleChange>()?.give_post(account, &wish.post()).await;
    Ok(Given { id: given.map_err(|e| call.problem(e))? }.into())
}

/// When a post ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PostEnd {
    until: Date,
}

async fn end(call: Call, wish: PostEnd) -> Result<Reply<Nothing>, Problem> {
    let id: PostId = call.id("post")?;
    call.permit::<PeopleChange>()?.end_post(id, wish.until).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// To whom one's own post is delegated, and for how long.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Delegation {
    account: AccountId,
    from: Date,
    until: Date,
}

async fn hand_over(call: Call, wish: Delegation) -> Result<Reply<Given>, Problem> {
    let by: PostId = call.id("post")?;
    let span = Span { from: wish.from, to: Some(wish.until) };
    let given = call.permit::<PostsDelegate>()?.delegate(wish.account, by, span).await;
    Ok(Given { id: given.map_err(|e| call.problem(e))? }.into())
}
