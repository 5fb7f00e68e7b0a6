//! Columns and tables: rows with gaps that stand above each other.

use super::rows::{Row, Segment};
use super::rules::Rules;
use crate::LineRole;
use crate::format::superscript;

/// Rows farther apart than this, in units of the font size, do not belong to one cell or one header.
const CELL_LEADING: f64 = 1.65;
const HEADER_LEADING: f64 = 2.4;
/// Notes are smaller than recipients beside a signature, against the line before.
const NOTE_SIZE: f64 = 0.8;

/// A line as it is handed on.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) text: String,
    pub(super) role: LineRole,
    pub(super) bold: bool,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) artifact: bool,
    /// A line of a column: it ends where its column does.
    pub(super) column: bool,
}

impl Item {
    fn new(segment: Segment, column: bool) -> Self {
        Self {
            text: segment.text,
            role: LineRole::Flow,
            bold: segment.bold,
            x0: segment.x0,
            x1: segment.x1,
            y: segment.y,
            size: segment.size,
            artifact: segment.artifact,
            column,
        }
    }
}

/// A column: where it stands.
#[derive(Debug, Clone, Copy)]
struct Column {
    x0: f64,
    x1: f64,
}

impl Column {
    fn holds(self, segment: &Segment) -> bool {
        segment.x0 > self.x0 - segment.size && segment.x1 < self.x1 + segment.size
    }

    fn overlaps(self, segment: &Segment) -> bool {
        segment.x0 < self.x1 && self.x0 < segment.x1
    }
}

/// The lines of a page in reading order.
///
/// Columns of a header or of a signature come after each other; a table gives a line a row, cells parted by ` | `.
pub(super) fn items(mut rows: Vec<Row>, rules: &Rules, first_page: bool) -> Vec<Item> {
    cut_cells(&mut rows);
    let mut items = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        if let Some((table, taken)) = ruled_table(&rows[at..], rules) {
            items.extend(table);
            at += taken;
            continue;
        }
        let Some(columns) = columns(&rows[at]) else {
            items.extend(rows[at].segments.iter().cloned().map(|s| Item::new(s, false)));
            at += 1;
            continue;
        };
        let region = Region::grow(&rows[at..], columns, first_page && at == 0);
        items.extend(region.items(&rows[at..at + region.rows]));
        at += region.rows;
    }
    items
}

/// The table that begins with the first row, where upright rules cut it into cells; and how many rows it takes.
fn ruled_table(rows: &[Row], rules: &Rules) -> Option<(Vec<Item>, usize)> {
    let cuts_of = |row: &Row| {
        let cuts = rules.cuts(row.y + 0.3 * row.size);
        let (first, last) = (*cuts.first()?, *cuts.last()?);
        let inside = row.segments.iter().all(|s| s.x0 > first - 3.0 && s.x1 < last + 3.0);
        (cuts.len() > 2 && inside).then_some(cuts)
    };
    let mut lines: Vec<(Vec<String>, Item)> = Vec::new();
    let mut taken = 0;
    let mut left = cuts_of(rows.first()?)?[0];
    let mut last_y = f64::INFINITY;
    for row in rows {
        let Some(cuts) = cuts_of(row).filter(|c| (c[0] - left).abs() < 3.0) else { break };
        left = cuts[0];
        taken += 1;
        let middle = |s: &Segment| (s.x0 + s.x1) / 2.0;
        let apart = row.segments.iter().any(|s| rules.part_rows(last_y, row.y, middle(s)));
        last_y = row.y;
        if apart || lines.last().is_none_or(|(cells, _)| cells.len() + 1 != cuts.len()) {
            let first = row.segments.first()?.clone();
            let item = Item { role: LineRole::Row, ..Item::new(first, true) };
            lines.push((vec![String::new(); cuts.len() - 1], item));
        }
        let (cells, item) = lines.last_mut()?;
        for segment in &row.segments {
            let index = cuts.partition_point(|c| *c < middle(segment)).saturating_sub(1);
            let last = cells.len().saturating_sub(1);
            let cell = cells.get_mut(index.min(last))?;
            if !cell.is_empty() {
                cell.push(' ');
            }
            cell.push_str(&segment.text);
            item.bold &= segment.bold;
            item.x1 = item.x1.max(segment.x1);
        }
    }
    let items = lines.into_iter().map(|(cells, item)| Item { text: cells.join(" | "), ..item });
    Some((items.collect(), taken))
}

/// Cuts cells apart that stand so close that they look like one, after the columns of the row above.
fn cut_cells(rows: &mut [Row]) {
    for index in 1..rows.len() {
        let (above, rest) = rows.split_at_mut(index);
        let (Some(above), Some(row)) = (above.last(), rest.first_mut()) else { return };
        let justified = row.segments.iter().any(Segment::is_justified);
        if above.segments.len() < 2 || row.segments.len() >= above.segments.len() || justified {
            continue;
        }
        let mut cut: Vec<Segment> = Vec::new();
        for segment in &row.segments {
            let mut rest = segment.clone();
            for column in above.segments.iter().skip(1).filter(|c| c.x0 > segment.x0 && c.x0 < segment.x1) {
                if let Some((first, second)) = rest.cut(column.x0) {
                    cut.push(first);
                    rest = second;
                }
            }
            cut.push(rest);
        }
        if cut.len() == above.segments.len() {
            row.segments = cut;
        }
    }
}

fn columns(row: &Row) -> Option<Vec<Column>> {
    let columns: Vec<Column> = row.segments.iter().map(|s| Column { x0: s.x0, x1: s.x1 }).collect();
    (columns.len() > 1).then_some(columns)
}

/// Rows that share columns.
#[derive(Debug)]
struct Region {
    columns: Vec<Column>,
    rows: usize,
    /// Rows with more than one segment.
    split: usize,
    layout: bool,
}

impl Region {
    fn grow(rows: &[Row], columns: Vec<Column>, top: bool) -> Self {
        let begins = |row: &Row| row.segments.iter().any(|s| begins_signature(&s.text));
        let mut region = Self { columns, rows: 1, split: 1, layout: top || rows.first().is_some_and(begins) };
        // The columns are as wide as their widest line: a first look finds them, the second takes the rows.
        let mut widest = region.columns.clone();
        for row in rows.iter().skip(1).take_while(|row| row.segments.len() == region.columns.len()) {
            if !region.take_split(row, &mut widest) {
                break;
            }
        }
        region.columns = widest;
        for (index, row) in rows.iter().enumerate().skip(1) {
            let before = &rows[index - 1];
            let step = (before.y - row.y) / before.size.max(row.size);
            let mut columns = region.columns.clone();
            if row.segments.len() > 1 {
                if !region.take_split(row, &mut columns) {
                    break;
                }
                region.columns = columns;
                region.split += 1;
                region.layout |= begins(row);
            } else if !row.segments.iter().all(|s| region.goes_on(s, before, step, top)) {
                break;
            } else if region.layout {
                for segment in &row.segments {
                    if let Some(column) = region.columns.iter_mut().find(|c| c.overlaps(segment)) {
                        column.x0 = column.x0.min(segment.x0);
                        column.x1 = column.x1.max(segment.x1);
                    }
                }
            }
            region.rows = index + 1;
        }
        region
    }

    /// Whether the segments of a row fall into the columns, one into each at most; widens the columns.
    fn take_split(&self, row: &Row, columns: &mut [Column]) -> bool {
        let mut next = 0;
        for segment in &row.segments {
            let Some(found) = (next..columns.len()).find(|i| columns[*i].overlaps(segment)) else {
                return false;
            };
            let beyond = columns.iter().enumerate().any(|(i, c)| i != found && c.overlaps(segment));
            if beyond {
                return false;
            }
            columns[found].x0 = columns[found].x0.min(segment.x0);
            columns[found].x1 = columns[found].x1.max(segment.x1);
            // A stretched line of a column may look like two.
            next = found;
        }
        true
    }

    /// Whether a row of one segment goes on with a column.
    fn goes_on(&self, segment: &Segment, before: &Row, step: f64, top: bool) -> bool {
        if segment.text.starts_with(superscript::is_digit) {
            return false;
        }
        if self.layout && !top {
            // notes at the foot of the page may follow a signature closely
            if segment.size < NOTE_SIZE * before.size {
                return false;
            }
            return self.columns.iter().filter(|c| c.overlaps(segment)).count() == 1;
        }
        let Some(column) = self.columns.iter().find(|c| c.holds(segment)) else { return false };
        if !self.layout {
            let bold = before.segments.iter().all(|s| s.bold);
            return step < CELL_LEADING && (bold || !segment.bold);
        }
        let centre = (segment.x0 + segment.x1 - column.x0 - column.x1).abs() / 2.0;
        step < HEADER_LEADING
            && (centre < 1.2 * segment.size || (segment.x0 - column.x0).abs() < 0.5 * segment.size)
    }

    fn column_of(&self, segment: &Segment) -> usize {
        let middle = |c: &Column| (c.x0 + c.x1 - segment.x0 - segment.x1).abs();
        let by_overlap = self.columns.iter().position(|c| c.overlaps(segment));
        by_overlap.unwrap_or_else(|| {
            let nearest = (0..self.columns.len())
                .min_by(|a, b| middle(&self.columns[*a]).total_cmp(&middle(&self.columns[*b])));
            nearest.unwrap_or(0)
        })
    }

    fn items(&self, rows: &[Row]) -> Vec<Item> {
        if self.layout && self.columns.len() <= 3 {
            let mut columns: Vec<Vec<Item>> = vec![Vec::new(); self.columns.len()];
            for segment in rows.iter().flat_map(|r| &r.segments) {
                let column = &mut columns[self.column_of(segment)];
                match column.last_mut().filter(|last| (last.y - segment.y).abs() < 0.1 * segment.size) {
                    Some(last) => {
                        last.text.push(' ');
                        last.text.push_str(&segment.text);
                        last.x1 = segment.x1;
                    }
                    None => column.push(Item::new(segment.clone(), true)),
                }
            }
            return columns.into_iter().flatten().collect();
        }
        if self.split == 1 && self.columns.len() == 2 {
            // One wide gap is a tab or a stretched space.
            return rows.iter().flat_map(one_line).collect();
        }
        self.table(rows)
    }

    fn table(&self, rows: &[Row]) -> Vec<Item> {
        let mut cells: Vec<(Vec<String>, Item)> = Vec::new();
        let mut last_y = f64::INFINITY;
        for row in rows {
            let goes_on = row.segments.len() == 1 && last_y - row.y < CELL_LEADING * row.size;
            let Some(first) = row.segments.first() else { continue };
            if !goes_on || cells.is_empty() {
                let item = Item { role: LineRole::Row, bold: true, ..Item::new(first.clone(), true) };
                cells.push((vec![String::new(); self.columns.len()], item));
            }
            last_y = row.y;
            let Some((texts, item)) = cells.last_mut() else { continue };
            for segment in &row.segments {
                let cell = &mut texts[self.column_of(segment)];
                if !cell.is_empty() {
                    cell.push(' ');
                }
                cell.push_str(&segment.text);
                item.bold &= segment.bold;
                item.x1 = item.x1.max(segment.x1);
            }
        }
        cells.into_iter().map(|(texts, item)| Item { text: texts.join(" | "), ..item }).collect()
    }
}

/// A row as one line, whatever its gaps.
fn one_line(row: &Row) -> Option<Item> {
    let mut segments = row.segments.iter().cloned();
    let mut item = Item::new(segments.next()?, false);
    for segment in segments {
        item.text.push(' ');
        item.text.push_str(&segment.text);
        item.x1 = segment.x1;
        item.bold &= segment.bold;
        item.artifact &= segment.artifact;
    }
    Some(item)
}

/// The words that stand over recipients and over signatures (HD 36-HD/VPTW, NĐ 30/2020/NĐ-CP).
fn begins_signature(text: &str) -> bool {
    const WORDS: [&str; 12] = [
        "Nơi nhận",
        "T/M ",
        "K/T ",
        "T/L ",
        "T/U ",
        "Q. ",
        "TM. ",
        "KT. ",
        "TL. ",
        "TUQ. ",
        "TM ",
        "Nơi gửi",
    ];
    WORDS.iter().any(|w| text.starts_with(w))
}
