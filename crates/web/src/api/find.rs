//! Finding by name: documents by symbol and words, units, people, for whoever may see them.

use super::call::{Call, Reply};
use super::operation::Api;
use super::text::within;
use crate::{Access, Found, Problem};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// So many at most.
const MOST: usize = 50;

pub(super) fn add(api: Api) -> Api {
    api.get("/api/v1/search", Access::SignedIn, "search-find", find)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Words {
    #[param(max_length = 300)]
    #[serde(default, deserialize_with = "within::<_, 300>")]
    q: Option<String>,
}

/// Something that was found.
#[derive(Serialize, ToSchema)]
struct FoundByName {
    /// What it is, in the language of the request.
    what: String,
    title: String,
    /// Where its page is, from the root of the site on.
    path: String,
}

/// What was found, the best first.
#[derive(Serialize, ToSchema)]
struct FoundThings {
    items: Vec<FoundByName>,
}

async fn find(call: Call, words: Words) -> Result<Reply<FoundThings>, Problem> {
    let wanted = words.q.unwrap_or_default();
    let found = match &call.frame.shell().finder {
        Some(finder) if !wanted.trim().is_empty() => finder.find(&call.frame, wanted.trim(), MOST).await?,
        _ => Vec::new(),
    };
    let item = |Found { kind: what, title, href: path }: Found| FoundByName { what, title, path };
    Ok(FoundThings { items: found.into_iter().map(item).collect() }.into())
}
