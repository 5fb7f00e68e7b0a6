//! What was read in a document: its files, what it cites, what the audit found.

use crate::StoreError;
use crate::rows::row;
use crate::transaction::{Read, Work, on};
use crate::values::{day, day_text, instant, micros};
use domain::documents::{FileRole, FileVersion, Verdict};
use domain::log::{Hash, NotAHash};
use domain::{AccountId, DocumentId};
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::{query, query_as, query_scalar};

const FILES: &str = "SELECT id, role, version, file, name, added_at, added_by FROM document_file
    WHERE document = $1 ORDER BY role, version DESC";
const ADD_FILE: &str = "INSERT INTO document_file (document, role, version, file, name, added_at, added_by)
    VALUES ($1, $2, (SELECT COALESCE(MAX(version), 0) + 1 FROM document_file WHERE document = $1 AND role = $2),
        $3, $4, $5, $6) RETURNING id";
const WITH_CONTENT: &str = "SELECT DISTINCT document FROM document_file WHERE file = $1 ORDER BY document";
const CLEAR_CITATIONS: &str = "DELETE FROM citation WHERE document = $1";
const CITATIONS: &str = "SELECT document, address, quote, symbol, issued_on, issuer, relation FROM citation
    WHERE document = $1 ORDER BY position";
const CITED_BY: &str = "SELECT document, address, quote, symbol, issued_on, issuer, relation FROM citation
    WHERE symbol_key = $1 ORDER BY document, position LIMIT $2";
const FINDINGS: &str = "SELECT id, rule, severity, address, quote, stated, computed, stands, verdict, reason, settled_by, settled_at
    FROM finding WHERE document = $1 ORDER BY id";
const FALL: &str = "UPDATE finding SET stands = $2 WHERE document = $1";
const STAND: &str = "UPDATE finding SET stands = $7
    WHERE document = $1 AND rule = $2 AND address = $3 AND quote = $4 AND stated = $5 AND computed = $6";
const ADD_FINDING: &str =
    "INSERT INTO finding (document, rule, severity, address, quote, stated, computed, stands)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const SETTLE: &str = "UPDATE finding SET verdict = $3, reason = $4, settled_by = $5, settled_at = $6
    WHERE document = $1 AND id = $2";

/// What a document says of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationRow {
    /// Which document says it.
    pub document: DocumentId,
    /// Address of the paragraph.
    pub address: String,
    /// As written.
    pub quote: String,
    /// The symbol in its normal form.
    pub symbol: String,
    /// The date, where it is said.
    pub date: Option<Date>,
    /// Who issued it, where it is said.
    pub issuer: Option<String>,
    /// Code of the relation: `cites`, `implements`, `amends`.
    pub relation: String,
}

/// What the audit found, before it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewFinding {
    /// Code of the rule: `R2`.
    pub rule: String,
    /// Code of the severity.
    pub severity: String,
    /// Address of the paragraph.
    pub address: String,
    /// What was read.
    pub quote: String,
    /// What is said.
    pub stated: String,
    /// What would be right.
    pub computed: String,
}

/// What the audit found and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingRow {
    /// Its number.
    pub id: i64,
    /// What was found.
    pub finding: NewFinding,
    /// Does the text that was read last still have it?
    pub stands: bool,
    /// How it was settled, why, by whom and when.
    pub settled: Option<(Verdict, String, AccountId, Timestamp)>,
}

impl Read {
    /// The files of a document, the latest version of each role first.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn document_files(&mut self, document: DocumentId) -> Result<Vec<FileVersion>, StoreError> {
        type Row = (i64, String, i64, String, String, i64, i64);
        let rows: Vec<Row> = on!(self, c => query_as(FILES).bind(document.get()).fetch_all(c).await?);
        let row = |(id, role, version, hash, name, at, by): Row| {
            Ok(FileVersion {
                id,
                role: role.parse::<FileRole>().map_err(|e| StoreError::damaged("document_file.role", e))?,
                version: u32::try_from(version)
                    .map_err(|e| StoreError::damaged("document_file.version", e))?,
                hash: hash.parse().map_err(|e: NotAHash| StoreError::damaged("document_file.file", e))?,
                name,
                added_at: instant("document_file.added_at", at)?,
                added_by: AccountId::new(by),
            })
        };
        rows.into_iter().map(row).collect()
    }

    /// The documents that have a file with this content.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn documents_with_content(&mut self, content: Hash) -> Result<Vec<DocumentId>, StoreError> {
        let ids: Vec<i64> =
            on!(self, c => query_scalar(WITH_CONTENT).bind(content.to_string()).fetch_all(c).await?);
        Ok(ids.into_iter().map(DocumentId::new).collect())
    }

    /// What a document says of others, in reading order.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn citations(&mut self, document: DocumentId) -> Result<Vec<CitationRow>, StoreError> {
        let rows: Vec<RawCitation> =
            on!(self, c => query_as(CITATIONS).bind(document.get()).fetch_all(c).await?);
        rows.into_iter().map(citation).collect()
    }

    /// At most `limit` places where documents speak of one with this symbol, in any spelling.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn cited_by(&mut self, symbol: &str, limit: u32) -> Result<Vec<CitationRow>, StoreError> {
        let Some((key, _)) = domain::documents::identity::symbol_key(symbol) else { return Ok(Vec::new()) };
        let rows: Vec<RawCitation> =
            on!(self, c => query_as(CITED_BY).bind(&key).bind(i64::from(limit)).fetch_all(c).await?);
        rows.into_iter().map(citation).collect()
    }

    /// What the audit found in a document, in the order in which it was found.
    ///
    /// # Errors
    /// When the database does not answer, or [`StoreError::Damaged`].
    pub async fn findings(&mut self, document: DocumentId) -> Result<Vec<FindingRow>, StoreError> {
        let rows: Vec<RawFinding> =
            on!(self, c => query_as(FINDINGS).bind(document.get()).fetch_all(c).await?);
        rows.into_iter().map(finding).collect()
    }
}

impl Work {
    /// Keeps a new version of a file of a document; its content has its row already.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn add_document_file(
        &mut self,
        document: DocumentId,
        role: FileRole,
        content: Hash,
        name: &str,
        at: Timestamp,
        by: AccountId,
    ) -> Result<i64, StoreError> {
        Ok(on!(self, c => query_scalar(ADD_FILE)
            .bind(document.get())
            .bind(role.code())
            .bind(content.to_string())
            .bind(name)
            .bind(micros(at))
            .bind(by.get())
            .fetch_one(c)
            .await?))
    }

    /// Keeps what a document says of others in place of what stands there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_citations(
        &mut self,
        document: DocumentId,
        citations: &[CitationRow],
    ) -> Result<(), StoreError> {
        on!(self, c => query(CLEAR_CITATIONS).bind(document.get()).execute(c).await.map(drop)?);
        let rows: Vec<(i64, &CitationRow)> = (0..).zip(citations).collect();
        self.bulk(
            "INSERT INTO citation (document, position, address, quote, symbol, symbol_key, issued_on, issuer, relation)",
            9,
            &rows,
            |(position, row), values| {
                let key = domain::documents::identity::symbol_key(&row.symbol);
                values.integer(document.get());
                values.integer(*position);
                values.text(row.address.as_str());
                values.text(row.quote.as_str());
                values.text(row.symbol.as_str());
                values.text(key.map_or_else(|| row.symbol.clone(), |(key, _)| key));
                values.optional_text(row.date.map(day_text).as_deref());
                values.optional_text(row.issuer.as_deref());
                values.text(row.relation.as_str());
            },
        )
        .await
    }

    /// Keeps what the audit found in the text as it is now. What was found before and is not any more falls, and keeps how it was settled.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn set_findings(
        &mut self,
        document: DocumentId,
        found: &[NewFinding],
    ) -> Result<(), StoreError> {
        on!(self, c => query(FALL).bind(document.get()).bind(false).execute(c).await.map(drop)?);
        for new in found {
            let known = on!(self, c => query(STAND)
                .bind(document.get())
                .bind(&new.rule)
                .bind(&new.address)
                .bind(&new.quote)
                .bind(&new.stated)
                .bind(&new.computed)
                .bind(true)
                .execute(c)
                .await
                .map(|done| done.rows_affected())?);
            if known == 0 {
                on!(self, c => query(ADD_FINDING)
                    .bind(document.get())
                    .bind(&new.rule)
                    .bind(&new.severity)
                    .bind(&new.address)
                    .bind(&new.quote)
                    .bind(&new.stated)
                    .bind(&new.computed)
                    .bind(true)
                    .execute(c)
                    .await
                    .map(drop)?);
            }
        }
        Ok(())
    }

    /// Keeps how a finding was settled; none takes it back. False when the document has no such finding.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn settle_finding(
        &mut self,
        document: DocumentId,
        finding: i64,
        settled: Option<(Verdict, &str, AccountId, Timestamp)>,
    ) -> Result<bool, StoreError> {
        let changed = on!(self, c => query(SETTLE)
            .bind(document.get())
            .bind(finding)
            .bind(settled.map(|(verdict, ..)| verdict.code()))
            .bind(settled.map(|(_, reason, ..)| reason))
            .bind(settled.map(|(_, _, by, _)| by.get()))
            .bind(settled.map(|(.., at)| micros(at)))
            .execute(c)
            .await
            .map(|done| done.rows_affected())?);
        Ok(changed == 1)
    }
}

type RawCitation = (i64, String, String, String, Option<String>, Option<String>, String);

fn citation(
    (document, address, quote, symbol, date, issuer, relation): RawCitation,
) -> Result<CitationRow, StoreError> {
    let date = date.map(|date| day("citation.issued_on", &date)).transpose()?;
    Ok(CitationRow { document: DocumentId::new(document), address, quote, symbol, date, issuer, relation })
}

row! {
    struct RawFinding {
        id: i64,
        rule: String,
        severity: String,
        address: String,
        quote: String,
        stated: String,
        computed: String,
        stands: bool,
        verdict: Option<String>,
        reason: Option<String>,
        settled_by: Option<i64>,
        settled_at: Option<i64>,
    }
}

fn finding(row: RawFinding) -> Result<FindingRow, StoreError> {
    let settled = match (row.verdict, row.reason, row.settled_by, row.settled_at) {
        (Some(verdict), Some(reason), Some(by), Some(at)) => {
            let verdict = verdict.parse().map_err(|e| StoreError::damaged("finding.verdict", e))?;
            Some((verdict, reason, AccountId::new(by), instant("finding.settled_at", at)?))
        }
        _ => None,
    };
    let RawFinding { id, rule, severity, address, quote, stated, computed, stands, .. } = row;
    Ok(FindingRow {
        id,
        finding: NewFinding { rule, severity, address, quote, stated, computed },
        stands,
        settled,
    })
}
