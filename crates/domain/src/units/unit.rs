//! A unit as it is during a stretch of time.

use super::change::NewUnit;
use super::kind::KindCode;
use crate::ids::UnitId;
use serde::Serialize;
use std::sync::Arc;

/// Most characters that a name may have.
pub const NAME_LIMIT: usize = 300;

/// A unit as it is until something changes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// Its kind.
    pub kind: KindCode,
    /// Its full name.
    pub name: String,
    /// A shorter one for tables.
    pub short_name: Option<String>,
    /// Under which unit it stands; none for a root.
    pub parent: Option<UnitId>,
    /// Place among the siblings: those with one come first, by it; then the others, by name as in a dictionary.
    pub position: Option<u32>,
    /// Sort key of the name.
    #[serde(skip)]
    #[cfg_attr(feature = "schema", schema(ignore))]
    key: Arc<[u8]>,
}

impl Unit {
    pub(super) fn begin(new: &NewUnit) -> Self {
        Self {
            id: new.unit,
            kind: new.kind.clone(),
            name: new.name.clone(),
            short_name: new.short_name.clone(),
            parent: new.parent,
            position: new.position,
            key: vitext::sort::key(&new.name).into(),
        }
    }

    pub(super) fn rename(&mut self, name: &str, short_name: Option<&str>) {
        self.name = name.to_owned();
        self.short_name = short_name.map(str::to_owned);
        self.key = vitext::sort::key(name).into();
    }

    /// The short name where there is one, else the full name.
    #[must_use]
    pub fn label(&self) -> &str {
        self.short_name.as_deref().unwrap_or(&self.name)
    }

    /// Compares as siblings stand.
    pub(super) fn order(&self) -> impl Ord + '_ {
        (self.position.is_none(), self.position, &self.key, self.id)
    }
}
