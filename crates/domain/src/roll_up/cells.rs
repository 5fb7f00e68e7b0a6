//! What units said.

use crate::ids::{IndicatorId, UnitId};
use crate::indicators::{Amount, Reading, Slice};
use crate::periods::Period;
use std::collections::BTreeMap;

/// Figures of one indicator, whole or part, for one period: one cell for each unit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Series {
    /// Which indicator.
    pub indicator: IndicatorId,
    /// The whole or a part.
    pub slice: Slice,
    /// When. Days alone: whichever form asks for them, it is the same cell.
    pub period: Period,
}

/// One figure of one unit: there is one cell for it, however many forms ask for it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellKey {
    /// Who says it. First, so that the cells of a unit stand together.
    pub unit: UnitId,
    /// Of what and when.
    pub series: Series,
}

/// What was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// What.
    pub reading: Reading<Amount>,
    /// Its number among all entries: a later one has a greater.
    pub entered: u64,
}

/// What stands in all cells at one moment. What was never said has no cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells(BTreeMap<Series, BTreeMap<UnitId, Cell>>);

impl Cells {
    /// Puts something in a cell; gives back what stood there.
    pub fn set(&mut self, key: CellKey, cell: Cell) -> Option<Cell> {
        if !cell.reading.is_missing() {
            return self.0.entry(key.series).or_default().insert(key.unit, cell);
        }
        // No empty series, so that equal cells compare equal.
        let series = self.0.get_mut(&key.series)?;
        let before = series.remove(&key.unit);
        if series.is_empty() {
            self.0.remove(&key.series);
        }
        before
    }

    /// What stands in a cell.
    #[must_use]
    pub fn get(&self, key: &CellKey) -> Reading<Amount> {
        self.0
            .get(&key.series)
            .and_then(|series| series.get(&key.unit))
            .map_or(Reading::Missing, |cell| cell.reading)
    }

    /// The cells of all units that said something, by unit.
    pub fn series(&self, series: &Series) -> impl Iterator<Item = (UnitId, Cell)> {
        self.0.get(series).into_iter().flatten().map(|(unit, cell)| (*unit, *cell))
    }

    /// All cells.
    pub fn iter(&self) -> impl Iterator<Item = (CellKey, Cell)> {
        self.0.iter().flat_map(|(series, cells)| {
            cells.iter().map(|(unit, cell)| (CellKey { unit: *unit, series: series.clone() }, *cell))
        })
    }
}

impl FromIterator<(CellKey, Cell)> for Cells {
    fn from_iter<I: IntoIterator<Item = (CellKey, Cell)>>(cells: I) -> Self {
        let mut all = Self::default();
        for (key, cell) in cells {
            all.set(key, cell);
        }
        all
    }
}
