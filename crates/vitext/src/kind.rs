//! Kinds of Party and State documents and their abbreviations.
//!
//! The rows are data with dates of effect: `data/kinds.toml`.

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Which of the two sets of rules a document follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum System {
    /// Party documents: `07-NQ/TU`.
    Party,
    /// State documents: `15/QĐ-BNV`.
    State,
}

/// A kind of document.
#[derive(Debug, Deserialize)]
pub struct Kind {
    /// Name in lower case: `chương trình`.
    pub name: String,
    /// Other names with the same abbreviation: `chương trình hành động`.
    #[serde(default)]
    pub also: Vec<String>,
    /// Abbreviations in symbols; none for kinds that have no symbol.
    pub abbreviations: Vec<Abbreviation>,
}

/// An abbreviation of a kind with the time it is in force.
#[derive(Debug, Deserialize)]
pub struct Abbreviation {
    /// As the rule writes it: `CTr`.
    pub text: String,
    /// Whose rule.
    pub system: System,
    /// First day of effect, where it is known.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day of effect, where it is known.
    #[serde(default, deserialize_with = "day")]
    pub until: Option<Date>,
    /// Where the row comes from.
    pub source: String,
}

impl Kind {
    /// The abbreviation that `system` prescribes on the day `on`; without a day, the one in force now.
    #[must_use]
    pub fn abbreviation(&self, system: System, on: Option<Date>) -> Option<&str> {
        self.abbreviations
            .iter()
            .find(|a| {
                a.system == system
                    && match on {
                        Some(day) => a.from.is_none_or(|f| f <= day) && a.until.is_none_or(|u| day <= u),
                        None => a.until.is_none(),
                    }
            })
            .map(|a| a.text.as_str())
    }

    /// All names, the longest first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let mut names: Vec<&str> = self.also.iter().chain([&self.name]).map(String::as_str).collect();
        names.sort_by_key(|n| std::cmp::Reverse(n.len()));
        names.into_iter()
    }
}

#[derive(Deserialize)]
struct Table {
    kind: Vec<Kind>,
}

struct Kinds {
    rows: Vec<Kind>,
    by_name: HashMap<String, usize>,
    by_abbreviation: HashMap<String, Vec<(usize, usize)>>,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let table: Table = toml::from_str(include_str!("../../../data/kinds.toml"))
        .expect("the table of kinds is checked by a test");
    let mut kinds = Kinds { rows: table.kind, by_name: HashMap::new(), by_abbreviation: HashMap::new() };
    for (row, kind) in kinds.rows.iter().enumerate() {
        for name in kind.names() {
            kinds.by_name.insert(name.to_owned(), row);
        }
        for (column, abbreviation) in kind.abbreviations.iter().enumerate() {
            kinds.by_abbreviation.entry(abbreviation.text.to_uppercase()).or_default().push((row, column));
        }
    }
    kinds
});

/// All kinds.
#[must_use]
pub fn all() -> &'static [Kind] {
    &KINDS.rows
}

/// The kind with this name, in any case: `Chương trình hành động`.
#[must_use]
pub fn named(name: &str) -> Option<&'static Kind> {
    KINDS.by_name.get(&name.to_lowercase()).map(|&row| &KINDS.rows[row])
}

/// The abbreviation in its right spelling, whatever its case: `Kl` is `KL`.
#[must_use]
pub fn canonical(abbreviation: &str) -> Option<&'static str> {
    let rows = KINDS.by_abbreviation.get(&abbreviation.to_uppercase())?;
    let spellings = rows.iter().map(|&(row, column)| KINDS.rows[row].abbreviations[column].text.as_str());
    spellings.clone().find(|s| *s == abbreviation).or_else(|| spellings.clone().next())
}

/// The kinds that an abbreviation stands for in `system`: `QĐ` is *quyết định* and *quy định* in Party symbols.
///
/// The case does not matter.
#[must_use]
pub fn abbreviated(abbreviation: &str, system: System) -> Vec<&'static Kind> {
    let mut kinds: Vec<&Kind> = Vec::new();
    for &(row, column) in KINDS.by_abbreviation.get(&abbreviation.to_uppercase()).into_iter().flatten() {
        let kind = &KINDS.rows[row];
        if kind.abbreviations[column].system == system && !kinds.iter().any(|k| k.name == kind.name) {
            kinds.push(kind);
        }
    }
    kinds
}

pub(crate) fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map(Some).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        assert!(all().len() > 40);
        for kind in all() {
            for name in kind.names() {
                assert_eq!(name, name.to_lowercase(), "names are lower case");
                assert_eq!(named(name).map(|k| &k.name), Some(&kind.name), "{name} names one kind");
            }
            for a in &kind.abbreviations {
                assert!(!a.source.is_empty(), "{} says where it comes from", a.text);
                assert!(a.from.zip(a.until).is_none_or(|(from, until)| from <= until));
            }
        }
    }

    #[test]
    fn qđ_is_two_kinds_in_party_symbols_only() {
        let names = |system| abbreviated("QĐ", system).iter().map(|k| k.name.as_str()).collect::<Vec<_>>();
        assert_eq!(names(System::Party), ["quyết định", "quy định"]);
        assert_eq!(names(System::State), ["quyết định"]);
    }

    #[test]
    fn the_abbreviation_depends_on_the_day() {
        let rules = named("Quy định").unwrap();
        assert_eq!(rules.abbreviation(System::Party, None), Some("QĐ"));
        assert_eq!(rules.abbreviation(System::State, None), Some("QyĐ"));
        assert_eq!(rules.abbreviation(System::State, Some(Date::constant(2019, 1, 1))), None);
    }

    #[test]
    fn case_is_mended() {
        assert_eq!(canonical("Kl"), Some("KL"));
        assert_eq!(canonical("CTR"), Some("CTr"));
        assert_eq!(canonical("QĐi"), Some("QĐi"));
        assert_eq!(canonical("XYZ"), None);
    }
}
