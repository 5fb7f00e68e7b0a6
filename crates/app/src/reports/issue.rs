//! Signing and issuing: number, entry in the register, files and frozen figures in one turn.

use super::check::{set, set_and_read};
use super::ground::counts;
use super::paper::{draft, fields};
use super::{found, report_deed, too_much};
use crate::documents::reading::Reading;
use crate::documents::{Setting, media_type, next_number, number_refused, register_of, sequence};
use crate::files::Kept;
use crate::permit::rights::ReportsIssue;
use crate::permit::{Permission, Permit, Person};
use crate::{AppError, Fault};
use auditor::Severity;
use composer::Lint;
use domain::documents::{Direction, Document, Fields, FileRole, Number, Register, Stage, StageStep, State};
use domain::report::{Piece, Report};
use domain::{DocumentId, ReportId};
use jiff::civil::Date;
use serde_json::json;
use store::{FrozenFigure, NewDocument, ReportRow, Write};

/// How often the number may go to somebody else meanwhile.
const TRIES: usize = 4;

/// A report that was issued.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// As which document of the register.
    pub document: DocumentId,
    /// Under which symbol.
    pub symbol: String,
}

/// Takes a step in the life of a report, as it was seen at `revision`.
pub(super) async fn step<R: Permission>(
    permit: &Permit<'_, R>,
    mut write: Write,
    (row, report): (ReportRow, Report),
    revision: i64,
    step: StageStep,
    reason: &str,
) -> Result<(), AppError> {
    let Person { now, account, .. } = permit.person;
    let post = permit.covers(row.unit, &permit.person.forest())?.post;
    if row.revision != revision {
        return Err(AppError::Changed);
    }
    let state = row.state.after(step).ok_or_else(|| Fault::whole("document-step-wrong"))?;
    if step.needs_reason() && reason.trim().is_empty() {
        return Err(Fault::at("reason", "field-needed").into());
    }
    let (id, next) = (row.id, ReportRow { state, ..row });
    if !write.change_report(&next, &report, (*now, account.id)).await? {
        return Err(AppError::Changed);
    }
    let told = json!({ "step": step.code(), "reason": reason.trim() });
    let entry = permit.person.entry(Some(post), &report_deed("reports.step", id, Some(told)))?;
    Ok(write.log(&entry).await?.commit().await?)
}

/// The files of a report under a number.
struct Files {
    docx: Kept,
    pdf: Kept,
    reading: Reading,
    lint: Lint,
}

impl Permit<'_, ReportsIssue> {
    /// Signs a report that was handed in, or sends it back to be written on.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Changed`], [`AppError::Refused`].
    pub async fn decide(
        &self,
        id: ReportId,
        revision: i64,
        decision: StageStep,
        reason: &str,
    ) -> Result<(), AppError> {
        if !matches!(decision, StageStep::Sign | StageStep::SendBack | StageStep::Abandon) {
            return Err(Fault::whole("document-step-wrong").into());
        }
        let mut write = self.person.app.database().write().await?;
        let both = found(&mut write, self, id).await?;
        step(self, write, both, revision, decision, reason).await
    }

    /// The symbol that the report would get if it were issued now. Another may get it first.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Refused`] with what stands in the way.
    pub async fn symbol(&self, id: ReportId, day: Date) -> Result<String, AppError> {
        let mut read = self.person.app.database().read().await?;
        let (row, report) = found(&mut read, self, id).await?;
        let register = register_of(&mut read, row.unit).await?;
        let kind = fields(&report).kind.unwrap_or_default();
        let number = next_number(&mut read, &register, row.unit, &kind, day).await?;
        Ok(symbol_of(&register, &fields(&report), number, day)?.0)
    }

    /// Issues a signed report on `day`: number, entry in the register with .docx and .pdf, frozen figures and log in one turn. Refused
    /// while something is missing in it, a figure has moved, or the audit or the layout finds something certain.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Changed`], [`AppError::Refused`].
    pub async fn issue(&self, id: ReportId, revision: i64, day: Date) -> Result<Issued, AppError> {
        let Person { app, today, .. } = self.person;
        if day > *today {
            return Err(Fault::at("day", "document-date-to-come").into());
        }
        for _ in 0..TRIES {
            let mut read = app.database().read().await?;
            let (row, report) = found(&mut read, self, id).await?;
            if row.revision != revision {
                return Err(AppError::Changed);
            }
            row.state.after(StageStep::Issue).ok_or_else(|| Fault::whole("document-step-wrong"))?;
            let register = register_of(&mut read, row.unit).await?;
            let own = fields(&report);
            let number =
                next_number(&mut read, &register, row.unit, own.kind.as_deref().unwrap_or_default(), day)
                    .await?;
            drop(read);
            let (symbol, issued) = symbol_of(&register, &own, number, day)?;
            let files = self.files(&report, &register, (&symbol, day)).await?;
            if let Some(document) = self.enter(&row, &report, (number, day), &issued, &files).await? {
                return Ok(Issued { document, symbol });
            }
        }
        Err(AppError::Changed)
    }

    /// The files under a number; nothing names them yet.
    async fn files(
        &self,
        report: &Report,
        register: &Register,
        (symbol, day): (&str, Date),
    ) -> Result<Files, AppError> {
        let app = &self.person.app;
        let issued = Some((symbol.to_owned(), day));
        let (docx, reading, lint) = set_and_read(app, report, register, issued, day).await?;
        let draft = draft(report, register, Some((symbol, day)), day);
        let draft = draft.ok_or_else(|| AppError::Bug("reports are no kind of document".to_owned()))?;
        let pdf = app.desk().work(move || set(&draft, Setting::Pdf)).await??;
        let limit = crate::documents::reading::FILE_LIMIT;
        Ok(Files {
            docx: app.keep(docx.as_slice(), limit, media_type(&docx)).await?,
            pdf: app.keep(pdf.as_slice(), limit, media_type(&pdf)).await?,
            reading,
            lint,
        })
    }

    /// All of it in one turn; none where the number went to somebody else meanwhile.
    async fn enter(
        &self,
        row: &ReportRow,
        report: &Report,
        (number, day): (Number, Date),
        issued: &Fields,
        files: &Files,
    ) -> Result<Option<DocumentId>, AppError> {
        let Person { app, now, account, .. } = self.person;
        let post = self.covers(row.unit, &self.person.forest())?.post;
        let mut write = app.database().write().await?;
        let (seen, text) = found(&mut write, self, row.id).await?;
        if seen.revision != row.revision || text != *report {
            return Err(AppError::Changed);
        }
        // Whoever enters a cell takes the same turn: what stands now is what is frozen.
        let ground = self.person.ground(&mut write, (row.unit, row.period), counts(report)).await?;
        let moved = report.moved(&mut ground.evidence()).map_err(too_much)?;
        let faults = hindrances(report, moved.len(), files);
        if !faults.is_empty() {
            return Err(AppError::Refused { faults });
        }
        let register = register_of(&mut write, row.unit).await?;
        let kind = issued.kind.clone().unwrap_or_default();
        let state = State::Own(Stage::Issued);
        let (unit, direction) = (row.unit, Direction::Outgoing);
        let new = NewDocument { unit, direction, state, fields: issued, at: *now, by: account.id };
        let document = write.add_document(&new).await?;
        let (slots, before) = sequence(&mut write, &register, unit, &kind, day, None, Some(document)).await?;
        let mut after = before.clone();
        let given = after.give_next(document).map_err(number_refused)?;
        if given != number {
            return Ok(None);
        }
        write.put_slots(slots, &before, &after, *now).await?;
        let kept = write.document(document).await?;
        let kept = kept.ok_or_else(|| AppError::Bug(format!("document {document} was just written")))?;
        self.attach(&mut write, &kept, files).await?;
        write.freeze_report(row.id, &frozen(report, ground.entered)).await?;
        let next = ReportRow { state: Stage::Issued, document: Some(document), ..row.clone() };
        if !write.change_report(&next, report, (*now, account.id)).await? {
            return Err(AppError::Changed);
        }
        let told =
            json!({ "document": document, "symbol": issued.symbol, "date": day, "entered": ground.entered });
        let entry = self.person.entry(Some(post), &report_deed("reports.issue", row.id, Some(told)))?;
        write.log(&entry).await?.commit().await?;
        Ok(Some(document))
    }

    async fn attach(&self, write: &mut Write, document: &Document, files: &Files) -> Result<(), AppError> {
        let Person { app, now, account, .. } = self.person;
        let id = document.id;
        let symbol = document.fields.symbol.clone().unwrap_or_default().replace('/', "-");
        app.name(write, &files.docx, *now).await?;
        app.name(write, &files.pdf, *now).await?;
        let (docx, pdf) = (files.docx.content.hash, files.pdf.content.hash);
        let name = |end: &str| format!("{symbol}.{end}");
        let version =
            write.add_document_file(id, FileRole::Editable, docx, &name("docx"), *now, account.id).await?;
        write.add_document_file(id, FileRole::Scan, pdf, &name("pdf"), *now, account.id).await?;
        write.set_citations(id, &files.reading.citations(id)).await?;
        write.set_findings(id, &files.reading.findings()).await?;
        Ok(write.index_document(document, &files.reading.text(), Some(version)).await?)
    }
}

fn hindrances(report: &Report, moved: usize, files: &Files) -> Vec<Fault> {
    let certain = files.reading.audit.findings.iter().filter(|one| one.severity == Severity::Certain).count();
    let layout = files.lint.deviations.iter().filter(|deviation| !deviation.disputed).count();
    let all = [
        ("report-has-gaps", report.gaps().len()),
        ("report-has-moved", moved),
        ("report-has-findings", certain),
        ("report-has-deviations", layout),
    ];
    let there = all.into_iter().filter(|(_, count)| *count > 0);
    there.map(|(key, count)| Fault::whole(key).with("count", count)).collect()
}

fn symbol_of(
    register: &Register,
    fields: &Fields,
    number: Number,
    day: Date,
) -> Result<(String, Fields), AppError> {
    let issued = register.issued(fields, number, day);
    let issued =
        issued.map_err(|none| Fault::at("kind", "document-kind-no-symbol").with("kind", &none.kind))?;
    Ok((issued.symbol.clone().unwrap_or_default(), issued))
}

/// Every bound figure once.
fn frozen(report: &Report, entered: u64) -> Vec<FrozenFigure> {
    let mut all = std::collections::BTreeMap::new();
    for (_, piece) in report.pieces() {
        if let Piece::Figure { id, shown, .. } = piece {
            all.insert(id.clone(), shown.clone());
        }
    }
    all.into_iter().map(|(figure, shown)| FrozenFigure { figure, shown, entered }).collect()
}
