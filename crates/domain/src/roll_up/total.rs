//! Totals over units and time, also of what is computed.

use super::cells::{Cells, Series};
use super::gather::{Ground, contributions, gathered};
use super::question::{Question, Time, Total, Tree};
use crate::ids::{IndicatorId, UnitId};
use crate::indicators::formula::{
    Comparison, EvaluationError, Operand, Source, Strategy, When, Whose, evaluate,
};
use crate::indicators::{AcrossUnits, Catalogue, Exact, Indicator, OverTime, Reading, Slice};
use crate::periods::{Calendars, Period};
use crate::units::History;
use std::collections::{BTreeMap, BTreeSet};

/// Steps that one question may take: figures that are looked up or computed.
const MOST_STEPS: u32 = 100_000;

/// Answers questions about the cells of one moment; what was answered once is kept.
///
/// A question takes time in proportion to the cells of its indicator in its periods.
#[derive(Debug)]
pub struct RollUp<'a> {
    calendars: &'a Calendars,
    catalogue: &'a Catalogue,
    cells: &'a Cells,
    ground: Ground<'a>,
    known: BTreeMap<(Question, Whose), Total>,
    steps: u32,
}

impl<'a> RollUp<'a> {
    /// Answers from these.
    #[must_use]
    pub fn new(
        history: &'a History,
        calendars: &'a Calendars,
        catalogue: &'a Catalogue,
        cells: &'a Cells,
    ) -> Self {
        Self { calendars, catalogue, cells, ground: Ground::new(history), known: BTreeMap::new(), steps: 0 }
    }

    /// What it comes to. An indicator that there is not has nothing but missing figures.
    ///
    /// # Errors
    /// [`EvaluationError`] where formulas take too much.
    pub fn total(&mut self, question: &Question) -> Result<Total, EvaluationError> {
        self.steps = 0;
        self.whose(question, Whose::Total)
    }

    fn whose(&mut self, question: &Question, whose: Whose) -> Result<Total, EvaluationError> {
        let key = (question.clone(), whose);
        if let Some(known) = self.known.get(&key) {
            return Ok(known.clone());
        }
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return Err(EvaluationError::TooMuch);
        }
        let (catalogue, period) = (self.catalogue, question.time.period);
        let total = match catalogue.formula(question.indicator, period) {
            Some((formula, strategy)) => {
                let reading = evaluate(
                    formula,
                    strategy,
                    &mut self.seen_from(question.unit, question.time, question.tree),
                )?;
                Total { reading, units: 0, not_applicable: 0 }
            }
            None => match catalogue.get(question.indicator) {
                Some(indicator) => self.reported(indicator, question, whose),
                None => Total { reading: Reading::Missing, units: 0, not_applicable: 0 },
            },
        };
        self.known.insert(key, total.clone());
        Ok(total)
    }

    fn reported(&mut self, indicator: &Indicator, question: &Question, whose: Whose) -> Total {
        let Question { unit, time, tree, slice, .. } = question;
        let nothing = Total { reading: Reading::Missing, units: 0, not_applicable: 0 };
        let Some(version) = indicator.version(time.period) else { return nothing };
        let mut parts = self.collected(indicator, *time);
        if version.over_time == OverTime::Last {
            // The last for which anybody said anything, so that the totals of all units are of one time and add up.
            let last = parts.iter().rposition(|part| self.said(indicator.id, slice, *part));
            parts = last.map(|last| vec![parts[last]]).unwrap_or_default();
        }
        let mut total = nothing;
        let mut values = Vec::new();
        for period in parts {
            let series = Series { indicator: indicator.id, slice: slice.clone(), period };
            let found = contributions(&self.ground, self.cells, &series, (*unit, whose), *tree);
            let weights = self.weights(&version.across_units, period);
            let weight = |from: UnitId| weights.get(&from).cloned().map_or(Reading::Missing, Reading::Value);
            let (reading, units, idle) = gathered(&found, &version.across_units, *unit, weight);
            total.units = total.units.max(units);
            total.not_applicable = total.not_applicable.max(idle);
            match reading {
                Reading::Value(value) => values.push(value),
                Reading::NotApplicable => total.reading = Reading::NotApplicable,
                Reading::Missing => {}
            }
        }
        let count = i64::try_from(values.len()).unwrap_or(i64::MAX);
        let sum = values.into_iter().reduce(|sum, next| sum + next);
        let value = match version.over_time {
            OverTime::Mean => sum.and_then(|sum| sum.over(&Exact::from(count))),
            OverTime::Sum | OverTime::Last => sum,
        };
        if let Some(value) = value {
            total.reading = Reading::Value(value);
        }
        total
    }

    /// The periods whose figures make up a time: its own where they are collected, else those of the first calendar by which the
    /// indicator is collected that fill it.
    fn collected(&self, indicator: &Indicator, time: Time) -> Vec<Period> {
        let by = || indicator.calendars.iter().filter_map(|code| self.calendars.get(code));
        let mut parts = Vec::new();
        for period in time.periods(self.calendars).unwrap_or_default() {
            if by().any(|calendar| calendar.has(period)) {
                parts.push(period);
            } else {
                parts
                    .extend(by().find_map(|calendar| calendar.parts(period)).unwrap_or_else(|| vec![period]));
            }
        }
        parts
    }

    fn said(&self, indicator: IndicatorId, slice: &Slice, period: Period) -> bool {
        let series = Series { indicator, slice: slice.clone(), period };
        self.cells.series(&series).next().is_some()
    }

    /// What each unit weighs, where units are weighed: its own figure of the same period.
    fn weights(&self, across: &AcrossUnits, period: Period) -> BTreeMap<UnitId, Exact> {
        let AcrossUnits::WeightedMean(code) = across else { return BTreeMap::new() };
        let Some(weight) = self.catalogue.find(code.as_str()) else { return BTreeMap::new() };
        let series = Series { indicator: weight.id, slice: Slice::Whole, period };
        let values = self.cells.series(&series);
        values.filter_map(|(unit, cell)| Some((unit, cell.reading.value()?.exact()))).collect()
    }

    /// The units that count for a question and have a figure, on its tree.
    fn units(&mut self, question: &Question) -> BTreeSet<UnitId> {
        let Some(indicator) = self.catalogue.get(question.indicator) else { return BTreeSet::new() };
        let mut units = BTreeSet::new();
        for period in self.collected(indicator, question.time) {
            let series = Series { indicator: indicator.id, slice: question.slice.clone(), period };
            let whose = (question.unit, Whose::Total);
            let found = contributions(&self.ground, self.cells, &series, whose, question.tree);
            let values = found.iter().filter(|found| matches!(found.cell.reading, Reading::Value(_)));
            units.extend(values.map(|found| found.to));
        }
        units
    }

    pub(super) fn own(&mut self, question: &Question) -> Result<Total, EvaluationError> {
        self.whose(question, Whose::Own)
    }

    pub(super) fn forest(&mut self, tree: Tree, time: Time) -> std::rc::Rc<crate::units::Forest> {
        let day = match tree {
            Tree::On(day) if day >= time.period.last => day,
            _ => time.period.last,
        };
        self.ground.forest(day)
    }

    /// Who has the figures that formulas and rules ask for, seen from a unit and a time.
    fn seen_from<'q>(&'q mut self, unit: UnitId, time: Time, tree: Tree) -> Asked<'q, 'a> {
        Asked { roll_up: self, unit, time, tree }
    }

    /// What comes out of both sides of a comparison, seen from a unit and a time.
    ///
    /// # Errors
    /// [`EvaluationError`] where it takes too much.
    pub fn compared(
        &mut self,
        comparison: &Comparison,
        strategy: Strategy,
        (unit, time, tree): (UnitId, Time, Tree),
    ) -> Result<(Reading<Exact>, Reading<Exact>), EvaluationError> {
        self.steps = 0;
        comparison.evaluate(strategy, &mut self.seen_from(unit, time, tree))
    }
}

struct Asked<'q, 'a> {
    roll_up: &'q mut RollUp<'a>,
    unit: UnitId,
    time: Time,
    tree: Tree,
}

impl Asked<'_, '_> {
    fn question(&self, operand: &Operand, when: When) -> Option<Question> {
        let time = self.time.at(when, self.roll_up.calendars)?;
        let Operand { indicator, slice } = operand.clone();
        Some(Question { indicator, slice, unit: self.unit, time, tree: self.tree })
    }
}

impl Source for Asked<'_, '_> {
    fn figure(
        &mut self,
        operand: &Operand,
        when: When,
        whose: Whose,
    ) -> Result<Reading<Exact>, EvaluationError> {
        let Some(question) = self.question(operand, when) else { return Ok(Reading::Missing) };
        self.roll_up.whose(&question, whose).map(|total| total.reading)
    }

    fn units(&mut self, operand: &Operand, when: When) -> Result<u32, EvaluationError> {
        let Some(question) = self.question(operand, when) else { return Ok(0) };
        Ok(u32::try_from(self.roll_up.units(&question).len()).unwrap_or(u32::MAX))
    }
}
