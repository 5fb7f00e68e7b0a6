//! The page of an audit: the summary, then every document with its findings in the margin.

use super::locate::Locator;
use super::paper::{Mark, Marks, paper};
use super::{contents, page, refused};
use crate::load::{Loaded, Reading};
use crate::messages::Messages;
use crate::severity::{self, SEVERITIES};
use crate::text::coverage;
use auditor::{Audit, Finding, Severity};
use maud::{Markup, html};
use reader::Place;
use std::io::{self, Write};

/// Writes the page.
///
/// # Errors
/// Those of `out`.
pub(crate) fn audit(
    out: &mut dyn Write,
    reading: &Reading,
    audits: &[Audit],
    messages: &Messages,
) -> io::Result<()> {
    let paths: Vec<&str> = reading.documents.iter().map(|d| d.path.as_str()).collect();
    let body = html! {
        section.summary {
            ul.counts {
                li { (messages.text("summary-documents", [("count", audits.len().into())])) }
                @for severity in SEVERITIES {
                    @let key = format!("summary-{}", severity::word(severity));
                    @let count = severity::count(audits, severity);
                    li class=(severity::word(severity)) {
                        span.sign { (severity::sign(severity)) } " " (messages.text(&key, [("count", count.into())]))
                    }
                }
            }
            @for line in coverage(audits, messages) { p { (line) } }
            (refused(&reading.refused, messages))
        }
        (contents(&paths, messages))
        @for (index, (loaded, audit)) in reading.documents.iter().zip(audits).enumerate() {
            (document(index, loaded, audit, messages))
        }
    };
    out.write_all(page(&messages.text("page-audit-title", []), &body, messages).into_string().as_bytes())
}

fn document(index: usize, loaded: &Loaded, audit: &Audit, messages: &Messages) -> Markup {
    let prefix = format!("d{index}-");
    let list = Numbered { prefix: &prefix, messages };
    html! {
        section.document id={ "d" (index) } {
            h2.path { (loaded.path) @if let Some(symbol) = &loaded.document.metadata.symbol { " · " (symbol) } }
            @if audit.findings.is_empty() {
                p { (messages.text("page-no-findings", [])) }
            } @else {
                (list.overview(&audit.findings))
            }
            div.sheet { (paper(&loaded.document, &list.marks(loaded, &audit.findings), &prefix, messages)) }
        }
    }
}

/// The findings of a document, numbered as they come.
struct Numbered<'a> {
    prefix: &'a str,
    messages: &'a Messages,
}

impl Numbered<'_> {
    /// The list on top, the worst first.
    fn overview(&self, findings: &[Finding]) -> Markup {
        let mut order: Vec<(usize, &Finding)> = findings.iter().enumerate().collect();
        order.sort_by_key(|(_, f)| std::cmp::Reverse(f.severity));
        html! {
            nav.findings {
                h3 { (self.messages.text("page-findings", [])) }
                ol {
                    @for (number, finding) in order {
                        li class=(severity::word(finding.severity)) {
                            a href={ "#" (self.prefix) "f" (number) } {
                                span.sign { (severity::sign(finding.severity)) } " " (self.messages.sentence(&finding.message))
                            }
                            " " span.where { (self.position(&finding.place)) }
                        }
                    }
                }
            }
        }
    }

    fn marks(&self, loaded: &Loaded, findings: &[Finding]) -> Marks {
        let mut locator = Locator::new(&loaded.document);
        let mut marks = Marks::new();
        for (number, finding) in findings.iter().enumerate() {
            let mut others = Vec::new();
            for (which, other) in finding.others.iter().enumerate() {
                let Some((paragraph, range)) = locator.locate(other) else { continue };
                let id = format!("{}o{number}-{which}", self.prefix);
                others.push((id.clone(), other));
                let leads_to = format!("{}f{number}", self.prefix);
                marks.entry(paragraph).or_default().push(Mark {
                    range,
                    class: "other",
                    rank: 0,
                    id,
                    leads_to,
                    card: None,
                });
            }
            let Some((paragraph, range)) = locator.locate(&finding.place) else { continue };
            marks.entry(paragraph).or_default().push(Mark {
                range,
                class: severity::word(finding.severity),
                rank: rank(finding.severity),
                id: format!("{}t{number}", self.prefix),
                leads_to: format!("{}f{number}", self.prefix),
                card: Some(self.card(number, finding, &others)),
            });
        }
        marks
    }

    fn card(&self, number: usize, finding: &Finding, others: &[(String, &Place)]) -> Markup {
        let message = self.messages.sentence(&finding.message);
        let word = |key: &str| self.messages.text(key, []);
        html! {
            aside class={ "card " (severity::word(finding.severity)) } id={ (self.prefix) "f" (number) } {
                div.label {
                    a href={ "#" (self.prefix) "t" (number) } title=(word("page-to-text")) {
                        span.sign { (severity::sign(finding.severity)) } " " (severity::label(finding.severity, self.messages))
                    }
                    span.rule { (finding.rule) }
                }
                div.message { (message) }
                @if !message.contains(&finding.computed) {
                    div { (word("finding-stated")) ": " b { (finding.stated) } " · " (word("finding-computed")) ": " b { (finding.computed) } }
                }
                @if !others.is_empty() {
                    div.others {
                        (word("finding-other")) ": "
                        @for (id, place) in others { a href={ "#" (id) } { (self.position(place)) } " " }
                    }
                }
                @if let Some(sentence) = &finding.may_be_right {
                    div.why { i { (word("finding-may-be-right")) ":" } " " (self.messages.sentence(sentence)) }
                }
            }
        }
    }

    /// `I.2, dòng 7`.
    fn position(&self, place: &Place) -> String {
        let line = self.messages.text("finding-line", [("line", place.line.into())]);
        if place.address.is_empty() { line } else { format!("{}, {line}", place.address) }
    }
}

fn rank(severity: Severity) -> u8 {
    match severity {
        Severity::Note => 1,
        Severity::Verify => 2,
        Severity::Certain => 3,
    }
}
