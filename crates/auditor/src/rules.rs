//! The catalogue of rules, one module a rule.

use crate::{RuleId, Severity};

/// A rule, as `sauro audit --explain R2` shows it.
///
/// Its title, what it checks and its guard are the messages `rule-r2-title`, `rule-r2-check` and `rule-r2-guard` of
/// `locales/*/rules.ftl`.
#[derive(Debug)]
pub struct Rule {
    /// Number in the catalogue.
    pub id: RuleId,
    /// Short name: `sum`.
    pub name: &'static str,
    /// The highest severity it can give.
    pub severity: Severity,
    /// Texts on which it must fire.
    pub fires: &'static [&'static str],
    /// Texts on which it must not.
    pub silent: &'static [&'static str],
}

/// All rules, in order.
pub const RULES: &[Rule] = &[];
