//! Passkeys: the ceremony of registration as JSON (Web Authentication), names, and letting go of one.

use super::password::PasswordAgain;
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::{Access, Problem};
use axum::http::Method;
use domain::PasskeyId;
use domain::rights::Right;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use store::PasskeyRow;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let own = Access::Right(Right::ApiTokensOwn.code());
    let all = "/api/v1/account/passkeys";
    let post = |path| (Method::POST, path);
    api.list(all, own, "passkeys-list", list)
        .write(post("/api/v1/account/passkeys/begin"), own, ("passkeys-begin", 200), begin)
        .write(post(all), own, ("passkeys-add", 204), finish)
        .write((Method::PATCH, "/api/v1/account/passkeys/{passkey}"), own, ("passkeys-rename", 204), rename)
        .write(post("/api/v1/account/passkeys/{passkey}/remove"), own, ("passkeys-remove", 204), remove)
}

/// A passkey of the person.
#[derive(Serialize, ToSchema)]
struct PasskeyEntry {
    id: PasskeyId,
    name: String,
    created: Timestamp,
    last_used: Option<Timestamp>,
}

async fn list(call: Call, asked: Asked, _: Nothing) -> Result<Listed<PasskeyEntry>, Problem> {
    let mut rows = call.person()?.passkeys().await.map_err(|e| call.problem(e))?;
    rows.sort_by_key(|row| row.id);
    let entry = |row: PasskeyRow| PasskeyEntry {
        id: row.id,
        name: row.name,
        created: row.created,
        last_used: row.last_used,
    };
    Ok(Listed::cut(rows, asked, |row| row.id.get(), entry))
}

/// What an authenticator is asked.
#[derive(Serialize, ToSchema)]
struct PasskeyAsked {
    /// What `passkeys-add` brings back. Shown once: null when the same request is sent again.
    ceremony: Option<String>,
    /// What `navigator.credentials.create` takes.
    #[schema(value_type = Option<Object>)]
    challenge: Option<Box<RawValue>>,
}

async fn begin(call: Call, shown: PasswordAgain) -> Result<Reply<PasskeyAsked>, Problem> {
    let asked = call.person()?.begin_passkey(&shown.password).await.map_err(|e| call.problem(e))?;
    let challenge = RawValue::from_string(asked.challenge.as_json().to_owned()).map_err(Problem::bug)?;
    let shown = PasskeyAsked { ceremony: Some(asked.token.reveal()), challenge: Some(challenge) };
    Ok(Reply::once(shown, PasskeyAsked { ceremony: None, challenge: None }))
}

/// What the authenticator answered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasskeyAnswer {
    ceremony: String,
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// A `PublicKeyCredential` as JSON.
    #[schema(value_type = Object)]
    credential: serde_json::Value,
}

async fn finish(call: Call, answer: PasskeyAnswer) -> Result<Reply<Nothing>, Problem> {
    let PasskeyAnswer { ceremony, name, credential } = answer;
    let done = call.person()?.finish_passkey(&ceremony, &name, &credential.to_string()).await;
    done.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// Another name of a passkey.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasskeyName {
    #[schema(min_length = 1, max_length = 60)]
    name: String,
}

async fn rename(call: Call, wish: PasskeyName) -> Result<Reply<Nothing>, Problem> {
    let id: PasskeyId = call.id("passkey")?;
    call.person()?.rename_passkey(id, &wish.name).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

async fn remove(call: Call, shown: PasswordAgain) -> Result<Reply<Nothing>, Problem> {
    let id: PasskeyId = call.id("passkey")?;
    let person = call.person()?;
    person.show_password(&shown.password).await.map_err(|e| call.problem(e))?;
    person.remove_passkey(id).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
