//! The pages of the areas, over the use cases of `app`.

mod account;
mod administration;
mod delegation;
mod digest;
pub(crate) mod documents;
pub(crate) mod failure;
pub(crate) mod figures;
mod find;
mod health;
mod help;
mod home;
mod jobs;
mod log;
pub(crate) mod notices;
mod openid;
mod passkeys;
mod people;
pub(crate) mod reports;
mod rights;
mod sign_in;
mod table_error;
pub(crate) mod tasks;
mod tokens;
pub(crate) mod units;
mod views;
pub(crate) mod visit;
mod working_days;

pub use find::Finder;
pub use views::SavedViews;
pub use visit::AppGuard;

use crate::{Access, Routes, areas};
use app::App;
use domain::rights::Right;

/// Access for who holds a right somewhere.
const fn right(right: Right) -> Access {
    Access::Right(right.code())
}

/// Every page.
#[must_use]
pub fn routes() -> Routes<App> {
    Routes::new()
        .area(areas::TODAY, Access::SignedIn)
        .area(areas::UNITS, right(Right::UnitsRead))
        .get("/", Access::SignedIn, home::page)
        .merge(sign_in::routes())
        .merge(account::routes())
        .merge(delegation::routes())
        .merge(digest::routes())
        .merge(passkeys::routes())
        .merge(openid::routes())
        .merge(tokens::routes())
        .merge(documents::routes())
        .merge(tasks::routes())
        .merge(reports::routes())
        .merge(figures::routes())
        .merge(units::routes())
        .merge(administration::routes())
        .merge(people::routes())
        .merge(log::routes())
        .merge(notices::routes())
        .merge(jobs::routes())
        .merge(working_days::routes())
        .merge(health::routes())
        .merge(help::routes())
        .merge(crate::api::routes())
}
