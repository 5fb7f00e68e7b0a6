//! Many units said briefly.

use super::forest::Forest;
use crate::ids::UnitId;
use jiff::civil::Date;
use std::collections::HashSet;

/// Units of a day: some with everything that stands below them, the others alone. Thousands are mostly said by a few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitSet {
    whole: Vec<UnitId>,
    single: Vec<UnitId>,
    on: Date,
}

impl UnitSet {
    /// These units, as they stand under each other in `forest`, that of the day `on`. Those that do not live then stand alone.
    #[must_use]
    pub fn new(units: impl IntoIterator<Item = UnitId>, forest: &Forest, on: Date) -> Self {
        let mut left: HashSet<UnitId> = units.into_iter().collect();
        let nodes = forest.nodes();
        // How many of the units stand before each place.
        let mut before = vec![0; nodes.len() + 1];
        for (place, node) in nodes.iter().enumerate() {
            before[place + 1] = before[place] + usize::from(left.contains(&node.unit.id));
        }
        let mut set = Self { whole: Vec::new(), single: Vec::new(), on };
        let mut place = 0;
        while let Some(node) = nodes.get(place) {
            let id = node.unit.id;
            let below = forest.subtree(id);
            if below.len() > 1 && before[place + below.len()] - before[place] == below.len() {
                set.whole.push(id);
                for node in below {
                    left.remove(&node.unit.id);
                }
                place += below.len();
            } else {
                if left.remove(&id) {
                    set.single.push(id);
                }
                place += 1;
            }
        }
        let mut ended: Vec<UnitId> = left.into_iter().collect();
        ended.sort_unstable();
        set.single.extend(ended);
        set
    }

    /// The units of `whole` with all that stands below them on the day `on`, and those of `single`.
    #[must_use]
    pub fn of(
        whole: impl IntoIterator<Item = UnitId>,
        single: impl IntoIterator<Item = UnitId>,
        on: Date,
    ) -> Self {
        Self { whole: whole.into_iter().collect(), single: single.into_iter().collect(), on }
    }

    /// These units, and nothing below them.
    #[must_use]
    pub fn alone(units: impl IntoIterator<Item = UnitId>, on: Date) -> Self {
        Self::of([], units, on)
    }

    /// A unit and all that stand below it on that day.
    #[must_use]
    pub fn below(unit: UnitId, on: Date) -> Self {
        Self { whole: vec![unit], single: vec![unit], on }
    }

    /// Those that are meant with everything below them.
    #[must_use]
    pub fn whole(&self) -> &[UnitId] {
        &self.whole
    }

    /// Those that are meant alone.
    #[must_use]
    pub fn single(&self) -> &[UnitId] {
        &self.single
    }

    /// The day on which units stand below others.
    #[must_use]
    pub const fn on(&self) -> Date {
        self.on
    }

    /// Is there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.whole.is_empty() && self.single.is_empty()
    }

    /// The first one that was named.
    #[must_use]
    pub fn first(&self) -> Option<UnitId> {
        self.whole.first().or(self.single.first()).copied()
    }

    /// Is the unit one of them? `forest` is that of the day.
    #[must_use]
    pub fn contains(&self, unit: UnitId, forest: &Forest) -> bool {
        self.single.contains(&unit) || self.whole.iter().any(|&top| forest.is_within(unit, top))
    }

    /// Every single one, each once: those of `forest` in its order, then those that do not live in it.
    #[must_use]
    pub fn units(&self, forest: &Forest) -> Vec<UnitId> {
        let living = forest.nodes().iter().map(|node| node.unit.id);
        let mut units: Vec<UnitId> = living.filter(|unit| self.contains(*unit, forest)).collect();
        units.extend(self.single.iter().copied().filter(|unit| !forest.contains(*unit)));
        units
    }
}
