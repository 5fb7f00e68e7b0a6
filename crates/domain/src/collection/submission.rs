//! How far a unit has come with a form.

use crate::roll_up::CellKey;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being filled in.
    #[default]
    Draft,
    /// Handed up; nobody changes it until it comes back.
    Submitted,
    /// Handed back, with a reason for each cell in question.
    Returned,
    /// Taken for good. What changes later opens its cells again, see [`Approval`](super::Approval).
    Approved,
}

impl State {
    /// All of them, in the order in which they come.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Submitted, Self::Returned, Self::Approved];

    /// Its code: `submitted`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
        }
    }

    /// The state with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A form of a unit for a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Submission {
    /// How far it has come.
    pub state: State,
    /// When it was first handed up: that day counts for being in time.
    pub first_submitted: Option<Date>,
    /// Why it was handed back, cell by cell; empty otherwise.
    pub reasons: BTreeMap<CellKey, String>,
}

/// What is known of the cells when a form is handed up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Submitting {
    /// Cells in which something must stand and nothing does.
    pub lacking: Vec<CellKey>,
    /// Rules that are broken and allow no exception, by their codes.
    pub broken: Vec<String>,
    /// Rules that are broken and need an explanation, and have none.
    pub unexplained: Vec<String>,
    /// Cells that were changed, or answered in words, since it was handed back.
    pub answered: BTreeSet<CellKey>,
}

/// Why something may not happen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not in this state.
    #[error("not while it is {0:?}")]
    NotNow(State),
    /// Cells in which something must stand are empty.
    #[error("{} cells are empty", .0.len())]
    Lacking(Vec<CellKey>),
    /// Rules are broken that allow no exception.
    #[error("rules are broken: {}", .0.join(", "))]
    Broken(Vec<String>),
    /// Rules are broken that need an explanation.
    #[error("an explanation is needed: {}", .0.join(", "))]
    Unexplained(Vec<String>),
    /// Cells that were handed back are as they were, and nothing was said about them.
    #[error("{} cells that were handed back have no answer", .0.len())]
    Unanswered(Vec<CellKey>),
    /// It is handed back without a reason for any cell, or with an empty one.
    #[error("each cell that is handed back needs a reason")]
    NoReason,
    /// A cell that is not in the form.
    #[error("a cell that is not asked")]
    NotAsked(CellKey),
}

impl Refused {
    /// Key of the sentence that a person reads.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotNow(_) => "submission-not-now",
            Self::Lacking(_) => "submission-lacking",
            Self::Broken(_) => "submission-broken",
            Self::Unexplained(_) => "submission-unexplained",
            Self::Unanswered(_) => "submission-unanswered",
            Self::NoReason => "submission-no-reason",
            Self::NotAsked(_) => "submission-not-asked",
        }
    }
}

impl Submission {
    /// May the unit change what it says?
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.state, State::Draft | State::Returned)
    }

    /// Hands it up.
    ///
    /// # Errors
    /// [`Refused`] says why not.
    pub fn submit(&self, on: Date, known: &Submitting) -> Result<Self, Refused> {
        if !self.is_open() {
            return Err(Refused::NotNow(self.state));
        }
        if !known.lacking.is_empty() {
            return Err(Refused::Lacking(known.lacking.clone()));
        }
        if !known.broken.is_empty() {
            return Err(Refused::Broken(known.broken.clone()));
        }
        if !known.unexplained.is_empty() {
            return Err(Refused::Unexplained(known.unexplained.clone()));
        }
        let silent: Vec<CellKey> =
            self.reasons.keys().filter(|key| !known.answered.contains(key)).cloned().collect();
        if !silent.is_empty() {
            return Err(Refused::Unanswered(silent));
        }
        let first_submitted = self.first_submitted.or(Some(on));
        Ok(Self { state: State::Submitted, first_submitted, reasons: BTreeMap::new() })
    }

    /// Hands it back, with a reason for each cell in question; `asked` are the cells of the form.
    ///
    /// # Errors
    /// [`Refused`] says why not.
    pub fn give_back(
        &self,
        reasons: BTreeMap<CellKey, String>,
        asked: &BTreeSet<CellKey>,
    ) -> Result<Self, Refused> {
        if self.state != State::Submitted {
            return Err(Refused::NotNow(self.state));
        }
        if reasons.is_empty() || reasons.values().any(|reason| reason.trim().is_empty()) {
            return Err(Refused::NoReason);
        }
        if let Some(stranger) = reasons.keys().find(|key| !asked.contains(key)) {
            return Err(Refused::NotAsked(stranger.clone()));
        }
        Ok(Self { state: State::Returned, first_submitted: self.first_submitted, reasons })
    }

    /// Takes it for good.
    ///
    /// # Errors
    /// [`Refused`] says why not.
    pub fn approve(&self) -> Result<Self, Refused> {
        if self.state != State::Submitted {
            return Err(Refused::NotNow(self.state));
        }
        Ok(Self { state: State::Approved, first_submitted: self.first_submitted, reasons: BTreeMap::new() })
    }

    /// Opens what was approved for a correction of some cells, each with its reason.
    ///
    /// # Errors
    /// [`Refused`] says why not.
    pub fn reopen(
        &self,
        reasons: BTreeMap<CellKey, String>,
        asked: &BTreeSet<CellKey>,
    ) -> Result<Self, Refused> {
        if self.state != State::Approved {
            return Err(Refused::NotNow(self.state));
        }
        Self { state: State::Submitted, ..self.clone() }.give_back(reasons, asked)
    }
}
