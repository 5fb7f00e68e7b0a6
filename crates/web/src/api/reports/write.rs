//! Changes of the text of a report.

use super::shapes::ReportHead;
use crate::api::call::{Call, Reply, Tagged};
use crate::api::operation::Api;
use crate::{Access, Problem};
use app::reports::Edit;
use app::rights::ReportsWrite;
use axum::http::Method;
use domain::ReportId;
use domain::rights::Right;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let write = Access::Right(Right::ReportsWrite.code());
    api.write((Method::POST, "/api/v1/reports/{id}/edits"), write, ("reports-edit", 200), edit).conditional()
}

/// A change of the text. Sections and passages are numbered from 0; figures stand in it as `[[12]]`.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "edit", rename_all = "snake_case", deny_unknown_fields)]
enum ReportEdit {
    /// Takes what units say: a statement of the desk, with all that say the same.
    Take {
        section_number: usize,
        statement: usize,
    },
    Add {
        section_number: usize,
        text: String,
    },
    Set {
        section_number: usize,
        passage: usize,
        text: String,
    },
    Drop {
        section_number: usize,
        passage: usize,
    },
    Up {
        section_number: usize,
        passage: usize,
    },
    Head {
        head: ReportHead,
    },
    /// Puts in what the figures say now.
    Refresh,
}

impl ReportEdit {
    fn edit(self, call: &Call) -> Result<Edit, Problem> {
        Ok(match self {
            Self::Take { section_number: section, statement } => Edit::Take { section, statement },
            Self::Add { section_number: section, text } => Edit::Add { section, text },
            // An empty text would take the passage away; that is said by its name.
            Self::Set { text, .. } if text.trim().is_empty() => {
                return Err(call.wrong("text", "field-needed", []));
            }
            Self::Set { section_number: section, passage, text } => Edit::Set { section, passage, text },
            Self::Drop { section_number: section, passage } => {
                Edit::Set { section, passage, text: String::new() }
            }
            Self::Up { section_number: section, passage } => Edit::Up { section, passage },
            Self::Head { head } => Edit::Head(head.into()),
            Self::Refresh => Edit::Refresh,
        })
    }
}

/// The revision that a report has now.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportRevision {
    pub(super) revision: i64,
}

async fn edit(call: Call, wish: ReportEdit) -> Result<Reply<ReportRevision>, Problem> {
    let id: ReportId = call.id("id")?;
    let revision = call.revision(Tagged::Report)?;
    let done = call.permit::<ReportsWrite>()?.edit(id, revision, &wish.edit(&call)?).await;
    Ok(ReportRevision { revision: done.map_err(|e| call.problem(e))? }.into())
}
