//! Tables: those without borders for head and signature, and those of the body.

use super::body::Writer;
use super::style::Style;
use super::units::twips;
use super::xml::Xml;
use crate::block::{Align, Table};
use crate::inline::{Emphasis, Inline, Piece, Span};
use crate::layout::Element;
use crate::pdf::edges;
use crate::plan::{Entry, TABLE_GAP};

impl Writer<'_> {
    pub(super) fn columns(&mut self, xml: &mut Xml, rows: &[[Vec<Entry<'_>>; 2]]) {
        let widths = self.layout.page.columns.map(twips);
        xml.element("w:tbl", &[], |xml| {
            table_properties(xml, widths.iter().sum(), None);
            grid(xml, &widths);
            for cells in rows {
                xml.element("w:tr", &[], |xml| {
                    xml.element("w:trPr", &[], |xml| xml.empty("w:cantSplit", &[]));
                    for (entries, width) in cells.iter().zip(widths) {
                        cell(xml, width, |xml| {
                            if entries.is_empty() {
                                gap(xml);
                            }
                            for entry in entries {
                                self.entry(xml, entry, width);
                            }
                        });
                    }
                });
            }
        });
        gap(xml);
    }

    pub(super) fn table(&mut self, xml: &mut Xml, table: &Table) {
        let measure = twips(self.layout.measure());
        let edges = edges(table, measure);
        let widths: Vec<i64> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
        space(xml, TABLE_GAP);
        xml.element("w:tbl", &[], |xml| {
            table_properties(xml, measure, Some("single"));
            grid(xml, &widths);
            if let Some(cells) = table.header() {
                self.row(xml, cells, table, &widths, true);
            }
            for cells in table.body() {
                self.row(xml, cells, table, &widths, false);
            }
        });
        gap(xml);
    }

    fn row(&mut self, xml: &mut Xml, cells: &[Inline], table: &Table, widths: &[i64], header: bool) {
        xml.element("w:tr", &[], |xml| {
            xml.element("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                if header {
                    xml.empty("w:tblHeader", &[]);
                }
            });
            for ((inline, column), width) in cells.iter().zip(table.columns()).zip(widths) {
                cell(xml, *width, |xml| {
                    xml.element("w:p", &[], |xml| {
                        xml.element("w:pPr", &[], |xml| {
                            xml.value("w:pStyle", Style::Of(Element::Table).id());
                            xml.empty("w:spacing", &[("w:after", "40")]);
                            xml.value("w:jc", align(column.align, header));
                            // a header is bold as a whole: its marks of paragraphs tell so
                            if header {
                                xml.element("w:rPr", &[], |xml| xml.empty("w:b", &[]));
                            }
                        });
                        self.header_or_cell(xml, inline, header);
                    });
                });
            }
        });
    }

    /// Cells of a header are bold, whatever their pieces say.
    fn header_or_cell(&mut self, xml: &mut Xml, inline: &Inline, header: bool) {
        if !header {
            return self.inline(xml, inline);
        }
        let bold = |emphasis: Emphasis| Emphasis { bold: true, ..emphasis };
        let spans = inline.spans().iter().cloned().map(|span| match span {
            Span::Piece(Piece::Text { text, emphasis }) => {
                Span::Piece(Piece::Text { text, emphasis: bold(emphasis) })
            }
            Span::Piece(Piece::Figure { id, shown, emphasis }) => {
                Span::Piece(Piece::Figure { id, shown, emphasis: bold(emphasis) })
            }
            other => other,
        });
        self.inline(xml, &Inline::new(spans));
    }
}

fn align(align: Align, header: bool) -> &'static str {
    match align {
        _ if header => "center",
        Align::Left => "left",
        Align::Centre => "center",
        Align::Right => "right",
    }
}

fn table_properties(xml: &mut Xml, width: i64, borders: Option<&str>) {
    xml.element("w:tblPr", &[], |xml| {
        xml.empty("w:tblW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        if let Some(kind) = borders {
            xml.element("w:tblBorders", &[], |xml| {
                for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
                    let line = [("w:val", kind), ("w:sz", "4"), ("w:space", "0"), ("w:color", "000000")];
                    xml.empty(side, &line);
                }
            });
        }
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.element("w:tblCellMar", &[], |xml| {
            let side = if borders.is_some() { "108" } else { "0" };
            xml.empty("w:left", &[("w:w", side), ("w:type", "dxa")]);
            xml.empty("w:right", &[("w:w", side), ("w:type", "dxa")]);
        });
    });
}

fn grid(xml: &mut Xml, widths: &[i64]) {
    xml.element("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
    });
}

fn cell(xml: &mut Xml, width: i64, content: impl FnOnce(&mut Xml)) {
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        });
        content(xml);
    });
}

/// A paragraph of nothing: word processors want one after a table and in an empty cell.
fn gap(xml: &mut Xml) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", Style::Gap.id()));
    });
}

/// So many points of nothing before a table.
fn space(xml: &mut Xml, points: u32) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", Style::Gap.id());
            xml.empty("w:keepNext", &[]);
            xml.empty("w:spacing", &[("w:line", &(points * 20).to_string()), ("w:lineRule", "exact")]);
        });
    });
}
