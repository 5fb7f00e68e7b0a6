//! Tables as the rules see them: columns with their titles, rows with their labels, cells with their values.

use crate::study::Study;
use crate::text::{Amount, Text};
use reader::ParagraphRole;
use std::ops::Range;

/// A table wider than this is a form or a calendar, and comparing all its columns with each other would take too long.
const WIDEST: usize = 48;
/// Words with which the label of a row says that it is the total of others, and nothing else.
const TOTAL_ROW: &[&str] = &[
    "cộng",
    "cộng chung",
    "tổng",
    "tổng chung",
    "tổng cộng",
    "tổng số",
    "tổng số chung",
    "toàn thành phố",
    "toàn tỉnh",
    "toàn quốc",
];
/// Words that make a column one of averages, rates, ranks: what does not add up.
const NO_SUM: &[&str] = &[
    "bình quân",
    "trung bình",
    "đơn giá",
    "định mức",
    "mức",
    "tuổi đời",
    "năm sinh",
    "so với",
    "xếp hạng",
    "xếp loại",
    "thứ hạng",
    "hệ số",
    "mã số",
    "lần",
    "thời gian",
    "thời hạn",
    "điểm số",
    "tốc độ",
    "chỉ số",
    "mật độ",
    "năng suất",
];

/// A cell.
#[derive(Debug, Clone)]
pub(super) struct Cell {
    /// Where in the text of the row.
    pub range: Range<usize>,
    /// What stands in it.
    pub value: Value,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing, or the dash that stands for nothing.
    Blank,
    /// A number and nothing else.
    Amount(Amount),
    /// A number and `%`.
    Percent(Amount),
    /// Words.
    Words,
}

/// A row of data.
#[derive(Debug)]
pub(super) struct Row<'t> {
    /// The paragraph.
    pub text: &'t Text<'t>,
    /// As many cells as the table has columns.
    pub cells: Vec<Cell>,
    /// What it is.
    pub kind: RowKind,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    /// One thing among others.
    Plain,
    /// `Cộng`, `Tổng số`.
    Total,
    /// `I`, `A`: what follows is its detail.
    Group,
    /// `Trong đó`, `- nữ`, `1.1`: a part of a row above.
    Part,
    /// Its cells do not fit under the columns.
    Irregular,
}

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ColumnKind {
    /// Numbers of rows.
    Order,
    /// Names, remarks.
    Words,
    /// Counts and amounts.
    Amount,
    /// Percentages.
    Percent,
    /// Averages, rates, ranks.
    Rate,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    /// Its titles from the top, in lower case.
    pub titles: Vec<String>,
    /// What its cells are.
    pub kind: ColumnKind,
}

/// A table.
#[derive(Debug)]
pub(super) struct Table<'t> {
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows of data.
    pub rows: Vec<Row<'t>>,
}

impl Column {
    /// `Tổng`, `Tổng số đảng viên`, `Cộng`.
    pub(super) fn is_total(&self) -> bool {
        self.kind == ColumnKind::Amount
            && self.titles.iter().any(|t| ["tổng", "cộng"].iter().any(|w| begins(t, w)))
    }

    /// Some title of the column has one of `words`.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        self.titles.iter().any(|t| words.iter().any(|w| has_word(t, w)))
    }
}

impl Table<'_> {
    /// The amount in a cell.
    pub(super) fn amount(&self, row: usize, column: usize) -> Option<Amount> {
        if let Value::Amount(amount) = self.value(row, column) { Some(amount) } else { None }
    }

    /// What stands in a cell; words where it stands under no column.
    pub(super) fn value(&self, row: usize, column: usize) -> Value {
        let fits = self.rows[row].kind != RowKind::Irregular;
        self.rows[row].cells.get(column).filter(|_| fits).map_or(Value::Words, |c| c.value)
    }

    /// Columns of amounts.
    pub(super) fn amounts(&self) -> impl Iterator<Item = usize> + Clone {
        (0..self.columns.len()).filter(|c| self.columns[*c].kind == ColumnKind::Amount)
    }

    /// From the label of a row to the end of a cell.
    pub(super) fn words(&self, row: usize, column: usize) -> Range<usize> {
        let cells = &self.rows[row].cells;
        let first = cells.iter().find(|c| c.value == Value::Words).or(cells.first());
        let end = cells.get(column).map_or(0, |c| c.range.end);
        first.map_or(0, |c| c.range.start).min(end)..end
    }
}

/// The tables of a document.
pub(super) fn tables<'t>(study: &'t Study<'_>) -> Vec<Table<'t>> {
    let mut out = Vec::new();
    let mut open: Vec<(&Text<'_>, Vec<Cell>)> = Vec::new();
    // a row of numbers is open
    let mut counts = false;
    for text in &study.texts {
        match text.paragraph.role {
            ParagraphRole::Row => {}
            ParagraphRole::Tail if text.str().contains(" | ") => {}
            // the notes of a row stand behind it
            ParagraphRole::Note => continue,
            _ => {
                out.extend(table(std::mem::take(&mut open)));
                counts = false;
                continue;
            }
        }
        let cells = cells(text);
        let titles = cells.iter().filter(|c| c.value == Value::Words).count();
        if counts && numbers(&cells) == 0 && titles > 1 {
            if open.first().is_some_and(|(first, _)| first.lower == text.lower) {
                // titles again, at the top of a page
                continue;
            }
            out.extend(table(std::mem::take(&mut open)));
            counts = false;
        }
        counts |= numbers(&cells) > 0;
        open.push((text, cells));
    }
    out.extend(table(open));
    out
}

fn numbers(cells: &[Cell]) -> usize {
    cells.iter().filter(|c| matches!(c.value, Value::Amount(_) | Value::Percent(_))).count()
}

fn cells(text: &Text<'_>) -> Vec<Cell> {
    let mut at = 0;
    let cell = |piece: &str| {
        let start = at + (piece.len() - piece.trim_start().len());
        at += piece.len() + 1;
        let words = piece.trim();
        Cell { range: start..start + words.len(), value: value(words) }
    };
    text.str().split('|').map(cell).collect()
}

fn value(words: &str) -> Value {
    if words.is_empty() || words.chars().all(|c| matches!(c, '-' | '–' | '—' | '.' | '…' | '*')) {
        return Value::Blank;
    }
    let plain = words.trim_matches('*');
    let (negative, digits) =
        plain.strip_prefix(['-', '–']).map_or((false, plain), |rest| (true, rest.trim_start()));
    let (percent, digits) = digits.strip_suffix('%').map_or((false, digits), |rest| (true, rest.trim_end()));
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return Value::Words;
    }
    match vitext::number::at(digits, 0) {
        Some(number) if number.range.len() == digits.len() => {
            let mut amount = Amount::from(&number);
            amount.value.set_sign_negative(negative);
            if percent { Value::Percent(amount) } else { Value::Amount(amount) }
        }
        _ => Value::Words,
    }
}

/// The table that `lines` are, if there are figures in it.
fn table<'t>(lines: Vec<(&'t Text<'t>, Vec<Cell>)>) -> Option<Table<'t>> {
    let head = lines.iter().take_while(|(text, cells)| is_header(text, cells)).count();
    let mut lines = lines;
    let data = lines.split_off(head);
    let width = width(&data)?;
    let columns: Vec<Column> = (0..width).map(|c| column(c, width, &lines, &data)).collect();
    let order = columns.iter().position(|c| c.kind == ColumnKind::Order);
    let mut rows: Vec<Row<'t>> = Vec::with_capacity(data.len());
    let mut among = false;
    for (text, cells) in data {
        let row = row(text, cells, width, order);
        if row.kind == RowKind::Irregular && numbers(&row.cells) == 0 {
            continue;
        }
        // without numbers of rows nothing tells where a "trong đó" ends before the next total
        among = order.is_none()
            && (among || label(&row).starts_with("trong đó"))
            && !matches!(row.kind, RowKind::Total | RowKind::Group);
        let kind = if among && row.kind == RowKind::Plain { RowKind::Part } else { row.kind };
        rows.push(Row { kind, ..row });
    }
    (rows.len() > 1).then_some(Table { columns, rows })
}

/// The number of cells that most rows of figures have.
fn width(data: &[(&Text<'_>, Vec<Cell>)]) -> Option<usize> {
    let mut counts = [0_usize; WIDEST + 1];
    for (_, cells) in data.iter().filter(|(_, cells)| numbers(cells) > 0) {
        *counts.get_mut(cells.len())? += 1;
    }
    let (width, count) = counts.into_iter().enumerate().max_by_key(|(_, count)| *count)?;
    (width > 1 && count > 1).then_some(width)
}

/// Titles, or the line under them: years, numbers of columns.
fn is_header(text: &Text<'_>, cells: &[Cell]) -> bool {
    let values: Vec<Amount> =
        cells.iter().filter_map(|c| if let Value::Amount(a) = c.value { Some(a) } else { None }).collect();
    if cells.iter().any(|c| matches!(c.value, Value::Percent(_))) {
        return false;
    }
    let year = |cell: &&Cell| {
        let digits = &text.str()[cell.range.clone()];
        digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
    };
    let years = cells.iter().filter(|c| matches!(c.value, Value::Amount(_))).all(|c| year(&c));
    let first = i64::try_from(values.first().map_or(rust_decimal::Decimal::ZERO, |v| v.value)).unwrap_or(0);
    let run = first <= 2 && values.len() > 1 && values.iter().zip(first..).all(|(v, n)| v.value == n.into());
    let short = cells
        .iter()
        .all(|c| c.value != Value::Words || c.range.len() < 3 || text.str()[c.range.clone()].contains('='));
    years || run && short
}

fn column(
    index: usize,
    width: usize,
    head: &[(&Text<'_>, Vec<Cell>)],
    data: &[(&Text<'_>, Vec<Cell>)],
) -> Column {
    let titles: Vec<String> = head
        .iter()
        .filter(|(_, cells)| cells.len() == width)
        .map(|(text, cells)| text.gap(cells[index].range.clone()).trim_matches('*').to_owned())
        .filter(|title| !title.is_empty())
        .collect();
    let cells = || data.iter().filter(|(_, cells)| cells.len() == width).map(|(_, cells)| cells[index].value);
    let amounts: Vec<Amount> =
        cells().filter_map(|v| if let Value::Amount(a) = v { Some(a) } else { None }).collect();
    let percents = cells().filter(|v| matches!(v, Value::Percent(_))).count();
    let words = cells().filter(|v| *v == Value::Words).count();
    let said = |words: &[&str]| titles.iter().any(|t| words.iter().any(|w| has_word(t, w)));
    let counted =
        index == 0 && amounts.len() > 1 && amounts.iter().zip(1_i64..).all(|(a, n)| a.value == n.into());
    let kind = if titles.iter().any(|t| matches!(t.as_str(), "stt" | "tt" | "số tt" | "số thứ tự" | "thứ tự"))
        || counted
    {
        ColumnKind::Order
    } else if amounts.len() + percents <= words {
        ColumnKind::Words
    } else if percents * 2 > amounts.len()
        || titles.iter().any(|t| t.contains('%'))
        || said(&["tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "cơ cấu"])
    {
        ColumnKind::Percent
    } else if said(NO_SUM) || titles.iter().any(|t| t.contains('/')) {
        ColumnKind::Rate
    } else {
        ColumnKind::Amount
    };
    Column { titles, kind }
}

fn row<'t>(text: &'t Text<'t>, mut cells: Vec<Cell>, width: usize, order: Option<usize>) -> Row<'t> {
    // the label of a total spans several columns, its figures stand under theirs
    let spanned =
        cells.len() < width && cells.len() > 1 && cells[1..].iter().all(|c| c.value != Value::Words);
    if spanned && cells.first().is_some_and(|c| is_total(text.gap(c.range.clone()))) {
        let end = cells[0].range.end;
        let gap = std::iter::repeat_n(Cell { range: end..end, value: Value::Blank }, width - cells.len());
        cells.splice(1..1, gap);
    }
    let mut row = Row { text, cells, kind: RowKind::Plain };
    if row.cells.len() != width {
        row.kind = RowKind::Irregular;
        return row;
    }
    let own = order.map(|c| text.str()[row.cells[c].range.clone()].trim_matches(['*', '.', ')']));
    let words = label(&row);
    row.kind = if is_total(words) {
        RowKind::Total
    } else if words.starts_with("trong đó") || words.starts_with(['-', '–', '+']) {
        RowKind::Part
    } else {
        match own {
            Some(own)
                if vitext::roman::parse(own).is_some()
                    || own.len() == 1 && own.starts_with(char::is_uppercase) =>
            {
                RowKind::Group
            }
            Some(own)
                if own.is_empty() || own.contains('.') || !own.starts_with(|c: char| c.is_ascii_digit()) =>
            {
                RowKind::Part
            }
            _ => RowKind::Plain,
        }
    };
    row
}

/// The words of a row's first cell of words that is no number of a row, in lower case.
fn label<'t>(row: &Row<'t>) -> &'t str {
    let words = row
        .cells
        .iter()
        .filter(|c| c.value == Value::Words)
        .map(|c| row.text.gap(c.range.clone()).trim_matches('*'));
    words.clone().find(|w| w.chars().count() > 2).or(words.clone().next()).unwrap_or("")
}

fn is_total(label: &str) -> bool {
    let label = label.trim_matches('*');
    let label = label.split(['(', ':']).next().unwrap_or(label).trim_end_matches([' ', '.']);
    TOTAL_ROW.contains(&label)
}

fn begins(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphabetic)
            && !text[at + word.len()..].starts_with(char::is_alphabetic)
    })
}
