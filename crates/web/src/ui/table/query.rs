use super::filter::End;
use super::{Filter, FilterValue, Format, Table};
use std::collections::BTreeMap;

/// Which way a column is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Smallest, earliest, `A` first.
    Up,
    /// Largest, latest, `Y` first.
    Down,
}

/// A column that rows are ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// Key of the column.
    pub key: &'static str,
    /// Which way.
    pub direction: Direction,
}

/// What an address asks of a table. Keys in it are always keys of that table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Words to look for in the rows; empty: no matter.
    pub text: String,
    /// What rows are chosen by.
    pub filters: BTreeMap<&'static str, FilterValue>,
    /// The order, the most important column first; at most three.
    pub sort: Vec<Sort>,
    /// The page, from 1.
    pub page: u32,
    /// Rows a page: 25, 50 or 100.
    pub rows: u32,
    /// The columns chosen; `None`: those of the table.
    pub columns: Option<Vec<&'static str>>,
    /// The file asked for instead of a page.
    pub export: Option<Format>,
    /// Parameters that belong to others, e.g. the period and the unit; kept in every link.
    pub rest: Vec<(String, String)>,
    /// Parameters that are ours and cannot be read: name, value. Shown, not kept.
    pub ignored: Vec<(String, String)>,
}

/// Rows a page that one can choose; more would make pages slow to edit and to read.
pub(crate) const ROWS: [u32; 3] = [25, 50, 100];
const DEFAULT_ROWS: u32 = 50;

impl<R> Table<R> {
    /// Reads what stands behind `?` in an address.
    #[must_use]
    pub fn query(&self, address: &str) -> Query {
        let mut query = Query {
            text: String::new(),
            filters: BTreeMap::new(),
            sort: Vec::new(),
            page: 1,
            rows: DEFAULT_ROWS,
            columns: None,
            export: None,
            rest: Vec::new(),
            ignored: Vec::new(),
        };
        for (name, value) in form_urlencoded::parse(address.as_bytes()).take(200) {
            let value = value.trim();
            if !value.is_empty() && !self.take(&mut query, &name, value) {
                query.ignored.push((name.into_owned(), value.to_owned()));
            }
        }
        if query.sort.is_empty() {
            query.sort.clone_from(&self.sort);
        }
        query
    }

    /// Takes one parameter. `false`: it is ours and cannot be read.
    fn take(&self, query: &mut Query, name: &str, value: &str) -> bool {
        match name {
            "q" if self.searchable => query.text = value.to_owned(),
            "sort" => return self.take_sort(query, value),
            "page" => match value.parse() {
                Ok(page @ 1..) => query.page = page,
                _ => return false,
            },
            "rows" => match value.parse() {
                Ok(rows) if ROWS.contains(&rows) => query.rows = rows,
                _ => return false,
            },
            "columns" => {
                let known = |key: &str| self.columns.iter().map(|c| c.key).find(|own| *own == key);
                let keys = query.columns.get_or_insert_default();
                for key in value.split(',').filter_map(known) {
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
                if keys.is_empty() {
                    query.columns = None;
                    return false;
                }
            }
            "format" => match Format::from_name(value) {
                Some(format) => query.export = Some(format),
                None => return false,
            },
            _ => match self.filter_named(name) {
                Some((filter, end)) => {
                    let mut chosen = query.filters.remove(filter.key);
                    let taken = filter.take(end, value, &mut chosen);
                    query.filters.extend(chosen.map(|chosen| (filter.key, chosen)));
                    return taken;
                }
                None => query.rest.push((name.to_owned(), value.to_owned())),
            },
        }
        true
    }

    fn take_sort(&self, query: &mut Query, value: &str) -> bool {
        for part in value.split(',') {
            let (key, direction) =
                part.strip_prefix('-').map_or((part, Direction::Up), |key| (key, Direction::Down));
            let Some(column) = self.columns.iter().find(|c| c.sortable && c.key == key) else { return false };
            if query.sort.len() < 3 && query.sort.iter().all(|sort| sort.key != key) {
                query.sort.push(Sort { key: column.key, direction });
            }
        }
        true
    }

    fn filter_named(&self, name: &str) -> Option<(&Filter, End)> {
        self.filters.iter().find_map(|filter| {
            let end = match name.strip_prefix(filter.key)? {
                "" => End::Whole,
                "-from" => End::From,
                "-to" => End::To,
                _ => return None,
            };
            Some((filter, end))
        })
    }

    /// The address of a query: what [`Self::query`] reads. Without what holds anyway.
    #[must_use]
    pub fn print(&self, query: &Query) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs(query) {
            out.append_pair(&name, &value);
        }
        if query.page > 1 {
            out.append_pair("page", &query.page.to_string());
        }
        out.finish()
    }

    /// Names and values of a query, but for its page.
    pub(crate) fn pairs(&self, query: &Query) -> Vec<(String, String)> {
        let mut pairs = query.rest.clone();
        let mut push = |name: &str, value: String| pairs.push((name.to_owned(), value));
        if !query.text.is_empty() {
            push("q", query.text.clone());
        }
        for (key, value) in &query.filters {
            match value {
                FilterValue::Text(text) => push(key, text.clone()),
                FilterValue::Yes => push(key, "yes".to_owned()),
                FilterValue::Choice(values) => values.iter().for_each(|value| push(key, value.clone())),
                FilterValue::Days { from, to } => {
                    for (end, day) in [("from", from), ("to", to)] {
                        if let Some(day) = day {
                            push(&format!("{key}-{end}"), day.to_string());
                        }
                    }
                }
            }
        }
        if query.sort != self.sort {
            let sort = query.sort.iter().map(|sort| match sort.direction {
                Direction::Up => sort.key.to_owned(),
                Direction::Down => format!("-{}", sort.key),
            });
            push("sort", sort.collect::<Vec<_>>().join(","));
        }
        if query.rows != DEFAULT_ROWS {
            push("rows", query.rows.to_string());
        }
        if let Some(columns) = &query.columns {
            push("columns", columns.join(","));
        }
        if let Some(format) = query.export {
            push("format", format.name().to_owned());
        }
        pairs
    }
}

impl Query {
    /// How many rows stand on the pages before this one.
    #[must_use]
    pub fn offset(&self) -> u64 {
        u64::from(self.page - 1) * u64::from(self.rows)
    }

    /// Whether it chooses rows at all.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.text.is_empty() || !self.filters.is_empty()
    }

    /// The values chosen of a filter with choices; none: no matter.
    #[must_use]
    pub fn choices(&self, key: &str) -> &[String] {
        match self.filters.get(key) {
            Some(FilterValue::Choice(values)) => values,
            _ => &[],
        }
    }
}
