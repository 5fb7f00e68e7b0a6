//! HTML: the text that is seen, in blocks.
//!
//! The tokenizer of html5ever feeds a stack of open elements that lives on the heap, so no depth of nesting is too deep.

mod element;
mod note;
mod reader;

use super::entry::Output;
use crate::{Format, Limits, Refusal, Source};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};
use reader::Reader;

/// Reads HTML: paragraphs, headings and list items whole, rows of tables, notes with their labels.
///
/// Notes stand where the file has them, usually at its end. Scripts, styles and what is hidden are left out.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Source, Refusal> {
    let tokenizer = Tokenizer::new(Reader::new(limits), TokenizerOpts::default());
    let queue = BufferQueue::default();
    // In pieces: a tendril counts its bytes in 32 bits and each piece is freed when it has been read.
    for piece in pieces(text) {
        queue.push_back(StrTendril::from_slice(piece));
        while !queue.is_empty() {
            // A script has ended; the tokenizer goes on after it.
            let _ = tokenizer.feed(&queue);
        }
    }
    tokenizer.end();
    let mut output = Output::new(Format::Html, limits);
    output.extend(tokenizer.sink.finish()?)?;
    output.finish()
}

fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, after) = rest.split_at(rest.floor_char_boundary(1 << 20));
        rest = after;
        Some(piece)
    })
}
