//! Reports: what their pages do, by the same use cases.

mod checks;
mod desk;
mod figure;
mod files;
mod list;
mod shapes;
mod show;
mod steps;
mod write;

use super::operation::Api;

pub(super) fn add(api: Api) -> Api {
    let areas =
        [list::add, show::add, desk::add, write::add, files::add, checks::add, figure::add, steps::add];
    areas.into_iter().fold(api, |api, add| add(api))
}
