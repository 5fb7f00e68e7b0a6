//! The ground that figures stand on: definitions, totals and goals of one moment.

use super::OUTLINES;
use crate::{App, AppError, Organisation, Person};
use domain::UnitId;
use domain::indicators::{AcrossUnits, Amount, Catalogue, Decimals, Reading, Slice};
use domain::periods::{Calendars, Period};
use domain::report::{Bound, Counted, Evidence, Goals, Report};
use domain::roll_up::{Cell, CellKey, Cells, Question, RollUp, Running, Series, Time, Tree};
use domain::units::UnitSet;
use std::collections::BTreeSet;
use std::sync::Arc;
use store::{Read, TaskFilter};

/// Definitions, totals and goals of one moment, for one unit and period.
///
/// The totals that the store keeps stand in it as cells of that unit: what is computed from them is the same as from the cells of all
/// units, and takes no longer for three thousand of them than for three.
pub struct Ground {
    /// The calendars.
    pub calendars: Calendars,
    /// The indicators.
    pub catalogue: Catalogue,
    organisation: Arc<Organisation>,
    cells: Cells,
    goals: Goals,
    counted: Option<Counted>,
    /// The last entry of any cell.
    pub entered: u64,
}

impl Ground {
    /// What figures say on it.
    #[must_use]
    pub fn evidence(&self) -> Evidence<'_> {
        let roll_up = RollUp::new(self.organisation.history(), &self.calendars, &self.catalogue, &self.cells);
        Evidence::new(roll_up, &self.calendars, &self.catalogue, &self.goals)
            .with_counts(self.counted.as_ref())
    }

    /// What was to be reached.
    pub(super) fn goals(&self) -> &Goals {
        &self.goals
    }
}

/// Does a report bind counts of tasks or documents?
pub(super) fn counts(report: &Report) -> bool {
    let is_count = |bound: Bound| matches!(bound, Bound::Count(_));
    report.kind.counts() || report.pieces().any(|(_, piece)| piece.bound().is_some_and(is_count))
}

impl Person {
    /// The ground of a unit and period, at the moment of `read`; with counts of tasks and documents where these are wanted.
    pub(super) async fn ground(
        &self,
        read: &mut Read,
        (unit, period): (UnitId, Period),
        counts: bool,
    ) -> Result<Ground, AppError> {
        let mut ground = self.app.ground(read, unit, period).await?;
        if counts {
            let below = UnitSet::below(unit, self.today);
            let documents = read.figures(Some(&below), period, self.today).await?;
            let due = TaskFilter {
                leads: Some(below),
                due_from: Some(period.from),
                due_to: Some(period.last),
                ..TaskFilter::all(self.today)
            };
            let tasks = read.task_statistics(&due).await?.total();
            ground.counted = Some(Counted::of(unit, period, &tasks, &documents));
        }
        Ok(ground)
    }
}

impl App {
    /// The ground of a unit and period, at the moment of `read`.
    async fn ground(&self, read: &mut Read, unit: UnitId, period: Period) -> Result<Ground, AppError> {
        let bug = |e: &dyn std::fmt::Display| AppError::Bug(e.to_string());
        let calendars = Calendars::built_in().map_err(|e| bug(&e))?;
        let (measures, breakdowns) = read.measures().await?;
        let indicators = read.indicators().await?;
        let catalogue = Catalogue::new(&calendars, measures, breakdowns, indicators)
            .map_err(|faults| AppError::Bug(format!("the indicators as kept: {faults:?}")))?;
        let organisation = self.organisation(read).await?;
        let mut ground = Ground {
            entered: read.last_cell_entry().await?,
            cells: Cells::default(),
            goals: Goals::new(),
            counted: None,
            calendars,
            catalogue,
            organisation,
        };
        for period in Evidence::periods(&ground.calendars, &ground.catalogue, period) {
            for (series, running) in read.cell_totals(unit, period).await? {
                let sums = across(&ground.catalogue, &series) == Some(&AcrossUnits::Sum);
                if let Some(reading) = as_amount(&ground.catalogue, &series, running).filter(|_| sums) {
                    ground.cells.set(CellKey { unit, series }, Cell { reading, entered: 1 });
                }
            }
        }
        ground.others(read, unit, period).await?;
        ground.add_goals(read, unit, period).await?;
        Ok(ground)
    }
}

impl Ground {
    /// What is not added up comes from the cells themselves.
    async fn others(&mut self, read: &mut Read, unit: UnitId, period: Period) -> Result<(), AppError> {
        let named = OUTLINES.codes();
        let mut wanted: Vec<Series> = Vec::new();
        let mut needed: BTreeSet<Series> = BTreeSet::new();
        for indicator in self.catalogue.iter().filter(|one| named.contains(&one.code.as_str())) {
            let Some(version) = indicator.version(period) else { continue };
            if matches!(version.across_units, AcrossUnits::Sum | AcrossUnits::RatioOfSums) {
                continue;
            }
            let weight = match &version.across_units {
                AcrossUnits::WeightedMean(code) => self.catalogue.find(code.as_str()).map(|weight| weight.id),
                _ => None,
            };
            for period in Evidence::periods(&self.calendars, &self.catalogue, period) {
                let series = |indicator| Series { indicator, slice: Slice::Whole, period };
                wanted.push(series(indicator.id));
                needed.insert(series(indicator.id));
                needed.extend(weight.map(series));
            }
        }
        let cells = read.cells(&needed, None).await?;
        let decimals = Decimals::new(9).map_err(|e| AppError::Bug(e.to_string()))?;
        let mut found = Vec::new();
        {
            let history = self.organisation.history();
            let mut roll_up = RollUp::new(history, &self.calendars, &self.catalogue, &cells);
            for series in wanted {
                let question = Question {
                    indicator: series.indicator,
                    slice: series.slice.clone(),
                    unit,
                    time: Time::of(series.period),
                    tree: Tree::AsItWas,
                };
                let total = roll_up.total(&question).map_err(super::too_much)?;
                let amount = total.reading.value().and_then(|exact| Amount::rounded(&exact, decimals).ok());
                found.extend(amount.map(|amount| (series, amount)));
            }
        }
        for (series, amount) in found {
            let cell = Cell { reading: Reading::Value(amount), entered: 1 };
            self.cells.set(CellKey { unit, series }, cell);
        }
        Ok(())
    }

    /// What was to be reached in the year of the period, as it stands on its last day.
    async fn add_goals(&mut self, read: &mut Read, unit: UnitId, period: Period) -> Result<(), AppError> {
        let year = self.calendars.of(period).and_then(|calendar| self.calendars.year_of(calendar, period));
        let Some(year) = year else { return Ok(()) };
        for code in OUTLINES.targets() {
            let Some(indicator) = self.catalogue.find(code) else { continue };
            let series = Series { indicator: indicator.id, slice: Slice::Whole, period: year };
            let target = read.target(unit, &series).await?;
            if let Some(revision) = target.as_ref().and_then(|target| target.on(period.last)) {
                self.goals.insert((unit, series.indicator, series.slice), revision.goal.clone());
            }
        }
        Ok(())
    }
}

fn across<'c>(catalogue: &'c Catalogue, series: &Series) -> Option<&'c AcrossUnits> {
    let version = catalogue.get(series.indicator)?.version(series.period)?;
    Some(&version.across_units)
}

fn as_amount(catalogue: &Catalogue, series: &Series, running: Running) -> Option<Reading<Amount>> {
    if running.values == 0 {
        return (running.not_applicable > 0).then_some(Reading::NotApplicable);
    }
    let decimals = catalogue.get(series.indicator)?.decimals;
    Some(Reading::Value(Amount::new(i64::try_from(running.sum).ok()?, decimals)))
}
