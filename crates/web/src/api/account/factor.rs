//! The second factor: an authenticator app and its recovery codes.

use super::password::PasswordAgain;
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::{Access, Problem};
use axum::http::Method;
use domain::rights::Right;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let own = Access::Right(Right::ApiTokensOwn.code());
    let factor = "/api/v1/account/second-factor";
    let post = |path| (Method::POST, path);
    api.get(factor, own, "factor-show", show)
        .write(post("/api/v1/account/second-factor/begin"), own, ("factor-begin", 200), begin)
        .write(post(factor), own, ("factor-set", 200), set)
        .write(post("/api/v1/account/second-factor/remove"), own, ("factor-remove", 204), remove)
}

/// Whether there is a second factor.
#[derive(Serialize, ToSchema)]
struct SecondFactor {
    is_set: bool,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<SecondFactor>, Problem> {
    let is_set = call.person()?.has_totp().await.map_err(|e| call.problem(e))?;
    Ok(SecondFactor { is_set }.into())
}

/// An authenticator app that is being set up; nothing is kept of it yet.
#[derive(Serialize, ToSchema)]
struct FactorBegun {
    /// What the app is told (RFC 6238, base 32). Null when the same request is sent again.
    secret: Option<String>,
    /// What `factor-set` brings back.
    enrolment: Option<String>,
}

async fn begin(call: Call, _: Nothing) -> Result<Reply<FactorBegun>, Problem> {
    let enrolment = call.person()?.begin_totp("").map_err(|e| call.problem(e))?;
    let secret = enrolment.secret.split_whitespace().collect();
    let shown = FactorBegun { secret: Some(secret), enrolment: Some(enrolment.hex) };
    Ok(Reply::once(shown, FactorBegun { secret: None, enrolment: None }))
}

/// The first code of the app.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FactorProof {
    enrolment: String,
    code: String,
    password: String,
}

/// Codes with which one signs in without the app, each once.
#[derive(Serialize, ToSchema)]
struct RecoveryCodes {
    /// Shown once: null when the same request is sent again.
    recovery_codes: Option<Vec<String>>,
}

async fn set(call: Call, proof: FactorProof) -> Result<Reply<RecoveryCodes>, Problem> {
    let person = call.person()?;
    person.show_password(&proof.password).await.map_err(|e| call.problem(e))?;
    let codes = person.finish_totp(&proof.enrolment, &proof.code).await.map_err(|e| call.problem(e))?;
    Ok(Reply::once(RecoveryCodes { recovery_codes: Some(codes) }, RecoveryCodes { recovery_codes: None }))
}

async fn remove(call: Call, shown: PasswordAgain) -> Result<Reply<Nothing>, Problem> {
    let person = call.person()?;
    person.show_password(&shown.password).await.map_err(|e| call.problem(e))?;
    person.remove_totp().await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
