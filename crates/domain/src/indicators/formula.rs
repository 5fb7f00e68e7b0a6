//! The small language in which indicators come out of others and rules compare them.
//!
//! ```text
//! percent(members_admitted, members)            a hundred times the first by the second
//! members[women] / members                      a part of a breakdown
//! revenue - last_year(revenue)                  the same period of last year
//! members - earlier(members)                    the period before; earlier(members, 3) the third before
//! year_to_date(revenue)                         the year up to and with the period
//! units(revenue)                                how many units have a figure
//! own(members), below(members)                  what the unit itself reported; what those right under it come to
//! sum(a, b, c), min(a, b), max(a, b), first(a, b), or_zero(a)
//! ```
//!
//! `sum` leaves out what is missing, `first` takes the first that is there, `or_zero` takes nought for what is missing. A number is
//! written with a point: `0.5`. What is wrong is said when a formula is defined, with its place: unknown names, measures that cannot be
//! added (persons and đồng; a flow of a year so far of what is no flow), formulas that need themselves.

mod check;
mod evaluate;
mod fault;
mod syntax;

pub use check::{Kind, Known, Names, Shape, Unit};
pub use evaluate::{EvaluationError, Source, Strategy, When, Whose, evaluate};
pub use fault::{Fault, FormulaError};

use super::{Exact, ItemCode, Slice};
use crate::ids::IndicatorId;
use std::ops::Range;

/// A formula that makes sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Formula {
    pub(super) root: Node<Operand>,
    pub(super) kind: Kind,
}

/// Two formulas and how they should stand to each other: `members[women] <= members`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// What stands left.
    pub left: Formula,
    /// How they should stand.
    pub relation: Relation,
    /// What stands right.
    pub right: Formula,
}

/// How two values should stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `=`
    Equal,
    /// `!=`
    Different,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
}

/// An indicator in a formula.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Operand {
    /// Which.
    pub indicator: IndicatorId,
    /// The whole or a part.
    pub slice: Slice,
}

/// A name as it is written: `members[women]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) code: String,
    pub(super) item: Option<ItemCode>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node<O> {
    pub(super) at: Range<usize>,
    pub(super) what: What<O>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What<O> {
    Number(Exact),
    Operand(O),
    Negative(Box<Node<O>>),
    Binary(Operation, Box<Node<O>>, Box<Node<O>>),
    /// The value some periods before.
    Earlier(Box<Node<O>>, u16),
    LastYear(Box<Node<O>>),
    YearToDate(O),
    Units(O),
    Own(O),
    Below(O),
    Percent(Box<Node<O>>, Box<Node<O>>),
    OrZero(Box<Node<O>>),
    Many(Many, Vec<Node<O>>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Many {
    Sum,
    Min,
    Max,
    First,
}

impl Formula {
    /// Reads a formula.
    ///
    /// # Errors
    /// [`FormulaError`] says what is wrong and where.
    pub fn parse(text: &str, names: &impl Names) -> Result<Self, FormulaError> {
        check::formula(&syntax::formula(text)?, names)
    }

    /// What comes out of it.
    #[must_use]
    pub const fn kind(&self) -> &Kind {
        &self.kind
    }

    /// The indicators in it, in the order of the text, some perhaps twice.
    #[must_use]
    pub fn operands(&self) -> Vec<&Operand> {
        let mut found = Vec::new();
        self.root.collect(&mut found);
        found
    }

    /// Does it ask for totals alone: for no unit's own figure, not for those below it, not for how many have one?
    #[must_use]
    pub fn asks_totals_alone(&self) -> bool {
        self.root.asks_totals_alone()
    }
}

impl<O> Node<O> {
    fn asks_totals_alone(&self) -> bool {
        match &self.what {
            What::Number(_) | What::Operand(_) | What::YearToDate(_) => true,
            What::Units(_) | What::Own(_) | What::Below(_) => false,
            What::Negative(of) | What::Earlier(of, _) | What::LastYear(of) | What::OrZero(of) => {
                of.asks_totals_alone()
            }
            What::Binary(_, left, right) | What::Percent(left, right) => {
                left.asks_totals_alone() && right.asks_totals_alone()
            }
            What::Many(_, all) => all.iter().all(Self::asks_totals_alone),
        }
    }
}

impl Comparison {
    /// Reads two formulas with `=`, `!=`, `<`, `<=`, `>` or `>=` between them. Both sides must be of one measure.
    ///
    /// # Errors
    /// [`FormulaError`] says what is wrong and where.
    pub fn parse(text: &str, names: &impl Names) -> Result<Self, FormulaError> {
        let (left, relation, right) = syntax::comparison(text)?;
        check::comparison(&left, relation, &right, names)
    }
}

impl Relation {
    /// Do they stand so?
    #[must_use]
    pub fn holds(self, left: &Exact, right: &Exact) -> bool {
        match self {
            Self::Equal => left == right,
            Self::Different => left != right,
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::More => left > right,
            Self::AtLeast => left >= right,
        }
    }
}

impl<O> Node<O> {
    fn collect<'a>(&'a self, found: &mut Vec<&'a O>) {
        match &self.what {
            What::Number(_) => {}
            What::Operand(operand)
            | What::YearToDate(operand)
            | What::Units(operand)
            | What::Own(operand)
            | What::Below(operand) => found.push(operand),
            What::Negative(inner) | What::Earlier(inner, _) | What::LastYear(inner) | What::OrZero(inner) => {
                inner.collect(found);
            }
            What::Binary(_, left, right) | What::Percent(left, right) => {
                left.collect(found);
                right.collect(found);
            }
            What::Many(_, all) => all.iter().for_each(|inner| inner.collect(found)),
        }
    }
}

#[cfg(test)]
mod tests;
