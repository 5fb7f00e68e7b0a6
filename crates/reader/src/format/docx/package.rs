//! The zip container and the relations between its parts (ISO/IEC 29500-2).

use super::xml::{self, Event, Name, Xml};
use crate::{Limits, Refusal};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// Unpacked sizes below this are never suspicious.
const HARMLESS: u64 = 64 << 20;
/// What is unpacked may be this many times as large as the file; word processors stay below 30.
const RATIO: u64 = 200;

/// A .docx file.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Bytes that may still be unpacked.
    budget: u64,
    limit: u64,
    depth: usize,
}

/// What a zip file holds.
pub(super) enum Contents {
    /// A text document with this main part.
    Document(String),
    /// Another office format.
    Other(&'static str),
    /// Anything else.
    Archive,
}

/// A relation to another part.
#[derive(Debug)]
pub(super) struct Relation {
    /// Last word of its type: `styles`, `footnotes`, `header`.
    pub(super) kind: String,
    /// Name of the part.
    pub(super) target: String,
}

impl<'b> Package<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| Refusal::Damaged(e.to_string()))?;
        let limit = limits.unpacked.min(HARMLESS.max((bytes.len() as u64).saturating_mul(RATIO)));
        Ok(Self { archive, budget: limit, limit, depth: limits.depth })
    }

    /// What the file is.
    pub(super) fn contents(&mut self) -> Result<Contents, Refusal> {
        if let Some(mime) = self.text("mimetype")? {
            return Ok(match mime.trim() {
                m if m.starts_with("application/vnd.oasis.opendocument.text") => Contents::Other(".odt"),
                m if m.starts_with("application/vnd.oasis.opendocument.spreadsheet") => {
                    Contents::Other(".ods")
                }
                "application/epub+zip" => Contents::Other(".epub"),
                _ => Contents::Archive,
            });
        }
        let main = self.related("")?.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
        let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
        if main.starts_with("xl/") {
            return Ok(Contents::Other(".xlsx"));
        }
        if main.starts_with("ppt/") {
            return Ok(Contents::Other(".pptx"));
        }
        let known = self.archive.index_for_name(&main).is_some();
        let office = self.archive.index_for_name("[Content_Types].xml").is_some();
        Ok(if known || office { Contents::Document(main) } else { Contents::Archive })
    }

    /// The text of a part, where there is such a part.
    pub(super) fn text(&mut self, part: &str) -> Result<Option<String>, Refusal> {
        let Some(index) = self.archive.index_for_name(part) else { return Ok(None) };
        let damaged = |e: &dyn std::fmt::Display| Refusal::Damaged(format!("{part}: {e}"));
        let file = self.archive.by_index(index).map_err(|e| match e {
            zip::result::ZipError::UnsupportedArchive(m) if m.contains("assword") => Refusal::Encrypted,
            e => damaged(&e),
        })?;
        let mut bytes = Vec::new();
        file.take(self.budget.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| damaged(&e))?;
        let Some(rest) = self.budget.checked_sub(bytes.len() as u64) else {
            return Err(Refusal::TooLarge { what: "size of what is unpacked in bytes", limit: self.limit });
        };
        self.budget = rest;
        Ok(Some(match encoding_rs::Encoding::for_bom(&bytes) {
            Some((encoding, _)) => encoding.decode_with_bom_removal(&bytes).0.into_owned(),
            None => String::from_utf8(bytes)
                .unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()),
        }))
    }

    /// The text of the first part related as `kind`, empty where there is none.
    pub(super) fn text_of(&mut self, related: &[Relation], kind: &str) -> Result<String, Refusal> {
        match related.iter().find(|r| r.kind == kind) {
            Some(relation) => Ok(self.text(&relation.target)?.unwrap_or_default()),
            None => Ok(String::new()),
        }
    }

    /// The parts that `part` names; those of the whole package for an empty name.
    pub(super) fn related(&mut self, part: &str) -> Result<Vec<Relation>, Refusal> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let relations = if folder.is_empty() {
            format!("_rels/{name}.rels")
        } else {
            format!("{folder}/_rels/{name}.rels")
        };
        let text = self.text(&relations)?.unwrap_or_default();
        let mut found = Vec::new();
        let mut events = Xml::new(&text, self.depth);
        while let Some(event) = events.next()? {
            if let Event::Open(Name::Relationship, element) = event
                && xml::attribute(&element, "TargetMode").as_deref() != Some("External")
                && let (Some(kind), Some(target)) =
                    (xml::attribute(&element, "Type"), xml::attribute(&element, "Target"))
            {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                found.push(Relation { kind, target: resolve(folder, &target) });
            }
        }
        Ok(found)
    }
}

/// The name of the part that `target` leads to from `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let absolute = target.starts_with('/');
    let mut path: Vec<&str> =
        if absolute { Vec::new() } else { folder.split('/').filter(|s| !s.is_empty()).collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "../custom/x.xml"), "custom/x.xml");
    }
}
