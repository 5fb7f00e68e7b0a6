//! The table to fill in: headings, and an example.

use super::title;
use crate::pages::visit::Who;
use crate::{Frame, Problem};
use app::documents::import::columns;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rust_xlsxwriter::{DataValidation, Format, FormatBorder, Workbook, XlsxError};

/// The example: what came and what went out, of an invented city.
const EXAMPLE: [[&str; 14]; 3] = [
    [
        "đến",
        "1",
        "05/01/2026",
        "15/QĐ-UBND",
        "30/12/2025",
        "quyết định",
        "UBND thành phố Hải Minh",
        "về lịch nghỉ Tết",
        "Nguyễn Văn Mẫu",
        "",
        "Văn phòng",
        "12/01/2026",
        "09/01/2026",
        "15-qd-ubnd.pdf",
    ],
    [
        "đến",
        "2",
        "06/01/2026",
        "",
        "",
        "",
        "Trường Tiểu học Đông Hải",
        "giấy mời dự sơ kết học kỳ",
        "",
        "",
        "",
        "",
        "",
        "",
    ],
    [
        "đi",
        "",
        "",
        "01-CV/ĐU",
        "07/01/2026",
        "công văn",
        "",
        "về việc chuẩn bị sơ kết",
        "Trần Thị Mẫu",
        "Các chi bộ; Lưu Văn phòng",
        "",
        "",
        "",
        "01-cv-du.docx",
    ],
];
/// Widths of the columns, in letters.
const WIDTHS: [f64; 14] = [10.0, 8.0, 12.0, 16.0, 12.0, 14.0, 30.0, 44.0, 20.0, 26.0, 20.0, 12.0, 12.0, 20.0];
/// So many rows offer the ways.
const OFFERED: u32 = 20_000;

/// The file.
pub(super) async fn file(frame: Frame, _: Who) -> Result<Response, Problem> {
    let content = template(&frame).map_err(Problem::bug)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let name = "attachment; filename=\"mau-so-van-ban.xlsx\"";
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], content).into_response())
}

/// The table to fill in.
pub(crate) fn template(frame: &Frame) -> Result<Vec<u8>, XlsxError> {
    let head = Format::new().set_bold().set_border(FormatBorder::Thin).set_text_wrap();
    // Numbers, symbols and days are words: `01` stays `01`, and 3/4 is the third of April everywhere.
    let words = Format::new().set_num_format("@");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(frame.word("import-sheet"))?;
    for ((column, place), width) in columns().zip(0..).zip(WIDTHS) {
        let title = title(frame, column.column);
        let title = if column.is_needed { format!("{title} *") } else { title };
        sheet.write_with_format(0, place, title, &head)?.set_column_width(place, width)?;
        sheet.set_column_format(place, &words)?;
    }
    for (row, cells) in (1..).zip(EXAMPLE) {
        for (column, cell) in (0..).zip(cells) {
            sheet.write_with_format(row, column, cell, &words)?;
        }
    }
    let ways = DataValidation::new().allow_list_strings(&["đến", "đi", "nội bộ"])?.ignore_blank(true);
    sheet.add_data_validation(1, 0, OFFERED, 0, &ways)?;
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}
