//! The same report gives the same document, whatever its format.

mod support;

use reader::{Document, Limits};
use support::report;
use testkit::{DocxOptions, Model, TextStyle};

fn read(name: &str, bytes: &[u8]) -> Document {
    reader::read(name, bytes, &Limits::default()).expect("readable")
}

/// Address and title of every heading.
fn outline(document: &Document) -> Vec<String> {
    document.sections.iter().map(|s| format!("{} {} {}", s.address, s.label, s.title)).collect()
}

/// Label, place of the call and text of every note.
fn notes(document: &Document) -> Vec<String> {
    let note = |note: &reader::Note| {
        let text: Vec<&str> =
            document.paragraphs[note.paragraphs.clone()].iter().map(|p| p.text.as_str()).collect();
        let called = note.called_from.map(|id| document.paragraph(id).address.clone());
        format!("{} from {called:?}: {}", note.label, text.join(" / "))
    };
    document.notes.iter().map(note).collect()
}

/// Every format in which the model can be written.
fn all(model: &Model) -> Vec<(&'static str, Document)> {
    let marked = DocxOptions { automatic_numbers: true, tracked_changes: true };
    vec![
        ("docx", read("a.docx", &model.to_docx(&DocxOptions::default()))),
        ("docx with marks", read("a.docx", &model.to_docx(&marked))),
        ("html", read("a.html", model.to_html().as_bytes())),
        ("markdown", read("a.md", model.to_markdown().as_bytes())),
        ("pdf", read("a.pdf", &model.to_pdf())),
        ("text in pages", read("a.txt", model.to_text(TextStyle::Pages).as_bytes())),
        ("wrapped text", read("a.txt", model.to_text(TextStyle::Wrapped).as_bytes())),
        ("text in paragraphs", read("a.txt", model.to_text(TextStyle::Paragraphs).as_bytes())),
    ]
}

#[test]
fn outlines_agree() {
    let documents = all(&report());
    let expected = outline(&documents[0].1);
    assert_eq!(expected.len(), 9);
    for (name, document) in &documents {
        assert_eq!(outline(document), expected, "{name}");
    }
}

#[test]
fn notes_agree() {
    let documents = all(&report());
    let expected = notes(&documents[0].1);
    assert_eq!(expected.len(), 5);
    for (name, document) in &documents {
        assert_eq!(notes(document), expected, "{name}");
    }
}
