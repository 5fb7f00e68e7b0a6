//! Parts of the body.

use crate::fonts::{Face, POINT};
use crate::inline::Inline;
use crate::line::Line;
use crate::pdf::CELL;

/// A part of the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// Running text.
    Paragraph(Inline),
    /// What the document rests on: `Căn cứ Điều lệ Đảng;`.
    Basis(Inline),
    /// A line that stands alone in the middle: `QUYẾT ĐỊNH:`.
    Formula(Line),
    /// A paragraph that begins with a label.
    Item {
        /// As typed: `-`, `a)`, `Điều 1.`.
        label: Line,
        /// The rest.
        text: Inline,
    },
    /// A table.
    Table(Table),
}

impl Block {
    /// Running text without emphasis.
    #[must_use]
    pub fn paragraph(text: &str) -> Self {
        Self::Paragraph(Inline::plain(text))
    }

    /// A heading; see [`Heading::new`].
    #[must_use]
    pub fn heading(level: u8, label: &str, title: &str) -> Self {
        Self::Heading(Heading::new(level, label, Inline::plain(title)))
    }

    /// Whether it says nothing: such a block is not written down and does not come back.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Heading(heading) => heading.label.is_empty() && heading.title.is_empty(),
            Self::Paragraph(text) | Self::Basis(text) => text.is_empty(),
            Self::Formula(line) => line.is_empty(),
            Self::Item { .. } | Self::Table(_) => false,
        }
    }

    /// Its texts, in order.
    pub fn inlines(&self) -> Box<dyn Iterator<Item = &Inline> + '_> {
        match self {
            Self::Heading(heading) => Box::new(std::iter::once(&heading.title)),
            Self::Paragraph(text) | Self::Basis(text) | Self::Item { text, .. } => {
                Box::new(std::iter::once(text))
            }
            Self::Formula(_) => Box::new(std::iter::empty()),
            Self::Table(table) => Box::new(table.rows().flatten()),
        }
    }
}

/// A heading of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    level: u8,
    label: Line,
    title: Inline,
}

impl Heading {
    /// Deepest level.
    pub const DEEPEST: u8 = 6;

    /// A heading; a level out of 1 to [`Self::DEEPEST`] becomes the nearest one. It is bold as a whole, no word more.
    /// A label that is not given is taken from the title: `I. KẾT QUẢ`.
    #[must_use]
    pub fn new(level: u8, label: &str, title: Inline) -> Self {
        let (label, title) = match Line::new(label) {
            label if label.is_empty() => title.split_label(),
            label => (label, title),
        };
        Self { level: level.clamp(1, Self::DEEPEST), label, title: title.without_bold() }
    }

    /// Depth, from 1.
    #[must_use]
    pub fn level(&self) -> u8 {
        self.level
    }

    /// As typed: `I.`, `1.2.`, `Phần thứ nhất`; may be empty.
    #[must_use]
    pub fn label(&self) -> &Line {
        &self.label
    }

    /// The words.
    #[must_use]
    pub fn title(&self) -> &Inline {
        &self.title
    }

    /// Whether it stands in the middle with its label on a line of its own: Phần, Chương, Mục, Tiểu mục, Phụ lục.
    #[must_use]
    pub fn is_division(&self) -> bool {
        let label = self.label.as_str().to_lowercase();
        ["phần", "chương", "mục", "tiểu mục", "phụ lục"]
            .iter()
            .any(|word| label == *word || label.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
    }
}

/// How the text of a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Thousandths of the width of the table.
    pub share: u32,
    /// How its text stands.
    pub align: Align,
}

/// Points of the letters that columns are measured with.
const FITTED: i64 = 13;
/// Width of the text that columns are measured for: 165 mm.
const MEASURE: i64 = 467 * POINT;
/// A cell that is wider than this is broken gladly.
const WIDE: i64 = 180 * POINT;

/// A table. Every row has as many cells as there are columns; the shares of the columns are 1000 together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    columns: Vec<Column>,
    header: Option<Vec<Inline>>,
    rows: Vec<Vec<Inline>>,
}

impl Table {
    /// More columns than this cannot be read on A4.
    pub const MOST_COLUMNS: usize = 24;

    /// A table; rows are filled up or joined to the number of columns, shares scaled. A header is bold as a whole.
    #[must_use]
    pub fn new(columns: &[Column], header: Option<Vec<Inline>>, rows: Vec<Vec<Inline>>) -> Self {
        let mut columns: Vec<Column> = columns.iter().take(Self::MOST_COLUMNS).copied().collect();
        if columns.is_empty() {
            columns.push(Column { share: 1000, align: Align::Left });
        }
        scale(&mut columns);
        if rows.is_empty() {
            // A header stands in the middle: with no row under it, nothing shows how a column stands.
            columns.iter_mut().for_each(|column| column.align = Align::Left);
        }
        let count = columns.len();
        let fit = |row: Vec<Inline>| {
            let mut cells = row.into_iter();
            let mut fitted: Vec<Inline> = cells.by_ref().take(count).collect();
            for more in cells {
                let last = fitted.pop().unwrap_or_default();
                let spaced = [crate::Span::Piece(crate::Piece::plain(" "))];
                fitted.push(Inline::new(
                    last.spans().iter().chain(&spaced).chain(more.spans()).cloned().collect::<Vec<_>>(),
                ));
            }
            fitted.resize(count, Inline::default());
            fitted
        };
        let bare = |row: Vec<Inline>| row.into_iter().map(Inline::without_bold).collect();
        Self { columns, header: header.map(fit).map(bare), rows: rows.into_iter().map(fit).collect() }
    }

    /// A table whose columns are as wide as what stands in them asks for: the longest word always fits, where it can.
    #[must_use]
    pub fn fitted(aligns: &[Align], header: Option<Vec<Inline>>, rows: Vec<Vec<Inline>>) -> Self {
        let size = FITTED * POINT;
        let cells = |column: usize| {
            let head = header.iter().filter_map(move |row| Some((row.get(column)?, true)));
            head.chain(rows.iter().filter_map(move |row| Some((row.get(column)?, false))))
        };
        let mut columns = Vec::new();
        for (column, &align) in aligns.iter().enumerate() {
            let (mut word, mut whole) = (size, size);
            for (cell, bold) in cells(column) {
                let (face, text) = (Face { bold, italic: false }, cell.text());
                let longest = text.split([' ', '-']).map(|word| face.width(word, size)).max().unwrap_or(0);
                word = word.max(longest);
                whole = whole.max(face.width(&text, size));
            }
            let padding = 2 * CELL + POINT;
            columns.push((word + padding, whole.min(WIDE) + padding, align));
        }
        // what is left over when all words fit is shared by how much more the columns could use
        let least: i64 = columns.iter().map(|(word, _, _)| word).sum();
        let more: i64 = columns.iter().map(|(word, whole, _)| (whole - word).max(0)).sum();
        let left = (MEASURE - least).max(0);
        let width = |(word, whole, _): &(i64, i64, Align)| {
            word + if more > 0 {
                left * (whole - word).max(0) / more
            } else {
                left / aligns.len().max(1) as i64
            }
        };
        let column = |row: &(i64, i64, Align)| Column {
            share: u32::try_from(width(row).max(1)).unwrap_or(u32::MAX),
            align: row.2,
        };
        let columns: Vec<Column> = columns.iter().map(column).collect();
        Self::new(&columns, header, rows)
    }

    /// The columns.
    #[must_use]
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// The row that is repeated on every page.
    #[must_use]
    pub fn header(&self) -> Option<&[Inline]> {
        self.header.as_deref()
    }

    /// The rows under it.
    #[must_use]
    pub fn body(&self) -> &[Vec<Inline>] {
        &self.rows
    }

    /// All rows.
    pub fn rows(&self) -> impl Iterator<Item = &Vec<Inline>> {
        self.header.iter().chain(&self.rows)
    }
}

/// Makes the shares 1000 together, each at least 1.
fn scale(columns: &mut [Column]) {
    let total: u64 = columns.iter().map(|c| u64::from(c.share.max(1))).sum();
    if total == 1000 && columns.iter().all(|c| c.share > 0) {
        return;
    }
    let (mut sum, mut edge) = (0, 0);
    let count = columns.len() as u64;
    for column in columns {
        sum += u64::from(column.share.max(1));
        // each column has one for itself, the rest is shared
        let next = ((1000 - count) * sum + total / 2) / total;
        column.share = u32::try_from(next - edge).unwrap_or(0) + 1;
        edge = next;
    }
}
