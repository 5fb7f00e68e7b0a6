//! What is held against a report before it is issued.

use super::ground::counts;
use super::paper::draft;
use super::{found, too_much};
use crate::documents::reading::Reading;
use crate::documents::{Setting, register_of};
use crate::permit::Permit;
use crate::permit::rights::ReportsRead;
use crate::{AppError, Fault, Thing};
use auditor::Severity;
use composer::Lint;
use domain::ReportId;
use domain::documents::{Register, Stage};
use domain::periods::{Calendars, Period};
use domain::report::{Aspect, Evidence, FigureRef, Moved, Place, Report};
use jiff::civil::Date;
use store::{FrozenFigure, Read, ReportRow};

/// A figure beside what another report said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// Which figure of this report.
    pub figure: FigureRef,
    /// What it says.
    pub now: String,
    /// What the other report said of its own period.
    pub then: String,
    /// What the data says of that period today, where it is something else.
    pub then_now: Option<Option<String>>,
}

/// What was held against it.
pub struct Checks {
    /// How far it has come.
    pub row: ReportRow,
    /// What is written.
    pub report: Report,
    /// What is missing.
    pub gaps: Vec<(Place, String)>,
    /// Figures that no longer say what is written.
    pub moved: Vec<Moved>,
    /// The audit over the whole text, and the text.
    pub reading: Reading,
    /// The layout.
    pub lint: Lint,
    /// The figures beside those of the report before.
    pub compared: Vec<Compared>,
    /// The same beside the report of the same period of last year.
    pub compared_last_year: Vec<Compared>,
    /// What the indicators are called.
    pub catalogue: domain::indicators::Catalogue,
}

impl Checks {
    /// Why it cannot be issued; empty where it can.
    #[must_use]
    pub fn hindrances(&self) -> Vec<Fault> {
        let certain =
            self.reading.audit.findings.iter().filter(|one| one.severity == Severity::Certain).count();
        let layout = self.lint.deviations.iter().filter(|deviation| !deviation.disputed).count();
        let all = [
            ("report-has-gaps", self.gaps.len()),
            ("report-has-moved", self.moved.len()),
            ("report-has-findings", certain),
            ("report-has-deviations", layout),
        ];
        let there = all.into_iter().filter(|(_, count)| *count > 0);
        there.map(|(key, count)| Fault::whole(key).with("count", count)).collect()
    }
}

impl Permit<'_, ReportsRead> {
    /// A report as a file: as issued, or as a draft in the layout of today.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Refused`] where the unit has no register.
    pub async fn paper(&self, id: ReportId, setting: Setting) -> Result<(ReportRow, Vec<u8>), AppError> {
        let app = &self.person.app;
        let mut read = app.database().read().await?;
        let (row, report) = found(&mut read, self, id).await?;
        let register = register_of(&mut read, row.unit).await?;
        let issued = issued(&mut read, &row).await?;
        drop(read);
        let issued = issued.as_ref().map(|(symbol, day)| (symbol.as_str(), *day));
        let draft = draft(&report, &register, issued, self.person.today);
        let draft = draft.ok_or(AppError::NotFound { thing: Thing::Report })?;
        let bytes = app.desk().work(move || set(&draft, setting)).await??;
        Ok((row, bytes))
    }

    /// Everything that is held against a report before it is issued.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Refused`] where the unit has no register.
    pub async fn checks(&self, id: ReportId) -> Result<Checks, AppError> {
        let app = &self.person.app;
        let mut read = app.database().read().await?;
        let (row, report) = found(&mut read, self, id).await?;
        let register = register_of(&mut read, row.unit).await?;
        let ground = self.person.ground(&mut read, (row.unit, row.period), counts(&report)).await?;
        let (_, reading, lint) =
            set_and_read(app, &report, &register, issued(&mut read, &row).await?, self.person.today).await?;
        let before = frozen(&mut read, &row, false).await?;
        let last_year = frozen(&mut read, &row, true).await?;
        drop(read);
        let is_open = matches!(row.state, Stage::Draft | Stage::Checked | Stage::Signed);
        let mut evidence = ground.evidence();
        let moved = if is_open { report.moved(&mut evidence).map_err(too_much)? } else { Vec::new() };
        let compared_last_year = compared(&report, last_year, &mut evidence)?;
        let compared = compared(&report, before, &mut evidence)?;
        drop(evidence);
        let gaps = report.gaps();
        let catalogue = ground.catalogue;
        Ok(Checks { row, report, gaps, moved, reading, lint, compared, compared_last_year, catalogue })
    }
}

/// Symbol and day of what was issued.
pub(super) async fn issued(read: &mut Read, row: &ReportRow) -> Result<Option<(String, Date)>, AppError> {
    let Some(document) = row.document else { return Ok(None) };
    let fields = read.document(document).await?.map(|document| document.fields);
    Ok(fields.and_then(|fields| Some((fields.symbol?, fields.date?))))
}

/// The period and the figures of the report of the same kind that was issued for the period before, or for the same period of last year.
async fn frozen(
    read: &mut Read,
    row: &ReportRow,
    last_year: bool,
) -> Result<Option<(Period, Vec<FrozenFigure>)>, AppError> {
    let calendars = Calendars::built_in().map_err(|e| AppError::Bug(e.to_string()))?;
    let Some(calendar) = calendars.of(row.period) else { return Ok(None) };
    let period =
        if last_year { calendars.last_year(calendar, row.period) } else { calendar.shift(row.period, -1) };
    let all = read.reports().await?.into_iter();
    let other = all
        .filter(|one| (one.unit, one.kind) == (row.unit, row.kind) && one.state == Stage::Issued)
        .find(|one| Some(one.period) == period);
    Ok(match other {
        Some(other) => Some((other.period, read.report_figures(other.id).await?)),
        None => None,
    })
}

/// The figures of a report beside those that another has frozen.
fn compared(
    report: &Report,
    other: Option<(Period, Vec<FrozenFigure>)>,
    evidence: &mut Evidence<'_>,
) -> Result<Vec<Compared>, AppError> {
    let Some((period, frozen)) = other else { return Ok(Vec::new()) };
    let mut all: Vec<Compared> = Vec::new();
    let figures = report.pieces().filter_map(|(_, piece)| Some((piece.figure()?, piece)));
    for (figure, piece) in figures.filter(|(figure, _)| figure.aspect == Aspect::Value) {
        if all.iter().any(|one| one.figure == figure) {
            continue;
        }
        let then = FigureRef { period, ..figure.clone() };
        let Some(said) = frozen.iter().find(|one| one.figure == then.to_string()) else { continue };
        let told = evidence.told(&then).map_err(too_much)?.map(|told| told.shown);
        let then_now = (told.as_deref() != Some(said.shown.as_str())).then_some(told);
        all.push(Compared { figure, now: piece.shown(), then: said.shown.clone(), then_now });
    }
    Ok(all)
}

pub(super) fn set(draft: &composer::Draft, setting: Setting) -> Result<Vec<u8>, AppError> {
    match setting {
        Setting::Docx => Ok(composer::docx(draft)),
        Setting::Pdf => composer::pdf(draft).map_err(|error| AppError::Bug(error.to_string())),
    }
}

/// The .docx, read and audited, and held against its layout.
pub(super) async fn set_and_read(
    app: &crate::App,
    report: &Report,
    register: &Register,
    issued: Option<(String, Date)>,
    today: Date,
) -> Result<(Vec<u8>, Reading, Lint), AppError> {
    let issued = issued.as_ref().map(|(symbol, day)| (symbol.as_str(), *day));
    let draft = draft(report, register, issued, today);
    let draft = draft.ok_or_else(|| AppError::Bug("reports are no kind of document".to_owned()))?;
    let work = move || -> Result<(Vec<u8>, Reading, Lint), AppError> {
        let docx = composer::docx(&draft);
        let reading = crate::documents::reading::read("bao-cao.docx", &docx)
            .map_err(|refusal| AppError::Bug(format!("what was composed is not read: {refusal}")))?;
        let lint = composer::lint(&docx).map_err(|error| AppError::Bug(error.to_string()))?;
        Ok((docx, reading, lint))
    };
    app.desk().work(work).await?
}
