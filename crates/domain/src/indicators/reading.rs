//! What stands in a cell: a value, which may be nought, or that there is none to have, or nothing yet.

use serde::{Deserialize, Serialize};

/// A value, and the two ways of having none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading<V> {
    /// Nobody has said anything yet.
    Missing,
    /// Said to be without sense here: births in an office. Not nought, and not missing.
    NotApplicable,
    /// A value; nought is one.
    Value(V),
}

impl<V> Reading<V> {
    /// The value, if there is one.
    pub fn value(self) -> Option<V> {
        match self {
            Self::Value(value) => Some(value),
            Self::Missing | Self::NotApplicable => None,
        }
    }

    /// The same with its value changed.
    pub fn map<W>(self, how: impl FnOnce(V) -> W) -> Reading<W> {
        match self {
            Self::Missing => Reading::Missing,
            Self::NotApplicable => Reading::NotApplicable,
            Self::Value(value) => Reading::Value(how(value)),
        }
    }

    /// A reference to it.
    pub const fn as_ref(&self) -> Reading<&V> {
        match self {
            Self::Missing => Reading::Missing,
            Self::NotApplicable => Reading::NotApplicable,
            Self::Value(value) => Reading::Value(value),
        }
    }

    /// Has nobody said anything yet?
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }
}

impl<V> From<Option<V>> for Reading<V> {
    fn from(value: Option<V>) -> Self {
        value.map_or(Self::Missing, Self::Value)
    }
}
