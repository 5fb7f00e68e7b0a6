//! Totals that move with every cell.

use super::cells::{CellKey, Cells, Series};
use crate::ids::UnitId;
use crate::indicators::{Amount, Reading};
use crate::periods::Period;
use crate::units::History;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What the cells of a unit and all below it come to, as the tree was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Running {
    /// Of the smallest part. More cells than there are atoms would be needed to leave it.
    pub sum: i128,
    /// How many cells have a value.
    pub values: u32,
    /// How many say that it does not apply.
    pub not_applicable: u32,
}

/// Sums for every unit, period and indicator, changed with each cell at the cost of the units above it.
///
/// It always is what [`Live::of`] makes of the same cells. After an event of the organisation [`Live::reorganised`] must be called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Live(BTreeMap<Series, BTreeMap<UnitId, Running>>);

impl Live {
    /// All of it, computed anew.
    #[must_use]
    pub fn of(history: &History, cells: &Cells) -> Self {
        let mut live = Self::default();
        for (key, cell) in cells.iter() {
            live.add(history, &key, Reading::Missing, cell.reading);
        }
        live
    }

    /// A cell that held `before` holds `after`.
    pub fn change(
        &mut self,
        history: &History,
        key: &CellKey,
        before: Reading<Amount>,
        after: Reading<Amount>,
    ) {
        self.add(history, key, before, after);
    }

    /// Something happened to units on `day`, or was taken back: who stands above whom is computed anew for every period that ends
    /// on that day or later.
    ///
    /// A unit that says something of a period before it began is placed by its first day, so such cells count too.
    pub fn reorganised(&mut self, history: &History, cells: &Cells, day: Date) {
        let concerned = |period: Period| period.last >= day;
        let early: BTreeSet<Series> = cells
            .iter()
            .filter(|(key, _)| history.day_of(key.unit, key.series.period).is_none_or(|placed| placed >= day))
            .map(|(key, _)| key.series)
            .collect();
        let again = |series: &Series| concerned(series.period) || early.contains(series);
        // What was said by units that no longer are is among those of old.
        self.0.retain(|series, _| !again(series));
        for (key, cell) in cells.iter().filter(|(key, _)| again(&key.series)) {
            self.add(history, &key, Reading::Missing, cell.reading);
        }
    }

    /// What the cells of a unit and all below it come to.
    #[must_use]
    pub fn get(&self, unit: UnitId, series: &Series) -> Running {
        self.0.get(series).and_then(|units| units.get(&unit)).copied().unwrap_or_default()
    }

    fn add(&mut self, history: &History, key: &CellKey, before: Reading<Amount>, after: Reading<Amount>) {
        let Some((placed, day)) = history.placed(key.unit, key.series.period) else { return };
        let units = self.0.entry(key.series.clone()).or_default();
        for unit in history.way_up(placed, day) {
            let running = units.entry(unit).or_default();
            running.apply(before, -1);
            running.apply(after, 1);
            if *running == Running::default() {
                units.remove(&unit);
            }
        }
        if units.is_empty() {
            self.0.remove(&key.series);
        }
    }
}

impl Running {
    fn apply(&mut self, reading: Reading<Amount>, sign: i8) {
        let count = |of: &mut u32| *of = of.saturating_add_signed(i32::from(sign));
        match reading {
            Reading::Missing => {}
            Reading::NotApplicable => count(&mut self.not_applicable),
            Reading::Value(amount) => {
                count(&mut self.values);
                self.sum += i128::from(amount.scaled()) * i128::from(sign);
            }
        }
    }
}
