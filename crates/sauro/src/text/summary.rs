//! The end of an audit: what was found, how much was understood, what to do next.

use super::Screen;
use crate::load::Reading;
use crate::messages::Messages;
use crate::severity::{self, SEVERITIES};
use anstyle::Style;
use auditor::{Audit, Severity, Verdict};
use reader::Format;
use std::io::{self, Write};

const BOLD: Style = Style::new().bold();

/// Writes the summary.
///
/// # Errors
/// Those of `out`.
pub(crate) fn write(
    out: &mut dyn Write,
    reading: &Reading,
    audits: &[Audit],
    screen: &Screen<'_>,
) -> io::Result<()> {
    let messages = screen.messages;
    let mut counts = vec![messages.text("summary-documents", [("count", audits.len().into())])];
    for severity in SEVERITIES {
        let count = severity::count(audits, severity);
        if count > 0 {
            let key = format!("summary-{}", severity::word(severity));
            counts.push(format!(
                "{} {}",
                severity::sign(severity),
                messages.text(&key, [("count", count.into())])
            ));
        }
    }
    if counts.len() == 1 && !audits.is_empty() {
        counts.push(messages.text("summary-none", []));
    }
    if !reading.refused.is_empty() {
        counts.push(messages.text("summary-refused", [("count", reading.refused.len().into())]));
    }
    writeln!(out, "{BOLD}{}{BOLD:#}: {}", messages.text("summary", []), counts.join("; "))?;
    if audits.is_empty() {
        return Ok(());
    }
    for line in coverage(audits, messages) {
        writeln!(out, "  {line}")?;
    }
    writeln!(out, "{BOLD}{}{BOLD:#}:", messages.text("summary-next", []))?;
    for line in next(audits, screen) {
        writeln!(out, "  - {line}")?;
    }
    Ok(())
}

/// How many numbers were understood and how many relations were checked: two lines.
pub(crate) fn coverage(audits: &[Audit], messages: &Messages) -> [String; 2] {
    let (numbers, typed) = numbers(audits);
    let verdicts =
        |verdict| audits.iter().flat_map(|a| &a.relations).filter(|r| r.verdict == verdict).count();
    let relations: usize = audits.iter().map(|a| a.relations.len()).sum();
    let numbers = match (typed * 100).checked_div(numbers) {
        None => messages.text("summary-no-numbers", []),
        Some(share) => messages.text(
            "summary-numbers",
            [("numbers", numbers.into()), ("typed", typed.into()), ("share", share.into())],
        ),
    };
    let relations = if relations == 0 {
        messages.text("summary-no-relations", [])
    } else {
        messages.text(
            "summary-relations",
            [
                ("relations", relations.into()),
                ("holds", verdicts(Verdict::Holds).into()),
                ("rounded", verdicts(Verdict::HoldsRounded).into()),
                ("broken", verdicts(Verdict::Broken).into()),
                ("open", verdicts(Verdict::Open).into()),
            ],
        )
    };
    [numbers, relations]
}

/// Numbers in the texts, and those of them whose meaning is known.
fn numbers(audits: &[Audit]) -> (usize, usize) {
    (audits.iter().map(|a| a.coverage.numbers).sum(), audits.iter().map(|a| a.coverage.typed).sum())
}

fn next(audits: &[Audit], screen: &Screen<'_>) -> Vec<String> {
    let messages = screen.messages;
    let mut lines = Vec::new();
    let count = |severity| severity::count(audits, severity);
    let worst = audits.iter().flat_map(|a| &a.findings).find(|f| f.severity == Severity::Certain);
    if let Some(finding) = worst {
        let rule = finding.rule.to_string();
        lines.push(
            messages
                .text("next-certain", [("count", count(Severity::Certain).into()), ("rule", rule.into())]),
        );
    }
    if count(Severity::Verify) > 0 {
        lines.push(messages.text("next-verify", [("count", count(Severity::Verify).into())]));
    }
    if count(Severity::Note) > 0 {
        lines.push(messages.text("next-note", []));
    }
    let (numbers, typed) = numbers(audits);
    if audits.iter().all(|a| a.relations.is_empty()) {
        lines.push(messages.text("next-nothing-checked", []));
    } else if typed < numbers {
        lines.push(messages.text("next-blind", [("count", (numbers - typed).into())]));
    }
    if lines.is_empty() {
        lines.push(messages.text("next-fine", []));
    }
    lines
}

/// Writes how to get the findings as comments, where that can be had.
///
/// # Errors
/// Those of `out`.
pub(super) fn offer_comments(
    out: &mut dyn Write,
    reading: &Reading,
    audits: &[Audit],
    screen: &Screen<'_>,
) -> io::Result<()> {
    let found = audits.iter().any(|a| !a.findings.is_empty());
    if found
        && let [only] = reading.documents.as_slice()
        && only.document.format == Format::Docx
    {
        let offer = screen.messages.text("next-annotate", [("path", only.path.as_str().into())]);
        writeln!(out, "  - {offer}")?;
    }
    Ok(())
}
