//! Formats: from bytes to a [`Source`].
//!
//! The content decides what a file is; its name only tells Markdown and plain text apart.

use crate::{Limits, Refusal, Source};

/// The text of the file `name` with content `bytes`.
///
/// # Errors
/// A [`Refusal`] when there is no text to be had, or more than `limits` allow.
pub fn extract(name: &str, bytes: &[u8], limits: &Limits) -> Result<Source, Refusal> {
    let _ = (name, limits);
    if bytes.is_empty() { Err(Refusal::Empty) } else { Err(Refusal::NotADocument("not yet")) }
}
