//! Documents that were read, why others were not, and what was found: the one JSON of it, its words, its marks on the paper. For the command line,
//! the programming interface and the pages of the site.

pub mod json;
pub mod locate;
pub mod paper;
pub mod severity;
pub mod words;

use auditor::{Audit, Sentence};
use messages::{Language, Messages};
use reader::{Document, Limits, Refusal};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

/// A document that was read.
pub struct Loaded {
    /// The path as given.
    pub path: String,
    /// What was read.
    pub document: Document,
}

/// A file that was not read.
#[derive(Debug)]
pub struct Refused {
    /// The path as given.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

/// Why a file was not read.
#[derive(Debug)]
pub enum Reason {
    /// The reader refused its content.
    Refusal(Refusal),
    /// The system did not give it.
    System(io::Error),
    /// The reader failed: our bug; the other files are still read.
    Bug(String),
}

impl Reason {
    /// A word for machines: `no_text_layer`.
    pub fn code(&self) -> &'static str {
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
    pub fn message(&self, messages: &Messages) -> String {
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
pub fn detail_key(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.fold("detail".to_owned(), |key, word| format!("{key}-{}", word.to_lowercase()))
}

/// What came out of reading.
#[derive(Default)]
pub struct Reading {
    /// Documents in the order of the inputs.
    pub documents: Vec<Loaded>,
    /// The others, in the order of the inputs.
    pub refused: Vec<Refused>,
}

impl Reading {
    /// Audits its documents together.
    pub fn audit(&self) -> Vec<Audit> {
        auditor::audit(&self.documents.iter().map(|d| &d.document).collect::<Vec<_>>())
    }
}

/// Reads a document.
///
/// # Errors
/// It is refused.
pub fn document(path: &str, bytes: &[u8], limits: &Limits) -> Result<Document, Reason> {
    // The reader promises not to panic. If it breaks the promise on one file, the others must not suffer.
    catch_unwind(AssertUnwindSafe(|| reader::read(path, bytes, limits)))
        .map_err(|panic| Reason::Bug(panic_text(panic.as_ref())))?
        .map_err(Reason::Refusal)
}

fn panic_text(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic").to_owned()
}

/// A sentence of the auditor.
pub fn sentence(messages: &Messages, sentence: &Sentence) -> String {
    messages
        .format(sentence.key, sentence.arguments.iter().map(|(name, value)| (*name, value.as_str().into())))
}

/// The messages about documents in a language: what is found, and why one is not read.
#[must_use]
pub fn messages(language: Language) -> &'static Messages {
    macro_rules! files {
        ($language:literal) => {
            [
                include_str!(concat!("../../../locales/", $language, "/audit.ftl")),
                include_str!(concat!("../../../locales/", $language, "/cli.ftl")),
                include_str!(concat!("../../../locales/", $language, "/report.ftl")),
                include_str!(concat!("../../../locales/", $language, "/rules.ftl")),
            ]
        };
    }
    static VIETNAMESE: LazyLock<Messages> = LazyLock::new(|| Messages::new(Language::Vi, files!("vi")));
    static ENGLISH: LazyLock<Messages> = LazyLock::new(|| Messages::new(Language::En, files!("en")));
    match language {
        Language::Vi => &VIETNAMESE,
        Language::En => &ENGLISH,
    }
}
