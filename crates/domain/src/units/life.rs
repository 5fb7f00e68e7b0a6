//! The whole story of one unit.

use super::change::{Portion, UnitEvent};
use super::history::History;
use super::unit::Unit;
use crate::ids::UnitId;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One event in the life of a unit, with its day and the document that ordered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chapter {
    /// The event.
    pub event: Arc<UnitEvent>,
    /// The unit before it; none when it begins.
    pub before: Option<Arc<Unit>>,
    /// The unit after it; none when it ends.
    pub after: Option<Arc<Unit>>,
    /// Whose share it takes, itself among them if it keeps a part.
    pub received: Vec<Portion>,
    /// To whom it gives what share, itself among them if it keeps a part.
    pub given: Vec<Portion>,
}

impl History {
    /// Everything that happened to the unit, the first first; empty if there never was such a unit.
    #[must_use]
    pub fn life(&self, unit: UnitId) -> Vec<Chapter> {
        let Some(record) = self.records.get(&unit) else { return Vec::new() };
        let versions = record.versions.iter().map(|(event, _)| event);
        let events: BTreeSet<usize> = versions.chain(&record.gives).chain(&record.takes).copied().collect();
        let chapter = |event: usize| {
            let links = &self.effects[event].links;
            let received = links.iter().filter(|link| link.successor == unit);
            let given = links.iter().filter(|link| link.predecessor == unit);
            Chapter {
                event: self.events[event].clone(),
                before: record.after(event).cloned(),
                after: record.after(event + 1).cloned(),
                received: received.map(|l| Portion { unit: l.predecessor, share: l.share.clone() }).collect(),
                given: given.map(|l| Portion { unit: l.successor, share: l.share.clone() }).collect(),
            }
        };
        events.into_iter().map(chapter).collect()
    }
}
