//! The site: pages for people, the interface for programs, and what both stand in.
//!
//! A page is a function from a [`Frame`] (who asks, in which language, from where) and its data to a [`Page`] (title,
//! breadcrumbs, one primary action, body). Components are in [`ui`]. Every path is registered in [`Routes`] together
//! with its [`Access`]; a [`Site`] makes the service of them.

pub mod areas;
mod assets;
mod cookie;
mod dress;
mod finder;
mod frame;
mod gate;
mod language;
mod page;
mod preferences;
mod problem;
mod routes;
mod security;
mod shell;
mod site;
mod theme;
pub mod ui;
mod words;

pub use areas::{Area, Place};
pub use assets::url as asset;
pub use finder::{Find, Finding, Found};
pub use frame::Frame;
pub use gate::{Access, Guard, Identified, Nobody, Visitor};
pub use page::{Page, back_to, see_other};
pub use problem::{Kind, Problem};
pub use routes::{Route, Routes};
pub use site::{Site, serve};
pub use theme::Theme;
pub use words::messages;

#[cfg(test)]
mod tests;
