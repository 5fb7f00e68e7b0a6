//! What stood in every cell at every time: entries are added, never changed.

use crate::indicators::{Amount, Reading};
use crate::roll_up::{Cell, CellKey, Cells};
use std::collections::BTreeMap;

/// Entries of cells in their order. Each entry has a number that is greater than all before it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    entries: BTreeMap<CellKey, Vec<Cell>>,
    last: u64,
}

/// Why an entry is not taken: its number is not greater than all before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an entry comes after all before it: {0} does not")]
pub struct NotLater(pub u64);

impl Ledger {
    /// Writes an entry; gives back what stood in the cell before.
    ///
    /// # Errors
    /// [`NotLater`], and nothing is written then.
    pub fn enter(&mut self, key: CellKey, cell: Cell) -> Result<Reading<Amount>, NotLater> {
        if cell.entered <= self.last {
            return Err(NotLater(cell.entered));
        }
        self.last = cell.entered;
        let entries = self.entries.entry(key).or_default();
        let before = entries.last().map_or(Reading::Missing, |cell| cell.reading);
        entries.push(cell);
        Ok(before)
    }

    /// The number of the last entry; nought before the first.
    #[must_use]
    pub const fn last(&self) -> u64 {
        self.last
    }

    /// What stood in a cell after the entry with a number, the last one for what stands there now.
    #[must_use]
    pub fn at(&self, key: &CellKey, entered: u64) -> Reading<Amount> {
        let Some(entries) = self.entries.get(key) else { return Reading::Missing };
        let count = entries.partition_point(|cell| cell.entered <= entered);
        entries[..count].last().map_or(Reading::Missing, |cell| cell.reading)
    }

    /// All that was ever entered in a cell.
    #[must_use]
    pub fn entries(&self, key: &CellKey) -> &[Cell] {
        self.entries.get(key).map_or(&[], Vec::as_slice)
    }

    /// All cells as they stood after the entry with a number: "as reported on that day".
    #[must_use]
    pub fn cells_at(&self, entered: u64) -> Cells {
        let stood = |entries: &[Cell]| {
            let count = entries.partition_point(|cell| cell.entered <= entered);
            entries[..count].last().copied()
        };
        self.entries.iter().filter_map(|(key, entries)| Some((key.clone(), stood(entries)?))).collect()
    }
}
