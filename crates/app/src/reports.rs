//! Reports: from what units wrote and what their cells say to an issued document.
//!
//! A report beyond a person's right is not there for that person.

mod back;
mod check;
mod desk;
mod follow;
mod ground;
mod issue;
mod narrative;
mod paper;
mod path;
mod source;
mod write;

pub use back::{Back, Change};
pub use check::{Checks, Compared};
pub use desk::{Desk, Listed, Voice};
pub use follow::Followed;
pub use ground::Ground;
pub use issue::Issued;
pub use narrative::{Heaped, NotHeaped, statements};
pub use paper::draft as composed;
pub(crate) use paper::read_symbol;
pub use path::{Step, Way};
pub use source::{Source, SourceUnit};
pub use write::Edit;

use crate::app::Deed;
use crate::permit::{Permission, Permit};
use crate::{AppError, Fault, Thing};
use domain::ReportId;
use domain::documents::Stage;
use domain::report::{Outlines, Report};
use serde::Serialize;
use std::sync::LazyLock;
use store::{Read, ReportRow};

/// How reports are built.
static OUTLINES: LazyLock<Outlines> =
    LazyLock::new(|| Outlines::built_in().expect("the tables in the program are tested"));

/// The report with its text, where the right `R` covers it.
async fn found<R: Permission>(
    read: &mut Read,
    permit: &Permit<'_, R>,
    id: ReportId,
) -> Result<(ReportRow, Report), AppError> {
    let none = || AppError::NotFound { thing: Thing::Report };
    let row = read.report(id).await?.ok_or_else(none)?;
    permit.covers(row.unit, &permit.person.forest()).map_err(|_| none())?;
    let text = read.report_text(id).await?.ok_or_else(none)?;
    Ok((row, text))
}

/// The same, where its text may still be changed, and is as it was seen.
async fn open<R: Permission>(
    read: &mut Read,
    permit: &Permit<'_, R>,
    id: ReportId,
    revision: i64,
) -> Result<(ReportRow, Report), AppError> {
    let (row, text) = found(read, permit, id).await?;
    if row.state != Stage::Draft {
        return Err(Fault::whole("report-not-open").into());
    }
    if row.revision != revision {
        return Err(AppError::Changed);
    }
    Ok((row, text))
}

fn report_deed<A: Serialize>(verb: &'static str, id: ReportId, after: A) -> Deed<'static, (), A> {
    Deed { verb, kind: "report", id: Some(id.get()), before: None, after: Some(after) }
}

/// A formula that takes too much: nothing that a person can mend here.
fn too_much(error: domain::indicators::formula::EvaluationError) -> AppError {
    AppError::Bug(error.to_string())
}
