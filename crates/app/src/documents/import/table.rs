//! Rows of a file become rows of an older register.

use crate::table::{self, Heading, TableColumn, TableError};
use domain::documents::import::{Column, Row};
use reader::sheet::{SheetLimits, read};

/// Most rows that are taken in at once: the register of a large office for some years.
const MOST: usize = 20_000;

const HEADINGS: [Heading<Column>; 14] = [
    heading(Column::Direction, true, &["Đến/đi", "Loại sổ", "Chiều"], &["Direction", "In/out"]),
    heading(Column::ArrivalNumber, false, &["Số đến"], &["Arrival number"]),
    heading(Column::ArrivedOn, false, &["Ngày đến"], &["Day of arrival", "Arrived on"]),
    heading(
        Column::Symbol,
        true,
        &["Số, ký hiệu", "Số ký hiệu", "Số và ký hiệu", "Số hiệu", "Số ký hiệu văn bản"],
        &["Symbol"],
    ),
    heading(Column::Date, true, &["Ngày văn bản", "Ngày ban hành", "Ngày tháng văn bản"], &["Date"]),
    heading(Column::Kind, false, &["Loại văn bản", "Tên loại", "Thể loại"], &["Kind"]),
    heading(
        Column::Issuer,
        false,
        &["Cơ quan ban hành", "Tác giả", "Nơi gửi", "Cơ quan, tổ chức ban hành"],
        &["Issuer"],
    ),
    heading(Column::Subject, true, &["Trích yếu", "Trích yếu nội dung", "Nội dung"], &["Subject"]),
    heading(Column::Signer, false, &["Người ký"], &["Signer"]),
    heading(Column::Recipients, false, &["Nơi nhận"], &["Recipients"]),
    heading(
        Column::Handler,
        false,
        &["Đơn vị, người xử lý", "Người xử lý", "Đơn vị xử lý", "Đơn vị hoặc người nhận"],
        &["Handler"],
    ),
    heading(Column::Due, false, &["Hạn xử lý", "Hạn giải quyết", "Thời hạn"], &["Due"]),
    heading(Column::Done, false, &["Ngày xong", "Ngày giải quyết", "Ngày hoàn thành"], &["Done"]),
    heading(Column::File, false, &["Tên tệp", "Tệp", "Tên file", "File"], &["File name"]),
];

const fn heading(
    column: Column,
    is_needed: bool,
    vi: &'static [&'static str],
    en: &'static [&'static str],
) -> Heading<Column> {
    Heading { column, is_needed, vi, en }
}

/// The columns of the template, in their order.
pub fn columns() -> impl Iterator<Item = TableColumn<Column>> {
    table::columns(&HEADINGS)
}

/// The rows in a file: `.xlsx` or `.csv`.
///
/// # Errors
/// [`TableError`] with what to mend.
pub fn rows(bytes: &[u8]) -> Result<Vec<Row>, TableError<Column>> {
    let sheet = read(bytes, &SheetLimits::default())?;
    let (places, below) = table::below(&sheet, &HEADINGS)?;
    let rows = below.iter().map(|row| Row::new(row.number, |column| places.cell(row, &column)));
    // A remark beside the table is no document.
    let rows: Vec<Row> = rows.filter(|row| !row.is_empty()).take(MOST + 1).collect();
    match rows.len() {
        0 => Err(TableError::NoRow),
        count if count > MOST => Err(TableError::TooMany(MOST)),
        _ => Ok(rows),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_is_known_by_its_headings() {
        let text = "SỔ VĂN BẢN ĐẾN NĂM 2025;;;;\n\nĐến/đi;Số đến;Ngày đến;Số, ký hiệu;Ngày văn bản;Trích yếu nội dung;Ghi chú\n\
                    đến;1;02/01/2025;15/QĐ-UBND;30/12/2024;về  việc nghỉ;x\n;;;;;;chỉ ghi chú\n";
        let rows = rows(text.as_bytes()).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!((rows[0].number, rows[0].cell(Column::Subject)), (4, "về việc nghỉ"));
        let missing = super::rows("Số đến;Trích yếu\n1;a\n".as_bytes());
        assert!(matches!(missing, Err(TableError::Columns(columns)) if columns.len() == 3));
    }
}
