//! Which figure a number in a report is.

use crate::ids::{IndicatorId, UnitId};
use crate::indicators::Slice;
use crate::periods::Period;
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// What of a figure is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aspect {
    /// The figure of the period.
    Value,
    /// That of the year so far (lũy kế).
    ToDate,
    /// The goal of the year.
    Goal,
    /// What per cent of the goal there is.
    Share,
    /// The figure of the same period of last year (cùng kỳ).
    LastYear,
    /// The figure of the period before.
    Before,
    /// How much more or less than last year.
    Change,
    /// The same in per cent of last year.
    Rate,
    /// How much more or less than in the period before.
    ChangeBefore,
    /// The same in per cent.
    RateBefore,
}

const ASPECTS: [(Aspect, &str); 10] = [
    (Aspect::Value, "v"),
    (Aspect::ToDate, "t"),
    (Aspect::Goal, "g"),
    (Aspect::Share, "s"),
    (Aspect::LastYear, "y"),
    (Aspect::Before, "b"),
    (Aspect::Change, "c"),
    (Aspect::Rate, "r"),
    (Aspect::ChangeBefore, "d"),
    (Aspect::RateBefore, "e"),
];

/// A figure: whose, of what, when, and what of it. Its text, `v-1-12.women-20261015-20261114`, binds a number of a document to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FigureRef {
    /// Of whom, with all below.
    pub unit: UnitId,
    /// Of which indicator.
    pub indicator: IndicatorId,
    /// Of the whole or a part.
    pub slice: Slice,
    /// When.
    pub period: Period,
    /// What of it.
    pub aspect: Aspect,
}

/// Why a text is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a figure of a report")]
pub struct NotAFigure;

impl fmt::Display for FigureRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { unit, indicator, slice, period, aspect } = self;
        let aspect = ASPECTS.iter().find(|(one, _)| one == aspect).map_or("v", |(_, letter)| letter);
        write!(f, "{aspect}-{unit}-{indicator}")?;
        if let Slice::Part(part) = slice {
            write!(f, ".{part}")?;
        }
        write!(f, "-{}-{}", period.from.strftime("%Y%m%d"), period.last.strftime("%Y%m%d"))
    }
}

impl FromStr for FigureRef {
    type Err = NotAFigure;

    fn from_str(text: &str) -> Result<Self, NotAFigure> {
        let parts: Vec<&str> = text.split('-').collect();
        let [aspect, unit, what, from, last] = parts.as_slice() else { return Err(NotAFigure) };
        let (indicator, slice) = match what.split_once('.') {
            Some((indicator, part)) => (indicator, Slice::Part(part.parse().map_err(|_| NotAFigure)?)),
            None => (*what, Slice::Whole),
        };
        let (_, aspect) = ASPECTS
            .iter()
            .map(|(one, letter)| (letter, one))
            .find(|(letter, _)| *letter == aspect)
            .ok_or(NotAFigure)?;
        let read = Self {
            unit: unit.parse().map_err(|_| NotAFigure)?,
            indicator: indicator.parse().map_err(|_| NotAFigure)?,
            slice,
            period: Period::new(day(from)?, day(last)?).ok_or(NotAFigure)?,
            aspect: *aspect,
        };
        // One figure has one text.
        if read.to_string() == text { Ok(read) } else { Err(NotAFigure) }
    }
}

pub(super) fn day(text: &str) -> Result<Date, NotAFigure> {
    let plain = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    if !plain {
        return Err(NotAFigure);
    }
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    let year = part(0..4).parse().map_err(|_| NotAFigure)?;
    let month = part(4..6).parse().map_err(|_| NotAFigure)?;
    let day = part(6..8).parse().map_err(|_| NotAFigure)?;
    Date::new(year, month, day).map_err(|_| NotAFigure)
}
