//! Where a document comes from and goes to.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Which way a document goes, seen from the unit whose register it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Direction {
    /// From another body (văn bản đến): it has an arrival number, and somebody who handles it.
    Incoming,
    /// To other bodies (văn bản đi): it has a number of this unit.
    Outgoing,
    /// Within the unit (văn bản nội bộ): it has a number of this unit and is sent to nobody else.
    Internal,
}

impl Direction {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Incoming, Self::Outgoing, Self::Internal];

    /// Its code: `incoming`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
            Self::Internal => "internal",
        }
    }

    /// Is it this unit that issues it?
    #[must_use]
    pub const fn is_own(self) -> bool {
        matches!(self, Self::Outgoing | Self::Internal)
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Why a text is no direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a direction is incoming, outgoing or internal")]
pub struct NotADirection;

impl FromStr for Direction {
    type Err = NotADirection;

    fn from_str(code: &str) -> Result<Self, NotADirection> {
        Self::ALL.into_iter().find(|direction| direction.code() == code).ok_or(NotADirection)
    }
}
