//! What comes out of a formula.

use super::super::exact::Exact;
use super::super::reading::Reading;
use super::{Comparison, Formula, Many, Node, Operand, Operation, What};
use serde::{Deserialize, Serialize};

/// What to do about what is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Where anything is missing the whole is.
    #[default]
    Whole,
    /// It is left out of what is added up; only where all is missing the whole is.
    Skip,
    /// It counts as nought.
    Zero,
}

/// When, counted from the period for which a formula is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct When {
    /// So many periods before.
    pub earlier: u16,
    /// So many years before.
    pub years: u16,
    /// With all before it in its year.
    pub to_date: bool,
}

/// Of whom, counted from the unit for which a formula is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// Its own and that of all below it.
    Total,
    /// Its own alone.
    Own,
    /// That of all below it.
    Below,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EvaluationError {
    /// Fractions of more than 4,096 bits, or more steps than a formula may take.
    #[error("too much to be computed")]
    TooMuch,
}

/// Who has the figures.
pub trait Source {
    /// The figure of an indicator.
    ///
    /// # Errors
    /// [`EvaluationError`], when it is itself computed and cannot be.
    fn figure(
        &mut self,
        operand: &Operand,
        when: When,
        whose: Whose,
    ) -> Result<Reading<Exact>, EvaluationError>;

    /// How many units have a figure, the unit and all below it.
    ///
    /// # Errors
    /// As [`Source::figure`].
    fn units(&mut self, operand: &Operand, when: When) -> Result<u32, EvaluationError>;
}

const MOST_BITS: u64 = 4_096;

/// What comes out of a formula. What does not apply is left out of sums; dividing by nothing gives what does not apply.
///
/// # Errors
/// [`EvaluationError`] where it is too much.
pub fn evaluate(
    formula: &Formula,
    strategy: Strategy,
    source: &mut impl Source,
) -> Result<Reading<Exact>, EvaluationError> {
    Evaluation { strategy, source }.node(&formula.root, When::default())
}

impl Comparison {
    /// What comes out of both sides.
    ///
    /// # Errors
    /// [`EvaluationError`] where it is too much.
    pub fn evaluate(
        &self,
        strategy: Strategy,
        source: &mut impl Source,
    ) -> Result<(Reading<Exact>, Reading<Exact>), EvaluationError> {
        Ok((evaluate(&self.left, strategy, source)?, evaluate(&self.right, strategy, source)?))
    }
}

struct Evaluation<'a, S> {
    strategy: Strategy,
    source: &'a mut S,
}

impl<S: Source> Evaluation<'_, S> {
    fn node(&mut self, node: &Node<Operand>, when: When) -> Result<Reading<Exact>, EvaluationError> {
        let reading = match &node.what {
            What::Number(number) => Reading::Value(number.clone()),
            What::Operand(operand) => self.figure(operand, when, Whose::Total)?,
            What::Own(operand) => self.figure(operand, when, Whose::Own)?,
            What::Below(operand) => self.figure(operand, when, Whose::Below)?,
            What::YearToDate(operand) => {
                self.figure(operand, When { to_date: true, ..when }, Whose::Total)?
            }
            What::Units(operand) => Reading::Value(Exact::from(i64::from(self.source.units(operand, when)?))),
            What::Negative(inner) => self.node(inner, when)?.map(|value| -value),
            What::Earlier(inner, periods) => {
                self.node(inner, When { earlier: when.earlier.saturating_add(*periods), ..when })?
            }
            What::LastYear(inner) => {
                self.node(inner, When { years: when.years.saturating_add(1), ..when })?
            }
            What::OrZero(inner) => match self.node(inner, when)? {
                Reading::Missing => Reading::Value(Exact::zero()),
                other => other,
            },
            What::Percent(part, whole) => {
                let (part, whole) = (self.node(part, when)?, self.node(whole, when)?);
                both(part, whole, |part, whole| part.percent_of(&whole))
            }
            What::Binary(operation, left, right) => {
                let (left, right) = (self.node(left, when)?, self.node(right, when)?);
                match operation {
                    Operation::Add => self.sum(left, right),
                    Operation::Subtract => self.sum(left, right.map(|value| -value)),
                    Operation::Multiply => both(left, right, |left, right| Some(&left * &right)),
                    Operation::Divide => both(left, right, |left, right| left.over(&right)),
                }
            }
            What::Many(function, all) => self.many(*function, all, when)?,
        };
        match &reading {
            Reading::Value(value) if value.bits() > MOST_BITS => Err(EvaluationError::TooMuch),
            _ => Ok(reading),
        }
    }

    fn figure(
        &mut self,
        operand: &Operand,
        when: When,
        whose: Whose,
    ) -> Result<Reading<Exact>, EvaluationError> {
        let reading = self.source.figure(operand, when, whose)?;
        let zero = self.strategy == Strategy::Zero && reading.is_missing();
        Ok(if zero { Reading::Value(Exact::zero()) } else { reading })
    }

    fn sum(&self, left: Reading<Exact>, right: Reading<Exact>) -> Reading<Exact> {
        use Reading::{Missing, NotApplicable, Value};
        match (left, right) {
            (Value(left), Value(right)) => Value(left + right),
            (Missing, other) | (other, Missing) => match self.strategy {
                Strategy::Skip => other,
                Strategy::Whole | Strategy::Zero => Missing,
            },
            (NotApplicable, other) | (other, NotApplicable) => other,
        }
    }

    fn many(
        &mut self,
        function: Many,
        all: &[Node<Operand>],
        when: When,
    ) -> Result<Reading<Exact>, EvaluationError> {
        let mut readings = Vec::with_capacity(all.len());
        for inner in all {
            readings.push(self.node(inner, when)?);
        }
        let strict = matches!(function, Many::Min | Many::Max) && self.strategy == Strategy::Whole;
        if strict && readings.iter().any(Reading::is_missing) {
            return Ok(Reading::Missing);
        }
        let nobody = if readings.iter().all(|reading| matches!(reading, Reading::NotApplicable)) {
            Reading::NotApplicable
        } else {
            Reading::Missing
        };
        let mut values = readings.into_iter().filter_map(Reading::value);
        let found = match function {
            Many::Sum => values.reduce(|a, b| a + b),
            Many::Min => values.min(),
            Many::Max => values.max(),
            Many::First => values.next(),
        };
        Ok(found.map_or(nobody, Reading::Value))
    }
}

/// What needs two values; none where that has no sense.
fn both(
    left: Reading<Exact>,
    right: Reading<Exact>,
    how: impl FnOnce(Exact, Exact) -> Option<Exact>,
) -> Reading<Exact> {
    use Reading::{Missing, NotApplicable, Value};
    match (left, right) {
        (Value(left), Value(right)) => how(left, right).map_or(NotApplicable, Value),
        (Missing, _) | (_, Missing) => Missing,
        _ => NotApplicable,
    }
}
