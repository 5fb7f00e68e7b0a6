//! What is searched for, and what a text says to it: the same on every database, since words are made here and not there.
//!
//! | module | question it answers |
//! |---|---|
//! | [`word`] | which words has a text, as written and with marks off? |
//! | [`query`] | what was typed: words, phrases? |
//! | [`piece`] | in which pieces does an index keep a text? |
//! | [`mod@snippet`] | which lines show why it was found? |

pub mod piece;
pub mod query;
pub mod snippet;
pub mod word;

pub use piece::{Piece, pieces};
pub use query::{Form, Query};
pub use snippet::{Snippet, snippet};
pub use word::{Word, words};

#[cfg(test)]
mod tests;
