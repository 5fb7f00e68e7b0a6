//! Like beside like: a total of which units are still missing, held against what those that reported said a year ago.

use super::look::Branch;
use domain::indicators::{Exact, Reading};

/// The units that have a figure now and had one a year ago, together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Like {
    /// How many they are.
    pub units: u32,
    /// How many had a figure a year ago and have none yet.
    pub missing: u32,
    /// What theirs come to now.
    pub now: Exact,
    /// What theirs came to a year ago.
    pub last_year: Exact,
}

impl Like {
    /// Of the units right below one whose figures are added up; none while none is missing, or none is there.
    pub(super) fn of(branches: &[Branch]) -> Option<Self> {
        let mut found = Self { units: 0, missing: 0, now: Exact::zero(), last_year: Exact::zero() };
        for branch in branches {
            match (&branch.figure.now, &branch.figure.last_year) {
                (Reading::Value(now), Reading::Value(last_year)) => {
                    found.units += 1;
                    found.now = found.now + now.clone();
                    found.last_year = found.last_year + last_year.clone();
                }
                (Reading::Missing, Reading::Value(_)) => found.missing += 1,
                _ => {}
            }
        }
        (found.missing > 0 && found.units > 0).then_some(found)
    }
}
