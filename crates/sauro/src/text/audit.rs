//! Findings, shown as a compiler shows its own.

use super::{Screen, harmless, snippet, summary};
use crate::load::{Loaded, Reading};
use crate::severity;
use anstyle::{AnsiColor, Style};
use auditor::{Audit, Finding};
use reader::{Document, Place};
use std::io::{self, Write};

/// Of more other places only the number is told.
const MOST_OTHERS: usize = 3;
const FRAME: Style = AnsiColor::Blue.on_default();
const BOLD: Style = Style::new().bold();

/// Writes the findings and a summary.
///
/// # Errors
/// Those of `out`.
pub(crate) fn audit(
    out: &mut dyn Write,
    reading: &Reading,
    audits: &[Audit],
    screen: &Screen<'_>,
) -> io::Result<()> {
    for (loaded, audit) in reading.documents.iter().zip(audits) {
        for finding in &audit.findings {
            write_finding(out, &reading.documents, loaded, finding, screen)?;
            writeln!(out)?;
        }
    }
    summary::write(out, reading, audits, screen)?;
    summary::offer_comments(out, reading, audits, screen)
}

fn write_finding(
    out: &mut dyn Write,
    documents: &[Loaded],
    loaded: &Loaded,
    finding: &Finding,
    screen: &Screen<'_>,
) -> io::Result<()> {
    let style = severity::style(finding.severity);
    let (sign, label) =
        (severity::sign(finding.severity), severity::label(finding.severity, screen.messages));
    let message = harmless(&screen.messages.sentence(&finding.message));
    writeln!(out, "{style}{sign} {label} [{}]{style:#}{BOLD}: {message}{BOLD:#}", finding.rule)?;

    let own = finding.others.iter().map(|place| (loaded, place));
    let elsewhere = finding.elsewhere.iter().filter_map(|e| Some((documents.get(e.document)?, &e.place)));
    let others: Vec<(&Loaded, &Place)> = own.chain(elsewhere).collect();
    let shown = &others[..others.len().min(MOST_OTHERS)];
    let line = |(loaded, place): &(&Loaded, &Place)| {
        loaded.document.lines.partition_point(|l| l.range.end < place.end) + 1
    };
    let last = shown.iter().chain([&(loaded, &finding.place)]).map(line).max().unwrap_or(1);
    let frame = Frame { out, gutter: last.to_string().len(), screen };
    frame.write(loaded, finding, shown, others.len() - shown.len(), style)
}

struct Frame<'a> {
    out: &'a mut dyn Write,
    /// Columns of the line numbers.
    gutter: usize,
    screen: &'a Screen<'a>,
}

impl Frame<'_> {
    /// Writes the place of a finding, `others`, and that `more` are there.
    fn write(
        mut self,
        loaded: &Loaded,
        finding: &Finding,
        others: &[(&Loaded, &Place)],
        more: usize,
        style: Style,
    ) -> io::Result<()> {
        let messages = self.screen.messages;
        self.place("-->", &loaded.path, &finding.place, "")?;
        self.lines(&loaded.document, &finding.place, severity::underline(finding.severity), style)?;
        let other = messages.text("finding-other", []);
        for (loaded, place) in others {
            self.place(":::", &loaded.path, place, &format!(" {other}"))?;
            self.lines(&loaded.document, place, '-', FRAME)?;
        }
        if more > 0 {
            self.fact(&messages.text("finding-more-others", [("count", more.into())]))?;
        }
        let said = messages.sentence(&finding.message);
        if !said.contains(&finding.computed) {
            let pair = |key, value: &str| format!("{}: {}", messages.text(key, []), harmless(value));
            let stated = pair("finding-stated", &finding.stated);
            self.fact(&format!("{stated} · {}", pair("finding-computed", &finding.computed)))?;
        }
        if let Some(sentence) = &finding.may_be_right {
            self.fact(&harmless(&messages.sentence(sentence)))?;
        }
        Ok(())
    }

    /// `--> file:line (address, page)`.
    fn place(&mut self, arrow: &str, path: &str, place: &Place, after: &str) -> io::Result<()> {
        let messages = self.screen.messages;
        let address = harmless(&place.address);
        let within = match place.page {
            Some(page) if address.is_empty() => messages.text("finding-page", [("page", page.into())]),
            Some(page) => {
                messages.text("finding-place", [("address", address.into()), ("page", page.into())])
            }
            None => address,
        };
        let within = if within.is_empty() { within } else { format!(" ({within})") };
        let (gutter, path) = (" ".repeat(self.gutter), harmless(path));
        writeln!(self.out, "{gutter}{FRAME}{arrow}{FRAME:#} {path}:{}{within}{after}", place.line)
    }

    fn lines(&mut self, document: &Document, place: &Place, underline: char, style: Style) -> io::Result<()> {
        let gutter = self.gutter;
        writeln!(self.out, "{:gutter$} {FRAME}|{FRAME:#}", "")?;
        let width = self.screen.width.saturating_sub(gutter + 3);
        for line in snippet::lines(document, &(place.start..place.end), width) {
            if line.number == 0 {
                writeln!(self.out, "{FRAME}...{FRAME:#}")?;
                continue;
            }
            let marks: String = std::iter::repeat_n(underline, line.mark.len()).collect();
            writeln!(self.out, "{FRAME}{:>gutter$} |{FRAME:#} {}", line.number, line.text)?;
            writeln!(
                self.out,
                "{:gutter$} {FRAME}|{FRAME:#} {:2$}{style}{marks}{style:#}",
                "", "", line.mark.start
            )?;
        }
        Ok(())
    }

    fn fact(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{} {FRAME}={FRAME:#} {text}", " ".repeat(self.gutter))
    }
}
