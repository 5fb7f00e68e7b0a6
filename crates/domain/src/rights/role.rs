//! Roles: data, `data/roles.toml`.

use super::right::{Right, Scope};
use crate::people::RoleCode;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A role of `domain.md §1`: a clerk, a leader, an inspector.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// Its code.
    pub code: RoleCode,
    /// Its name in Vietnamese.
    pub vi: String,
    /// Its name in English.
    pub en: String,
    /// A role that may never have a right that changes something.
    #[serde(default)]
    pub reads_only: bool,
    /// What it may do, and how far from the unit of the post.
    pub rights: BTreeMap<Right, Scope>,
}

impl Role {
    /// How far it has this right, if it has it.
    #[must_use]
    pub fn scope(&self, right: Right) -> Option<Scope> {
        self.rights.get(&right).copied()
    }

    /// Has it this right anywhere?
    #[must_use]
    pub fn allows(&self, right: Right) -> bool {
        self.rights.contains_key(&right)
    }

    /// The first right of this role in a unit that `giver` has not there. The unit is the giver's own (`same`), or it stands
    /// below it (`within`). The right to delegate is not counted: no delegated post ever has it.
    pub(crate) fn beyond(&self, giver: &Self, within: bool, same: bool) -> Option<Right> {
        let held = |right, scope| match giver.scope(right) {
            Some(Scope::All) => true,
            Some(Scope::Subtree) => within && scope <= Scope::Subtree,
            Some(Scope::OwnUnit) => same && scope == Scope::OwnUnit,
            None => false,
        };
        let counted = self.rights.iter().filter(|(right, _)| **right != Right::PostsDelegate);
        counted.filter(|(right, scope)| !held(**right, **scope)).map(|(right, _)| *right).next()
    }
}

/// Why a table of roles cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RolesError {
    /// It is not the table it should be.
    #[error("roles: {0}")]
    Syntax(#[from] toml::de::Error),
    /// One code twice.
    #[error("roles: {0} stands there twice")]
    Twice(RoleCode),
    /// A role that only reads has a right that changes something.
    #[error("roles: {0} only reads, but has {1}")]
    ReaderChanges(RoleCode, Right),
    /// A right of the whole house is given for some units.
    #[error("roles: {0} has {1}, which belongs to no unit: its scope is \"all\"")]
    ApartFromUnits(RoleCode, Right),
}

/// All roles, in the order of their table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roles(Vec<Role>);

impl Roles {
    /// The table that comes with the program.
    ///
    /// # Errors
    /// Never, as a test shows; see [`Roles::parse`].
    pub fn built_in() -> Result<Self, RolesError> {
        Self::parse(include_str!("../../../../data/roles.toml"))
    }

    /// A table in the form of `data/roles.toml`.
    ///
    /// # Errors
    /// [`RolesError`] says what is wrong with it.
    pub fn parse(table: &str) -> Result<Self, RolesError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            role: Vec<Role>,
        }
        let roles = toml::from_str::<Table>(table)?.role;
        for (index, role) in roles.iter().enumerate() {
            if roles[..index].iter().any(|other| other.code == role.code) {
                return Err(RolesError::Twice(role.code.clone()));
            }
            for (&right, &scope) in &role.rights {
                if role.reads_only && right.changes() {
                    return Err(RolesError::ReaderChanges(role.code.clone(), right));
                }
                if right.is_apart_from_units() && scope != Scope::All {
                    return Err(RolesError::ApartFromUnits(role.code.clone(), right));
                }
            }
        }
        Ok(Self(roles))
    }

    /// The role with this code.
    #[must_use]
    pub fn get(&self, code: &RoleCode) -> Option<&Role> {
        self.0.iter().find(|role| role.code == *code)
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, Role> {
        self.0.iter()
    }
}
