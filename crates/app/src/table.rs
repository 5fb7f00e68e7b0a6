//! Tables that people bring: which column is which is told by the headings, in two languages.

use reader::Refusal;
use reader::sheet::{SheetLimits, SheetRow, read};
use std::collections::BTreeMap;
use std::fmt::Debug;
use vitext::fold::fold_text;

/// Headings are looked for in so many rows, no further.
const HEAD: usize = 20;

/// A column with the headings by which it is known; the first of each language is the template's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heading<C> {
    pub(crate) column: C,
    pub(crate) is_needed: bool,
    pub(crate) vi: &'static [&'static str],
    pub(crate) en: &'static [&'static str],
}

impl<C: Copy> Heading<C> {
    pub(crate) const fn new(
        column: C,
        is_needed: bool,
        vi: &'static [&'static str],
        en: &'static [&'static str],
    ) -> Self {
        Self { column, is_needed, vi, en }
    }
}

/// A column as a person knows it.
#[derive(Debug, Clone, Copy)]
pub struct TableColumn<C> {
    /// Which.
    pub column: C,
    /// Must it be there?
    pub is_needed: bool,
    /// Its heading in Vietnamese.
    pub vi: &'static str,
    /// Its heading in English.
    pub en: &'static str,
}

/// Why a file is no table of that sort.
#[derive(Debug, thiserror::Error)]
pub enum TableError<C: Debug> {
    /// It cannot be read.
    #[error(transparent)]
    File(#[from] Refusal),
    /// It has no heading for columns that must be there.
    #[error("{} columns are missing", .0.len())]
    Columns(Vec<C>),
    /// A heading stands there twice.
    #[error("the column {0:?} stands there twice")]
    Twice(C),
    /// Below the headings there is nothing.
    #[error("there is no row below the headings")]
    NoRow,
    /// Too many rows.
    #[error("more than {0} rows")]
    TooMany(usize),
}

/// The columns of a template, in their order.
pub(crate) fn columns<C: Copy>(headings: &'static [Heading<C>]) -> impl Iterator<Item = TableColumn<C>> {
    headings.iter().map(|heading| TableColumn {
        column: heading.column,
        is_needed: heading.is_needed,
        vi: heading.vi.first().copied().unwrap_or_default(),
        en: heading.en.first().copied().unwrap_or_default(),
    })
}

/// Which columns stand where.
struct Places<C> {
    places: BTreeMap<C, usize>,
}

impl<C: Ord> Places<C> {
    /// What stands in a cell of a row, spaces made one; empty for nothing.
    fn cell(&self, row: &SheetRow, column: &C) -> String {
        let text = self.places.get(column).and_then(|&index| row.cells.get(index));
        text.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default()
    }
}

/// What the rows of a file, `.xlsx` or `.csv`, say below these headings, `most` of them at most; a row of which `say` makes nothing is
/// a remark beside the table.
pub(crate) fn rows<C: Copy + Ord + Debug, T>(
    bytes: &[u8],
    headings: &[Heading<C>],
    most: usize,
    say: impl Fn(&SheetRow, &dyn Fn(C) -> String) -> Option<T>,
) -> Result<Vec<T>, TableError<C>> {
    let sheet = read(bytes, &SheetLimits::default())?;
    let (places, below) = below(&sheet, headings)?;
    let said = below.iter().filter_map(|row| say(row, &|column| places.cell(row, &column)));
    let rows: Vec<T> = said.take(most + 1).collect();
    match rows.len() {
        0 => Err(TableError::NoRow),
        count if count > most => Err(TableError::TooMany(most)),
        _ => Ok(rows),
    }
}

/// Where the columns stand, and the rows below the headings.
fn below<'r, C: Copy + Ord + Debug>(
    rows: &'r [SheetRow],
    headings: &[Heading<C>],
) -> Result<(Places<C>, &'r [SheetRow]), TableError<C>> {
    // The row that has most of the headings: titles may stand above it.
    let heads = rows.iter().take(HEAD).enumerate();
    let (place, head) = heads
        .max_by_key(|(place, row)| {
            (row.cells.iter().filter_map(|cell| known(headings, cell)).count(), usize::MAX - place)
        })
        .ok_or(TableError::NoRow)?;
    let mut places = BTreeMap::new();
    let known =
        head.cells.iter().enumerate().filter_map(|(index, cell)| Some((index, known(headings, cell)?)));
    for (index, column) in known {
        if places.insert(column, index).is_some() {
            return Err(TableError::Twice(column));
        }
    }
    let needed = headings.iter().filter(|heading| heading.is_needed).map(|heading| heading.column);
    let missing: Vec<C> = needed.filter(|column| !places.contains_key(column)).collect();
    if !missing.is_empty() {
        return Err(TableError::Columns(missing));
    }
    Ok((Places { places }, rows.get(place + 1..).unwrap_or_default()))
}

/// The column that has this heading, marks and capitals aside.
fn known<C: Copy>(headings: &[Heading<C>], heading: &str) -> Option<C> {
    let folded = fold_text(heading);
    let folded = folded.trim_end_matches([' ', '*', ':']);
    let is = |names: &[&str]| names.iter().any(|name| fold_text(name) == folded);
    headings.iter().find(|known| is(known.vi) || is(known.en)).map(|known| known.column)
}
