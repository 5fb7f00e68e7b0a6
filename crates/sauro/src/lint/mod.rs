//! `lint`: what of a .docx does not stand as the layout of its day wants it.

mod words;

use crate::input::Input;
use crate::load::{self, Reason, Refused};
use crate::messages::Messages;
use auditor::Severity;
use composer::{Deviation, Lint, ReadError};
use reader::{Limits, Refusal};
use serde::Serialize;
use std::io::{self, Write};
use std::path::PathBuf;

/// A file that was held against its layout.
pub(crate) struct Linted {
    path: String,
    pub(crate) lint: Lint,
}

/// Holds each file against the layout of its day; those that were not read come second.
pub(crate) fn lint(files: &[PathBuf]) -> (Vec<Linted>, Vec<Refused>) {
    let (mut linted, mut refused) = (Vec::new(), Vec::new());
    for file in files {
        let input = if file.as_os_str() == "-" { Input::Standard } else { Input::File(file.clone()) };
        let path = input.path();
        let bytes = load::bytes(&input, &Limits::default());
        match bytes.and_then(|bytes| composer::lint(&bytes).map_err(|error| Reason::Refusal(refusal(error))))
        {
            Ok(lint) => linted.push(Linted { path, lint }),
            Err(reason) => refused.push(Refused { path, reason }),
        }
    }
    (linted, refused)
}

fn refusal(error: ReadError) -> Refusal {
    match error {
        ReadError::NotDocx(_) => Refusal::NotADocument("it is no docx file"),
        other => Refusal::Damaged(other.to_string()),
    }
}

fn severity(deviation: &Deviation) -> Severity {
    if deviation.disputed { Severity::Verify } else { Severity::Certain }
}

/// Writes what deviates for people.
pub(crate) fn text(out: &mut dyn Write, linted: &[Linted], messages: &Messages) -> io::Result<()> {
    for Linted { path, lint } in linted {
        let count =
            |severity_wanted| lint.deviations.iter().filter(|d| severity(d) == severity_wanted).count();
        let facts = [
            ("path", path.clone().into()),
            ("layout", lint.layout.name.clone().into()),
            ("certain", count(Severity::Certain).into()),
            ("verify", count(Severity::Verify).into()),
        ];
        writeln!(out, "{}", messages.text("lint-summary", facts))?;
        for deviation in &lint.deviations {
            let severity = severity(deviation);
            let style = crate::severity::style(severity);
            let (sign, label) = (crate::severity::sign(severity), crate::severity::label(severity, messages));
            let sentence = words::sentence(deviation, messages);
            writeln!(out, "{style}{sign} {label}{style:#} [{}]: {sentence}", deviation.rule.name())?;
            if !deviation.quote.is_empty() {
                let facts = [
                    ("quote", crate::text::harmless(&deviation.quote).into()),
                    ("count", deviation.count.into()),
                ];
                writeln!(out, "    {}", messages.text("lint-place", facts))?;
            }
            writeln!(out, "    = {}", deviation.source)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct Whole<'l> {
    version: u32,
    documents: Vec<Document<'l>>,
    refused: Vec<RefusedEntry<'l>>,
}

#[derive(Serialize)]
struct Document<'l> {
    path: &'l str,
    layout: &'l str,
    deviations: Vec<Entry<'l>>,
}

#[derive(Serialize)]
struct Entry<'l> {
    rule: &'static str,
    severity: &'static str,
    part: Option<String>,
    found: &'l str,
    wanted: &'l str,
    source: &'l str,
    quote: &'l str,
    count: usize,
    message: String,
}

#[derive(Serialize)]
struct RefusedEntry<'l> {
    path: &'l str,
    message: String,
}

/// Writes what deviates for machines.
pub(crate) fn json(
    out: &mut dyn Write,
    linted: &[Linted],
    refused: &[Refused],
    messages: &Messages,
) -> io::Result<()> {
    let documents = linted.iter().map(|Linted { path, lint }| Document {
        path,
        layout: &lint.layout.name,
        deviations: lint.deviations.iter().map(|deviation| entry(deviation, messages)).collect(),
    });
    let refused = refused
        .iter()
        .map(|refused| RefusedEntry { path: &refused.path, message: refused.reason.message(messages) });
    let whole = Whole { version: 1, documents: documents.collect(), refused: refused.collect() };
    serde_json::to_writer_pretty(&mut *out, &whole)?;
    writeln!(out)
}

fn entry<'l>(deviation: &'l Deviation, messages: &Messages) -> Entry<'l> {
    Entry {
        rule: deviation.rule.name(),
        severity: crate::severity::word(severity(deviation)),
        part: deviation.element.map(|element| messages.text(words::part(element), [])),
        found: &deviation.found,
        wanted: &deviation.wanted,
        source: &deviation.source,
        quote: &deviation.quote,
        count: deviation.count,
        message: words::sentence(deviation, messages),
    }
}
