//! Văn bản: the register of documents.

mod counted;
mod download;
mod entry;
mod figures;
mod form;
mod import;
mod intake;
mod numbers;
mod period;
mod receive;
mod registers;
mod words;

use super::visit::Who;
use crate::{Problem, Routes};
use app::App;
use domain::UnitId;

pub(super) fn routes() -> Routes<App> {
    Routes::new()
        .merge(intake::routes())
        .merge(entry::routes())
        .merge(figures::routes())
        .merge(numbers::routes())
        .merge(registers::routes())
        .merge(import::routes())
}

/// The last name of a unit.
fn unit_name(who: &Who, unit: UnitId) -> Result<String, Problem> {
    let unit = who.person()?.organisation.history().last_known(unit);
    Ok(unit.map(|unit| unit.name.clone()).unwrap_or_default())
}
