//! All definitions as one file, and what another such file would change.

use crate::collection::{Form, Row, RuleText};
use crate::ids::{FormId, IndicatorId};
use crate::indicators::{Breakdown, Indicator, Measure};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// All definitions of an installation. Ids in it are its own: between installations, codes say what is the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// What figures are measured in.
    pub measures: Vec<Measure>,
    /// By what they are broken down.
    pub breakdowns: Vec<Breakdown>,
    /// The indicators with all their versions.
    pub indicators: Vec<Indicator>,
    /// The forms.
    pub forms: Vec<Form>,
    /// The rules that were written; those that follow from breakdowns are not among them.
    pub rules: Vec<RuleText>,
}

/// Why a file is none of definitions.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotABundle {
    /// It is not JSON of this shape.
    #[error("{0}")]
    Syntax(String),
    /// A form asks for an indicator that the file does not have.
    #[error("the form {0} asks for an indicator that is not in the file")]
    Indicator(String),
    /// One code twice.
    #[error("{0} stands there twice")]
    Twice(String),
}

/// What kind of thing a definition is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A unit of measure.
    Measure,
    /// A way to break down.
    Breakdown,
    /// An indicator.
    Indicator,
    /// A form.
    Form,
    /// A rule.
    Rule,
}

/// Something that a bundle would bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Of what kind.
    pub kind: Kind,
    /// Its code.
    pub code: String,
    /// Its name in Vietnamese and English; of a rule, what it says.
    pub names: (String, String),
    /// It is not there yet; else it is and would be another.
    pub is_new: bool,
}

impl Bundle {
    /// Reads a file.
    ///
    /// # Errors
    /// [`NotABundle`].
    pub fn read(file: &[u8]) -> Result<Self, NotABundle> {
        let bundle: Self =
            serde_json::from_slice(file).map_err(|error| NotABundle::Syntax(error.to_string()))?;
        let codes = bundle.indicators.iter().map(|one| (Kind::Indicator, one.code.to_string()));
        let codes = codes.chain(bundle.forms.iter().map(|one| (Kind::Form, one.code.to_string())));
        let codes = codes.chain(bundle.rules.iter().map(|one| (Kind::Rule, one.code.to_string())));
        let mut seen = BTreeSet::new();
        for code in codes {
            if !seen.insert(code.clone()) {
                return Err(NotABundle::Twice(code.1));
            }
        }
        let known: BTreeSet<IndicatorId> = bundle.indicators.iter().map(|indicator| indicator.id).collect();
        for form in &bundle.forms {
            let asks = |row: &Row| matches!(row, Row::Figure { indicator, .. } if !known.contains(indicator));
            if form.rows().any(asks) {
                return Err(NotABundle::Indicator(form.code.to_string()));
            }
        }
        Ok(bundle)
    }

    /// The file.
    ///
    /// # Errors
    /// Never: all of it can be written as JSON.
    pub fn write(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec_pretty(self)
    }

    /// The same with ids that another installation gives: of each indicator by its code.
    #[must_use]
    pub fn with_ids(mut self, of: impl Fn(&str) -> Option<IndicatorId>) -> Self {
        let mut ids = BTreeMap::new();
        // What is new there has an id that nothing there has, until it gets one.
        for (place, indicator) in (1_i64..).zip(&mut self.indicators) {
            let id = of(indicator.code.as_str()).unwrap_or_else(|| IndicatorId::new(-place));
            ids.insert(indicator.id, id);
            indicator.id = id;
        }
        for row in self.forms.iter_mut().flat_map(|form| &mut form.sections).flat_map(|part| &mut part.rows) {
            if let Row::Figure { indicator, .. } = row
                && let Some(id) = ids.get(indicator)
            {
                *indicator = *id;
            }
        }
        self
    }

    /// What of `other`, in the ids of this one, is new or another than here.
    #[must_use]
    pub fn changes(&self, other: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut note = |kind, code: &str, names: (&str, &str), had: Option<bool>| {
            if had != Some(true) {
                let names = (names.0.to_owned(), names.1.to_owned());
                changes.push(Change { kind, code: code.to_owned(), names, is_new: had.is_none() });
            }
        };
        for new in &other.measures {
            let had = self.measures.iter().find(|had| had.code == new.code);
            note(
                Kind::Measure,
                new.code.as_str(),
                (new.vi.as_str(), new.en.as_str()),
                had.map(|had| had == new),
            );
        }
        for new in &other.breakdowns {
            let had = self.breakdowns.iter().find(|had| had.code == new.code);
            note(
                Kind::Breakdown,
                new.code.as_str(),
                (new.vi.as_str(), new.en.as_str()),
                had.map(|had| had == new),
            );
        }
        for new in &other.indicators {
            let had = self.indicators.iter().find(|had| had.code == new.code);
            let names = new.versions.last().map_or(("", ""), |last| (last.vi.as_str(), last.en.as_str()));
            note(Kind::Indicator, new.code.as_str(), names, had.map(|had| had == new));
        }
        for new in &other.forms {
            let had = self.forms.iter().find(|had| had.code == new.code);
            let same = |had: &Form| Form { id: FormId::new(0), ..had.clone() };
            let had = had.map(|had| same(had) == same(new));
            note(Kind::Form, &new.code.to_string(), (new.vi.as_str(), new.en.as_str()), had);
        }
        for new in &other.rules {
            let had = self.rules.iter().find(|had| had.code == new.code);
            note(
                Kind::Rule,
                &new.code.to_string(),
                (new.vi.as_str(), new.en.as_str()),
                had.map(|had| had == new),
            );
        }
        changes
    }
}
