//! A table of units becomes events: pure, from rows as somebody read them from .xlsx or .csv.

use super::change::NewUnit;
use super::kind::{KindCode, UnitKinds};
use super::unit::NAME_LIMIT;
use crate::ids::UnitId;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// One row, each cell as written. Codes are the table's own: they tie children to parents and are given back beside the units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The unit's code.
    pub code: String,
    /// Its full name.
    pub name: String,
    /// Its short name, or nothing.
    pub short_name: String,
    /// Code or name of its kind.
    pub kind: String,
    /// Code of the unit above it; nothing for one under the unit that is imported under.
    pub parent: String,
}

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// `code`.
    Code,
    /// `name`.
    Name,
    /// `short_name`.
    ShortName,
    /// `kind`.
    Kind,
    /// `parent`.
    Parent,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, thiserror::Error)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Problem {
    /// Nothing stands there.
    #[error("nothing stands there")]
    Empty,
    /// More characters than a cell of this column may have.
    #[error("{length} characters, {limit} is the most")]
    TooLong {
        /// How many.
        length: usize,
        /// The most.
        limit: usize,
    },
    /// The code stands in an earlier row.
    #[error("the code stands in row {first} already")]
    Duplicate {
        /// Which row, counted from zero.
        first: usize,
    },
    /// A unit that is there already has the code.
    #[error("a unit that is there already has the code")]
    Taken,
    /// No such kind.
    #[error("there is no such kind")]
    UnknownKind,
    /// No row has this code.
    #[error("no row has this code")]
    UnknownParent,
    /// The unit would stand under itself.
    #[error("the unit would stand under itself")]
    Cycle,
    /// More than [`DEPTH_LIMIT`] units stand above it.
    #[error("too many units stand above it")]
    TooDeep,
}

impl Problem {
    /// Key of its message: `units-import-empty`.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Empty => "units-import-empty",
            Self::TooLong { .. } => "units-import-too-long",
            Self::Duplicate { .. } => "units-import-duplicate",
            Self::Taken => "units-import-taken",
            Self::UnknownKind => "units-import-unknown-kind",
            Self::UnknownParent => "units-import-unknown-parent",
            Self::Cycle => "units-import-cycle",
            Self::TooDeep => "units-import-too-deep",
        }
    }
}

/// A problem and where it stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, thiserror::Error)]
#[error("row {row}, {column:?}: {problem}")]
pub struct RowError {
    /// Which row, counted from zero.
    pub row: usize,
    /// Which cell.
    pub column: Column,
    /// What is wrong with it.
    #[source]
    pub problem: Problem,
}

/// A row that can become a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// From which row, counted from zero.
    pub row: usize,
    /// The code that stood there.
    pub code: String,
    /// The full name.
    pub name: String,
    /// The short name, where there is one.
    pub short_name: Option<String>,
    /// The kind.
    pub kind: KindCode,
    /// The unit above it: its place in the list that [`import`] gave back, always before this one.
    pub parent: Option<usize>,
}

/// Most characters that a code may have.
pub const CODE_LIMIT: usize = 64;
/// Most units that may stand above one, in the table.
pub const DEPTH_LIMIT: usize = 32;

/// The units of a table, parents before their children, otherwise in the order of the rows. Siblings are sorted by name, not by
/// row. [`found`] makes units of them when they have ids.
///
/// # Errors
/// Everything that is wrong with any row, by row and column; of a cycle every row in it, of rows under one that is wrong only the
/// wrong one.
pub fn import(rows: &[Row], kinds: &UnitKinds) -> Result<Vec<Imported>, Vec<RowError>> {
    let mut table = Table::of(rows, kinds);
    table.place();
    if !table.errors.is_empty() {
        table.errors.sort();
        return Err(table.errors);
    }
    let mut places: HashMap<usize, usize> = HashMap::with_capacity(rows.len());
    let mut imported = Vec::with_capacity(rows.len());
    for row in table.in_order() {
        // A row without a kind is an error, and then nothing comes here.
        let Some(kind) = table.kinds.remove(&row) else { continue };
        places.insert(row, imported.len());
        imported.push(Imported {
            row,
            code: tidy(&rows[row].code),
            name: tidy(&rows[row].name),
            short_name: Some(tidy(&rows[row].short_name)).filter(|name| !name.is_empty()),
            kind,
            parent: table.parents.get(&row).and_then(|parent| places.get(parent)).copied(),
        });
    }
    Ok(imported)
}

/// The units to be created, in the order of `imported`, with `ids` in the same order; those without a parent in the table go
/// under `under`, or become roots. As many as there are ids for.
#[must_use]
pub fn found(imported: &[Imported], ids: &[UnitId], under: Option<UnitId>) -> Vec<NewUnit> {
    let unit = |(row, &unit): (&Imported, &UnitId)| NewUnit {
        unit,
        kind: row.kind.clone(),
        name: row.name.clone(),
        short_name: row.short_name.clone(),
        parent: row.parent.and_then(|place| ids.get(place)).copied().or(under),
        position: None,
    };
    imported.iter().zip(ids).map(unit).collect()
}

struct Table {
    len: usize,
    kinds: HashMap<usize, KindCode>,
    /// Row of the parent of a row that has one.
    parents: BTreeMap<usize, usize>,
    depths: Vec<usize>,
    errors: Vec<RowError>,
}

impl Table {
    fn of(rows: &[Row], kinds: &UnitKinds) -> Self {
        let mut table = Self {
            len: rows.len(),
            kinds: HashMap::new(),
            parents: BTreeMap::new(),
            depths: vec![0; rows.len()],
            errors: Vec::new(),
        };
        let mut codes: HashMap<String, usize> = HashMap::with_capacity(rows.len());
        let mut known: HashMap<&str, Option<KindCode>> = HashMap::new();
        for (number, row) in rows.iter().enumerate() {
            let code = tidy(&row.code);
            table.text(number, Column::Code, &code, CODE_LIMIT);
            table.text(number, Column::Name, &tidy(&row.name), NAME_LIMIT);
            let short_name = tidy(&row.short_name);
            if !short_name.is_empty() {
                table.text(number, Column::ShortName, &short_name, NAME_LIMIT);
            }
            if let Some(&first) = codes.get(&code) {
                if !code.is_empty() {
                    table.error(number, Column::Code, Problem::Duplicate { first });
                }
            } else {
                codes.insert(code, number);
            }
            let kind =
                known.entry(&row.kind).or_insert_with(|| kinds.find(&row.kind).map(|kind| kind.code.clone()));
            match kind {
                Some(kind) => drop(table.kinds.insert(number, kind.clone())),
                None if row.kind.trim().is_empty() => table.error(number, Column::Kind, Problem::Empty),
                None => table.error(number, Column::Kind, Problem::UnknownKind),
            }
        }
        for (number, row) in rows.iter().enumerate() {
            let parent = tidy(&row.parent);
            match codes.get(&parent) {
                _ if parent.is_empty() => {}
                Some(&above) => drop(table.parents.insert(number, above)),
                None => table.error(number, Column::Parent, Problem::UnknownParent),
            }
        }
        table
    }

    fn text(&mut self, row: usize, column: Column, text: &str, limit: usize) {
        let length = text.chars().count();
        if !text.chars().any(char::is_alphanumeric) {
            self.error(row, column, Problem::Empty);
        } else if length > limit {
            self.error(row, column, Problem::TooLong { length, limit });
        }
    }

    fn error(&mut self, row: usize, column: Column, problem: Problem) {
        self.errors.push(RowError { row, column, problem });
    }

    /// Finds how deep each row stands, and those that stand under themselves.
    fn place(&mut self) {
        let mut done = vec![false; self.len];
        let mut in_way = vec![false; self.len];
        for start in 0..self.len {
            let mut way = Vec::new();
            let mut next = Some(start);
            while let Some(row) = next.filter(|&row| !done[row] && !in_way[row]) {
                in_way[row] = true;
                way.push(row);
                next = self.parents.get(&row).copied();
            }
            if let Some(again) = next.filter(|&row| in_way[row]) {
                let begin = way.iter().position(|&row| row == again).unwrap_or(0);
                for &row in &way[begin..] {
                    self.error(row, Column::Parent, Problem::Cycle);
                    (done[row], in_way[row]) = (true, false);
                }
                way.truncate(begin);
            }
            for row in way.into_iter().rev() {
                let depth = self.parents.get(&row).map_or(0, |&above| self.depths[above].saturating_add(1));
                self.depths[row] = depth;
                (done[row], in_way[row]) = (true, false);
                // Only the first that is too deep: those below it follow.
                if depth == DEPTH_LIMIT + 1 {
                    self.error(row, Column::Parent, Problem::TooDeep);
                }
            }
        }
    }

    /// Rows with parents before children, otherwise as they stand.
    fn in_order(&self) -> Vec<usize> {
        let mut rows = Vec::with_capacity(self.len);
        let mut done = vec![false; self.len];
        for start in 0..self.len {
            let above = std::iter::successors(Some(start), |row| self.parents.get(row).copied());
            let way: Vec<usize> = above.take_while(|&row| !done[row]).collect();
            for row in way.into_iter().rev() {
                done[row] = true;
                rows.push(row);
            }
        }
        rows
    }
}

/// Without spaces at its ends, and with single ones between words.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[path = "import_tests.rs"]
mod tests;
