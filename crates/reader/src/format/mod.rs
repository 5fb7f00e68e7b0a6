//! Formats: from bytes to a [`Source`].
//!
//! The content decides what a file is; its name only tells kinds of text apart: plain text, Markdown, HTML.

mod decode;
mod docx;
mod entry;
mod html;
mod legacy;
mod markdown;
mod pdf;
pub(crate) mod plain;
pub(crate) mod superscript;
mod table;

pub(crate) use decode::decode;
pub(crate) use docx::OLE;

use crate::{Limits, Refusal, Source};

/// The text of the file `name` with content `bytes`.
///
/// Text formats in UTF-8 keep every byte, so that places are offsets into the file; other formats and encodings give the
/// text that was extracted. Time and memory are linear in what is unpacked.
///
/// # Errors
/// A [`Refusal`] when there is no text to be had, or more than `limits` allow.
pub fn extract(name: &str, bytes: &[u8], limits: &Limits) -> Result<Source, Refusal> {
    if bytes.len() as u64 > limits.file {
        return Err(Refusal::TooLarge { what: "size of the file in bytes", limit: limits.file });
    }
    match Content::of(bytes) {
        Content::Nothing => Err(Refusal::Empty),
        Content::Zip => docx::read(bytes, limits),
        Content::Pdf => pdf::read(bytes, limits),
        Content::Ole => Err(docx::refuse_ole(bytes)),
        Content::Known(format) => Err(Refusal::OldFormat(format)),
        Content::Foreign(what) => Err(Refusal::NotADocument(what)),
        Content::Text => text(name, bytes, limits),
    }
}

fn text(name: &str, bytes: &[u8], limits: &Limits) -> Result<Source, Refusal> {
    let kind = TextKind::of(name, bytes);
    let text = decode(bytes, kind == TextKind::Html)?;
    match kind {
        TextKind::Html => html::read(&text, limits),
        TextKind::Markdown => markdown::read(text, limits),
        TextKind::Plain => plain::read(text, limits),
    }
}

/// What the first bytes show.
enum Content {
    Nothing,
    /// A zip container: .docx and others.
    Zip,
    /// Portable Document Format.
    Pdf,
    /// A container of old office formats, or of what is under a password.
    Ole,
    Text,
    /// A format of documents that is not read.
    Known(&'static str),
    /// Something else.
    Foreign(&'static str),
}

impl Content {
    fn of(bytes: &[u8]) -> Self {
        const FOREIGN: [(&[u8], &str); 9] = [
            (b"\x89PNG", "it is a picture (PNG)"),
            (b"\xff\xd8\xff", "it is a picture (JPEG)"),
            (b"GIF8", "it is a picture (GIF)"),
            (b"II*\0", "it is a picture (TIFF)"),
            (b"MM\0*", "it is a picture (TIFF)"),
            (b"\x1f\x8b", "it is an archive (gzip)"),
            (b"7z\xbc\xaf", "it is an archive (7z)"),
            (b"Rar!", "it is an archive (RAR)"),
            (b"%!PS", "it is PostScript"),
        ];
        if bytes.is_empty() {
            return Self::Nothing;
        }
        if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
            return Self::Zip;
        }
        // Some writers put bytes before the header; the format allows it within the first kilobyte.
        if memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-").is_some() {
            return Self::Pdf;
        }
        if bytes.starts_with(OLE) {
            return Self::Ole;
        }
        if let Some((_, what)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
            return Self::Foreign(what);
        }
        let head = &bytes[..bytes.len().min(1024)];
        let start = head.trim_ascii_start();
        if start.starts_with(b"{\\rtf") {
            return Self::Known(".rtf");
        }
        if start.starts_with(b"<?xml") && memchr::memmem::find(head, b"Word.Document").is_some() {
            return Self::Known(".xml (Word)");
        }
        if start.starts_with(b"MIME-Version:") && memchr::memmem::find(head, b"multipart/related").is_some() {
            return Self::Known(".mht");
        }
        Self::Text
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum TextKind {
    Plain,
    Markdown,
    Html,
}

impl TextKind {
    fn of(name: &str, bytes: &[u8]) -> Self {
        let extension = name.rsplit_once('.').map_or("", |(_, e)| e);
        let is = |known: &[&str]| known.iter().any(|k| k.eq_ignore_ascii_case(extension));
        if decode::looks_like_html(bytes, is(&["html", "htm", "xhtml"])) {
            Self::Html
        } else if is(&["md", "markdown"]) {
            Self::Markdown
        } else {
            Self::Plain
        }
    }
}
