//! Why a change cannot be: which rule, which units. Sentences are made from this elsewhere.

use super::share::Share;
use crate::ids::{EventId, UnitId};
use serde::Serialize;

/// A rule that a change breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// The unit does not live on that day: it has not begun, or has ended.
    #[error("unit {unit} does not live on that day")]
    NotLiving {
        /// Which.
        unit: UnitId,
    },
    /// The id belongs to a unit already.
    #[error("there is or was a unit {unit} already")]
    IdTaken {
        /// Which.
        unit: UnitId,
    },
    /// A name without a letter or figure.
    #[error("unit {unit} has no name")]
    NameEmpty {
        /// Whose.
        unit: UnitId,
    },
    /// A name of more than [`NAME_LIMIT`](super::NAME_LIMIT) characters.
    #[error("the name of unit {unit} has {length} characters")]
    NameTooLong {
        /// Whose.
        unit: UnitId,
        /// How many characters.
        length: usize,
    },
    /// The unit would stand under itself.
    #[error("unit {unit} would stand under itself")]
    Cycle {
        /// Which.
        unit: UnitId,
    },
    /// The unit would end, and nothing says where its children go.
    #[error("unit {unit} has children without an heir")]
    ChildrenLeft {
        /// Which ends.
        unit: UnitId,
        /// Its children that have no place.
        children: Vec<UnitId>,
    },
    /// A place is given to a unit that is no child of the one that ends.
    #[error("unit {child} is no child of unit {unit}")]
    NotAChild {
        /// Which ends or is split.
        unit: UnitId,
        /// Which is no child of it.
        child: UnitId,
    },
    /// The shares do not sum to one, or one of them is zero.
    #[error("the shares of unit {unit} sum to {sum}, or one is zero")]
    Shares {
        /// Whose.
        unit: UnitId,
        /// Their sum.
        sum: Share,
    },
    /// The unit would end, and nobody takes over.
    #[error("unit {unit} has no successor")]
    NoSuccessor {
        /// Which.
        unit: UnitId,
    },
    /// The unit would be its own successor though it ends.
    #[error("unit {unit} cannot succeed itself")]
    SucceedsItself {
        /// Which.
        unit: UnitId,
    },
    /// The unit stands there twice.
    #[error("unit {unit} is named twice")]
    Twice {
        /// Which.
        unit: UnitId,
    },
    /// A merger or a split of less than two.
    #[error("a merger or a split needs two units")]
    TooFew,
    /// There is an event with this id already.
    #[error("there is an event {event} already")]
    EventTaken {
        /// Which.
        event: EventId,
    },
    /// There is no event with this id.
    #[error("there is no event {event}")]
    NoEvent {
        /// Which.
        event: EventId,
    },
    /// What a later event did would be another thing without this one.
    #[error("a later event depends on it")]
    Needed,
}

impl Rule {
    /// Key of its message: `units-rule-cycle`.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NotLiving { .. } => "units-rule-not-living",
            Self::IdTaken { .. } => "units-rule-id-taken",
            Self::NameEmpty { .. } => "units-rule-name-empty",
            Self::NameTooLong { .. } => "units-rule-name-too-long",
            Self::Cycle { .. } => "units-rule-cycle",
            Self::ChildrenLeft { .. } => "units-rule-children-left",
            Self::NotAChild { .. } => "units-rule-not-a-child",
            Self::Shares { .. } => "units-rule-shares",
            Self::NoSuccessor { .. } => "units-rule-no-successor",
            Self::SucceedsItself { .. } => "units-rule-succeeds-itself",
            Self::Twice { .. } => "units-rule-twice",
            Self::TooFew => "units-rule-too-few",
            Self::EventTaken { .. } => "units-rule-event-taken",
            Self::NoEvent { .. } => "units-rule-no-event",
            Self::Needed => "units-rule-needed",
        }
    }
}

/// Why an event is not taken in or not taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{rule}")]
pub struct Refusal {
    /// The rule.
    #[source]
    pub rule: Rule,
    /// The event that stands already and would break it; none if the change itself does.
    pub at: Option<EventId>,
}

impl From<Rule> for Refusal {
    fn from(rule: Rule) -> Self {
        Self { rule, at: None }
    }
}

/// Why events are no history: the first that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("event {event}: {rule}")]
pub struct Broken {
    /// Which event.
    pub event: EventId,
    /// The rule.
    #[source]
    pub rule: Rule,
}
