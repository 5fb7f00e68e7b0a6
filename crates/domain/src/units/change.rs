//! What can happen to units.

use super::kind::KindCode;
use super::share::Share;
use crate::ids::{EventId, UnitId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A change with its day and the document that ordered it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct UnitEvent {
    /// Its id; events of one day take place in the order of their ids.
    pub id: EventId,
    /// The first day on which it holds.
    pub date: Date,
    /// What happens.
    pub change: Change,
    /// The document behind it.
    pub ordered_by: Order,
}

/// The document that ordered an event: `Nghị quyết 12-NQ/TU, 05/6/2025, Thành ủy Hải Minh`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Order {
    /// Number and symbol as written.
    pub symbol: String,
    /// Its date, not the day from which the event holds.
    pub date: Date,
    /// Who issued it.
    pub issuer: String,
    /// What it is about.
    pub subject: Option<String>,
}

/// What happens to units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "change", rename_all = "snake_case")]
pub enum Change {
    /// A unit begins (thành lập).
    Create(NewUnit),
    /// A unit ends (giải thể); others take over what it was.
    Dissolve {
        /// Which ends.
        unit: UnitId,
        /// Living units that take over; shares sum to one.
        to: Vec<Portion>,
        /// Where its children go.
        #[serde(default)]
        heirs: Heirs,
    },
    /// A unit gets another name (đổi tên).
    Rename {
        /// Which.
        unit: UnitId,
        /// The new name.
        name: String,
        /// The new short name.
        short_name: Option<String>,
    },
    /// A unit goes under another (chuyển trực thuộc), or to another place among its siblings.
    Move {
        /// Which.
        unit: UnitId,
        /// Under which; none makes it a root.
        parent: Option<UnitId>,
        /// Place among the siblings, see [`Unit::position`](super::Unit::position).
        #[serde(default)]
        position: Option<u32>,
    },
    /// Units become one (hợp nhất, sáp nhập). Who gives its whole ends, and its children go to the successor; who gives a part
    /// lives on.
    Merge {
        /// Who gives, and what part; the whole as a rule.
        from: Vec<Portion>,
        /// The one that they become; a living one need not stand among `from`, if it does, then with its whole.
        into: Successor,
    },
    /// A unit becomes several (chia, tách). It ends, unless it is itself one of the parts.
    Split {
        /// Which.
        from: UnitId,
        /// What it becomes; shares sum to one.
        into: Vec<Part>,
        /// Where its children go; those of a unit that lives on stay unless they are named.
        #[serde(default)]
        heirs: Heirs,
    },
    /// A unit becomes of another kind (chuyển loại hình): a commune becomes a ward.
    ChangeKind {
        /// Which.
        unit: UnitId,
        /// The new kind.
        kind: KindCode,
    },
}

impl Change {
    /// Every unit that it names: those that it begins, ends or changes, their parents, and who takes over. In no order, some
    /// perhaps twice.
    #[must_use]
    pub fn units(&self) -> Vec<UnitId> {
        fn begin(units: &mut Vec<UnitId>, new: &NewUnit) {
            units.push(new.unit);
            units.extend(new.parent);
        }
        fn successor(units: &mut Vec<UnitId>, successor: &Successor) {
            match successor {
                Successor::New(new) => begin(units, new),
                Successor::Existing(unit) => units.push(*unit),
            }
        }
        fn place(units: &mut Vec<UnitId>, heirs: &Heirs) {
            units.extend(heirs.single.iter().flat_map(|placement| [placement.child, placement.parent]));
            units.extend(heirs.rest);
        }
        let mut units = Vec::new();
        match self {
            Self::Create(new) => begin(&mut units, new),
            Self::Dissolve { unit, to, heirs } => {
                units.push(*unit);
                units.extend(to.iter().map(|portion| portion.unit));
                place(&mut units, heirs);
            }
            Self::Rename { unit, .. } | Self::ChangeKind { unit, .. } => units.push(*unit),
            Self::Move { unit, parent, .. } => {
                units.push(*unit);
                units.extend(*parent);
            }
            Self::Merge { from, into } => {
                units.extend(from.iter().map(|portion| portion.unit));
                successor(&mut units, into);
            }
            Self::Split { from, into, heirs } => {
                units.push(*from);
                for part in into {
                    successor(&mut units, &part.to);
                }
                place(&mut units, heirs);
            }
        }
        units
    }
}

/// A unit that begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct NewUnit {
    /// Its id, never used before.
    pub unit: UnitId,
    /// Its kind.
    pub kind: KindCode,
    /// Its full name: `Đảng ủy phường An Hải`.
    pub name: String,
    /// A shorter one for tables: `An Hải`.
    pub short_name: Option<String>,
    /// Under which unit it stands; none for a root.
    pub parent: Option<UnitId>,
    /// Place among the siblings, see [`Unit::position`](super::Unit::position).
    #[serde(default)]
    pub position: Option<u32>,
}

/// A living unit with a share: of itself when it gives, of another when it takes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Portion {
    /// Which.
    pub unit: UnitId,
    /// How much.
    pub share: Share,
}

/// One of the units that a unit becomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Part {
    /// Which takes.
    pub to: Successor,
    /// How much of the whole.
    pub share: Share,
}

/// Who goes on: a unit that begins by the event, or one that lives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Successor {
    /// It begins by this event.
    New(NewUnit),
    /// It lives already.
    Existing(UnitId),
}

impl Successor {
    /// Its id.
    #[must_use]
    pub const fn unit(&self) -> UnitId {
        match self {
            Self::New(new) => new.unit,
            Self::Existing(unit) => *unit,
        }
    }
}

/// Where the children of a unit go that ends.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Heirs {
    /// Single children.
    #[serde(default)]
    pub single: Vec<Placement>,
    /// All others; without it none may be left.
    #[serde(default)]
    pub rest: Option<UnitId>,
}

impl Heirs {
    /// All children go under `unit`.
    #[must_use]
    pub const fn all(unit: UnitId) -> Self {
        Self { single: Vec::new(), rest: Some(unit) }
    }
}

/// A child with its new parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Placement {
    /// Which child.
    pub child: UnitId,
    /// Under which unit.
    pub parent: UnitId,
}
