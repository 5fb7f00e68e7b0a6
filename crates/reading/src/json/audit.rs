//! The entry of a document that was audited.

use crate::sentence;
use auditor::{Audit, Coverage, Finding, Relation, RuleId, Severity};
use messages::Messages;
use reader::{Document, Place};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Entry<'a> {
    path: &'a str,
    symbol: Option<&'a str>,
    findings: Vec<FindingEntry<'a>>,
    relations: &'a [Relation],
    coverage: Coverage,
}

#[derive(Serialize)]
struct FindingEntry<'a> {
    rule: RuleId,
    name: &'a str,
    severity: Severity,
    place: &'a Place,
    others: Vec<Other<'a>>,
    quote: &'a str,
    stated: &'a str,
    computed: &'a str,
    message: String,
    may_be_right: Option<String>,
}

/// A further place: of this document, or of the one that `document` names.
#[derive(Serialize)]
struct Other<'a> {
    document: Option<&'a str>,
    #[serde(flatten)]
    place: &'a Place,
}

fn others<'a>(finding: &'a Finding, paths: &[&'a str]) -> Vec<Other<'a>> {
    let own = finding.others.iter().map(|place| Other { document: None, place });
    let elsewhere =
        finding.elsewhere.iter().map(|e| Other { document: paths.get(e.document).copied(), place: &e.place });
    own.chain(elsewhere).collect()
}

pub(super) fn entry<'a>(
    path: &'a str,
    paths: &[&'a str],
    document: &'a Document,
    audit: &'a Audit,
    messages: &Messages,
) -> Entry<'a> {
    let finding = |finding: &'a Finding| FindingEntry {
        rule: finding.rule,
        name: finding.name,
        severity: finding.severity,
        place: &finding.place,
        others: others(finding, paths),
        quote: &finding.quote,
        stated: &finding.stated,
        computed: &finding.computed,
        message: sentence(messages, &finding.message),
        may_be_right: finding.may_be_right.as_ref().map(|s| sentence(messages, s)),
    };
    Entry {
        path,
        symbol: document.metadata.symbol.as_deref(),
        findings: audit.findings.iter().map(finding).collect(),
        relations: &audit.relations,
        coverage: audit.coverage,
    }
}
