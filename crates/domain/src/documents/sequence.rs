//! A sequence of numbers: each is given once, and for each that is missing it is known why (`domain.md §4`).

use crate::ids::{AccountId, DocumentId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A number of a sequence, from one on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Number(u32);

impl Number {
    /// The largest number that a sequence can come to.
    pub const MAX: Self = Self(999_999);

    /// This number; none beyond 1 – 999.999.
    #[must_use]
    pub fn new(number: u32) -> Option<Self> {
        (1..=Self::MAX.0).contains(&number).then_some(Self(number))
    }

    /// Its value.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    fn next(self) -> Option<Self> {
        Self::new(self.0 + 1)
    }
}

/// As symbols write it: `07`, `112`.
impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}", self.0)
    }
}

/// What has become of a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Slot {
    /// A document bears it.
    Given {
        /// Which.
        document: DocumentId,
    },
    /// Kept for a document that is to come (giữ số).
    Reserved {
        /// By whom.
        by: AccountId,
        /// Since when.
        at: Timestamp,
    },
    /// Was reserved and is not needed: it is the next to go out.
    Released {
        /// By whom.
        by: AccountId,
        /// Since when.
        at: Timestamp,
    },
    /// A later number was entered before it: its document is not in the register yet.
    Skipped {
        /// By whom.
        by: AccountId,
        /// Since when.
        at: Timestamp,
    },
    /// No document will ever bear it (bỏ số).
    Void {
        /// By whom.
        by: AccountId,
        /// Since when.
        at: Timestamp,
        /// Why.
        reason: String,
    },
}

impl Slot {
    /// Who said this of the number, and when; none for one that a document bears.
    #[must_use]
    pub const fn said(&self) -> Option<(AccountId, Timestamp)> {
        match self {
            Self::Given { .. } => None,
            Self::Reserved { by, at }
            | Self::Released { by, at }
            | Self::Skipped { by, at }
            | Self::Void { by, at, .. } => Some((*by, *at)),
        }
    }
}

/// Why a number cannot be had or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SequenceError {
    /// A document bears it.
    #[error("number {0} is given to another document")]
    Given(Number),
    /// It is kept by somebody else.
    #[error("number {0} is kept by somebody else")]
    Kept(Number),
    /// It is void.
    #[error("number {0} is void")]
    Void(Number),
    /// It is not kept.
    #[error("number {0} is not kept")]
    NotKept(Number),
    /// Nobody would know what has become of it.
    #[error("number {0} would have no explanation")]
    Unexplained(Number),
    /// No document bears it and nobody keeps it.
    #[error("number {0} is free")]
    Free(Number),
    /// The document has a number of this sequence.
    #[error("the document has the number {0}")]
    HasOne(Number),
    /// The reason is missing.
    #[error("a reason is needed")]
    ReasonNeeded,
    /// There are no more.
    #[error("the sequence has come to its end")]
    Full,
}

impl SequenceError {
    /// The key of its message.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Given(_) => "number-given",
            Self::Kept(_) => "number-kept",
            Self::Void(_) => "number-void",
            Self::NotKept(_) => "number-not-kept",
            Self::Unexplained(_) => "number-unexplained",
            Self::Free(_) => "number-free",
            Self::HasOne(_) => "number-has-one",
            Self::ReasonNeeded => "number-reason-needed",
            Self::Full => "number-full",
        }
    }
}

/// Numbers that no document bears, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Which.
    pub number: Number,
    /// What has become of it; never [`Slot::Given`].
    pub slot: Slot,
}

/// A sequence of numbers. Every number up to the last has a [`Slot`]; none has two.
///
/// A sequence that an office takes over in the middle of a cycle begins after the numbers that were given before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sequence {
    before: u32,
    slots: BTreeMap<Number, Slot>,
}

impl Sequence {
    /// No number is given yet; those up to `before` were given without this register.
    #[must_use]
    pub fn after(before: u32) -> Self {
        Self { before, slots: BTreeMap::new() }
    }

    /// The sequence with these slots, as a store keeps them.
    #[must_use]
    pub fn of(before: u32, slots: impl IntoIterator<Item = (Number, Slot)>) -> Self {
        Self { before, slots: slots.into_iter().collect() }
    }

    /// The last number that is spoken of.
    #[must_use]
    pub fn last(&self) -> u32 {
        self.slots.last_key_value().map_or(self.before, |(number, _)| number.get().max(self.before))
    }

    /// The number that goes out next: the smallest that was released, or the one after the last.
    #[must_use]
    pub fn next(&self) -> Option<Number> {
        let released = self.slots.iter().find(|(_, slot)| matches!(slot, Slot::Released { .. }));
        released.map(|(number, _)| *number).or_else(|| Number::new(self.last().checked_add(1)?))
    }

    /// What has become of a number; none for one that is not spoken of.
    #[must_use]
    pub fn slot(&self, number: Number) -> Option<&Slot> {
        self.slots.get(&number)
    }

    /// Keeps the next number for `by`.
    ///
    /// # Errors
    /// [`SequenceError::Full`].
    pub fn reserve(&mut self, by: AccountId, at: Timestamp) -> Result<Number, SequenceError> {
        let number = self.next().ok_or(SequenceError::Full)?;
        self.slots.insert(number, Slot::Reserved { by, at });
        Ok(number)
    }

    /// Gives a document the next number.
    ///
    /// # Errors
    /// [`SequenceError::Full`], [`SequenceError::HasOne`].
    pub fn give_next(&mut self, document: DocumentId) -> Result<Number, SequenceError> {
        self.has_none(document)?;
        let number = self.next().ok_or(SequenceError::Full)?;
        self.slots.insert(number, Slot::Given { document });
        Ok(number)
    }

    /// Gives a document this number: one that `by` keeps, one that is free, or one beyond the last, which leaves those between as
    /// [`Slot::Skipped`].
    ///
    /// # Errors
    /// [`SequenceError`] with what stands in the way.
    pub fn give(
        &mut self,
        number: Number,
        document: DocumentId,
        by: AccountId,
        at: Timestamp,
    ) -> Result<(), SequenceError> {
        self.has_none(document)?;
        match self.slots.get(&number) {
            Some(Slot::Given { .. }) => return Err(SequenceError::Given(number)),
            Some(Slot::Void { .. }) => return Err(SequenceError::Void(number)),
            Some(Slot::Reserved { by: other, .. }) if *other != by => {
                return Err(SequenceError::Kept(number));
            }
            _ => {}
        }
        let mut between = Number::new(self.last() + 1);
        while let Some(skipped) = between.filter(|skipped| *skipped < number) {
            self.slots.insert(skipped, Slot::Skipped { by, at });
            between = skipped.next();
        }
        self.slots.insert(number, Slot::Given { document });
        Ok(())
    }

    /// Keeps this number for `by`: one that was released, or one whose document is still to come into the register.
    ///
    /// # Errors
    /// [`SequenceError`] with what stands in the way.
    pub fn keep(&mut self, number: Number, by: AccountId, at: Timestamp) -> Result<(), SequenceError> {
        match self.slots.get(&number) {
            Some(Slot::Released { .. } | Slot::Skipped { .. }) => {
                self.slots.insert(number, Slot::Reserved { by, at });
                Ok(())
            }
            Some(Slot::Given { .. }) => Err(SequenceError::Given(number)),
            Some(Slot::Reserved { .. }) => Err(SequenceError::Kept(number)),
            Some(Slot::Void { .. }) => Err(SequenceError::Void(number)),
            None => Err(SequenceError::Free(number)),
        }
    }

    /// The numbers up to this one were given without this register.
    #[must_use]
    pub fn given_before(&self) -> u32 {
        self.before
    }

    /// Says that the numbers up to `before` were given without this register: it is taken over from paper.
    ///
    /// # Errors
    /// [`SequenceError::Unexplained`] where that takes back what was said of a number, and nothing else is known of it;
    /// [`SequenceError::Full`].
    pub fn take_over(&mut self, before: u32) -> Result<(), SequenceError> {
        if before > Number::MAX.0 {
            return Err(SequenceError::Full);
        }
        let last = self.slots.last_key_value().map_or(0, |(number, _)| number.0);
        // Beyond the last slot nothing was said of single numbers.
        let said = (before + 1..=self.before.min(last)).map(Number);
        match said.into_iter().find(|number| !self.slots.contains_key(number)) {
            Some(number) => Err(SequenceError::Unexplained(number)),
            None => {
                self.before = before;
                Ok(())
            }
        }
    }

    /// Lets go of a number that was kept. Anybody of the register may: who kept it can be ill.
    ///
    /// # Errors
    /// [`SequenceError::NotKept`].
    pub fn release(&mut self, number: Number, by: AccountId, at: Timestamp) -> Result<(), SequenceError> {
        match self.slots.get(&number) {
            Some(Slot::Reserved { .. }) => {
                self.slots.insert(number, Slot::Released { by, at });
                Ok(())
            }
            _ => Err(SequenceError::NotKept(number)),
        }
    }

    /// Says that no document will ever bear a number: one that was given to a document that is withdrawn, or one that is missing.
    ///
    /// # Errors
    /// [`SequenceError::ReasonNeeded`]; [`SequenceError::Free`] for a number beyond the last, [`SequenceError::Void`] for one that
    /// is void.
    pub fn void(
        &mut self,
        number: Number,
        reason: &str,
        by: AccountId,
        at: Timestamp,
    ) -> Result<(), SequenceError> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(SequenceError::ReasonNeeded);
        }
        match self.slots.get(&number) {
            None => Err(SequenceError::Free(number)),
            Some(Slot::Void { .. }) => Err(SequenceError::Void(number)),
            Some(_) => {
                self.slots.insert(number, Slot::Void { by, at, reason: reason.to_owned() });
                Ok(())
            }
        }
    }

    /// The numbers up to the last that no document bears, each with why.
    pub fn gaps(&self) -> impl Iterator<Item = Gap> + '_ {
        let missing = self.slots.iter().filter(|(_, slot)| !matches!(slot, Slot::Given { .. }));
        missing.map(|(number, slot)| Gap { number: *number, slot: slot.clone() })
    }

    /// All numbers that are spoken of, in order.
    pub fn slots(&self) -> impl Iterator<Item = (Number, &Slot)> {
        self.slots.iter().map(|(number, slot)| (*number, slot))
    }

    fn has_none(&self, document: DocumentId) -> Result<(), SequenceError> {
        let bears = |slot: &Slot| matches!(slot, Slot::Given { document: other } if *other == document);
        match self.slots.iter().find(|(_, slot)| bears(slot)) {
            Some((number, _)) => Err(SequenceError::HasOne(*number)),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests;
