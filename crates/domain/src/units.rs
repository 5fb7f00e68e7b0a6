//! Organisation in time: units form a forest that changes by dated events, each ordered by a document (`domain.md §3`).
//!
//! [`History`] holds all events and answers for any day: [`History::on`] gives the [`Forest`], [`History::successors`] and
//! [`History::predecessors`] follow units through mergers and splits with exact [`Share`]s, [`History::preview`] shows what a
//! [`Change`] would do, [`History::append`] takes it in, [`History::revert`] takes it back while nothing depends on it.
//! An event holds from its day on, with that day.

mod change;
mod effect;
mod forest;
mod history;
pub mod import;
mod interval;
mod kind;
mod life;
mod presence;
mod preview;
mod refusal;
mod set;
mod share;
mod state;
mod succession;
mod unit;

pub use change::{Change, Heirs, NewUnit, Order, Part, Placement, Portion, Successor, UnitEvent};
pub use effect::Link;
pub use forest::{Forest, Node};
pub use history::History;
pub use interval::{ClosureRow, VersionRow};
pub use kind::{KindCode, KindsError, UnitKind, UnitKinds};
pub use life::Chapter;
pub use preview::{Changed, Preview};
pub use refusal::{Broken, Refusal, Rule};
pub use set::UnitSet;
pub use share::{NotAShare, Share, apportion};
pub use unit::{NAME_LIMIT, Unit};

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(crate) use tests::generator as generated;
