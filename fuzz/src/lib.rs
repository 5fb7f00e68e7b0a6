//! What the targets share.

#[path = "../../crates/reader/tests/valid/mod.rs"]
mod valid;

#[path = "../../crates/composer/tests/common/promises.rs"]
mod promises;

use reader::{Limits, read};

/// Small enough that a bomb is refused before the fuzzer calls it slow.
const LIMITS: Limits = Limits { file: 1 << 20, unpacked: 8 << 20, depth: 64, pages: 50 };

/// Reads and audits the file `name`; both must give an answer, and a document that was read must be valid.
///
/// # Panics
/// Where a promise is broken.
pub fn document(name: &str, bytes: &[u8]) {
    let Ok(document) = read(name, bytes, &LIMITS) else { return };
    valid::check(&document);
    for audit in auditor::audit(&[&document, &document]) {
        for place in audit.findings.iter().flat_map(|finding| finding.others.iter().chain([&finding.place])) {
            assert!(document.text.get(place.start..place.end).is_some(), "{place:?}");
        }
        for relation in &audit.relations {
            assert!(document.text.get(relation.place.start..relation.place.end).is_some(), "{relation:?}");
        }
    }
}

/// A text as the form from which a document is composed.
///
/// # Panics
/// Where a promise is broken.
pub fn form(text: &str) {
    promises::form(text);
}

/// Bytes as a .docx that comes back from Word.
///
/// # Panics
/// Where a promise is broken.
pub fn composed(bytes: &[u8]) {
    promises::composed(bytes);
}
