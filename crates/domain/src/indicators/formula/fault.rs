//! What can be wrong with a formula.

use std::ops::Range;

/// What is wrong with a formula, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("at {}: {fault}", at.start)]
pub struct FormulaError {
    /// The bytes in question.
    pub at: Range<usize>,
    /// What is wrong with them.
    pub fault: Fault,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// A character that stands for nothing here.
    #[error("{0:?} has no meaning here")]
    Character(char),
    /// Something else should stand here.
    #[error("{expected} should stand here")]
    Expected {
        /// What.
        expected: &'static str,
    },
    /// More than a formula may have: 2,000 bytes, 32 brackets in each other, 100 signs between two.
    #[error("longer or deeper than a formula may be")]
    TooLong,
    /// A number with more than 18 figures, or of periods back that is not between 1 and 600.
    #[error("a number that is too large")]
    Number,
    /// There is no such function.
    #[error("there is no function {0}")]
    Function(String),
    /// A function with too few or too many arguments.
    #[error("{0} needs {1}")]
    Arguments(&'static str, &'static str),
    /// The function is about an indicator, not about what is computed.
    #[error("{0} needs the name of an indicator")]
    NeedsIndicator(&'static str),
    /// The function is about what units report, not about what is computed.
    #[error("{0} needs an indicator that units report")]
    NeedsReported(&'static str),
    /// There is no such indicator.
    #[error("there is no indicator {0}")]
    Indicator(String),
    /// The indicator has no such part.
    #[error("{0} has no part {1}")]
    Item(String, String),
    /// Two measures that cannot stand together here.
    #[error("{0} and {1} cannot stand together here")]
    Measures(String, String),
    /// A ratio beside an amount, or two factors of which none is a number.
    #[error("these two cannot be multiplied: one must be a number")]
    Product,
    /// The year so far of what is no flow.
    #[error("only what happens in a period adds up over a year")]
    NeedsFlow,
    /// What comes out is not what the indicator is declared to be.
    #[error("this gives {found}, the indicator is declared as {declared}")]
    Result {
        /// What comes out.
        found: String,
        /// What should.
        declared: String,
    },
}

impl Fault {
    /// Key of the sentence that a person reads.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Character(_) => "formula-character",
            Self::Expected { .. } => "formula-expected",
            Self::TooLong => "formula-too-long",
            Self::Number => "formula-number",
            Self::Function(_) => "formula-function",
            Self::Arguments(..) => "formula-arguments",
            Self::NeedsIndicator(_) => "formula-needs-indicator",
            Self::NeedsReported(_) => "formula-needs-reported",
            Self::Indicator(_) => "formula-indicator",
            Self::Item(..) => "formula-item",
            Self::Measures(..) => "formula-measures",
            Self::Product => "formula-product",
            Self::NeedsFlow => "formula-needs-flow",
            Self::Result { .. } => "formula-result",
        }
    }

    pub(super) fn at(self, at: Range<usize>) -> FormulaError {
        FormulaError { at, fault: self }
    }
}
