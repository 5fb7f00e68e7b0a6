//! An older register taken in: its table looked at, entered by a job, and how far that has come.

use crate::api::call::{Call, Nothing, Reply};
use crate::api::operation::Api;
use crate::api::paging::{Asked, Listed};
use crate::api::upload::Upload;
use crate::download::{Download, XLSX};
use crate::pages::documents::import::begin::take;
use crate::pages::documents::import::template::template;
use crate::pages::documents::import::{FILES, TABLE, problem_sentence, refused_sentence, table_sentence};
use crate::{Access, Kind, Problem};
use app::documents::import::{Checked, Looked, Outcome, Refused, rows};
use app::rights::DocumentsRegister;
use domain::documents::Direction;
use domain::documents::import::{Column, Row};
use domain::rights::Right;
use domain::{AccountId, DocumentId, RegisterImportId, UnitId, WaitingId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::RegisterImportRow;
use utoipa::{IntoParams, ToSchema};

pub(super) fn add(api: Api) -> Api {
    let register = Access::Right(Right::DocumentsRegister.code());
    api.take("/api/v1/imports/files", register, ("imports-send-files", 200, FILES), files)
        .file("/api/v1/imports/template", register, ("imports-template", XLSX), template_file)
        .take("/api/v1/imports/check", register, ("imports-check", 200, TABLE), check)
        .take("/api/v1/imports", register, ("imports-start", 201, TABLE), start)
        .list("/api/v1/imports", register, "imports-list", list)
        .get("/api/v1/imports/{import}", register, "imports-show", show)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ForRegister {
    #[param(minimum = 1)]
    unit: UnitId,
}

/// A file that was not taken in.
#[derive(Serialize, ToSchema)]
struct FileNotTaken {
    name: String,
    message: String,
}

/// What came of the files of a .zip.
#[derive(Serialize, ToSchema)]
struct FilesTaken {
    taken: u32,
    not_taken: Vec<FileNotTaken>,
}

async fn files(call: Call, of: ForRegister, zip: Upload) -> Result<Reply<FilesTaken>, Problem> {
    let (taken, refused) = take(&call.frame, call.who(), of.unit, &zip.bytes)
        .await?
        .map_err(|sentence| Problem::new(Kind::Invalid).field("file", sentence))?;
    let not_taken = refused.into_iter().map(|(name, message)| FileNotTaken { name, message });
    Ok(FilesTaken { taken, not_taken: not_taken.collect() }.into())
}

async fn template_file(call: Call) -> Result<Download, Problem> {
    Ok(Download::new("mau-so-van-ban.xlsx", XLSX, template(&call.frame).map_err(Problem::bug)?))
}

/// What a table would become.
#[derive(Serialize, ToSchema)]
struct ImportCheck {
    /// How many rows cannot be entered.
    wrong: usize,
    rows: Vec<PlannedRow>,
    errors: Vec<WrongCell>,
}

/// A row that can be entered.
#[derive(Serialize, ToSchema)]
struct PlannedRow {
    row: u32,
    direction: Direction,
    symbol: Option<String>,
    /// The document of the register that it is already.
    there: Option<DocumentId>,
    /// Documents of the register that it may be.
    alike: Vec<DocumentId>,
    /// The file that waits under its name.
    waiting: Option<WaitingId>,
    misses_file: bool,
    misses_handler: bool,
}

impl From<&Looked> for PlannedRow {
    fn from(looked: &Looked) -> Self {
        Self {
            row: looked.planned.row,
            direction: looked.planned.direction,
            symbol: looked.planned.fields.symbol.clone(),
            there: looked.there,
            alike: looked.alike.iter().map(|alike| alike.document.id).collect(),
            waiting: looked.file,
            misses_file: looked.misses_file(),
            misses_handler: looked.misses_handler(),
        }
    }
}

/// A cell that cannot be entered, and what to do.
#[derive(Serialize, ToSchema)]
struct WrongCell {
    row: u32,
    column: Column,
    detail: String,
}

/// The rows of the table that was sent.
fn table(call: &Call, file: &Upload) -> Result<Vec<Row>, Problem> {
    rows(&file.bytes).map_err(|error| {
        Problem::new(crate::Kind::Invalid).field("file", table_sentence(&call.frame, &error))
    })
}

fn wrong_rows(checked: &Checked) -> usize {
    checked.errors.iter().map(|error| error.row).collect::<BTreeSet<_>>().len()
}

async fn check(call: Call, to: ForRegister, file: Upload) -> Result<Reply<ImportCheck>, Problem> {
    let rows = table(&call, &file)?;
    let checked = call.permit::<DocumentsRegister>()?.check_register(to.unit, &rows).await;
    let checked = checked.map_err(|e| call.problem(e))?;
    Ok(ImportCheck {
        wrong: wrong_rows(&checked),
        rows: checked.rows.iter().map(PlannedRow::from).collect(),
        errors: checked
            .errors
            .iter()
            .map(|error| WrongCell {
                row: error.row,
                column: error.column,
                detail: problem_sentence(&call.frame, error.problem),
            })
            .collect(),
    }
    .into())
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct ImportWish {
    #[param(minimum = 1)]
    unit: UnitId,
    /// What came in without a day on which it was done is done.
    #[serde(default)]
    assume_done: bool,
    /// How many wrong rows the caller knows of: these are left out.
    #[serde(default)]
    wrong: usize,
}

/// An import that has begun.
#[derive(Serialize, ToSchema)]
struct ImportBegun {
    id: RegisterImportId,
}

async fn start(call: Call, wish: ImportWish, file: Upload) -> Result<Reply<ImportBegun>, Problem> {
    let rows = table(&call, &file)?;
    let permit = call.permit::<DocumentsRegister>()?;
    let checked = permit.check_register(wish.unit, &rows).await.map_err(|e| call.problem(e))?;
    let wrong = wrong_rows(&checked);
    if checked.rows.is_empty() || wrong != wish.wrong {
        return Err(call.wrong("wrong", "api-wrong-row-count", [("count", wrong.into())]));
    }
    let begun = permit.import_register(wish.unit, &rows, wish.assume_done).await;
    Ok(ImportBegun { id: begun.map_err(|e| call.problem(e))? }.into())
}

/// An older register that is, or was, taken in.
#[derive(Serialize, ToSchema)]
struct ImportEntry {
    id: RegisterImportId,
    unit: UnitId,
    at: Timestamp,
    added_by: AccountId,
    /// How many rows it has.
    count: u32,
    /// How many were gone through.
    done: u32,
    /// When the last one was.
    ended_at: Option<Timestamp>,
}

impl From<RegisterImportRow> for ImportEntry {
    fn from(row: RegisterImportRow) -> Self {
        Self {
            id: row.id,
            unit: row.unit,
            at: row.at,
            added_by: row.by,
            count: row.line_count,
            done: row.done_count,
            ended_at: row.ended,
        }
    }
}

async fn list(call: Call, asked: Asked, _: Nothing) -> Result<Listed<ImportEntry>, Problem> {
    let imports = call.permit::<DocumentsRegister>()?.register_imports().await;
    let mut imports = imports.map_err(|e| call.problem(e))?;
    imports.sort_by_key(|row| row.id);
    Ok(Listed::cut(imports, asked, |row| row.id.get(), ImportEntry::from))
}

/// An import with what has become of its rows so far.
#[derive(Serialize, ToSchema)]
struct ImportCard {
    #[serde(flatten)]
    import: ImportEntry,
    entered: u32,
    /// In the register already.
    there: u32,
    /// Files that found their documents.
    files_found: u32,
    missing: Vec<MissingFile>,
    refused: Vec<RefusedRow>,
    /// Entered without a number of the register.
    unnumbered: Vec<RefusedRow>,
}

/// A row whose file was not there.
#[derive(Serialize, ToSchema)]
struct MissingFile {
    row: u32,
    name: String,
}

/// A row that was not entered, or not with everything.
#[derive(Serialize, ToSchema)]
struct RefusedRow {
    row: u32,
    detail: String,
}

async fn show(call: Call, _: Nothing) -> Result<Reply<ImportCard>, Problem> {
    let import = call.permit::<DocumentsRegister>()?.register_import(call.id("import")?).await;
    let (row, outcome) = import.map_err(|e| call.problem(e))?;
    let Outcome { entered, there, files, missing, refused, unnumbered } = outcome;
    let told = |rows: Vec<Refused>| {
        let told = |row: Refused| RefusedRow { row: row.row, detail: refused_sentence(&call.frame, &row) };
        rows.into_iter().map(told).collect()
    };
    Ok(ImportCard {
        import: row.into(),
        entered,
        there,
        files_found: files,
        missing: missing.into_iter().map(|(row, name)| MissingFile { row, name }).collect(),
        refused: told(refused),
        unnumbered: told(unnumbered),
    }
    .into())
}
