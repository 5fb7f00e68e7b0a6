//! From documents to findings: what in them cannot be right.
//!
//! Severities are those of `domain.md §6`: *certain*, no reading saves it; *verify*, a contradiction that context could
//! explain; *note*, style. The audit tells also what it checked: silence is not a pass.
//!
//! A paragraph's numbers are typed in `text`, lists found in `breakdown`, and each rule of [`rules`] looks at the result.

mod addition;
mod arithmetic;
mod breakdown;
mod finding;
pub mod rules;
mod study;
mod text;

pub use finding::{Audit, Coverage, Elsewhere, Finding, Relation, RuleId, Sentence, Severity, Verdict};

use reader::Document;
use study::{Report, Study};

/// Audits documents given together: each by itself, and all against each other (same indicator, same symbol).
///
/// The audits come back in the order of the documents.
#[must_use]
pub fn audit(documents: &[&Document]) -> Vec<Audit> {
    let studies: Vec<Study<'_>> = documents.iter().map(|d| Study::new(d)).collect();
    let mut reports: Vec<Report<'_, '_>> = studies
        .iter()
        .map(|study| {
            let mut report = Report::new(study);
            rules::run(study, &mut report);
            report
        })
        .collect();
    rules::across(&studies, &mut reports);
    reports.into_iter().map(Report::finish).collect()
}
