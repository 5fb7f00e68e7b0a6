//! What the page of a document shows of its text: the outline with the paragraphs, two versions side by side, and how it stands to others.

use super::shapes::DocumentName;
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::pages::documents::diff::{self, Line, Piece};
use crate::pages::documents::relations::{missing, relatives};
use crate::{Access, Problem};
use app::documents::reading::Reading;
use app::rights::DocumentsRead;
use domain::DocumentId;
use domain::rights::Right;
use jiff::civil::Date;
use reader::ParagraphRole;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::DocumentsRead.code());
    api.get("/api/v1/documents/{id}/paper", read, "documents-paper", paper)
        .get("/api/v1/documents/{id}/compare", read, "documents-compare", compare)
        .get("/api/v1/documents/{id}/graph", read, "documents-graph", graph)
}

/// What a paragraph is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum PaperRole {
    Head,
    Heading,
    Body,
    Item,
    Row,
    Note,
    Tail,
}

impl From<ParagraphRole> for PaperRole {
    fn from(role: ParagraphRole) -> Self {
        match role {
            ParagraphRole::Head => Self::Head,
            ParagraphRole::Heading => Self::Heading,
            ParagraphRole::Body => Self::Body,
            ParagraphRole::Item => Self::Item,
            ParagraphRole::Row => Self::Row,
            ParagraphRole::Note => Self::Note,
            ParagraphRole::Tail => Self::Tail,
        }
    }
}

/// A heading of the outline.
#[derive(Serialize, ToSchema)]
struct PaperHeading {
    address: String,
    level: usize,
    label: String,
    title: String,
}

/// A paragraph, with the address by which findings, tasks and citations name it.
#[derive(Serialize, ToSchema)]
struct PaperParagraph {
    address: String,
    role: PaperRole,
    text: String,
    /// The address of the section in which it stands.
    section: Option<String>,
}

/// A note of a document.
#[derive(Serialize, ToSchema)]
struct PaperNote {
    label: String,
    /// The address of the paragraph that calls it.
    called_from: Option<String>,
    /// The address of its first paragraph.
    address: Option<String>,
}

/// The text of a document, as it is read.
#[derive(Serialize, ToSchema)]
struct DocumentPaper {
    /// The file that was read; null where none could be.
    file: Option<i64>,
    outline: Vec<PaperHeading>,
    paragraphs: Vec<PaperParagraph>,
    notes: Vec<PaperNote>,
}

impl DocumentPaper {
    fn of(file: Option<i64>, document: &reader::Document) -> Self {
        let address = |at: usize| document.paragraphs.get(at).map(|paragraph| paragraph.address.clone());
        let heading = |section: &reader::Section| PaperHeading {
            address: section.address.clone(),
            level: section.level,
            label: section.label.clone(),
            title: section.title.clone(),
        };
        let paragraph = |paragraph: &reader::Paragraph| PaperParagraph {
            address: paragraph.address.clone(),
            role: paragraph.role.into(),
            text: paragraph.text.clone(),
            section: paragraph.section.map(|section| document.sections[section.0].address.clone()),
        };
        let note = |note: &reader::Note| PaperNote {
            label: note.label.clone(),
            called_from: note.called_from.and_then(|at| address(at.0)),
            address: address(note.paragraphs.start),
        };
        Self {
            file,
            outline: document.sections.iter().map(heading).collect(),
            paragraphs: document.paragraphs.iter().map(paragraph).collect(),
            notes: document.notes.iter().map(note).collect(),
        }
    }
}

async fn paper(call: Call, _: Nothing) -> Result<Reply<DocumentPaper>, Problem> {
    let id: DocumentId = call.id("id")?;
    let permit = call.permit::<DocumentsRead>()?;
    let opened = permit.open(id).await.map_err(|e| call.problem(e))?;
    let reading = permit.paper(&opened).await.map_err(|e| call.problem(e))?;
    let none = DocumentPaper { file: None, outline: Vec::new(), paragraphs: Vec::new(), notes: Vec::new() };
    let read = |reading: Arc<Reading>| DocumentPaper::of(opened.read_from, &reading.document);
    Ok(reading.map_or(none, read).into())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct TwoFiles {
    /// The older.
    #[param(minimum = 1)]
    older: i64,
    /// The newer.
    #[param(minimum = 1)]
    newer: i64,
}

/// Whether words stand in both versions or in one.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum TextChange {
    Same,
    Gone,
    New,
    /// A paragraph in both, with other words.
    Changed,
}

/// Words of a paragraph.
#[derive(Serialize, ToSchema)]
struct ComparedWords {
    change: TextChange,
    text: String,
}

/// A paragraph of two versions: without what is new the older one, without what is gone the newer one.
#[derive(Serialize, ToSchema)]
struct ComparedParagraph {
    change: TextChange,
    words: Vec<ComparedWords>,
}

impl From<Line> for ComparedParagraph {
    fn from(line: Line) -> Self {
        let words = |piece| match piece {
            Piece::Same(text) => ComparedWords { change: TextChange::Same, text },
            Piece::Gone(text) => ComparedWords { change: TextChange::Gone, text },
            Piece::New(text) => ComparedWords { change: TextChange::New, text },
        };
        let (change, pieces) = match line {
            Line::Same(text) => (TextChange::Same, vec![Piece::Same(text)]),
            Line::Gone(text) => (TextChange::Gone, vec![Piece::Gone(text)]),
            Line::New(text) => (TextChange::New, vec![Piece::New(text)]),
            Line::Changed(pieces) => (TextChange::Changed, pieces),
        };
        Self { change, words: pieces.into_iter().map(words).collect() }
    }
}

/// Two versions of a document, paragraph by paragraph.
#[derive(Serialize, ToSchema)]
struct DocumentComparison {
    paragraphs: Vec<ComparedParagraph>,
}

async fn compare(call: Call, two: TwoFiles) -> Result<Reply<DocumentComparison>, Problem> {
    let id: DocumentId = call.id("id")?;
    let permit = call.permit::<DocumentsRead>()?;
    let (_, older) = permit.version(id, two.older).await.map_err(|e| call.problem(e))?;
    let (_, newer) = permit.version(id, two.newer).await.map_err(|e| call.problem(e))?;
    let unread = |field| call.wrong(field, "compare-no-text", []);
    let (older, newer) = (older.ok_or_else(|| unread("older"))?, newer.ok_or_else(|| unread("newer"))?);
    let lines = tokio::task::spawn_blocking(move || diff::of(&older.document, &newer.document));
    let lines = lines.await.map_err(Problem::bug)?;
    Ok(DocumentComparison { paragraphs: lines.into_iter().map(ComparedParagraph::from).collect() }.into())
}

/// How two documents stand to each other, by what says most: `from` speaks of `to`.
#[derive(Serialize, ToSchema)]
struct GraphEdge {
    from: DocumentId,
    to: DocumentId,
    relation: String,
    /// Where it is said.
    address: String,
    quote: String,
    /// The day of the document that speaks.
    on: Option<Date>,
}

/// What is spoken of and not in the register.
#[derive(Serialize, ToSchema)]
struct GraphMissing {
    symbol: String,
    date: Option<Date>,
    relation: String,
    address: String,
    quote: String,
}

/// A document among those of which it speaks and those that speak of it.
#[derive(Serialize, ToSchema)]
struct DocumentGraph {
    nodes: Vec<DocumentName>,
    edges: Vec<GraphEdge>,
    missing: Vec<GraphMissing>,
}

async fn graph(call: Call, _: Nothing) -> Result<Reply<DocumentGraph>, Problem> {
    let id: DocumentId = call.id("id")?;
    let opened = call.permit::<DocumentsRead>()?.open(id).await.map_err(|e| call.problem(e))?;
    let mut nodes = vec![DocumentName::from(opened.document.clone())];
    let mut seen = vec![id];
    let mut edges = Vec::new();
    for one in relatives(&opened) {
        let other = one.document.id;
        if !seen.contains(&other) {
            seen.push(other);
            nodes.push(one.document.clone().into());
        }
        let (from, to) = if one.outwards { (id, other) } else { (other, id) };
        let speaks = if one.outwards { &opened.document } else { one.document };
        edges.push(GraphEdge {
            from,
            to,
            relation: one.citation.relation.clone(),
            address: one.citation.address.clone(),
            quote: one.citation.quote.clone(),
            on: speaks.fields.date,
        });
    }
    let missing = missing(&opened).into_iter().map(|citation| GraphMissing {
        symbol: citation.symbol.clone(),
        date: citation.date,
        relation: citation.relation.clone(),
        address: citation.address.clone(),
        quote: citation.quote.clone(),
    });
    Ok(DocumentGraph { nodes, edges, missing: missing.collect() }.into())
}
