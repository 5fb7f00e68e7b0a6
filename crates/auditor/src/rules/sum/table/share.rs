//! R1 in tables: a column of percentages, of the total row or of another column.

use super::At;
use super::grid::{ColumnKind, RowKind, Table, Value};
use crate::arithmetic::{compare, percent, print, show};
use crate::study::{Fault, Report};
use crate::text::Amount;
use crate::{Sentence, Severity, Verdict};
use rust_decimal::Decimal;

/// Columns that are tried as part and as whole, the nearest.
const COLUMNS_TRIED: usize = 8;
/// Rows on which readings are tried.
const ROWS_TRIED: usize = 300;
/// Readings that are kept when they are as good as each other.
const RIVALS: usize = 4;

/// What a column of percentages may say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// A column, divided by its cell in the row of the total.
    OfTotal(usize),
    /// One column, divided by another.
    Quotient(usize, usize),
    /// One column, less another, divided by that.
    Growth(usize, usize),
}

/// A percentage and what it is compared with.
#[derive(Debug)]
struct Share {
    at: At,
    stated: Amount,
    part: (At, Amount),
    whole: (At, Amount),
    computed: Decimal,
}

impl Share {
    fn verdict(&self) -> Verdict {
        compare(self.stated, self.computed)
    }
}

/// Checks the columns of percentages.
pub(super) fn check(table: &Table<'_>, report: &mut Report<'_, '_>) {
    for column in (0..table.columns.len()).filter(|c| table.columns[*c].kind == ColumnKind::Percent) {
        if let Some(shares) = believed(table, column) {
            judge(table, &shares, report);
        }
    }
}

/// The reading under which the most percentages are right, where at least half are, and two.
fn believed(table: &Table<'_>, column: usize) -> Option<Vec<Share>> {
    let wholes = wholes(table);
    let read = |reading: Reading, rows: usize| -> Vec<Share> {
        (0..rows).filter_map(|row| share(table, (row, column), reading, &wholes)).collect()
    };
    // 100 % of equal figures, 0 % of nothing prove nothing
    let telling = |shares: &[Share]| {
        shares
            .iter()
            .filter(|s| {
                s.verdict() != Verdict::Broken
                    && !s.part.1.value.is_zero()
                    && s.part.1.value != s.whole.1.value
            })
            .count()
    };
    let mut readings: Vec<Reading> = Vec::new();
    // the nearest columns first: they win where two readings are as good
    let mut near: Vec<usize> = table.amounts().collect();
    near.sort_by_key(|c| c.abs_diff(column));
    near.truncate(COLUMNS_TRIED);
    readings.extend(near.iter().map(|c| Reading::OfTotal(*c)));
    for part in &near {
        for whole in near.iter().filter(|w| *w != part) {
            readings.push(Reading::Quotient(*part, *whole));
            readings.push(Reading::Growth(*part, *whole));
        }
    }
    let tried = table.rows.len().min(ROWS_TRIED);
    let mut most = 0;
    let mut best: Vec<Reading> = Vec::new();
    for reading in readings {
        let count = telling(&read(reading, tried));
        if count > most {
            best.clear();
            most = count;
        }
        if count == most && count > 1 {
            best.push(reading);
        }
    }
    let mut readings = best.into_iter().take(RIVALS).map(|r| read(r, table.rows.len()));
    let mut shares = readings.next()?;
    let rivals: Vec<Vec<Share>> = readings.collect();
    let telling = telling(&shares);
    // what one of two equally good readings explains is right
    shares.retain(|s| {
        let explained = || {
            rivals.iter().any(|r| {
                r.binary_search_by_key(&s.at, |s| s.at).is_ok_and(|i| r[i].verdict() != Verdict::Broken)
            })
        };
        s.verdict() != Verdict::Broken || !explained()
    });
    let broken = shares.iter().filter(|s| s.verdict() == Verdict::Broken).count();
    (telling >= broken).then_some(shares)
}

/// For each row the row of its total: the next below, else the last above.
fn wholes(table: &Table<'_>) -> Vec<Option<usize>> {
    let mut out = vec![None; table.rows.len()];
    let mut total = None;
    for row in (0..table.rows.len()).rev() {
        if table.rows[row].kind == RowKind::Total {
            total = Some(row);
        }
        out[row] = total;
    }
    let last = (0..table.rows.len()).rev().find(|r| table.rows[*r].kind == RowKind::Total);
    for whole in out.iter_mut().filter(|w| w.is_none()) {
        *whole = last;
    }
    out
}

fn share(table: &Table<'_>, at: At, reading: Reading, wholes: &[Option<usize>]) -> Option<Share> {
    let (row, column) = at;
    let stated = match table.value(row, column) {
        Value::Amount(amount) | Value::Percent(amount) => amount,
        Value::Blank | Value::Words => return None,
    };
    let (part, whole) = match reading {
        Reading::OfTotal(c) => ((row, c), (wholes[row]?, c)),
        Reading::Quotient(a, b) | Reading::Growth(a, b) => ((row, a), (row, b)),
    };
    let [a, b] = [table.amount(part.0, part.1)?, table.amount(whole.0, whole.1)?];
    let mut computed = percent(a.value, b.value)?;
    if matches!(reading, Reading::Growth(..)) {
        computed -= Decimal::ONE_HUNDRED;
        // "giảm" stands in the title as often as a sign before the number
        if stated.value.is_sign_positive() && table.columns[column].says(&["giảm"]) {
            computed = computed.abs();
        }
    }
    Some(Share { at, stated, part: (part, a), whole: (whole, b), computed })
}

fn judge(table: &Table<'_>, shares: &[Share], report: &mut Report<'_, '_>) {
    let right = shares.iter().filter(|s| s.verdict() != Verdict::Broken).count();
    let certain = right >= 3 * (shares.len() - right) && right > 1;
    for share in shares {
        let (row, column) = share.at;
        let verdict = share.verdict();
        let inside = [share.part.0, share.whole.0].into_iter().filter(|p| p.0 == row).map(|p| p.1);
        let words = table.words(row, inside.fold(column, usize::max));
        report.checked(1, table.rows[row].text.id, words.clone(), verdict);
        if verdict != Verdict::Broken {
            continue;
        }
        let (whole_row, whole_column) = share.whole.0;
        let cell =
            || (table.rows[whole_row].text.id, table.rows[whole_row].cells[whole_column].range.clone());
        report.fault(Fault {
            rule: 1,
            severity: if certain { Severity::Certain } else { Severity::Verify },
            at: (table.rows[row].text.id, words),
            others: if whole_row == row { Vec::new() } else { vec![cell()] },
            stated: format!("{}%", print(share.stated)),
            computed: format!("{}%", show(share.computed, share.stated.decimals.max(1))),
            message: Sentence::new(
                "percent-wrong",
                [
                    ("part", print(share.part.1)),
                    ("whole", print(share.whole.1)),
                    ("computed", show(share.computed, share.stated.decimals.max(2))),
                    ("stated", print(share.stated)),
                ],
            ),
            may_be_right: (!certain).then(|| Sentence::new("percent-wrong-why", [])),
        });
    }
}
