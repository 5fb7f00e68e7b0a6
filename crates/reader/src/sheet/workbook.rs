//! Workbooks: `.xlsx`.

use super::{Rows, SheetLimits, SheetRow};
use crate::Refusal;
use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx, XlsxError};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// Most parts that a workbook may have.
const PARTS: usize = 1_000;

pub(super) fn read(bytes: &[u8], limits: &SheetLimits) -> Result<Vec<SheetRow>, Refusal> {
    measure(bytes, limits)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in names {
        let rows = sheet(&mut book, &name, limits)?;
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Ok(Vec::new())
}

/// Unpacks every part into nothing: what the container says of its sizes need not be true.
fn measure(bytes: &[u8], limits: &SheetLimits) -> Result<(), Refusal> {
    let damaged = |e: &dyn std::fmt::Display| Refusal::Damaged(e.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    if archive.index_for_name("[Content_Types].xml").is_none() {
        return Err(Refusal::NotADocument("it is an archive, not a workbook"));
    }
    if archive.len() > PARTS {
        return Err(Refusal::TooLarge { what: "number of parts", limit: PARTS as u64 });
    }
    let mut left = limits.unpacked;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|e| damaged(&e))?;
        let size = std::io::copy(&mut part.take(left.saturating_add(1)), &mut std::io::sink());
        let size = size.map_err(|e| damaged(&e))?;
        left = left
            .checked_sub(size)
            .ok_or(Refusal::TooLarge { what: "size of what is unpacked in bytes", limit: limits.unpacked })?;
    }
    Ok(())
}

/// Cell by cell: a range would take room for every cell between the first and the last.
fn sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, limits: &SheetLimits) -> Result<Vec<SheetRow>, Refusal> {
    let mut cells = book.worksheet_cells_reader(name).map_err(refusal)?;
    let mut rows = Rows::new(limits);
    while let Some(cell) = cells.next_cell().map_err(refusal)? {
        let (row, column) = cell.get_position();
        let text: &str = match cell.get_value() {
            DataRef::Empty | DataRef::Error(_) => continue,
            DataRef::SharedString(text) => text,
            DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text,
            DataRef::Int(number) => &number.to_string(),
            // `1001` typed as a number is stored as 1001.0, and printed by Rust as `1001`.
            DataRef::Float(number) => &number.to_string(),
            DataRef::Bool(truth) => &truth.to_string(),
            DataRef::DateTime(date) if date.is_datetime() => {
                // As somebody would type it: nobody sees the number behind a day.
                let (year, month, day, ..) = date.to_ymd_hms_milli();
                &format!("{day:02}/{month:02}/{year:04}")
            }
            DataRef::DateTime(duration) => &duration.to_string(),
        };
        rows.cell(row.saturating_add(1), usize::try_from(column).unwrap_or(usize::MAX), text)?;
    }
    Ok(rows.finish())
}

fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Encrypted,
        other => Refusal::Damaged(other.to_string()),
    }
}
