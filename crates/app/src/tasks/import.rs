//! Rows of the tables in which offices keep their tasks (`.xlsx`, `.csv`).

use crate::table::{self, Heading, TableColumn, TableError};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Most rows that are handed out at once: they are, all of them, or none.
const MOST: usize = 200;

/// A column of such a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// What is to be done.
    Action,
    /// The lead unit.
    Lead,
    /// Coordinating units.
    Parts,
    /// Until when.
    Due,
    /// The output.
    Product,
    /// What the lead answers for.
    Answerable,
    /// Who accepts it.
    Acceptor,
}

const HEADINGS: [Heading<Column>; 7] = [
    Heading::new(
        Column::Action,
        true,
        &["Nhiệm vụ", "Nội dung nhiệm vụ", "Nội dung công việc", "Nội dung", "Công việc", "Việc"],
        &["Task", "Action"],
    ),
    Heading::new(
        Column::Lead,
        true,
        &["Đơn vị chủ trì", "Cơ quan chủ trì", "Chủ trì", "Đơn vị thực hiện", "Cơ quan thực hiện"],
        &["Lead unit", "Lead"],
    ),
    Heading::new(
        Column::Parts,
        false,
        &["Đơn vị phối hợp", "Cơ quan phối hợp", "Phối hợp"],
        &["Coordinating units"],
    ),
    Heading::new(
        Column::Due,
        false,
        &["Hạn", "Thời hạn", "Thời gian hoàn thành", "Hạn hoàn thành", "Thời gian thực hiện"],
        &["Due", "Deadline"],
    ),
    Heading::new(
        Column::Product,
        false,
        &["Sản phẩm", "Kết quả, sản phẩm", "Sản phẩm, kết quả"],
        &["Product"],
    ),
    Heading::new(Column::Answerable, false, &["Trách nhiệm"], &["Answerable for"]),
    Heading::new(
        Column::Acceptor,
        false,
        &["Đơn vị nghiệm thu", "Cơ quan nghiệm thu", "Cấp trình", "Thẩm quyền"],
        &["Accepting unit"],
    ),
];

/// What a row says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the file.
    pub number: u32,
    cells: BTreeMap<Column, String>,
}

impl Row {
    /// What stands in a column; empty for nothing.
    #[must_use]
    pub fn cell(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", String::as_str)
    }
}

/// The columns, in their order.
pub fn columns() -> impl Iterator<Item = TableColumn<Column>> {
    table::columns(&HEADINGS)
}

/// The rows in a file: `.xlsx` or `.csv`.
///
/// # Errors
/// [`TableError`] with what to mend.
pub fn rows(bytes: &[u8]) -> Result<Vec<Row>, TableError<Column>> {
    table::rows(bytes, &HEADINGS, MOST, |row, cell| {
        let said = HEADINGS.iter().map(|heading| (heading.column, cell(heading.column)));
        let cells: BTreeMap<Column, String> = said.filter(|(_, text)| !text.is_empty()).collect();
        (!cells.is_empty()).then_some(Row { number: row.number, cells })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_tasks_is_known_by_its_headings() {
        let text = "THEO DÕI NHIỆM VỤ;;;\n\nTT;Nội dung nhiệm vụ;Cơ quan chủ trì;Thời hạn;Ghi chú\n\
                    1;Rà soát  quy chế;Văn phòng;quý IV/2026;x\n;;;;chỉ ghi chú\n";
        let rows = rows(text.as_bytes()).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].number, rows[0].cell(Column::Action)), (4, "Rà soát quy chế"));
        assert_eq!((rows[0].cell(Column::Due), rows[0].cell(Column::Product)), ("quý IV/2026", ""));
        let missing = super::rows("Việc;Hạn\na;b\n".as_bytes());
        assert!(matches!(missing, Err(TableError::Columns(columns)) if columns == [Column::Lead]));
    }
}
