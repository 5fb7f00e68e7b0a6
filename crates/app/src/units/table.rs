//! Rows of a file become rows of units: which column is which is told by the headings.

use crate::table::{self, Heading};
use domain::units::import::{Column, Row};

/// Most units that are taken in at once: a whole city, with room to spare.
const MOST: usize = 10_000;

const HEADINGS: [Heading<Column>; 5] = [
    Heading::new(Column::Code, true, &["Mã đơn vị", "Mã"], &["Code", "Unit code"]),
    Heading::new(Column::Name, true, &["Tên đầy đủ", "Tên đơn vị", "Tên"], &["Full name", "Name"]),
    Heading::new(Column::ShortName, false, &["Tên gọn", "Tên ngắn", "Tên viết gọn"], &["Short name"]),
    Heading::new(Column::Kind, true, &["Loại đơn vị", "Loại hình", "Loại"], &["Kind", "Kind of unit"]),
    Heading::new(
        Column::Parent,
        false,
        &["Mã cấp trên", "Mã đơn vị cấp trên", "Cấp trên", "Trực thuộc"],
        &["Parent code", "Parent"],
    ),
];

/// A column as a person knows it.
pub type TableColumn = table::TableColumn<Column>;

/// Why a file is no table of units.
pub type TableError = table::TableError<Column>;

/// The columns of the template, in their order.
pub fn columns() -> impl Iterator<Item = TableColumn> {
    table::columns(&HEADINGS)
}

/// Rows of units, each with its number in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The rows, below the headings.
    pub rows: Vec<Row>,
    /// The number of each, as spreadsheet programs show it.
    pub numbers: Vec<u32>,
}

impl Table {
    /// The table in a file: `.xlsx` or `.csv`.
    ///
    /// # Errors
    /// [`TableError`] with what to mend.
    pub fn read(bytes: &[u8]) -> Result<Self, TableError> {
        let rows = table::rows(bytes, &HEADINGS, MOST, |row, cell| {
            let unit = Row {
                code: cell(Column::Code),
                name: cell(Column::Name),
                short_name: cell(Column::ShortName),
                kind: cell(Column::Kind),
                parent: cell(Column::Parent),
            };
            Some((unit, row.number)).filter(|(unit, _)| *unit != Row::default())
        })?;
        let (rows, numbers) = rows.into_iter().unzip();
        Ok(Self { rows, numbers })
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

#[cfg(test)]
mod tests {
    use super::*;
    use reader::Refusal;

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
