//! The catalogue of rules, for people.

use super::Screen;
use crate::severity;
use anstyle::Style;
use auditor::rules::{RULES, Rule};
use std::io::{self, Write};

const BOLD: Style = Style::new().bold();

/// Writes a rule with its examples.
///
/// # Errors
/// Those of `out`.
pub(crate) fn explain(out: &mut dyn Write, rule: &Rule, screen: &Screen<'_>) -> io::Result<()> {
    let word = |key: &str| screen.messages.text(key, []);
    writeln!(out, "{BOLD}{} · {}{BOLD:#} ({})", rule.id, text(rule, "title", screen), rule.name)?;
    let (sign, label) = (severity::sign(rule.severity), severity::label(rule.severity, screen.messages));
    writeln!(out, "  {}: {sign} {label}", word("explain-severity"))?;
    writeln!(out, "  {}: {}", word("explain-check"), text(rule, "check", screen))?;
    writeln!(out, "  {}: {}", word("explain-guard"), text(rule, "guard", screen))?;
    for (key, sign, examples) in [("explain-fires", sign, rule.fires), ("explain-silent", '✓', rule.silent)]
    {
        if !examples.is_empty() {
            writeln!(out, "  {}:", word(key))?;
        }
        for example in examples {
            writeln!(out, "    {sign} {}", super::harmless(example))?;
        }
    }
    Ok(())
}

/// Lists all rules.
///
/// # Errors
/// Those of `out`.
pub(crate) fn explain_all(out: &mut dyn Write, screen: &Screen<'_>) -> io::Result<()> {
    writeln!(out, "{BOLD}{}{BOLD:#}", screen.messages.text("explain-list", []))?;
    for rule in RULES {
        let (sign, id) = (severity::sign(rule.severity), rule.id.to_string());
        writeln!(out, "  {sign} {id:<4}{}", text(rule, "title", screen))?;
    }
    writeln!(out, "{}", screen.messages.text("explain-one", []))
}

/// A text of `locales/*/rules.ftl`.
fn text(rule: &Rule, part: &str, screen: &Screen<'_>) -> String {
    screen.messages.text(&format!("rule-r{}-{part}", rule.id.0), [])
}
