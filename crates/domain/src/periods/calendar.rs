//! A calendar, and the periods it makes.

use super::period::Period;
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Code of a calendar: `reporting_month`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CalendarCode(String);

impl CalendarCode {
    /// The code as given; whether there is such a calendar, [`Calendars::get`](super::Calendars::get) tells.
    pub fn new(code: impl Into<String>) -> Self {
        Self(code.into())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CalendarCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A way to cut time. Its periods never overlap; those of a calendar with [`Calendar::is_gapless`] leave no day out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// Its code.
    pub code: CalendarCode,
    /// Its name in Vietnamese.
    pub vi: String,
    /// Its name in English.
    pub en: String,
    /// By whose years its periods are counted and added up.
    pub year: Option<CalendarCode>,
    /// What rule or use it comes from.
    pub source: String,
    pub(super) rule: Rule,
    pub(super) names: Vec<Words>,
    pub(super) sdmx: Option<Sdmx>,
}

/// How it cuts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Rule {
    /// So many days each, one beginning on that day.
    Days { every: i32, first: Date },
    /// So many months each, one beginning on that day, of which some belong to it.
    Months { every: i32, length: i32, first: Date },
    /// Days of their own, in order.
    Listed(Vec<Listed>),
}

/// A period with days of its own: a campaign.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Its code.
    pub code: String,
    /// Its name in Vietnamese.
    pub vi: String,
    /// Its name in English.
    pub en: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub last: Date,
}

impl Listed {
    pub(super) fn period(&self) -> Period {
        Period { from: self.from, last: self.last }
    }
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub(super) vi: String,
    pub(super) en: String,
}

/// How SDMX writes its periods.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sdmx {
    pub(super) letter: char,
    pub(super) width: usize,
}

impl Calendar {
    /// The period in which a day lies; none for a day between two, and at both ends of the days that can be written.
    #[must_use]
    pub fn period(&self, day: Date) -> Option<Period> {
        let period = match &self.rule {
            Rule::Days { every, first } => {
                let steps = (day - *first).get_days().div_euclid(*every);
                self.begun(steps)
            }
            Rule::Months { every, first, .. } => {
                let steps =
                    (months(day) - months(*first) - i32::from(day.day() < first.day())).div_euclid(*every);
                self.begun(steps)
            }
            Rule::Listed(periods) => {
                let place = periods.partition_point(|period| period.from <= day).checked_sub(1)?;
                Some(periods[place].period())
            }
        };
        period.filter(|period| period.last >= day)
    }

    /// Is it one of its periods?
    #[must_use]
    pub fn has(&self, period: Period) -> bool {
        self.period(period.from) == Some(period)
    }

    /// Does every day lie in a period?
    #[must_use]
    pub fn is_gapless(&self) -> bool {
        match &self.rule {
            Rule::Days { .. } => true,
            Rule::Months { every, length, .. } => every == length,
            Rule::Listed(_) => false,
        }
    }

    /// The period `steps` after that of its own, before it where that is negative; none for a period of another calendar, and where
    /// there is none.
    #[must_use]
    pub fn shift(&self, period: Period, steps: i32) -> Option<Period> {
        if !self.has(period) {
            return None;
        }
        match &self.rule {
            Rule::Days { every, first } => {
                self.begun((period.from - *first).get_days().div_euclid(*every).checked_add(steps)?)
            }
            Rule::Months { every, first, .. } => {
                self.begun((months(period.from) - months(*first)).div_euclid(*every).checked_add(steps)?)
            }
            Rule::Listed(periods) => {
                let place = periods.iter().position(|listed| listed.period() == period)?;
                let place = place.checked_add_signed(isize::try_from(steps).ok()?)?;
                periods.get(place).map(Listed::period)
            }
        }
    }

    /// Its periods that lie in `whole`, in order; empty where there is none. Bounded by the days of `whole`.
    #[must_use]
    pub fn within(&self, whole: Period) -> Vec<Period> {
        let mut periods = Vec::new();
        let mut next = self.at_or_after(whole.from);
        while let Some(period) = next.filter(|period| period.last <= whole.last) {
            periods.push(period);
            next = self.shift(period, 1);
        }
        periods
    }

    /// Its periods that fill `whole` exactly; none where they do not.
    #[must_use]
    pub fn parts(&self, whole: Period) -> Option<Vec<Period>> {
        let parts = self.within(whole);
        let joined =
            parts.windows(2).all(|pair| pair[0].last.tomorrow().is_ok_and(|next| next == pair[1].from));
        let ends = (parts.first()?.from, parts.last()?.last);
        (joined && ends == (whole.from, whole.last)).then_some(parts)
    }

    /// Its period of which `part` is a part, or which it is.
    #[must_use]
    pub fn around(&self, part: Period) -> Option<Period> {
        self.period(part.from).filter(|period| period.covers(part))
    }

    /// The first period that begins on that day or later.
    fn at_or_after(&self, day: Date) -> Option<Period> {
        match &self.rule {
            Rule::Days { every, first } => {
                let steps = (day - *first).get_days().div_euclid(*every);
                [steps, steps + 1]
                    .into_iter()
                    .filter_map(|steps| self.begun(steps))
                    .find(|period| period.from >= day)
            }
            Rule::Months { every, first, .. } => {
                let steps = (months(day) - months(*first)).div_euclid(*every);
                let near = [steps - 1, steps, steps + 1];
                near.into_iter().filter_map(|steps| self.begun(steps)).find(|period| period.from >= day)
            }
            Rule::Listed(periods) => periods.iter().map(Listed::period).find(|period| period.from >= day),
        }
    }

    /// The period so many steps after the one that begins on the first day.
    fn begun(&self, steps: i32) -> Option<Period> {
        let (from, length): (Date, Span) = match &self.rule {
            Rule::Days { every, first } => {
                (shifted(*first, Span::new().try_days(i64::from(steps) * i64::from(*every)))?, every.days())
            }
            Rule::Months { every, length, first } => (
                shifted(*first, Span::new().try_months(i64::from(steps) * i64::from(*every)))?,
                length.months(),
            ),
            Rule::Listed(_) => return None,
        };
        Period::new(from, from.checked_add(length).ok()?.yesterday().ok()?)
    }
}

fn shifted(day: Date, by: Result<Span, jiff::Error>) -> Option<Date> {
    day.checked_add(by.ok()?).ok()
}

/// Months since the year nought.
pub(super) fn months(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}
