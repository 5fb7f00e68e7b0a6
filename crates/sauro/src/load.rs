//! Reading many inputs on all cores.

use crate::input::{Bytes, Input};
use crate::messages::Messages;
use auditor::Audit;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use reader::{Document, Limits, Refusal};
use std::io::{self, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// From so many inputs on, a bar shows how far reading is.
const MANY: usize = 8;

/// A document that was read.
pub(crate) struct Loaded {
    /// The path as given.
    pub(crate) path: String,
    /// What was read.
    pub(crate) document: Document,
}

/// A file that was not read.
#[derive(Debug)]
pub(crate) struct Refused {
    /// The path as given.
    pub(crate) path: String,
    /// Why.
    pub(crate) reason: Reason,
}

/// Why a file was not read.
#[derive(Debug)]
pub(crate) enum Reason {
    /// The reader refused its content.
    Refusal(Refusal),
    /// The system did not give it.
    System(io::Error),
    /// The reader failed: our bug; the other files are still read.
    Bug(String),
}

impl Reason {
    /// A word for machines: `no_text_layer`.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Refusal(Refusal::Empty) => "empty",
            Self::Refusal(Refusal::NotADocument(_)) => "not_a_document",
            Self::Refusal(Refusal::OldFormat(_)) => "old_format",
            Self::Refusal(Refusal::Damaged(_)) => "damaged",
            Self::Refusal(Refusal::Encrypted) => "encrypted",
            Self::Refusal(Refusal::NoTextLayer { .. }) => "no_text_layer",
            Self::Refusal(Refusal::TooLarge { .. }) => "too_large",
            Self::Refusal(Refusal::Secret) => "secret",
            Self::System(error) => match error.kind() {
                io::ErrorKind::NotFound => "not_found",
                io::ErrorKind::PermissionDenied => "no_permission",
                _ => "io",
            },
            Self::Bug(_) => "bug",
        }
    }

    /// The sentence that says why, and what to do.
    pub(crate) fn message(&self, messages: &Messages) -> String {
        let detail = |key, text: &str| messages.text(key, [("detail", text.into())]);
        let known = |key, text: &str| detail(key, &messages.text_or(&detail_key(text), text));
        match self {
            Self::Refusal(Refusal::Empty) => messages.text("refused-empty", []),
            Self::Refusal(Refusal::NotADocument(text)) => known("refused-not-a-document", text),
            Self::Refusal(Refusal::OldFormat(format)) => detail("refused-old-format", format),
            // what a library says of it, in its own language, helps nobody to get the file whole
            Self::Refusal(Refusal::Damaged(_)) => messages.text("refused-damaged", []),
            Self::Refusal(Refusal::Encrypted) => messages.text("refused-encrypted", []),
            Self::Refusal(Refusal::NoTextLayer { pages }) => {
                messages.text("refused-no-text-layer", [("pages", (*pages).into())])
            }
            Self::Refusal(Refusal::TooLarge { what, limit }) => {
                let what = messages.text_or(&detail_key(what), what);
                messages.text("refused-too-large", [("detail", what.into()), ("limit", (*limit).into())])
            }
            Self::Refusal(Refusal::Secret) => messages.text("refused-secret", []),
            Self::System(error) => match error.kind() {
                io::ErrorKind::NotFound => messages.text("refused-not-found", []),
                io::ErrorKind::PermissionDenied => messages.text("refused-no-permission", []),
                _ => detail("refused-io", &error.to_string()),
            },
            Self::Bug(text) => detail("refused-bug", text),
        }
    }
}

/// The key of the message for a detail in the words of the reader.
pub(crate) fn detail_key(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.fold("detail".to_owned(), |key, word| format!("{key}-{}", word.to_lowercase()))
}

/// What came out of reading.
#[derive(Default)]
pub(crate) struct Reading {
    /// Documents in the order of the inputs.
    pub(crate) documents: Vec<Loaded>,
    /// The others, in the order of the inputs.
    pub(crate) refused: Vec<Refused>,
}

impl Reading {
    /// Audits its documents together.
    pub(crate) fn audit(&self) -> Vec<Audit> {
        auditor::audit(&self.documents.iter().map(|d| &d.document).collect::<Vec<_>>())
    }
}

/// Reads `inputs` on all cores.
pub(crate) fn load(inputs: &[Input], limits: &Limits, messages: &Messages) -> Reading {
    let bar = bar(inputs.len(), messages);
    let results: Vec<_> = inputs
        .par_iter()
        .map(|input| {
            let result = one(input, limits);
            bar.inc(1);
            (input.path(), result)
        })
        .collect();
    bar.finish_and_clear();
    let mut reading = Reading::default();
    for (path, result) in results {
        match result {
            Ok(document) => reading.documents.push(Loaded { path, document }),
            Err(reason) => reading.refused.push(Refused { path, reason }),
        }
    }
    reading
}

fn one(input: &Input, limits: &Limits) -> Result<Document, Reason> {
    document(&input.path(), &bytes(input, limits)?, limits)
}

/// The bytes of an input.
///
/// # Errors
/// The system does not give them, or they are too many.
pub(crate) fn bytes(input: &Input, limits: &Limits) -> Result<Vec<u8>, Reason> {
    match input.bytes(limits.file).map_err(Reason::System)? {
        Bytes::TooMany => {
            Err(Reason::Refusal(Refusal::TooLarge { what: "size of the file in bytes", limit: limits.file }))
        }
        Bytes::All(bytes) => Ok(bytes),
    }
}

/// Reads a document.
///
/// # Errors
/// It is refused.
pub(crate) fn document(path: &str, bytes: &[u8], limits: &Limits) -> Result<Document, Reason> {
    // The reader promises not to panic. If it breaks the promise on one file, the others must not suffer.
    catch_unwind(AssertUnwindSafe(|| reader::read(path, bytes, limits)))
        .map_err(|panic| Reason::Bug(panic_text(panic.as_ref())))?
        .map_err(Reason::Refusal)
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic").to_owned()
}

/// A bar on standard error, for a person who waits.
fn bar(count: usize, messages: &Messages) -> ProgressBar {
    if count < MANY || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar.with_message(messages.text("progress-reading", []))
}
