//! Tasks that come back: each occurrence is a task of its own, never one that is opened again (`domain.md §7`).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Most occurrences of one task: five years of months.
pub const OCCURRENCES: usize = 60;

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Rhythm {
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every half-year.
    HalfYearly,
    /// Every year.
    Yearly,
}

impl Rhythm {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Weekly, Self::Monthly, Self::Quarterly, Self::HalfYearly, Self::Yearly];

    /// Its code: `monthly`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Quarterly => "quarterly",
            Self::HalfYearly => "half_yearly",
            Self::Yearly => "yearly",
        }
    }

    /// The days on which the occurrences are due: the first, and on until `last`, no more than [`OCCURRENCES`]. The day of a
    /// month is counted from the first one: what is due on the 31st is due on the last day of shorter months, and on the 31st
    /// again after that.
    pub fn days(self, first: Date, last: Date) -> impl Iterator<Item = Date> {
        let end_of_month = first == first.last_of_month();
        let day = move |number: i64| {
            let by = match self {
                Self::Weekly => jiff::Span::new().try_weeks(number),
                Self::Monthly => jiff::Span::new().try_months(number),
                Self::Quarterly => jiff::Span::new().try_months(number * 3),
                Self::HalfYearly => jiff::Span::new().try_months(number * 6),
                Self::Yearly => jiff::Span::new().try_years(number),
            };
            let day = by.ok().and_then(|by| first.checked_add(by).ok())?;
            Some(if end_of_month && self != Self::Weekly { day.last_of_month() } else { day })
        };
        (0..).map_while(day).take_while(move |day| *day <= last).take(OCCURRENCES)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn occurrences_follow_each_other(
            from in 0_i32..3_000, length in 0_i32..3_000, rhythm in prop::sample::select(Rhythm::ALL.to_vec()),
        ) {
            let first = date(2024, 1, 1) + from.days();
            let last = first + length.days();
            let days: Vec<Date> = rhythm.days(first, last).collect();
            prop_assert_eq!(days.first(), Some(&first));
            prop_assert!(days.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(days.iter().all(|day| *day <= last) && days.len() <= OCCURRENCES);
        }
    }

    #[test]
    fn the_last_day_of_a_month_stays_the_last() {
        let days: Vec<Date> = Rhythm::Monthly.days(date(2026, 1, 31), date(2026, 4, 30)).collect();
        assert_eq!(days, [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]);
        let quarters: Vec<Date> = Rhythm::Quarterly.days(date(2026, 3, 31), date(2026, 12, 31)).collect();
        assert_eq!(quarters, [date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]);
        assert_eq!(Rhythm::Weekly.days(date(2026, 1, 2), date(2026, 1, 1)).next(), None);
    }
}
