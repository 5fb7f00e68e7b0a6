//! Which tasks are a unit's: by the part that it has in them.

use crate::permit::Person;
use domain::UnitId;
use domain::units::UnitSet;
use serde::{Deserialize, Serialize};
use store::TaskFilter;

/// What a unit has to do with a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// It leads (chủ trì).
    #[default]
    Lead,
    /// It takes part (phối hợp).
    Coordinate,
    /// It hands out (giao).
    Give,
    /// It accepts (nghiệm thu).
    Accept,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Lead, Self::Coordinate, Self::Give, Self::Accept];

    /// Its code: `give`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Coordinate => "coordinate",
            Self::Give => "give",
            Self::Accept => "accept",
        }
    }

    /// The role with this code; the lead where there is none such.
    #[must_use]
    pub fn of(code: &str) -> Self {
        Self::ALL.into_iter().find(|role| role.code() == code).unwrap_or_default()
    }

    /// Lets a filter choose only tasks in which a unit, or with `below` one of those under it, has this role.
    pub fn choose(self, filter: &mut TaskFilter, person: &Person, unit: UnitId, below: bool) {
        let units =
            if below { UnitSet::below(unit, person.today) } else { UnitSet::alone([unit], person.today) };
        let units = Some(units);
        match self {
            Self::Lead => filter.leads = units,
            Self::Coordinate => filter.coordinators = units,
            Self::Give => filter.givers = units,
            Self::Accept => filter.acceptors = units,
        }
    }
}
