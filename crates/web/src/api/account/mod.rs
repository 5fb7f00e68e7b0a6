//! The own account: who the program acts for, what else can act for that person, and how that person signs in. What changes how one signs
//! in asks for the password again: a token that leaked cannot make itself at home.

mod digest;
mod factor;
mod identities;
mod passkeys;
mod password;
mod tokens;

use super::call::{Call, Nothing, Reply};
use super::operation::Api;
use super::paging::{Asked, Listed};
use super::people::PostEntry;
use crate::{Access, Problem};
use axum::http::Method;
use domain::people::Language;
use domain::rights::Right;
use domain::{AccountId, SessionId, TokenId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::SessionRow;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let own = Access::Right(Right::ApiTokensOwn.code());
    let delete = |path| (Method::DELETE, path);
    let api = api
        .get("/api/v1/account", Access::SignedIn, "account-show", show)
        .write((Method::PATCH, "/api/v1/account"), own, ("account-change", 204), change)
        .list("/api/v1/account/sessions", own, "sessions-list", sessions)
        .write(delete("/api/v1/account/sessions/{session}"), own, ("sessions-end", 204), end_session);
    [digest::add, password::add, factor::add, passkeys::add, identities::add, tokens::add]
        .into_iter()
        .fold(api, |api, add| add(api))
}

/// A language of letters and answers.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Tongue {
    Vi,
    En,
}

/// The person for whom the program acts.
#[derive(Serialize, ToSchema)]
struct OwnAccount {
    id: AccountId,
    sign_in: String,
    display_name: String,
    email: Option<String>,
    #[schema(inline)]
    language: Tongue,
    /// What the token may do: the rights of the person that are among its scopes.
    rights: Vec<String>,
    /// The posts of today.
    posts: Vec<PostEntry>,
    /// The token that the program came with.
    token: Option<TokenId>,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<OwnAccount>, Problem> {
    let person = call.person()?;
    let rights = Right::ALL.iter().filter(|right| person.has(**right));
    Ok(OwnAccount {
        id: person.account.id,
        sign_in: person.account.sign_in.to_string(),
        display_name: person.account.display_name.clone(),
        email: person.account.email.as_ref().map(ToString::to_string),
        language: match person.account.language {
            Language::Vi => Tongue::Vi,
            Language::En => Tongue::En,
        },
        rights: rights.map(ToString::to_string).collect(),
        posts: person.posts().map(PostEntry::from).collect(),
        token: person.token,
    }
    .into())
}

/// What changes of the own account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct AccountChange {
    #[schema(inline)]
    language: Tongue,
}

async fn change(call: Call, wish: AccountChange) -> Result<Reply<Nothing>, Problem> {
    let language = match wish.language {
        Tongue::Vi => Language::Vi,
        Tongue::En => Language::En,
    };
    call.person()?.change_language(language).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// A browser in which the person is signed in.
#[derive(Serialize, ToSchema)]
struct SessionEntry {
    id: SessionId,
    created: Timestamp,
    last_seen: Timestamp,
    network_address: String,
    agent: String,
}

async fn sessions(call: Call, asked: Asked, _: Nothing) -> Result<Listed<SessionEntry>, Problem> {
    let mut rows = call.person()?.sessions().await.map_err(|e| call.problem(e))?;
    rows.sort_by_key(|row| row.id);
    let entry = |row: SessionRow| SessionEntry {
        id: row.id,
        created: row.created,
        last_seen: row.last_seen,
        network_address: row.address,
        agent: row.agent,
    };
    Ok(Listed::cut(rows, asked, |row| row.id.get(), entry))
}

async fn end_session(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let id: SessionId = call.id("session")?;
    call.person()?.revoke_session(id).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
