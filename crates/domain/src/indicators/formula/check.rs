//! From names to indicators, and whether measures and natures go together.

use super::super::indicator::Nature;
use super::super::measure::MeasureKind;
use super::super::{ItemCode, MeasureCode, Slice};
use super::fault::{Fault, FormulaError};
use super::{Comparison, Formula, Many, Node, Operand, Operation, Relation, What, Written};
use crate::ids::IndicatorId;
use std::fmt;

/// What a formula must know of an indicator that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its id.
    pub id: IndicatorId,
    /// Its measure.
    pub measure: MeasureCode,
    /// Of what sort that is.
    pub kind: MeasureKind,
    /// Flow, stock or ratio.
    pub nature: Nature,
    /// The parts of its breakdowns.
    pub items: Vec<ItemCode>,
    /// Do units report it, or is it computed?
    pub reported: bool,
}

/// Who knows the indicators.
pub trait Names {
    /// The indicator with this code.
    fn known(&self, code: &str) -> Option<Known>;
}

/// Of what sort something computed is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Measured in what.
    pub unit: Unit,
    /// How it stands to time.
    pub shape: Shape,
}

/// What something computed is measured in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// In nothing: a number.
    Plain,
    /// In hundredths.
    Percent,
    /// In this.
    Of(MeasureCode),
    /// In one measure per another.
    Quotient,
}

/// How something computed stands to time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// What happened in a period.
    Flow,
    /// What there is at its end.
    Stock,
    /// What there is more than there was: a flow to some, a stock to others.
    Difference,
    /// One by another.
    Ratio,
    /// A number that stands in the text, or how many units.
    Number,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shape = match self.shape {
            Shape::Flow => "flow",
            Shape::Stock => "stock",
            Shape::Difference => "difference",
            Shape::Ratio => "ratio",
            Shape::Number => "number",
        };
        write!(f, "{shape} ({})", self.unit)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain => f.write_str("number"),
            Self::Percent => f.write_str("%"),
            Self::Of(measure) => measure.fmt(f),
            Self::Quotient => f.write_str("quotient"),
        }
    }
}

impl Kind {
    /// May an indicator of this measure and nature come out so?
    #[must_use]
    pub fn fits(&self, measure: &MeasureCode, kind: MeasureKind, nature: Nature) -> bool {
        let unit = match &self.unit {
            Unit::Of(found) => found == measure,
            Unit::Percent => kind == MeasureKind::Percent,
            Unit::Plain => matches!(kind, MeasureKind::Count | MeasureKind::Ratio),
            Unit::Quotient => kind == MeasureKind::Ratio,
        };
        unit && match self.shape {
            Shape::Flow => nature == Nature::Flow,
            Shape::Stock => nature == Nature::Stock,
            Shape::Ratio => nature == Nature::Ratio,
            Shape::Difference => nature != Nature::Ratio,
            Shape::Number => true,
        }
    }

    const fn new(unit: Unit, shape: Shape) -> Self {
        Self { unit, shape }
    }
}

type Checked = (Node<Operand>, Kind);

pub(super) fn formula(tree: &Node<Written>, names: &impl Names) -> Result<Formula, FormulaError> {
    let (root, kind) = node(tree, names)?;
    Ok(Formula { root, kind })
}

pub(super) fn comparison(
    left: &Node<Written>,
    relation: Relation,
    right: &Node<Written>,
    names: &impl Names,
) -> Result<Comparison, FormulaError> {
    let (left, right) = (formula(left, names)?, formula(right, names)?);
    let (a, b) = (&left.kind.unit, &right.kind.unit);
    // A bare number is compared with anything: `members >= 0`.
    if a != b && *a != Unit::Plain && *b != Unit::Plain {
        let at = left.root.at.start..right.root.at.end;
        return Err(Fault::Measures(a.to_string(), b.to_string()).at(at));
    }
    Ok(Comparison { left, relation, right })
}

fn node(tree: &Node<Written>, names: &impl Names) -> Result<Checked, FormulaError> {
    let at = tree.at.clone();
    let fault = |fault: Fault| fault.at(at.clone());
    let (what, kind) = match &tree.what {
        What::Number(number) => (What::Number(number.clone()), Kind::new(Unit::Plain, Shape::Number)),
        What::Operand(written) => {
            let (operand, kind) = operand(written, names).map_err(fault)?;
            (What::Operand(operand), kind)
        }
        What::Own(written) => {
            let (operand, kind) = reported("own", written, names).map_err(fault)?;
            (What::Own(operand), kind)
        }
        What::Below(written) => {
            let (operand, kind) = reported("below", written, names).map_err(fault)?;
            (What::Below(operand), kind)
        }
        What::YearToDate(written) => {
            let (operand, kind) = operand(written, names).map_err(fault)?;
            if matches!(kind.shape, Shape::Stock) {
                return Err(fault(Fault::NeedsFlow));
            }
            (What::YearToDate(operand), kind)
        }
        What::Units(written) => {
            let (operand, _) = reported("units", written, names).map_err(fault)?;
            (What::Units(operand), Kind::new(Unit::Plain, Shape::Number))
        }
        What::Negative(inner) => {
            let (inner, kind) = node(inner, names)?;
            (What::Negative(Box::new(inner)), kind)
        }
        What::Earlier(inner, periods) => {
            let (inner, kind) = node(inner, names)?;
            (What::Earlier(Box::new(inner), *periods), kind)
        }
        What::LastYear(inner) => {
            let (inner, kind) = node(inner, names)?;
            (What::LastYear(Box::new(inner)), kind)
        }
        What::OrZero(inner) => {
            let (inner, kind) = node(inner, names)?;
            (What::OrZero(Box::new(inner)), kind)
        }
        What::Percent(part, whole) => {
            let ((part, a), (whole, b)) = (node(part, names)?, node(whole, names)?);
            if a.unit != b.unit {
                return Err(fault(Fault::Measures(a.unit.to_string(), b.unit.to_string())));
            }
            (What::Percent(Box::new(part), Box::new(whole)), Kind::new(Unit::Percent, Shape::Ratio))
        }
        What::Binary(operation, left, right) => {
            let ((left, a), (right, b)) = (node(left, names)?, node(right, names)?);
            let kind = binary(*operation, &a, &b).map_err(fault)?;
            (What::Binary(*operation, Box::new(left), Box::new(right)), kind)
        }
        What::Many(function, all) => {
            let mut checked = Vec::with_capacity(all.len());
            let mut kind: Option<Kind> = None;
            for inner in all {
                let (inner, next) = node(inner, names)?;
                let joined =
                    kind.as_ref().map_or_else(|| Ok(next.clone()), |kind| together(kind, &next, false));
                kind = Some(joined.map_err(|fault| fault.at(inner.at.clone()))?);
                checked.push(inner);
            }
            let function: Many = *function;
            let kind = kind.unwrap_or(Kind::new(Unit::Plain, Shape::Number));
            (What::Many(function, checked), kind)
        }
    };
    Ok((Node { at, what }, kind))
}

fn operand(written: &Written, names: &impl Names) -> Result<(Operand, Kind), Fault> {
    let known = names.known(&written.code).ok_or_else(|| Fault::Indicator(written.code.clone()))?;
    let slice = match &written.item {
        None => Slice::Whole,
        Some(item) if known.items.contains(item) => Slice::Part(item.clone()),
        Some(item) => return Err(Fault::Item(written.code.clone(), item.to_string())),
    };
    let unit = if known.kind == MeasureKind::Percent { Unit::Percent } else { Unit::Of(known.measure) };
    let shape = match known.nature {
        Nature::Flow => Shape::Flow,
        Nature::Stock => Shape::Stock,
        Nature::Ratio => Shape::Ratio,
    };
    Ok((Operand { indicator: known.id, slice }, Kind::new(unit, shape)))
}

/// As [`operand`], for what has sense only of figures that units report.
fn reported(function: &'static str, written: &Written, names: &impl Names) -> Result<(Operand, Kind), Fault> {
    if names.known(&written.code).is_some_and(|known| !known.reported) {
        return Err(Fault::NeedsReported(function));
    }
    operand(written, names)
}

fn binary(operation: Operation, a: &Kind, b: &Kind) -> Result<Kind, Fault> {
    match operation {
        Operation::Add => together(a, b, false),
        Operation::Subtract => together(a, b, true),
        Operation::Multiply => match (&a.unit, &b.unit) {
            (_, Unit::Plain) => Ok(a.clone()),
            (Unit::Plain, _) => Ok(b.clone()),
            _ => Err(Fault::Product),
        },
        Operation::Divide => match (&a.unit, &b.unit) {
            (_, Unit::Plain) if b.shape == Shape::Number => Ok(a.clone()),
            (left, right) if left == right => Ok(Kind::new(Unit::Plain, Shape::Ratio)),
            _ => Ok(Kind::new(Unit::Quotient, Shape::Ratio)),
        },
    }
}

/// What two make when they are added, or one is taken from the other.
fn together(a: &Kind, b: &Kind, subtracted: bool) -> Result<Kind, Fault> {
    let apart = || Fault::Measures(a.to_string(), b.to_string());
    let unit = match (&a.unit, &b.unit) {
        (left, right) if left == right => left.clone(),
        // 112,5 % less a hundred is the growth.
        (Unit::Percent, Unit::Plain) | (Unit::Plain, Unit::Percent) => Unit::Percent,
        _ => return Err(apart()),
    };
    let shape = match (a.shape, b.shape) {
        (Shape::Number, other) | (other, Shape::Number) => other,
        (Shape::Ratio, Shape::Ratio) => Shape::Ratio,
        (Shape::Ratio, _) | (_, Shape::Ratio) => return Err(apart()),
        (Shape::Stock, Shape::Stock) if subtracted => Shape::Difference,
        (Shape::Stock, _) | (_, Shape::Stock) => Shape::Stock,
        (Shape::Difference, Shape::Difference) => Shape::Difference,
        _ => Shape::Flow,
    };
    Ok(Kind { unit, shape })
}
