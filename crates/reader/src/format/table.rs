//! Tables: rows of data, or columns that only lay a page out.

use super::entry::Entry;
use crate::LineRole;

/// The lines of a cell, in order.
pub(super) type Cell = Vec<Entry>;

/// How many columns the cell that is being read spans; the columns that it covers are filled with empty cells.
#[derive(Debug, Default)]
pub(super) struct Span {
    pub(super) columns: usize,
    /// Empty cells that were added, and cells that were there: a file of nothing but spans does not grow without end.
    added: usize,
    there: usize,
}

impl Span {
    /// Empty cells beside the last one of `row`.
    pub(super) fn fill(&mut self, row: &mut Vec<Cell>) {
        self.there += 1;
        for _ in 1..std::mem::replace(&mut self.columns, 1) {
            if !self.one(row) {
                break;
            }
        }
    }

    /// One empty cell, if there is any to be given.
    pub(super) fn one(&mut self, row: &mut Vec<Cell>) -> bool {
        let free = self.added < 64 + 4 * self.there;
        if free {
            self.added += 1;
            row.push(Cell::new());
        }
        free
    }
}

/// Layout tables have few rows; longer ones are lists of data.
const LAYOUT_ROWS: usize = 4;
/// Two columns and what some offices put between them.
const LAYOUT_COLUMNS: usize = 3;

/// The lines of a table.
///
/// A table without `borders` that is small and holds several lines in a cell is layout: the header with the names of the
/// bodies, or recipients beside the signature (HD 36-HD/VPTW, NĐ 30/2020/NĐ-CP). Its columns come after each other, every
/// line by itself. All others are data: a line a row, cells parted by ` | `.
pub(super) fn entries(rows: Vec<Vec<Cell>>, borders: bool) -> Vec<Entry> {
    let filled = |row: &Vec<Cell>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let columns = rows.iter().map(filled).max().unwrap_or(0);
    let tall = rows.iter().flatten().any(|cell| cell.len() > 1);
    if !borders && rows.len() <= LAYOUT_ROWS && columns <= LAYOUT_COLUMNS && (tall || columns == 1) {
        columns_of(rows, columns)
    } else {
        rows.iter().filter_map(|row| row_of(row)).collect()
    }
}

fn columns_of(rows: Vec<Vec<Cell>>, columns: usize) -> Vec<Entry> {
    let mut sorted: Vec<Vec<Entry>> = Vec::new();
    sorted.resize_with(columns, Vec::new);
    for row in rows {
        for (column, cell) in sorted.iter_mut().zip(row) {
            column.extend(cell);
        }
    }
    sorted.into_iter().flatten().collect()
}

fn row_of(cells: &[Cell]) -> Option<Entry> {
    if cells.iter().all(Vec::is_empty) {
        return None;
    }
    let bold = cells.iter().flatten().all(|line| line.bold);
    let text: Vec<String> = cells
        .iter()
        .map(|cell| cell.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" "))
        .collect();
    Some(Entry { text: text.join(" | "), role: LineRole::Row, bold })
}
