//! Figures of registers: the same for a page and for a report.

use crate::AppError;
use crate::permit::rights::DocumentsRead;
use crate::permit::{Permit, Person};
use domain::UnitId;
use domain::documents::{Figures, Period, Register};
use domain::units::UnitSet;

impl Permit<'_, DocumentsRead> {
    /// The figures of a unit's register and of those of all units below it; without a unit, of all registers that the person may
    /// see. Lateness is as of today.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right.
    pub async fn figures(&self, unit: Option<UnitId>, period: Period) -> Result<Figures, AppError> {
        let Person { app, today, .. } = self.person;
        let units = self.registers_of(unit)?;
        let mut read = app.database().read().await?;
        Ok(read.figures(units.as_ref(), period, *today).await?)
    }

    /// The registers that the person may see, with the units that keep them, in reading order.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn registers(&self) -> Result<Vec<(UnitId, Register)>, AppError> {
        let forest = self.person.forest();
        let mut read = self.person.app.database().read().await?;
        let mut registers = read.registers().await?;
        registers.retain(|(unit, _)| self.covers(*unit, &forest).is_ok());
        let place = |unit: UnitId| forest.nodes().iter().position(|node| node.unit.id == unit);
        registers.sort_by_cached_key(|(unit, _)| place(*unit).unwrap_or(usize::MAX));
        Ok(registers)
    }

    /// The units in whose registers a look goes that begins at `unit`; none where it goes into all.
    ///
    /// # Errors
    /// [`AppError::Denied`] for a unit beyond the right.
    pub fn registers_of(&self, unit: Option<UnitId>) -> Result<Option<UnitSet>, AppError> {
        let (forest, today) = (self.person.forest(), self.person.today);
        let Some(unit) = unit else { return Ok(self.within()) };
        self.covers(unit, &forest)?;
        let below = forest.subtree(unit).iter().map(|node| node.unit.id);
        let units: Vec<UnitId> = below.filter(|below| self.covers(*below, &forest).is_ok()).collect();
        // A unit that has ended has nothing below it any more.
        let units = if units.is_empty() { vec![unit] } else { units };
        Ok(Some(UnitSet::new(units, &forest, today)))
    }
}
