//! Indicators: what a figure means, how figures add up, what was to be reached (`domain.md §8`).
//!
//! | type | question it answers |
//! |---|---|
//! | [`Amount`], [`Exact`] | how much, as reported; how much, before it is rounded? |
//! | [`Reading`] | a value, without sense here, or missing? |
//! | [`Indicator`], [`Version`] | what is counted, and how does it add up over units and over time, since when? |
//! | [`Catalogue`] | which indicators are there, and do their formulas make sense together? |
//! | [`Formula`] | what comes out of other indicators, and where is it wrong? |
//! | [`Goal`], [`Target`], [`Progress`] | what was to be reached, and how far is it? |

mod amount;
mod catalogue;
mod code;
mod exact;
pub mod formula;
mod indicator;
mod measure;
mod reading;
mod target;

pub use amount::{Amount, AmountError, Decimals, NotDecimals};
pub use catalogue::{Catalogue, CatalogueFault};
pub use code::{BreakdownCode, IndicatorCode, ItemCode, MeasureCode, NotACode};
pub use exact::{Exact, footed};
pub use formula::{Fault, Formula, FormulaError};
pub use indicator::{
    AcrossUnits, Breakdown, BreakdownItem, Direction, FormulaText, Indicator, Nature, OverTime, Slice,
    Version,
};
pub use measure::{Measure, MeasureKind};
pub use reading::Reading;
pub use target::{Cascade, End, Forecast, Goal, Pace, Progress, Revision, Step, Target, TargetError};

#[cfg(test)]
mod catalogue_tests;
