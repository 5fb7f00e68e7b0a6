//! Stretches of days.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

/// From a day, with it, to a day, without it; with no end while none is known. Half open, so that spans follow each other
/// without gap or overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub from: Date,
    /// The first day that is no longer in it.
    pub to: Option<Date>,
}

impl Span {
    /// From `from` on, with no known end.
    #[must_use]
    pub const fn since(from: Date) -> Self {
        Self { from, to: None }
    }

    /// From `from` to `last`, both with it, as people write periods. The last day that can be written means no end.
    #[must_use]
    pub fn through(from: Date, last: Date) -> Self {
        Self { from, to: last.tomorrow().ok() }
    }

    /// Has no day.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to.is_some_and(|to| to <= self.from)
    }

    /// The last day in it, where an end is known.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.to.and_then(|to| to.yesterday().ok())
    }

    /// Is `day` in it?
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }

    /// Is every day of `inner` in it?
    #[must_use]
    pub fn covers(&self, inner: &Self) -> bool {
        inner.is_empty()
            || self.from <= inner.from && self.to.is_none_or(|to| inner.to.is_some_and(|inner| inner <= to))
    }

    /// Have both a day in common?
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        !self.is_empty()
            && !other.is_empty()
            && other.to.is_none_or(|to| self.from < to)
            && self.to.is_none_or(|to| other.from < to)
    }
}

/// The clock of Việt Nam: one zone, no daylight saving since 1975 (Quyết định 134/2002/QĐ-TTg: UTC+7).
pub const VIET_NAM: Offset = Offset::constant(7);

/// Day and time of day in Việt Nam.
#[must_use]
pub fn local(at: Timestamp) -> DateTime {
    VIET_NAM.to_datetime(at)
}

/// The day in Việt Nam.
#[must_use]
pub fn local_day(at: Timestamp) -> Date {
    local(at).date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn any() -> impl Strategy<Value = Span> {
        let day = || (1..12_i8).prop_map(|day| date(2025, 7, day));
        (day(), proptest::option::of(day())).prop_map(|(from, to)| Span { from, to })
    }

    fn days(span: &Span) -> Vec<i8> {
        (1..=31).filter(|&day| span.contains(date(2025, 7, day))).collect()
    }

    proptest! {
        #[test]
        fn relations_are_those_of_sets_of_days(a in any(), b in any()) {
            let (of_a, of_b) = (days(&a), days(&b));
            prop_assert_eq!(a.is_empty(), of_a.is_empty());
            prop_assert_eq!(a.covers(&b), of_b.iter().all(|day| of_a.contains(day)));
            prop_assert_eq!(a.meets(&b), of_b.iter().any(|day| of_a.contains(day)));
        }
    }

    #[test]
    fn the_last_day_is_in_it() {
        let span = Span::through(date(2025, 7, 1), date(2025, 12, 31));
        assert_eq!(span.to, Some(date(2026, 1, 1)));
        assert_eq!(span.last_day(), Some(date(2025, 12, 31)));
        assert_eq!(Span::through(Date::MIN, Date::MAX), Span::since(Date::MIN));
    }
}
