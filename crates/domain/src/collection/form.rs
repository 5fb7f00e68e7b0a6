//! What is asked.

use crate::ids::{FormId, IndicatorId, UnitId};
use crate::indicators::formula::Names as _;
use crate::indicators::{Catalogue, IndicatorCode, ItemCode, NotACode, Slice};
use crate::periods::{CalendarCode, Calendars, Period};
use crate::roll_up::{CellKey, Series};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// Code of a form: `month_city`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FormCode(IndicatorCode);

impl std::str::FromStr for FormCode {
    type Err = NotACode;
    fn from_str(text: &str) -> Result<Self, NotACode> {
        text.parse().map(Self)
    }
}

impl fmt::Display for FormCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What is asked of units, period by period: figures and headings for words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Its id.
    pub id: FormId,
    /// Its code.
    pub code: FormCode,
    /// Its name in Vietnamese.
    pub vi: String,
    /// Its name in English.
    pub en: String,
    /// By whose periods it is filled in.
    pub calendar: CalendarCode,
    /// What is asked, in the order of the paper.
    pub sections: Vec<Section>,
    /// Until when, for each level; the levels in order.
    pub due: Vec<Due>,
}

/// A part of a form under one heading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its heading in Vietnamese.
    pub vi: String,
    /// Its heading in English.
    pub en: String,
    /// What is asked under it.
    pub rows: Vec<Row>,
}

/// Something that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Row {
    /// A figure.
    Figure {
        /// Of which indicator.
        indicator: IndicatorId,
        /// The whole or a part.
        slice: Slice,
        /// Must something stand there, be it that it does not apply?
        required: bool,
    },
    /// A heading under which something is written.
    Narrative {
        /// Its code, one in the form.
        code: ItemCode,
        /// Its heading in Vietnamese.
        vi: String,
        /// Its heading in English.
        en: String,
        /// Must something stand there?
        required: bool,
    },
}

/// Until when a level has its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Due {
    /// How many units stand above one of this level; those further down have the same time.
    pub level: u8,
    /// Days from the last day of the period to the last on which it is in time; before it where negative.
    pub days: i16,
}

/// What is wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FormFault {
    /// A calendar that there is not.
    #[error("there is no calendar {0}")]
    Calendar(CalendarCode),
    /// An indicator that there is not.
    #[error("there is no indicator {0}")]
    Indicator(IndicatorId),
    /// What is computed cannot be asked.
    #[error("{0} is computed, not asked")]
    Computed(IndicatorCode),
    /// A part that the indicator does not have.
    #[error("{0} has no part {1}")]
    Part(IndicatorCode, ItemCode),
    /// The indicator is not collected by the calendar of the form.
    #[error("{0} is not collected by the calendar {1}")]
    NotCollected(IndicatorCode, CalendarCode),
    /// One figure, or one heading, twice.
    #[error("{0} is asked twice")]
    Twice(String),
    /// Nothing is asked.
    #[error("nothing is asked")]
    Empty,
    /// No level has a last day, or the levels are not in order.
    #[error("the levels do not each have a last day, in order")]
    Due,
}

impl FormFault {
    /// Key of the sentence that a person reads.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Calendar(_) => "form-calendar",
            Self::Indicator(_) => "form-indicator",
            Self::Computed(_) => "form-computed",
            Self::Part(..) => "form-part",
            Self::NotCollected(..) => "form-not-collected",
            Self::Twice(_) => "form-twice",
            Self::Empty => "form-empty",
            Self::Due => "form-due",
        }
    }
}

impl Form {
    /// Everything that is wrong with it.
    #[must_use]
    pub fn faults(&self, catalogue: &Catalogue, calendars: &Calendars) -> Vec<FormFault> {
        let mut faults = Vec::new();
        if calendars.get(&self.calendar).is_none() {
            faults.push(FormFault::Calendar(self.calendar.clone()));
        }
        if self.due.is_empty() || !self.due.windows(2).all(|pair| pair[0].level < pair[1].level) {
            faults.push(FormFault::Due);
        }
        let (mut figures, mut headings) = (BTreeSet::new(), BTreeSet::new());
        for row in self.rows() {
            match row {
                Row::Figure { indicator, slice, .. } => {
                    let Some(found) = catalogue.get(*indicator) else {
                        faults.push(FormFault::Indicator(*indicator));
                        continue;
                    };
                    let code = || found.code.clone();
                    let known = catalogue.known(found.code.as_str());
                    if known.as_ref().is_some_and(|known| !known.reported) {
                        faults.push(FormFault::Computed(code()));
                    } else if !found.calendars.contains(&self.calendar) {
                        faults.push(FormFault::NotCollected(code(), self.calendar.clone()));
                    }
                    if let Slice::Part(item) = slice
                        && known.is_some_and(|known| !known.items.contains(item))
                    {
                        faults.push(FormFault::Part(code(), item.clone()));
                    }
                    if !figures.insert((indicator, slice)) {
                        faults.push(FormFault::Twice(found.code.to_string()));
                    }
                }
                Row::Narrative { code, .. } => {
                    if !headings.insert(code) {
                        faults.push(FormFault::Twice(code.to_string()));
                    }
                }
            }
        }
        if figures.is_empty() && headings.is_empty() {
            faults.push(FormFault::Empty);
        }
        faults
    }

    /// Everything that is asked, in order.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.sections.iter().flat_map(|section| &section.rows)
    }

    /// The figures that are asked for a period, each with whether something must stand there.
    pub fn figures(&self, period: Period) -> impl Iterator<Item = (Series, bool)> {
        self.rows().filter_map(move |row| match row {
            Row::Figure { indicator, slice, required } => {
                Some((Series { indicator: *indicator, slice: slice.clone(), period }, *required))
            }
            Row::Narrative { .. } => None,
        })
    }

    /// The cells of a unit for a period.
    pub fn cells(&self, unit: UnitId, period: Period) -> impl Iterator<Item = CellKey> {
        self.figures(period).map(move |(series, _)| CellKey { unit, series })
    }

    /// Days that a unit has after the period, with so many units above it.
    #[must_use]
    pub fn due(&self, depth: usize) -> Option<Due> {
        let fits = self.due.iter().rev().find(|due| usize::from(due.level) <= depth);
        fits.or_else(|| self.due.first()).copied()
    }
}
