//! The log, and the proof that it is whole.

use super::call::{Call, Nothing, Reply};
use super::operation::Api;
use super::paging::{Asked, Listed};
use super::text::within;
use crate::{Access, Problem};
use app::LogCheck;
use app::rights::LogRead;
use domain::log::Actor;
use domain::rights::Right;
use domain::{AccountId, LogId, PostId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use store::{LogFilter, LogRow};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::LogRead.code());
    api.list("/api/v1/log", read, "log-list", list).get("/api/v1/log/verify", read, "log-verify", verify)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Filter {
    #[param(minimum = 1)]
    account: Option<AccountId>,
    #[param(max_length = 100)]
    #[serde(default, deserialize_with = "within::<_, 100>")]
    verb: Option<String>,
    #[param(max_length = 100)]
    #[serde(default, deserialize_with = "within::<_, 100>")]
    object_kind: Option<String>,
    object: Option<i64>,
    since: Option<Timestamp>,
    until: Option<Timestamp>,
}

/// An entry of the log.
#[derive(Serialize, ToSchema)]
struct LogEntry {
    id: LogId,
    at: Timestamp,
    /// Whose deed it was; null for the system's own.
    account: Option<AccountId>,
    /// By which post.
    post: Option<PostId>,
    verb: String,
    object_kind: String,
    object: Option<i64>,
    #[schema(value_type = Option<Object>)]
    before: Option<Box<RawValue>>,
    #[schema(value_type = Option<Object>)]
    after: Option<Box<RawValue>>,
    /// The address, and the token of a program.
    came_from: Option<String>,
    request: Option<String>,
    hash: String,
}

async fn list(call: Call, asked: Asked, filter: Filter) -> Result<Listed<LogEntry>, Problem> {
    let filter = LogFilter {
        before: asked.after.map(LogId::new),
        account: filter.account,
        verb: filter.verb,
        object_kind: filter.object_kind,
        object_id: filter.object,
        from: filter.since,
        to: filter.until,
    };
    let (rows, next) =
        call.permit::<LogRead>()?.page(filter, asked.limit).await.map_err(|e| call.problem(e))?;
    Ok(Listed::new(rows.into_iter().map(entry).collect(), next.map(LogId::get)))
}

fn entry(row: LogRow) -> LogEntry {
    let json = |json: Option<domain::log::Json>| {
        json.and_then(|json| RawValue::from_string(json.as_str().to_owned()).ok())
    };
    LogEntry {
        id: row.id,
        at: row.entry.at,
        account: match row.entry.actor {
            Actor::Account(account) => Some(account),
            Actor::System => None,
        },
        post: row.entry.post,
        verb: row.entry.verb,
        object_kind: row.entry.object.kind,
        object: row.entry.object.id,
        before: json(row.entry.before),
        after: json(row.entry.after),
        came_from: row.entry.from,
        request: row.entry.request,
        hash: row.hash.to_string(),
    }
}

/// How the log came out of the check.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Wholeness {
    Whole,
    Broken,
    CutOff,
}

/// The log, checked from its first entry to its last.
#[derive(Serialize, ToSchema)]
struct LogState {
    #[schema(inline)]
    state: Wholeness,
    /// How many entries there are.
    count: Option<u64>,
    /// The hash of the last one.
    hash: Option<String>,
    /// The first entry that is not as it was written.
    broken_at: Option<u64>,
}

async fn verify(call: Call, _: Nothing) -> Result<Reply<LogState>, Problem> {
    call.permit::<LogRead>()?;
    let check = call.person()?.app().check_log().await.map_err(|e| call.problem(e))?;
    let state = match check {
        LogCheck::Whole(head) => LogState {
            state: Wholeness::Whole,
            count: Some(head.count),
            hash: Some(head.hash.to_string()),
            broken_at: None,
        },
        LogCheck::Broken { entry } => {
            LogState { state: Wholeness::Broken, count: None, hash: None, broken_at: Some(entry) }
        }
        LogCheck::CutOff { entries, .. } => LogState {
            state: Wholeness::CutOff,
            count: Some(entries.count),
            hash: Some(entries.hash.to_string()),
            broken_at: None,
        },
    };
    Ok(state.into())
}
