//! Dates, periods and deadlines as written.

use jiff::civil::Date;
use std::fmt;
use std::ops::Range;

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
    /// Years, first to last: a term or a stage.
    Years(i16, i16),
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
            Self::Years(first, last) => write!(f, "{first:04}/{last:04}"),
        }
    }
}

/// A date as written, which may be incomplete or impossible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDate {
    /// Where.
    pub range: Range<usize>,
    /// Day, 1 to 31 where it is right.
    pub day: u32,
    /// Month, 1 to 12 where it is right.
    pub month: u32,
    /// Year; `None` where it is missing.
    pub year: Option<u32>,
}

impl WrittenDate {
    /// The date, if it is complete and exists.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        let year = i16::try_from(self.year?).ok()?;
        Date::new(year, i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?).ok()
    }
}
