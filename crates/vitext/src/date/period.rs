//! Spans of time that documents name.

use jiff::civil::Date;
use std::fmt;

/// A span of time that documents name: a day, a month, a quarter, a year, a range of years …
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// One day.
    Day(Date),
    /// A month: year, month.
    Month(i16, i8),
    /// A quarter: year, 1 to 4.
    Quarter(i16, i8),
    /// A half-year: year, 1 or 2.
    Half(i16, i8),
    /// Months of a year, first to last: `11 tháng đầu năm 2025`.
    Months(i16, i8, i8),
    /// A year.
    Year(i16),
    /// Years: a term or a stage.
    Years(Years),
}

/// Years, first to last; never backwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Years {
    first: i16,
    last: i16,
}

impl Years {
    /// The years from `first` to `last`; `None` where `last` comes before `first`.
    #[must_use]
    pub fn new(first: i16, last: i16) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The first year.
    #[must_use]
    pub fn first(self) -> i16 {
        self.first
    }

    /// The last year, not before the first.
    #[must_use]
    pub fn last(self) -> i16 {
        self.last
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Quarter(year, quarter) => write!(f, "{year:04}-Q{quarter}"),
            Self::Half(year, half) => write!(f, "{year:04}-H{half}"),
            Self::Months(year, first, last) => write!(f, "{year:04}-{first:02}/{year:04}-{last:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Years(years) => write!(f, "{:04}/{:04}", years.first, years.last),
        }
    }
}

impl Period {
    /// The first day.
    #[must_use]
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month(year, month) | Self::Months(year, month, _) => Date::new(year, month, 1).ok(),
            Self::Quarter(year, quarter) => Date::new(year, quarter * 3 - 2, 1).ok(),
            Self::Half(year, half) => Date::new(year, half * 6 - 5, 1).ok(),
            Self::Year(year) | Self::Years(Years { first: year, .. }) => Date::new(year, 1, 1).ok(),
        }
    }

    /// The last day: when something due "in" the period is due.
    #[must_use]
    pub fn last_day(self) -> Option<Date> {
        let end_of_month = |year, month| Date::new(year, month, 1).ok().map(Date::last_of_month);
        match self {
            Self::Day(day) => Some(day),
            Self::Month(year, month) | Self::Months(year, _, month) => end_of_month(year, month),
            Self::Quarter(year, quarter) => end_of_month(year, quarter * 3),
            Self::Half(year, half) => end_of_month(year, half * 6),
            Self::Year(year) | Self::Years(Years { last: year, .. }) => end_of_month(year, 12),
        }
    }
}
