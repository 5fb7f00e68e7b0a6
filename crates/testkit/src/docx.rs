//! Office Open XML with what real documents have: layout tables, real notes, automatic numbers, tracked changes.

use crate::html::escape;
use crate::model::{Block, Inline, Model, Span};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// What a .docx file has besides the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DocxOptions {
    /// Labels of headings are automatic numbers where they run as those would: `I.`, `1.`, `1.1.`.
    pub automatic_numbers: bool,
    /// Every paragraph of the body has an insertion, a deletion and a deleted paragraph mark, all to be accepted.
    pub tracked_changes: bool,
}

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TRACKED: &str = "w:author=\"Văn thư\" w:date=\"2026-03-05T00:00:00Z\"";

impl Model {
    /// The document as a .docx file.
    ///
    /// # Panics
    /// Never: writing to memory does not fail.
    #[must_use]
    pub fn to_docx(&self, options: &DocxOptions) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in self.parts(options) {
            let started = zip.start_file(name, SimpleFileOptions::default());
            let written = started.and_then(|()| zip.write_all(content.as_bytes()).map_err(Into::into));
            written.expect("memory takes every part");
        }
        zip.finish().expect("memory takes the directory").into_inner()
    }

    fn parts(&self, options: &DocxOptions) -> Vec<(&'static str, String)> {
        let related = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let typed = "application/vnd.openxmlformats-officedocument.wordprocessingml";
        let names = ["styles", "numbering", "footnotes", "settings", "header"];
        let mut types = format!(
            "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
             <Override PartName=\"/word/document.xml\" ContentType=\"{typed}.document.main+xml\"/>"
        );
        let opening =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        let mut relations = format!("{XML}{opening}");
        for (index, name) in names.iter().enumerate() {
            add(
                &mut types,
                &format!("<Override PartName=\"/word/{name}.xml\" ContentType=\"{typed}.{name}+xml\"/>"),
            );
            let relation = format!(
                "<Relationship Id=\"rId{}\" Type=\"{related}/{name}\" Target=\"{name}.xml\"/>",
                index + 1
            );
            add(&mut relations, &relation);
        }
        add(&mut types, "</Types>");
        add(&mut relations, "</Relationships>");
        let package = format!(
            "{XML}{opening}<Relationship Id=\"rId1\" Type=\"{related}/officeDocument\" Target=\"word/document.xml\"/>\
             </Relationships>"
        );
        vec![
            ("[Content_Types].xml", types),
            ("_rels/.rels", package),
            ("word/_rels/document.xml.rels", relations),
            ("word/document.xml", document(self, options)),
            ("word/styles.xml", styles()),
            ("word/numbering.xml", numbering()),
            ("word/footnotes.xml", footnotes(self)),
            ("word/settings.xml", format!("{XML}<w:settings {NAMESPACES}/>")),
            ("word/header.xml", header()),
        ]
    }
}

fn add(out: &mut String, text: &str) {
    out.push_str(text);
}

/// Writes the body.
struct Writer<'o> {
    out: String,
    options: &'o DocxOptions,
    notes: usize,
    /// Automatic numbers so far, by level.
    numbers: [usize; 3],
}

fn document(model: &Model, options: &DocxOptions) -> String {
    let mut writer = Writer { out: String::new(), options, notes: 0, numbers: [0; 3] };
    for block in &model.blocks {
        writer.block(block);
    }
    // HD 05-HD/VPTW: A4, margins 20, 20, 30 and 15 mm, number centred in the top margin, hidden on the first page.
    format!(
        "{XML}<w:document {NAMESPACES}><w:body>{}<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId5\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"851\" w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" \
         w:gutter=\"0\"/><w:titlePg/></w:sectPr></w:body></w:document>",
        writer.out
    )
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Header { left, right } => self.columns(left, right),
            Block::Signature { recipients, signer } => self.columns(recipients, signer),
            Block::Title(lines) => {
                let lines: Vec<String> = lines.iter().map(|l| run(l, "<w:b/>")).collect();
                let lines = lines.join("<w:r><w:br/></w:r>");
                add(&mut self.out, &format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{lines}</w:p>"));
            }
            Block::Heading { level, text } => self.heading(*level, text),
            Block::Body(text) | Block::Item(text) => self.body(text),
            Block::Table(rows) => self.table(rows),
        }
    }

    fn heading(&mut self, level: usize, text: &Inline) {
        let mut text = text.clone();
        let mut number = String::new();
        if self.options.automatic_numbers
            && let Some(Span::Text(first)) = text.0.first_mut()
            && let Some((label, title)) = first.split_once(' ')
            && self.is_next(level, label)
        {
            number = format!("<w:numPr><w:ilvl w:val=\"{}\"/><w:numId w:val=\"1\"/></w:numPr>", level - 1);
            *first = title.to_owned();
        }
        let runs = self.inline(&text, "<w:b/>");
        let properties = format!("<w:pPr><w:pStyle w:val=\"Body\"/>{number}</w:pPr>");
        add(&mut self.out, &format!("<w:p>{properties}{runs}</w:p>"));
    }

    /// Whether `label` is what the automatic number of this level would be now; counts it if so.
    fn is_next(&mut self, level: usize, label: &str) -> bool {
        let Some(index) = level.checked_sub(1).filter(|i| *i < self.numbers.len()) else { return false };
        let mut numbers = self.numbers;
        numbers[index] += 1;
        for below in &mut numbers[index + 1..] {
            *below = 0;
        }
        let roman = ["I.", "II.", "III.", "IV.", "V.", "VI.", "VII.", "VIII.", "IX.", "X."];
        let expected = match index {
            0 => roman.get(numbers[0] - 1).map_or_else(String::new, |r| (*r).to_owned()),
            1 => format!("{}.", numbers[1]),
            _ => format!("{}.{}.", numbers[1], numbers[2]),
        };
        let matches = expected == label;
        if matches {
            self.numbers = numbers;
        }
        matches
    }

    fn body(&mut self, text: &Inline) {
        let runs = self.inline(text, "");
        let style = "<w:pStyle w:val=\"Body\"/>";
        if !self.options.tracked_changes {
            add(&mut self.out, &format!("<w:p><w:pPr>{style}</w:pPr>{runs}</w:p>"));
            return;
        }
        let deleted = format!(
            "<w:del w:id=\"1\" {TRACKED}><w:r><w:delText xml:space=\"preserve\">đoạn đã bỏ </w:delText></w:r></w:del>"
        );
        let mark = format!("<w:rPr><w:del w:id=\"2\" {TRACKED}/></w:rPr>");
        let inserted = format!("<w:ins w:id=\"3\" {TRACKED}>{runs}</w:ins>");
        let former = format!(
            "<w:rPr><w:b w:val=\"0\"/><w:rPrChange w:id=\"4\" {TRACKED}><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr>"
        );
        let moved = format!("<w:moveFrom w:id=\"5\" {TRACKED}><w:r><w:t>chuyển đi</w:t></w:r></w:moveFrom>");
        add(
            &mut self.out,
            &format!(
                "<w:p><w:pPr>{style}{mark}</w:pPr>{deleted}</w:p><w:p><w:pPr>{style}</w:pPr>{inserted}\
                 <w:r>{former}<w:t></w:t></w:r>{moved}</w:p>"
            ),
        );
    }

    fn inline(&mut self, text: &Inline, properties: &str) -> String {
        let mut out = String::new();
        for span in &text.0 {
            match span {
                Span::Text(text) => out.push_str(&run(text, properties)),
                Span::Note(_) => {
                    self.notes += 1;
                    out.push_str(&format!(
                        "<w:r><w:rPr><w:rStyle w:val=\"Mark\"/></w:rPr><w:footnoteReference w:id=\"{}\"/></w:r>",
                        note_id(self.notes)
                    ));
                }
            }
        }
        out
    }

    /// A table without borders; the right column is bold.
    fn columns(&mut self, left: &[String], right: &[String]) {
        let widths = [4300, 5054];
        add(&mut self.out, "<w:tbl><w:tblPr><w:tblW w:w=\"9354\" w:type=\"dxa\"/></w:tblPr><w:tblGrid>");
        for width in widths {
            add(&mut self.out, &format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        add(&mut self.out, "</w:tblGrid><w:tr>");
        for (column, (lines, width)) in [left, right].into_iter().zip(widths).enumerate() {
            add(&mut self.out, &format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
            let weight = if column == 1 { "<w:b/>" } else { "" };
            for line in lines {
                add(
                    &mut self.out,
                    &format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", run(line, weight)),
                );
            }
            if lines.is_empty() {
                add(&mut self.out, "<w:p/>");
            }
            add(&mut self.out, "</w:tc>");
        }
        add(&mut self.out, "</w:tr></w:tbl><w:p/>");
    }

    fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let width = 9354 / columns;
        add(
            &mut self.out,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"9354\" w:type=\"dxa\"/></w:tblPr>",
        );
        add(
            &mut self.out,
            &format!("<w:tblGrid>{}</w:tblGrid>", format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns)),
        );
        for row in rows {
            add(&mut self.out, "<w:tr>");
            for cell in row {
                let properties = format!("<w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
                add(&mut self.out, &format!("<w:tc>{properties}<w:p>{}</w:p></w:tc>", run(cell, "")));
            }
            add(&mut self.out, "</w:tr>");
        }
        add(&mut self.out, "</w:tbl><w:p/>");
    }
}

fn run(text: &str, properties: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}

/// Ids are not the printed numbers: word processors leave gaps and so does this.
fn note_id(number: usize) -> usize {
    number * 3 + 10
}

fn footnotes(model: &Model) -> String {
    let mut out = format!(
        "{XML}<w:footnotes {NAMESPACES}><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p>\
         </w:footnote><w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r>\
         </w:p></w:footnote>"
    );
    for (index, note) in model.notes().iter().enumerate() {
        let id = note_id(index + 1);
        let body = run(&format!(" {note}"), "");
        let written = write!(
            out,
            "<w:footnote w:id=\"{id}\"><w:p><w:pPr><w:pStyle w:val=\"Note\"/></w:pPr><w:r><w:rPr>\
             <w:rStyle w:val=\"Mark\"/></w:rPr><w:footnoteRef/></w:r>{body}</w:p></w:footnote>"
        );
        written.expect("a string takes everything");
    }
    out + "</w:footnotes>"
}

fn header() -> String {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    format!(
        "{XML}<w:hdr {NAMESPACES}><w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}<w:r><w:instrText>PAGE</w:instrText></w:r>\
         {}<w:r><w:t>2</w:t></w:r>{}</w:p></w:hdr>",
        field("begin"),
        field("separate"),
        field("end")
    )
}

fn styles() -> String {
    let border =
        |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(border).concat();
    format!(
        "{XML}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" \
         w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\"/><w:sz w:val=\"28\"/></w:rPr></w:rPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Body\"><w:name w:val=\"Body Text\"/><w:basedOn w:val=\"Normal\"/>\
         <w:pPr><w:spacing w:before=\"120\" w:line=\"380\" w:lineRule=\"exact\"/><w:ind w:firstLine=\"567\"/>\
         <w:jc w:val=\"both\"/></w:pPr></w:style>\
         <w:style w:type=\"paragraph\" w:styleId=\"Note\"><w:name w:val=\"footnote text\"/><w:basedOn w:val=\"Normal\"/>\
         <w:rPr><w:sz w:val=\"20\"/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"Mark\"><w:name w:val=\"footnote reference\"/>\
         <w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\
         <w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Table Grid\"/>\
         <w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style></w:styles>"
    )
}

fn numbering() -> String {
    let level = |index: usize, format: &str, text: &str| {
        format!(
            "<w:lvl w:ilvl=\"{index}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:suff w:val=\"space\"/>\
             <w:lvlText w:val=\"{text}\"/></w:lvl>"
        )
    };
    format!(
        "{XML}<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId=\"0\">{}{}{}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>",
        level(0, "upperRoman", "%1."),
        level(1, "decimal", "%2."),
        level(2, "decimal", "%2.%3.")
    )
}
