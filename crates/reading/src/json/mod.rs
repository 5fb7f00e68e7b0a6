//! The result for machines: one JSON object, version 1.
//!
//! Positions are byte offsets into the file for plain text, Markdown and HTML in UTF-8, into the text that `--text` prints
//! otherwise. What is absent is `null`.

mod audit;
mod read;

use crate::{Loaded, Reading, Refused};
use auditor::Audit;
use messages::Messages;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Whole<D> {
    version: u32,
    documents: Vec<D>,
    refused: Vec<RefusedEntry>,
}

#[derive(Serialize)]
struct RefusedEntry {
    path: String,
    reason: &'static str,
    message: String,
}

/// Writes what was read.
///
/// # Errors
/// Those of `out`.
pub fn read(out: &mut dyn Write, reading: &Reading, messages: &Messages) -> io::Result<()> {
    let documents = reading.documents.iter().map(|d| read::entry(&d.path, &d.document)).collect();
    write(out, documents, &reading.refused, messages)
}

/// Writes what the audit found.
///
/// # Errors
/// Those of `out`.
pub fn audit(
    out: &mut dyn Write,
    reading: &Reading,
    audits: &[Audit],
    messages: &Messages,
) -> io::Result<()> {
    let paths: Vec<&str> = reading.documents.iter().map(|d| d.path.as_str()).collect();
    let pairs = reading.documents.iter().zip(audits);
    let documents = pairs
        .map(|(Loaded { path, document }, audit)| audit::entry(path, &paths, document, audit, messages))
        .collect();
    write(out, documents, &reading.refused, messages)
}

fn write<D: Serialize>(
    out: &mut dyn Write,
    documents: Vec<D>,
    refused: &[Refused],
    messages: &Messages,
) -> io::Result<()> {
    let refused = refused.iter().map(|r| RefusedEntry {
        path: r.path.clone(),
        reason: r.reason.code(),
        message: r.reason.message(messages),
    });
    serde_json::to_writer(&mut *out, &Whole { version: 1, documents, refused: refused.collect() })?;
    out.write_all(b"\n")
}
