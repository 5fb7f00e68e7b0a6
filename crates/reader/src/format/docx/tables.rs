//! Tables while their cells come in.

use super::xml::{self, Name};
use crate::format::entry::Entry;
use crate::format::table::{self, Cell, Span};
use quick_xml::events::BytesStart;

/// Which borders are seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Borders {
    visible: u8,
}

impl Borders {
    /// Takes in a child of `w:tblBorders` or `w:tcBorders`.
    pub(super) fn take(&mut self, name: Name, element: &BytesStart<'_>) {
        if !matches!(
            name,
            Name::Top | Name::Bottom | Name::Left | Name::Right | Name::Start | Name::InsideH | Name::InsideV
        ) {
            return;
        }
        let drawn = !matches!(xml::value(element).as_deref(), None | Some("nil" | "none"));
        let white = xml::attribute(element, "color").is_some_and(|c| c.eq_ignore_ascii_case("ffffff"));
        self.visible += u8::from(drawn && !white);
    }

    /// Whether so many are seen that it is a grid, not a rule under a name.
    fn grid(self) -> bool {
        self.visible >= 3
    }
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct OpenTable {
    /// Said by the table itself.
    pub(super) borders: Option<Borders>,
    /// Said by its style.
    pub(super) style_borders: Option<Borders>,
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    span: Span,
    row_deleted: bool,
    cell_borders: Borders,
    cell_deleted: bool,
    cells: usize,
    boxed: usize,
}

impl OpenTable {
    pub(super) fn start_cell(&mut self) {
        self.cell_borders = Borders::default();
        self.span.columns = 1;
        self.cell_deleted = false;
    }

    pub(super) fn cell_border(&mut self, name: Name, element: &BytesStart<'_>) {
        self.cell_borders.take(name, element);
    }

    /// The cell spans so many columns.
    pub(super) fn span(&mut self, columns: Option<i64>) {
        self.span.columns = columns.and_then(|c| usize::try_from(c).ok()).unwrap_or(1);
    }

    /// The cell was deleted by a tracked change.
    pub(super) fn delete_cell(&mut self) {
        self.cell_deleted = true;
    }

    /// The row was deleted by a tracked change.
    pub(super) fn delete_row(&mut self) {
        self.row_deleted = true;
    }

    pub(super) fn end_cell(&mut self, cell: Cell) {
        self.cells += 1;
        self.boxed += usize::from(self.cell_borders.grid());
        if !self.cell_deleted {
            self.row.push(cell);
            self.span.fill(&mut self.row);
        }
    }

    pub(super) fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if !std::mem::take(&mut self.row_deleted) {
            self.rows.push(row);
        }
    }

    pub(super) fn into_entries(self) -> Vec<Entry> {
        let said = self.borders.or(self.style_borders).is_some_and(Borders::grid);
        table::entries(self.rows, said || self.boxed * 2 > self.cells)
    }
}
