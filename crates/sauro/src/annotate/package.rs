//! The zip package of a .docx (ISO/IEC 29500-2): parts, relations, and writing it again.

use super::AnnotateError;
use super::comments::{before_end, prefix};
use super::part::STRICT;
use quick_xml::Reader;
use quick_xml::events::Event;
use reader::Limits;
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STRICT_RELATIONS: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A package and what is to be changed in it.
#[derive(Clone)]
pub(super) struct Package {
    /// Name of the main part: `word/document.xml`.
    pub(super) main: String,
    /// Parts that were read or changed, by name.
    parts: BTreeMap<String, String>,
    /// Names of all parts in the file.
    names: Vec<String>,
    changed: BTreeMap<String, String>,
}

impl Package {
    /// Reads the directory and all parts that may have to be changed.
    ///
    /// # Errors
    /// Not a zip file, or without a main part.
    pub(super) fn open(bytes: &[u8], limits: &Limits) -> Result<Self, AnnotateError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let names: Vec<String> =
            archive.file_names().map(|n| n.map(|n| n.into_owned())).collect::<Result<_, _>>()?;
        let mut package =
            Self { main: String::new(), parts: BTreeMap::new(), names, changed: BTreeMap::new() };
        package.take(&mut archive, "[Content_Types].xml", limits)?;
        package.take(&mut archive, "_rels/.rels", limits)?;
        package.main = package
            .relations("_rels/.rels", "")?
            .into_iter()
            .find_map(|(kind, target)| (kind == "officeDocument").then_some(target))
            .ok_or(AnnotateError::Unusual("no main part"))?;
        package.take(&mut archive, &package.main.clone(), limits)?;
        package.take(&mut archive, &package.relations_name(), limits)?;
        for kind in ["footnotes", "endnotes", "comments"] {
            if let Some(name) = package.related(kind)? {
                package.take(&mut archive, &name, limits)?;
            }
        }
        Ok(package)
    }

    fn take(
        &mut self,
        archive: &mut ZipArchive<Cursor<&[u8]>>,
        name: &str,
        limits: &Limits,
    ) -> Result<(), AnnotateError> {
        if !self.names.iter().any(|n| n == name) {
            return Ok(());
        }
        let mut bytes = Vec::new();
        archive.by_name(name)?.take(limits.unpacked).read_to_end(&mut bytes)?;
        let text = String::from_utf8(bytes).map_err(|_| AnnotateError::Unusual("a part is not in UTF-8"))?;
        self.parts.insert(name.to_owned(), text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text));
        Ok(())
    }

    /// The text of a part as it is now.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, AnnotateError> {
        Ok(self.changed.get(name).or_else(|| self.parts.get(name)).cloned())
    }

    /// Gives a part another content.
    pub(super) fn replace(&mut self, name: &str, text: String) {
        self.changed.insert(name.to_owned(), text);
    }

    /// Adds a part.
    pub(super) fn add(&mut self, name: &str, text: String) {
        self.changed.insert(name.to_owned(), text);
    }

    /// Names of the parts with footnotes and endnotes.
    pub(super) fn notes(&self) -> Result<Vec<String>, AnnotateError> {
        let names = [self.related("footnotes")?, self.related("endnotes")?];
        Ok(names.into_iter().flatten().collect())
    }

    /// The part that the main part has this relation to.
    pub(super) fn related(&self, kind: &str) -> Result<Option<String>, AnnotateError> {
        let relations = self.relations(&self.relations_name(), self.folder())?;
        Ok(relations.into_iter().find_map(|(k, target)| (k == kind).then_some(target)))
    }

    /// Whether the main part is written after the Strict schema.
    pub(super) fn strict(&self) -> Result<bool, AnnotateError> {
        Ok(self.text(&self.main)?.is_some_and(|text| text.contains(STRICT)))
    }

    /// A name beside the main part that no part has.
    pub(super) fn free_name(&self, stem: &str) -> String {
        let folder = self.folder();
        let mut name = format!("{folder}{stem}.xml");
        let mut number = 1;
        while self.names.contains(&name) {
            number += 1;
            name = format!("{folder}{stem}{number}.xml");
        }
        name
    }

    /// Adds a relation of the main part to a part beside it.
    pub(super) fn relate(&mut self, kind: &str, name: &str) -> Result<(), AnnotateError> {
        let file = self.relations_name();
        let text = self.text(&file)?;
        let text = text.unwrap_or_else(|| format!("<Relationships xmlns=\"{PACKAGE_RELATIONS}\"/>"));
        let mut number = 1;
        while text.contains(&format!("\"sauro{number}\"")) {
            number += 1;
        }
        let base = if self.strict()? { STRICT_RELATIONS } else { RELATIONS };
        let prefix = prefix(&text, "Relationships");
        let entry = format!(
            "<{prefix}Relationship Id=\"sauro{number}\" Type=\"{base}/{kind}\" Target=\"{}\"/>",
            name.strip_prefix(self.folder()).unwrap_or(name)
        );
        self.replace(&file, before_end(&text, "Relationships", &entry)?);
        Ok(())
    }

    /// An id above those of all comments.
    pub(super) fn free_comment_id(&self) -> Result<u64, AnnotateError> {
        let mut free = 0;
        let comments = self.related("comments")?.map(|name| self.text(&name)).transpose()?.flatten();
        for text in [self.text(&self.main)?, comments].into_iter().flatten() {
            let mut reader = Reader::from_str(&text);
            reader.config_mut().allow_dangling_amp = true;
            loop {
                let element = match reader.read_event()? {
                    Event::Start(element) | Event::Empty(element) => element,
                    Event::Eof => break,
                    _ => continue,
                };
                if !element.local_name().as_ref().starts_with("comment") {
                    continue;
                }
                for attribute in element.attributes().with_checks(false).flatten() {
                    if attribute.key.local_name().as_ref() == "id"
                        && let Ok(id) = attribute.value.parse::<u64>()
                    {
                        free = free.max(id.saturating_add(1));
                    }
                }
            }
        }
        Ok(free)
    }

    /// The package with its changes; what was not changed is copied as it is packed.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<Vec<u8>, AnnotateError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
        for index in 0..archive.len() {
            let file = archive.by_index_raw(index)?;
            let name = file.name()?.into_owned();
            let Some(text) = self.changed.get(&name) else {
                writer.raw_copy_file(file)?;
                continue;
            };
            let mut options =
                SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
            if let Some(time) = file.last_modified() {
                options = options.last_modified_time(time);
            }
            drop(file);
            writer.start_file(&name, options)?;
            writer.write_all(text.as_bytes())?;
        }
        for (name, text) in self.changed.iter().filter(|(name, _)| !self.names.contains(name)) {
            writer.start_file(
                name,
                SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated),
            )?;
            writer.write_all(text.as_bytes())?;
        }
        Ok(writer.finish()?.into_inner())
    }

    /// Folder of the main part, with its slash.
    fn folder(&self) -> &str {
        self.main.rfind('/').map_or("", |slash| &self.main[..=slash])
    }

    fn relations_name(&self) -> String {
        let file = self.main.strip_prefix(self.folder()).unwrap_or(&self.main);
        format!("{}_rels/{file}.rels", self.folder())
    }

    /// Last word of the type, and target, of the relations in a part.
    fn relations(&self, name: &str, folder: &str) -> Result<Vec<(String, String)>, AnnotateError> {
        let Some(text) = self.text(name)? else { return Ok(Vec::new()) };
        let mut reader = Reader::from_str(&text);
        let mut relations = Vec::new();
        loop {
            let element = match reader.read_event()? {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof => return Ok(relations),
                _ => continue,
            };
            let value = |key: &str| {
                let mut attributes = element.attributes();
                let found = attributes.with_checks(false).flatten().find(|a| a.key.as_ref() == key);
                found.map(|a| a.value.into_owned())
            };
            if let (Some(kind), Some(target)) = (value("Type"), value("Target")) {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => format!("{folder}{target}"),
                };
                relations.push((kind, target));
            }
        }
    }
}
