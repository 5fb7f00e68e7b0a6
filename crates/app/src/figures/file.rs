//! A sheet that comes as a table: the code of each figure, its value, what is said about it.

use crate::table::{Heading, TableError, rows};

/// Most lines of a file.
const MOST: usize = 5_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Column {
    Code,
    Name,
    Value,
    Says,
}

const HEADINGS: &[Heading<Column>] = &[
    Heading::new(Column::Code, true, &["Mã chỉ tiêu", "Mã"], &["Code", "Indicator code"]),
    Heading::new(Column::Name, false, &["Chỉ tiêu"], &["Indicator"]),
    Heading::new(Column::Value, true, &["Kỳ này", "Số liệu"], &["This period", "Value"]),
    Heading::new(Column::Says, false, &["Ghi chú"], &["Remark"]),
];

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// The code of the figure: `members`, `members[women]`.
    pub code: String,
    /// What stands there.
    pub value: String,
    /// What is said about it.
    pub says: String,
}

/// Why a file is no sheet.
#[derive(Debug, thiserror::Error)]
#[error("no table with the headings of a sheet: {0}")]
pub struct NoSheet(String);

/// The headings of code, name, value and remark, in both languages.
#[must_use]
pub fn headings() -> [(&'static str, &'static str); 4] {
    [("Mã chỉ tiêu", "Code"), ("Chỉ tiêu", "Indicator"), ("Kỳ này", "This period"), ("Ghi chú", "Remark")]
}

/// The lines of a file, `.xlsx` or `.csv`.
///
/// # Errors
/// [`NoSheet`] where it cannot be read or has not these headings.
pub fn read(bytes: &[u8]) -> Result<Vec<FileRow>, NoSheet> {
    let found = rows(bytes, HEADINGS, MOST, |_, cell| {
        let code = cell(Column::Code);
        (!code.is_empty()).then(|| FileRow { code, value: cell(Column::Value), says: cell(Column::Says) })
    });
    found.map_err(|error: TableError<Column>| NoSheet(error.to_string()))
}
