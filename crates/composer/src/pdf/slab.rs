//! Horizontal pieces of a page: what the end of a page does not cut.

use super::breaking::{Line, Run};
use crate::fonts::POINT;
use std::rc::Rc;

/// Something drawn; heights are counted downwards from the top of its slab.
#[derive(Debug, Clone)]
pub(super) enum Mark {
    /// Text in one face.
    Text {
        x: i64,
        /// The line that letters stand on.
        y: i64,
        run: Run,
        /// Every space is so much wider.
        stretch: i64,
    },
    /// A horizontal rule.
    Rule { x: i64, width: i64, y: i64 },
}

impl Mark {
    /// Height of what it stands on.
    pub(super) fn y(&self) -> i64 {
        match self {
            Self::Text { y, .. } | Self::Rule { y, .. } => *y,
        }
    }

    pub(super) fn moved(mut self, down: i64) -> Self {
        match &mut self {
            Self::Text { y, .. } | Self::Rule { y, .. } => *y += down,
        }
        self
    }
}

/// A piece of a page.
#[derive(Debug, Clone, Default)]
pub(super) struct Slab {
    /// Room above, but not at the top of a page.
    pub(super) before: i64,
    pub(super) height: i64,
    pub(super) marks: Vec<Mark>,
    /// Notes that it calls.
    pub(super) notes: Vec<usize>,
    /// The page does not end after it.
    pub(super) sticky: bool,
    /// Vertical rules of a row of a table, with a horizontal one above and below.
    pub(super) frame: Option<Rc<[i64]>>,
    /// What is repeated above it at the top of a page.
    pub(super) header: Option<Rc<Slab>>,
}

impl Slab {
    /// Cuts it so that the first piece is not higher than `height`; at least one line stays in each.
    pub(super) fn cut(self, height: i64) -> (Self, Option<Self>) {
        let limit = height.max(self.marks.iter().map(Mark::y).min().unwrap_or(0) + 4 * POINT);
        // letters reach a little below the line that they stand on
        let fits = |mark: &Mark| mark.y() + 4 * POINT <= limit;
        let (first, rest): (Vec<Mark>, Vec<Mark>) = self.marks.into_iter().partition(fits);
        if rest.is_empty() {
            return (Self { marks: first, ..self }, None);
        }
        let top = rest.iter().map(Mark::y).min().unwrap_or(0) - 14 * POINT;
        let below = Self {
            before: 0,
            height: (self.height - top).max(0),
            marks: rest.into_iter().map(|mark| mark.moved(-top)).collect(),
            notes: Vec::new(),
            sticky: self.sticky,
            frame: self.frame.clone(),
            header: self.header.clone(),
        };
        (Self { height: limit, marks: first, sticky: false, ..self }, Some(below))
    }
}

/// Where a line of text stands.
pub(super) struct Place {
    pub(super) x: i64,
    pub(super) y: i64,
    /// Width between the margins.
    pub(super) room: i64,
}

/// How a line fills its room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    Left,
    Centre,
    Right,
    Stretch,
}

/// Draws a line.
pub(super) fn set(line: &Line, place: &Place, fill: Fill, underline: bool, marks: &mut Vec<Mark>) {
    let slack = (place.room - line.width).max(0);
    let gaps = line.words.iter().rev().skip(1).filter(|word| word.space > 0).count() as i64;
    let (mut x, stretch) = match fill {
        Fill::Stretch if !line.last => (place.x, slack.checked_div(gaps).unwrap_or(0)),
        Fill::Left | Fill::Stretch => (place.x, 0),
        Fill::Centre => (place.x + slack / 2, 0),
        Fill::Right => (place.x + slack, 0),
    };
    if underline {
        marks.push(Mark::Rule { x, width: line.width, y: place.y + 3 * POINT / 2 });
    }
    let mut open: Option<(i64, Run)> = None;
    let last = line.words.len().saturating_sub(1);
    for (index, word) in line.words.iter().enumerate() {
        for run in &word.runs {
            let joins = |(_, before): &(i64, Run)| {
                before.face == run.face && before.size == run.size && before.raise == run.raise
            };
            match &mut open {
                Some(before) if joins(before) => before.1.text.push_str(&run.text),
                _ => {
                    push(open.take(), place.y, stretch, marks);
                    open = Some((x, run.clone()));
                }
            }
            x += run.width();
        }
        if word.space > 0
            && index < last
            && let Some((_, run)) = &mut open
        {
            run.text.push(' ');
            x += run.face.width(" ", run.size) + stretch;
        }
    }
    push(open, place.y, stretch, marks);
}

fn push(run: Option<(i64, Run)>, y: i64, stretch: i64, marks: &mut Vec<Mark>) {
    if let Some((x, run)) = run {
        marks.push(Mark::Text { x, y: y - run.raise, run, stretch });
    }
}
