//! Tables of work: columns for the task, who leads, who joins in, until when, with which product.

use super::{actor, due};
use crate::facts::key::key;
use std::ops::Range;
use vitext::date::{self, Period};

/// What the columns of the table that is being read are for.
#[derive(Debug, Default)]
pub(super) struct Columns {
    roles: Vec<Option<Column>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Action,
    Lead,
    Coordinate,
    Deadline,
    Product,
}

/// A row of work.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub span: Range<usize>,
    pub action: String,
    pub lead: Vec<String>,
    pub coordinate: Vec<String>,
    pub deadline: Option<String>,
    pub product: Option<String>,
}

impl Columns {
    /// Reads a row; a row of titles sets the columns.
    pub(super) fn row(&mut self, text: &str) -> Option<Row> {
        let cells: Vec<&str> = text.split('|').map(str::trim).collect();
        let titles: Vec<Option<Column>> = cells.iter().map(|c| column(&key(c))).collect();
        let named = |column| titles.iter().flatten().any(|c| *c == column);
        if named(Column::Action) && (named(Column::Lead) || named(Column::Deadline)) {
            self.roles = titles;
            return None;
        }
        if cells.len() != self.roles.len() {
            return None;
        }
        let cell = |column| {
            self.roles
                .iter()
                .position(|r| *r == Some(column))
                .map(|i| cells[i])
                .filter(|c| c.contains(char::is_alphabetic))
        };
        let action = cell(Column::Action)?;
        let actors = |column| cell(column).map_or_else(Vec::new, |c| actor::split(c, &key(c), 0..c.len()));
        let (lead, deadline) = (actors(Column::Lead), cell(Column::Deadline).map(str::to_owned));
        if lead.is_empty() && deadline.is_none() {
            return None;
        }
        let start = text.find(action)?;
        Some(Row {
            span: start..text.trim_end().len(),
            action: action.to_owned(),
            lead,
            coordinate: actors(Column::Coordinate),
            deadline,
            product: cell(Column::Product).map(str::to_owned),
        })
    }
}

fn column(title: &str) -> Option<Column> {
    let has = |words: &[&str]| words.iter().any(|w| title.contains(w));
    if title.len() > 120 {
        None
    } else if has(&["phối hợp"]) {
        Some(Column::Coordinate)
    } else if has(&[
        "chủ trì",
        "đơn vị thực hiện",
        "cơ quan thực hiện",
        "phân công",
        "người thực hiện",
        "đầu mối",
    ]) {
        Some(Column::Lead)
    } else if has(&["thời gian", "thời hạn", "tiến độ", "hạn hoàn thành"]) {
        Some(Column::Deadline)
    } else if has(&["sản phẩm", "kết quả đầu ra", "hình thức văn bản"]) {
        Some(Column::Product)
    } else if has(&["nhiệm vụ", "nội dung", "công việc", "tên văn bản", "tên đề án"]) {
        Some(Column::Action)
    } else {
        None
    }
}

/// The deadline in a cell: the last time that it names.
pub(super) fn deadline(text: &str, year: Option<u32>) -> Option<Period> {
    let times = date::find(text);
    due::of_heading(&times, year).or_else(|| times.iter().rev().find_map(|t| t.written.period(year)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_work() {
        let mut columns = Columns::default();
        assert_eq!(columns.row("a | b"), None);
        assert_eq!(
            columns.row("TT | Nội dung nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian hoàn thành"),
            None
        );
        let row =
            columns.row("1 | Xây dựng đề án | Sở Nội vụ | Sở Tài chính, Sở Tư pháp | Quý III/2026").unwrap();
        assert_eq!(
            (row.action.as_str(), row.lead, row.coordinate),
            (
                "Xây dựng đề án",
                vec!["Sở Nội vụ".to_owned()],
                vec!["Sở Tài chính".to_owned(), "Sở Tư pháp".to_owned()]
            )
        );
        assert_eq!(deadline(&row.deadline.unwrap(), None), Some(Period::Quarter(2026, 3)));
        assert_eq!(columns.row("I | Lĩnh vực kinh tế |  |  | "), None);
    }
}
