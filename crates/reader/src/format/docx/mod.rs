//! Office Open XML text documents (ISO/IEC 29500), read part by part as streams of events.
//!
//! What is read is what is printed: tracked changes are accepted, automatic numbers and labels of notes are written out,
//! hidden text is left out. The body of a note follows the paragraph that calls it, after a table when a cell calls it.
//! Headers stand before the body, footers after it.

mod fields;
mod notes;
mod numbering;
mod package;
mod paragraph;
mod properties;
mod story;
mod styles;
mod symbol;
mod tables;
mod xml;

use super::entry::{Entry, Output};
use super::legacy::Font;
use crate::{Format, Limits, LineRole, Refusal, Source};
use notes::{Marks, NoteKind};
use numbering::Numbering;
use package::{Contents, Package};
use story::{Parts, Story};
use styles::Styles;

/// The bytes an OLE container begins with: Word 97–2003, or anything under a password.
pub(crate) const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Why an OLE container is not read.
pub(super) fn refuse_ole(bytes: &[u8]) -> Refusal {
    let holds = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &wide).is_some()
    };
    if holds("EncryptedPackage") {
        Refusal::Encrypted
    } else if holds("Workbook") && !holds("WordDocument") {
        Refusal::OldFormat(".xls")
    } else if holds("PowerPoint Document") {
        Refusal::OldFormat(".ppt")
    } else {
        Refusal::OldFormat(".doc")
    }
}

/// Reads a .docx file.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Source, Refusal> {
    let mut package = Package::open(bytes, limits)?;
    let main = match package.contents()? {
        Contents::Document(part) => part,
        Contents::Other(format) => return Err(Refusal::OldFormat(format)),
        Contents::Archive => return Err(Refusal::NotADocument("it is a zip archive")),
    };
    let body =
        package.text(&main)?.ok_or_else(|| Refusal::Damaged("the document part is missing".to_owned()))?;
    let related = package.related(&main)?;
    let styles = Styles::read(&package.text_of(&related, "styles")?, limits.depth)?;
    let numbering = Numbering::read(&package.text_of(&related, "numbering")?, &styles, limits.depth)?;
    let settings = package.text_of(&related, "settings")?;
    let marks = Marks::read(&settings, &body, limits.depth)?;
    let mut parts = Parts::new(styles, numbering, marks, Font::of_markup(&body), limits.depth);

    for (kind, relation) in [(NoteKind::Foot, "footnotes"), (NoteKind::End, "endnotes")] {
        let text = package.text_of(&related, relation)?;
        let bodies = Story::notes(&text, &mut parts)?;
        parts.set_notes(kind, bodies);
    }
    let headers = furniture(&mut package, &related, "header", &mut parts)?;
    let footers = furniture(&mut package, &related, "footer", &mut parts)?;

    let mut output = Output::new(Format::Docx, limits);
    output.extend(headers)?;
    Story::body(&body, &mut parts, &mut output)?;
    output.extend(footers)?;
    output.finish()
}

/// What headers or footers say, every line once.
fn furniture(
    package: &mut Package<'_>,
    related: &[package::Relation],
    kind: &str,
    parts: &mut Parts,
) -> Result<Vec<Entry>, Refusal> {
    let mut found: Vec<Entry> = Vec::new();
    for relation in related.iter().filter(|r| r.kind == kind) {
        let Some(text) = package.text(&relation.target)? else { continue };
        for entry in Story::furniture(&text, parts)? {
            if found.iter().all(|known| known.text != entry.text) {
                found.push(Entry { role: LineRole::Furniture, ..entry });
            }
        }
    }
    Ok(found)
}
