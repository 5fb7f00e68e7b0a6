//! Rows of a file become rows of an older register.

use crate::table::{self, Heading, TableColumn, TableError};
use domain::documents::import::{Column, Row};

/// Most rows that are taken in at once: the register of a large office for some years.
const MOST: usize = 20_000;

const HEADINGS: [Heading<Column>; 14] = [
    Heading::new(Column::Direction, true, &["Đến/đi", "Loại sổ", "Chiều"], &["Direction", "In/out"]),
    Heading::new(Column::ArrivalNumber, false, &["Số đến"], &["Arrival number"]),
    Heading::new(Column::ArrivedOn, false, &["Ngày đến"], &["Day of arrival", "Arrived on"]),
    Heading::new(
        Column::Symbol,
        true,
        &["Số, ký hiệu", "Số ký hiệu", "Số và ký hiệu", "Số hiệu", "Số ký hiệu văn bản"],
        &["Symbol"],
    ),
    Heading::new(Column::Date, true, &["Ngày văn bản", "Ngày ban hành", "Ngày tháng văn bản"], &["Date"]),
    Heading::new(Column::Kind, false, &["Loại văn bản", "Tên loại", "Thể loại"], &["Kind"]),
    Heading::new(
        Column::Issuer,
        false,
        &["Cơ quan ban hành", "Tác giả", "Nơi gửi", "Cơ quan, tổ chức ban hành"],
        &["Issuer"],
    ),
    Heading::new(Column::Subject, true, &["Trích yếu", "Trích yếu nội dung", "Nội dung"], &["Subject"]),
    Heading::new(Column::Signer, false, &["Người ký"], &["Signer"]),
    Heading::new(Column::Recipients, false, &["Nơi nhận"], &["Recipients"]),
    Heading::new(
        Column::Handler,
        false,
        &["Đơn vị, người xử lý", "Người xử lý", "Đơn vị xử lý", "Đơn vị hoặc người nhận"],
        &["Handler"],
    ),
    Heading::new(Column::Due, false, &["Hạn xử lý", "Hạn giải quyết", "Thời hạn"], &["Due"]),
    Heading::new(Column::Done, false, &["Ngày xong", "Ngày giải quyết", "Ngày hoàn thành"], &["Done"]),
    Heading::new(Column::File, false, &["Tên tệp", "Tệp", "Tên file", "File"], &["File name"]),
];

/// The columns of the template, in their order.
pub fn columns() -> impl Iterator<Item = TableColumn<Column>> {
    table::columns(&HEADINGS)
}

/// The rows in a file: `.xlsx` or `.csv`.
///
/// # Errors
/// [`TableError`] with what to mend.
pub fn rows(bytes: &[u8]) -> Result<Vec<Row>, TableError<Column>> {
    table::rows(bytes, &HEADINGS, MOST, |row, cell| {
        Some(Row::new(row.number, cell)).filter(|row| !row.is_empty())
    })
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
