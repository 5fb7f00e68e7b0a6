//! What the rules look at, and what they write into.

use crate::text::{Figure, Text};
use crate::{Audit, Coverage, Elsewhere, Finding, Relation, RuleId, Sentence, Severity, Verdict, rules};
use reader::{Citation, Document, NoteCall, ParagraphId, ParagraphRole, Place};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A document prepared for the rules.
#[derive(Debug)]
pub(crate) struct Study<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its paragraphs; those of head and tail too.
    pub texts: Vec<Text<'a>>,
    /// The year that the document is of, as far as it tells.
    pub year: Option<i16>,
    /// The first paragraph of each note, by caller and label.
    notes: HashMap<(ParagraphId, &'a str), usize>,
}

/// How often a note is looked at from one paragraph that calls it again and again.
const MOST_CALLS: usize = 8;

impl<'a> Study<'a> {
    /// Prepares `document`.
    pub(crate) fn new(document: &'a Document) -> Self {
        let mut cited: Vec<Vec<&Citation>> = vec![Vec::new(); document.paragraphs.len()];
        for citation in &document.citations {
            if let Some(list) = cited.get_mut(citation.span.paragraph.0) {
                list.push(citation);
            }
        }
        let texts: Vec<Text<'a>> = document
            .paragraphs
            .iter()
            .zip(&cited)
            .enumerate()
            .map(|(index, (paragraph, citations))| Text::new(ParagraphId(index), paragraph, citations))
            .collect();
        let year = year(document, &texts);
        let mut notes = HashMap::new();
        for note in &document.notes {
            if let Some(caller) = note.called_from {
                notes.entry((caller, note.label.as_str())).or_insert(note.paragraphs.start);
            }
        }
        Self { document, texts, year, notes }
    }

    /// Texts that rules about figures look at: not recipients and signatures.
    pub(crate) fn body(&self) -> impl Iterator<Item = &Text<'a>> {
        self.texts.iter().filter(|t| t.paragraph.role != ParagraphRole::Tail)
    }

    /// The calls of a paragraph with the first paragraphs of their notes.
    pub(crate) fn calls<'s>(
        &'s self,
        text: &'s Text<'a>,
    ) -> impl Iterator<Item = (&'s NoteCall, &'s Text<'a>)> {
        let mut seen: HashMap<usize, usize> = HashMap::new();
        text.paragraph.calls.iter().filter_map(move |call| {
            let first = *self.notes.get(&(text.id, call.label.as_str()))?;
            let times = seen.entry(first).or_default();
            *times += 1;
            self.texts.get(first).filter(|_| *times <= MOST_CALLS).map(|note| (call, note))
        })
    }

    /// The place of a range of a paragraph.
    pub(crate) fn place(&self, id: ParagraphId, range: Range<usize>) -> Place {
        self.document.place(id, range)
    }
}

/// The year of the date of issue, else of the periods in head and headings, else the commonest in the text.
fn year(document: &Document, texts: &[Text<'_>]) -> Option<i16> {
    if let Some(date) = document.metadata.date {
        return Some(date.year());
    }
    let years = |roles: &[ParagraphRole]| {
        let mut counts: Vec<(u32, usize)> = Vec::new();
        for text in texts.iter().filter(|t| roles.contains(&t.paragraph.role)) {
            for time in &text.times {
                use vitext::date::Written;
                if let Written::Month(_, Some(y))
                | Written::Quarter(_, Some(y))
                | Written::Months(_, _, Some(y)) = time.written
                {
                    match counts.iter_mut().find(|(year, _)| *year == y) {
                        Some((_, count)) => *count += 1,
                        None => counts.push((y, 1)),
                    }
                }
            }
        }
        counts.into_iter().max_by_key(|(_, count)| *count).and_then(|(year, _)| i16::try_from(year).ok())
    };
    years(&[ParagraphRole::Head])
        .or_else(|| years(&[ParagraphRole::Heading]))
        .or_else(|| years(&[ParagraphRole::Body, ParagraphRole::Item, ParagraphRole::Note]))
}

/// What the rules have found so far in one document.
#[derive(Debug)]
pub(crate) struct Report<'s, 'a> {
    study: &'s Study<'a>,
    /// Rule and place of every finding.
    told: HashSet<(RuleId, usize, usize)>,
    /// The audit so far.
    pub audit: Audit,
}

/// Everything that a finding says, before its places are looked up.
#[derive(Debug)]
pub(crate) struct Fault {
    /// Rule.
    pub rule: u8,
    /// Severity.
    pub severity: Severity,
    /// Paragraph and words.
    pub at: (ParagraphId, Range<usize>),
    /// Further places.
    pub others: Vec<(ParagraphId, Range<usize>)>,
    /// What stands there.
    pub stated: String,
    /// What was computed.
    pub computed: String,
    /// What is wrong.
    pub message: Sentence,
    /// Why it might be right.
    pub may_be_right: Option<Sentence>,
}

impl<'s, 'a> Report<'s, 'a> {
    /// Nothing found yet.
    pub(crate) fn new(study: &'s Study<'a>) -> Self {
        Self { study, told: HashSet::new(), audit: Audit::default() }
    }

    /// Notes a relation that was checked.
    pub(crate) fn checked(&mut self, rule: u8, id: ParagraphId, range: Range<usize>, verdict: Verdict) {
        let place = self.study.place(id, range);
        self.audit.relations.push(Relation { rule: RuleId(rule), place, verdict });
    }

    /// Notes a fault; the same rule says a thing about the same words once.
    pub(crate) fn fault(&mut self, fault: Fault) {
        self.fault_across(fault, Vec::new());
    }

    /// Notes a fault to which places in other documents belong.
    pub(crate) fn fault_across(&mut self, fault: Fault, elsewhere: Vec<Elsewhere>) {
        let place = self.study.place(fault.at.0, fault.at.1.clone());
        let rule = RuleId(fault.rule);
        if !self.told.insert((rule, place.start, place.end)) {
            return;
        }
        let text = &self.study.document.paragraph(fault.at.0).text;
        let others = fault.others.into_iter().map(|(id, range)| self.study.place(id, range)).collect();
        self.audit.findings.push(Finding {
            rule,
            name: rules::name(rule),
            severity: fault.severity,
            place,
            others,
            elsewhere,
            quote: text.get(fault.at.1).unwrap_or("").to_owned(),
            stated: fault.stated,
            computed: fault.computed,
            message: fault.message,
            may_be_right: fault.may_be_right,
        });
    }

    /// The audit, in the order of the text.
    pub(crate) fn finish(mut self) -> Audit {
        self.audit.findings.sort_by_key(|f| (f.place.start, f.rule));
        self.audit.relations.sort_by_key(|r| (r.place.start, r.place.end, r.rule));
        self.audit.relations.dedup();
        let mut coverage = Coverage { relations: self.audit.relations.len(), ..Coverage::default() };
        for text in &self.study.texts {
            coverage.numbers += text.typed.len();
            coverage.typed +=
                text.typed.iter().filter(|t| !matches!(t.meaning, crate::text::Meaning::Unknown)).count();
        }
        self.audit.coverage = coverage;
        self.audit
    }
}

/// From the first of two figures to the end of the second with its unit.
pub(crate) fn span(first: &Figure, last: &Figure) -> Range<usize> {
    first.range.start.min(last.range.start)..first.range.end.max(last.range.end)
}
