//! Ranges of comments put into the body: insertions only, runs split where a range ends inside of them.

use super::part::{Part, TRANSITIONAL};
use std::collections::BTreeMap;

/// Where a comment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// From a letter to a letter, each index of the piece and of the letter in it.
    Letters((usize, usize), (usize, usize)),
    /// Around children of paragraphs.
    Block(usize, usize),
    /// At the first words of the document.
    First,
}

/// What is put in at a byte of the XML.
#[derive(Default)]
struct Insertion {
    /// The piece whose run is split there.
    split: Option<usize>,
    ends: String,
    starts: String,
}

/// Insertions into a part.
pub(super) struct Insertions<'a> {
    part: &'a Part,
    at: BTreeMap<usize, Insertion>,
}

impl<'a> Insertions<'a> {
    pub(super) fn new(part: &'a Part) -> Self {
        Self { part, at: BTreeMap::new() }
    }

    /// Puts in the range and the sign of a comment.
    pub(super) fn comment(&mut self, id: u64, anchor: Anchor) {
        let (start, end) = match anchor {
            Anchor::Letters(first, last) => (self.before(first), self.behind(last)),
            Anchor::Block(first, last) => (self.around(first).0, self.around(last).1),
            Anchor::First => {
                let Some(block) = self.part.pieces.first().map(|p| p.block) else { return };
                self.around(block)
            }
        };
        let range = |name: &str| self.element(&format!("commentRange{name}"), id);
        let (range_start, range_end) = (range("Start"), range("End"));
        let reference = self.run(&self.element("commentReference", id));
        self.at.entry(start.0).or_default().starts.push_str(&range_start);
        self.at.entry(start.0).or_default().split = start.1;
        let end_at = self.at.entry(end.0).or_default();
        end_at.split = end.1;
        end_at.ends.push_str(&range_end);
        end_at.ends.push_str(&reference);
    }

    /// The place before a letter, and the piece that has to be split for it.
    fn before(&self, (piece, letter): (usize, usize)) -> (usize, Option<usize>) {
        let it = &self.part.pieces[piece];
        let Some(run) = it.run.map(|r| &self.part.runs[r]) else { return self.around(it.block).0 };
        let at = self.part.letters(piece).get(letter).map_or(it.content.start, |l| l.range.start);
        let first = run.properties.end == it.tag.start;
        if at == it.content.start && first { (run.element.start, None) } else { (at, Some(piece)) }
    }

    /// The place behind a letter.
    fn behind(&self, (piece, letter): (usize, usize)) -> (usize, Option<usize>) {
        let it = &self.part.pieces[piece];
        let Some(run) = it.run.map(|r| &self.part.runs[r]) else { return self.around(it.block).1 };
        let at = self.part.letters(piece).get(letter).map_or(it.content.end, |l| l.range.end);
        let rest = &self.part.xml[it.content.end..run.element.end];
        let last = rest.matches("</").count() == 2 && rest.matches('<').count() == 2;
        if at == it.content.end && last { (run.element.end, None) } else { (at, Some(piece)) }
    }

    fn around(&self, block: usize) -> ((usize, Option<usize>), (usize, Option<usize>)) {
        let range = &self.part.blocks[block];
        ((range.start, None), (range.end, None))
    }

    /// The part with everything put in.
    pub(super) fn apply(self) -> String {
        let xml = &self.part.xml;
        let mut out = String::with_capacity(xml.len() + 300 * self.at.len());
        let mut done = 0;
        let mut kept = usize::MAX;
        for (at, insertion) in &self.at {
            let Some(piece) = insertion.split else {
                out.push_str(&xml[done..*at]);
                out.push_str(&insertion.ends);
                out.push_str(&insertion.starts);
                done = *at;
                continue;
            };
            let it = &self.part.pieces[piece];
            let tag = preserving(&xml[it.tag.clone()]);
            if kept != piece && done <= it.tag.start {
                out.push_str(&xml[done..it.tag.start]);
                out.push_str(&tag);
                done = it.tag.end;
                kept = piece;
            }
            out.push_str(&xml[done..*at]);
            done = *at;
            let Some(run) = it.run.map(|r| &self.part.runs[r]) else { continue };
            let (t, r) = (name(&xml[it.tag.clone()]), name(&xml[run.tag.clone()]));
            out.push_str(&format!("</{t}></{r}>{}{}", insertion.ends, insertion.starts));
            out.push_str(&xml[run.tag.clone()]);
            out.push_str(&xml[run.properties.clone()]);
            out.push_str(&tag);
        }
        out.push_str(&xml[done..]);
        out
    }

    fn element(&self, name: &str, id: u64) -> String {
        match &self.part.prefix {
            Some(prefix) => format!("<{prefix}:{name} {prefix}:id=\"{id}\"/>"),
            None => format!("<w:{name} xmlns:w=\"{TRANSITIONAL}\" w:id=\"{id}\"/>"),
        }
    }

    fn run(&self, content: &str) -> String {
        match &self.part.prefix {
            Some(prefix) => format!("<{prefix}:r>{content}</{prefix}:r>"),
            None => format!("<w:r xmlns:w=\"{TRANSITIONAL}\">{content}</w:r>"),
        }
    }
}

/// The name in a start tag.
fn name(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(tag.len());
    tag.get(1..end).unwrap_or_default()
}

/// A start tag of a text whose blanks at the ends count.
fn preserving(tag: &str) -> String {
    if tag.contains("xml:space") {
        return tag.to_owned();
    }
    format!("{} xml:space=\"preserve\">", tag.trim_end_matches('>'))
}
