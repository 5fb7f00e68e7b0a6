//! Where a changed text came from.

use std::ops::Range;

/// Leads positions in a changed text back to the text it was made from.
///
/// The changed text is cut into runs. An *exact* run is a copy, byte for byte; another run replaces its origin as a whole,
/// so a position inside it leads to the whole origin. What was dropped from the origin lies between two runs.
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
}

impl Run {
    fn exact(&self) -> bool {
        self.here_len == self.there_len
    }
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
        self.replace(here, len, there, len);
    }

    /// Notes that `here_len` bytes at `here` stand for `there_len` bytes at `there`.
    ///
    /// Equal lengths count as a copy.
    pub fn replace(&mut self, here: usize, here_len: usize, there: usize, there_len: usize) {
        if here_len == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && last.exact()
            && here_len == there_len
            && last.here + last.here_len == here
            && last.there + last.there_len == there
        {
            last.here_len += here_len;
            last.there_len += there_len;
            return;
        }
        self.runs.push(Run { here, here_len, there, there_len });
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
            if !run.exact() {
                let origin = outer.origin(run.there..run.there + run.there_len);
                map.replace(run.here, run.here_len, origin.start, origin.len());
                continue;
            }
            let end = run.there + run.there_len;
            let mut at = run.there;
            while at < end {
                let step = outer
                    .run_at(at)
                    .map_or(end - at, |r| (r.here + r.here_len).min(end).saturating_sub(at).max(1));
                let origin = outer.origin(at..at + step);
                map.replace(run.here + (at - run.there), step, origin.start, origin.len());
                at += step;
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
            Some(run) if run.here <= here && run.exact() => run.there + (here - run.here),
            Some(run) => run.there,
            None => self.runs.last().map_or(here, |r| r.there + r.there_len),
        }
    }

    fn end(&self, here: usize) -> usize {
        let index = self.runs.partition_point(|r| r.here + r.here_len < here);
        match self.runs.get(index) {
            Some(run) if run.here < here && run.exact() => run.there + (here - run.here),
            Some(run) if run.here < here => run.there + run.there_len,
            _ => self.start(here),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
