//! A register as a list, and what a search finds.

use super::shapes::{DocumentEntry, DocumentState};
use crate::api::call::{Call, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::api::text::within;
use crate::pages::documents::with_symbol;
use crate::{Access, Problem};
use app::rights::DocumentsRead;
use domain::documents::{Direction, Timeliness};
use domain::rights::Right;
use domain::search::{Query, snippet};
use domain::units::UnitSet;
use domain::{DocumentId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use store::{RegisterFilter, RegisterOrder, SearchEnd, SearchFilter};
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::DocumentsRead.code());
    api.list("/api/v1/documents", read, "documents-list", list).get(
        "/api/v1/documents/search",
        read,
        "documents-search",
        search,
    )
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Filter {
    #[param(minimum = 1)]
    unit: Option<UnitId>,
    /// Also the registers of the units below it.
    #[serde(default)]
    below: bool,
    #[param(inline)]
    direction: Direction,
    #[param(max_length = 100)]
    #[serde(default, deserialize_with = "within::<_, 100>")]
    kind: Option<String>,
    #[param(inline)]
    state: Option<DocumentState>,
    #[param(max_length = 300)]
    #[serde(default, deserialize_with = "within::<_, 300>")]
    issuer: Option<String>,
    #[param(inline)]
    handled: Option<Timeliness>,
    from: Option<Date>,
    until: Option<Date>,
}

async fn list(call: Call, asked: Asked, filter: Filter) -> Result<Listed<DocumentEntry>, Problem> {
    let permit = call.permit::<DocumentsRead>()?;
    let today = call.person()?.today;
    let units = match filter.unit {
        Some(unit) if !filter.below => Some(UnitSet::alone([unit], today)),
        unit => permit.registers_of(unit).map_err(|e| call.problem(e))?,
    };
    let chosen = RegisterFilter {
        units,
        direction: filter.direction,
        from: filter.from,
        to: filter.until,
        kinds: filter.kind.into_iter().collect(),
        states: filter.state.map(Into::into).into_iter().collect(),
        issuer: filter.issuer.unwrap_or_default(),
        handled: filter.handled.into_iter().collect(),
        today,
        order: RegisterOrder::default(),
    };
    let after = DocumentId::new(asked.after.unwrap_or_default());
    // One more tells whether others follow.
    let limit = u32::try_from(asked.limit + 1).unwrap_or(u32::MAX);
    let documents = permit.walk(&chosen, after, limit).await.map_err(|e| call.problem(e))?;
    let entry = |document| DocumentEntry::of(document, today);
    Ok(Listed::cut(documents, asked, |document| document.id.get(), entry))
}

/// Only what an answer gave out.
fn read_end(text: &str) -> Option<SearchEnd> {
    let (tier, row) = text.split_once('.')?;
    let plain = row.bytes().all(|byte| byte.is_ascii_digit()) && (1..=19).contains(&row.len());
    text.parse().ok().filter(|_| plain && ["0", "1", "2", "3"].contains(&tier))
}

/// Documents of one answer where nobody says otherwise.
const USUAL: u32 = 20;
/// The most documents of one answer: with each comes its text.
const MOST: u32 = 50;

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Sought {
    #[param(min_length = 1, max_length = 300)]
    q: String,
    #[param(minimum = 1)]
    unit: Option<UnitId>,
    #[param(inline)]
    direction: Option<Direction>,
    #[param(max_length = 100)]
    #[serde(default, deserialize_with = "within::<_, 100>")]
    kind: Option<String>,
    #[param(inline)]
    state: Option<DocumentState>,
    #[param(max_length = 300)]
    #[serde(default, deserialize_with = "within::<_, 300>")]
    issuer: Option<String>,
    from: Option<Date>,
    until: Option<Date>,
    /// Only what is late today.
    #[serde(default)]
    late: bool,
    #[param(minimum = 1, maximum = 50, default = 20)]
    count: Option<u32>,
    #[param(pattern = r"^[0-3]\.[0-9]{1,19}$")]
    after: Option<String>,
}

/// What a search found.
#[derive(Serialize, ToSchema)]
struct FoundDocuments {
    /// Where what was typed is a symbol: the documents that bear it, in any spelling.
    with_symbol: Vec<DocumentEntry>,
    items: Vec<FoundDocument>,
    /// Path and query of what follows; none at the end.
    next: Option<String>,
}

/// A document that a search found.
#[derive(Serialize, ToSchema)]
struct FoundDocument {
    #[serde(flatten)]
    document: DocumentEntry,
    /// The lines that show why.
    snippet: Option<String>,
}

async fn search(call: Call, sought: Sought) -> Result<Reply<FoundDocuments>, Problem> {
    let permit = call.permit::<DocumentsRead>()?;
    let today = call.person()?.today;
    let count = sought.count.unwrap_or(USUAL);
    if !(1..=MOST).contains(&count) {
        return Err(call.wrong("count", "api-wrong-count", [("most", MOST.into())]));
    }
    if sought.q.trim().is_empty() || sought.q.chars().count() > 300 {
        return Err(call.wrong("q", "api-wrong-words", []));
    }
    let after: Option<SearchEnd> = match &sought.after {
        Some(text) => Some(read_end(text).ok_or_else(|| call.wrong("after", "api-wrong-cursor", []))?),
        None => None,
    };
    let filter = SearchFilter {
        units: sought.unit.into_iter().collect(),
        direction: sought.direction,
        kinds: sought.kind.into_iter().collect(),
        states: sought.state.map(Into::into).into_iter().collect(),
        issuer: sought.issuer.unwrap_or_default(),
        from: sought.from,
        to: sought.until,
        late_on: sought.late.then_some(today),
    };
    let exact = if after.is_none() { with_symbol(&permit, &sought.q).await? } else { Vec::new() };
    let query = Query::parse(&sought.q);
    let found = permit.search(&query, filter, after, count as usize).await;
    let found = found.map_err(|e| call.problem(e))?;
    let item = |(document, text): (_, String)| FoundDocument {
        document: DocumentEntry::of(document, today),
        snippet: snippet(&text, &query).and_then(|found| text.get(found.range).map(str::to_owned)),
    };
    let next = found.end.map(|end| {
        let asked = form_urlencoded::parse(call.frame.query().as_bytes());
        let mut next = form_urlencoded::Serializer::new(String::new());
        next.extend_pairs(asked.filter(|(name, _)| name != "after")).append_pair("after", &end.to_string());
        format!("{}?{}", call.frame.path(), next.finish())
    });
    Ok(FoundDocuments {
        with_symbol: exact.into_iter().map(|document| DocumentEntry::of(document, today)).collect(),
        items: found.documents.into_iter().map(item).collect(),
        next,
    }
    .into())
}
