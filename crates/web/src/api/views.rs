//! Saved views of tables: the filters of a list under a name, for the person alone.

use super::call::{Call, Nothing, Reply};
use super::operation::Api;
use super::paging::{Asked, Listed};
use super::text::within;
use crate::{Access, Problem};
use axum::http::Method;
use serde::{Deserialize, Serialize};
use store::ViewRow;
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let one = "/api/v1/views/{view}";
    api.list("/api/v1/views", Access::SignedIn, "views-list", list)
        .write((Method::POST, "/api/v1/views"), Access::SignedIn, ("views-save", 201), save)
        .write((Method::PATCH, one), Access::SignedIn, ("views-rename", 204), rename)
        .write((Method::DELETE, one), Access::SignedIn, ("views-remove", 204), remove)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct OfTable {
    #[param(max_length = 64)]
    #[serde(default, deserialize_with = "within::<_, 64>")]
    table: Option<String>,
}

/// A saved view of a table.
#[derive(Serialize, ToSchema)]
struct ViewEntry {
    id: i64,
    name: String,
    /// What stands behind `?` in the address of the page.
    query: String,
}

impl From<ViewRow> for ViewEntry {
    fn from(row: ViewRow) -> Self {
        Self { id: row.id, name: row.name, query: row.query }
    }
}

async fn list(call: Call, asked: Asked, of: OfTable) -> Result<Listed<ViewEntry>, Problem> {
    let table = of.table.ok_or_else(|| call.wrong("table", "field-needed", []))?;
    let mut views = call.person()?.views(&table).await.map_err(|e| call.problem(e))?;
    views.sort_by_key(|view| view.id);
    Ok(Listed::cut(views, asked, |view| view.id, ViewEntry::from))
}

/// A view to be saved, in place of the one that has the name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ViewWish {
    #[schema(min_length = 1, max_length = 64)]
    table: String,
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    #[schema(max_length = 4000)]
    query: String,
}

/// A view that was saved.
#[derive(Serialize, ToSchema)]
struct ViewSaved {
    id: i64,
}

async fn save(call: Call, wish: ViewWish) -> Result<Reply<ViewSaved>, Problem> {
    let saved = call.person()?.save_view(&wish.table, &wish.name, &wish.query).await;
    Ok(ViewSaved { id: saved.map_err(|e| call.problem(e))? }.into())
}

/// Another name.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ViewName {
    #[schema(min_length = 1, max_length = 80)]
    name: String,
}

async fn rename(call: Call, wish: ViewName) -> Result<Reply<Nothing>, Problem> {
    let id: i64 = call.id("view")?;
    call.person()?.rename_view(id, &wish.name).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}

async fn remove(call: Call, _: Nothing) -> Result<Reply<Nothing>, Problem> {
    let id: i64 = call.id("view")?;
    call.person()?.remove_view(id).await.map_err(|e| call.problem(e))?;
    Ok(Nothing {}.into())
}
