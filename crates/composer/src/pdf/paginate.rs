//! Slabs onto pages, notes at their feet.

use super::slab::{Mark, Slab};
use crate::fonts::POINT;
use std::collections::VecDeque;

/// Room for the rule over the notes.
pub(super) const SEPARATOR: i64 = 10 * POINT;

/// A page: slabs with the height at which each begins, counted from the top margin.
#[derive(Default)]
pub(super) struct Page {
    pub(super) body: Vec<(i64, Slab)>,
    /// Lines of notes, from top to bottom.
    pub(super) notes: Vec<Slab>,
    used: i64,
    noted: i64,
}

/// Fills pages.
struct Pages<'n> {
    height: i64,
    notes: &'n [Vec<Slab>],
    done: Vec<Page>,
    page: Page,
    /// Lines of notes that found no room on the page of their call.
    waiting: VecDeque<Slab>,
}

/// Puts slabs onto pages of the height `height`.
pub(super) fn paginate(slabs: Vec<Slab>, notes: &[Vec<Slab>], height: i64) -> Vec<Page> {
    let mut pages =
        Pages { height, notes, done: Vec::new(), page: Page::default(), waiting: VecDeque::new() };
    let mut waiting: VecDeque<Slab> = slabs.into();
    while !waiting.is_empty() {
        let group = pages.group(&waiting);
        if pages.fits(waiting.range(..group)) {
            for slab in waiting.drain(..group) {
                pages.place(slab);
            }
        } else if !pages.page.is_empty() || !pages.waiting.is_empty() {
            pages.turn();
        } else if let Some(first) = waiting.pop_front() {
            // higher than any page: as much as there is room for
            let room = pages.room();
            let (first, rest) = if first.height > room { first.cut(room) } else { (first, None) };
            if let Some(rest) = rest {
                waiting.push_front(rest);
            }
            pages.place(first);
        }
    }
    while !pages.waiting.is_empty() {
        pages.turn();
    }
    pages.finish()
}

impl Pages<'_> {
    /// How many slabs from the first on must stand together; not more than a page holds.
    fn group(&self, slabs: &VecDeque<Slab>) -> usize {
        let mut height = 0;
        for (index, slab) in slabs.iter().enumerate() {
            height += slab.before + slab.height;
            if height > self.height {
                return index.max(1);
            }
            if !slab.sticky {
                return index + 1;
            }
        }
        slabs.len()
    }

    fn room(&self) -> i64 {
        self.height - self.page.used - self.page.noted
    }

    fn before(&self, slab: &Slab) -> i64 {
        match (&slab.header, self.page.body.is_empty()) {
            (Some(header), true) => header.height,
            (None, true) => 0,
            (_, false) => slab.before,
        }
    }

    fn fits<'s>(&self, slabs: impl Iterator<Item = &'s Slab>) -> bool {
        let mut needed = 0;
        let mut called: Vec<usize> = Vec::new();
        for (index, slab) in slabs.enumerate() {
            needed += slab.height + if index == 0 { self.before(slab) } else { slab.before };
            called.extend(&slab.notes);
        }
        if !self.waiting.is_empty() && !called.is_empty() {
            return false;
        }
        // all notes but the last whole, of that one the first line
        let heights =
            |note: &usize| self.notes.get(*note).map_or(0, |lines| lines.iter().map(|l| l.height).sum());
        let last = called.pop().and_then(|note| self.notes.get(note)?.first());
        let separator = if last.is_some() && self.page.notes.is_empty() { SEPARATOR } else { 0 };
        let noted: i64 = called.iter().map(heights).sum();
        needed + noted + separator + last.map_or(0, |line| line.height) <= self.room()
    }

    fn place(&mut self, slab: Slab) {
        let before = self.before(&slab);
        if let (Some(header), true) = (&slab.header, self.page.body.is_empty()) {
            self.page.body.push((0, Slab::clone(header)));
        }
        let at = self.page.used + before;
        self.page.used = at + slab.height;
        for &note in &slab.notes {
            self.waiting.extend(self.notes.get(note).into_iter().flatten().cloned());
        }
        self.page.body.push((at, slab));
        self.place_notes();
    }

    fn place_notes(&mut self) {
        while let Some(line) = self.waiting.front() {
            let separator = if self.page.notes.is_empty() { SEPARATOR } else { 0 };
            let empty = self.page.is_empty();
            if line.height + separator > self.room() && !empty {
                break;
            }
            self.page.noted += line.height + separator;
            let line = self.waiting.pop_front();
            self.page.notes.extend(line);
        }
    }

    /// The next page; it begins with the notes that wait.
    fn turn(&mut self) {
        let page = std::mem::take(&mut self.page);
        if !page.is_empty() {
            self.done.push(page);
        }
        self.place_notes();
    }

    fn finish(mut self) -> Vec<Page> {
        if !self.page.is_empty() || self.done.is_empty() {
            self.done.push(self.page);
        }
        self.done
    }
}

impl Page {
    fn is_empty(&self) -> bool {
        self.body.is_empty() && self.notes.is_empty()
    }

    /// Everything on the page with its height from the top margin, and the frames of its tables.
    pub(super) fn marks(&self) -> impl Iterator<Item = Mark> + '_ {
        self.body.iter().flat_map(|(at, slab)| slab.marks.iter().map(|mark| mark.clone().moved(*at)))
    }
}
