//! Clauses that give work (`domain.md §7`): who leads, who joins in, what, until when, with which product.
//!
//! Work stands in the parts that announce it: under headings and run-in labels such as *nhiệm vụ trọng tâm*, *phân công thực
//! hiện*, *tổ chức thực hiện*. There a clause counts when its heading gives it a time, or when it names a lead or a deadline
//! of its own, or inherits a lead. Elsewhere only words that assign (*giao*) do.

mod actor;
mod assign;
mod block;
mod clause;
mod due;
mod lists;
#[cfg(test)]
mod patterns;
mod product;
mod table;
#[cfg(test)]
mod tests;
mod words;

use crate::document::{Document, Paragraph, ParagraphId, ParagraphRole, SectionId};
use crate::facts::{CitationRelation, Span, Task, Words, key::key};
use crate::marker::marker;
use actor::{Actors, Cue, actors};
use block::Block;
use clause::{Clause, clauses};
use due::Around;
use std::collections::HashMap;
use std::ops::Range;
use vitext::date::{self, Period, Time, Written};

/// All clauses that give work, in reading order.
pub(crate) fn find(document: &Document, words: &[Words]) -> Vec<Task> {
    let mut reader = Reader::new(document, words);
    for index in 0..document.paragraphs.len() {
        reader.paragraph(ParagraphId(index));
    }
    reader.assign();
    reader.finish()
}

/// A clause that may give work.
#[derive(Debug)]
struct Candidate {
    task: Task,
    block: Block,
    /// How its lead is named in the clause itself.
    cue: Cue,
    /// Gives work as it stands.
    counts: bool,
    /// Only names who leads: `Phân công thực hiện: Sở Nội vụ`.
    bare: bool,
    /// The part of the outline whose assignments concern it.
    group: Option<SectionId>,
    /// Symbols in it.
    symbols: Vec<String>,
    /// The deadline it has once somebody leads it.
    if_led: Option<Period>,
}

/// What is known of a section.
#[derive(Debug, Clone, Default)]
struct Part {
    block: Option<Block>,
    deadline: Option<Period>,
    /// Leads that its heading names.
    actors: Vec<String>,
    /// The section whose labels and assignments hold in it.
    group: Option<SectionId>,
}

struct Reader<'d> {
    document: &'d Document,
    words: &'d [Words],
    parts: HashMap<SectionId, Part>,
    /// The block outside and where no heading tells.
    default: Block,
    year: Option<u32>,
    term: Option<Period>,
    candidates: Vec<Candidate>,
    /// Leads of a paragraph that leads in a list: `Giao X:`.
    intro: Option<(Option<SectionId>, Actors)>,
    /// Candidates by paragraph.
    by_paragraph: HashMap<usize, Range<usize>>,
    table: table::Columns,
}

impl<'d> Reader<'d> {
    fn new(document: &'d Document, words: &'d [Words]) -> Self {
        let titles = (0..document.sections.len()).map(|id| title(document, SectionId(id)));
        let told = titles.into_iter().any(|title| block::heading(&key(title)).is_some());
        let all = words.iter().flat_map(|w| &w.times);
        let (mut year, mut term) = (document.metadata.date.and_then(|d| u32::try_from(d.year()).ok()), None);
        for time in all {
            match time.written {
                Written::Years(first, last) if term.is_none() && last == first + 5 => {
                    term = time.written.period(None)
                }
                Written::Month(_, Some(own)) | Written::Year(own) if year.is_none() => year = Some(own),
                _ => {}
            }
            if year.is_some() && term.is_some() {
                break;
            }
        }
        Self {
            document,
            words,
            parts: HashMap::new(),
            default: if told { Block::Results } else { Block::Tasks },
            year,
            term,
            candidates: Vec::new(),
            intro: None,
            by_paragraph: HashMap::new(),
            table: table::Columns::default(),
        }
    }

    /// What is known of a section; headings above are asked first.
    fn part(&mut self, id: SectionId) -> Part {
        if let Some(part) = self.parts.get(&id) {
            return part.clone();
        }
        let section = &self.document.sections[id.0];
        let above = section.parent.map(|parent| self.part(parent)).unwrap_or_default();
        let title = title(self.document, id);
        let title_key = key(title);
        let own = block::heading(&title_key);
        let block = own.or(above.block);
        let works = matches!(block, Some(Block::Tasks | Block::Assignment));
        let stated = own.and_then(|_| due::of_heading(&date::find(title), self.year));
        let deadline = if works { stated.or(above.deadline) } else { None };
        let heading = self.document.paragraph(section.heading);
        let length = marker(&heading.text).map_or(0, |m| m.length);
        let heading_key = key(&heading.text);
        let named = works
            .then(|| actor::only_actors(&heading.text, &heading_key, length..heading.text.len()))
            .flatten();
        // Items (1), (2) … share what is said around them; numbered headings stand for themselves.
        let item = heading.role == ParagraphRole::Item;
        let group = if item { above.group.or(section.parent).or(Some(id)) } else { Some(id) };
        let actors = named.unwrap_or(if item || own.is_none() { above.actors } else { Vec::new() });
        let part = Part { block, deadline, actors, group };
        self.parts.insert(id, part.clone());
        part
    }

    fn set_block(&mut self, section: Option<SectionId>, block: Block) {
        let Some(id) = section else {
            self.default = block;
            return;
        };
        let group = self.part(id).group.unwrap_or(id);
        for id in [id, group] {
            self.part(id);
            if let Some(part) = self.parts.get_mut(&id) {
                part.block = Some(block);
                if block == Block::Assignment {
                    part.actors.clear();
                }
            }
        }
    }

    fn paragraph(&mut self, id: ParagraphId) {
        let paragraph = &self.document.paragraphs[id.0];
        match paragraph.role {
            ParagraphRole::Head | ParagraphRole::Tail => {}
            ParagraphRole::Note => self.note(id, paragraph),
            ParagraphRole::Row => self.row(id, paragraph),
            ParagraphRole::Heading if self.has_body(id, paragraph) => {
                self.intro = None;
                if let Some(section) = paragraph.section {
                    self.part(section);
                }
            }
            _ => self.text(id, paragraph),
        }
    }

    /// A heading with something under it is no clause itself.
    fn has_body(&self, id: ParagraphId, paragraph: &Paragraph) -> bool {
        let section = paragraph.section.map(|s| &self.document.sections[s.0]);
        section.is_none_or(|s| s.heading != id || s.paragraphs.len() > 1)
    }

    fn text(&mut self, id: ParagraphId, paragraph: &Paragraph) {
        let first = self.candidates.len();
        let Words { key, times, .. } = &self.words[id.0];
        let start = marker(&paragraph.text).map_or(0, |m| m.length);
        if paragraph.role == ParagraphRole::Body {
            self.intro = None;
        }
        for (label, range) in block::labels(&paragraph.text, key, start) {
            if let Some(label) = label {
                self.set_block(paragraph.section, label);
                self.intro = None;
            }
            let piece = Piece { id, text: &paragraph.text, key, times, section: paragraph.section };
            self.piece(&piece, range);
        }
        self.by_paragraph.insert(id.0, first..self.candidates.len());
    }

    fn piece(&mut self, piece: &Piece<'_>, range: Range<usize>) {
        let part = piece.section.map(|s| self.part(s)).unwrap_or_default();
        let block = part.block.unwrap_or(self.default);
        if matches!(block, Block::Goals | Block::Recommendation)
            || piece.text[range.clone()].trim().is_empty()
        {
            return;
        }
        let around = Around { heading: part.deadline, year: self.year, term: self.term };
        let whole = clause::trim(piece.text, range.clone());
        if block == Block::Assignment {
            let given = actors(piece.text, piece.key, &whole);
            let lead = match given.cue {
                Cue::Given if given.action >= whole.end => Some(given.lead),
                _ => actor::only_actors(piece.text, piece.key, whole.clone()),
            };
            if let Some(lead) = lead {
                self.bare(piece, &part, whole, lead);
                return;
            }
        }
        let heads = actor::only_actors(piece.text, piece.key, whole.clone());
        if block != Block::Results
            && let Some(lead) = heads
        {
            // "(1) Các tổ chức đảng …": the heading of a list or paragraph that follows.
            if piece.key[whole.clone()].contains(", đồng thời") && whole.len() > 200 {
                self.whole(piece, &part, whole.clone(), &lead, around);
                let rest = clauses(piece.text, piece.key, whole, |_, _| false);
                self.explicit(piece, &part, rest, around);
            }
            self.intro = Some((piece.section, Actors { lead, ..Actors::default() }));
            return;
        }
        let starts = |before: Range<usize>, r: Range<usize>| {
            actors(piece.text, piece.key, &r).cue != Cue::None
                || due::own(piece.key, &r, piece.times, around, false).is_some()
                || product::goes_on(piece.text, piece.key, &before, &r)
        };
        let clauses = clauses(piece.text, piece.key, range, starts);
        let mut led: Option<Actors> = None;
        let inherited = self
            .intro
            .as_ref()
            .filter(|(section, _)| *section == piece.section)
            .map(|(_, actors)| actors.clone())
            .or_else(|| {
                (!part.actors.is_empty()).then(|| Actors { lead: part.actors.clone(), ..Actors::default() })
            });
        if block == Block::Tasks && !part.actors.is_empty() && clauses.len() > 1 {
            self.whole(piece, &part, whole, &part.actors, around);
            self.explicit(piece, &part, clauses, around);
            return;
        }
        let count = clauses.len();
        for (index, clause) in clauses.into_iter().enumerate() {
            let leads_in = index + 1 == count && piece.text[clause.range.end..].trim_start().starts_with(':')
                || piece.text[clause.range.clone()].ends_with(':');
            let mut found = actors(piece.text, piece.key, &clause.range);
            let own = found.cue;
            if leads_in && found.lead.is_empty() {
                continue;
            }
            if leads_in {
                let names_only = piece.text[found.action.min(clause.range.end)..clause.range.end]
                    .trim_matches([' ', ':'])
                    .is_empty();
                self.intro = Some((piece.section, found.clone()));
                if names_only {
                    continue;
                }
            }
            if own == Cue::None
                && let Some(before) = led.as_ref().or(inherited.as_ref())
            {
                found.lead.clone_from(&before.lead);
            } else if matches!(own, Cue::Given | Cue::Subject | Cue::Asked) {
                led = Some(found.clone());
            } else {
                led = None;
            }
            self.push(piece, &part, block, clause, found, own, around);
        }
    }

    /// Only clauses that name a lead themselves.
    fn explicit(&mut self, piece: &Piece<'_>, part: &Part, clauses: Vec<Clause>, around: Around) {
        for clause in clauses {
            let found = actors(piece.text, piece.key, &clause.range);
            if !found.lead.is_empty() && found.cue != Cue::Directed {
                let cue = found.cue;
                self.push(piece, part, Block::Tasks, clause, found, cue, around);
            }
        }
    }

    /// A paragraph of guidance under a heading that names who is to follow it: one piece of work.
    fn whole(
        &mut self,
        piece: &Piece<'_>,
        part: &Part,
        range: Range<usize>,
        lead: &[String],
        around: Around,
    ) {
        let found = Actors { lead: lead.to_vec(), action: range.start, ..Actors::default() };
        let around = Around { term: None, ..around };
        self.push(
            piece,
            part,
            Block::Assignment,
            Clause { range, sentence: 0 },
            found,
            Cue::Mentioned,
            around,
        );
    }

    /// `Phân công thực hiện: Sở Nội vụ`: a lead for the work above.
    fn bare(&mut self, piece: &Piece<'_>, part: &Part, range: Range<usize>, lead: Vec<String>) {
        if piece.text[range.end..].trim_start().starts_with(':') || piece.text[range.clone()].ends_with(':') {
            self.intro = Some((piece.section, Actors { lead, ..Actors::default() }));
            return;
        }
        let found = Actors { lead, action: range.start, ..Actors::default() };
        let around = Around::default();
        self.push(piece, part, Block::Assignment, Clause { range, sentence: 0 }, found, Cue::Given, around);
        if let Some(last) = self.candidates.last_mut() {
            last.bare = true;
        }
    }

    #[expect(clippy::too_many_arguments, reason = "what a clause is made of; all callers are here")]
    fn push(
        &mut self,
        piece: &Piece<'_>,
        part: &Part,
        block: Block,
        clause: Clause,
        found: Actors,
        own: Cue,
        around: Around,
    ) {
        let range = clause.range;
        let clause_key = &piece.key[range.clone()];
        let verb = words::begins_with_verb(piece.text, piece.key, range.start)
            || product::is_named(piece.text, piece.key, range.start);
        let stated = due::own(piece.key, &range, piece.times, around, !found.lead.is_empty());
        let strict = stated.filter(|_| {
            due::own(piece.key, &range, piece.times, Around { term: None, ..around }, false).is_some()
        });
        let if_led = due::own(piece.key, &range, piece.times, around, true);
        let in_results = block == Block::Results;
        let counts = match own {
            Cue::Given => true,
            Cue::Directed if in_results => {
                found.action <= range.end && piece.key[found.action..range.end].starts_with("căn cứ")
            }
            Cue::Asked | Cue::Subject | Cue::Mentioned | Cue::Directed => !in_results,
            Cue::None if in_results => false,
            Cue::None => {
                let announced = part.deadline.is_some() && verb;
                let inherits = !found.lead.is_empty() && (block == Block::Assignment || verb);
                announced || strict.is_some() || inherits
            }
        };
        if in_results && !counts {
            return;
        }
        let action = found.action.clamp(range.start, range.end);
        let (symbols, source) = self.sources(piece.id, &range);
        let task = Task {
            action: piece.text[action..range.end].trim().to_owned(),
            product: product::product(piece.text, piece.key, &range, action),
            lead: found.lead,
            coordinate: found.coordinate,
            deadline: stated.or(around.heading.filter(|_| !in_results)),
            inherited: stated.is_none() && around.heading.is_some() && !in_results,
            recurrence: due::recurrence(clause_key),
            section: piece.section.map(|s| self.document.sections[s.0].address.clone()),
            source_document: source,
            span: Span { paragraph: piece.id, range },
        };
        self.candidates.push(Candidate {
            task,
            block,
            cue: own,
            counts,
            bare: false,
            group: part.group,
            symbols,
            if_led,
        });
    }

    /// Symbols named in a clause, and the one that it carries out.
    fn sources(&self, id: ParagraphId, range: &Range<usize>) -> (Vec<String>, Option<String>) {
        let all = &self.document.citations;
        let first = all.partition_point(|c| (c.span.paragraph, c.symbol_range.start) < (id, range.start));
        let inside =
            all[first..].iter().take_while(|c| c.span.paragraph == id && c.symbol_range.end <= range.end);
        let mut symbols = Vec::new();
        let mut carried_out = None;
        for citation in inside {
            let Some(symbol) = &citation.symbol else { continue };
            if citation.relation != CitationRelation::Issued {
                carried_out = carried_out.or_else(|| Some(symbol.normalized.clone()));
            }
            symbols.push(symbol.normalized.clone());
        }
        let source = carried_out.or_else(|| symbols.first().cloned());
        (symbols, source)
    }

    fn finish(self) -> Vec<Task> {
        let mut tasks: Vec<Task> = self.candidates.into_iter().filter(|c| c.counts).map(|c| c.task).collect();
        tasks.sort_by_key(|t| (t.span.paragraph, t.span.range.start));
        tasks
    }
}

/// A paragraph in work.
struct Piece<'p> {
    id: ParagraphId,
    text: &'p str,
    key: &'p str,
    times: &'p [Time],
    section: Option<SectionId>,
}

/// The title of a section; that of `Phần thứ hai` stands in capitals on the line below.
fn title(document: &Document, id: SectionId) -> &str {
    let section = &document.sections[id.0];
    if !section.title.is_empty() {
        return &section.title;
    }
    let below = document.paragraphs.get(section.heading.0 + 1);
    below.filter(|p| p.text.len() < 400 && !p.text.contains(char::is_lowercase)).map_or("", |p| &p.text)
}
