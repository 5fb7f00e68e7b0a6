//! Codes of issuing bodies in symbols: `TU`, `UBKTTW`, `UBND`. The set is open; what is known is data: `data/issuers.toml`.

use crate::kind::{System, day};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A known code of an issuing body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// In its right spelling: `TTg`.
    pub code: String,
    /// Whose symbols it stands in.
    pub system: System,
    /// Names of the bodies that use it: one code may serve several.
    pub names: Vec<String>,
    /// First day of use, where it is known.
    pub from: Option<Date>,
    /// Last day of use, where it is known.
    pub until: Option<Date>,
    /// Digits after it count a term or name the body: `QH15`, `BCĐ35`.
    pub term: bool,
}

#[derive(Deserialize)]
struct Row {
    code: String,
    names: Vec<String>,
    #[serde(default)]
    system: Option<System>,
    #[serde(default)]
    alone: bool,
    #[serde(default)]
    term: bool,
    #[serde(default, deserialize_with = "day")]
    from: Option<Date>,
    #[serde(default, deserialize_with = "day")]
    until: Option<Date>,
    #[cfg_attr(not(test), expect(dead_code, reason = "read by the test of the table"))]
    source: String,
}

impl Row {
    fn issuer(&self, system: System) -> Issuer {
        Issuer {
            code: self.code.clone(),
            system,
            names: self.names.clone(),
            from: self.from,
            until: self.until,
            term: self.term,
        }
    }
}

#[derive(Deserialize)]
struct Table {
    level: Vec<Row>,
    organ: Vec<Row>,
    issuer: Vec<Row>,
}

/// Codes in upper case with what they stand for, per system.
static ISSUERS: LazyLock<HashMap<String, Vec<Issuer>>> = LazyLock::new(|| {
    let table = table();
    let mut issuers: HashMap<String, Vec<Issuer>> = HashMap::new();
    let mut add = |issuer: Issuer| issuers.entry(issuer.code.to_uppercase()).or_default().push(issuer);
    for level in &table.level {
        add(level.issuer(System::Party));
    }
    for organ in &table.organ {
        if organ.alone {
            add(organ.issuer(System::Party));
        }
        for level in &table.level {
            let names = organ
                .names
                .iter()
                .flat_map(|o| level.names.iter().map(move |l| format!("{o} {l}")))
                .collect();
            add(Issuer {
                code: format!("{}{}", organ.code, level.code),
                system: System::Party,
                names,
                from: organ.from.max(level.from),
                until: [organ.until, level.until].into_iter().flatten().min(),
                term: organ.term,
            });
        }
    }
    for issuer in &table.issuer {
        add(issuer.issuer(issuer.system.unwrap_or(System::State)));
    }
    issuers
});

fn table() -> Table {
    toml::from_str(include_str!("../../../data/issuers.toml"))
        .expect("the table of issuers is checked by a test")
}

/// The issuer with this code, whatever its case; digits of a term may follow. `system` decides between two of one code:
/// `BTC` is *Ban Tổ chức* or *Bộ Tài chính*.
#[must_use]
pub fn coded(code: &str, system: Option<System>) -> Option<&'static Issuer> {
    let upper = code.to_uppercase();
    let bare = upper.trim_end_matches(|c: char| c.is_ascii_digit());
    let rows = ISSUERS.get(&upper).or_else(|| ISSUERS.get(bare))?;
    let fits = |i: &&Issuer| i.term || bare.len() == upper.len();
    rows.iter().filter(fits).find(|i| system.is_none_or(|s| s == i.system)).or_else(|| rows.iter().find(fits))
}

/// All known codes.
pub fn all() -> impl Iterator<Item = &'static Issuer> {
    ISSUERS.values().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() {
        let table = table();
        for row in table.level.iter().chain(&table.organ).chain(&table.issuer) {
            assert!(!row.source.is_empty() && !row.names.is_empty(), "{}", row.code);
        }
        assert!(table.issuer.iter().all(|i| i.system.is_some()));
    }

    #[test]
    fn codes_are_composed_of_organ_and_level() {
        for code in ["TW", "TU", "ĐU", "UBKTTW", "BTGDVTU", "VPTU", "BNCTW", "BTCTW", "UBKT", "CB", "BTV"] {
            assert_eq!(coded(code, Some(System::Party)).map(|i| i.system), Some(System::Party), "{code}");
        }
        for code in ["CP", "TTg", "QH15", "UBTVQH15", "UBND", "HĐND", "BNV", "BTC", "TTCP"] {
            assert_eq!(coded(code, Some(System::State)).map(|i| i.system), Some(System::State), "{code}");
        }
        assert!(coded("UBKTTW", None).unwrap().names.contains(&"Ủy ban Kiểm tra Trung ương".to_owned()));
        assert_eq!(coded("ttg", None).unwrap().code, "TTg");
        assert_eq!(coded("TU5", None), None, "only some codes take digits");
        assert_eq!(coded("XYZ", None), None);
    }

    #[test]
    fn districts_ended() {
        assert_eq!(coded("HU", None).unwrap().until, Some(Date::constant(2025, 6, 30)));
        assert_eq!(coded("UBKTHU", None).unwrap().until, Some(Date::constant(2025, 6, 30)));
    }
}
