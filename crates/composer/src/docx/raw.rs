//! A .docx as it is: paragraphs and tables with the properties that hold, whoever wrote it.

use super::read::ReadError;
use super::tree::Node;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// Parts may be so large when unpacked.
const LARGEST: u64 = 64 << 20;

/// Properties of a paragraph; what is not said is not there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shape {
    /// Twentieths of a point.
    pub(crate) before: Option<i64>,
    pub(crate) after: Option<i64>,
    pub(crate) line: Option<i64>,
    /// `exact`, `atLeast`, `auto`.
    pub(crate) line_rule: Option<String>,
    pub(crate) first_line: Option<i64>,
    pub(crate) align: Option<String>,
}

/// Properties of text; what is not said is not there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Letters {
    pub(crate) bold: Option<bool>,
    pub(crate) italic: Option<bool>,
    pub(crate) underline: Option<bool>,
    pub(crate) caps: Option<bool>,
    /// Half points.
    pub(crate) size: Option<i64>,
    pub(crate) font: Option<String>,
}

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

struct Style {
    name: String,
    based_on: Option<String>,
    shape: Shape,
    letters: Letters,
}

/// The package and its styles.
struct Package {
    styles: BTreeMap<String, Style>,
    default: String,
    shape: Shape,
    letters: Letters,
}

impl Document {
    /// Reads the parts that matter.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let mut archive =
            zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| ReadError::NotDocx(error.to_string()))?;
        let names: Vec<String> =
            archive.file_names().flatten().map(std::borrow::Cow::into_owned).collect();
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
        let package = Package::of(part("word/styles.xml")?.as_ref());
        let mut document = Self::default();
        if let Some(body) = main.child("body") {
            package.blocks(body, &mut document.blocks);
            sections(body, &mut document.sections);
        }
        if let Some(notes) = part("word/footnotes.xml")? {
            for note in notes.all("footnote").filter(|note| note.attribute("type").is_none_or(|t| t == "normal")) {
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

impl Package {
    fn of(styles: Option<&Node>) -> Self {
        let empty = Node::default();
        let styles = styles.unwrap_or(&empty);
        let mut default = String::new();
        let mut table = BTreeMap::new();
        for style in styles.all("style") {
            let id = style.attribute("styleId").unwrap_or_default().to_owned();
            let is_default = matches!(style.attribute("default"), Some("1" | "true" | "on"));
            if is_default && style.attribute("type") == Some("paragraph") {
                default.clone_from(&id);
            }
            let name = style.value("name").unwrap_or_default().to_owned();
            let based_on = style.value("basedOn").map(str::to_owned);
            table.insert(
                id,
                Style { name, based_on, shape: shape(style.child("pPr")), letters: letters(style.child("rPr")) },
            );
        }
        let defaults = styles.child("docDefaults");
        let part = |outer: &str, inner: &str| defaults.and_then(|d| d.child(outer)?.child(inner));
        let (shape, letters) = (shape(part("pPrDefault", "pPr")), letters(part("rPrDefault", "rPr")));
        Self { styles: table, default, shape, letters }
    }

    /// What a style gives, with all that it is based on.
    fn style(&self, id: &str) -> (Shape, Letters) {
        let (mut whole_shape, mut whole_letters) = (Shape::default(), Letters::default());
        let mut next = Some(id);
        // a style that is based on itself ends too
        for _ in 0..32 {
            let Some(style) = next.and_then(|id| self.styles.get(id)) else { break };
            whole_shape = whole_shape.or(&style.shape);
            whole_letters = whole_letters.or(&style.letters);
            next = style.based_on.as_deref();
        }
        (whole_shape, whole_letters)
    }

    fn name(&self, id: &str) -> Option<String> {
        self.styles.get(id).map(|style| style.name.clone())
    }

    fn blocks(&self, node: &Node, found: &mut Vec<Block>) {
        for child in &node.children {
            match child.name.as_str() {
                "p" => found.push(Block::Paragraph(self.paragraph(child))),
                "tbl" => found.push(self.table(child)),
                "sdt" | "sdtContent" | "ins" | "smartTag" | "customXml" => self.blocks(child, found),
                _ => {}
            }
        }
    }

    /// Paragraphs anywhere in it, tables inside tables too.
    fn paragraphs(&self, node: &Node) -> Vec<Paragraph> {
        let mut found = Vec::new();
        for child in &node.children {
            match child.name.as_str() {
                "p" => found.push(self.paragraph(child)),
                _ => found.extend(self.paragraphs(child)),
            }
        }
        found
    }

    fn table(&self, table: &Node) -> Block {
        let grid = table.child("tblGrid");
        let widths = grid.into_iter().flat_map(|grid| grid.all("gridCol"));
        let widths = widths.filter_map(|column| column.attribute("w")?.parse().ok()).collect();
        let mut rows = Vec::new();
        for row in table.all("tr") {
            let header = row.child("trPr").and_then(|p| p.switch("tblHeader")).unwrap_or(false);
            let mut cells = Vec::new();
            for cell in row.all("tc") {
                cells.push(self.paragraphs(cell));
                let span = cell.child("tcPr").and_then(|p| p.value("gridSpan")?.parse::<usize>().ok());
                cells.resize(cells.len() + span.unwrap_or(1).saturating_sub(1).min(63), Vec::new());
            }
            rows.push(Row { header, cells });
        }
        Block::Table { widths, rows }
    }

    fn paragraph(&self, node: &Node) -> Paragraph {
        let properties = node.child("pPr");
        let id = properties.and_then(|p| p.value("pStyle")).unwrap_or(&self.default);
        let (style_shape, style_letters) = self.style(id);
        let letters = style_letters.or(&self.letters);
        let mut paragraph = Paragraph {
            style: self.name(id).unwrap_or_default(),
            shape: shape(properties).or(&style_shape).or(&self.shape),
            letters,
            runs: Vec::new(),
        };
        self.runs(node, None, &mut paragraph);
        paragraph
    }

    fn runs(&self, node: &Node, tag: Option<&str>, paragraph: &mut Paragraph) {
        for child in &node.children {
            match child.name.as_str() {
                "r" => self.run(child, tag, paragraph),
                "sdt" => {
                    let own = child.child("sdtPr").and_then(|p| p.value("tag"));
                    if let Some(content) = child.child("sdtContent") {
                        self.runs(content, own.or(tag), paragraph);
                    }
                }
                "ins" | "hyperlink" | "smartTag" | "fldSimple" | "moveTo" | "customXml" => {
                    self.runs(child, tag, paragraph);
                }
                _ => {}
            }
        }
    }

    fn run(&self, node: &Node, tag: Option<&str>, paragraph: &mut Paragraph) {
        let properties = node.child("rPr");
        let own = letters(properties);
        let style = properties.and_then(|p| p.value("rStyle"));
        let of_style = style.map(|id| self.style(id).1).unwrap_or_default();
        let whole = own.or(&of_style).or(&paragraph.letters);
        let name = style.and_then(|id| self.name(id));
        let mut push = |content: Content| {
            paragraph.runs.push(Run {
                style: name.clone(),
                own: own.clone(),
                letters: whole.clone(),
                content,
                tag: tag.map(str::to_owned),
            });
        };
        for child in &node.children {
            match child.name.as_str() {
                "t" => push(Content::Text(child.text.clone())),
                "tab" => push(Content::Text(" ".to_owned())),
                "noBreakHyphen" => push(Content::Text("-".to_owned())),
                "br" | "cr" => push(Content::Break),
                "footnoteReference" => {
                    push(Content::Note(child.attribute("id").unwrap_or_default().to_owned()));
                }
                _ => {}
            }
        }
        // a content control that was emptied is still there
        if node.child("t").is_none() && tag.is_some() && node.children.iter().all(|c| c.name == "rPr") {
            push(Content::Text(String::new()));
        }
    }
}

fn number(node: Option<&Node>, name: &str) -> Option<i64> {
    node?.attribute(name)?.parse().ok()
}

fn shape(properties: Option<&Node>) -> Shape {
    let Some(properties) = properties else { return Shape::default() };
    let (spacing, indent) = (properties.child("spacing"), properties.child("ind"));
    Shape {
        before: number(spacing, "before"),
        after: number(spacing, "after"),
        line: number(spacing, "line"),
        line_rule: spacing.and_then(|s| s.attribute("lineRule")).map(str::to_owned),
        first_line: number(indent, "firstLine"),
        align: properties.value("jc").map(str::to_owned),
    }
}

fn letters(properties: Option<&Node>) -> Letters {
    let Some(properties) = properties else { return Letters::default() };
    Letters {
        bold: properties.switch("b"),
        italic: properties.switch("i"),
        underline: properties.switch("u"),
        caps: properties.switch("caps"),
        size: number(properties.child("sz"), "val"),
        font: properties.child("rFonts").and_then(|f| f.attribute("ascii").or(f.attribute("hAnsi"))).map(str::to_owned),
    }
}

impl Shape {
    /// What `self` says, and where it says nothing, what `under` says.
    fn or(&self, under: &Self) -> Self {
        let line = self.line.or(under.line);
        let rule = if self.line.is_some() { self.line_rule.clone() } else { under.line_rule.clone() };
        Self {
            before: self.before.or(under.before),
            after: self.after.or(under.after),
            line,
            line_rule: rule,
            first_line: self.first_line.or(under.first_line),
            align: self.align.clone().or(under.align.clone()),
        }
    }
}

impl Letters {
    fn or(&self, under: &Self) -> Self {
        Self {
            bold: self.bold.or(under.bold),
            italic: self.italic.or(under.italic),
            underline: self.underline.or(under.underline),
            caps: self.caps.or(under.caps),
            size: self.size.or(under.size),
            font: self.font.clone().or(under.font.clone()),
        }
    }
}
