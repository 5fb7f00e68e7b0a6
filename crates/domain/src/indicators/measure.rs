//! Units of measure.

use super::code::MeasureCode;
use serde::{Deserialize, Serialize};

/// What a figure is measured in: người, tỷ đồng, %.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its code.
    pub code: MeasureCode,
    /// As it stands in Vietnamese tables.
    pub vi: String,
    /// As it stands in English tables.
    pub en: String,
    /// Of what sort it is.
    pub kind: MeasureKind,
}

/// Of what sort a measure is: what may come out of a formula in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    /// Things that are counted: persons, meetings.
    Count,
    /// Anything else of which there is an amount: money, area, time.
    Amount,
    /// Hundredths of something.
    Percent,
    /// How often, or one measure per another: times, million đồng per head.
    Ratio,
}
