//! From letters to rows of segments.

use super::interpret::{Glyph, Letters};
use super::rules::Rules;
use crate::format::legacy;
use crate::format::superscript;

/// All in units of the font size: where a space stands between letters, and where a column ends.
const SPACE: f64 = 0.17;
const WIDE_SPACE: f64 = 0.3;
const COLUMN_GAP: f64 = 1.2;
/// Baselines of one row differ by less; those of columns beside each other by less than the second.
const SAME_LINE: f64 = 0.3;
const BESIDE: f64 = 0.75;
/// A mark is at most this large, and raised by so much, against its line.
const MARK_SIZE: f64 = 0.85;
const MARK_RISE: (f64, f64) = (0.12, 0.8);
/// How many runs of a row and how many rows are looked at, so that odd pages cost no more than others.
const REACH: usize = 256;
const ROWS_BACK: usize = 4;

/// Text on one baseline without wide gaps.
#[derive(Debug, Clone, Default)]
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) artifact: bool,
    legacy: Option<legacy::Font>,
    /// Gaps wider than a space, where a table may be cut.
    gaps: Vec<Gap>,
}

/// A gap in a segment.
#[derive(Debug, Clone, Copy)]
struct Gap {
    /// Where in the text the part after it begins.
    at: usize,
    x0: f64,
    x1: f64,
}

impl Segment {
    /// A line of running text whose spaces were stretched evenly: its gaps are no borders of cells.
    pub(super) fn is_justified(&self) -> bool {
        let widths = || self.gaps.iter().map(|g| g.x1 - g.x0);
        let (least, most) = (widths().fold(f64::INFINITY, f64::min), widths().fold(0.0, f64::max));
        self.gaps.len() > 3 && most < 1.15 * least
    }

    /// The parts before and after the first gap over which `x` lies.
    pub(super) fn cut(&self, x: f64) -> Option<(Self, Self)> {
        let slack = 0.5 * self.size;
        let gap = self.gaps.iter().find(|g| g.x0 < x + slack / 2.0 && g.x1 > x - slack)?;
        let (before, after) = self.text.split_at_checked(gap.at)?;
        let (left, right) =
            self.gaps.iter().filter(|g| g.at != gap.at).partition::<Vec<_>, _>(|g| g.at < gap.at);
        let moved = |g: Gap| Gap { at: g.at - gap.at, ..g };
        let first = Self { text: before.trim().to_owned(), x1: gap.x0, gaps: left, ..self.clone() };
        let second = Self {
            text: after.to_owned(),
            x0: gap.x1,
            gaps: right.into_iter().map(moved).collect(),
            ..self.clone()
        };
        Some((first, second))
    }
}

/// Segments beside each other, from left to right.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    pub(super) segments: Vec<Segment>,
    pub(super) y: f64,
    pub(super) size: f64,
}

/// The rows of a page, from the top.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) rows: Vec<Row>,
    pub(super) rules: Rules,
    pub(super) height: f64,
}

impl Sheet {
    pub(super) fn new(letters: Letters) -> Self {
        let (marks, plain): (Vec<_>, Vec<_>) =
            runs(letters.glyphs, &letters.rules).into_iter().partition(may_be_mark);
        let mut rows = cluster(plain);
        let mut loose = Vec::new();
        for mark in marks {
            match line_of(&rows, &mark) {
                Some(index) => {
                    let text = superscript::raise_digits(mark.text.trim());
                    rows[index].segments.push(Segment { text, ..mark });
                }
                None => loose.push(mark),
            }
        }
        if !loose.is_empty() {
            let all = rows.into_iter().flat_map(|r| r.segments);
            let (raised, mut plain): (Vec<_>, Vec<_>) =
                all.partition(|s| s.text.starts_with(superscript::is_digit));
            plain.extend(loose);
            rows = cluster(plain);
            for mark in raised {
                if let Some(index) = line_of(&rows, &mark) {
                    rows[index].segments.push(mark);
                } else {
                    rows.push(Row { y: mark.y, size: mark.size, segments: vec![mark] });
                }
            }
        }
        for row in &mut rows {
            row.join(&letters.rules);
        }
        rows.retain(|r| !r.segments.is_empty());
        rows.sort_by(|a, b| b.y.total_cmp(&a.y));
        Self { rows, rules: letters.rules, height: letters.height }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.rows.is_empty()
    }
}

impl Row {
    /// Puts runs without a wide gap together.
    fn join(&mut self, rules: &Rules) {
        self.segments.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let mut joined: Vec<Segment> = Vec::new();
        for run in std::mem::take(&mut self.segments) {
            let size = self.size;
            match joined.last_mut() {
                Some(last)
                    if run.x0 - last.x1 < COLUMN_GAP * size
                        && (run.y - last.y).abs() < BESIDE * size
                        && !rules.part_columns(last.x1, run.x0, run.y + 0.3 * size) =>
                {
                    if run.x0 - last.x1 > SPACE * size && !last.text.ends_with(' ') {
                        last.text.push(' ');
                    }
                    let at = last.text.len();
                    if run.x0 - last.x1 > WIDE_SPACE * size {
                        last.gaps.push(Gap { at, x0: last.x1, x1: run.x0 });
                    }
                    last.gaps.extend(run.gaps.iter().map(|g| Gap { at: g.at + at, ..*g }));
                    last.text.push_str(&run.text);
                    last.x1 = last.x1.max(run.x1);
                    let mark = run.text.starts_with(superscript::is_digit);
                    last.bold = if mark { last.bold } else { last.bold && run.bold };
                    last.size = last.size.max(run.size);
                    last.artifact &= run.artifact;
                    if run.size >= last.size {
                        last.y = run.y;
                    }
                }
                _ => joined.push(run),
            }
        }
        for segment in &mut joined {
            segment.text.truncate(segment.text.trim_end().len());
        }
        joined.retain(|s| !s.text.is_empty());
        self.segments = joined;
    }
}

/// Letters that follow each other on one baseline, in the order in which they are drawn.
fn runs(glyphs: Vec<Glyph>, rules: &Rules) -> Vec<Segment> {
    let mut runs: Vec<Segment> = Vec::new();
    let mut space = false;
    for glyph in glyphs {
        let ink: String = glyph.text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        if ink.is_empty() {
            space = true;
            continue;
        }
        let size = glyph.size;
        let goes_on = runs.last().is_some_and(|run| {
            let gap = glyph.x0 - run.x1;
            (run.y - glyph.y).abs() < 0.05 * size
                && (run.size - size).abs() < 0.1 * size
                && gap > -0.5 * size
                && gap < COLUMN_GAP * size
                && run.artifact == glyph.artifact
                && run.legacy == glyph.legacy
                && run.bold == glyph.bold
                && (gap <= 0.0 || !rules.part_columns(run.x1, glyph.x0, glyph.y + 0.3 * size))
        });
        if let (true, Some(run)) = (goes_on, runs.last_mut()) {
            if space || glyph.x0 - run.x1 > SPACE * size {
                run.text.push(' ');
            }
            if glyph.x0 - run.x1 > WIDE_SPACE * size {
                run.gaps.push(Gap { at: run.text.len(), x0: run.x1, x1: glyph.x0 });
            }
            run.text.push_str(&ink);
            run.x1 = run.x1.max(glyph.x1);
        } else {
            // A space that was drawn belongs to the row even where the next letters change their look.
            if let Some(run) = runs.last_mut().filter(|r| space && (r.y - glyph.y).abs() < BESIDE * size) {
                run.text.push(' ');
            }
            runs.push(Segment {
                text: ink,
                x0: glyph.x0,
                x1: glyph.x1,
                y: glyph.y,
                size,
                bold: glyph.bold,
                artifact: glyph.artifact,
                legacy: glyph.legacy,
                gaps: Vec::new(),
            });
        }
        space = false;
    }
    for run in &mut runs {
        if let Some(font) = run.legacy {
            run.text = font.decode(&run.text);
            run.gaps.clear();
        }
    }
    runs
}

/// A few digits, as the mark of a note has.
fn may_be_mark(run: &Segment) -> bool {
    let text = run.text.trim();
    text.len() <= 5
        && text.bytes().next().is_some_and(|b| b.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b' '))
}

fn cluster(mut runs: Vec<Segment>) -> Vec<Row> {
    runs.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Row> = Vec::new();
    for run in runs {
        let fits = rows.iter_mut().rev().take(ROWS_BACK).find(|row| {
            let size = row.size.max(run.size);
            let apart = (row.y - run.y).abs();
            apart < SAME_LINE * size || apart < BESIDE * size && row.is_clear_of(&run, COLUMN_GAP * size)
        });
        match fits {
            Some(row) => {
                if run.size > row.size {
                    (row.size, row.y) = (run.size, run.y);
                }
                row.segments.push(run);
            }
            None => rows.push(Row { y: run.y, size: run.size, segments: vec![run] }),
        }
    }
    rows.sort_by(|a, b| b.y.total_cmp(&a.y));
    rows
}

impl Row {
    fn is_clear_of(&self, run: &Segment, gap: f64) -> bool {
        self.segments.len() < REACH
            && self.segments.iter().all(|s| run.x0 - s.x1 > gap || s.x0 - run.x1 > gap)
    }
}

/// The row whose text `mark` is raised over.
fn line_of(rows: &[Row], mark: &Segment) -> Option<usize> {
    let below = rows.partition_point(|r| r.y >= mark.y);
    let near = rows.iter().enumerate().skip(below).take(ROWS_BACK);
    near.filter(|(_, row)| {
        row.segments.iter().take(REACH).any(|s| {
            let rise = (mark.y - s.y) / s.size;
            let (after, before) = (mark.x0 - s.x1, s.x0 - mark.x1);
            let apart = after.max(before);
            mark.size <= MARK_SIZE * s.size
                && rise > MARK_RISE.0
                && rise < MARK_RISE.1
                && apart < 0.6 * s.size
                && (apart > -0.3 * s.size || s.x0 < mark.x0 && mark.x1 < s.x1)
        })
    })
    .map(|(index, _)| index)
    .next()
}
