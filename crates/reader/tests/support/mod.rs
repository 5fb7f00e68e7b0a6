//! What the tests of formats share.

#![allow(dead_code, clippy::allow_attributes, reason = "every test file uses its part")]

use reader::format::extract;
use reader::{Limits, LineRole, Source};
use std::fmt::Write as _;

/// The source of a file that must be readable.
pub(crate) fn source(name: &str, bytes: &[u8]) -> Source {
    extract(name, bytes, &Limits::default()).expect("readable")
}

/// The lines as text.
pub(crate) fn lines(source: &Source) -> Vec<&str> {
    source.lines.iter().map(|l| &source.text[l.range.clone()]).collect()
}

/// Role, bold, page and text of every line, for people.
pub(crate) fn show(source: &Source) -> String {
    let mut shown = String::new();
    for line in &source.lines {
        let role = match line.role {
            LineRole::Flow => "Flow",
            LineRole::Whole => "Whole",
            LineRole::Foot => "Foot",
            LineRole::Note => "Note",
            LineRole::Row => "Row",
            LineRole::Furniture => "Furn",
        };
        let bold = if line.bold { '*' } else { ' ' };
        let text = &source.text[line.range.clone()];
        let page = line.page.map(|p| format!("{p} ")).unwrap_or_default();
        let shown_line = format!("{page}{role:5} {bold}| {text}");
        writeln!(shown, "{}", shown_line.trim_end()).expect("writes to a string");
    }
    shown
}

/// A .docx file of parts under `word/`, given by name and inner XML; relations are made for all but the document.
pub(crate) fn docx(parts: &[(&str, &str)]) -> Vec<u8> {
    use std::io::Write as _;
    const SPACES: &str = "xmlns:w=\"w\" xmlns:mc=\"mc\" xmlns:wps=\"wps\" xmlns:v=\"v\" xmlns:r=\"r\"";
    let mut files = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        (
            "_rels/.rels".to_owned(),
            "<Relationships><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
                .to_owned(),
        ),
    ];
    let mut relations = String::from("<Relationships>");
    for (name, inner) in parts {
        let (kind, root) = match *name {
            "document" => ("", "document"),
            "header1" | "header2" => ("header", "hdr"),
            other => (other, other),
        };
        if !kind.is_empty() {
            write!(relations, "<Relationship Id=\"{name}\" Type=\"x/{kind}\" Target=\"{name}.xml\"/>")
                .expect("writes");
        }
        let inner =
            if root == "document" { format!("<w:body>{inner}</w:body>") } else { (*inner).to_owned() };
        files.push((format!("word/{name}.xml"), format!("<w:{root} {SPACES}>{inner}</w:{root}>")));
    }
    files.push(("word/_rels/document.xml.rels".to_owned(), relations + "</Relationships>"));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("starts a file");
        zip.write_all(content.as_bytes()).expect("writes to memory");
    }
    zip.finish().expect("finishes").into_inner()
}

/// A report with everything that the formats differ in.
pub(crate) fn report() -> testkit::Model {
    testkit::Model::parse(include_str!("../../../testkit/report.model"))
}
