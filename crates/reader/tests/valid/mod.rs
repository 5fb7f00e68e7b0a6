//! What every document holds, whatever file it was read from. The fuzz targets ask the same.

use reader::{Document, Paragraph, ParagraphId, Section, Span};
use std::collections::HashSet;
use std::ops::Range;

/// Checks `document`.
///
/// # Panics
/// Where it breaks a promise of its types.
pub(crate) fn check(document: &Document) {
    lines(document);
    let mut addresses = HashSet::new();
    for (index, paragraph) in document.paragraphs.iter().enumerate() {
        assert!(!paragraph.address.is_empty(), "paragraph {index} has no address");
        assert!(addresses.insert(&paragraph.address), "address {} stands twice", paragraph.address);
        whole(document, ParagraphId(index), paragraph);
    }
    let mut addresses = HashSet::new();
    for (index, section) in document.sections.iter().enumerate() {
        assert!(addresses.insert(&section.address), "section {} stands twice", section.address);
        nested(document, index, section);
    }
    for note in &document.notes {
        within(&note.paragraphs, document.paragraphs.len());
        assert!(note.called_from.is_none_or(|id| id.0 < document.paragraphs.len()), "note {note:?}");
    }
    facts(document);
}

/// Lines follow each other; nothing but white space and line ends stands between them.
fn lines(document: &Document) {
    let mut end = 0;
    for line in &document.lines {
        assert!(end <= line.range.start, "line {line:?} begins before {end}");
        part(&document.text, &line.range);
        end = line.range.end;
    }
}

/// Every letter of a paragraph leads to a place in the text, and later letters to no earlier place.
fn whole(document: &Document, id: ParagraphId, paragraph: &Paragraph) {
    let text = &paragraph.text;
    assert!(!text.contains(['\n', '\r']) && !text.contains("  "), "not clean: {text:?}");
    assert!(paragraph.section.is_none_or(|s| s.0 < document.sections.len()), "{}", paragraph.address);
    let mut before = 0;
    for (at, c) in text.char_indices() {
        let place = document.place(id, at..at + c.len_utf8());
        part(&document.text, &(place.start..place.end));
        assert!(before <= place.start, "{:?} of {} leads back to {}", c, place.address, place.start);
        before = place.start;
        assert!(
            (1..=document.lines.len()).contains(&place.line),
            "line {} of {}",
            place.line,
            document.lines.len()
        );
    }
    let mut before = 0;
    for call in &paragraph.calls {
        assert!(text.is_char_boundary(call.at) && before <= call.at, "call {call:?} in {text:?}");
        before = call.at;
    }
}

fn nested(document: &Document, index: usize, section: &Section) {
    within(&section.paragraphs, document.paragraphs.len());
    assert!(section.paragraphs.contains(&section.heading.0), "heading of {}", section.address);
    let Some(parent) = section.parent else { return };
    assert!(parent.0 < index, "{} stands before the section around it", section.address);
    let around = &document.sections[parent.0];
    assert!(around.level < section.level, "{} is not under {}", section.address, around.address);
    assert!(
        around.paragraphs.start <= section.paragraphs.start
            && section.paragraphs.end <= around.paragraphs.end,
        "{} is not within {}",
        section.address,
        around.address
    );
}

fn facts(document: &Document) {
    assert!(document.metadata.secrecy.is_none(), "a secret document was read");
    for citation in &document.citations {
        span(document, &citation.span);
        part(&document.paragraph(citation.span.paragraph).text, &citation.symbol_range);
        assert!(citation.first.is_none_or(|first| first < document.citations.len()), "{citation:?}");
    }
    for target in &document.targets {
        span(document, &target.span);
    }
    for task in &document.tasks {
        span(document, &task.span);
    }
}

fn span(document: &Document, span: &Span) {
    part(&document.paragraph(span.paragraph).text, &span.range);
    let place = document.place(span.paragraph, span.range.clone());
    part(&document.text, &(place.start..place.end));
}

fn part(text: &str, range: &Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} is no part of a text of {} bytes", text.len());
}

fn within(range: &Range<usize>, length: usize) {
    assert!(range.start <= range.end && range.end <= length, "{range:?} is not within {length}");
}
