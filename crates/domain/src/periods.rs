//! Time as offices count it (`domain.md §8`): calendars are data, `data/calendars.toml`, and their periods are days counted
//! together.
//!
//! | type | question it answers |
//! |---|---|
//! | [`Period`] | which days? |
//! | [`Calendar`] | in which period does a day lie, which is next, of what is it a part, what is it called? |
//! | [`Calendars`] | which calendars are there, whose period is this, from where does its year run? |
//! | [`Usual`] | the four calendars that the register of documents counts by |
//!
//! A figure is about days, not about a calendar: a campaign that lasts exactly a month asks for the figure of the month.

mod calendar;
mod naming;
mod period;
mod relations;
mod table;
mod usual;

pub use calendar::{Calendar, CalendarCode, Listed};
pub use period::Period;
pub use table::{Calendars, CalendarsError};
pub use usual::Usual;

#[cfg(test)]
mod tests;
