//! A rule as it is written down.

use super::rule::{Rule, RuleCode, Severity};
use crate::indicators::formula::{Comparison, FormulaError, Names, Strategy};
use crate::periods::CalendarCode;
use serde::{Deserialize, Serialize};

/// A rule as people write it and as it is kept: its formulas as text, which mean something beside a catalogue only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// Its code.
    pub code: RuleCode,
    /// What should be: `members[women] <= members`.
    pub check: String,
    /// How bad it is otherwise.
    pub severity: Severity,
    /// What to do about what is missing.
    #[serde(default)]
    pub missing: Strategy,
    /// For units with so many above them, from and to, both with it; for all where there is none.
    #[serde(default)]
    pub levels: Option<(u8, u8)>,
    /// For periods of these calendars; of all where there is none.
    #[serde(default)]
    pub calendars: Vec<CalendarCode>,
    /// What is wrong, in Vietnamese; `{left}`, `{right}` and `{difference}` stand for the numbers.
    pub vi: String,
    /// The same in English.
    pub en: String,
}

impl RuleText {
    /// The rule that it is among these indicators.
    ///
    /// # Errors
    /// [`FormulaError`] says what is wrong with its formulas, and where.
    pub fn rule(&self, names: &impl Names) -> Result<Rule, FormulaError> {
        let Self { code, check, severity, missing, levels, calendars, vi, en } = self.clone();
        let check = Comparison::parse(&check, names)?;
        Ok(Rule { code, check, severity, missing, levels, calendars, vi, en })
    }
}
