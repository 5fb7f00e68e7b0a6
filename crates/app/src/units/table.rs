//! Rows of a file become rows of units: which column is which is told by the headings.

use domain::units::import::{Column, Row};
use reader::Refusal;
use reader::sheet::{SheetLimits, SheetRow, read};
use std::collections::BTreeMap;
use vitext::fold::fold_text;

/// Headings are looked for in so many rows, no further.
const HEAD: usize = 20;
/// Most units that are taken in at once: a whole city, with room to spare.
const MOST: usize = 10_000;

/// The columns with the headings by which each is known, in two languages; the first of each language is the template's.
const HEADINGS: [(Column, bool, &[&str], &[&str]); 5] = [
    (Column::Code, true, &["Mã đơn vị", "Mã"], &["Code", "Unit code"]),
    (Column::Name, true, &["Tên đầy đủ", "Tên đơn vị", "Tên"], &["Full name", "Name"]),
    (Column::ShortName, false, &["Tên gọn", "Tên ngắn", "Tên viết gọn"], &["Short name"]),
    (Column::Kind, true, &["Loại đơn vị", "Loại hình", "Loại"], &["Kind", "Kind of unit"]),
    (
        Column::Parent,
        false,
        &["Mã cấp trên", "Mã đơn vị cấp trên", "Cấp trên", "Trực thuộc"],
        &["Parent code", "Parent"],
    ),
];

/// A column as a person knows it.
#[derive(Debug, Clone, Copy)]
pub struct TableColumn {
    /// Which.
    pub column: Column,
    /// Must it be there?
    pub is_needed: bool,
    /// Its heading in Vietnamese.
    pub vi: &'static str,
    /// Its heading in English.
    pub en: &'static str,
}

/// The columns of the template, in their order.
pub fn columns() -> impl Iterator<Item = TableColumn> {
    HEADINGS.iter().map(|(column, is_needed, vi, en)| TableColumn {
        column: *column,
        is_needed: *is_needed,
        vi: vi.first().copied().unwrap_or_default(),
        en: en.first().copied().unwrap_or_default(),
    })
}

/// Rows of units, each with its number in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The rows, below the headings.
    pub rows: Vec<Row>,
    /// The number of each, as spreadsheet programs show it.
    pub numbers: Vec<u32>,
}

/// Why a file is no table of units.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] Refusal),
    /// It has no heading for columns that must be there.
    #[error("{} columns are missing", .0.len())]
    Columns(Vec<Column>),
    /// A heading stands there twice.
    #[error("the column {0:?} stands there twice")]
    Twice(Column),
    /// Below the headings there is nothing.
    #[error("there is no row below the headings")]
    NoRow,
    /// Too many rows.
    #[error("more than {0} rows")]
    TooMany(usize),
}

impl Table {
    /// The table in a file: `.xlsx` or `.csv`.
    ///
    /// # Errors
    /// [`TableError`] with what to mend.
    pub fn read(bytes: &[u8]) -> Result<Self, TableError> {
        Self::of(&read(bytes, &SheetLimits::default())?)
    }

    fn of(rows: &[SheetRow]) -> Result<Self, TableError> {
        // The row that has most of the headings: titles may stand above it.
        let heads = rows.iter().take(HEAD).enumerate();
        let (place, head) = heads
            .max_by_key(|(place, row)| {
                (row.cells.iter().filter_map(|cell| known(cell)).count(), usize::MAX - place)
            })
            .ok_or(TableError::NoRow)?;
        let mut places = BTreeMap::new();
        for (index, column) in
            head.cells.iter().enumerate().filter_map(|(index, cell)| Some((index, known(cell)?)))
        {
            if places.insert(column, index).is_some() {
                return Err(TableError::Twice(column));
            }
        }
        let missing: Vec<Column> =
            columns().filter(|c| c.is_needed && !places.contains_key(&c.column)).map(|c| c.column).collect();
        if !missing.is_empty() {
            return Err(TableError::Columns(missing));
        }
        let mut table = Self::default();
        for row in rows.iter().skip(place + 1) {
            let cell = |column| {
                let text = places.get(&column).and_then(|&index: &usize| row.cells.get(index));
                text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
            };
            let unit = Row {
                code: cell(Column::Code),
                name: cell(Column::Name),
                short_name: cell(Column::ShortName),
                kind: cell(Column::Kind),
                parent: cell(Column::Parent),
            };
            // A remark beside the table is no unit.
            if unit == Row::default() {
                continue;
            }
            if table.rows.len() >= MOST {
                return Err(TableError::TooMany(MOST));
            }
            table.rows.push(unit);
            table.numbers.push(row.number);
        }
        if table.rows.is_empty() { Err(TableError::NoRow) } else { Ok(table) }
    }

    /// One line a row, cells parted by tabs: how a page holds the table until it is confirmed.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for (row, number) in self.rows.iter().zip(&self.numbers) {
            let Row { code, name, short_name, kind, parent } = row;
            text += &format!("{number}\t{code}\t{name}\t{short_name}\t{kind}\t{parent}\n");
        }
        text
    }

    /// Reads [`Self::to_text`]; none where it is not that.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut table = Self::default();
        for line in text.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            let [number, code, name, short_name, kind, parent] = cells[..] else { return None };
            let [code, name, short_name, kind, parent] =
                [code, name, short_name, kind, parent].map(str::to_owned);
            table.numbers.push(number.parse().ok()?);
            table.rows.push(Row { code, name, short_name, kind, parent });
        }
        (1..=MOST).contains(&table.rows.len()).then_some(table)
    }
}

/// The column that has this heading, marks and capitals aside.
fn known(heading: &str) -> Option<Column> {
    let folded = fold_text(heading);
    let folded = folded.trim_end_matches([' ', '*', ':']);
    let is = |names: &[&str]| names.iter().any(|name| fold_text(name) == folded);
    HEADINGS.iter().find(|(_, _, vi, en)| is(vi) || is(en)).map(|(column, ..)| *column)
}

#[cfg(test)]
mod tests {

    use super::*;

    fn table(text: &str) -> Result<Table, TableError> {
        Table::read(text.as_bytes())
    }

    #[test]
    fn columns_are_found_by_their_headings_below_a_title() {
        let text = "DANH SÁCH ĐƠN VỊ;;;\n;;;\nLoại;Ghi chú;TÊN ĐƠN VỊ;mã *\nxã;gần sông;Đảng ủy xã  An Hà;01\n;chỉ ghi chú;;\n;;Thiếu mã;\n";
        let table = table(text).unwrap();
        assert_eq!(table.numbers, [4, 6]);
        assert_eq!(
            (&*table.rows[0].name, &*table.rows[0].code, &*table.rows[0].kind),
            ("Đảng ủy xã An Hà", "01", "xã")
        );
        assert_eq!(Table::from_text(&table.to_text()), Some(table.clone()));
        assert_eq!(Table::from_text(&table.to_text().replace('\n', "\r\n")), Some(table));
    }

    #[test]
    fn what_is_missing_is_named() {
        assert!(
            matches!(table("Mã;Tên\n1;a\n"), Err(TableError::Columns(missing)) if missing == [Column::Kind])
        );
        assert!(matches!(table("a;b\n"), Err(TableError::Columns(missing)) if missing.len() == 3));
        assert!(matches!(table("Mã;Tên;Loại;Code\n1;a;b;c\n"), Err(TableError::Twice(Column::Code))));
        assert!(matches!(table("Mã;Tên;Loại\n;;\n"), Err(TableError::NoRow)));
        assert!(matches!(table(""), Err(TableError::File(Refusal::Empty))));
        let many = format!("Mã;Tên;Loại\n{}", "1;a;xã\n".repeat(MOST + 1));
        assert!(matches!(table(&many), Err(TableError::TooMany(MOST))));
        for text in ["", "1\t2", "x\t1\t2\t3\t4\t5", "1\ta\tb\tc\td\te\tf"] {
            assert_eq!(Table::from_text(text), None, "{text:?}");
        }
    }
}
