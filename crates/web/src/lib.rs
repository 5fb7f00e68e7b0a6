//! The site: pages for people, the interface for programs, and what both stand in.
//!
//! A page is a function from a [`Frame`] (who asks, in which language, from where) and its data to a [`Page`] (title,
//! breadcrumbs, one primary action, body). Components are in [`ui`]. Every path is registered in [`Routes`] together
//! with its [`Access`]; a [`Site`] makes the service of them.
//!
//! ```
//! use axum::Form;
//! use axum::response::{IntoResponse, Response};
//! use maud::html;
//! use web::ui::{self, Button, Field, Flash};
//! use web::{Access, Frame, Page, Routes, Site, areas};
//!
//! /// Routes of an area, each with its access.
//! fn routes() -> Routes {
//!     Routes::new()
//!         .area(areas::UNITS, Access::Right("units.read"))
//!         .get("/units/new", Access::Right("units.change"), new)
//!         .post("/units/new", Access::Right("units.change"), make)
//! }
//!
//! /// The form, empty or with what was typed and what is wrong.
//! fn page(frame: &Frame, form: &ui::Form) -> Page {
//!     let body = html! {
//!         (form.summary(frame))
//!         form method="post" data-keep="unit-new" {
//!             (form.field(Field::text("name", "Tên đơn vị").required()))
//!             (form.field(Field::date("from", "Có hiệu lực từ ngày").required()))
//!             p.actions { (Button::primary("Thêm đơn vị")) }
//!         }
//!     };
//!     frame.page("Thêm đơn vị").crumb("Tổ chức", "/units").narrow().status(form.status()).body(body)
//! }
//!
//! async fn new(frame: Frame) -> Page {
//!     page(&frame, &ui::Form::default())
//! }
//!
//! async fn make(frame: Frame, Form(pairs): Form<Vec<(String, String)>>) -> Response {
//!     let mut form = ui::Form::new(pairs);
//!     let Some(from) = ui::parse_date(form.typed("from")) else {
//!         form.wrong("from", "Ngày viết như 01/7/2025.");
//!         return page(&frame, &form).into_response();
//!     };
//!     let text = format!("Đã thêm “{}” từ {}.", form.typed("name"), ui::print_date(from));
//!     frame.done("/units", &Flash::done(text).undo("/units/12/undo"))
//! }
//!
//! let service = Site::new(routes()).organisation("Thành ủy Hải Minh").router(());
//! ```
//!
//! In pages of the product every word comes from `locales/*/web/<area>.ftl` by [`Frame::word`] and [`Frame::text`];
//! tests hold keys and files together.

mod api;
pub mod areas;
mod assets;
mod cookie;
mod download;
mod dress;
mod finder;
mod forwarded;
mod frame;
mod gate;
mod language;
mod metrics;
mod multipart;
mod page;
pub mod pages;
mod preferences;
mod problem;
mod routes;
mod security;
mod serve;
mod shell;
mod site;
mod theme;
pub mod ui;
mod words;

pub use api::openapi;
pub use areas::{Area, Place};
pub use assets::url as asset;
pub use finder::{Find, Finding, Found};
pub use forwarded::{NotProxies, Proxies};
pub use frame::Frame;
pub use gate::{Access, Guard, Identified, Nobody, Visitor};
pub use metrics::{count, serve_metrics};
pub use page::{Page, back_to, see_other};
pub use problem::{Kind, Problem};
pub use routes::{Route, Routes};
pub use serve::serve;
pub use site::Site;
pub use theme::Theme;
pub use words::messages;

#[cfg(test)]
mod tests;
