//! PDF with a text layer, read by geometry.
//!
//! lopdf gives objects, streams and decryption; content is interpreted here, because the crates that do it stop at odd files
//! and do not say which font a letter had. From letters to lines: [`interpret`] places letters, [`rows`] puts them into
//! rows, [`page`] finds columns, tables, notes and running heads.

#![expect(clippy::float_arithmetic, reason = "positions on a page, no figures of the user's")]

mod cmap;
mod font;
mod interpret;
mod matrix;
mod page;
mod regions;
mod rows;
mod rules;

use super::entry::{Entry, Output};
use crate::{Format, Limits, LineRole, Refusal, Source};
use lopdf::{Document, LoadOptions};

/// A file unpacks to at most this much more than its size; below [`HARMLESS`] it does not matter.
const RATIO: u64 = 200;
const HARMLESS: u64 = 64 << 20;

/// Reads a PDF file.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Source, Refusal> {
    // The library promises errors, but a panic of its parser on a crafted file must not take the program down.
    let read = std::panic::catch_unwind(|| read_pages(bytes, limits));
    read.unwrap_or_else(|_| Err(Refusal::Damaged("its structure cannot be read".to_owned())))
}

fn read_pages(bytes: &[u8], limits: &Limits) -> Result<Source, Refusal> {
    let budget = limits.unpacked.min(HARMLESS.max((bytes.len() as u64).saturating_mul(RATIO)));
    let largest = usize::try_from(budget).unwrap_or(usize::MAX);
    let options = LoadOptions { max_decompressed_size: Some(largest), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(refuse)?;
    if document.is_encrypted() {
        return Err(Refusal::Encrypted);
    }
    let ids: Vec<_> = document.page_iter().take(limits.pages.saturating_add(1)).collect();
    if ids.len() > limits.pages {
        return Err(Refusal::TooLarge { what: "number of pages", limit: limits.pages as u64 });
    }
    if ids.is_empty() {
        return Err(Refusal::Damaged("the file has no pages".to_owned()));
    }
    let mut interpreter = interpret::Interpreter::new(&document, largest);
    let mut pages = Vec::with_capacity(ids.len());
    for id in &ids {
        pages.push(rows::Sheet::new(interpreter.page(*id)?));
    }
    if pages.iter().all(rows::Sheet::is_blank) {
        return Err(Refusal::NoTextLayer { pages: ids.len() });
    }
    let mut output = Output::new(Format::Pdf, limits);
    for (index, lines) in page::classify(pages).into_iter().enumerate() {
        output.set_page(u32::try_from(index + 1).unwrap_or(u32::MAX));
        output.extend(lines)?;
    }
    output.finish()
}

/// A blank line: what follows begins a paragraph.
fn blank() -> Entry {
    Entry::new("", LineRole::Flow)
}

fn refuse(error: lopdf::Error) -> Refusal {
    match error {
        lopdf::Error::InvalidPassword
        | lopdf::Error::Decryption(_)
        | lopdf::Error::UnsupportedSecurityHandler(_) => Refusal::Encrypted,
        other => Refusal::Damaged(other.to_string()),
    }
}
