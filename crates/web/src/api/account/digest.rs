//! At which hour the letter of the day goes out.

use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::{Access, Problem};
use axum::http::Method;
use domain::rights::Right;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let own = Access::Right(Right::ApiTokensOwn.code());
    let path = "/api/v1/account/digest";
    api.get(path, own, "account-digest", show).write(
        (Method::PUT, path),
        own,
        ("account-set-digest", 204),
        set,
    )
}

/// When the letter of the day goes out.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct DigestHour {
    #[schema(maximum = 23)]
    hour: Option<u8>,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<DigestHour>, Problem> {
    let hour = call.person()?.digest_hour().await.map_err(|e| call.problem(e))?;
    Ok(DigestHour { hour }.into())
}

async fn set(call: Call, wish: DigestHour) -> Result<Reply<Nothing>, Problem> {
    if wish.hour.is_some_and(|hour| hour > 23) {
        return Err(call.wrong("hour", "digest-hour-wrong", []));
    }
    call.person()?.set_digest_hour(wish.hour).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
