//! The table to fill in: headings, an example, and the kinds of units to choose from.

use crate::pages::visit::Who;
use crate::{Frame, Problem};
use app::units::columns;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::units::UnitKind;
use messages::Language;
use rust_xlsxwriter::{DataValidation, Format, FormatBorder, Formula, Workbook, XlsxError};

/// The example: an invented ward with what it has below it.
const EXAMPLE: [[&str; 5]; 4] = [
    ["X01", "Đảng ủy phường Đông Hải", "Đông Hải", "ward_committee", ""],
    ["X01-01", "Chi bộ Tổ dân phố 1", "", "cell", "X01"],
    ["X01-02", "Chi bộ Trường Tiểu học Đông Hải", "", "cell", "X01"],
    ["X02", "Đảng ủy xã Kiến Minh", "Kiến Minh", "commune_committee", ""],
];
/// So many rows offer the kinds.
const OFFERED: u32 = 5_000;

/// The file.
pub(super) async fn file(frame: Frame, who: Who) -> Result<Response, Problem> {
    let app = who.person()?.app().clone();
    let kinds: Vec<&UnitKind> = app.kinds().iter().collect();
    let content = template(&frame, &kinds).map_err(Problem::bug)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let name = "attachment; filename=\"mau-don-vi.xlsx\"";
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], content).into_response())
}

/// The table to fill in.
pub(crate) fn template(frame: &Frame, kinds: &[&UnitKind]) -> Result<Vec<u8>, XlsxError> {
    let of_language =
        |vi: &str, en: &str| if frame.language() == Language::Vi { vi.to_owned() } else { en.to_owned() };
    let kind_name = |code: &str| {
        let kind = kinds.iter().find(|kind| kind.code.as_str() == code);
        kind.map(|kind| of_language(&kind.vi, &kind.en))
    };
    let head = Format::new().set_bold().set_border(FormatBorder::Thin).set_text_wrap();
    // Codes are words: `01` stays `01`.
    let words = Format::new().set_num_format("@");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name(frame.word("units-import-sheet"))?;
    for ((column, place), width) in columns().zip(0..).zip([14, 44, 24, 36, 14]) {
        let title = of_language(column.vi, column.en);
        let title = if column.is_needed { format!("{title} *") } else { title };
        sheet.write_with_format(0, place, title, &head)?.set_column_width(place, width)?;
        sheet.set_column_format(place, &words)?;
    }
    for (row, cells) in (1..).zip(EXAMPLE) {
        for (column, cell) in (0..).zip(cells) {
            let shown = kind_name(cell).unwrap_or_else(|| cell.to_owned());
            sheet.write_with_format(row, column, shown, &words)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    let list = frame.word("units-import-kinds");
    let offered = Formula::new(format!("='{list}'!$A$2:$A${}", kinds.len() + 1));
    let validation = DataValidation::new().allow_list_formula(offered).ignore_blank(true);
    sheet.add_data_validation(1, 3, OFFERED, 3, &validation)?;
    let sheet = book.add_worksheet().set_name(&list)?;
    sheet.write_with_format(0, 0, frame.word("units-kind"), &head)?.set_column_width(0, 44)?;
    for (row, kind) in (1..).zip(kinds) {
        sheet.write(row, 0, of_language(&kind.vi, &kind.en))?;
    }
    book.save_to_buffer()
}
