//! Figures that look odd beside what the same unit said before: few, ranked, with the reason.
//!
//! A figure is measured by its distance from the median, in median distances (MAD), which a few wild figures do not move. It is compared
//! with the same season of other years where there are three of them, else with all that was said before, from six on. Where at least half
//! of that is nought, nought is never odd, and what is not nought is compared with what was not. Counts wobble by the root of their size
//! even where nothing has changed, so no distance counts as less than that, than a twentieth of the median, and than one.
//!
//! The same figures give the same answer: whole numbers and fractions only.

use crate::ids::UnitId;
use crate::indicators::{Decimals, Exact};
use crate::periods::Period;
use num_bigint::BigInt;
use num_traits::ToPrimitive as _;
use std::cmp::Reverse;

/// What a unit said of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observed {
    /// Which place the period has in its year.
    pub season: Option<u32>,
    /// How much, of the smallest part.
    pub scaled: i64,
}

/// How odd a figure is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oddness {
    /// The median of what it is compared with, of the smallest part.
    pub median: Exact,
    /// What counts as one distance.
    pub spread: Exact,
    /// How many distances it is away.
    pub score: Exact,
    /// With how many figures it is compared.
    pub among: usize,
    /// Are these of the same season?
    pub seasonal: bool,
}

/// An odd figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// Who said it.
    pub unit: UnitId,
    /// Of when.
    pub period: Period,
    /// How odd it is.
    pub oddness: Oddness,
}

/// From so many distances on a figure is odd: 3,5 standard deviations of what is distributed normally.
const ODD: i64 = 5;
const SAME_SEASON: usize = 3;
const ALL: usize = 6;

/// How odd a figure is beside what was said before, in any order; none where it is not, or where too little was said.
#[must_use]
pub fn oddness(figure: Observed, before: &[Observed], decimals: Decimals) -> Option<Oddness> {
    let season: Vec<i64> = before
        .iter()
        .filter(|other| other.season.is_some() && other.season == figure.season)
        .map(|o| o.scaled)
        .collect();
    let (others, least, seasonal) = if season.len() >= SAME_SEASON {
        (season, SAME_SEASON, true)
    } else {
        (before.iter().map(|other| other.scaled).collect(), ALL, false)
    };
    let noughts = others.iter().filter(|&&scaled| scaled == 0).count();
    let others: Vec<i64> = if noughts * 2 >= others.len() {
        if figure.scaled == 0 {
            return None;
        }
        others.into_iter().filter(|&scaled| scaled != 0).collect()
    } else {
        others
    };
    if others.len() < least {
        return None;
    }
    let among = others.len();
    let value = Exact::from(figure.scaled);
    let median = median(others.iter().map(|&scaled| Exact::from(scaled)).collect());
    let distance = |scaled: &Exact| (scaled.clone() - median.clone()).size();
    let mad = self::median(others.iter().map(|&scaled| distance(&Exact::from(scaled))).collect());
    let spread = mad
        .max(root(&median, decimals))
        .max(median.size().over(&Exact::from(20))?)
        .max(Exact::from(decimals.scale()));
    let score = distance(&value).over(&spread)?;
    (score >= Exact::from(ODD)).then_some(Oddness { median, spread, score, among, seasonal })
}

/// The oddest first, at most so many; of equals by unit and time.
#[must_use]
pub fn ranked(mut suspects: Vec<Suspect>, most: usize) -> Vec<Suspect> {
    suspects
        .sort_by_cached_key(|suspect| (Reverse(suspect.oddness.score.clone()), suspect.unit, suspect.period));
    suspects.truncate(most);
    suspects
}

/// The one in the middle, or half way between two; nought of nothing.
fn median(mut values: Vec<Exact>) -> Exact {
    values.sort();
    let half = values.len() / 2;
    match (values.get(half), values.len() % 2) {
        (Some(middle), 1) => middle.clone(),
        (Some(upper), _) => {
            (upper.clone() + values[half - 1].clone()).over(&Exact::from(2)).unwrap_or_else(Exact::zero)
        }
        (None, _) => Exact::zero(),
    }
}

/// The root of an amount, rounded down to whole ones, of the smallest part again.
fn root(median: &Exact, decimals: Decimals) -> Exact {
    let whole = median.size().over(&Exact::from(decimals.scale())).unwrap_or_else(Exact::zero).floor();
    let root = BigInt::from(whole.to_u128().unwrap_or(u128::MAX).isqrt());
    Exact::from(root).scaled_by(decimals.scale())
}
