//! Where each cell counts, and what those that count somewhere come to.

use super::cells::{Cell, Cells, Series};
use super::question::Tree;
use crate::ids::UnitId;
use crate::indicators::formula::Whose;
use crate::indicators::{AcrossUnits, Exact, Reading};
use crate::periods::Period;
use crate::units::{Forest, History, Share};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// The forests of the days that were asked for.
#[derive(Debug)]
pub(super) struct Ground<'a> {
    pub(super) history: &'a History,
    forests: HashMap<Date, Rc<Forest>>,
}

/// A share of what a unit said, where it counts.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    /// Where.
    pub(super) unit: UnitId,
    /// How much of it.
    pub(super) share: Share,
    /// The day whose tree says under whom.
    day: Date,
}

impl<'a> Ground<'a> {
    pub(super) fn new(history: &'a History) -> Self {
        Self { history, forests: HashMap::new() }
    }

    pub(super) fn forest(&mut self, day: Date) -> Rc<Forest> {
        // The same forest for all days between two events.
        let day = self.history.last_event_day(day).unwrap_or(Date::MIN);
        let history = self.history;
        self.forests.entry(day).or_insert_with(|| Rc::new(history.on(day))).clone()
    }

    /// Where what a unit says of a period counts; nowhere for a unit that never was.
    pub(super) fn place(&self, unit: UnitId, period: Period, tree: Tree) -> Vec<Placed> {
        let on = match tree {
            Tree::On(on) if on >= period.last => on,
            _ => {
                let Some((unit, day)) = self.history.placed(unit, period) else { return Vec::new() };
                return vec![Placed { unit, share: Share::whole(), day }];
            }
        };
        let Some(day) = self.history.day_of(unit, period) else { return Vec::new() };
        let on = on.max(day);
        let successors = self.history.successors(unit, day, on);
        successors.into_iter().map(|to| Placed { unit: to.unit, share: to.share, day: on }).collect()
    }

    /// Is it the unit `top`, or somewhere below it? Asked on the way up: a forest of all units costs more than the few steps of one.
    fn is_within(&self, placed: &Placed, top: UnitId) -> bool {
        self.history.way_up(placed.unit, placed.day).any(|above| above == top)
    }
}

/// A cell, or a share of it, that counts for a unit.
#[derive(Debug, Clone)]
pub(super) struct Contribution {
    pub(super) from: UnitId,
    pub(super) to: UnitId,
    pub(super) share: Share,
    pub(super) cell: Cell,
}

/// All that counts for `unit`.
pub(super) fn contributions(
    ground: &Ground<'_>,
    cells: &Cells,
    series: &Series,
    (unit, whose): (UnitId, Whose),
    tree: Tree,
) -> Vec<Contribution> {
    let mut found = Vec::new();
    for (from, cell) in cells.series(series) {
        for placed in ground.place(from, series.period, tree) {
            let counts = match whose {
                Whose::Own => placed.unit == unit,
                Whose::Below => placed.unit != unit && ground.is_within(&placed, unit),
                Whose::Total => ground.is_within(&placed, unit),
            };
            if counts {
                found.push(Contribution { from, to: placed.unit, share: placed.share, cell });
            }
        }
    }
    found
}

/// What contributions come to, and from how many units. `weight` is what a unit weighs, where that is asked.
pub(super) fn gathered(
    contributions: &[Contribution],
    across: &AcrossUnits,
    unit: UnitId,
    weight: impl Fn(UnitId) -> Reading<Exact>,
) -> (Reading<Exact>, u32, u32) {
    let (mut values, mut units, mut idle) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for contribution in contributions {
        match contribution.cell.reading {
            Reading::Value(amount) => {
                units.insert(contribution.to);
                values.push((contribution, amount.exact()));
            }
            Reading::NotApplicable => {
                idle.insert(contribution.to);
            }
            Reading::Missing => {}
        }
    }
    let found = match across {
        AcrossUnits::Sum | AcrossUnits::RatioOfSums => {
            values.iter().map(|(from, value)| part(value, &from.share)).reduce(|sum, next| sum + next)
        }
        AcrossUnits::WeightedMean(_) => {
            let (mut above, mut below) = (Exact::zero(), Exact::zero());
            for (from, value) in &values {
                if let Reading::Value(weight) = weight(from.from) {
                    let weight = part(&weight, &from.share);
                    above = above + value * &weight;
                    below = below + weight;
                }
            }
            above.over(&below)
        }
        AcrossUnits::Last => {
            let last = values.iter().max_by_key(|(from, _)| (from.cell.entered, from.from));
            last.map(|(_, value)| value.clone())
        }
        AcrossUnits::Max => values.iter().map(|(_, value)| value.clone()).max(),
        AcrossUnits::None => {
            let mut own = values.iter().filter(|(from, _)| from.to == unit);
            // Of two that became one there is no figure.
            own.next().filter(|_| own.next().is_none()).map(|(_, value)| value.clone())
        }
    };
    let nobody =
        if values.is_empty() && !idle.is_empty() { Reading::NotApplicable } else { Reading::Missing };
    (found.map_or(nobody, Reading::Value), count(&units), count(&idle))
}

fn part(value: &Exact, share: &Share) -> Exact {
    if share.is_whole() { value.clone() } else { value * &Exact::from(share) }
}

fn count(units: &BTreeSet<UnitId>) -> u32 {
    u32::try_from(units.len()).unwrap_or(u32::MAX)
}
