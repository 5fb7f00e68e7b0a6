use super::{Query, Table};
use crate::ui::{Button, Flash};
use crate::{Access, Frame, Problem, Routes, back_to};
use axum::Form;
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use std::future::Future;
use std::pin::Pin;

/// A saved view of a table: a query under a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Its number in the store.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What stands behind `?` in its address.
    pub query: String,
    /// Whether who asks may remove it.
    pub own: bool,
}

/// What the store of views does, some time later.
pub type Saving<'a, T> = Pin<Box<dyn Future<Output = Result<T, Problem>> + Send + 'a>>;

/// Keeps saved views of tables, each with its person.
pub trait Views: Send + Sync + 'static {
    /// The views of a table that who asks sees, their own and those of their unit.
    fn list<'a>(&'a self, frame: &'a Frame, table: &'a str) -> Saving<'a, Vec<View>>;
    /// Saves a query under a name; the name is theirs once, a second save replaces.
    fn save<'a>(&'a self, frame: &'a Frame, table: &'a str, name: &'a str, query: &'a str) -> Saving<'a, ()>;
    /// Gives one of their own another name.
    fn rename<'a>(&'a self, frame: &'a Frame, id: i64, name: &'a str) -> Saving<'a, ()>;
    /// Removes one of their own.
    fn remove<'a>(&'a self, frame: &'a Frame, id: i64) -> Saving<'a, ()>;
}

#[derive(Deserialize)]
struct ToSave {
    table: String,
    name: String,
    query: String,
    back: String,
}

#[derive(Deserialize)]
struct ToRename {
    id: i64,
    name: String,
    back: String,
}

#[derive(Deserialize)]
struct ToRemove {
    id: i64,
    back: String,
}

pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Routes<S> {
    Routes::new().post("/views", Access::SignedIn, save).post("/views/rename", Access::SignedIn, rename).post(
        "/views/remove",
        Access::SignedIn,
        remove,
    )
}

async fn save(frame: Frame, Form(form): Form<ToSave>) -> Result<Response, Problem> {
    let views = frame.shell().views.as_deref().ok_or_else(Problem::not_found)?;
    let name = form.name.trim();
    if name.is_empty() || name.chars().count() > 80 {
        return Err(Problem::bad_request(frame.word("views-name-wrong")));
    }
    views.save(&frame, &form.table, name, &form.query).await?;
    Ok(frame.done(back_to(&form.back, "/"), &Flash::done(frame.text("views-saved", [("name", name.into())]))))
}

async fn rename(frame: Frame, Form(form): Form<ToRename>) -> Result<Response, Problem> {
    let views = frame.shell().views.as_deref().ok_or_else(Problem::not_found)?;
    views.rename(&frame, form.id, form.name.trim()).await?;
    Ok(frame.done(back_to(&form.back, "/"), &Flash::done(frame.word("views-renamed"))))
}

async fn remove(frame: Frame, Form(form): Form<ToRemove>) -> Result<Response, Problem> {
    let views = frame.shell().views.as_deref().ok_or_else(Problem::not_found)?;
    views.remove(&frame, form.id).await?;
    Ok(frame.done(back_to(&form.back, "/"), &Flash::done(frame.word("views-removed"))))
}

impl Frame {
    /// The saved views of a table that who asks sees, for [`Table::views`].
    pub(crate) async fn views(&self, table: &str) -> Result<Vec<View>, Problem> {
        match self.shell().views.as_deref() {
            Some(views) => views.list(self, table).await,
            None => Ok(Vec::new()),
        }
    }
}

impl<R> Table<R> {
    /// The views as tabs, the one that is shown marked, and a form to save what is shown.
    pub(crate) fn view_tabs(&self, frame: &Frame, query: &Query, views: &[View]) -> Markup {
        let now = self.print(&Query { page: 1, export: None, ..query.clone() });
        let is = |view: &View| self.print(&self.query(&view.query)) == now;
        let known = now.is_empty() || views.iter().any(is);
        html! {
            nav.tabs.views aria-label=(frame.word("views")) {
                ul {
                    li {
                        a href=(frame.path()) aria-current=[now.is_empty().then_some("page")] data-into=(self.id) {
                            (frame.word("views-all"))
                        }
                    }
                    @for view in views {
                        li {
                            a href={ (frame.path()) "?" (view.query) } aria-current=[is(view).then_some("page")]
                                data-into=(self.id) { (view.name) }
                            @if view.own && is(view) {
                                form.remove method="post" action="/views/remove" {
                                    input type="hidden" name="id" value=(view.id);
                                    input type="hidden" name="back" value=(frame.path());
                                    button title=(frame.word("views-remove")) {
                                        span aria-hidden="true" { "×" }
                                        span.hidden { (frame.word("views-remove")) }
                                    }
                                }
                            }
                        }
                    }
                }
                @if let Some(view) = views.iter().find(|view| view.own && is(view)) {
                    details.drop {
                        summary { (frame.word("views-rename")) }
                        form.panel method="post" action="/views/rename" {
                            input type="hidden" name="id" value=(view.id);
                            input type="hidden" name="back" value={ (frame.path()) "?" (view.query) };
                            label { span { (frame.word("views-name")) } input name="name" value=(view.name) required maxlength="80"; }
                            (Button::plain(frame.word("views-rename")))
                        }
                    }
                }
                @if !known {
                    details.drop {
                        summary { (frame.word("views-save")) }
                        form.panel method="post" action="/views" {
                            input type="hidden" name="table" value=(self.id);
                            input type="hidden" name="query" value=(now);
                            input type="hidden" name="back" value={ (frame.path()) "?" (now) };
                            label { span { (frame.word("views-name")) } input name="name" required maxlength="80"; }
                            (Button::plain(frame.word("views-save")))
                        }
                    }
                }
            }
        }
    }
}
