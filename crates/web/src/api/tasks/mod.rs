//! Tasks: what their pages do, by the same use cases.

mod clauses;
mod deeds;
mod give;
mod list;
mod result;
mod shapes;
mod show;
mod statistics;

use super::operation::Api;

pub(super) fn add(api: Api) -> Api {
    let areas = [list::add, give::add, show::add, deeds::add, result::add, clauses::add, statistics::add];
    areas.into_iter().fold(api, |api, add| add(api))
}
