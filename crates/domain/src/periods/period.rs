//! Days that are counted together.

use crate::span::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Days that are counted together, from one to another, both with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub last: Date,
}

impl Period {
    /// These days; none where the last is before the first.
    #[must_use]
    pub fn new(from: Date, last: Date) -> Option<Self> {
        (from <= last).then_some(Self { from, last })
    }

    /// The days as a span.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::through(self.from, self.last)
    }

    /// How many days there are.
    #[must_use]
    pub fn days(&self) -> i32 {
        self.steps() + 1
    }

    /// Is every day of `inner` in it?
    #[must_use]
    pub fn covers(&self, inner: Self) -> bool {
        self.from <= inner.from && inner.last <= self.last
    }

    /// The day half way, the earlier of two: that of a week is its Thursday, by which ISO 8601 gives a week to a year.
    #[must_use]
    pub fn middle(&self) -> Date {
        let half = jiff::Span::new().days(self.steps() / 2);
        self.from.saturating_add(half)
    }

    /// Days from the first to the last.
    pub(super) fn steps(&self) -> i32 {
        (self.last - self.from).get_days()
    }
}
