//! The table: columns described once, for the page and for the export; filters, order and page in the address.

mod choose;
mod column;
mod controls;
mod export;
mod filter;
mod query;
mod show;
mod views;

pub use choose::Chosen;
pub use column::{Align, Column, Value, Width};
pub use export::Format;
pub use filter::{Filter, FilterKind, FilterValue};
pub use query::{Direction, Query, Sort};
pub(crate) use views::routes as views_routes;
pub use views::{Saving, View, Views};

/// A table: what its rows are made into. Built per request, since titles are words of a language.
///
/// ```text
/// let table = Table::new("tasks", frame.word("tasks"))
///     .column(Column::text("title", frame.word("task-title"), |t: &Task| t.title.clone()).wide().sortable())
///     .column(Column::date("due", frame.word("task-due"), |t| t.due).sortable())
///     .filter(Filter::choice("status", frame.word("task-status"), options))
///     .sorted("due", Direction::Up);
/// let query = table.query(frame.query());
/// if let Some(format) = query.export { return Ok(table.export(&query, &every_row, format)) }
/// table.show(&frame, &query, &rows, total)
/// ```
#[must_use]
pub struct Table<R> {
    pub(crate) id: &'static str,
    pub(crate) caption: String,
    pub(crate) columns: Vec<Column<R>>,
    pub(crate) filters: Vec<Filter>,
    pub(crate) sort: Vec<Sort>,
    pub(crate) searchable: bool,
    pub(crate) empty: Option<(String, String)>,
    pub(crate) views: Option<Vec<View>>,
    pub(crate) scrolls: bool,
}

impl<R> Table<R> {
    /// A table without columns yet. `id` names it in the page, in file names and for saved views; `caption` says what
    /// its rows are.
    pub fn new(id: &'static str, caption: impl Into<String>) -> Self {
        Self {
            id,
            caption: caption.into(),
            columns: Vec::new(),
            filters: Vec::new(),
            sort: Vec::new(),
            searchable: false,
            empty: None,
            views: None,
            scrolls: false,
        }
    }

    /// Adds a column on the right.
    pub fn column(mut self, column: Column<R>) -> Self {
        self.columns.push(column);
        self
    }

    /// Adds a filter.
    pub fn filter(mut self, filter: Filter) -> Self {
        self.filters.push(filter);
        self
    }

    /// With a box to search in the rows: the query's `text`.
    pub fn searchable(mut self) -> Self {
        self.searchable = true;
        self
    }

    /// The order where the address names none.
    pub fn sorted(mut self, key: &'static str, direction: Direction) -> Self {
        self.sort.push(Sort { key, direction });
        self
    }

    /// What to say where there are no rows at all, and what to do next.
    pub fn empty(mut self, sentence: impl Into<String>, next: impl Into<String>) -> Self {
        self.empty = Some((sentence.into(), next.into()));
        self
    }

    /// With the saved views of who asks, and a way to save another.
    pub fn views(mut self, views: Vec<View>) -> Self {
        self.views = Some(views);
        self
    }

    /// On narrow screens it scrolls sideways, instead of becoming a card a row: for grids of numbers.
    pub fn scrolls(mut self) -> Self {
        self.scrolls = true;
        self
    }

    /// The columns that a query asks for, in the order of the table.
    pub(crate) fn shown<'a>(&'a self, query: &'a Query) -> impl Iterator<Item = &'a Column<R>> {
        self.columns.iter().filter(move |column| match &query.columns {
            Some(keys) => keys.contains(&column.key),
            None => column.shown,
        })
    }
}

#[cfg(test)]
mod tests;
