//! Styles of a .docx, and its paragraphs with what follows from them.

use super::body::BOOKMARK;
use super::properties::{Letters, Shape, letters, shape};
use super::raw::{Block, Content, Paragraph, Row, Run};
use super::tree::Node;
use std::collections::BTreeMap;

struct Style {
    name: String,
    based_on: Option<String>,
    shape: Shape,
    letters: Letters,
}

/// All styles.
pub(super) struct Package {
    styles: BTreeMap<String, Style>,
    default: String,
    /// Name of a bookmark → id of the figure in it.
    bookmarks: BTreeMap<String, String>,
    shape: Shape,
    letters: Letters,
}

impl Package {
    /// Reads the part with the styles.
    pub(super) fn of(styles: Option<&Node>) -> Self {
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
                Style {
                    name,
                    based_on,
                    shape: shape(style.child("pPr")),
                    letters: letters(style.child("rPr")),
                },
            );
        }
        let defaults = styles.child("docDefaults");
        let part = |outer: &str, inner: &str| defaults.and_then(|d| d.child(outer)?.child(inner));
        let (shape, letters) = (shape(part("pPrDefault", "pPr")), letters(part("rPrDefault", "rPr")));
        Self { styles: table, default, bookmarks: BTreeMap::new(), shape, letters }
    }

    /// Reads which bookmark is which figure.
    pub(super) fn bookmarks(&mut self, properties: &Node) {
        for property in properties.all("property") {
            let id = property.children.first().map(|value| value.text.clone());
            let name = property.attribute("name").filter(|name| name.starts_with(BOOKMARK));
            self.bookmarks.extend(name.map(str::to_owned).zip(id));
        }
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

    /// Reads the paragraphs and tables in an element.
    pub(super) fn blocks(&self, node: &Node, found: &mut Vec<Block>) {
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
    pub(super) fn paragraphs(&self, node: &Node) -> Vec<Paragraph> {
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
            controls: 0,
        };
        self.runs(node, None, &mut paragraph);
        paragraph
    }

    fn runs(&self, node: &Node, tag: Option<&str>, paragraph: &mut Paragraph) {
        let mut bookmark: Option<(&str, &str)> = None;
        for child in &node.children {
            let tag = tag.or(bookmark.map(|(_, tag)| tag));
            match child.name.as_str() {
                "r" => self.run(child, tag, paragraph),
                "bookmarkStart" => {
                    let figure = child.attribute("name").and_then(|name| self.bookmarks.get(name));
                    if let Some((id, figure)) = child.attribute("id").zip(figure) {
                        bookmark = Some((id, figure));
                        paragraph.controls += 1;
                    }
                }
                "bookmarkEnd" if bookmark.map(|(id, _)| id) == child.attribute("id") => bookmark = None,
                "sdt" => {
                    let own = child.child("sdtPr").and_then(|p| p.value("tag"));
                    paragraph.controls += 1;
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
        let control = tag.map(|_| paragraph.controls);
        let mut push = |content: Content| {
            paragraph.runs.push(Run {
                style: name.clone(),
                own: own.clone(),
                letters: whole.clone(),
                content,
                tag: tag.map(str::to_owned),
                control,
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
