//! A sheet as a table: given out, and taken back after a look at what would change.

use super::enter::{SheetEntered, entered, seen};
use super::sheet::{place, sheet};
use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::upload::Upload;
use crate::download::{Download, XLSX};
use crate::pages::figures::sheet::typed;
use crate::pages::figures::upload::{self, Change, LIMIT, compare};
use crate::{Access, Problem};
use app::figures::{Sheet, read_sheet};
use domain::rights::Right;
use serde::Serialize;
use utoipa::ToSchema;

pub(super) fn add(api: Api) -> Api {
    let read = Access::Right(Right::FiguresRead.code());
    let enters = Access::Right(Right::FiguresEnter.code());
    let table = "/api/v1/rounds/{campaign}/units/{unit}/table";
    api.file("/api/v1/rounds/{campaign}/units/{unit}/template", read, ("sheets-template", XLSX), template)
        .take(
            "/api/v1/rounds/{campaign}/units/{unit}/table/check",
            enters,
            ("sheets-check-table", 200, LIMIT),
            check,
        )
        .take(table, enters, ("sheets-enter-table", 200, LIMIT), enter)
        .conditional()
}

async fn template(call: Call) -> Result<Download, Problem> {
    let (id, unit) = place(&call)?;
    let sheet = sheet(&call).await?;
    let content = upload::file(&call.frame, &sheet).map_err(Problem::bug)?;
    Ok(Download::new(format!("bieu-{id}-{unit}.xlsx"), XLSX, content))
}

/// A figure that a table would change.
#[derive(Serialize, ToSchema)]
struct TableChange {
    name: String,
    /// As people write it.
    text_before: String,
    text_after: String,
    /// What is wrong with it; null where nothing is.
    wrong_because: Option<String>,
}

impl From<Change> for TableChange {
    fn from(Change { name, stands, comes, wrong }: Change) -> Self {
        Self { name, text_before: stands, text_after: comes, wrong_because: wrong }
    }
}

/// What a table would change in a sheet.
#[derive(Serialize, ToSchema)]
struct TableCheck {
    table_changes: Vec<TableChange>,
    /// Lines of no figure of the form.
    unknown_lines: usize,
}

/// What would change, the fields that would say so, and how many lines are of no figure of the form.
type Compared = (Vec<Change>, Vec<(String, String)>, usize);

fn compared(call: &Call, sheet: &Sheet, file: &Upload) -> Result<Compared, Problem> {
    let rows = read_sheet(&file.bytes).map_err(|_| call.wrong("file", "indicators-upload-no-table", []))?;
    Ok(compare(&call.frame, sheet, &rows))
}

async fn check(call: Call, _: Nothing, file: Upload) -> Result<Reply<TableCheck>, Problem> {
    let sheet = sheet(&call).await?;
    let (changes, _, unknown_lines) = compared(&call, &sheet, &file)?;
    Ok(TableCheck { table_changes: changes.into_iter().map(TableChange::from).collect(), unknown_lines }
        .into())
}

async fn enter(call: Call, _: Nothing, file: Upload) -> Result<Reply<SheetEntered>, Problem> {
    let seen = seen(&call)?;
    let sheet = sheet(&call).await?;
    let (changes, fields, _) = compared(&call, &sheet, &file)?;
    if let Some(wrong) = changes.iter().find_map(|change| change.wrong.as_ref().map(|why| (change, why))) {
        let (change, why) = wrong;
        return Err(Problem::new(crate::Kind::Invalid).field("file", format!("{}: {why}", change.name)));
    }
    let (cells, _) = typed(&sheet.outline(), &fields);
    entered(&call, seen, &cells, &[]).await
}
