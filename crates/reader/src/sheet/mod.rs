//! Tables that people send: `.xlsx` and `.csv`, as rows of text.
//!
//! The content decides what a file is. Time and memory are linear in what is unpacked; what swells while it is unpacked is refused before it is held.

mod delimited;
mod workbook;

use crate::Refusal;

/// How much of a table is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SheetLimits {
    /// Largest file, in bytes.
    pub file: u64,
    /// Most that may come out of it, in bytes: all parts of the container, and the text of the cells.
    pub unpacked: u64,
    /// Most rows that are not empty.
    pub rows: usize,
    /// Columns from this one on are not looked at.
    pub columns: usize,
}

impl Default for SheetLimits {
    /// 10 MiB, 64 MiB unpacked, 20,000 rows, 64 columns.
    fn default() -> Self {
        Self { file: 10 << 20, unpacked: 64 << 20, rows: 20_000, columns: 64 }
    }
}

/// A row that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number as spreadsheet programs show it, from 1.
    pub number: u32,
    /// Its cells from the first column on, without white space around; empty ones at the end are left out.
    pub cells: Vec<String>,
}

/// The rows of the first sheet in sight that holds any. Numbers that are whole come without decimals.
///
/// # Errors
/// A [`Refusal`] when there is no table to be had, or more than `limits` allow.
pub fn read(bytes: &[u8], limits: &SheetLimits) -> Result<Vec<SheetRow>, Refusal> {
    if bytes.len() as u64 > limits.file {
        return Err(Refusal::TooLarge { what: "size of the file in bytes", limit: limits.file });
    }
    let rows = if bytes.starts_with(b"PK\x03\x04") {
        workbook::read(bytes, limits)?
    } else if bytes.starts_with(crate::format::OLE) {
        return Err(Refusal::OldFormat(".xls"));
    } else {
        delimited::read(bytes, limits)?
    };
    if rows.is_empty() { Err(Refusal::Empty) } else { Ok(rows) }
}

/// Gathers rows within the limits.
struct Rows<'l> {
    rows: Vec<SheetRow>,
    text: u64,
    limits: &'l SheetLimits,
}

impl<'l> Rows<'l> {
    fn new(limits: &'l SheetLimits) -> Self {
        Self { rows: Vec::new(), text: 0, limits }
    }

    /// Adds a cell to the row that is being gathered, or to a new one.
    fn cell(&mut self, number: u32, column: usize, text: &str) -> Result<(), Refusal> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
        if text.is_empty() || column >= self.limits.columns {
            return Ok(());
        }
        self.text = self.text.saturating_add(text.len() as u64);
        if self.text > self.limits.unpacked {
            return Err(Refusal::TooLarge { what: "size of the text in bytes", limit: self.limits.unpacked });
        }
        if self.rows.last().is_none_or(|last| last.number != number) {
            if self.rows.len() >= self.limits.rows {
                return Err(Refusal::TooLarge { what: "number of rows", limit: self.limits.rows as u64 });
            }
            self.rows.push(SheetRow { number, cells: Vec::new() });
        }
        if let Some(row) = self.rows.last_mut() {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, String::new());
            }
            text.clone_into(&mut row.cells[column]);
        }
        Ok(())
    }

    fn finish(self) -> Vec<SheetRow> {
        self.rows
    }
}
