//! Kinds of units: data, `data/unit-kinds.toml`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Code of a kind of units: `ward`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct KindCode(String);

impl KindCode {
    /// The code as given; whether there is such a kind, [`UnitKinds::get`] tells.
    pub fn new(code: impl Into<String>) -> Self {
        Self(code.into())
    }

    /// Its text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KindCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A kind of units.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitKind {
    /// Its code.
    pub code: KindCode,
    /// Its name in Vietnamese: `Đảng ủy phường`.
    pub vi: String,
    /// Its name in English.
    pub en: String,
    /// First day on which units of this kind can begin, where there is one.
    #[serde(default)]
    pub from: Option<Date>,
    /// First day on which they no longer can.
    #[serde(default)]
    pub to: Option<Date>,
    /// What rule or use it comes from.
    pub source: String,
}

impl UnitKind {
    /// Can units of this kind begin on `date`?
    #[must_use]
    pub fn is_open(&self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date < to)
    }
}

/// Why a table of kinds cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KindsError {
    /// It is not the table it should be.
    #[error("unit kinds: {0}")]
    Syntax(#[from] toml::de::Error),
    /// One code twice.
    #[error("unit kinds: {0} stands there twice")]
    Twice(KindCode),
}

/// All kinds of units, in the order of their table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitKinds(Vec<UnitKind>);

impl UnitKinds {
    /// The table that comes with the program.
    ///
    /// # Errors
    /// Never, as a test shows; see [`UnitKinds::parse`].
    pub fn built_in() -> Result<Self, KindsError> {
        Self::parse(include_str!("../../../../data/unit-kinds.toml"))
    }

    /// A table in the form of `data/unit-kinds.toml`.
    ///
    /// # Errors
    /// [`KindsError`] says what is wrong with it.
    pub fn parse(table: &str) -> Result<Self, KindsError> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            kind: Vec<UnitKind>,
        }
        let kinds = toml::from_str::<Table>(table)?.kind;
        for (index, kind) in kinds.iter().enumerate() {
            if kinds[..index].iter().any(|other| other.code == kind.code) {
                return Err(KindsError::Twice(kind.code.clone()));
            }
        }
        Ok(Self(kinds))
    }

    /// The kind with this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&UnitKind> {
        self.0.iter().find(|kind| kind.code.as_str() == code)
    }

    /// The kind that a person wrote: its code or one of its names, however it is accented or spaced.
    #[must_use]
    pub fn find(&self, written: &str) -> Option<&UnitKind> {
        let key = vitext::fold::fold_text(written.trim());
        self.get(written.trim()).or_else(|| {
            self.0
                .iter()
                .find(|kind| [&kind.vi, &kind.en].iter().any(|name| vitext::fold::fold_text(name) == key))
        })
    }

    /// All of them.
    pub fn iter(&self) -> std::slice::Iter<'_, UnitKind> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_table_holds_and_is_found_as_people_write() {
        let kinds = UnitKinds::built_in().unwrap();
        for kind in kinds.iter() {
            for written in [kind.code.as_str(), &kind.vi, &kind.en.to_uppercase()] {
                assert_eq!(kinds.find(written), Some(kind), "{written}");
            }
        }
        assert_eq!(kinds.find("đảng uỷ xã").unwrap().code.as_str(), "commune_committee");
        assert_eq!(kinds.find("xã"), None);
        let (old, new) = (date(2025, 6, 30), date(2025, 7, 1));
        let open = |code, date| kinds.get(code).unwrap().is_open(date);
        assert!(open("district_committee", old) && !open("district_committee", new));
        assert!(!open("special_zone_committee", old) && open("special_zone_committee", new));
        let twice = "[[kind]]\ncode = \"a\"\nvi = \"A\"\nen = \"A\"\nsource = \"use\"\n".repeat(2);
        assert_eq!(UnitKinds::parse(&twice), Err(KindsError::Twice(KindCode::new("a"))));
        assert!(matches!(UnitKinds::parse("kind = 1"), Err(KindsError::Syntax(_))));
    }
}
