//! How a severity is shown: by word and sign first, by colour second.

use anstyle::{AnsiColor, Style};
use auditor::{Audit, Severity};
pub(crate) use reading::severity::{SEVERITIES, label, sign, word};

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
