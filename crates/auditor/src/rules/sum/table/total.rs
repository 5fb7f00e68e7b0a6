//! Rows and columns that are headed as totals, with what they may be the total of.

use super::grid::{ColumnKind, RowKind, Table};
use super::{At, Family, Sum};
use rust_decimal::Decimal;

/// More rows of totals than this have only the rows next to them as parts.
const MANY_TOTALS: usize = 16;
/// So many columns are tried one by one as parts of a total; of more only all together.
const MANY_COLUMNS: usize = 8;

/// The sums of a table that are believed.
pub(super) fn families(table: &Table<'_>) -> Vec<Family> {
    let across: Vec<Family> = (0..table.columns.len())
        .filter(|c| table.columns[*c].is_total())
        .take(MANY_COLUMNS)
        .filter_map(|c| total_column(table, c))
        .collect();
    let mut out: Vec<Family> = Vec::new();
    let totals: Vec<usize> =
        (0..table.rows.len()).filter(|r| table.rows[*r].kind == RowKind::Total).collect();
    for index in 0..totals.len() {
        out.extend(total_row(table, &totals, index));
    }
    out.extend(groups(table));
    out.extend(across);
    out
}

/// A column headed as a total: the columns beside it, to the right or to the left, or all others.
fn total_column(table: &Table<'_>, column: usize) -> Option<Family> {
    let usable = |c: &usize| table.columns[*c].kind == ColumnKind::Amount && !table.columns[*c].is_total();
    let right: Vec<usize> = (column + 1..table.columns.len()).take_while(usable).collect();
    let left: Vec<usize> = (0..column).rev().take_while(usable).collect();
    let others: Vec<usize> = table.amounts().filter(usable).collect();
    let mut candidates: Vec<Vec<usize>> = vec![others];
    for beside in [right, left] {
        let counts = [beside.len()].into_iter().chain((2..beside.len().min(MANY_COLUMNS)).rev());
        for count in counts.filter(|n| *n > 1) {
            let mut parts = beside[..count].to_vec();
            parts.sort_unstable();
            candidates.push(parts);
        }
    }
    let family = |parts: &Vec<usize>| {
        let sums = (0..table.rows.len()).filter_map(|row| {
            let beside: Vec<At> = parts.iter().map(|c| (row, *c)).collect();
            Sum::new(table, (row, column), beside)
        });
        Family { sums: sums.collect() }
    };
    let families = candidates.iter().filter(|parts| parts.len() > 1).map(family);
    best(families).filter(|f| f.believed(2))
}

/// A row headed as a total: the rows above it, or below when it is the first; of these all, only the groups, only what is no part
/// of another row, or only other totals.
fn total_row(table: &Table<'_>, totals: &[usize], index: usize) -> Option<Family> {
    let row = totals[index];
    let before = if index == 0 { 0 } else { totals[index - 1] + 1 };
    let after = totals.get(index + 1).copied().unwrap_or(table.rows.len());
    let mut candidates: Vec<Vec<usize>> = Vec::new();
    let mut add = |rows: Vec<usize>| {
        if rows.len() > 1 && !candidates.contains(&rows) {
            candidates.push(rows);
        }
    };
    let mut blocks = Vec::new();
    blocks.push(if before == row { row + 1..after } else { before..row });
    if totals.len() <= MANY_TOTALS {
        blocks.extend([0..row, row + 1..table.rows.len()]);
        add(totals[..index].to_vec());
    }
    for block in blocks {
        let kind = |r: usize| table.rows[r].kind;
        let of = |kinds: &[RowKind]| -> Vec<usize> {
            block.clone().filter(|r| kinds.contains(&kind(*r))).collect()
        };
        if block.clone().any(|r| kind(r) == RowKind::Irregular) {
            continue;
        }
        add(of(&[RowKind::Group]));
        add(of(&[RowKind::Plain]));
        add(of(&[RowKind::Plain, RowKind::Part]));
        add(of(&[RowKind::Plain, RowKind::Part, RowKind::Group]));
    }
    let simple = candidates.len() == 1;
    let family = best(candidates.iter().map(|rows| down(table, row, rows)))?;
    (family.believed(1) || simple && lonely(&family)).then_some(family)
}

/// A table of one column of figures has no neighbours that prove it. Its words do: every row is one thing, the last is their
/// total, and it is nearly right.
fn lonely(family: &Family) -> bool {
    let [sum] = &family.sums[..] else {
        return false;
    };
    let last = sum.parts.iter().all(|p| p.0 < sum.total.0);
    let near = sum
        .change(sum.total)
        .is_some_and(|gap| gap.abs() * Decimal::from(5) <= sum.stated.abs().max(sum.sum.abs()));
    sum.telling && sum.full && last && near && sum.parts.len() > 2
}

/// Rows `I`, `II` with the rows below them that are their detail.
fn groups(table: &Table<'_>) -> Option<Family> {
    let heads: Vec<usize> = (0..table.rows.len()).filter(|r| table.rows[*r].kind == RowKind::Group).collect();
    let mut family = Family::default();
    for (index, head) in heads.iter().enumerate() {
        let next = heads.get(index + 1).copied().unwrap_or(table.rows.len());
        let end = (head + 1..next).find(|r| table.rows[*r].kind == RowKind::Total).unwrap_or(next);
        let rows: Vec<usize> = (head + 1..end).filter(|r| table.rows[*r].kind == RowKind::Plain).collect();
        if rows.len() > 1 && (head + 1..end).all(|r| table.rows[r].kind != RowKind::Irregular) {
            family.sums.extend(down(table, *head, &rows).sums);
        }
    }
    family.believed(2).then_some(family)
}

/// The sums of all columns of amounts over `rows`.
fn down(table: &Table<'_>, total: usize, rows: &[usize]) -> Family {
    let sums = table.amounts().filter_map(|column| {
        let parts: Vec<At> = rows.iter().map(|r| (*r, column)).collect();
        Sum::new(table, (total, column), parts).filter(|s| s.holds() || !s.is_mean(table))
    });
    Family { sums: sums.collect() }
}

/// The reading under which the most sums hold.
fn best(families: impl Iterator<Item = Family>) -> Option<Family> {
    let mut best: Option<Family> = None;
    for family in families {
        if best.as_ref().is_none_or(|b| family.holding() > b.holding()) {
            best = Some(family);
        }
    }
    best
}
