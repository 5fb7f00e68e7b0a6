//! A .docx as it is: paragraphs and tables with the properties that hold, whoever wrote it.

use super::package::Package;
use super::properties::{Letters, Shape};
use super::read::ReadError;
use super::tree::Node;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// Parts may be so large when unpacked.
const LARGEST: u64 = 64 << 20;

/// A run.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Name of its style.
    pub(crate) style: Option<String>,
    /// What the run itself says.
    pub(crate) own: Letters,
    /// What holds.
    pub(crate) letters: Letters,
    pub(crate) content: Content,
    /// Tag of the content control around it.
    pub(crate) tag: Option<String>,
    /// Which control of the paragraph that is.
    pub(crate) control: Option<usize>,
}

/// What a run holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Text(String),
    Break,
    /// The mark of a note, by id.
    Note(String),
}

/// A paragraph.
#[derive(Debug, Clone, Default)]
pub(crate) struct Paragraph {
    /// Name of its style.
    pub(crate) style: String,
    /// What holds.
    pub(crate) shape: Shape,
    /// What holds for letters of its style.
    pub(crate) letters: Letters,
    pub(crate) runs: Vec<Run>,
    /// Content controls so far.
    pub(super) controls: usize,
}

impl Paragraph {
    /// What a person reads, breaks as line ends.
    pub(crate) fn text(&self) -> String {
        let text = |run: &Run| match &run.content {
            Content::Text(text) => text.clone(),
            Content::Break => "\n".to_owned(),
            Content::Note(_) => String::new(),
        };
        self.runs.iter().map(text).collect()
    }
}

/// A row of a table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    pub(crate) header: bool,
    pub(crate) cells: Vec<Vec<Paragraph>>,
}

/// What the body has.
#[derive(Debug, Clone)]
pub(crate) enum Block {
    Paragraph(Paragraph),
    Table { widths: Vec<i64>, rows: Vec<Row> },
}

/// Paper of a section, twentieths of a point.
#[derive(Debug, Clone, Default)]
pub(crate) struct Section {
    pub(crate) width: i64,
    pub(crate) height: i64,
    pub(crate) top: i64,
    pub(crate) bottom: i64,
    pub(crate) left: i64,
    pub(crate) right: i64,
    pub(crate) landscape: bool,
    /// The first page has a head of its own.
    pub(crate) first_differs: bool,
}

/// A document.
#[derive(Debug, Default)]
pub(crate) struct Document {
    pub(crate) blocks: Vec<Block>,
    pub(crate) notes: BTreeMap<String, Vec<Paragraph>>,
    /// Paragraphs of the heads of pages that have the number of the page.
    pub(crate) numbers: Vec<Paragraph>,
    /// Whether a number stands in a foot of a page.
    pub(crate) number_below: bool,
    pub(crate) sections: Vec<Section>,
}

impl Document {
    /// Reads the parts that matter.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| ReadError::NotDocx(error.to_string()))?;
        let names: Vec<String> = archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
        let mut part = |name: &str| -> Result<Option<Node>, ReadError> {
            if !names.iter().any(|n| n == name) {
                return Ok(None);
            }
            let file = archive.by_name(name).map_err(|error| ReadError::Damaged(error.to_string()))?;
            let mut text = String::new();
            let mut limited = file.take(LARGEST);
            limited.read_to_string(&mut text).map_err(|error| ReadError::Damaged(error.to_string()))?;
            Node::read(&text).map(Some)
        };
        let main = part("word/document.xml")?.ok_or(ReadError::NotDocx("no main part".to_owned()))?;
        let mut package = Package::of(part("word/styles.xml")?.as_ref());
        if let Some(properties) = part("docProps/custom.xml")? {
            package.bookmarks(&properties);
        }
        let mut document = Self::default();
        if let Some(body) = main.child("body") {
            package.blocks(body, &mut document.blocks);
            sections(body, &mut document.sections);
        }
        if let Some(notes) = part("word/footnotes.xml")? {
            for note in
                notes.all("footnote").filter(|note| note.attribute("type").is_none_or(|t| t == "normal"))
            {
                let id = note.attribute("id").unwrap_or_default().to_owned();
                document.notes.insert(id, package.paragraphs(note));
            }
        }
        for name in names.iter().filter(|name| name.starts_with("word/header") && name.ends_with(".xml")) {
            if let Some(header) = part(name)?.filter(has_page_number) {
                document.numbers.extend(package.paragraphs(&header));
            }
        }
        for name in names.iter().filter(|name| name.starts_with("word/footer") && name.ends_with(".xml")) {
            document.number_below |= part(name)?.as_ref().is_some_and(has_page_number);
        }
        Ok(document)
    }
}

fn has_page_number(part: &Node) -> bool {
    let field = part.name == "instrText" && part.text.split_whitespace().next() == Some("PAGE")
        || part.name == "fldSimple"
            && part.attribute("instr").is_some_and(|i| i.split_whitespace().next() == Some("PAGE"));
    field || part.children.iter().any(has_page_number)
}

fn sections(node: &Node, found: &mut Vec<Section>) {
    for child in &node.children {
        if child.name != "sectPr" {
            sections(child, found);
            continue;
        }
        let number = |element: &str, attribute: &str| {
            let value = child.child(element).and_then(|e| e.attribute(attribute)?.parse().ok());
            value.unwrap_or(0)
        };
        let landscape = child.child("pgSz").and_then(|size| size.attribute("orient")) == Some("landscape");
        found.push(Section {
            width: number("pgSz", "w"),
            height: number("pgSz", "h"),
            top: number("pgMar", "top"),
            bottom: number("pgMar", "bottom"),
            left: number("pgMar", "left"),
            right: number("pgMar", "right"),
            landscape,
            first_differs: child.switch("titlePg").unwrap_or(false),
        });
    }
}
