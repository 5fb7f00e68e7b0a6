//! Totals and percentages in tables.
//!
//! A table proves its structure by itself: a relation between rows or columns is believed where its titles say so and at least
//! half of the cells to which it applies keep it, two at the least. What breaks a relation that is believed is a fault.

mod grid;
mod share;
mod total;

use crate::arithmetic::show;
use crate::study::{Fault, Report, Study};
use crate::{Sentence, Severity, Verdict};
use grid::{Table, Value, tables};
use rust_decimal::Decimal;

/// Terms that a sentence names one by one.
const NAMED_TERMS: usize = 12;

/// More broken sums than this are not compared with each other.
const MOST_COMPARED: usize = 500;

/// Row and column of a cell.
type At = (usize, usize);

/// A cell that should be the sum of others.
#[derive(Debug)]
struct Sum {
    total: At,
    parts: Vec<At>,
    stated: Decimal,
    sum: Decimal,
    /// At least two parts are there and not zero: that it holds proves something.
    telling: bool,
    /// Every part is a number; none is left blank.
    full: bool,
}

impl Sum {
    fn new(table: &Table<'_>, total: At, parts: Vec<At>) -> Option<Self> {
        let stated = table.amount(total.0, total.1)?.value;
        let (mut sum, mut there, mut full) = (Decimal::ZERO, 0, true);
        for (row, column) in &parts {
            match table.value(*row, *column) {
                Value::Amount(amount) => {
                    sum = sum.checked_add(amount.value)?;
                    there += usize::from(!amount.value.is_zero());
                }
                Value::Blank => full = false,
                Value::Percent(_) | Value::Words => return None,
            }
        }
        Some(Self { total, parts, stated, sum, telling: there > 1, full })
    }

    fn holds(&self) -> bool {
        self.stated == self.sum
    }

    /// The parts stand above or below the total, not beside it.
    fn is_down(&self) -> bool {
        self.parts.first().is_some_and(|p| p.1 == self.total.1)
    }

    /// What `cell` would have to change by for the sum to hold; `None` where it takes no part in it.
    fn change(&self, cell: At) -> Option<Decimal> {
        let gap = self.sum.checked_sub(self.stated)?;
        if cell == self.total {
            Some(gap)
        } else {
            // parts are in order
            self.parts.binary_search(&cell).is_ok().then_some(-gap)
        }
    }

    /// The words of the row of the total, as far as they belong to the sum.
    fn words(&self, table: &Table<'_>) -> std::ops::Range<usize> {
        let (row, column) = self.total;
        let last = self.parts.iter().filter(|p| p.0 == row).map(|p| p.1).fold(column, usize::max);
        table.words(row, last)
    }

    /// The total lies among its parts: an average, a rank, a share, not a sum.
    fn is_mean(&self, table: &Table<'_>) -> bool {
        let values = || self.parts.iter().filter_map(|(r, c)| table.amount(*r, *c)).map(|a| a.value);
        values().min().is_some_and(|least| least <= self.stated)
            && values().max().is_some_and(|most| self.stated <= most)
    }
}

/// Sums that stand or fall together, because one reading of the table gives them all.
#[derive(Debug, Default)]
struct Family {
    sums: Vec<Sum>,
}

impl Family {
    fn holding(&self) -> usize {
        self.sums.iter().filter(|s| s.holds() && !s.stated.is_zero()).count()
    }

    fn broken(&self) -> usize {
        self.sums.iter().filter(|s| !s.holds()).count()
    }

    /// At least half of the sums hold, `least` at the least, and not because there is nothing to add.
    fn believed(&self, least: usize) -> bool {
        let telling = self.sums.iter().any(|s| s.holds() && s.telling);
        telling && self.holding() >= least && self.holding() >= self.broken()
    }

    /// What breaks it cannot be a matter of reading.
    fn proven(&self) -> bool {
        let telling = self.sums.iter().filter(|s| s.holds() && s.telling).count();
        telling >= 2 && telling >= 2 * self.broken()
    }
}

/// Checks all tables of a document.
pub(super) fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    for table in tables(study) {
        sums(&table, report);
        share::check(&table, report);
    }
}

fn sums(table: &Table<'_>, report: &mut Report<'_, '_>) {
    let families = total::families(table);
    let mut broken: Vec<Broken<'_>> = Vec::new();
    for family in &families {
        let proven = family.proven();
        for sum in &family.sums {
            let verdict = if sum.holds() { Verdict::Holds } else { Verdict::Broken };
            report.checked(2, table.rows[sum.total.0].text.id, sum.words(table), verdict);
            if !sum.holds() {
                broken.push(Broken { sum, certain: proven && sum.full, said: true });
            }
        }
    }
    if broken.len() <= MOST_COMPARED {
        merge(&mut broken);
    }
    for broken in broken.iter().filter(|b| b.said) {
        fault(table, broken.sum, broken.certain, report);
    }
}

/// A sum that does not hold.
#[derive(Debug)]
struct Broken<'s> {
    sum: &'s Sum,
    certain: bool,
    /// It is said of this sum; otherwise of another one that the same cell breaks.
    said: bool,
}

/// One wrong cell breaks its row and its column. Its row says it, unless that is the row of totals.
fn merge(broken: &mut [Broken<'_>]) {
    for down in 0..broken.len() {
        for across in 0..broken.len() {
            let [d, a] = [broken[down].sum, broken[across].sum];
            if !d.is_down() || a.is_down() || !broken[down].said || !broken[across].said {
                continue;
            }
            let cell = (a.total.0, d.total.1);
            if d.change(cell).is_none() || d.change(cell) != a.change(cell) {
                continue;
            }
            let (keep, drop) = if cell == d.total { (down, across) } else { (across, down) };
            broken[keep].certain |= broken[drop].certain;
            broken[drop].said = false;
        }
    }
}

fn fault(table: &Table<'_>, sum: &Sum, certain: bool, report: &mut Report<'_, '_>) {
    let row = sum.total.0;
    let exceeds = sum.sum > sum.stated;
    let terms: Vec<String> =
        sum.parts.iter().filter_map(|(r, c)| table.amount(*r, *c)).map(|a| show(a.value, 4)).collect();
    let terms = match &terms[..] {
        [first, second, .., end] if terms.len() > NAMED_TERMS => format!("{first} + {second} + … + {end}"),
        all => all.join(" + "),
    };
    let others = sum.parts.iter().filter(|p| p.0 != row);
    report.fault(Fault {
        rule: 2,
        severity: if certain { Severity::Certain } else { Severity::Verify },
        at: (table.rows[row].text.id, sum.words(table)),
        others: others
            .map(|(r, c)| (table.rows[*r].text.id, table.rows[*r].cells[*c].range.clone()))
            .collect(),
        stated: show(sum.stated, 4),
        computed: show(sum.sum, 4),
        message: Sentence::new(
            if exceeds { "sum-exceeds-total" } else { "sum-below-total" },
            [("terms", terms), ("sum", show(sum.sum, 4)), ("total", show(sum.stated, 4))],
        ),
        may_be_right: (!certain).then(|| {
            Sentence::new(if exceeds { "sum-exceeds-total-why" } else { "sum-below-total-why" }, [])
        }),
    });
}

#[cfg(test)]
mod tests;
