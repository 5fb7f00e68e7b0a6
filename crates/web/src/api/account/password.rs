//! The own password.

use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::{Access, Problem};
use axum::http::Method;
use domain::rights::Right;
use serde::Deserialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let own = Access::Right(Right::ApiTokensOwn.code());
    api.write((Method::PUT, "/api/v1/account/password"), own, ("account-password", 204), change)
}

/// The own password, shown again, for what changes how one signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PasswordAgain {
    pub(super) password: String,
}

/// Another password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct PasswordChange {
    password: String,
    new_password: String,
}

async fn change(call: Call, wish: PasswordChange) -> Result<Reply<Nothing>, Problem> {
    let changed = call.person()?.change_password(&wish.password, &wish.new_password).await;
    changed.map_err(|error| {
        let mut problem = call.problem(error);
        // The form of the page calls them so.
        for (field, _) in &mut problem.fields {
            match field.as_str() {
                "old" => "password".clone_into(field),
                "new" => "new_password".clone_into(field),
                _ => {}
            }
        }
        problem
    })?;
    Ok(Nothing {}.into())
}
