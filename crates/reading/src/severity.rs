//! How a severity is shown: by word and sign first, by colour second.

use auditor::Severity;
use messages::Messages;

/// Severities, the worst first.
pub const SEVERITIES: [Severity; 3] = [Severity::Certain, Severity::Verify, Severity::Note];

/// The sign of a severity.
#[must_use]
pub fn sign(severity: Severity) -> char {
    match severity {
        Severity::Certain => '✗',
        Severity::Verify => '?',
        Severity::Note => '•',
    }
}

/// A word for classes and names of messages.
#[must_use]
pub fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Certain => "certain",
        Severity::Verify => "verify",
        Severity::Note => "note",
    }
}

/// The words for people: `sai chắc chắn`.
#[must_use]
pub fn label(severity: Severity, messages: &Messages) -> String {
    messages.text(&format!("severity-{}", word(severity)), [])
}
