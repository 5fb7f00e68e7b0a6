//! What a change would do, before it is done.

use super::change::{Change, UnitEvent};
use super::effect::{Link, Op};
use super::history::History;
use super::refusal::Refusal;
use super::unit::Unit;
use crate::ids::{EventId, UnitId};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a change would do on its day, each list by id.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Preview {
    /// Units that begin.
    pub begun: Vec<Arc<Unit>>,
    /// Units that end, as they are last.
    pub ended: Vec<Arc<Unit>>,
    /// Units that become different, the children among them that get another parent.
    pub changed: Vec<Changed>,
    /// Who succeeds whom.
    pub links: Vec<Link>,
    /// Why it cannot be. If it is a later event that stands against it, the lists above are filled all the same.
    pub refused: Option<Refusal>,
}

/// A unit before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Changed {
    /// As it was.
    pub before: Arc<Unit>,
    /// As it becomes.
    pub after: Arc<Unit>,
}

impl Preview {
    /// Units that get another parent.
    pub fn moved(&self) -> impl Iterator<Item = &Changed> {
        self.changed.iter().filter(|changed| changed.before.parent != changed.after.parent)
    }

    /// Units that get another name or short name.
    pub fn renamed(&self) -> impl Iterator<Item = &Changed> {
        let names = |unit: &Unit| (unit.name.clone(), unit.short_name.clone());
        self.changed.iter().filter(move |changed| names(&changed.before) != names(&changed.after))
    }

    /// Units that become of another kind.
    pub fn of_other_kind(&self) -> impl Iterator<Item = &Changed> {
        self.changed.iter().filter(|changed| changed.before.kind != changed.after.kind)
    }
}

impl History {
    /// What `change` would do on the day `date`, after all that happens on that day.
    #[must_use]
    pub fn preview(&self, change: &Change, date: Date) -> Preview {
        let count = self.count(date);
        let mut state = self.state_after(count);
        let effects = match super::effect::Effects::of(change, &state) {
            Ok(effects) => effects,
            Err(rule) => return Preview { refused: Some(rule.into()), ..Preview::default() },
        };
        let mut preview = Preview { links: effects.links.clone(), ..Preview::default() };
        let touched: BTreeSet<UnitId> = effects.ops.iter().map(Op::unit).collect();
        let before: Vec<_> = touched.iter().map(|&unit| state.unit(unit).cloned()).collect();
        for ((_, after), before) in state.apply(&effects).into_iter().zip(before) {
            match (before, after) {
                (Some(before), Some(after)) if before != after => {
                    preview.changed.push(Changed { before, after })
                }
                (Some(ended), None) => preview.ended.push(ended),
                (None, Some(begun)) => preview.begun.push(begun),
                _ => {}
            }
        }
        if count < self.events.len() {
            // The order is not looked at, and an id after all others puts it last on its day.
            let template = &self.events[count].ordered_by;
            let id = EventId::new(i64::MAX);
            let event = UnitEvent { id, date, change: change.clone(), ordered_by: template.clone() };
            preview.refused = self.with(event).err();
        }
        preview
    }
}
