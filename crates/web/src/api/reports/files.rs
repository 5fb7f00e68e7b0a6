//! Files of reports: units' own taken in, the report to take away, and back from Word.

use super::shapes::MovedFigure;
use crate::api::call::{Call, Nothing, Reply, Tagged};
use crate::api::operation::Api;
use crate::api::register::{LIMIT, unread};
use crate::api::upload::Upload;
use crate::download::{DOCX, Download, PDF};
use crate::{Access, Kind, Problem};
use app::documents::reading::FILE_LIMIT;
use app::documents::{Brought, Setting};
use app::reports::{Back, Change, Heaped, NotHeaped};
use app::rights::{ReportsRead, ReportsWrite};
use domain::rights::Right;
use domain::{ReportId, UnitId};
use serde::Serialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::ReportsRead.code());
    let write = Access::Right(Right::ReportsWrite.code());
    let back = "/api/v1/reports/{id}/back";
    api.take("/api/v1/reports/{id}/heap", write, ("reports-heap", 201, LIMIT), heap)
        .file("/api/v1/reports/{id}/docx", read, ("reports-docx", DOCX), docx)
        .file("/api/v1/reports/{id}/pdf", read, ("reports-pdf", PDF), pdf)
        .take("/api/v1/reports/{id}/back/compare", write, ("reports-compare-back", 200, LIMIT), compare)
        .take(back, write, ("reports-take-back", 200, LIMIT), take)
        .conditional()
}

/// A unit's own file that was taken in.
#[derive(Serialize, ToSchema)]
struct NarrativeTaken {
    /// Whose words these are, by the issuer of the file.
    unit: UnitId,
    /// How many sentences were read.
    sentences: usize,
}

fn bounded(file: Upload) -> Result<Upload, Problem> {
    if file.bytes.len() as u64 > FILE_LIMIT { Err(Problem::new(Kind::TooLarge)) } else { Ok(file) }
}

async fn heap(call: Call, _: Nothing, file: Upload) -> Result<Reply<NarrativeTaken>, Problem> {
    let id: ReportId = call.id("id")?;
    let Upload { name, bytes } = bounded(file)?;
    match call.permit::<ReportsWrite>()?.heap(id, Brought { name, bytes }).await {
        Ok(Heaped { unit, sentences }) => Ok(NarrativeTaken { unit, sentences }.into()),
        Err(NotHeaped::Refusal(refusal)) => Err(unread(&call, refusal)),
        Err(NotHeaped::Unit(issuer)) => {
            Err(call.wrong("file", "report-no-unit", [("issuer", issuer.into())]))
        }
        Err(NotHeaped::App(error)) => Err(call.problem(error)),
    }
}

async fn docx(call: Call) -> Result<Download, Problem> {
    set(call, Setting::Docx, DOCX).await
}

async fn pdf(call: Call) -> Result<Download, Problem> {
    set(call, Setting::Pdf, PDF).await
}

async fn set(call: Call, setting: Setting, media_type: &str) -> Result<Download, Problem> {
    let paper = call.permit::<ReportsRead>()?.paper(call.id("id")?, setting).await;
    let (row, bytes) = paper.map_err(|e| call.problem(e))?;
    Ok(Download::new(format!("bao-cao-{}.{}", row.period.last, setting.code()), media_type, bytes))
}

/// A paragraph that is another one, or new, or gone.
#[derive(Serialize, ToSchema)]
struct BackChange {
    heading: String,
    /// What stands here; null where it is new.
    text_before: Option<String>,
    /// What stands in the file; null where it is gone.
    text_after: Option<String>,
}

impl From<Change> for BackChange {
    fn from(Change { heading, before, after }: Change) -> Self {
        Self { heading, text_before: before, text_after: after }
    }
}

/// A figure that shows something else than when the file was made.
#[derive(Serialize, ToSchema)]
struct BackDrift {
    figure: String,
    shown_before: String,
    /// What it shows in the file; null where it is gone.
    shown_now: Option<String>,
}

/// What came back from Word.
#[derive(Serialize, ToSchema)]
struct ReportBack {
    changes: Vec<BackChange>,
    drift: Vec<BackDrift>,
    /// Figures of the file that no longer equal their cells.
    moved: Vec<MovedFigure>,
}

async fn compare(call: Call, _: Nothing, file: Upload) -> Result<Reply<ReportBack>, Problem> {
    read_back(&call, file, None).await
}

async fn take(call: Call, _: Nothing, file: Upload) -> Result<Reply<ReportBack>, Problem> {
    let revision = call.revision(Tagged::Report)?;
    read_back(&call, file, Some(revision)).await
}

async fn read_back(call: &Call, file: Upload, take: Option<i64>) -> Result<Reply<ReportBack>, Problem> {
    let id: ReportId = call.id("id")?;
    // Asked for first: nothing is taken over where the answer could not be given.
    let reads = call.permit::<ReportsRead>()?;
    let back = call.permit::<ReportsWrite>()?.read_back(id, bounded(file)?.bytes, take).await;
    let Back { changes, drift, moved, .. } = back.map_err(|e| call.problem(e))?;
    let catalogue = reads.desk(id).await.map_err(|e| call.problem(e))?.catalogue;
    let drift = drift.into_iter().map(|drift| BackDrift {
        figure: drift.id.as_str().to_owned(),
        shown_before: drift.before,
        shown_now: drift.after,
    });
    Ok(ReportBack {
        changes: changes.into_iter().map(BackChange::from).collect(),
        drift: drift.collect(),
        moved: moved.into_iter().map(|moved| MovedFigure::of(call, &catalogue, moved)).collect(),
    }
    .into())
}
