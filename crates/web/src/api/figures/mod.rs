//! Indicators: what is counted, asked of units, handed up, approved, and what it comes to; what their pages do, by the same use cases.

mod define;
mod definitions;
mod enter;
mod file;
mod goal;
mod judge;
mod numbers;
mod one;
mod pivot;
mod rounds;
mod shapes;
mod sheet;

use super::operation::Api;

pub(super) fn add(api: Api) -> Api {
    let areas = [
        definitions::add,
        define::add,
        numbers::add,
        pivot::add,
        one::add,
        goal::add,
        rounds::add,
        sheet::add,
        enter::add,
        judge::add,
        file::add,
    ];
    areas.into_iter().fold(api, |api, add| add(api))
}
