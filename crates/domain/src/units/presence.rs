//! On which day a unit counts for a period.

use super::history::History;
use crate::ids::UnitId;
use crate::periods::Period;
use jiff::civil::Date;

impl History {
    /// The day by which what a unit says of a period is placed in the tree: the last day of the period, for a unit that ended in it
    /// or before its own last day, for one that began after it its first. None for a unit that never was.
    #[must_use]
    pub fn day_of(&self, unit: UnitId, period: Period) -> Option<Date> {
        let versions = &self.records.get(&unit)?.versions;
        let begun = self.events[versions.first()?.0].date;
        let (event, last) = versions.last()?;
        let day = match last {
            Some(_) => period.last,
            None => period.last.min(self.events[*event].date.yesterday().ok()?),
        };
        Some(day.max(begun))
    }
    /// Where what a unit says of a period counts as the tree was: itself on [`History::day_of`]; for one that lasted no day its first
    /// successor. None for a unit that never was.
    #[must_use]
    pub fn placed(&self, unit: UnitId, period: Period) -> Option<(UnitId, Date)> {
        let day = self.day_of(unit, period)?;
        if self.unit(unit, day).is_some() {
            return Some((unit, day));
        }
        self.successors(unit, day, day).first().map(|portion| (portion.unit, day))
    }

    /// The unit and those above it on a day, itself first; empty if it does not live then.
    pub fn way_up(&self, unit: UnitId, day: Date) -> impl Iterator<Item = UnitId> {
        let here = self.unit(unit, day).map(|_| unit);
        std::iter::successors(here, move |unit| self.unit(*unit, day)?.parent)
    }

    /// The last day on which something happened, up to and with a day; none before the first event. On all days from there on the
    /// units are the same until the next.
    #[must_use]
    pub fn last_event_day(&self, day: Date) -> Option<Date> {
        Some(self.events[self.count(day).checked_sub(1)?].date)
    }
}
