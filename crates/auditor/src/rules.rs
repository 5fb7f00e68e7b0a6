//! The catalogue of rules, one module a rule.
//!
//! Numbers and guards are those of `research/documents.md §6e`. A rule is a function from a prepared document to what it has
//! to say; its doc names what it checks, its guard, and it carries examples on which it must fire and on which it must not.

use crate::study::{Report, Study};
use crate::{RuleId, Severity};

mod count;
mod date;
mod deadline;
mod halves;
mod heading;
mod indicator;
mod magnitude;
mod part;
mod percent;
mod plan;
mod span;
mod style;
mod sum;
mod symbol;

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
    check: fn(&Study<'_>, &mut Report<'_, '_>),
}

/// All rules, in order.
pub const RULES: &[Rule] = &[
    percent::RULE,
    sum::RULE,
    count::RULE,
    part::RULE,
    plan::RULE,
    halves::RULE,
    date::RULE,
    span::RULE,
    magnitude::RULE,
    indicator::RULE,
    symbol::RULE,
    heading::RULE,
    style::RULE,
    deadline::RULE,
];

/// The short name of a rule.
pub(crate) fn name(id: RuleId) -> &'static str {
    RULES.iter().find(|r| r.id == id).map_or("", |r| r.name)
}

/// Runs all rules on one document.
pub(crate) fn run(study: &Study<'_>, report: &mut Report<'_, '_>) {
    for rule in RULES {
        (rule.check)(study, report);
    }
}

/// Runs the rules that compare documents with each other; reports are in the order of the studies.
pub(crate) fn across(studies: &[Study<'_>], reports: &mut [Report<'_, '_>]) {
    indicator::across(studies, reports);
    symbol::across(studies, reports);
}

#[cfg(test)]
mod tests;
