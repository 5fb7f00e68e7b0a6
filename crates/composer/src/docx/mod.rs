//! A draft as .docx: what Word opens and a clerk edits, nothing more (ISO/IEC 29500 Transitional).

mod body;
mod package;
mod properties;
pub(crate) mod raw;
mod read;
mod style;
mod table;
mod tree;
mod units;
mod xml;

pub(crate) use read::place_date;
pub use read::{ReadError, read};

use crate::draft::Draft;
use crate::inline::{Emphasis, Piece};
use crate::plan::{layout_of, plan};
use body::{BOOKMARK, Figures, body, piece, run, text};
use std::io::{Cursor, Write};
use style::{MARK, NAMESPACES, NOTE, PAGE, styles};
use xml::Xml;
use zip::write::SimpleFileOptions;

/// The draft as a .docx file in the layout that holds for its system and day. The same draft gives the same bytes.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "memory takes every part")]
pub fn docx(draft: &Draft) -> Vec<u8> {
    let layout = layout_of(draft);
    let mut body = body(&plan(draft, layout), layout);
    let footnotes = footnotes(&body.notes, &mut body.figures);
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", properties(draft)),
        ("docProps/custom.xml", figure_properties(&body.figures)),
        ("word/document.xml", body.document),
        ("word/_rels/document.xml.rels", document_relations()),
        ("word/styles.xml", styles(layout)),
        ("word/settings.xml", settings()),
        ("word/footnotes.xml", footnotes),
        ("word/header1.xml", header(true)),
        ("word/header2.xml", header(false)),
    ];
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // no time of writing: the same draft gives the same bytes
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default());
    for (name, content) in parts {
        let written = zip.start_file(name, options).map_err(std::io::Error::from);
        written.and_then(|()| zip.write_all(content.as_bytes())).expect("memory takes every part");
    }
    zip.finish().expect("memory takes the directory").into_inner()
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// Kind and file of the parts that the main part names; `rId` and their place, from 1.
const RELATED: [(&str, &str); 5] = [
    ("styles", "styles.xml"),
    ("settings", "settings.xml"),
    ("footnotes", "footnotes.xml"),
    ("header", "header1.xml"),
    ("header", "header2.xml"),
];

fn content_types() -> String {
    let mut xml = Xml::new();
    xml.element("Types", &[("xmlns", &format!("{PACKAGE}/content-types"))], |xml| {
        let relations = "application/vnd.openxmlformats-package.relationships+xml";
        xml.empty("Default", &[("Extension", "rels"), ("ContentType", relations)]);
        xml.empty("Default", &[("Extension", "xml"), ("ContentType", "application/xml")]);
        let mut part = |name: &str, kind: &str| {
            xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        };
        part("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
        part("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml");
        part("/word/document.xml", &format!("{TYPE}.document.main+xml"));
        for (kind, file) in RELATED {
            part(&format!("/word/{file}"), &format!("{TYPE}.{kind}+xml"));
        }
    });
    xml.finish()
}

fn relations<'a>(list: impl Iterator<Item = (String, &'a str)>) -> String {
    let mut xml = Xml::new();
    xml.element("Relationships", &[("xmlns", &format!("{PACKAGE}/relationships"))], |xml| {
        for (index, (kind, target)) in list.enumerate() {
            let id = format!("rId{}", index + 1);
            xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", target)]);
        }
    });
    xml.finish()
}

fn package_relations() -> String {
    let core = format!("{PACKAGE}/relationships/metadata/core-properties");
    let list = [
        (format!("{OFFICE}/officeDocument"), "word/document.xml"),
        (core, "docProps/core.xml"),
        (format!("{OFFICE}/custom-properties"), "docProps/custom.xml"),
    ];
    relations(list.into_iter())
}

fn document_relations() -> String {
    relations(RELATED.into_iter().map(|(kind, file)| (format!("{OFFICE}/{kind}"), file)))
}

fn properties(draft: &Draft) -> String {
    let mut xml = Xml::new();
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ];
    xml.element("cp:coreProperties", &namespaces, |xml| {
        let title = format!("{} {}", draft.kind.name(), draft.subject);
        xml.element("dc:title", &[], |xml| xml.text(title.trim_end()));
        xml.element("dc:creator", &[], |xml| xml.text(draft.issuer.body.as_str()));
        xml.element("dc:language", &[], |xml| xml.text("vi-VN"));
    });
    xml.finish()
}

/// Which bookmark is which figure.
fn figure_properties(figures: &Figures) -> String {
    let mut xml = Xml::new();
    let office = "http://schemas.openxmlformats.org/officeDocument/2006";
    let namespaces =
        [("xmlns", format!("{office}/custom-properties")), ("xmlns:vt", format!("{office}/docPropsVTypes"))];
    let namespaces = namespaces.each_ref().map(|(name, value)| (*name, value.as_str()));
    xml.element("Properties", &namespaces, |xml| {
        for (index, id) in figures.ids.iter().enumerate() {
            // ids of properties begin with 2, their set is that of the user's own
            let (pid, name) = ((index + 2).to_string(), format!("{BOOKMARK}{}", index + 1));
            let own = ("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}");
            xml.element("property", &[own, ("pid", &pid), ("name", &name)], |xml| {
                xml.element("vt:lpwstr", &[], |xml| xml.text(id));
            });
        }
    });
    xml.finish()
}

fn settings() -> String {
    let mut xml = Xml::new();
    xml.element("w:settings", &NAMESPACES[..1], |xml| {
        xml.value("w:defaultTabStop", 720);
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:footnotePr", &[], |xml| {
            xml.empty("w:footnote", &[("w:id", "-1")]);
            xml.empty("w:footnote", &[("w:id", "0")]);
        });
        xml.element("w:compat", &[], |xml| {
            let uri = "http://schemas.microsoft.com/office/word";
            let mode = [("w:name", "compatibilityMode"), ("w:uri", uri), ("w:val", "15")];
            xml.empty("w:compatSetting", &mode);
        });
        xml.empty("w:themeFontLang", &[("w:val", "vi-VN")]);
    });
    xml.finish()
}

fn footnotes(notes: &[Vec<Piece>], figures: &mut Figures) -> String {
    let mut xml = Xml::new();
    xml.element("w:footnotes", &NAMESPACES, |xml| {
        for (kind, id) in [("separator", "-1"), ("continuationSeparator", "0")] {
            xml.element("w:footnote", &[("w:type", kind), ("w:id", id)], |xml| {
                xml.element("w:p", &[], |xml| {
                    xml.element("w:pPr", &[], |xml| {
                        let line = [("w:after", "0"), ("w:line", "200"), ("w:lineRule", "exact")];
                        xml.empty("w:spacing", &line);
                    });
                    xml.element("w:r", &[], |xml| xml.empty(&format!("w:{kind}"), &[]));
                });
            });
        }
        for (index, pieces) in notes.iter().enumerate() {
            xml.element("w:footnote", &[("w:id", &(index + 1).to_string())], |xml| {
                xml.element("w:p", &[], |xml| {
                    xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", NOTE.0));
                    run(xml, Some(MARK.0), Emphasis::PLAIN, |xml| xml.empty("w:footnoteRef", &[]));
                    run(xml, None, Emphasis::PLAIN, |xml| text(xml, " "));
                    pieces.iter().for_each(|p| piece(xml, p, figures));
                });
            });
        }
    });
    xml.finish()
}

/// The head of a page, with its number or empty.
fn header(numbered: bool) -> String {
    let mut xml = Xml::new();
    xml.element("w:hdr", &NAMESPACES, |xml| {
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| xml.value("w:pStyle", PAGE.0));
            if numbered {
                let field = |xml: &mut Xml, kind: &str| {
                    run(xml, None, Emphasis::PLAIN, |xml| xml.empty("w:fldChar", &[("w:fldCharType", kind)]));
                };
                field(xml, "begin");
                run(xml, None, Emphasis::PLAIN, |xml| {
                    xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(" PAGE "));
                });
                field(xml, "separate");
                run(xml, None, Emphasis::PLAIN, |xml| text(xml, "2"));
                field(xml, "end");
            }
        });
    });
    xml.finish()
}
