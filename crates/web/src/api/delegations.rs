//! Posts that were delegated by the person, and to the person.

use super::call::{Call, Nothing, Reply};
use super::operation::Api;
use super::people::PostEntry;
use super::register::PersonName;
use crate::{Access, Problem};
use app::people::Delegation;
use app::rights::PostsDelegate;
use axum::http::Method;
use domain::PostId;
use domain::people::Account;
use domain::rights::Right;
use serde::Serialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let own = Access::Right(Right::ApiTokensOwn.code());
    let delegate = Access::Right(Right::PostsDelegate.code());
    let end_path = (Method::POST, "/api/v1/account/delegations/{post}/end");
    api.get("/api/v1/account/delegations", own, "delegations-list", list)
        .get("/api/v1/account/delegations/choices", delegate, "delegations-choices", choices)
        .write(end_path, own, ("delegations-end", 204), end)
}

/// A post that somebody delegated to somebody.
#[derive(Serialize, ToSchema)]
struct DelegationEntry {
    post: PostEntry,
    giver: PersonName,
    receiver: PersonName,
}

fn named(account: Account) -> PersonName {
    PersonName::called(account.id, account.display_name)
}

impl From<Delegation> for DelegationEntry {
    fn from(delegation: Delegation) -> Self {
        let Delegation { post, from, to } = delegation;
        Self { post: (&post).into(), giver: named(from), receiver: named(to) }
    }
}

/// What the person delegated, and what was delegated to the person, the latest first.
#[derive(Serialize, ToSchema)]
struct OwnDelegations {
    delegated: Vec<DelegationEntry>,
    received_posts: Vec<DelegationEntry>,
}

async fn list(call: Call, _: Nothing) -> Result<Reply<OwnDelegations>, Problem> {
    let all = call.person()?.delegations().await.map_err(|e| call.problem(e))?;
    let entries = |all: Vec<Delegation>| all.into_iter().map(DelegationEntry::from).collect();
    Ok(OwnDelegations { delegated: entries(all.given), received_posts: entries(all.received) }.into())
}

/// Which posts can be delegated, and to whom.
#[derive(Serialize, ToSchema)]
struct DelegationChoices {
    posts: Vec<PostEntry>,
    receivers: Vec<PersonName>,
}

async fn choices(call: Call, _: Nothing) -> Result<Reply<DelegationChoices>, Problem> {
    let permit = call.permit::<PostsDelegate>()?;
    let receivers = permit.receivers().await.map_err(|e| call.problem(e))?;
    Ok(DelegationChoices {
        posts: permit.delegable().map(PostEntry::from).collect(),
        receivers: receivers.into_iter().map(named).collect(),
    }
    .into())
}

async fn end(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let post: PostId = call.id("post")?;
    call.person()?.end_delegation(post).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
