//! What figures come to: totals that are kept, and where those do not say it, cells that are added up.

use super::Definitions;
use crate::{AppError, Fault, Organisation};
use domain::indicators::formula::EvaluationError;
use domain::indicators::{AcrossUnits, Amount, Exact, OverTime, Reading, Slice};
use domain::periods::Period;
use domain::roll_up::{Cell, CellKey, Cells, Question, RollUp, Series, Time, Tree};
use domain::{IndicatorId, UnitId};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use store::Read;

/// Months that are read before a period: the year before it, and the beginning of that year.
const MONTHS: i32 = 26;

/// The days from which figures of a period are made: its own, those of the same period of the year before, and both years so far.
pub(super) fn days(period: Period) -> (Date, Date) {
    (period.from.saturating_sub(MONTHS.months()), period.last)
}

/// Figures of some units over a stretch of time, ready to be asked. Kept totals are put where a cell of the unit itself would stand:
/// what they come to is what all cells come to, as tests show.
pub(super) struct Numbers {
    definitions: Arc<Definitions>,
    organisation: Arc<Organisation>,
    tree: Tree,
    totals: BTreeMap<UnitId, Cells>,
    counts: BTreeMap<(UnitId, Series), u32>,
    /// Cells of all units, of what kept totals do not say.
    cells: Cells,
    /// What is answered from them.
    added_up: BTreeSet<IndicatorId>,
}

impl Numbers {
    /// Reads what is needed to answer about these units and indicators for `period`, and what stands beside it.
    pub(super) async fn read(
        read: &mut Read,
        (definitions, organisation): (Arc<Definitions>, Arc<Organisation>),
        units: &[UnitId],
        indicators: &[IndicatorId],
        (period, tree): (Period, Tree),
    ) -> Result<Self, AppError> {
        let (mut kept, mut added_up) = (BTreeSet::new(), BTreeSet::new());
        let mut wanted = BTreeSet::new();
        for indicator in indicators {
            let of = definitions.ingredients(*indicator, period);
            let is_kept = tree == Tree::AsItWas && of.iter().all(|one| is_kept(&definitions, *one, period));
            if is_kept {
                kept.extend(of);
            } else {
                added_up.insert(*indicator);
                wanted.extend(with_weights(&definitions, of, period));
            }
        }
        let kept: Vec<IndicatorId> = kept.into_iter().collect();
        let wanted: Vec<IndicatorId> = wanted.into_iter().collect();
        let rows = if kept.is_empty() {
            Vec::new()
        } else {
            read.totals_of_units(units, &kept, days(period)).await?
        };
        let (mut totals, mut counts) = (BTreeMap::<UnitId, Cells>::new(), BTreeMap::new());
        for (unit, series, running) in rows {
            let Some(indicator) = definitions.catalogue.get(series.indicator) else { continue };
            let reading = match (running.values, running.not_applicable) {
                (0, 0) => Reading::Missing,
                (0, _) => Reading::NotApplicable,
                _ => {
                    let sum = i64::try_from(running.sum).map_err(|_| {
                        AppError::Bug(format!("the total of {} is too large", indicator.code))
                    })?;
                    Reading::Value(Amount::new(sum, indicator.decimals))
                }
            };
            counts.insert((unit, series.clone()), running.values);
            totals.entry(unit).or_default().set(CellKey { unit, series }, Cell { reading, entered: 1 });
        }
        let cells = if wanted.is_empty() {
            Cells::default()
        } else {
            read.cells_of_indicators(&wanted, days(period)).await?
        };
        Ok(Self { definitions, organisation, tree, totals, counts, cells, added_up })
    }

    /// What answers for one unit.
    pub(super) fn of(&self, unit: UnitId) -> View<'_> {
        static NOTHING: std::sync::LazyLock<Cells> = std::sync::LazyLock::new(Cells::default);
        let Definitions { calendars, catalogue, .. } = &*self.definitions;
        let roll_up = |cells| RollUp::new(self.organisation.history(), calendars, catalogue, cells);
        let totals = roll_up(self.totals.get(&unit).unwrap_or(&NOTHING));
        View { numbers: self, unit, totals, cells: roll_up(&self.cells) }
    }
}

/// What answers for one unit.
pub(super) struct View<'a> {
    numbers: &'a Numbers,
    unit: UnitId,
    totals: RollUp<'a>,
    cells: RollUp<'a>,
}

impl View<'_> {
    /// What an indicator comes to.
    pub(super) fn value(
        &mut self,
        (indicator, slice): (IndicatorId, &Slice),
        period: Period,
        to_date: bool,
    ) -> Result<Reading<Exact>, AppError> {
        let Self { numbers, unit, .. } = *self;
        let time = Time { period, to_date };
        let question = Question { indicator, slice: slice.clone(), unit, time, tree: numbers.tree };
        let from = if numbers.added_up.contains(&indicator) { &mut self.cells } else { &mut self.totals };
        from.total(&question)
            .map(|total| total.reading)
            .map_err(|EvaluationError::TooMuch| Fault::whole("indicators-too-much").into())
    }

    /// From how many units the kept total of a period comes; none where it is computed.
    pub(super) fn units(&self, indicator: IndicatorId, period: Period) -> Option<u32> {
        let series = Series { indicator, slice: Slice::Whole, period };
        self.numbers.counts.get(&(self.unit, series)).copied()
    }
}

/// Does the kept total of a unit say what an indicator comes to for it?
fn is_kept(definitions: &Definitions, id: IndicatorId, period: Period) -> bool {
    let catalogue = &definitions.catalogue;
    if let Some((formula, _)) = catalogue.formula(id, period) {
        return formula.asks_totals_alone();
    }
    let Some(indicator) = catalogue.get(id) else { return true };
    let Some(version) = indicator.version(period) else { return true };
    // Of a longer time the last part counts for which any unit said anything, which one unit's total does not tell.
    let collected = indicator
        .calendars
        .iter()
        .filter_map(|code| definitions.calendars.get(code))
        .any(|calendar| calendar.has(period));
    version.across_units == AcrossUnits::Sum && (version.over_time != OverTime::Last || collected)
}

/// With the indicators by which means are weighed.
pub(crate) fn with_weights(
    definitions: &Definitions,
    mut of: Vec<IndicatorId>,
    period: Period,
) -> Vec<IndicatorId> {
    let catalogue = &definitions.catalogue;
    let versions = of.iter().filter_map(|id| catalogue.get(*id)?.version(period));
    let weights: Vec<IndicatorId> = versions
        .filter_map(|version| match &version.across_units {
            AcrossUnits::WeightedMean(code) => Some(catalogue.find(code.as_str())?.id),
            _ => None,
        })
        .collect();
    of.extend(weights);
    of
}
