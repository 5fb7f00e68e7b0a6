//! One document with everything that its page shows.

use super::shapes::{DocumentEntry, DocumentName, PersonName};
use crate::api::call::{Call, Nothing, Reply, Tagged, tagged};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::documents::{Names, Opened};
use app::rights::DocumentsRead;
use domain::documents::{Document, FileRole, FileVersion, HandlingStep, StageStep, State, Verdict};
use domain::log::Actor;
use domain::rights::Right;
use domain::{DocumentId, LogId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::value::RawValue;
use store::{CitationRow, FindingRow, LogRow};
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::DocumentsRead.code());
    api.get("/api/v1/documents/{id}", read, "documents-show", show)
}

/// A document with its files, what it cites, what the audit found, and what was done with it.
#[derive(Serialize, ToSchema)]
struct DocumentCard {
    #[serde(flatten)]
    document: DocumentEntry,
    files: Vec<FileEntry>,
    cites: Vec<CitedDocument>,
    cited_by: Vec<CitingDocument>,
    findings: Vec<DocumentFinding>,
    deeds: Vec<DocumentDeed>,
    /// What can be done now with what is issued here.
    steps: Vec<StageStep>,
    /// What can be done now with what came in.
    handling_steps: Vec<HandlingStep>,
}

/// A version of a file of a document.
#[derive(Serialize, ToSchema)]
struct FileEntry {
    id: i64,
    role: FileRole,
    version: u32,
    sha256: String,
    name: String,
    added_at: Timestamp,
    added_by: PersonName,
    /// The text of the document is that of this file.
    is_read: bool,
}

/// What the document says of another.
#[derive(Serialize, ToSchema)]
struct CitedDocument {
    address: String,
    quote: String,
    symbol: String,
    date: Option<Date>,
    issuer: Option<String>,
    relation: String,
    /// Those of the register that may be meant.
    documents: Vec<DocumentName>,
}

/// Where another document speaks of this one.
#[derive(Serialize, ToSchema)]
struct CitingDocument {
    address: String,
    quote: String,
    relation: String,
    document: DocumentName,
}

/// What the audit found.
#[derive(Serialize, ToSchema)]
struct DocumentFinding {
    id: i64,
    rule: String,
    severity: String,
    address: String,
    quote: String,
    stated: String,
    computed: String,
    /// The text that was read last still has it.
    stands: bool,
    settlement: Option<Settlement>,
}

/// What became of a finding.
#[derive(Serialize, ToSchema)]
struct Settlement {
    verdict: Verdict,
    reason: String,
    at: Timestamp,
    by: PersonName,
}

/// What was done with a document.
#[derive(Serialize, ToSchema)]
struct DocumentDeed {
    id: LogId,
    at: Timestamp,
    /// By whom; null for the system.
    by: Option<PersonName>,
    verb: String,
    #[schema(value_type = Option<Object>)]
    before: Option<Box<RawValue>>,
    #[schema(value_type = Option<Object>)]
    after: Option<Box<RawValue>>,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<DocumentCard>, Problem> {
    let id: DocumentId = call.id("id")?;
    let opened = call.permit::<DocumentsRead>()?.open(id).await.map_err(|e| call.problem(e))?;
    let revision = opened.document.revision;
    tagged(card(opened, call.person()?.today), Tagged::Document, revision)
}

fn card(opened: Opened, today: Date) -> DocumentCard {
    let Opened { document, files, cites, cited_by, findings, read_from, deeds, names, .. } = opened;
    let (steps, handling_steps) = match document.state {
        State::Own(stage) => (stage.steps().collect(), Vec::new()),
        State::Incoming(handling) => (Vec::new(), handling.steps().collect()),
    };
    DocumentCard {
        document: DocumentEntry::of(document, today),
        files: files.into_iter().map(|file| version(file, read_from, &names)).collect(),
        cites: cites.into_iter().map(cited).collect(),
        cited_by: cited_by.into_iter().map(citing).collect(),
        findings: findings.into_iter().map(|row| finding(row, &names)).collect(),
        deeds: deeds.into_iter().map(|row| deed(row, &names)).collect(),
        steps,
        handling_steps,
    }
}

fn version(file: FileVersion, read_from: Option<i64>, names: &Names) -> FileEntry {
    FileEntry {
        is_read: read_from == Some(file.id),
        added_by: PersonName::of(file.added_by, names),
        id: file.id,
        role: file.role,
        version: file.version,
        sha256: file.hash.to_string(),
        name: file.name,
        added_at: file.added_at,
    }
}

fn cited((row, documents): (CitationRow, Vec<Document>)) -> CitedDocument {
    let CitationRow { address, quote, symbol, date, issuer, relation, .. } = row;
    let documents = documents.into_iter().map(DocumentName::from).collect();
    CitedDocument { address, quote, symbol, date, issuer, relation, documents }
}

fn citing((row, document): (CitationRow, Document)) -> CitingDocument {
    let CitationRow { address, quote, relation, .. } = row;
    CitingDocument { address, quote, relation, document: document.into() }
}

fn finding(row: FindingRow, names: &Names) -> DocumentFinding {
    let store::NewFinding { rule, severity, address, quote, stated, computed } = row.finding;
    let settled =
        |(verdict, reason, by, at)| Settlement { verdict, reason, at, by: PersonName::of(by, names) };
    let settlement = row.settled.map(settled);
    DocumentFinding {
        id: row.id,
        rule,
        severity,
        address,
        quote,
        stated,
        computed,
        stands: row.stands,
        settlement,
    }
}

fn deed(row: LogRow, names: &Names) -> DocumentDeed {
    let json = |json: Option<domain::log::Json>| {
        json.and_then(|json| RawValue::from_string(json.as_str().to_owned()).ok())
    };
    DocumentDeed {
        id: row.id,
        at: row.entry.at,
        by: match row.entry.actor {
            Actor::Account(account) => Some(PersonName::of(account, names)),
            Actor::System => None,
        },
        verb: row.entry.verb,
        before: json(row.entry.before),
        after: json(row.entry.after),
    }
}
