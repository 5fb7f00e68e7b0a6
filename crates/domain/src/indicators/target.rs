//! What was to be reached, how far it is, and what it will come to (chỉ tiêu).

mod cascade;
mod progress;

pub use cascade::Cascade;
pub use progress::{End, Forecast, Pace, Progress};

use super::amount::Amount;
use super::indicator::Slice;
use crate::ids::{IndicatorId, UnitId};
use crate::periods::Period;
use crate::units::Order;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Goal {
    /// This.
    Value(Amount),
    /// Between these, both with it: `7.300 – 7.400`.
    Range {
        /// The low end.
        low: Amount,
        /// The high end.
        high: Amount,
    },
    /// This or more: `≥ 90%`.
    AtLeast(Amount),
    /// This or less.
    AtMost(Amount),
    /// A scenario (kịch bản): how far it should be at the end of each step, counted from the beginning.
    Path(Vec<Step>),
}

/// A step of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its last day.
    pub until: Date,
    /// How far it should be then.
    pub amount: Amount,
}

/// A goal since a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Since when.
    pub on: Date,
    /// What is to be reached.
    pub goal: Goal,
    /// The document that says so.
    pub ordered_by: Order,
}

/// What a unit is to reach in a period. A goal is never rewritten: a revision follows it, with its day and document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// Of the whole or of a part.
    pub slice: Slice,
    /// Who.
    pub unit: UnitId,
    /// When.
    pub period: Period,
    revisions: Vec<Revision>,
}

/// Why a goal cannot be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    /// A range that ends below its beginning.
    #[error("the low end is above the high end")]
    Range,
    /// Amounts with other decimals than the goal had before, or than each other.
    #[error("amounts with different decimals")]
    Decimals,
    /// A scenario without steps, with steps out of order, or outside of the period or not to its end.
    #[error("the steps of a scenario follow each other to the end of the period")]
    Path,
    /// A revision that is not later than the one before it.
    #[error("a revision is dated after the one before it")]
    Order,
}

impl TargetError {
    /// Key of the sentence that a person reads.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Range => "target-range",
            Self::Decimals => "target-decimals",
            Self::Path => "target-path",
            Self::Order => "target-order",
        }
    }
}

impl Target {
    /// A target with its first goal.
    ///
    /// # Errors
    /// [`TargetError`] says what is wrong with the goal.
    pub fn new(
        (indicator, slice): (IndicatorId, Slice),
        unit: UnitId,
        period: Period,
        first: Revision,
    ) -> Result<Self, TargetError> {
        first.goal.check(period)?;
        Ok(Self { indicator, slice, unit, period, revisions: vec![first] })
    }

    /// Another goal since a later day.
    ///
    /// # Errors
    /// [`TargetError`] says what is wrong with it; then the target is as it was.
    pub fn revise(&mut self, revision: Revision) -> Result<(), TargetError> {
        revision.goal.check(self.period)?;
        let last = self.revisions.last();
        if last.is_some_and(|last| last.on >= revision.on) {
            return Err(TargetError::Order);
        }
        if last.is_some_and(|last| last.goal.decimals() != revision.goal.decimals()) {
            return Err(TargetError::Decimals);
        }
        self.revisions.push(revision);
        Ok(())
    }

    /// All goals, the first first.
    #[must_use]
    pub fn revisions(&self) -> &[Revision] {
        &self.revisions
    }

    /// What was to be reached on a day: none before the first goal was set.
    #[must_use]
    pub fn on(&self, day: Date) -> Option<&Revision> {
        let count = self.revisions.partition_point(|revision| revision.on <= day);
        self.revisions[..count].last()
    }
}

impl Goal {
    fn amounts(&self) -> Vec<Amount> {
        match self {
            Self::Value(amount) | Self::AtLeast(amount) | Self::AtMost(amount) => vec![*amount],
            Self::Range { low, high } => vec![*low, *high],
            Self::Path(steps) => steps.iter().map(|step| step.amount).collect(),
        }
    }

    fn decimals(&self) -> Option<super::Decimals> {
        self.amounts().first().map(|amount| amount.decimals())
    }

    fn check(&self, period: Period) -> Result<(), TargetError> {
        let decimals = self.decimals();
        if self.amounts().iter().any(|amount| Some(amount.decimals()) != decimals) {
            return Err(TargetError::Decimals);
        }
        match self {
            Self::Range { low, high } if low.scaled() > high.scaled() => Err(TargetError::Range),
            Self::Path(steps) => {
                let ordered = steps.windows(2).all(|pair| pair[0].until < pair[1].until);
                let inside = steps.first().is_some_and(|step| step.until >= period.from);
                let whole = steps.last().is_some_and(|step| step.until == period.last);
                if ordered && inside && whole { Ok(()) } else { Err(TargetError::Path) }
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
