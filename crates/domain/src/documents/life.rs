//! How far a document has come (`domain.md §4`).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// How far an outgoing or internal document has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Being written (dự thảo).
    Draft,
    /// Its form, its authority and its figures are checked (thẩm định).
    Checked,
    /// Signed, without a number yet (đã ký).
    Signed,
    /// It has number and date, and is out (đã ban hành).
    Issued,
    /// Another document stands in its place (được thay thế).
    Replaced,
    /// No longer in force (hết hiệu lực).
    Expired,
    /// Given up before it was issued (đã hủy).
    Abandoned,
}

/// What happens to an outgoing or internal document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum StageStep {
    /// It is found in order.
    Check,
    /// It goes back to who wrote it, with a reason.
    SendBack,
    /// It is signed.
    Sign,
    /// It gets number and date and goes out.
    Issue,
    /// Another one takes its place.
    Replace,
    /// It ends.
    Expire,
    /// It is given up, with a reason.
    Abandon,
}

impl Stage {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 7] = [
        Self::Draft,
        Self::Checked,
        Self::Signed,
        Self::Issued,
        Self::Replaced,
        Self::Expired,
        Self::Abandoned,
    ];

    /// Its code: `draft`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Checked => "checked",
            Self::Signed => "signed",
            Self::Issued => "issued",
            Self::Replaced => "replaced",
            Self::Expired => "expired",
            Self::Abandoned => "abandoned",
        }
    }

    /// Has it been out at any time?
    #[must_use]
    pub const fn was_issued(self) -> bool {
        matches!(self, Self::Issued | Self::Replaced | Self::Expired)
    }

    /// Where a step leads from here; none where it cannot be taken.
    #[must_use]
    pub const fn after(self, step: StageStep) -> Option<Self> {
        match (self, step) {
            (Self::Draft, StageStep::Check) => Some(Self::Checked),
            (Self::Checked | Self::Signed, StageStep::SendBack) => Some(Self::Draft),
            (Self::Checked, StageStep::Sign) => Some(Self::Signed),
            (Self::Signed, StageStep::Issue) => Some(Self::Issued),
            (Self::Issued, StageStep::Replace) => Some(Self::Replaced),
            (Self::Issued, StageStep::Expire) => Some(Self::Expired),
            (Self::Draft | Self::Checked | Self::Signed, StageStep::Abandon) => Some(Self::Abandoned),
            _ => None,
        }
    }

    /// The steps that can be taken from here.
    pub fn steps(self) -> impl Iterator<Item = StageStep> {
        StageStep::ALL.into_iter().filter(move |step| self.after(*step).is_some())
    }
}

impl StageStep {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Check, Self::SendBack, Self::Sign, Self::Issue, Self::Replace, Self::Expire, Self::Abandon];

    /// Its code: `send_back`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::SendBack => "send_back",
            Self::Sign => "sign",
            Self::Issue => "issue",
            Self::Replace => "replace",
            Self::Expire => "expire",
            Self::Abandon => "abandon",
        }
    }

    /// Does it ask for a reason?
    #[must_use]
    pub const fn needs_reason(self) -> bool {
        matches!(self, Self::SendBack | Self::Abandon | Self::Expire)
    }
}

/// How far an incoming document has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Handling {
    /// It is in the register, and nobody has it yet.
    Arrived,
    /// Somebody handles it.
    Routed,
    /// Done.
    Done,
}

/// What happens to an incoming document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum HandlingStep {
    /// It goes to somebody, or to somebody else.
    Route,
    /// It is done, or was only for knowing.
    Finish,
    /// It was not done after all.
    Reopen,
}

impl Handling {
    /// All of them, in the order of a life.
    pub const ALL: [Self; 3] = [Self::Arrived, Self::Routed, Self::Done];

    /// Its code: `arrived`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Routed => "routed",
            Self::Done => "done",
        }
    }

    /// Where a step leads from here; none where it cannot be taken.
    #[must_use]
    pub const fn after(self, step: HandlingStep) -> Option<Self> {
        match (self, step) {
            (Self::Arrived | Self::Routed, HandlingStep::Route) => Some(Self::Routed),
            (Self::Arrived | Self::Routed, HandlingStep::Finish) => Some(Self::Done),
            (Self::Done, HandlingStep::Reopen) => Some(Self::Routed),
            _ => None,
        }
    }

    /// The steps that can be taken from here.
    pub fn steps(self) -> impl Iterator<Item = HandlingStep> {
        HandlingStep::ALL.into_iter().filter(move |step| self.after(*step).is_some())
    }
}

impl HandlingStep {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Route, Self::Finish, Self::Reopen];

    /// Its code: `route`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Route => "route",
            Self::Finish => "finish",
            Self::Reopen => "reopen",
        }
    }
}

/// Is handling late on the day `today`, or was it? Computed, never stored.
#[must_use]
pub fn is_late(due: Option<Date>, done: Option<Date>, today: Date) -> bool {
    due.is_some_and(|due| done.unwrap_or(today) > due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_is_issued_unsigned_and_what_was_issued_stays_so(
            steps in prop::collection::vec(prop::sample::select(StageStep::ALL.to_vec()), 0..40),
        ) {
            let (mut stage, mut checked, mut signed, mut issued) = (Stage::Draft, false, false, false);
            for step in steps {
                let Some(next) = stage.after(step) else { continue };
                match next {
                    Stage::Draft => (checked, signed) = (false, false),
                    Stage::Checked => checked = true,
                    Stage::Signed => signed = true,
                    Stage::Issued => {
                        prop_assert!(checked && signed);
                        issued = true;
                    }
                    _ => {}
                }
                stage = next;
                prop_assert_eq!(stage.was_issued(), issued);
            }
        }
    }

    #[test]
    fn ends_have_no_steps_and_all_else_has() {
        for stage in Stage::ALL {
            let ends = matches!(stage, Stage::Replaced | Stage::Expired | Stage::Abandoned);
            assert_eq!(stage.steps().next().is_none(), ends, "{stage:?}");
        }
    }

    #[test]
    fn late_is_after_the_due_day() {
        let due = Some(date(2026, 3, 10));
        assert!(!is_late(due, None, date(2026, 3, 10)));
        assert!(is_late(due, None, date(2026, 3, 11)));
        assert!(!is_late(due, Some(date(2026, 3, 9)), date(2026, 4, 1)));
        assert!(is_late(due, Some(date(2026, 3, 12)), date(2026, 4, 1)));
        assert!(!is_late(None, None, date(2026, 3, 11)));
    }
}
