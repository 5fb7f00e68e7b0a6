//! What holds for any text and any bytes. The fuzz targets ask the same.

use composer::{docx, lint, pages, read};

/// Most bytes of a form: a fuzzer's time is spent on shapes, not on lengths.
const LONGEST: usize = 1 << 16;

/// A text as a form: what is one comes back from its .docx as it was, and has pages.
///
/// # Panics
/// Where it does not.
pub(crate) fn form(text: &str) {
    let Some(text) = text.get(..text.len().min(LONGEST)) else { return };
    let Ok(draft) = composer::form(text) else { return };
    let bytes = docx(&draft);
    let back = read(&bytes);
    assert_eq!(back.as_ref(), Ok(&draft), "what was written is read back");
    assert!(pages(&draft) > 0, "there is a page");
}

/// Bytes as a .docx: what is read of them can be written, and is read again.
///
/// # Panics
/// Where it cannot.
pub(crate) fn composed(bytes: &[u8]) {
    drop(lint(bytes));
    let Ok(draft) = read(bytes) else { return };
    let again = read(&docx(&draft));
    assert_eq!(again.as_ref(), Ok(&draft), "what was read and written is read again");
}
