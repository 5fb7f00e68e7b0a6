//! Counts of tasks and documents that a report binds, besides the figures of indicators.

use super::evidence::Told;
use super::figure::{FigureRef, NotAFigure, day};
use crate::documents::{Direction, Figures};
use crate::ids::UnitId;
use crate::indicators::{Amount, Decimals, Exact};
use crate::periods::Period;
use crate::{Timeliness, tasks};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// What is counted, of a unit and all below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Count {
    /// Tasks that are due in the period.
    TasksDue,
    /// Those of them that stand in a bucket.
    Tasks(Timeliness),
    /// What per cent of them were done in time.
    TasksInTime,
    /// Extensions that were granted for them.
    TasksExtended,
    /// How often somebody was urged about them.
    TasksUrged,
    /// Those of them that lack one of the six.
    TasksUnclear,
    /// Documents that went one way in the period.
    Documents(Direction),
    /// Documents that came in and stand in a bucket.
    Handled(Timeliness),
}

/// All that can be counted, each with its code.
const COUNTS: [(Count, &str); 16] = [
    (Count::TasksDue, "tasks_due"),
    (Count::Tasks(Timeliness::DoneInTime), "tasks_done_in_time"),
    (Count::Tasks(Timeliness::DoneLate), "tasks_done_late"),
    (Count::Tasks(Timeliness::OpenInTime), "tasks_open_in_time"),
    (Count::Tasks(Timeliness::OpenLate), "tasks_open_late"),
    (Count::TasksInTime, "tasks_in_time"),
    (Count::TasksExtended, "tasks_extended"),
    (Count::TasksUrged, "tasks_urged"),
    (Count::TasksUnclear, "tasks_unclear"),
    (Count::Documents(Direction::Incoming), "documents_incoming"),
    (Count::Documents(Direction::Outgoing), "documents_outgoing"),
    (Count::Documents(Direction::Internal), "documents_internal"),
    (Count::Handled(Timeliness::DoneInTime), "handled_done_in_time"),
    (Count::Handled(Timeliness::DoneLate), "handled_done_late"),
    (Count::Handled(Timeliness::OpenInTime), "handled_open_in_time"),
    (Count::Handled(Timeliness::OpenLate), "handled_open_late"),
];

impl Count {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        COUNTS.into_iter().map(|(count, _)| count)
    }

    /// Its code: `tasks_open_late`.
    #[must_use]
    pub fn code(self) -> &'static str {
        COUNTS.iter().find(|(one, _)| *one == self).map_or("", |(_, code)| code)
    }

    /// The count with this code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        COUNTS.iter().find(|(_, one)| *one == code).map(|(count, _)| *count)
    }

    /// Is it of tasks? Else it is of documents.
    #[must_use]
    pub const fn is_of_tasks(self) -> bool {
        !matches!(self, Self::Documents(_) | Self::Handled(_))
    }
}

/// A count: whose, of what, when. Its text, `n-1-tasks_due-20261015-20261114`, binds a number of a document to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountRef {
    /// Of whom, with all below.
    pub unit: UnitId,
    /// Of what.
    pub count: Count,
    /// When.
    pub period: Period,
}

impl fmt::Display for CountRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { unit, count, period } = self;
        let (from, last) = (period.from.strftime("%Y%m%d"), period.last.strftime("%Y%m%d"));
        write!(f, "n-{unit}-{}-{from}-{last}", count.code())
    }
}

impl FromStr for CountRef {
    type Err = NotAFigure;

    fn from_str(text: &str) -> Result<Self, NotAFigure> {
        let parts: Vec<&str> = text.split('-').collect();
        let ["n", unit, count, from, last] = parts.as_slice() else { return Err(NotAFigure) };
        let read = Self {
            unit: unit.parse().map_err(|_| NotAFigure)?,
            count: Count::parse(count).ok_or(NotAFigure)?,
            period: Period::new(day(from)?, day(last)?).ok_or(NotAFigure)?,
        };
        // One count has one text.
        if read.to_string() == text { Ok(read) } else { Err(NotAFigure) }
    }
}

/// What binds a number of a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// A figure of an indicator.
    Figure(FigureRef),
    /// A count of tasks or documents.
    Count(CountRef),
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Figure(figure) => figure.fmt(f),
            Self::Count(count) => count.fmt(f),
        }
    }
}

impl FromStr for Bound {
    type Err = NotAFigure;

    fn from_str(text: &str) -> Result<Self, NotAFigure> {
        match text.parse() {
            Ok(figure) => Ok(Self::Figure(figure)),
            Err(NotAFigure) => text.parse().map(Self::Count),
        }
    }
}

/// Counts of one unit in one period, at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    unit: UnitId,
    period: Period,
    values: BTreeMap<Count, u64>,
}

impl Counted {
    /// Counts of tasks that are due in the period, and of documents that came and went in it.
    #[must_use]
    pub fn of(unit: UnitId, period: Period, tasks: &tasks::Counts, documents: &Figures) -> Self {
        let flow = documents.total();
        let value = |count: Count| match count {
            Count::TasksDue => tasks.all(),
            Count::Tasks(bucket) => tasks.of(bucket),
            // Told as a share, see `told`.
            Count::TasksInTime => tasks.of(Timeliness::DoneInTime),
            Count::TasksExtended => tasks.extensions,
            Count::TasksUrged => tasks.urgings,
            Count::TasksUnclear => tasks.unclear,
            Count::Documents(direction) => flow.of(direction),
            Count::Handled(bucket) => documents.handled(bucket),
        };
        Self { unit, period, values: Count::all().map(|count| (count, value(count))).collect() }
    }

    /// What a count says; none where it is of another unit or period, or a share of nothing.
    #[must_use]
    pub fn told(&self, count: &CountRef) -> Option<Told> {
        if (count.unit, count.period) != (self.unit, self.period) {
            return None;
        }
        let value =
            |count: Count| self.values.get(&count).copied().and_then(|value| i64::try_from(value).ok());
        let number = value(count.count)?;
        let shown = match count.count {
            Count::TasksInTime => {
                let share = Exact::from(number).percent_of(&Exact::from(value(Count::TasksDue)?))?;
                let text = Amount::rounded(&share, Decimals::new(1).ok()?).ok()?.written_vi();
                text.trim_end_matches('0').trim_end_matches(',').to_owned()
            }
            _ if (1..10).contains(&number) => format!("0{number}"),
            _ => Amount::new(number, Decimals::NONE).written_vi(),
        };
        Some(Told { shown, is_nought: number == 0, is_negative: false })
    }
}
