//! Done or open, in time or late: one of four, of documents and of tasks alike (`domain.md §7`).

use serde::{Deserialize, Serialize};

/// How something that has a last day was, or is, handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Timeliness {
    /// Done in time, or without a last day, or on a day that nobody knows.
    DoneInTime,
    /// Done after its last day.
    DoneLate,
    /// Not done; its last day has not passed, or it has none.
    OpenInTime,
    /// Not done, and its last day has passed.
    OpenLate,
}

impl Timeliness {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::DoneInTime, Self::DoneLate, Self::OpenInTime, Self::OpenLate];

    /// The one of these two answers.
    #[must_use]
    pub const fn from_answers(done: bool, late: bool) -> Self {
        match (done, late) {
            (true, false) => Self::DoneInTime,
            (true, true) => Self::DoneLate,
            (false, false) => Self::OpenInTime,
            (false, true) => Self::OpenLate,
        }
    }

    /// Its code: `done_late`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DoneInTime => "done_in_time",
            Self::DoneLate => "done_late",
            Self::OpenInTime => "open_in_time",
            Self::OpenLate => "open_late",
        }
    }

    /// The one with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|timeliness| timeliness.code() == code)
    }

    /// Is it over?
    #[must_use]
    pub const fn is_done(self) -> bool {
        matches!(self, Self::DoneInTime | Self::DoneLate)
    }

    /// Is it, or was it, late?
    #[must_use]
    pub const fn is_late(self) -> bool {
        matches!(self, Self::DoneLate | Self::OpenLate)
    }
}
