//! The parts of a draft as slabs, from top to bottom.

use super::breaking::{Line, Words};
use super::slab::{Fill, Mark, Place, Slab, set};
use crate::block::{Align, Table};
use crate::fonts::{Face, POINT, millimetres};
use crate::inline::{Inline, Piece};
use crate::layout::{Alignment, Element, Layout, Look};
use crate::plan::{Entry, Paragraph, Part, TABLE_GAP};
use std::rc::Rc;

/// Height of a drawn rule with the room above it.
const RULE: i64 = 5 * POINT;
/// Where in it the rule is drawn.
const RULE_AT: i64 = 3 * POINT;
/// Room at the sides of a cell: 0.19 cm as word processors have it.
pub(crate) const CELL: i64 = 5400;
/// Thickness of the rules of tables, which rows are higher by.
const BORDER: i64 = POINT / 2;
/// Room under the text of a cell.
const CELL_BELOW: i64 = 2 * POINT;

/// Slabs, and the lines of their notes.
pub(super) struct Flow<'l> {
    layout: &'l Layout,
    left: i64,
    measure: i64,
    pub(super) slabs: Vec<Slab>,
    pub(super) notes: Vec<Vec<Slab>>,
}

impl<'l> Flow<'l> {
    pub(super) fn of(parts: &[Part<'_>], layout: &'l Layout) -> Self {
        let left = millimetres(layout.page.left.mm);
        let measure = millimetres(layout.measure());
        let mut flow = Self { layout, left, measure, slabs: Vec::new(), notes: Vec::new() };
        for part in parts {
            match part {
                Part::Columns(rows) => flow.columns(rows),
                Part::Entry(Entry::Paragraph(paragraph)) => flow.paragraph(paragraph),
                Part::Entry(Entry::Rule(width)) => flow.rule(*width),
                Part::Table(table) => flow.table(table),
            }
        }
        flow
    }

    fn rule(&mut self, width: i64) {
        let x = self.left + (self.measure - width) / 2;
        let marks = vec![Mark::Rule { x, width, y: RULE_AT }];
        self.slabs.push(Slab { height: RULE, marks, sticky: true, ..Slab::default() });
    }

    /// Lines of a paragraph in a room, and the notes that they call.
    fn lines(&mut self, paragraph: &Paragraph<'_>, room: i64) -> Vec<Line> {
        let look = self.layout.look(paragraph.element);
        let mut words = Words::new(self.notes.len());
        words.paragraph(paragraph, look);
        let notes = std::mem::take(&mut words.notes);
        for pieces in notes {
            let note = self.note(&pieces);
            self.notes.push(note);
        }
        let room = room - millimetres(paragraph.left) - 2 * paragraph.side;
        words.lines(room - millimetres(look.indent), room)
    }

    fn paragraph(&mut self, paragraph: &Paragraph<'_>) {
        let look = self.layout.look(paragraph.element);
        let lines = self.lines(paragraph, self.measure);
        let count = lines.len();
        let leading = i64::from(look.leading) * POINT;
        for (index, line) in lines.iter().enumerate() {
            let mut marks = Vec::new();
            let indent = if index == 0 { millimetres(look.indent) } else { 0 };
            let indent = indent + millimetres(paragraph.left) + paragraph.side;
            let room = self.measure - indent - paragraph.side;
            let place = Place { x: self.left + indent, y: leading * 4 / 5, room };
            set(line, &place, fill(look), look.underline, &mut marks);
            let before = paragraph.before.unwrap_or(look.before);
            self.slabs.push(Slab {
                before: if index == 0 { i64::from(before) * POINT } else { 0 },
                height: leading,
                marks,
                notes: line.words.iter().flat_map(|word| word.notes.iter().copied()).collect(),
                // two lines of a paragraph at least before and after the end of a page
                sticky: count > 1 && (index == 0 || index + 2 == count)
                    || index + 1 == count && paragraph.keep,
                ..Slab::default()
            });
        }
    }

    fn note(&self, pieces: &[Piece]) -> Vec<Slab> {
        let look = self.layout.look(Element::Note);
        let face = Face { bold: look.bold, italic: look.italic };
        let size = i64::from(look.size) * POINT;
        let mut words = Words::new(0);
        words.mark(self.notes.len() + 1, face, size);
        words.text(" ", face, size, 0);
        for piece in pieces {
            words.piece(piece, look);
        }
        let leading = i64::from(look.leading) * POINT;
        let slab = |line: &Line| {
            let mut marks = Vec::new();
            let place = Place { x: self.left, y: leading * 4 / 5, room: self.measure };
            set(line, &place, fill(look), false, &mut marks);
            Slab { height: leading, marks, ..Slab::default() }
        };
        words.lines(self.measure, self.measure).iter().map(slab).collect()
    }

    fn columns(&mut self, rows: &[[Vec<Entry<'_>>; 2]]) {
        let widths = self.layout.page.columns.map(millimetres);
        let last = rows.len().saturating_sub(1);
        for (index, cells) in rows.iter().enumerate() {
            let mut slab = Slab { sticky: index < last, ..Slab::default() };
            let mut x = self.left;
            for (cell, width) in cells.iter().zip(widths) {
                let mut y = 0;
                for entry in cell {
                    match entry {
                        Entry::Rule(long) => {
                            let long = (*long).min(width);
                            let x = x + (width - long) / 2;
                            slab.marks.push(Mark::Rule { x, width: long, y: y + RULE_AT });
                            y += RULE;
                        }
                        Entry::Paragraph(paragraph) => {
                            y = self.stacked(paragraph, x, y, width, &mut slab);
                        }
                    }
                }
                slab.height = slab.height.max(y);
                x += width;
            }
            self.slabs.push(slab);
        }
        self.gap();
    }

    /// The line of nothing that word processors need after a table.
    fn gap(&mut self) {
        self.slabs.push(Slab { height: POINT, ..Slab::default() });
    }

    /// Draws a paragraph of a cell from the height `y` on and tells where it ends.
    fn stacked(&mut self, paragraph: &Paragraph<'_>, x: i64, y: i64, room: i64, slab: &mut Slab) -> i64 {
        let look = self.layout.look(paragraph.element);
        let leading = i64::from(look.leading) * POINT;
        let mut y = y + i64::from(paragraph.before.unwrap_or(look.before)) * POINT;
        for line in self.lines(paragraph, room) {
            let place =
                Place { x: x + paragraph.side, y: y + leading * 4 / 5, room: room - 2 * paragraph.side };
            set(&line, &place, fill(look), look.underline, &mut slab.marks);
            slab.notes.extend(line.words.iter().flat_map(|word| word.notes.iter().copied()));
            y += leading;
        }
        y
    }

    fn table(&mut self, table: &Table) {
        let before = Slab { height: i64::from(TABLE_GAP) * POINT, sticky: true, ..Slab::default() };
        self.slabs.push(before);
        let edges = edges(table, self.measure);
        let frame: Rc<[i64]> = edges.iter().map(|edge| self.left + edge).collect();
        let mut header: Option<Rc<Slab>> = None;
        if let Some(cells) = table.header() {
            let slab = self.row(cells, table, &frame, true);
            header = Some(Rc::new(Slab { notes: Vec::new(), sticky: false, ..slab.clone() }));
            self.slabs.push(Slab { sticky: true, ..slab });
        }
        for cells in table.body() {
            let slab = self.row(cells, table, &frame, false);
            self.slabs.push(Slab { header: header.clone(), ..slab });
        }
        self.gap();
    }

    fn row(&mut self, cells: &[Inline], table: &Table, frame: &Rc<[i64]>, header: bool) -> Slab {
        let mut look = self.layout.look(Element::Table).clone();
        look.bold |= header;
        let leading = i64::from(look.leading) * POINT;
        let mut slab = Slab { frame: Some(frame.clone()), ..Slab::default() };
        for (index, cell) in cells.iter().enumerate() {
            let (Some(&x), Some(&end), Some(column)) =
                (frame.get(index), frame.get(index + 1), table.columns().get(index))
            else {
                continue;
            };
            let room = (end - x - 2 * CELL).max(look.size.into());
            let mut words = Words::new(self.notes.len());
            words.inline(cell, &look);
            let notes = std::mem::take(&mut words.notes);
            for pieces in notes {
                let note = self.note(&pieces);
                self.notes.push(note);
            }
            let fill = match column.align {
                _ if header => Fill::Centre,
                Align::Left => Fill::Left,
                Align::Centre => Fill::Centre,
                Align::Right => Fill::Right,
            };
            let mut y = i64::from(look.before) * POINT;
            for line in words.lines(room, room) {
                let place = Place { x: x + CELL, y: y + leading * 4 / 5, room };
                set(&line, &place, fill, false, &mut slab.marks);
                slab.notes.extend(line.words.iter().flat_map(|word| word.notes.iter().copied()));
                y += leading;
            }
            slab.height = slab.height.max(y + CELL_BELOW + BORDER);
        }
        slab
    }
}

/// Where the columns begin, and where the last one ends.
pub(crate) fn edges(table: &Table, measure: i64) -> Vec<i64> {
    let mut sum = 0;
    let mut edges = vec![0];
    for column in table.columns() {
        sum += i64::from(column.share);
        edges.push((measure * sum + 500) / 1000);
    }
    edges
}

fn fill(look: &Look) -> Fill {
    match look.align {
        Alignment::Left => Fill::Left,
        Alignment::Centre => Fill::Centre,
        Alignment::Right => Fill::Right,
        Alignment::Justified => Fill::Stretch,
    }
}
