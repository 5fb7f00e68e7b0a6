//! Tasks: what their pages do, by the same use cases.

mod clauses;
mod deeds;
mod give;
mod list;
mod paper;
mod programmes;
mod result;
mod shapes;
mod show;
mod statistics;
mod table;

use super::operation::Api;

pub(super) fn add(api: Api) -> Api {
    let areas = [
        list::add,
        give::add,
        table::add,
        show::add,
        deeds::add,
        result::add,
        clauses::add,
        statistics::add,
        paper::add,
        programmes::add,
    ];
    areas.into_iter().fold(api, |api, add| add(api))
}
