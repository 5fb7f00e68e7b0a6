//! Tasks: from a clause to an accepted result (`domain.md §2, §7`).
//!
//! | module | question it answers |
//! |---|---|
//! | [`clear`] | which of the six that must be clear are missing? |
//! | [`terms`] | who does what until when, and who accepts it? |
//! | [`due`] | which day is meant by this deadline, and which one counts? |
//! | [`deed`] | what was done with a task, and from which side? |
//! | [`task`] | how does a task stand after all that, and may this be done with it now? |
//! | [`session`] | which session of a committee takes it up, and how often was that put off? |
//! | [`programme`] | which tasks of an action programme stand under which of its headings? |
//! | [`basis`] | done or open, in time or late? |
//! | [`statistics`] | how many of each, and how late? |
//! | [`ladder`] | whom is it time to urge? |
//! | [`rhythm`] | when does it come back? |
//! | [`working`] | is that a working day, and how many lie between? |
//!
//! A task is nothing but the fold over its events: [`Task::as_of`] an instant is the same fold, broken off there, so that a report
//! of then prints the same numbers for ever.

pub mod basis;
pub mod clear;
pub mod deed;
pub mod due;
pub mod ladder;
pub mod programme;
pub mod rhythm;
pub mod session;
pub mod statistics;
pub mod task;
pub mod terms;
pub mod working;

pub use crate::Timeliness;
pub use basis::Basis;
pub use clear::{Clear, Clears};
pub use deed::{Deed, Evidence, Side, TaskEvent};
pub use due::Due;
pub use ladder::{Ladder, Rung, Told};
pub use programme::{Branch, BranchKind, Programme};
pub use rhythm::Rhythm;
pub use session::Session;
pub use statistics::{Counts, Statistics};
pub use task::{Refusal, Stage, Task, TaskError};
pub use terms::{Clause, Part, Terms};
pub use working::WorkingDays;

#[cfg(test)]
mod tests;
