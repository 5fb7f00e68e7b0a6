use super::{Query, Table, Value};
use crate::Problem;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use rust_xlsxwriter::{ExcelDateTime, Format as Look, FormatAlign, FormatBorder, Workbook, XlsxError};

/// A kind of file that a table is exported as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people: numbers are numbers, days are days, widths fit.
    Xlsx,
    /// For programs: UTF-8 with its mark, comma, `1234567.8`, `2025-12-31`.
    Csv,
}

impl Format {
    /// Its name in addresses, the ending of the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Xlsx, Self::Csv].into_iter().find(|format| format.name() == name)
    }
}

/// Most rows that a file holds; the sheet of Excel has 1,048,576.
const MOST: usize = 200_000;

impl<R> Table<R> {
    /// A file with exactly the columns that the query shows, and these rows: all that it chooses, in its order.
    ///
    /// # Errors
    /// More rows than a file is made for, or a bug.
    pub fn export(&self, query: &Query, rows: &[R], format: Format) -> Result<Response, Problem> {
        if rows.len() > MOST {
            return Err(Problem::new(crate::Kind::TooLarge));
        }
        let (kind, content) = match format {
            Format::Xlsx => (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                self.xlsx(query, rows).map_err(Problem::bug)?,
            ),
            Format::Csv => ("text/csv; charset=utf-8", self.csv(query, rows).map_err(Problem::bug)?),
        };
        let name = format!("attachment; filename=\"{}.{}\"", self.id, format.name());
        let mut response = content.into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Ok(name) = HeaderValue::try_from(name) {
            response.headers_mut().insert(CONTENT_DISPOSITION, name);
        }
        Ok(response)
    }

    fn titles<'a>(&'a self, query: &'a Query) -> impl Iterator<Item = String> {
        self.shown(query).map(|column| match &column.unit {
            Some(unit) => format!("{} ({unit})", column.title),
            None => column.title.clone(),
        })
    }

    pub(crate) fn csv(&self, query: &Query, rows: &[R]) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        writer.write_record(self.titles(query))?;
        for row in rows {
            writer.write_record(self.shown(query).map(|column| match (column.value)(row) {
                Value::Empty => String::new(),
                Value::Text(text) => harmless(text),
                Value::Number(number) => number.to_string(),
                Value::Day(day) => day.to_string(),
            }))?;
        }
        writer.into_inner().map_err(|e| e.into_error().into())
    }

    pub(crate) fn xlsx(&self, query: &Query, rows: &[R]) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let cell = || Look::new().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        let head = cell().set_bold().set_text_wrap().set_align(FormatAlign::Center);
        let words = cell().set_text_wrap();
        let day = cell().set_num_format("dd/mm/yyyy");
        let number = |decimals: usize| match decimals {
            0 => cell().set_num_format("#,##0"),
            _ => cell().set_num_format(format!("#,##0.{}", "0".repeat(decimals))),
        };
        for ((index, title), column) in (0..).zip(self.titles(query)).zip(self.shown(query)) {
            sheet.write_with_format(0, index, title, &head)?;
            // A letter of the page's table is a little narrower than one of the sheet's.
            sheet.set_column_width(index, u16::try_from(column.width.least() * 2).unwrap_or(u16::MAX))?;
        }
        for (line, row) in (1..).zip(rows) {
            for (index, column) in (0..).zip(self.shown(query)) {
                match (column.value)(row) {
                    Value::Empty => sheet.write_blank(line, index, &words)?,
                    Value::Text(text) => sheet.write_string_with_format(line, index, text, &words)?,
                    Value::Number(value) => {
                        let look = number(value.scale() as usize);
                        // A sheet knows no other numbers than these.
                        match value.to_string().parse::<f64>() {
                            Ok(near) => sheet.write_number_with_format(line, index, near, &look)?,
                            Err(_) => {
                                sheet.write_string_with_format(line, index, value.to_string(), &look)?
                            }
                        }
                    }
                    Value::Day(date) => match ExcelDateTime::from_ymd(
                        u16::try_from(date.year()).unwrap_or_default(),
                        date.month().unsigned_abs(),
                        date.day().unsigned_abs(),
                    ) {
                        Ok(excel) => sheet.write_datetime_with_format(line, index, &excel, &day)?,
                        // Before 1900 there are no days in Excel.
                        Err(_) => sheet.write_string_with_format(
                            line,
                            index,
                            crate::ui::print_date(date),
                            &words,
                        )?,
                    },
                };
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        book.save_to_buffer()
    }
}

/// Words that a spreadsheet would take for a formula begin with a quotation mark.
fn harmless(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}
