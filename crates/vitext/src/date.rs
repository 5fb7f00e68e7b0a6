//! Dates, periods and deadlines as written.

mod find;
mod numeric;
mod period;
#[cfg(test)]
mod tests;

pub use find::find;
pub use period::{Period, Years};

use jiff::civil::Date;
use std::ops::Range;

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

/// A day, period or span of years as written, not yet completed with a year from its surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// `ngày 17/9/2025`, `30/4`, `17/9/`, `ngày 03 tháng 02 năm 2026`.
    Day(WrittenDate),
    /// `tháng 11/2025`, `tháng 4`.
    Month(u32, Option<u32>),
    /// `quý I/2026`, `quý 3`.
    Quarter(u32, Option<u32>),
    /// `11 tháng đầu năm 2025`, `4 tháng cuối năm`: first month, last month.
    Months(u32, u32, Option<u32>),
    /// `năm 2025`.
    Year(u32),
    /// `2025 - 2030`, as in a term or a stage, in the order written: a slip may turn them round.
    Years(u32, u32),
}

/// A [`Written`] time and where it stands, from its first digit or its keyword's numeral to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    /// Where, without the keyword before: `11/2025`, not `tháng 11/2025`.
    pub range: Range<usize>,
    /// Where, with the keyword before: `trong` excluded, `tháng 11/2025`.
    pub phrase: Range<usize>,
    /// What.
    pub written: Written,
}

impl Written {
    /// The period, with `year` where none is written. `None` where it does not exist.
    #[must_use]
    pub fn period(&self, year: Option<u32>) -> Option<Period> {
        let short = |y: u32| i16::try_from(y).ok().filter(|y| (1000..=9999).contains(y));
        let small = |n: u32| i8::try_from(n).ok();
        match *self {
            Self::Day(ref day) => {
                WrittenDate { year: day.year.or(year), ..day.clone() }.date().map(Period::Day)
            }
            Self::Month(month, own) if (1..=12).contains(&month) => {
                Some(Period::Month(short(own.or(year)?)?, small(month)?))
            }
            Self::Quarter(quarter, own) if (1..=4).contains(&quarter) => {
                Some(Period::Quarter(short(own.or(year)?)?, small(quarter)?))
            }
            Self::Months(first, last, own) if 1 <= first && first <= last && last <= 12 => {
                Some(Period::Months(short(own.or(year)?)?, small(first)?, small(last)?))
            }
            Self::Year(year) => short(year).map(Period::Year),
            Self::Years(first, last) => Years::new(short(first)?, short(last)?).map(Period::Years),
            Self::Month(..) | Self::Quarter(..) | Self::Months(..) => None,
        }
    }

    /// The year that is written, the last one of several.
    #[must_use]
    pub fn year(&self) -> Option<u32> {
        match *self {
            Self::Day(ref day) => day.year,
            Self::Month(_, year) | Self::Quarter(_, year) | Self::Months(_, _, year) => year,
            Self::Year(year) | Self::Years(_, year) => Some(year),
        }
    }
}
