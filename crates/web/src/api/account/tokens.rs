//! Access tokens, and the addresses of calendars, which have a token in them.

use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::pages::tasks::feed::FEEDS;
use crate::{Access, Problem};
use app::rights::ApiTokensOwn;
use app::tokens::{DAYS, OwnToken, TokenState, TokenWish};
use axum::http::Method;
use domain::rights::Right;
use domain::{TokenId, UnitId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let own = Access::Right(Right::ApiTokensOwn.code());
    let all = "/api/v1/account/tokens";
    let one = (Method::DELETE, "/api/v1/account/tokens/{token}");
    api.list(all, own, "tokens-list", tokens)
        .write((Method::POST, all), own, ("tokens-make", 201), make)
        .write(one, own, ("tokens-revoke", 204), revoke_token)
        .write((Method::POST, "/api/v1/account/feeds"), own, ("feeds-make", 201), make_feed)
}

/// Whether a token opens something.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum TokenStanding {
    Live,
    Expired,
    Revoked,
}

/// A token of the person; its text is not kept.
#[derive(Serialize, ToSchema)]
struct TokenEntry {
    id: TokenId,
    name: String,
    scopes: Vec<String>,
    created: Timestamp,
    expires: Timestamp,
    last_used: Option<Timestamp>,
    #[schema(inline)]
    state: TokenStanding,
}

async fn tokens(call: Call, asked: Asked, _: Nothing) -> Result<Listed<TokenEntry>, Problem> {
    let mut tokens = call.permit::<ApiTokensOwn>()?.list().await.map_err(|e| call.problem(e))?;
    tokens.sort_by_key(|token| token.id);
    let entry = |token: OwnToken| TokenEntry {
        id: token.id,
        name: token.name,
        scopes: token.scopes.iter().map(ToString::to_string).collect(),
        created: token.created,
        expires: token.expires,
        last_used: token.last_used,
        state: match token.state {
            TokenState::Live => TokenStanding::Live,
            TokenState::Expired => TokenStanding::Expired,
            TokenState::Revoked => TokenStanding::Revoked,
        },
    };
    Ok(Listed::cut(tokens, asked, |token| token.id.get(), entry))
}

async fn revoke_token(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let id: TokenId = call.id("token")?;
    call.permit::<ApiTokensOwn>()?.revoke(id).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

/// A token to be made. It may do no more than the one by which it is made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TokenToMake {
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    #[schema(min_items = 1)]
    scopes: Vec<String>,
    /// 7, 30, 90 or 365.
    days: i64,
    /// The person's own, again.
    password: String,
}

/// A token that was made.
#[derive(Serialize, ToSchema)]
struct TokenMade {
    id: TokenId,
    /// Shown once: null when the same request is sent again.
    token: Option<String>,
}

async fn make(call: Call, wish: TokenToMake) -> Result<Reply<TokenMade>, Problem> {
    let mut scopes = BTreeSet::new();
    for (place, code) in wish.scopes.iter().enumerate() {
        let right: Result<Right, _> = code.parse();
        scopes.insert(right.map_err(|_| call.wrong(&format!("scopes[{place}]"), "token-beyond", []))?);
    }
    let made = TokenWish { name: wish.name, scopes, days: wish.days };
    let made = call.permit::<ApiTokensOwn>()?.make_with_password(&made, &wish.password).await;
    let (id, token) = made.map_err(|e| call.problem(e))?;
    Ok(Reply::once(TokenMade { id, token: Some(token.reveal()) }, TokenMade { id, token: None }))
}

/// The addresses of calendars of tasks, to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct FeedToMake {
    password: String,
}

/// A calendar.
#[derive(Serialize, ToSchema)]
struct FeedCalendar {
    /// Tasks of the unit and those below it; null: the own tasks.
    unit: Option<UnitId>,
    /// From the root of the site on. Shown once: null when the same request is sent again.
    path: Option<String>,
}

/// Calendars of tasks that nobody else knows the addresses of; they end with their token.
#[derive(Serialize, ToSchema)]
struct FeedMade {
    id: TokenId,
    feeds: Vec<FeedCalendar>,
}

async fn make_feed(call: Call, wish: FeedToMake) -> Result<Reply<FeedMade>, Problem> {
    let only = BTreeSet::from([Right::TasksRead]);
    let made = TokenWish { name: call.frame.word("feed-name"), scopes: only, days: DAYS[DAYS.len() - 1] };
    let made = call.permit::<ApiTokensOwn>()?.make_with_password(&made, &wish.password).await;
    let (id, token) = made.map_err(|e| call.problem(e))?;
    let units: BTreeSet<UnitId> = call.person()?.posts().map(|post| post.unit).collect();
    let units = || std::iter::once(None).chain(units.iter().copied().map(Some));
    let path = |unit: Option<UnitId>| {
        let calendar = unit.map_or_else(|| "mine".to_owned(), |unit| unit.to_string());
        format!("{FEEDS}{}/{calendar}.ics", token.reveal())
    };
    let shown = units().map(|unit| FeedCalendar { unit, path: Some(path(unit)) }).collect();
    let kept = units().map(|unit| FeedCalendar { unit, path: None }).collect();
    Ok(Reply::once(FeedMade { id, feeds: shown }, FeedMade { id, feeds: kept }))
}
