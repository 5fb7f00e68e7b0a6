use super::{Direction, FilterValue, Query, Table, Value};
use std::cmp::Ordering;

/// Rows that a query chooses from a list in memory.
pub struct Chosen<R> {
    /// The rows of the page; all rows where a file is asked for.
    pub rows: Vec<R>,
    /// How many the query chooses over all pages.
    pub total: u64,
}

impl<R> Table<R> {
    /// Chooses, orders and cuts `rows` as the query asks: for lists of some thousands that are in memory anyway. The words looked for may stand in any column
    /// that is text; `fits` says whether a row fits a filter.
    #[must_use]
    pub fn choose(
        &self,
        query: &Query,
        rows: Vec<R>,
        fits: impl Fn(&R, &str, &FilterValue) -> bool,
    ) -> Chosen<R> {
        let words: Vec<String> =
            vitext::fold::fold_text(&query.text).split_whitespace().map(str::to_owned).collect();
        let mut rows: Vec<R> = rows
            .into_iter()
            .filter(|row| query.filters.iter().all(|(key, value)| fits(row, key, value)))
            .filter(|row| {
                if words.is_empty() {
                    return true;
                }
                let mut all = String::new();
                for column in &self.columns {
                    if let Value::Text(text) = (column.value)(row) {
                        all.push_str(&vitext::fold::fold_text(&text));
                        all.push('\n');
                    }
                }
                words.iter().all(|word| all.contains(word))
            })
            .collect();
        for sort in query.sort.iter().rev() {
            let Some(column) = self.columns.iter().find(|column| column.key == sort.key) else { continue };
            rows.sort_by(|a, b| {
                let order = compare(&(column.value)(a), &(column.value)(b));
                if sort.direction == Direction::Up { order } else { order.reverse() }
            });
        }
        let total = rows.len() as u64;
        if query.export.is_none() {
            let first = (query.page.saturating_sub(1) as usize).saturating_mul(query.rows as usize);
            rows = rows.into_iter().skip(first).take(query.rows as usize).collect();
        }
        Chosen { rows, total }
    }
}

/// Texts as in a dictionary; what is empty stands last.
fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Text(a), Value::Text(b)) => vitext::sort::key(a).cmp(&vitext::sort::key(b)),
        (Value::Number(a), Value::Number(b)) => a.cmp(b),
        (Value::Day(a), Value::Day(b)) => a.cmp(b),
        (Value::Empty, Value::Empty) => Ordering::Equal,
        (Value::Empty, _) => Ordering::Greater,
        (_, Value::Empty) => Ordering::Less,
        _ => Ordering::Equal,
    }
}
