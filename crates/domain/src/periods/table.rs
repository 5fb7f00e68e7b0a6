//! All calendars: data, `data/calendars.toml`.

use super::calendar::{Calendar, CalendarCode, Listed, Rule, Sdmx, Words};
use super::period::Period;
use jiff::civil::Date;
use serde::Deserialize;

/// Why a table of calendars cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarsError {
    /// It is not the table it should be.
    #[error("calendars: {0}")]
    Syntax(#[from] toml::de::Error),
    /// One code twice.
    #[error("calendars: {0} stands there twice")]
    Twice(CalendarCode),
    /// It is not said how time is cut: either `every` and `first`, or periods with days of their own.
    #[error("calendars: {0} needs either every and first, or periods of its own")]
    NoRule(CalendarCode),
    /// Months and days of which no period can be made.
    #[error("calendars: {0} begins after the 28th, has no length, or one longer than the distance")]
    BadLength(CalendarCode),
    /// Periods with days of their own overlap, or are not in order.
    #[error(
        "calendars: {0}: the period {1} begins before the one before it has ended, or ends before it begins"
    )]
    Overlap(CalendarCode, String),
    /// A calendar that is counted by a year that is none.
    #[error("calendars: {0} is counted by {1}, which is no calendar of years")]
    NoYear(CalendarCode, CalendarCode),
    /// Neither one name nor one for each number in the year.
    #[error("calendars: {0} has no names, or not one for each period of a year")]
    Names(CalendarCode),
}

impl CalendarsError {
    /// Key of the sentence that a person reads.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Syntax(_) => "calendars-syntax",
            Self::Twice(_) => "calendars-twice",
            Self::NoRule(_) => "calendars-no-rule",
            Self::BadLength(_) => "calendars-bad-length",
            Self::Overlap(..) => "calendars-overlap",
            Self::NoYear(..) => "calendars-no-year",
            Self::Names(_) => "calendars-names",
        }
    }
}

/// All calendars, in the order of their table, from the shortest periods on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendars(Vec<Calendar>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    calendar: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    code: CalendarCode,
    vi: String,
    en: String,
    every: Option<Every>,
    length: Option<u16>,
    first: Option<Date>,
    year: Option<CalendarCode>,
    names: Vec<Words>,
    sdmx: Option<Sdmx>,
    #[serde(default)]
    period: Vec<Listed>,
    source: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Every {
    Days(u16),
    Months(u16),
}

impl Calendars {
    /// The table that comes with the program.
    ///
    /// # Errors
    /// Never, as a test shows; see [`Calendars::parse`].
    pub fn built_in() -> Result<Self, CalendarsError> {
        Self::parse(include_str!("../../../../data/calendars.toml"))
    }

    /// A table in the form of `data/calendars.toml`.
    ///
    /// # Errors
    /// [`CalendarsError`] says what is wrong with it.
    pub fn parse(table: &str) -> Result<Self, CalendarsError> {
        let mut calendars = Vec::new();
        for row in toml::from_str::<Table>(table)?.calendar {
            calendars.push(calendar(row)?);
        }
        Self(calendars).checked()
    }

    /// The calendar with this code.
    #[must_use]
    pub fn get(&self, code: &CalendarCode) -> Option<&Calendar> {
        self.0.iter().find(|calendar| calendar.code == *code)
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Calendar> {
        self.0.iter()
    }

    /// The first calendar of which it is a period; none for days of somebody's own.
    #[must_use]
    pub fn of(&self, period: Period) -> Option<&Calendar> {
        self.0.iter().find(|calendar| calendar.has(period))
    }

    fn checked(self) -> Result<Self, CalendarsError> {
        for (index, calendar) in self.0.iter().enumerate() {
            let code = || calendar.code.clone();
            if self.0[..index].iter().any(|other| other.code == calendar.code) {
                return Err(CalendarsError::Twice(code()));
            }
            if let Some(year) = &calendar.year {
                let is_year = |rule: &Rule| matches!(rule, Rule::Months { every: 12, length: 12, .. });
                if !self.get(year).is_some_and(|year| is_year(&year.rule)) {
                    return Err(CalendarsError::NoYear(code(), year.clone()));
                }
            }
            let a_year = match calendar.rule {
                Rule::Months { every, .. } if calendar.year.is_some() => usize::try_from(12 / every).ok(),
                _ => None,
            };
            if calendar.names.len() != 1 && Some(calendar.names.len()) != a_year {
                return Err(CalendarsError::Names(code()));
            }
        }
        Ok(self)
    }
}

fn calendar(row: Row) -> Result<Calendar, CalendarsError> {
    let rule = rule(&row)?;
    let Row { code, vi, en, year, names, sdmx, source, .. } = row;
    Ok(Calendar { code, vi, en, year, source, rule, names, sdmx })
}

fn rule(row: &Row) -> Result<Rule, CalendarsError> {
    let code = || row.code.clone();
    let rule = match (&row.every, row.first, row.period.as_slice()) {
        (Some(Every::Days(every)), Some(first), []) if row.length.is_none() => {
            Rule::Days { every: i32::from(*every), first }
        }
        (Some(Every::Months(every)), Some(first), []) => {
            let length = i32::from(row.length.unwrap_or(*every));
            Rule::Months { every: i32::from(*every), length, first }
        }
        (None, None, periods @ [_, ..]) if row.length.is_none() => Rule::Listed(periods.to_vec()),
        _ => return Err(CalendarsError::NoRule(code())),
    };
    match &rule {
        Rule::Days { every, .. } if *every < 1 => Err(CalendarsError::BadLength(code())),
        Rule::Months { every, length, first } if !(1..=*every).contains(length) || first.day() > 28 => {
            Err(CalendarsError::BadLength(code()))
        }
        Rule::Listed(periods) => {
            let bad = periods.iter().enumerate().find(|(index, period)| {
                period.last < period.from || *index > 0 && periods[index - 1].last >= period.from
            });
            match bad {
                Some((_, period)) => Err(CalendarsError::Overlap(code(), period.code.clone())),
                None => Ok(rule),
            }
        }
        _ => Ok(rule),
    }
}
