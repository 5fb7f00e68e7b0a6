//! All living units at one moment.

use super::effect::{Effects, Op};
use super::unit::Unit;
use crate::ids::UnitId;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

/// Living units with their children, and the ids of those that have ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct State {
    living: HashMap<UnitId, Arc<Unit>>,
    children: HashMap<UnitId, BTreeSet<UnitId>>,
    ended: HashSet<UnitId>,
}

impl State {
    pub(super) fn of(living: impl Iterator<Item = Arc<Unit>>, ended: HashSet<UnitId>) -> Self {
        let mut state = Self { ended, ..Self::default() };
        for unit in living {
            state.hang(unit.id, unit.parent);
            state.living.insert(unit.id, unit);
        }
        state
    }

    pub(super) fn unit(&self, unit: UnitId) -> Option<&Arc<Unit>> {
        self.living.get(&unit)
    }

    pub(super) fn knows(&self, unit: UnitId) -> bool {
        self.living.contains_key(&unit) || self.ended.contains(&unit)
    }

    /// By id.
    pub(super) fn children(&self, unit: UnitId) -> impl Iterator<Item = UnitId> {
        self.children.get(&unit).into_iter().flatten().copied()
    }

    /// Does what was computed for this very state; gives back every unit that now is another, and whether it lives.
    pub(super) fn apply(&mut self, effects: &Effects) -> Vec<(UnitId, Option<Arc<Unit>>)> {
        let mut touched = BTreeSet::new();
        for op in &effects.ops {
            let unit = match op {
                Op::Begin(new) => {
                    self.hang(new.unit, new.parent);
                    self.living.insert(new.unit, Arc::new(Unit::begin(new)));
                    new.unit
                }
                Op::Name { unit, name, short_name } => {
                    self.change(*unit, |unit| unit.rename(name, short_name.as_deref()))
                }
                Op::Kind { unit, kind } => self.change(*unit, |unit| unit.kind = kind.clone()),
                Op::Position { unit, position } => self.change(*unit, |unit| unit.position = *position),
                Op::Parent { unit, parent } => {
                    self.unhang(*unit);
                    self.hang(*unit, *parent);
                    self.change(*unit, |unit| unit.parent = *parent)
                }
                Op::End(unit) => {
                    self.unhang(*unit);
                    self.living.remove(unit);
                    self.ended.insert(*unit);
                    *unit
                }
            };
            touched.insert(unit);
        }
        touched.into_iter().map(|unit| (unit, self.living.get(&unit).cloned())).collect()
    }

    fn change(&mut self, unit: UnitId, how: impl FnOnce(&mut Unit)) -> UnitId {
        if let Some(held) = self.living.get_mut(&unit) {
            how(Arc::make_mut(held));
        }
        unit
    }

    fn hang(&mut self, unit: UnitId, parent: Option<UnitId>) {
        if let Some(parent) = parent {
            self.children.entry(parent).or_default().insert(unit);
        }
    }

    fn unhang(&mut self, unit: UnitId) {
        let Some(parent) = self.living.get(&unit).and_then(|unit| unit.parent) else { return };
        if let Some(siblings) = self.children.get_mut(&parent) {
            siblings.remove(&unit);
            // No empty sets, so that equal states compare equal.
            if siblings.is_empty() {
                self.children.remove(&parent);
            }
        }
    }
}
