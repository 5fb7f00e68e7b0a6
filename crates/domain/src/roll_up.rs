//! Totals of figures, for any unit and period, on the tree as it was or as it is on a day (`domain.md §3`, §8).
//!
//! | type | question it answers |
//! |---|---|
//! | [`Cells`] | what was said, by whom, about when? |
//! | [`Tree`] | whose unit counts as under whom? |
//! | [`RollUp`] | what does it come to, also of what is computed? |
//! | [`Live`] | what does it come to, kept up to date with every cell that changes? |
//! | [`Footed`] | which whole numbers are shown, so that every total is the sum of its parts? |
//!
//! A unit reports what is its own; what stands below it is added. What it says of a period is placed by its last day in that period
//! ([`History::day_of`](crate::units::History::day_of)), so that a unit that begins or ends in the middle counts under who was above
//! it then. On the tree of a later day it goes to its successors by exact shares; what cannot be divided, a ratio or a greatest, goes
//! to each of them whole. Nothing is rounded before a person reads it.

mod cells;
mod footed;
mod gather;
mod live;
mod question;
mod total;

pub use cells::{Cell, CellKey, Cells, Series};
pub use footed::Footed;
pub use live::{Live, Running};
pub use question::{Question, Time, Total, Tree};
pub use total::RollUp;

#[cfg(test)]
pub(crate) mod tests;
#[cfg(test)]
pub(crate) use tests as fixture;
