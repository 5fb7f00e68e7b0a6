//! Of what period a report is.

use crate::periods::{CalendarCode, Calendars, Period};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A kind of report, by its period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Tháng.
    Month,
    /// Quý.
    Quarter,
    /// Sáu tháng.
    HalfYear,
    /// Chín tháng.
    NineMonths,
    /// Năm.
    Year,
}

/// Why a text is no kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a report is of a month, a quarter, half a year, nine months or a year")]
pub struct NotAKind;

impl Kind {
    /// All, from the shortest on.
    pub const ALL: [Self; 5] = [Self::Month, Self::Quarter, Self::HalfYear, Self::NineMonths, Self::Year];

    /// Its code: `half_year`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half_year",
            Self::NineMonths => "nine_months",
            Self::Year => "year",
        }
    }

    /// The calendar whose periods are told: that of reporting periods, from the 15th to the 14th.
    #[must_use]
    pub fn calendar(self) -> CalendarCode {
        CalendarCode::new(match self {
            Self::Month => "reporting_month",
            Self::Quarter => "reporting_quarter",
            Self::HalfYear => "reporting_half",
            Self::NineMonths => "reporting_nine_months",
            Self::Year => "reporting_year",
        })
    }

    /// How a report calls the period: `tháng 11 năm 2026`, `6 tháng đầu năm 2026`.
    #[must_use]
    pub fn spoken(self, period: Period) -> String {
        let (year, month) = (period.last.year(), period.last.month());
        match self {
            Self::Month => format!("tháng {month} năm {year}"),
            Self::Quarter => format!("quý {} năm {year}", ["I", "II", "III", "IV"][quarter(month)]),
            Self::HalfYear if month <= 6 => format!("6 tháng đầu năm {year}"),
            Self::HalfYear => format!("6 tháng cuối năm {year}"),
            Self::NineMonths => format!("9 tháng năm {year}"),
            Self::Year => format!("năm {year}"),
        }
    }

    /// How a report calls what comes after the period: `tháng 12 năm 2026`; after nine months the rest of the year.
    #[must_use]
    pub fn spoken_next(self, period: Period) -> String {
        if self == Self::NineMonths {
            return format!("3 tháng cuối năm {}", period.last.year());
        }
        let calendars = Calendars::built_in().ok();
        let calendar = calendars.as_ref().and_then(|calendars| calendars.get(&self.calendar()));
        let next = calendar.and_then(|calendar| calendar.shift(period, 1));
        next.map_or_else(|| "thời gian tới".to_owned(), |next| self.spoken(next))
    }
}

fn quarter(month: i8) -> usize {
    usize::try_from((month - 1) / 3).unwrap_or(0).min(3)
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Kind {
    type Err = NotAKind;

    fn from_str(code: &str) -> Result<Self, NotAKind> {
        Self::ALL.into_iter().find(|kind| kind.code() == code).ok_or(NotAKind)
    }
}
