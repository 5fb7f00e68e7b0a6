//! Headings found, every paragraph given its role and its address.

use crate::document::{Note, Paragraph, ParagraphId, ParagraphRole, Section, SectionId};
use crate::heal::{Healed, HealedNote};
use crate::marker::{Marker, MarkerKind, marker};
use std::collections::HashMap;

/// A document's paragraphs with their outline.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub paragraphs: Vec<Paragraph>,
    pub sections: Vec<Section>,
    pub notes: Vec<Note>,
}

/// The deepest nesting that is kept; what lies deeper belongs to the section around it.
const DEEPEST: usize = 32;

/// Builds the outline.
pub(crate) fn outline(body: Vec<Healed>, notes: Vec<HealedNote>) -> Outline {
    let mut builder = Builder::new(notes, &body);
    let (head, tail) = frame(&body);
    for (index, healed) in body.into_iter().enumerate() {
        builder.orphans(index);
        let frame = if index < head {
            Some(ParagraphRole::Head)
        } else if index >= tail {
            Some(ParagraphRole::Tail)
        } else {
            None
        };
        builder.paragraph(healed, frame);
    }
    builder.finish()
}

struct Builder {
    out: Outline,
    open: Vec<(usize, SectionId)>,
    waiting: Vec<Option<HealedNote>>,
    by_label: HashMap<String, Vec<usize>>,
    called: Vec<bool>,
    /// Before which body paragraph each note stands, in order.
    before: Vec<usize>,
    /// How many notes stand before the paragraph at hand.
    passed: usize,
    counts: HashMap<String, usize>,
    taken: HashMap<String, usize>,
}

impl Builder {
    fn new(notes: Vec<HealedNote>, body: &[Healed]) -> Self {
        let mut by_label: HashMap<String, Vec<usize>> = HashMap::new();
        for (index, note) in notes.iter().enumerate().rev() {
            by_label.entry(note.label.clone()).or_default().push(index);
        }
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for call in body.iter().flat_map(|h| &h.calls) {
            *seen.entry(call.label.as_str()).or_default() += 1;
        }
        let mut called = vec![false; notes.len()];
        for (label, count) in seen {
            for index in by_label.get(label).into_iter().flatten().rev().take(count) {
                called[*index] = true;
            }
        }
        Self {
            out: Outline::default(),
            open: Vec::new(),
            before: notes.iter().map(|n| n.before).collect(),
            passed: 0,
            waiting: notes.into_iter().map(Some).collect(),
            by_label,
            called,
            counts: HashMap::new(),
            taken: HashMap::new(),
        }
    }

    fn section(&self) -> Option<SectionId> {
        self.open.last().map(|(_, id)| *id)
    }

    /// An address under `prefix` that no other part has.
    fn address(&mut self, prefix: &str, part: &str) -> String {
        let address = if prefix.is_empty() { part.to_owned() } else { format!("{prefix}.{part}") };
        let taken = self.taken.entry(address.clone()).or_default();
        *taken += 1;
        if *taken > 1 { format!("{address}~{taken}") } else { address }
    }

    fn counted(&mut self, prefix: &str, word: &str) -> String {
        let count = self.counts.entry(format!("{prefix}/{word}")).or_default();
        *count += 1;
        let part = format!("{word}-{count}");
        self.address(prefix, &part)
    }

    fn prefix(&self) -> String {
        self.section().map(|id| self.out.sections[id.0].address.clone()).unwrap_or_default()
    }

    fn paragraph(&mut self, healed: Healed, frame: Option<ParagraphRole>) {
        let id = ParagraphId(self.out.paragraphs.len());
        let found = marker(&healed.text);
        let (role, address) = match (frame, &found) {
            (Some(role), _) => {
                let word = if role == ParagraphRole::Head { "head" } else { "tail" };
                self.open.clear();
                (role, self.counted("", word))
            }
            (None, _) if healed.row => (ParagraphRole::Row, self.counted(&self.prefix(), "row")),
            (None, Some(found)) if found.kind.rank().is_some() => self.open_section(id, found, &healed),
            (None, Some(_)) => (ParagraphRole::Item, self.counted(&self.prefix(), "point")),
            (None, None) => (ParagraphRole::Body, self.counted(&self.prefix(), "p")),
        };
        let calls: Vec<String> = healed.calls.iter().map(|c| c.label.clone()).collect();
        self.push(healed, role, address);
        for label in calls {
            if let Some(index) = self.by_label.get_mut(&label).and_then(Vec::pop) {
                self.note(index, Some(id));
            }
        }
    }

    fn open_section(&mut self, id: ParagraphId, found: &Marker, healed: &Healed) -> (ParagraphRole, String) {
        let rank = found.kind.rank().unwrap_or(usize::MAX);
        while self.open.last().is_some_and(|(open, _)| *open >= rank) {
            self.open.pop();
        }
        if self.open.len() >= DEEPEST {
            return (ParagraphRole::Item, self.counted(&self.prefix(), "point"));
        }
        let prefix = self.prefix_of(&found.kind);
        let address = self.address(&prefix, &part(&found.kind));
        let (title, long) = title(&healed.text[found.length..]);
        let section = Section {
            address: address.clone(),
            level: self.open.len() + 1,
            label: healed.text[..found.length].trim_matches(['#', ' ']).to_owned(),
            title,
            parent: self.section(),
            heading: id,
            paragraphs: id.0..id.0,
        };
        self.open.push((rank, SectionId(self.out.sections.len())));
        self.out.sections.push(section);
        let role = match (&found.kind, long) {
            (kind, false) if kind.is_heading() => ParagraphRole::Heading,
            (kind, true) if kind.is_heading() => ParagraphRole::Body,
            _ => ParagraphRole::Item,
        };
        (role, address)
    }

    /// A dotted label names its parents itself: `2.2.1` stands under the heading that is not dotted.
    fn prefix_of(&self, kind: &MarkerKind) -> String {
        let MarkerKind::Arabic(numbers) = kind else {
            return self.prefix();
        };
        if numbers.len() == 1 {
            return self.prefix();
        }
        self.open
            .iter()
            .rev()
            .find(|(rank, _)| *rank <= 20)
            .map(|(_, id)| self.out.sections[id.0].address.clone())
            .unwrap_or_default()
    }

    fn push(&mut self, healed: Healed, role: ParagraphRole, address: String) {
        let section =
            if matches!(role, ParagraphRole::Head | ParagraphRole::Tail) { None } else { self.section() };
        self.out.paragraphs.push(Paragraph {
            text: healed.text,
            map: healed.map,
            role,
            address,
            section,
            calls: healed.calls,
        });
        let end = self.out.paragraphs.len();
        for (_, id) in &self.open {
            self.out.sections[id.0].paragraphs.end = end;
        }
    }

    fn note(&mut self, index: usize, called_from: Option<ParagraphId>) {
        let Some(note) = self.waiting.get_mut(index).and_then(Option::take) else {
            return;
        };
        let prefix = match called_from.map(|id| &self.out.paragraphs[id.0]) {
            Some(p) if p.section.is_none() => String::new(),
            _ => self.prefix(),
        };
        let first = self.out.paragraphs.len();
        for (count, healed) in note.paragraphs.into_iter().enumerate() {
            let part = if count == 0 {
                format!("note-{}", note.label)
            } else {
                format!("note-{}-{}", note.label, count + 1)
            };
            let address = self.address(&prefix, &part);
            self.push(healed, ParagraphRole::Note, address);
        }
        let paragraphs = first..self.out.paragraphs.len();
        self.out.notes.push(Note { label: note.label, called_from, paragraphs });
    }

    /// Notes that nothing calls stay where they stand.
    fn orphans(&mut self, index: usize) {
        while self.passed < self.before.len() && self.before[self.passed] <= index {
            if !self.called[self.passed] {
                self.note(self.passed, None);
            }
            self.passed += 1;
        }
    }

    /// "PHẦN THỨ NHẤT" and its title in the line below.
    fn titles_below(&mut self) {
        for section in &mut self.out.sections {
            if !section.title.is_empty() {
                continue;
            }
            let next =
                self.out.paragraphs.get(section.heading.0 + 1).filter(|p| p.role == ParagraphRole::Body);
            if let Some(text) = next
                .map(|p| p.text.as_str())
                .filter(|t| t.chars().count() <= 200 && !t.ends_with(['.', ';', ':']))
            {
                text.clone_into(&mut section.title);
            }
        }
    }

    fn finish(mut self) -> Outline {
        for index in 0..self.waiting.len() {
            self.note(index, None);
        }
        self.titles_below();
        self.out
    }
}

/// The part of an address that a label gives.
fn part(kind: &MarkerKind) -> String {
    match kind {
        MarkerKind::Part(n) => format!("part-{n}"),
        MarkerKind::Chapter(n) => format!("chapter-{n}"),
        MarkerKind::Division(n) => format!("division-{n}"),
        MarkerKind::Article(n) => format!("article-{n}"),
        MarkerKind::Hash(_) => "h".to_owned(),
        MarkerKind::Capital(c) | MarkerKind::Letter(c) => c.to_string(),
        MarkerKind::Roman(n) => vitext::roman::write(*n),
        MarkerKind::Arabic(numbers) => numbers.iter().map(u32::to_string).collect::<Vec<_>>().join("."),
        MarkerKind::Bracket(n) => format!("({n})"),
        MarkerKind::SmallRoman(n) => format!("({})", vitext::roman::write(*n).to_lowercase()),
        MarkerKind::Dash => "point".to_owned(),
    }
}

/// The title of a heading, and whether more than a title stands there.
fn title(text: &str) -> (String, bool) {
    let text = text.trim_end();
    let sentence = text.find(". ").map(|at| at + 1);
    let colon = text.find(": ").filter(|at| text[..*at].chars().count() <= 160);
    let end = [sentence, colon].into_iter().flatten().min().unwrap_or(text.len());
    let count = text.chars().count();
    let long = end < text.len() || count > 300 || count > 80 && text.ends_with(['.', ';']);
    (text[..end].trim_end_matches([':', '.', ' ']).to_owned(), long)
}

/// How many paragraphs belong to the head, and where the tail begins.
fn frame(body: &[Healed]) -> (usize, usize) {
    let tail = body.iter().rposition(|h| is_tail_start(&h.text)).map_or(body.len(), |last| {
        // recipients and signature may stand in either order
        let from = last.saturating_sub(25);
        (from..=last).find(|i| is_tail_start(&body[*i].text)).unwrap_or(last)
    });
    let head = body[..tail].iter().position(|h| !is_head(h)).unwrap_or(tail);
    // a text without a heading or a long paragraph after its head has no head to speak of
    (if head < tail || tail < body.len() { head } else { 0 }, tail)
}

fn is_tail_start(text: &str) -> bool {
    let upper_after = |prefix: &str| {
        text.strip_prefix(prefix)
            .is_some_and(|rest| rest.trim_start().chars().next().is_some_and(char::is_uppercase))
    };
    text.starts_with("Nơi nhận")
        || ["T/M ", "TM. ", "TM.", "K/T ", "KT. ", "KT.", "T/L ", "TL. ", "TL.", "TUQ. ", "T/M", "Q. "]
            .iter()
            .any(|p| upper_after(p))
            && text.chars().count() < 120
}

fn is_head(healed: &Healed) -> bool {
    let text = &healed.text;
    let structural =
        marker(text).is_some_and(|m| m.kind.is_heading() && !matches!(m.kind, MarkerKind::Hash(_)));
    let begins = ["Căn cứ", "Kính gửi", "Thực hiện", "Kính trình", "Để "].iter().any(|p| text.starts_with(p));
    let long = text.chars().count() > 200;
    let sentence = text.ends_with(['.', ':']) && text.chars().count() > 60;
    !(structural || begins || long || sentence || text.starts_with("- "))
}

#[cfg(test)]
mod tests;
