//! The register of documents: what its pages do, by the same use cases.

mod deeds;
mod enter;
mod figures;
mod files;
mod imports;
mod list;
mod numbers;
mod paper;
mod registers;
mod shapes;
mod show;
mod waiting;

use super::operation::Api;
pub(super) use shapes::{DocumentState, PersonName};
pub(super) use waiting::{LIMIT, unread};

pub(super) fn add(api: Api) -> Api {
    let areas = [
        list::add,
        enter::add,
        show::add,
        paper::add,
        deeds::add,
        files::add,
        waiting::add,
        registers::add,
        numbers::add,
    ];
    let api = areas.into_iter().fold(api, |api, add| add(api));
    imports::add(figures::add(api))
}
