//! The result for people at a terminal.

mod audit;
mod explain;
mod read;
mod snippet;
mod summary;
mod table;

pub(crate) use audit::audit;
pub(crate) use explain::{explain, explain_all};
pub(crate) use read::read;
pub(crate) use summary::{coverage, write as summary};

use crate::messages::Messages;
use unicode_width::UnicodeWidthStr;

/// A page of text being written for a person.
pub(crate) struct Screen<'a> {
    /// The language.
    pub(crate) messages: &'a Messages,
    /// Columns.
    pub(crate) width: usize,
}

/// Text of a document made harmless for a terminal and joined into one line.
pub(crate) fn harmless(text: &str) -> String {
    text.chars().map(|c| if c == '\t' { ' ' } else { snippet::harmless(c) }).collect()
}

/// `text` filled up with blanks to `width` columns.
fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

#[cfg(test)]
mod tests;
