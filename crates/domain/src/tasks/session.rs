//! Work programmes (chương trình công tác): which session takes a task up, who reviews what is put before it, and how often that has slipped.

use crate::ids::UnitId;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The session that takes a task up: what makes it an item of the work programme of a committee. An item of the year is an item of its quarter,
/// month and week too: it is kept once, and each programme is a stretch of days.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Session {
    /// Which: `Hội nghị Ban Chấp hành lần thứ 12`.
    pub name: String,
    /// On which day; none where that is not known.
    pub on: Option<Date>,
    /// Who reviews what is put before it (cơ quan thẩm tra).
    pub reviewer: Option<UnitId>,
}

impl Session {
    /// Does it say anything at all?
    #[must_use]
    pub fn is_said(&self) -> bool {
        !self.name.trim().is_empty() || self.on.is_some() || self.reviewer.is_some()
    }
}

/// The days for which an item was planned, in the order in which it was moved.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionDays(Vec<Date>);

impl SessionDays {
    /// Another day is said, or the same.
    pub(super) fn say(&mut self, session: Option<&Session>) {
        if let Some(day) = session.and_then(|session| session.on)
            && self.0.last() != Some(&day)
        {
            self.0.push(day);
        }
    }

    /// The day that was said first.
    #[must_use]
    pub fn first(&self) -> Option<Date> {
        self.0.first().copied()
    }

    /// How many times it was put off: to a later day than the one before.
    #[must_use]
    pub fn put_off(&self) -> u32 {
        let later = self.0.windows(2).filter(|pair| pair[1] > pair[0]).count();
        u32::try_from(later).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn session(days: Option<i32>) -> Session {
        Session {
            name: "phiên họp".to_owned(),
            on: days.map(|days| date(2026, 1, 1) + days.days()),
            reviewer: None,
        }
    }

    proptest! {
        #[test]
        fn what_was_put_off_is_counted_once_a_time(days in prop::collection::vec(prop::option::of(0..60_i32), 0..12)) {
            let mut said = SessionDays::default();
            let (mut last, mut put_off): (Option<i32>, u32) = (None, 0);
            for day in &days {
                said.say(Some(&session(*day)));
                if let Some(day) = day {
                    put_off += u32::from(last.is_some_and(|last| *day > last));
                    last = Some(*day);
                }
            }
            prop_assert_eq!(said.put_off(), put_off);
            let first = days.iter().flatten().next().copied();
            prop_assert_eq!(said.first(), session(first).on);
        }
    }
}
