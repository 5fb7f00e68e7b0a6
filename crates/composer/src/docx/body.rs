//! The main part: paragraphs and tables.

use super::style::{GAP, LABEL, MARK, NAMESPACES, Style};
use super::units::{twips, twips_of};
use super::xml::Xml;
use crate::inline::{Emphasis, Inline, Piece, Span};
use crate::layout::Layout;
use crate::plan::{Entry, Paragraph, Part};

/// The main part, and what its notes say.
pub(super) struct Body {
    pub(super) document: String,
    pub(super) notes: Vec<Vec<Piece>>,
    pub(super) figures: Figures,
}

/// Writes the main part.
pub(super) fn body(parts: &[Part<'_>], layout: &Layout) -> Body {
    let mut writer = Writer { layout, notes: Vec::new(), figures: Figures::default() };
    let mut xml = Xml::new();
    xml.element("w:document", &NAMESPACES, |xml| {
        xml.element("w:body", &[], |xml| {
            for part in parts {
                match part {
                    Part::Columns(rows) => writer.columns(xml, rows),
                    Part::Entry(entry) => writer.entry(xml, entry, twips(layout.measure())),
                    Part::Table(table) => writer.table(xml, table),
                }
            }
            section(xml, layout);
        });
    });
    Body { document: xml.finish(), notes: writer.notes, figures: writer.figures }
}

/// Writes paragraphs and tables.
pub(super) struct Writer<'l> {
    pub(super) layout: &'l Layout,
    notes: Vec<Vec<Piece>>,
    figures: Figures,
}

impl Writer<'_> {
    pub(super) fn entry(&mut self, xml: &mut Xml, entry: &Entry<'_>, width: i64) {
        match entry {
            Entry::Paragraph(paragraph) => self.paragraph(xml, paragraph),
            Entry::Rule(long) => {
                let side = ((width - twips_of(*long)) / 2).max(0).to_string();
                xml.element("w:p", &[], |xml| {
                    xml.element("w:pPr", &[], |xml| {
                        xml.value("w:pStyle", Style::Rule.id());
                        xml.empty("w:ind", &[("w:left", &side), ("w:right", &side)]);
                    });
                });
            }
        }
    }

    fn paragraph(&mut self, xml: &mut Xml, paragraph: &Paragraph<'_>) {
        let style = Style::of(paragraph);
        // styles of headings keep already
        let keep = paragraph.keep && !matches!(style, Style::Heading(_) | Style::Division(_));
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.value("w:pStyle", style.id());
                if keep {
                    xml.empty("w:keepNext", &[]);
                }
                if let Some(before) = paragraph.before {
                    xml.empty("w:spacing", &[("w:before", &(before * 20).to_string())]);
                }
                let (left, side) = (twips(paragraph.left), twips_of(paragraph.side));
                if left + side > 0 {
                    let (left, right) = ((left + side).to_string(), side.to_string());
                    xml.empty("w:ind", &[("w:left", &left), ("w:right", &right)]);
                }
            });
            if let Some(label) = &paragraph.label {
                run(xml, Some(LABEL.0), Emphasis { bold: label.bold, italic: false }, |xml| {
                    text(xml, label.text)
                });
                if label.alone {
                    run(xml, None, Emphasis::PLAIN, |xml| xml.empty("w:br", &[]));
                } else {
                    run(xml, None, Emphasis::PLAIN, |xml| text(xml, " "));
                }
            }
            self.inline(xml, paragraph.text.inline());
        });
    }

    pub(super) fn inline(&mut self, xml: &mut Xml, inline: &Inline) {
        for span in inline.spans() {
            match span {
                Span::Piece(piece) => self.piece(xml, piece),
                Span::Note(pieces) => {
                    self.notes.push(pieces.clone());
                    let id = self.notes.len().to_string();
                    run(xml, Some(MARK.0), Emphasis::PLAIN, |xml| {
                        xml.empty("w:footnoteReference", &[("w:id", &id)]);
                    });
                }
            }
        }
    }

    fn piece(&mut self, xml: &mut Xml, of: &Piece) {
        piece(xml, of, &mut self.figures);
    }
}

/// Bound figures written so far. Each has a content control with its id; since some editors drop the tags of controls, each
/// has a bookmark too, and a property of the file tells the id of the bookmark.
#[derive(Default)]
pub(super) struct Figures {
    pub(super) ids: Vec<String>,
}

/// What names of bookmarks of figures begin with.
pub(super) const BOOKMARK: &str = "SoLieu";

impl Figures {
    /// Takes the next figure: its number and the name of its bookmark.
    fn next(&mut self, id: &str) -> (String, String) {
        self.ids.push(id.to_owned());
        let number = self.ids.len();
        (number.to_string(), format!("{BOOKMARK}{number}"))
    }
}

/// Writes a piece.
pub(super) fn piece(xml: &mut Xml, piece: &Piece, figures: &mut Figures) {
    match piece {
        Piece::Text { text: words, emphasis } => run(xml, None, *emphasis, |xml| text(xml, words)),
        Piece::Gap(_) => run(xml, Some(GAP.0), Emphasis::PLAIN, |xml| text(xml, &piece.shown())),
        Piece::Figure { id, shown, emphasis } => {
            let (number, bookmark) = figures.next(id.as_str());
            xml.empty("w:bookmarkStart", &[("w:id", &number), ("w:name", &bookmark)]);
            xml.element("w:sdt", &[], |xml| {
                xml.element("w:sdtPr", &[], |xml| {
                    xml.value("w:alias", "Số liệu");
                    xml.value("w:tag", id.as_str());
                    xml.value("w:id", &number);
                    xml.empty("w:text", &[]);
                });
                xml.element("w:sdtContent", &[], |xml| run(xml, None, *emphasis, |xml| text(xml, shown)));
            });
            xml.empty("w:bookmarkEnd", &[("w:id", &number)]);
        }
    }
}

pub(super) fn run(xml: &mut Xml, style: Option<&str>, emphasis: Emphasis, content: impl FnOnce(&mut Xml)) {
    xml.element("w:r", &[], |xml| {
        if style.is_some() || emphasis != Emphasis::PLAIN {
            xml.element("w:rPr", &[], |xml| {
                if let Some(style) = style {
                    xml.value("w:rStyle", style);
                }
                if emphasis.bold {
                    xml.empty("w:b", &[]);
                }
                if emphasis.italic {
                    xml.empty("w:i", &[]);
                }
            });
        }
        content(xml);
    });
}

pub(super) fn text(xml: &mut Xml, text: &str) {
    xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(text));
}

/// Paper, margins, number of the page in the top margin but not on the first page.
fn section(xml: &mut Xml, layout: &Layout) {
    let page = &layout.page;
    let length = |mm: u32| twips(mm).to_string();
    xml.element("w:sectPr", &[], |xml| {
        xml.empty("w:headerReference", &[("w:type", "default"), ("r:id", "rId4")]);
        xml.empty("w:headerReference", &[("w:type", "first"), ("r:id", "rId5")]);
        xml.empty("w:pgSz", &[("w:w", &length(page.width)), ("w:h", &length(page.height))]);
        xml.empty(
            "w:pgMar",
            &[
                ("w:top", &length(page.top.mm)),
                ("w:right", &length(page.right.mm)),
                ("w:bottom", &length(page.bottom.mm)),
                ("w:left", &length(page.left.mm)),
                ("w:header", &length(page.number)),
                ("w:footer", &length(page.number)),
                ("w:gutter", "0"),
            ],
        );
        xml.empty("w:titlePg", &[]);
    });
}
