//! What was read: metadata, outline, notes, citations, tasks, targets.

use super::{Screen, harmless, padded, table};
use crate::load::Reading;
use anstyle::Style;
use reader::{Document, Span};
use reading::words;
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

const BOLD: Style = Style::new().bold();

/// Writes what was read.
///
/// # Errors
/// Those of `out`.
pub(crate) fn read(out: &mut dyn Write, reading: &Reading, screen: &Screen<'_>) -> io::Result<()> {
    for (index, loaded) in reading.documents.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{BOLD}{}{BOLD:#}", harmless(&loaded.path))?;
        let page = Page { document: &loaded.document, screen };
        page.metadata(out)?;
        page.outline(out)?;
        page.citations(out)?;
        page.tasks(out)?;
        page.targets(out)?;
    }
    Ok(())
}

struct Page<'a> {
    document: &'a Document,
    screen: &'a Screen<'a>,
}

impl Page<'_> {
    fn word(&self, key: &str) -> String {
        self.screen.messages.text(key, [])
    }

    fn title(&self, out: &mut dyn Write, key: &str, count: usize) -> io::Result<()> {
        let title = self.word(key);
        let title = self.screen.messages.text("count-of", [("title", title.into()), ("count", count.into())]);
        writeln!(out, "\n{BOLD}{title}{BOLD:#}")
    }

    fn line(&self, span: &Span) -> String {
        self.document.place(span.paragraph, span.range.clone()).line.to_string()
    }

    fn metadata(&self, out: &mut dyn Write) -> io::Result<()> {
        let facts = words::metadata(self.document, self.screen.messages);
        if facts.is_empty() {
            return writeln!(out, "  {}", self.word("metadata-none"));
        }
        let width = facts.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        for (name, value) in facts {
            writeln!(out, "  {}  {}", padded(&name, width), harmless(&value))?;
        }
        Ok(())
    }

    fn outline(&self, out: &mut dyn Write) -> io::Result<()> {
        self.title(out, "outline", self.document.sections.len())?;
        if self.document.sections.is_empty() {
            writeln!(out, "  {}", self.word("outline-none"))?;
        }
        for section in &self.document.sections {
            let indent = 2 * section.level.clamp(1, 10);
            let text = harmless(&format!("{} {}", section.label, section.title));
            writeln!(
                out,
                "{:indent$}{}",
                "",
                table::cut(text.trim(), self.screen.width.saturating_sub(indent))
            )?;
        }
        if !self.document.notes.is_empty() {
            let count = self.document.notes.len();
            writeln!(out, "  {}", self.screen.messages.text("notes-count", [("count", count.into())]))?;
        }
        Ok(())
    }

    fn citations(&self, out: &mut dyn Write) -> io::Result<()> {
        let citations = &self.document.citations;
        self.title(out, "citations", citations.len())?;
        let heads = ["column-line", "column-document", "column-date", "column-relation", "column-issuer"];
        let rows: Vec<_> = citations
            .iter()
            .map(|c| {
                [
                    self.line(&c.span),
                    words::cited(c),
                    c.date.as_ref().map(words::written_date).unwrap_or_default(),
                    words::relation(c.relation, self.screen.messages),
                    c.issuer.clone().unwrap_or_default(),
                ]
            })
            .collect();
        table::write(out, heads.map(|h| self.word(h)), &rows, self.screen.width)
    }

    fn tasks(&self, out: &mut dyn Write) -> io::Result<()> {
        let tasks = &self.document.tasks;
        self.title(out, "tasks", tasks.len())?;
        let heads = [
            "column-line",
            "column-deadline",
            "column-lead",
            "column-coordinate",
            "column-product",
            "column-action",
        ];
        let rows: Vec<_> = tasks
            .iter()
            .map(|t| {
                [
                    self.line(&t.span),
                    words::due(t, self.screen.messages),
                    words::units(&t.lead, self.screen.messages),
                    t.coordinate.join(", "),
                    t.product.clone().unwrap_or_default(),
                    t.action.clone(),
                ]
            })
            .collect();
        table::write(out, heads.map(|h| self.word(h)), &rows, self.screen.width)
    }

    fn targets(&self, out: &mut dyn Write) -> io::Result<()> {
        let targets = &self.document.targets;
        self.title(out, "targets", targets.len())?;
        let heads = [
            "column-line",
            "column-period",
            "column-target",
            "column-actual",
            "column-unit",
            "column-indicator",
        ];
        let rows: Vec<_> = targets
            .iter()
            .map(|t| {
                [
                    self.line(&t.span),
                    t.period.as_ref().map(words::period).unwrap_or_default(),
                    words::range(t.min, t.max),
                    t.actual.map(words::decimal).unwrap_or_default(),
                    t.unit.clone().unwrap_or_default(),
                    t.indicator.clone(),
                ]
            })
            .collect();
        table::write(out, heads.map(|h| self.word(h)), &rows, self.screen.width)
    }
}
