//! The page of an audit: the summary, then every document with its findings in the margin.

use super::paper::paper;
use super::{contents, page, refused};
use crate::load::{Loaded, Reading};
use crate::messages::Messages;
use crate::severity::{self, SEVERITIES};
use crate::text::coverage;
use auditor::{Audit, Finding, Severity};
use maud::{Markup, html};
use reader::Place;
use reading::locate::Locator;
use reading::paper::{Mark, Marks};
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
            (document((index, &paths), loaded, audit, &called(index, reading, audits), messages))
        }
    };
    out.write_all(page(&messages.text("page-audit-title", []), &body, messages).into_string().as_bytes())
}

/// A place of a document to which a finding in another one belongs.
struct Called<'a> {
    id: String,
    place: &'a Place,
    /// The card of the finding.
    leads_to: String,
}

/// The places of the document at `index` that findings in other documents name.
fn called<'a>(index: usize, reading: &'a Reading, audits: &'a [Audit]) -> Vec<Called<'a>> {
    let mut out = Vec::new();
    for (own, audit) in audits.iter().enumerate().take(reading.documents.len()) {
        for (number, finding) in audit.findings.iter().enumerate() {
            for (which, e) in finding.elsewhere.iter().enumerate().filter(|(_, e)| e.document == index) {
                let leads_to = format!("#d{own}-f{number}");
                out.push(Called {
                    id: elsewhere_id(&format!("d{own}-"), number, which),
                    place: &e.place,
                    leads_to,
                });
            }
        }
    }
    out
}

/// The id of a place in another document.
fn elsewhere_id(prefix: &str, number: usize, which: usize) -> String {
    format!("{prefix}e{number}-{which}")
}

fn document(
    (index, paths): (usize, &[&str]),
    loaded: &Loaded,
    audit: &Audit,
    called: &[Called<'_>],
    messages: &Messages,
) -> Markup {
    let prefix = format!("d{index}-");
    let list = Numbered { prefix: &prefix, paths, messages };
    html! {
        section.document id={ "d" (index) } {
            h2.path { (loaded.path) @if let Some(symbol) = &loaded.document.metadata.symbol { " · " (symbol) } }
            @if audit.findings.is_empty() {
                p { (messages.text("page-no-findings", [])) }
            } @else {
                (list.overview(&audit.findings))
            }
            div.sheet { (paper(&loaded.document, &list.marks(loaded, &audit.findings, called), &prefix, messages)) }
        }
    }
}

/// The findings of a document, numbered as they come.
struct Numbered<'a> {
    prefix: &'a str,
    /// The paths of all documents.
    paths: &'a [&'a str],
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

    fn marks(&self, loaded: &Loaded, findings: &[Finding], called: &[Called<'_>]) -> Marks {
        let mut locator = Locator::new(&loaded.document);
        let mut marks = Marks::new();
        for Called { id, place, leads_to } in called {
            let Some((paragraph, range)) = locator.locate(place) else { continue };
            let (id, leads_to) = (id.clone(), leads_to.clone());
            let mark = Mark { range, class: "other", rank: 0, id, leads_to, card: None };
            marks.entry(paragraph).or_default().push(mark);
        }
        for (number, finding) in findings.iter().enumerate() {
            let mut others = Vec::new();
            for (which, other) in finding.others.iter().enumerate() {
                let Some((paragraph, range)) = locator.locate(other) else { continue };
                let id = format!("{}o{number}-{which}", self.prefix);
                others.push((id.clone(), self.position(other)));
                let leads_to = format!("#{}f{number}", self.prefix);
                marks.entry(paragraph).or_default().push(Mark {
                    range,
                    class: "other",
                    rank: 0,
                    id,
                    leads_to,
                    card: None,
                });
            }
            for (which, e) in finding.elsewhere.iter().enumerate() {
                let position = format!("{}, {}", self.path(e.document), self.position(&e.place));
                others.push((elsewhere_id(self.prefix, number, which), position));
            }
            let Some((paragraph, range)) = locator.locate(&finding.place) else { continue };
            marks.entry(paragraph).or_default().push(Mark {
                range,
                class: severity::word(finding.severity),
                rank: rank(finding.severity),
                id: format!("{}t{number}", self.prefix),
                leads_to: format!("#{}f{number}", self.prefix),
                card: Some(self.card(number, finding, &others)),
            });
        }
        marks
    }

    fn card(&self, number: usize, finding: &Finding, others: &[(String, String)]) -> Markup {
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
                        @for (id, position) in others { a href={ "#" (id) } { (position) } " " }
                    }
                }
                @if let Some(sentence) = &finding.may_be_right {
                    div.why { (self.messages.sentence(sentence)) }
                }
            }
        }
    }

    /// The path of a document that was given.
    fn path(&self, document: usize) -> &str {
        self.paths.get(document).copied().unwrap_or("")
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
