//! How a severity is shown: by word and sign first, by colour second.

use crate::messages::Messages;
use anstyle::{AnsiColor, Style};
use auditor::{Audit, Severity};

/// Severities, the worst first.
pub(crate) const SEVERITIES: [Severity; 3] = [Severity::Certain, Severity::Verify, Severity::Note];

/// The sign of a severity.
pub(crate) fn sign(severity: Severity) -> char {
    match severity {
        Severity::Certain => '✗',
        Severity::Verify => '?',
        Severity::Note => '•',
    }
}

/// A word for classes and names of messages.
pub(crate) fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Certain => "certain",
        Severity::Verify => "verify",
        Severity::Note => "note",
    }
}

/// The words for people: `sai chắc chắn`.
pub(crate) fn label(severity: Severity, messages: &Messages) -> String {
    messages.text(&format!("severity-{}", word(severity)), [])
}

/// What underlines the words in question.
pub(crate) fn underline(severity: Severity) -> char {
    match severity {
        Severity::Certain => '^',
        Severity::Verify => '~',
        Severity::Note => '-',
    }
}

/// The colour in a terminal.
pub(crate) fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Certain => AnsiColor::Red,
        Severity::Verify => AnsiColor::Yellow,
        Severity::Note => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}

/// How many findings of a severity the audits have.
pub(crate) fn count(audits: &[Audit], severity: Severity) -> usize {
    audits.iter().flat_map(|a| &a.findings).filter(|f| f.severity == severity).count()
}
