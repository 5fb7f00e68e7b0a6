//! The entry of a document that was audited.

use crate::messages::Messages;
use auditor::{Audit, Coverage, Finding, Relation, RuleId, Severity};
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
    others: &'a [Place],
    quote: &'a str,
    stated: &'a str,
    computed: &'a str,
    message: String,
    may_be_right: Option<String>,
}

pub(super) fn entry<'a>(
    path: &'a str,
    document: &'a Document,
    audit: &'a Audit,
    messages: &Messages,
) -> Entry<'a> {
    let finding = |finding: &'a Finding| FindingEntry {
        rule: finding.rule,
        name: finding.name,
        severity: finding.severity,
        place: &finding.place,
        others: &finding.others,
        quote: &finding.quote,
        stated: &finding.stated,
        computed: &finding.computed,
        message: messages.sentence(&finding.message),
        may_be_right: finding.may_be_right.as_ref().map(|s| messages.sentence(s)),
    };
    Entry {
        path,
        symbol: document.metadata.symbol.as_deref(),
        findings: audit.findings.iter().map(finding).collect(),
        relations: &audit.relations,
        coverage: audit.coverage,
    }
}
