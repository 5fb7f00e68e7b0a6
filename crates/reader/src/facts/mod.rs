//! What a document says: citations, targets, tasks, and what it tells about itself.

pub(crate) mod body;
pub(crate) mod key;
pub(crate) mod phrases;

use crate::{Document, ParagraphId};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::ops::Range;
use vitext::date::{Period, Time};

/// What all readers of a paragraph look at.
#[derive(Debug)]
pub(crate) struct Words {
    /// Its [`key::key`].
    pub key: String,
    /// The days and periods in it.
    pub times: Vec<Time>,
    /// Of a paragraph of a note: where it is called in the paragraph that calls it.
    pub called: Option<usize>,
}

impl Words {
    /// Those of a clean text.
    pub(crate) fn of(text: &str) -> Self {
        Self { key: key::key(text), times: vitext::date::find(text), called: None }
    }

    /// Those of all paragraphs.
    pub(crate) fn all(document: &Document) -> Vec<Self> {
        let mut all: Vec<Self> = document.paragraphs.iter().map(|p| Self::of(&p.text)).collect();
        let mut calls: HashMap<(ParagraphId, &str), usize> = HashMap::new();
        for (index, paragraph) in document.paragraphs.iter().enumerate() {
            for call in &paragraph.calls {
                calls.entry((ParagraphId(index), &call.label)).or_insert(call.at);
            }
        }
        for note in &document.notes {
            let called = note.called_from.and_then(|id| calls.get(&(id, note.label.as_str())).copied());
            for words in &mut all[note.paragraphs.clone()] {
                words.called = called;
            }
        }
        all
    }
}

/// Words of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The paragraph.
    pub paragraph: ParagraphId,
    /// Byte range in its clean text.
    pub range: Range<usize>,
}

/// What a document tells about itself. Absent stays absent: nothing here is guessed (`domain.md §5`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Kind: `Báo cáo`.
    pub kind: Option<String>,
    /// Number as written: `05`.
    pub number: Option<String>,
    /// Symbol in its normal form: `05-BC/ĐU`.
    pub symbol: Option<String>,
    /// Date of issue.
    pub date: Option<vitext::Date>,
    /// Place of issue: `Hải Minh`.
    pub place_of_issue: Option<String>,
    /// Issuing body.
    pub issuer: Option<String>,
    /// Subject (trích yếu).
    pub subject: Option<String>,
    /// Name of the signer.
    pub signer: Option<String>,
    /// For whom the signer signs: `T/M BAN THƯỜNG VỤ`.
    pub authority: Option<String>,
    /// Office of the signer: `PHÓ BÍ THƯ`.
    pub office: Option<String>,
    /// Recipients, in order.
    pub recipients: Vec<String>,
    /// Mark of secrecy. A document with one is refused, so this is always `None` in a document that was read.
    pub secrecy: Option<String>,
    /// Mark of urgency: `KHẨN`.
    pub urgency: Option<String>,
}

/// How the citing document stands to the cited one (`domain.md §4`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationRelation {
    /// Carries out.
    Implements,
    /// Changes or completes.
    Amends,
    /// Takes the place of.
    Replaces,
    /// Reports on, reviews, sums up.
    ReportsOn,
    /// Tells that it was issued in the time reported.
    Issued,
    /// Any other mention.
    Cites,
}

/// A mention of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Where: kind, symbol, date and issuer together.
    pub span: Span,
    /// Where the symbol alone stands; empty where it has none.
    pub symbol_range: Range<usize>,
    /// Kind as written, first letter upper case: `Chương trình hành động`.
    pub kind: Option<String>,
    /// The symbol, where one is written.
    pub symbol: Option<vitext::symbol::Symbol>,
    /// Name used where there is no symbol: `NQTW4-XII`.
    pub name: Option<String>,
    /// Issuer as written.
    pub issuer: Option<String>,
    /// Date as written, valid or not, complete or not.
    pub date: Option<vitext::date::WrittenDate>,
    /// Relation of this document to the cited one.
    pub relation: CitationRelation,
    /// Index of the first full mention of the same document in [`crate::Document::citations`], for a later mention.
    pub first: Option<usize>,
}

/// A target or an indicator's value against one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Where.
    pub span: Span,
    /// Name of the indicator.
    pub indicator: String,
    /// Period it is for.
    pub period: Option<Period>,
    /// Least value aimed at.
    pub min: Option<Decimal>,
    /// Largest value aimed at; equal to `min` for a single value.
    pub max: Option<Decimal>,
    /// Value reached.
    pub actual: Option<Decimal>,
    /// Unit of measure: `tỷ đồng`, `%`.
    pub unit: Option<String>,
}

/// How often a task comes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    /// Every day.
    Daily,
    /// Every week.
    Weekly,
    /// Every month.
    Monthly,
    /// Every quarter.
    Quarterly,
    /// Every half-year.
    HalfYearly,
    /// Every year.
    Yearly,
    /// Regularly, without a stated period (`định kỳ`, `thường xuyên`).
    Periodic,
}

/// A clause that gives work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Where.
    pub span: Span,
    /// What is to be done.
    pub action: String,
    /// Lead units as written.
    pub lead: Vec<String>,
    /// Coordinating units as written.
    pub coordinate: Vec<String>,
    /// When it is due.
    pub deadline: Option<Period>,
    /// The deadline stands in the heading above, not in the sentence.
    pub inherited: bool,
    /// How often it comes back.
    pub recurrence: Option<Recurrence>,
    /// The output that is named.
    pub product: Option<String>,
    /// Address of its section.
    pub section: Option<String>,
    /// Normal form of the symbol of the document it carries out.
    pub source_document: Option<String>,
}
