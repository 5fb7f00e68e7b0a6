//! What is counted, and how it adds up.

use super::amount::Decimals;
use super::code::{BreakdownCode, IndicatorCode, ItemCode, MeasureCode};
use super::formula::Strategy;
use crate::ids::IndicatorId;
use crate::periods::{CalendarCode, Period};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What is counted. What a figure means never changes under it: measure, decimals and nature stay, a change of those is another
/// indicator; names and rules have versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator {
    /// Its id.
    pub id: IndicatorId,
    /// Its code, by which formulas name it.
    pub code: IndicatorCode,
    /// What it is measured in.
    pub measure: MeasureCode,
    /// With how many decimals it is reported and shown.
    pub decimals: Decimals,
    /// Flow, stock or ratio.
    pub nature: Nature,
    /// By which calendars it is collected, the one preferred first; periods of others are added up from these.
    pub calendars: Vec<CalendarCode>,
    /// What it is called and how it adds up, by the day since when; never empty in a [`Catalogue`](super::Catalogue).
    pub versions: Vec<Version>,
}

/// Names and rules of an indicator since a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Periods that end on this day or later have it.
    pub from: Date,
    /// Name in Vietnamese.
    pub vi: String,
    /// Name in English.
    pub en: String,
    /// What exactly is counted and what is not, for who fills it in; may be empty.
    pub note: String,
    /// What would be good.
    pub direction: Direction,
    /// How the figures of units become one.
    pub across_units: AcrossUnits,
    /// How the figures of periods become one.
    pub over_time: OverTime,
    /// By what it is broken down.
    pub breakdowns: Vec<BreakdownCode>,
    /// How it comes out of others; none for what units report.
    pub formula: Option<FormulaText>,
}

/// A formula as it is written, see [`formula`](super::formula).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormulaText {
    /// The text: `percent(members_admitted, members)`.
    pub text: String,
    /// What to do about what is missing.
    pub missing: Strategy,
}

/// How a figure stands to time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// Of a period: what happened in it (phát sinh).
    Flow,
    /// Of its last day: what there is (hiện có).
    Stock,
    /// One figure by another.
    Ratio,
}

/// What would be good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
    /// Neither.
    Neutral,
}

/// How the figures of units become one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AcrossUnits {
    /// They are added up.
    Sum,
    /// Their mean, each weighed by another indicator of its unit.
    WeightedMean(IndicatorCode),
    /// The formula is computed from the totals: all those with a formula, and no others.
    RatioOfSums,
    /// The one that was entered last.
    Last,
    /// The greatest.
    Max,
    /// They are not: only a unit's own figure counts.
    None,
}

/// How the figures of periods become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OverTime {
    /// They are added up.
    Sum,
    /// The last one.
    Last,
    /// Their mean, each period counting the same.
    Mean,
}

/// A way to break figures down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Breakdown {
    /// Its code.
    pub code: BreakdownCode,
    /// Its name in Vietnamese.
    pub vi: String,
    /// Its name in English.
    pub en: String,
    /// Do the parts make up the whole? Else they are only among it, and may overlap.
    pub closed: bool,
    /// Its parts.
    pub items: Vec<BreakdownItem>,
}

/// A part of a breakdown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreakdownItem {
    /// Its code, of one breakdown only.
    pub code: ItemCode,
    /// Its name in Vietnamese.
    pub vi: String,
    /// Its name in English.
    pub en: String,
}

/// The whole, or one part of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slice {
    /// The whole.
    Whole,
    /// A part of one of the indicator's breakdowns.
    Part(ItemCode),
}

impl Indicator {
    /// The version of a period: that of its last day, the first for all before it.
    #[must_use]
    pub fn version(&self, period: Period) -> Option<&Version> {
        let before = self.versions.partition_point(|version| version.from <= period.last);
        self.versions.get(before.saturating_sub(1))
    }
}
