//! An older register taken in: the files, the table with what is wrong in it or what it would become, and how far it has come.

pub(crate) mod begin;
mod preview;
mod progress;
pub(crate) mod template;

pub(crate) use preview::{problem_sentence, sentence as table_sentence};
pub(crate) use progress::sentence as refused_sentence;

use crate::{Access, Frame, Routes};
use app::App;
use app::documents::import::columns;
use domain::documents::import::{Column, Row};
use domain::rights::Right;
use messages::Language;

/// Largest body of a request with a table: 20,000 rows, and what stands around them.
pub(crate) const TABLE: usize = 32 << 20;
/// Largest body of a request with files.
pub(crate) const FILES: usize = 256 << 20;

pub(super) fn routes() -> Routes<App> {
    let register = Access::Right(Right::DocumentsRegister.code());
    Routes::new()
        .get("/documents/import", register, begin::show)
        .upload("/documents/import", register, TABLE, preview::check)
        .upload("/documents/import/enter", register, TABLE, preview::enter)
        .upload("/documents/import/files", register, FILES, begin::files)
        .get("/documents/import/template", register, template::file)
        .get("/documents/import/{import}", register, progress::page)
        .place("import-title", "/documents/import", register)
}

/// The heading of a column.
fn title(frame: &Frame, column: Column) -> String {
    let known = columns().find(|known| known.column == column);
    let name = known.map(|known| if frame.language() == Language::Vi { known.vi } else { known.en });
    name.unwrap_or_default().to_owned()
}

/// The rows as a page holds them until they are confirmed.
fn held(rows: &[Row]) -> String {
    serde_json::to_string(rows).unwrap_or_default()
}

/// Reads [`held`]; none where it is not that.
fn unheld(text: &str) -> Option<Vec<Row>> {
    serde_json::from_str(text).ok().filter(|rows: &Vec<Row>| !rows.is_empty())
}
