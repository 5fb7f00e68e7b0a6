//! Why a file is no table of the sort that was asked for, and what to do.

use crate::Frame;
use app::TableError;
use reader::Refusal;
use std::fmt::Debug;

/// The sentence; `no_row` says what to do where there is no row, `title` names a column.
pub(super) fn sentence<C: Copy + Debug>(
    frame: &Frame,
    error: &TableError<C>,
    no_row: String,
    title: impl Fn(C) -> String,
) -> String {
    match error {
        TableError::File(Refusal::Empty) | TableError::NoRow => no_row,
        TableError::File(Refusal::TooLarge { .. }) => frame.word("units-import-too-large"),
        TableError::File(Refusal::OldFormat(_)) => frame.word("units-import-old-format"),
        TableError::File(Refusal::Encrypted) => frame.word("units-import-encrypted"),
        TableError::File(Refusal::Damaged(_)) => frame.word("units-import-damaged"),
        TableError::File(_) => frame.word("units-import-no-table"),
        TableError::Columns(missing) => {
            let names: Vec<String> = missing.iter().map(|column| title(*column)).collect();
            frame.text("units-import-no-column", [("columns", names.join(", ").into())])
        }
        TableError::Twice(column) => frame.text("units-import-twice", [("column", title(*column).into())]),
        TableError::TooMany(most) => frame.text("units-import-too-many", [("most", (*most).into())]),
    }
}
