//! What is written at the synthesis desk, and of what period.

use crate::periods::{CalendarCode, Calendars, Period};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A kind of document that is written from the data: reports by their period, statistics, and what follows from both.
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
    /// Thống kê theo dõi nhiệm vụ.
    TaskStatistics,
    /// Thống kê sổ văn bản.
    RegisterStatistics,
    /// Công văn đôn đốc.
    UrgingNotice,
    /// Thông báo kết luận.
    ConclusionNotice,
    /// Công văn.
    Letter,
    /// Kế hoạch.
    Plan,
    /// Chương trình hành động.
    ActionProgramme,
}

/// Why a text is no kind of report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such document is written from the data")]
pub struct NotAKind;

impl Kind {
    /// All: reports from the shortest on, statistics, the others.
    pub const ALL: [Self; 12] = [
        Self::Month,
        Self::Quarter,
        Self::HalfYear,
        Self::NineMonths,
        Self::Year,
        Self::TaskStatistics,
        Self::RegisterStatistics,
        Self::UrgingNotice,
        Self::ConclusionNotice,
        Self::Letter,
        Self::Plan,
        Self::ActionProgramme,
    ];

    /// Its code: `half_year`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half_year",
            Self::NineMonths => "nine_months",
            Self::Year => "year",
            Self::TaskStatistics => "task_statistics",
            Self::RegisterStatistics => "register_statistics",
            Self::UrgingNotice => "urging_notice",
            Self::ConclusionNotice => "conclusion_notice",
            Self::Letter => "letter",
            Self::Plan => "plan",
            Self::ActionProgramme => "action_programme",
        }
    }

    /// The name of its kind in the register.
    #[must_use]
    pub const fn document(self) -> &'static str {
        match self {
            Self::UrgingNotice | Self::Letter => "công văn",
            Self::ConclusionNotice => "thông báo",
            Self::Plan => "kế hoạch",
            Self::ActionProgramme => "chương trình",
            _ => "báo cáo",
        }
    }

    /// Does it tell a whole period, from all units?
    #[must_use]
    pub const fn tells_period(self) -> bool {
        matches!(self, Self::Month | Self::Quarter | Self::HalfYear | Self::NineMonths | Self::Year)
    }

    /// Is there one of it for a unit and period, and no more?
    #[must_use]
    pub const fn is_single(self) -> bool {
        self.tells_period() || matches!(self, Self::TaskStatistics | Self::RegisterStatistics)
    }

    /// Does it count tasks and documents by itself?
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::TaskStatistics | Self::RegisterStatistics | Self::UrgingNotice)
    }

    /// The calendar whose periods are told: that of reporting periods, from the 15th to the 14th.
    #[must_use]
    pub fn calendar(self) -> CalendarCode {
        CalendarCode::new(match self {
            Self::Month
            | Self::TaskStatistics
            | Self::RegisterStatistics
            | Self::UrgingNotice
            | Self::ConclusionNotice
            | Self::Letter => "reporting_month",
            Self::Quarter => "reporting_quarter",
            Self::HalfYear => "reporting_half",
            Self::NineMonths => "reporting_nine_months",
            Self::Year | Self::Plan | Self::ActionProgramme => "reporting_year",
        })
    }

    /// How a report calls the period: `tháng 11 năm 2026`, `6 tháng đầu năm 2026`.
    #[must_use]
    pub fn spoken(self, period: Period) -> String {
        let (year, month) = (period.last.year(), period.last.month());
        match self {
            Self::Month
            | Self::TaskStatistics
            | Self::RegisterStatistics
            | Self::UrgingNotice
            | Self::ConclusionNotice
            | Self::Letter => format!("tháng {month} năm {year}"),
            Self::Quarter => format!("quý {} năm {year}", ["I", "II", "III", "IV"][quarter(month)]),
            Self::HalfYear if month <= 6 => format!("6 tháng đầu năm {year}"),
            Self::HalfYear => format!("6 tháng cuối năm {year}"),
            Self::NineMonths => format!("9 tháng năm {year}"),
            Self::Year | Self::Plan | Self::ActionProgramme => format!("năm {year}"),
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
