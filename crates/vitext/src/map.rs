//! Where a changed text came from.

use std::ops::Range;

/// Leads positions in a changed text back to the text it was made from.
///
/// The changed text is cut into runs. A *copied* run has its letters where the origin has them; any other run replaces its
/// origin as a whole, so a position inside it leads to the whole origin. What was dropped from the origin lies between
/// two runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Map {
    runs: Vec<Run>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    here: usize,
    here_len: usize,
    there: usize,
    there_len: usize,
    copied: bool,
}

impl Map {
    /// The map of a text that was not changed, `len` bytes long.
    #[must_use]
    pub fn identity(len: usize) -> Self {
        let mut map = Self::default();
        map.copy(0, 0, len);
        map
    }

    /// Notes that `len` bytes at `here` are a copy of those at `there`. Runs are added in the order of `here`.
    pub fn copy(&mut self, here: usize, there: usize, len: usize) {
        if let Some(last) = self.runs.last_mut()
            && last.copied
            && last.here + last.here_len == here
            && last.there + last.there_len == there
        {
            last.here_len += len;
            last.there_len += len;
            return;
        }
        self.push(Run { here, here_len: len, there, there_len: len, copied: true });
    }

    /// Notes that `here_len` bytes at `here` stand as a whole for `there_len` bytes at `there`.
    pub fn replace(&mut self, here: usize, here_len: usize, there: usize, there_len: usize) {
        // One byte for one byte has no inside: as a copy it joins its neighbours.
        if here_len == 1 && there_len == 1 {
            return self.copy(here, there, 1);
        }
        self.push(Run { here, here_len, there, there_len, copied: false });
    }

    fn push(&mut self, run: Run) {
        if run.here_len > 0 {
            self.runs.push(run);
        }
    }

    /// The range of the origin that `range` of the changed text stands for; an empty range stays empty.
    #[must_use]
    pub fn origin(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start(range.start);
        if range.end <= range.start {
            return start..start;
        }
        start..self.end(range.end).max(start)
    }

    /// The map from this map's text through `outer`, the map of this map's origin.
    #[must_use]
    pub fn through(&self, outer: &Self) -> Self {
        let mut map = Self::default();
        for run in &self.runs {
            if !run.copied {
                let origin = outer.origin(run.there..run.there + run.there_len);
                map.replace(run.here, run.here_len, origin.start, origin.len());
                continue;
            }
            let end = run.there + run.there_len;
            let mut at = run.there;
            while at < end {
                let part = outer.run_at(at);
                let stop = part.map_or(end, |p| (p.here + p.here_len).min(end));
                let origin = outer.origin(at..stop);
                let here = run.here + (at - run.there);
                if part.is_some_and(|p| p.copied) {
                    map.copy(here, origin.start, stop - at);
                } else {
                    map.replace(here, stop - at, origin.start, origin.len());
                }
                at = stop;
            }
        }
        map
    }

    fn run_at(&self, here: usize) -> Option<&Run> {
        let index = self.runs.partition_point(|r| r.here + r.here_len <= here);
        self.runs.get(index).filter(|r| r.here <= here)
    }

    fn start(&self, here: usize) -> usize {
        let index = self.runs.partition_point(|r| r.here + r.here_len <= here);
        match self.runs.get(index) {
            Some(run) if run.here <= here && run.copied => run.there + (here - run.here),
            Some(run) => run.there,
            None => self.runs.last().map_or(here, |r| r.there + r.there_len),
        }
    }

    fn end(&self, here: usize) -> usize {
        let index = self.runs.partition_point(|r| r.here + r.here_len < here);
        match self.runs.get(index) {
            Some(run) if run.here < here && run.copied => run.there + (here - run.here),
            Some(run) if run.here < here => run.there + run.there_len,
            _ => self.start(here),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::Index;

    #[test]
    fn dropped_text_belongs_to_neither_neighbour() {
        // "năm¹ sau" -> "năm sau", the mark (2 bytes at 4) is dropped
        let mut map = Map::default();
        map.copy(0, 0, 4);
        map.copy(4, 6, 4);
        assert_eq!(map.origin(0..4), 0..4);
        assert_eq!(map.origin(4..8), 6..10);
        assert_eq!(map.origin(0..8), 0..10);
    }

    #[test]
    fn a_replaced_run_is_whole() {
        let mut map = Map::default();
        map.replace(0, 1, 0, 3);
        map.copy(1, 3, 2);
        assert_eq!(map.origin(0..1), 0..3);
        assert_eq!(map.origin(1..2), 3..4);
    }

    #[test]
    fn maps_compose() {
        let mut inner = Map::default();
        inner.copy(0, 2, 4);
        let mut outer = Map::default();
        outer.copy(0, 10, 3);
        outer.copy(3, 20, 5);
        let both = inner.through(&outer);
        assert_eq!(both.origin(0..1), 12..13);
        assert_eq!(both.origin(1..4), 20..23);
    }

    #[test]
    fn two_letters_for_two_bytes_are_whole_unless_copied() {
        let mut map = Map::default();
        map.replace(0, 4, 0, 4);
        assert_eq!(map.origin(0..1), 0..4);
        assert_eq!(map.origin(3..4), 0..4);
    }

    /// A text, and another made from it by keeping, dropping, replacing and inserting pieces, with its map and, for every
    /// byte of it, the range of the piece that it came from.
    #[derive(Debug, Clone)]
    struct Change {
        map: Map,
        homes: Vec<Range<usize>>,
        origin_len: usize,
    }

    fn change(steps: &[(u8, usize, usize)]) -> Change {
        let mut change = Change { map: Map::default(), homes: Vec::new(), origin_len: 0 };
        for &(kind, here_len, there_len) in steps {
            let (here, there) = (change.homes.len(), change.origin_len);
            match kind {
                0 => {
                    change.map.copy(here, there, there_len);
                    change.homes.extend((there..there + there_len).map(|at| at..at + 1));
                    change.origin_len += there_len;
                }
                1 => change.origin_len += there_len,
                2 => {
                    change.map.replace(here, here_len, there, there_len);
                    change.homes.extend((0..here_len).map(|_| there..there + there_len));
                    change.origin_len += there_len;
                }
                _ => {
                    change.map.replace(here, here_len, there, 0);
                    change.homes.extend((0..here_len).map(|_| there..there));
                }
            }
        }
        change
    }

    fn changes(kinds: Range<u8>) -> impl Strategy<Value = Vec<(u8, usize, usize)>> {
        proptest::collection::vec((kinds, 1..4usize, 1..4usize), 0..24)
    }

    proptest! {
        #[test]
        fn a_range_leads_from_its_first_byte_to_its_last(steps in changes(0..4), a: Index, b: Index) {
            let Change { map, homes, origin_len } = change(&steps);
            if homes.is_empty() {
                return Ok(());
            }
            let (a, b) = (a.index(homes.len()), b.index(homes.len()));
            let (first, last) = (a.min(b), a.max(b));
            let origin = map.origin(first..last + 1);
            prop_assert_eq!(origin.start, homes[first].start);
            prop_assert_eq!(origin.end, homes[last].end);
            prop_assert!(origin.end <= origin_len);
            prop_assert!(map.origin(first..first).is_empty());
        }

        #[test]
        // Without inserted pieces in the inner one: those stand between two places, and either border of a gap is right.
        fn two_maps_in_one_lead_where_both_lead(inner in changes(0..3), outer in changes(0..4), a: Index, b: Index) {
            let inner = change(&inner);
            // The outer change must make exactly the text that the inner one starts from.
            let mut outer = outer;
            outer.push((0, 0, inner.origin_len));
            let outer = change(&outer);
            let both = inner.map.through(&outer.map);
            if inner.homes.is_empty() {
                return Ok(());
            }
            let (a, b) = (a.index(inner.homes.len()), b.index(inner.homes.len()));
            let range = a.min(b)..a.max(b) + 1;
            prop_assert_eq!(both.origin(range.clone()), outer.map.origin(inner.map.origin(range)));
        }
    }
}
