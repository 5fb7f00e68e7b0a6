//! What a change does, in single steps; computed first, done after, so that a refused change has done nothing.

use super::change::{Change, Heirs, NewUnit, Portion, Successor};
use super::kind::KindCode;
use super::refusal::Rule;
use super::share::Share;
use super::state::State;
use super::unit::NAME_LIMIT;
use crate::ids::UnitId;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap, HashSet};

/// `share` of `predecessor` goes over to `successor`. The shares of each predecessor of an event sum to one; one that lives on
/// is then among its own successors.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Link {
    /// Who gives.
    pub predecessor: UnitId,
    /// Who takes.
    pub successor: UnitId,
    /// What part of the predecessor.
    pub share: Share,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Op {
    Begin(NewUnit),
    Name { unit: UnitId, name: String, short_name: Option<String> },
    Kind { unit: UnitId, kind: KindCode },
    Parent { unit: UnitId, parent: Option<UnitId> },
    Position { unit: UnitId, position: Option<u32> },
    End(UnitId),
}

impl Op {
    /// Which unit it changes.
    pub(super) const fn unit(&self) -> UnitId {
        match self {
            Self::Begin(new) => new.unit,
            Self::Name { unit, .. }
            | Self::Kind { unit, .. }
            | Self::Parent { unit, .. }
            | Self::Position { unit, .. }
            | Self::End(unit) => *unit,
        }
    }

    /// The unit, if it may stand under another afterwards.
    pub(super) fn hangs(&self) -> Option<UnitId> {
        matches!(self, Self::Begin(_) | Self::Parent { .. } | Self::End(_)).then(|| self.unit())
    }
}

/// All steps of a change, and who succeeds whom.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Effects {
    pub(super) ops: Vec<Op>,
    pub(super) links: Vec<Link>,
}

impl Effects {
    pub(super) fn of(change: &Change, state: &State) -> Result<Self, Rule> {
        let mut plan = Plan { state, effects: Self::default(), ended: HashSet::new() };
        match change {
            Change::Create(new) => plan.begin(new)?,
            Change::Rename { unit, name, short_name } => {
                plan.living(*unit)?;
                check_name(*unit, name)?;
                if let Some(short_name) = short_name {
                    check_name(*unit, short_name)?;
                }
                plan.push(Op::Name { unit: *unit, name: name.clone(), short_name: short_name.clone() });
            }
            Change::Move { unit, parent, position } => {
                plan.living(*unit)?;
                plan.push(Op::Parent { unit: *unit, parent: *parent });
                plan.push(Op::Position { unit: *unit, position: *position });
            }
            Change::ChangeKind { unit, kind } => {
                plan.living(*unit)?;
                plan.push(Op::Kind { unit: *unit, kind: kind.clone() });
            }
            Change::Dissolve { unit, to, heirs } => plan.dissolve(*unit, to, heirs)?,
            Change::Merge { from, into } => plan.merge(from, into)?,
            Change::Split { from, into, heirs } => plan.split(*from, into, heirs)?,
        }
        plan.check_forest()?;
        Ok(plan.effects)
    }
}

struct Plan<'a> {
    state: &'a State,
    effects: Effects,
    ended: HashSet<UnitId>,
}

impl Plan<'_> {
    fn push(&mut self, op: Op) {
        self.effects.ops.push(op);
    }

    fn link(&mut self, predecessor: UnitId, successor: UnitId, share: Share) {
        self.effects.links.push(Link { predecessor, successor, share });
    }

    fn living(&self, unit: UnitId) -> Result<(), Rule> {
        self.state.unit(unit).map(drop).ok_or(Rule::NotLiving { unit })
    }

    fn begin(&mut self, new: &NewUnit) -> Result<(), Rule> {
        let unit = new.unit;
        if self.state.knows(unit) {
            return Err(Rule::IdTaken { unit });
        }
        check_name(unit, &new.name)?;
        if let Some(short_name) = &new.short_name {
            check_name(unit, short_name)?;
        }
        self.push(Op::Begin(new.clone()));
        Ok(())
    }

    fn successor(&mut self, successor: &Successor) -> Result<(), Rule> {
        match successor {
            Successor::New(new) => self.begin(new),
            Successor::Existing(unit) => self.living(*unit),
        }
    }

    fn dissolve(&mut self, unit: UnitId, to: &[Portion], heirs: &Heirs) -> Result<(), Rule> {
        self.living(unit)?;
        check_shares(unit, to.iter().map(|portion| (portion.unit, &portion.share)))?;
        for portion in to {
            self.living(portion.unit)?;
            if portion.unit == unit {
                return Err(Rule::SucceedsItself { unit });
            }
            self.link(unit, portion.unit, portion.share.clone());
        }
        self.ended.insert(unit);
        self.hand_down(unit, heirs)?;
        self.push(Op::End(unit));
        Ok(())
    }

    fn merge(&mut self, from: &[Portion], into: &Successor) -> Result<(), Rule> {
        let successor = into.unit();
        self.successor(into)?;
        let mut named = BTreeSet::new();
        for Portion { unit, share } in from {
            let unit = *unit;
            self.living(unit)?;
            if !named.insert(unit) {
                return Err(Rule::Twice { unit });
            }
            let rest = share.rest().filter(|_| !share.is_none());
            let rest = rest.ok_or_else(|| Rule::Shares { unit, sum: share.clone() })?;
            if unit == successor {
                // What it would give away, it would give to itself.
                if !share.is_whole() {
                    return Err(Rule::Shares { unit, sum: share.clone() });
                }
                continue;
            }
            self.link(unit, successor, share.clone());
            if rest.is_none() {
                self.ended.insert(unit);
            } else {
                self.link(unit, unit, rest);
            }
        }
        if matches!(into, Successor::Existing(_)) {
            named.insert(successor);
        }
        if named.len() < 2 {
            return Err(Rule::TooFew);
        }
        let ended: Vec<UnitId> =
            from.iter().map(|p| p.unit).filter(|unit| self.ended.contains(unit)).collect();
        for &unit in &ended {
            self.hand_down(unit, &Heirs::all(successor))?;
        }
        self.effects.ops.extend(ended.into_iter().map(Op::End));
        Ok(())
    }

    fn split(&mut self, from: UnitId, into: &[super::Part], heirs: &Heirs) -> Result<(), Rule> {
        self.living(from)?;
        check_shares(from, into.iter().map(|part| (part.to.unit(), &part.share)))?;
        if into.len() < 2 {
            return Err(Rule::TooFew);
        }
        for part in into {
            self.successor(&part.to)?;
            self.link(from, part.to.unit(), part.share.clone());
        }
        let lives_on = into.iter().any(|part| part.to == Successor::Existing(from));
        if lives_on {
            self.place(from, heirs)?;
        } else {
            self.ended.insert(from);
            self.hand_down(from, heirs)?;
            self.push(Op::End(from));
        }
        Ok(())
    }

    /// Puts the children that are named where they are to go; gives back all that were.
    fn place(&mut self, unit: UnitId, heirs: &Heirs) -> Result<HashSet<UnitId>, Rule> {
        let mut placed = HashSet::new();
        for placement in &heirs.single {
            let child = placement.child;
            if self.state.unit(child).and_then(|child| child.parent) != Some(unit)
                || self.ended.contains(&child)
            {
                return Err(Rule::NotAChild { unit, child });
            }
            if !placed.insert(child) {
                return Err(Rule::Twice { unit: child });
            }
            self.push(Op::Parent { unit: child, parent: Some(placement.parent) });
        }
        Ok(placed)
    }

    fn hand_down(&mut self, unit: UnitId, heirs: &Heirs) -> Result<(), Rule> {
        let placed = self.place(unit, heirs)?;
        let rest = |child: &UnitId| !placed.contains(child) && !self.ended.contains(child);
        let children: Vec<UnitId> = self.state.children(unit).filter(rest).collect();
        match heirs.rest {
            Some(heir) => {
                for child in children {
                    self.push(Op::Parent { unit: child, parent: Some(heir) });
                }
            }
            None if children.is_empty() => {}
            None => return Err(Rule::ChildrenLeft { unit, children }),
        }
        Ok(())
    }

    /// Every new parent lives afterwards, and the way up from it ends at a root. A cycle that a change makes has a new edge in
    /// it, so it goes through one of the new parents.
    fn check_forest(&self) -> Result<(), Rule> {
        let mut changed: HashMap<UnitId, Option<UnitId>> = HashMap::new();
        for op in &self.effects.ops {
            match op {
                Op::Begin(new) => drop(changed.insert(new.unit, new.parent)),
                Op::Parent { unit, parent } => drop(changed.insert(*unit, *parent)),
                _ => {}
            }
        }
        let targets: BTreeSet<UnitId> = changed.values().copied().flatten().collect();
        let mut sound: HashSet<UnitId> = HashSet::new();
        for target in targets {
            let mut way = HashSet::new();
            let mut next = Some(target);
            while let Some(unit) = next.filter(|unit| !sound.contains(unit)) {
                if !way.insert(unit) {
                    return Err(Rule::Cycle { unit });
                }
                next = match changed.get(&unit) {
                    _ if self.ended.contains(&unit) => return Err(Rule::NotLiving { unit }),
                    Some(parent) => *parent,
                    None => self.state.unit(unit).ok_or(Rule::NotLiving { unit })?.parent,
                };
            }
            sound.extend(way);
        }
        Ok(())
    }
}

pub(super) fn check_name(unit: UnitId, name: &str) -> Result<(), Rule> {
    let length = name.chars().count();
    if !name.chars().any(char::is_alphanumeric) {
        Err(Rule::NameEmpty { unit })
    } else if length > NAME_LIMIT {
        Err(Rule::NameTooLong { unit, length })
    } else {
        Ok(())
    }
}

fn check_shares<'a>(unit: UnitId, parts: impl Iterator<Item = (UnitId, &'a Share)>) -> Result<(), Rule> {
    let mut named = BTreeSet::new();
    let mut shares = Vec::new();
    for (to, share) in parts {
        if !named.insert(to) {
            return Err(Rule::Twice { unit: to });
        }
        shares.push(share);
    }
    if shares.is_empty() {
        return Err(Rule::NoSuccessor { unit });
    }
    let sum: Share = shares.iter().copied().sum();
    if sum.is_whole() && shares.iter().all(|share| !share.is_none()) {
        Ok(())
    } else {
        Err(Rule::Shares { unit, sum })
    }
}
