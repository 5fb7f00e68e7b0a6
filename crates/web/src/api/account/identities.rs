//! Other sites that vouch for the person (OpenID Connect).

use super::password::PasswordAgain;
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::sign_in::Arrived;
use axum::http::Method;
use domain::rights::Right;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let own = Access::Right(Right::ApiTokensOwn.code());
    let all = "/api/v1/account/identities";
    let post = |path| (Method::POST, path);
    api.get(all, own, "identities-list", list)
        .write(post("/api/v1/account/identities/begin"), own, ("identities-begin", 200), begin)
        .write(post(all), own, ("identities-link", 204), link)
        .write(post("/api/v1/account/identities/remove"), own, ("identities-remove", 204), remove)
}

/// A site that vouches for the person.
#[derive(Serialize, ToSchema)]
struct LinkedIdentity {
    issuer: String,
    created: Timestamp,
}

/// All of them.
#[derive(Serialize, ToSchema)]
struct LinkedIdentities {
    items: Vec<LinkedIdentity>,
    /// The site that vouches for people here; null where there is none.
    provider: Option<String>,
}

async fn list(call: Call, _: Nothing) -> Result<Reply<LinkedIdentities>, Problem> {
    let person = call.person()?;
    let linked = person.external_identities().await.map_err(|e| call.problem(e))?;
    let entry = |link: store::ExternalIdentity| LinkedIdentity { issuer: link.issuer, created: link.created };
    let provider = person.app().openid_issuer().map(str::to_owned);
    Ok(LinkedIdentities { items: linked.into_iter().map(entry).collect(), provider }.into())
}

/// Where the person is sent.
#[derive(Serialize, ToSchema)]
struct IdentityAsked {
    /// To be opened in a browser. Shown once: null when the same request is sent again.
    site: Option<String>,
    /// What `identities-link` brings back.
    ceremony: Option<String>,
}

async fn begin(call: Call, shown: PasswordAgain) -> Result<Reply<IdentityAsked>, Problem> {
    let gone = call.person()?.begin_openid_link(&shown.password).await.map_err(|e| call.problem(e))?;
    let shown = IdentityAsked { site: Some(gone.to.to_string()), ceremony: Some(gone.token.reveal()) };
    Ok(Reply::once(shown, IdentityAsked { site: None, ceremony: None }))
}

/// With what the other site sent the person back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct IdentityAnswer {
    ceremony: String,
    /// What stands behind `?` in the address: `code=…&state=…`.
    query: String,
}

async fn link(call: Call, answer: IdentityAnswer) -> Result<Reply<Nothing>, Problem> {
    let person = call.person()?;
    let (visit, origin) = (call.who().visit(), person.origin());
    let arrived = person.app().back_from_openid(visit, origin, &answer.ceremony, &answer.query).await;
    match arrived.map_err(|e| call.problem(e))? {
        Arrived::Linked => Ok(Nothing {}.into()),
        Arrived::In { .. } | Arrived::Unknown => Err(call.wrong("ceremony", "openid-late", [])),
    }
}

/// A site that vouches no longer.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct IdentityRemoval {
    issuer: String,
    password: String,
}

async fn remove(call: Call, wish: IdentityRemoval) -> Result<Reply<Nothing>, Problem> {
    let person = call.person()?;
    person.show_password(&wish.password).await.map_err(|e| call.problem(e))?;
    person.unlink_openid(&wish.issuer).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
