//! The entry of a document that was read.

use reader::{
    Citation, CitationRelation, Document, Metadata, Note, ParagraphId, Place, Recurrence, Section, Span,
    Target, Task,
};
use serde::Serialize;
use serde_json::value::RawValue;
use vitext::Decimal;

#[derive(Serialize)]
pub(super) struct Entry<'a> {
    path: &'a str,
    metadata: MetadataEntry<'a>,
    outline: Vec<SectionEntry<'a>>,
    notes: Vec<NoteEntry<'a>>,
    citations: Vec<CitationEntry<'a>>,
    targets: Vec<TargetEntry<'a>>,
    tasks: Vec<TaskEntry<'a>>,
}

#[derive(Serialize)]
struct MetadataEntry<'a> {
    kind: Option<&'a str>,
    number: Option<&'a str>,
    symbol: Option<&'a str>,
    date: Option<String>,
    place_of_issue: Option<&'a str>,
    issuer: Option<&'a str>,
    subject: Option<&'a str>,
    signer: Option<&'a str>,
    authority: Option<&'a str>,
    /// `null` where the document has no list.
    recipients: Option<&'a [String]>,
    secrecy: Option<&'a str>,
    urgency: Option<&'a str>,
}

#[derive(Serialize)]
struct SectionEntry<'a> {
    address: &'a str,
    level: usize,
    label: &'a str,
    title: &'a str,
    place: Place,
}

#[derive(Serialize)]
struct NoteEntry<'a> {
    label: &'a str,
    /// Address of the paragraph that calls the note.
    called_from: Option<&'a str>,
    place: Option<Place>,
}

#[derive(Serialize)]
struct CitationEntry<'a> {
    quote: &'a str,
    kind: Option<&'a str>,
    number: Option<&'a str>,
    symbol: Option<&'a str>,
    /// Normal form of the symbol, or the name of a document without one.
    normalized: Option<&'a str>,
    issuer: Option<&'a str>,
    date: Option<String>,
    relation: CitationRelation,
    place: Place,
}

#[derive(Serialize)]
struct TargetEntry<'a> {
    indicator: &'a str,
    period: Option<String>,
    min: Option<Box<RawValue>>,
    max: Option<Box<RawValue>>,
    actual: Option<Box<RawValue>>,
    unit: Option<&'a str>,
    place: Place,
}

#[derive(Serialize)]
struct TaskEntry<'a> {
    quote: &'a str,
    action: &'a str,
    lead: &'a [String],
    coordinate: &'a [String],
    deadline: Option<String>,
    recurrence: Option<Recurrence>,
    product: Option<&'a str>,
    section: Option<&'a str>,
    source_document: Option<&'a str>,
    place: Place,
}

pub(super) fn entry<'a>(path: &'a str, document: &'a Document) -> Entry<'a> {
    Entry {
        path,
        metadata: metadata(&document.metadata),
        outline: document.sections.iter().map(|s| section(document, s)).collect(),
        notes: document.notes.iter().map(|n| note(document, n)).collect(),
        citations: document.citations.iter().map(|c| citation(document, c)).collect(),
        targets: document.targets.iter().map(|t| target(document, t)).collect(),
        tasks: document.tasks.iter().map(|t| task(document, t)).collect(),
    }
}

fn metadata(metadata: &Metadata) -> MetadataEntry<'_> {
    MetadataEntry {
        kind: metadata.kind.as_deref(),
        number: metadata.number.as_deref(),
        symbol: metadata.symbol.as_deref(),
        date: metadata.date.map(|d| d.to_string()),
        place_of_issue: metadata.place_of_issue.as_deref(),
        issuer: metadata.issuer.as_deref(),
        subject: metadata.subject.as_deref(),
        signer: metadata.signer.as_deref(),
        authority: metadata.authority.as_deref(),
        recipients: (!metadata.recipients.is_empty()).then_some(&metadata.recipients),
        secrecy: metadata.secrecy.as_deref(),
        urgency: metadata.urgency.as_deref(),
    }
}

fn section<'a>(document: &Document, section: &'a Section) -> SectionEntry<'a> {
    SectionEntry {
        address: &section.address,
        level: section.level,
        label: &section.label,
        title: &section.title,
        place: document.place(section.heading, 0..document.paragraph(section.heading).text.len()),
    }
}

fn note<'a>(document: &'a Document, note: &'a Note) -> NoteEntry<'a> {
    let mut places =
        note.paragraphs.clone().map(|p| document.place(ParagraphId(p), 0..document.paragraphs[p].text.len()));
    let first = places.next();
    let end = places.next_back().map(|p| p.end);
    NoteEntry {
        label: &note.label,
        called_from: note.called_from.map(|id| document.paragraph(id).address.as_str()),
        place: first.map(|place| Place { end: end.unwrap_or(place.end), ..place }),
    }
}

fn citation<'a>(document: &'a Document, citation: &'a Citation) -> CitationEntry<'a> {
    let symbol = citation.symbol.as_ref();
    CitationEntry {
        quote: quote(document, &citation.span),
        kind: citation.kind.as_deref(),
        number: symbol.map(|s| s.number.as_str()),
        symbol: symbol.map(|s| s.written.as_str()),
        normalized: symbol.map(|s| s.normalized.as_str()).or(citation.name.as_deref()),
        issuer: citation.issuer.as_deref(),
        date: citation.date.as_ref().and_then(|d| d.date()).map(|d| d.to_string()),
        relation: citation.relation,
        place: place(document, &citation.span),
    }
}

fn target<'a>(document: &Document, target: &'a Target) -> TargetEntry<'a> {
    TargetEntry {
        indicator: &target.indicator,
        period: target.period.map(|p| p.to_string()),
        min: number(target.min),
        max: number(target.max),
        actual: number(target.actual),
        unit: target.unit.as_deref(),
        place: place(document, &target.span),
    }
}

fn task<'a>(document: &'a Document, task: &'a Task) -> TaskEntry<'a> {
    TaskEntry {
        quote: quote(document, &task.span),
        action: &task.action,
        lead: &task.lead,
        coordinate: &task.coordinate,
        deadline: task.deadline.map(|d| d.to_string()),
        recurrence: task.recurrence,
        product: task.product.as_deref(),
        section: task.section.as_deref(),
        source_document: task.source_document.as_deref(),
        place: place(document, &task.span),
    }
}

fn quote<'a>(document: &'a Document, span: &Span) -> &'a str {
    document.paragraph(span.paragraph).text.get(span.range.clone()).unwrap_or_default()
}

fn place(document: &Document, span: &Span) -> Place {
    document.place(span.paragraph, span.range.clone())
}

/// The digits as they are, as a JSON number: through a float, 53.07 would come out as noise.
fn number(value: Option<Decimal>) -> Option<Box<RawValue>> {
    value.and_then(|v| RawValue::from_string(v.to_string()).ok())
}
