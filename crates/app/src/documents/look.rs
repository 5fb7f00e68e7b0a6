//! Looking into a register.

use super::{Names, found};
use crate::permit::rights::{DocumentsRead, DocumentsRegister};
use crate::permit::{Permit, Person};
use crate::{AppError, Fault, Thing};
use domain::DocumentId;
use domain::documents::{Document, FileVersion, Verdict};
use domain::log::Actor;
use store::{CitationRow, FindingRow, LogRow};

/// A document with everything that its page shows.
#[derive(Debug)]
pub struct Opened {
    /// The document.
    pub document: Document,
    /// Its files, the latest version of each role first.
    pub files: Vec<FileVersion>,
    /// What it says of others, with those of them that the person may see.
    pub cites: Vec<(CitationRow, Vec<Document>)>,
    /// Which documents speak of it, as far as the person may see them.
    pub cited_by: Vec<(CitationRow, Document)>,
    /// What the audit found.
    pub findings: Vec<FindingRow>,
    /// The text that was read.
    pub text: String,
    /// The file that it was read from.
    pub read_from: Option<i64>,
    /// What was done with it, the latest first.
    pub deeds: Vec<LogRow>,
    /// Names of the people whom all this names.
    pub names: Names,
}

/// Most documents that speak of one, as a page shows them.
const CITED_BY: u32 = 500;
/// Most deeds that a page shows.
const DEEDS: i64 = 200;

impl Permit<'_, DocumentsRead> {
    /// A document with what stands around it.
    ///
    /// # Errors
    /// [`AppError::NotFound`].
    pub async fn open(&self, id: DocumentId) -> Result<Opened, AppError> {
        let Person { app, .. } = self.person;
        let mut read = app.database().read().await?;
        let document = found(&mut read, self, id).await?;
        let mut cites = Vec::new();
        for citation in read.citations(id).await? {
            let meant = read.documents_with_symbol(&citation.symbol).await?;
            let said = domain::documents::Identity {
                symbol: Some(citation.symbol.clone()),
                date: citation.date,
                issuer: citation.issuer.clone(),
            };
            let fits = |other: &Document| {
                other.id != id
                    && said.likeness(&other.fields.identity()) != domain::documents::Likeness::Different
                    && self.sees(other)
            };
            cites.push((citation, meant.into_iter().filter(fits).collect()));
        }
        let mut cited_by = Vec::new();
        if let Some(symbol) = &document.fields.symbol {
            for citation in read.cited_by(symbol, CITED_BY).await? {
                let other = read.document(citation.document).await?;
                cited_by.extend(
                    other.filter(|other| other.id != id && self.sees(other)).map(|other| (citation, other)),
                );
            }
        }
        let files = read.document_files(id).await?;
        let findings = read.findings(id).await?;
        let text = read.document_text(id).await?.unwrap_or_default();
        let read_from = read.document_read_from(id).await?;
        let deeds = read.log_of("document", id.get(), DEEDS).await?;
        let by = deeds.iter().filter_map(|row| match row.entry.actor {
            Actor::Account(account) => Some(account),
            Actor::System => None,
        });
        let settled = findings.iter().filter_map(|finding| finding.settled.as_ref().map(|(.., by, _)| *by));
        let people = by.chain(settled).chain(files.iter().map(|file| file.added_by));
        let people = people.chain(document.routing.account).chain([document.registered_by]);
        let names = super::shelf::names(&mut read, people).await?;
        Ok(Opened { document, files, cites, cited_by, findings, text, read_from, deeds, names })
    }

    pub(super) fn sees(&self, document: &Document) -> bool {
        self.covers(document.unit, &self.person.forest()).is_ok()
    }
}

impl Permit<'_, DocumentsRegister> {
    /// Says what became of a finding, and why; none takes it back.
    ///
    /// # Errors
    /// [`AppError::Refused`] without a reason, [`AppError::NotFound`].
    pub async fn settle(
        &self,
        id: DocumentId,
        finding: i64,
        verdict: Option<(Verdict, &str)>,
    ) -> Result<(), AppError> {
        let Person { app, now, account, .. } = self.person;
        let mut write = app.database().write().await?;
        let document = found(&mut write, self, id).await?;
        let post = self.covers(document.unit, &self.person.forest())?.post;
        if verdict.is_some_and(|(_, reason)| reason.trim().is_empty()) {
            return Err(Fault::at("reason", "field-needed").into());
        }
        let settled = verdict.map(|(verdict, reason)| (verdict, reason.trim(), account.id, *now));
        if !write.settle_finding(id, finding, settled).await? {
            return Err(AppError::NotFound { thing: Thing::Finding });
        }
        let told = serde_json::json!({ "finding": finding, "verdict": verdict.map(|(verdict, _)| verdict), "reason": verdict.map(|(_, reason)| reason) });
        let deed = super::document_deed("documents.settle", &document, crate::app::NOTHING, Some(&told));
        Ok(write.log(&self.person.entry(Some(post), &deed)?).await?.commit().await?)
    }
}
