//! A sheet as a file: given out with what was said before, taken back with a preview of what would change.

use super::sheet::{place, show};
use super::sheet_table::{self, Tries, field, remark};
use super::{unit_name, words};
use crate::pages::failure::problem;
use crate::pages::visit::Who;
use crate::ui::{Column, Preview, Table};
use crate::{Frame, Problem, multipart};
use app::figures::{FileRow, Sheet, SheetRow, read_sheet};
use app::rights::{FiguresEnter, FiguresRead};
use axum::extract::{Multipart, Path};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::indicators::{Amount, Reading, Slice};
use domain::roll_up::Series;
use maud::html;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, XlsxError};

/// Largest body of a request: a file of 5 MiB, and what stands around it.
pub(crate) const LIMIT: usize = 6 << 20;

/// The file to fill in.
pub(super) async fn template(
    frame: Frame,
    who: Who,
    Path((id, unit)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (id, unit) = place(&id, &unit)?;
    let sheet = who.permit::<FiguresRead>()?.sheet(id, unit).await.map_err(problem)?;
    let content = file(&frame, &sheet).map_err(Problem::bug)?;
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    let name = format!("attachment; filename=\"bieu-{id}-{unit}.xlsx\"");
    Ok(([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, name)], content).into_response())
}

/// The file to fill in, of this sheet.
pub(crate) fn file(frame: &Frame, sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let catalogue = &sheet.definitions.catalogue;
    let head = Format::new().set_bold().set_border(FormatBorder::Thin).set_text_wrap();
    let cell = || Format::new().set_border(FormatBorder::Thin).set_text_wrap();
    // As text: what is typed the Vietnamese way stays as it is typed.
    let number = cell().set_align(FormatAlign::Right).set_num_format("@");
    let mut book = Workbook::new();
    let page = book.add_worksheet();
    let titles = app::figures::sheet_headings();
    let before = [frame.word("indicators-before"), frame.word("indicators-last-year")];
    let all = [
        words::of(frame, titles[0].0, titles[0].1),
        words::of(frame, titles[1].0, titles[1].1),
        before[0].as_str(),
        before[1].as_str(),
        words::of(frame, titles[2].0, titles[2].1),
        words::of(frame, titles[3].0, titles[3].1),
    ];
    for ((place, title), width) in (0..).zip(all).zip([26, 56, 16, 16, 18, 40]) {
        page.write_with_format(0, place, title, &head)?.set_column_width(place, width)?;
    }
    for (line, row) in (1..).zip(&sheet.rows) {
        let Some(indicator) = catalogue.get(row.series.indicator) else { continue };
        let code = match &row.series.slice {
            Slice::Whole => indicator.code.to_string(),
            Slice::Part(item) => format!("{}[{item}]", indicator.code),
        };
        let name = sheet_table::row_name(frame, sheet, &row.series);
        let name = format!("{name} ({})", words::measure(frame, catalogue, indicator));
        page.write_with_format(line, 0, code, &cell())?;
        page.write_with_format(line, 1, name, &cell())?;
        for (place, said) in [(2, &row.before), (3, &row.last_year), (4, &row.reading)] {
            page.write_string_with_format(line, place, words::typed(said), &number)?;
        }
        page.write_with_format(line, 5, row.remark.clone().unwrap_or_default(), &cell())?;
    }
    page.set_freeze_panes(1, 2)?;
    book.save_to_buffer()
}

/// A change that a file would make.
pub(crate) struct Change {
    pub(crate) name: String,
    pub(crate) stands: String,
    pub(crate) comes: String,
    pub(crate) wrong: Option<String>,
}

/// What a file would change. Nothing is written before that is confirmed.
pub(super) async fn preview(
    frame: Frame,
    who: Who,
    Path((id, unit)): Path<(String, String)>,
    parts: Multipart,
) -> Result<Response, Problem> {
    let (id, unit) = place(&id, &unit)?;
    who.permit::<FiguresEnter>()?;
    let (mut form, brought) = multipart::form(parts, "file").await?;
    let sheet = who.permit::<FiguresRead>()?.sheet(id, unit).await.map_err(problem)?;
    let Ok(rows) = read_sheet(&brought.unwrap_or_default()) else {
        form.wrong("file", frame.word("indicators-upload-no-table"));
        let page = show(&frame, &who, &sheet, &form, &Tries::default());
        return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response());
    };
    let path = format!("/indicators/rounds/{id}/{unit}");
    let (changes, fields, unknown) = compare(&frame, &sheet, &rows);
    let wrong = changes.iter().filter(|change| change.wrong.is_some()).count();
    let count = changes.len() - wrong;
    let table = Table::new("indicators-changes", frame.word("indicators-upload-changes"))
        .column(
            Column::text("name", frame.word("indicators-indicator"), |row: &Change| row.name.clone()).wide(),
        )
        .column(Column::text("stands", frame.word("indicators-upload-stands"), |row: &Change| {
            row.stands.clone()
        }))
        .column(Column::text("comes", frame.word("indicators-upload-comes"), |row: &Change| {
            row.comes.clone()
        }))
        .column(Column::text("wrong", frame.word("indicators-upload-wrong"), |row: &Change| {
            row.wrong.clone().unwrap_or_default()
        }))
        .empty(frame.word("indicators-upload-nothing"), frame.word("indicators-upload-nothing-help"));
    let body = html! {
        p { (frame.text("indicators-upload-count", [("count", count.into()), ("wrong", wrong.into()), ("unknown", unknown.into())])) }
        (table.still(&frame, &changes))
    };
    let mut preview = Preview::new(path.clone(), frame.word("indicators-upload-take"), path.clone())
        .hidden("seen", sheet.entered.to_string())
        .hidden("step", "save");
    for (name, text) in fields {
        preview = preview.hidden(name, text);
    }
    let page =
        frame.page(frame.word("indicators-upload")).crumb(frame.word("area-indicators"), "/indicators");
    let page =
        page.crumb(frame.word("indicators-rounds"), "/indicators/rounds").crumb(unit_name(&who, unit), path);
    Ok(page.help("figures").body(preview.show(&frame, body)).into_response())
}

/// What would change, the fields that would say so, and how many lines are of no figure of the form.
pub(crate) fn compare(
    frame: &Frame,
    sheet: &Sheet,
    rows: &[FileRow],
) -> (Vec<Change>, Vec<(String, String)>, usize) {
    let (mut changes, mut fields, mut unknown) = (Vec::new(), Vec::new(), 0);
    for FileRow { code, value, says } in rows {
        let Some((row, decimals)) = find(sheet, code) else {
            unknown += 1;
            continue;
        };
        let comes = match value.trim() {
            "" => Ok(Reading::Missing),
            "x" | "X" | "-" | "–" => Ok(Reading::NotApplicable),
            // A sheet keeps numbers with a point.
            text => Amount::parse_vi(text, decimals)
                .or_else(|error| Amount::parse(text, decimals).map_err(|_| error))
                .map(Reading::Value),
        };
        let said = row.remark.clone().unwrap_or_default();
        let name = sheet_table::row_name(frame, sheet, &row.series);
        let stands = words::typed(&row.reading);
        match comes {
            Ok(comes) if comes == row.reading && said == says.trim() => {}
            Ok(comes) => {
                let comes = words::typed(&comes);
                fields.push((field(&row.series), comes.clone()));
                fields.push((remark(&row.series), says.trim().to_owned()));
                changes.push(Change { name, stands, comes, wrong: None });
            }
            Err(error) => {
                let wrong = Some(frame.word(error.key()));
                changes.push(Change { name, stands, comes: value.clone(), wrong });
            }
        }
    }
    (changes, fields, unknown)
}

/// The row of a code: `members[women]`.
pub(crate) fn find<'a>(sheet: &'a Sheet, code: &str) -> Option<(&'a SheetRow, domain::indicators::Decimals)> {
    let (code, item) = match code.trim().strip_suffix(']').and_then(|code| code.split_once('[')) {
        Some((code, item)) => (code, Some(item)),
        None => (code.trim(), None),
    };
    let indicator = sheet.definitions.catalogue.find(code)?;
    let slice = match item {
        Some(item) => Slice::Part(item.parse().ok()?),
        None => Slice::Whole,
    };
    let series = Series { indicator: indicator.id, slice, period: sheet.campaign.period };
    sheet.rows.iter().find(|row| row.series == series).map(|row| (row, indicator.decimals))
}
