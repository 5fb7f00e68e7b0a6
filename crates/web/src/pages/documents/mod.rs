//! Văn bản: the register of documents.

mod counted;
mod download;
mod entry;
mod figures;
mod form;
mod intake;
mod period;
mod receive;
mod words;

use crate::Routes;
use app::App;

pub(super) fn routes() -> Routes<App> {
    Routes::new().merge(intake::routes()).merge(entry::routes()).merge(figures::routes())
}
