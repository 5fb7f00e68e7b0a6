//! A .docx of ours read back, also after a person has edited it: styles and content controls tell the parts.

use super::raw::{self, Content, Document};
use super::style::{LABEL, Style};
use crate::block::{Align, Block, Column, Heading, Table};
use crate::draft::{
    Authority, AuthorityForm, Day, Draft, Issuer, Kind, Number, Recipients, Signature, Symbol, System,
};
use crate::inline::{Emphasis, FigureId, Inline, Piece, Span};
use crate::layout::{Element, Layout};
use crate::line::{Caps, Line};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Why a file was not read back.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum ReadError {
    /// It is no .docx file.
    #[error("not a .docx file: {0}")]
    NotDocx(String),
    /// A part of it is damaged.
    #[error("damaged: {0}")]
    Damaged(String),
    /// Something that every draft has is not there, or its style was taken away.
    #[error("it has no {0:?}")]
    Missing(Element),
    /// The kind is none that the register knows.
    #[error("{0} is no kind of document")]
    UnknownKind(String),
}

/// Reads back what [`crate::docx()`] wrote. Paragraphs whose style is none of ours are running text: nothing is lost.
///
/// # Errors
/// It is not a .docx file, or its head is gone.
pub fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    let document = Document::read(bytes)?;
    let mut found = Found { notes: &document.notes, heads: BTreeMap::new(), body: Vec::new() };
    for block in &document.blocks {
        match block {
            raw::Block::Paragraph(paragraph) => found.paragraph(paragraph),
            raw::Block::Table { widths, rows } => found.table(widths, rows),
        }
    }
    found.draft()
}

/// What has been read so far.
struct Found<'d> {
    notes: &'d BTreeMap<String, Vec<raw::Paragraph>>,
    /// Texts of the elements outside the body.
    heads: BTreeMap<Element, Vec<String>>,
    body: Vec<Block>,
}

impl Found<'_> {
    fn paragraph(&mut self, paragraph: &raw::Paragraph) {
        let text = || paragraph.text();
        match Style::named(&paragraph.style) {
            Some(Style::Of(
                element @ (Element::Body | Element::Basis | Element::Formula | Element::Table),
            )) => {
                let inline = self.inline(&paragraph.runs, paragraph);
                self.push(match element {
                    Element::Basis => Block::Basis(inline),
                    Element::Formula => Block::Formula(Line::new(&text())),
                    _ => Block::Paragraph(inline),
                });
            }
            Some(Style::Of(element)) => self.heads.entry(element).or_default().push(text()),
            Some(Style::Item) => {
                let (label, rest) = self.labelled(paragraph);
                self.push(if label.is_empty() {
                    Block::Paragraph(rest)
                } else {
                    Block::Item { label, text: rest }
                });
            }
            Some(Style::Heading(level) | Style::Division(level)) => {
                let (label, title) = self.labelled(paragraph);
                self.push(Block::Heading(Heading::new(level, label.as_str(), title)));
            }
            Some(Style::Rule | Style::Gap) | None => {
                let inline = self.inline(&paragraph.runs, paragraph);
                self.push(Block::Paragraph(inline));
            }
        }
    }

    /// Takes a block that says something.
    fn push(&mut self, block: Block) {
        if !block.is_empty() {
            self.body.push(block);
        }
    }

    fn table(&mut self, widths: &[i64], rows: &[raw::Row]) {
        let cells = || rows.iter().flat_map(|row| row.cells.iter());
        let ours = |paragraph: &raw::Paragraph| matches!(Style::named(&paragraph.style), Some(Style::Of(element)) if is_head(element));
        if cells().flatten().any(ours) {
            return cells().flatten().for_each(|paragraph| self.paragraph(paragraph));
        }
        let aligns = rows.iter().find(|row| !row.header).or(rows.first());
        let align = |column: usize| {
            let first = aligns.and_then(|row| row.cells.get(column)?.first());
            match first.and_then(|p| p.shape.align.as_deref()) {
                Some("center") => Align::Centre,
                Some("right" | "end") => Align::Right,
                _ => Align::Left,
            }
        };
        let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(widths.len());
        let total: i64 = widths.iter().sum::<i64>().max(1);
        let (mut sum, mut edge) = (0, 0);
        let columns: Vec<Column> = (0..count)
            .map(|column| {
                sum += widths.get(column).copied().unwrap_or(0);
                let next = (sum * 1000 + total / 2) / total;
                let share = u32::try_from(next - edge).unwrap_or(1);
                edge = next;
                Column { share, align: align(column) }
            })
            .collect();
        let row =
            |row: &raw::Row| -> Vec<Inline> { row.cells.iter().map(|cell| self.joined(cell)).collect() };
        let mut read: Vec<Vec<Inline>> = rows.iter().map(row).collect();
        let header = rows.first().is_some_and(|row| row.header).then(|| read.remove(0));
        self.body.push(Block::Table(Table::new(&columns, header, read)));
    }

    /// Paragraphs of a cell or a note as one.
    fn joined(&self, paragraphs: &[raw::Paragraph]) -> Inline {
        let space = || Span::Piece(Piece::plain(" "));
        let spans = paragraphs.iter().flat_map(|paragraph| {
            let inline = self.inline(&paragraph.runs, paragraph);
            inline.spans().iter().cloned().chain([space()]).collect::<Vec<_>>()
        });
        Inline::new(spans)
    }

    /// The label, and what follows it.
    fn labelled(&self, paragraph: &raw::Paragraph) -> (Line, Inline) {
        let is_label = |run: &raw::Run| {
            run.style.as_deref().is_some_and(|name| name.to_lowercase() == LABEL.1.to_lowercase())
        };
        let label = paragraph.runs.iter().take_while(|run| is_label(run)).count();
        let (label, rest) = paragraph.runs.split_at(label);
        if !label.is_empty() {
            let text = raw::Paragraph { runs: label.to_vec(), ..raw::Paragraph::default() }.text();
            return (Line::new(&text), self.inline(rest, paragraph));
        }
        // typed by a person: the label is in the text
        self.inline(rest, paragraph).split_label()
    }

    fn inline(&self, runs: &[raw::Run], paragraph: &raw::Paragraph) -> Inline {
        let mut spans: Vec<Span> = Vec::new();
        let mut control = None;
        for run in runs {
            let emphasis = Emphasis {
                bold: run.own.bold == Some(true) && paragraph.letters.bold != Some(true),
                italic: run.own.italic == Some(true) && paragraph.letters.italic != Some(true),
            };
            match &run.content {
                Content::Text(text) => {
                    let id = run.tag.as_deref().and_then(FigureId::new);
                    match (id, spans.last_mut()) {
                        (Some(_), Some(Span::Piece(Piece::Figure { shown, .. })))
                            if control == run.control =>
                        {
                            shown.push_str(text);
                        }
                        (Some(id), _) => {
                            spans.push(Span::Piece(Piece::Figure { id, shown: text.clone(), emphasis }));
                        }
                        (None, _) => spans.push(Span::Piece(Piece::Text { text: text.clone(), emphasis })),
                    }
                }
                Content::Break => spans.push(Span::Piece(Piece::Text { text: " ".to_owned(), emphasis })),
                Content::Note(id) => {
                    let body =
                        self.notes.get(id).map(|paragraphs| self.joined(paragraphs)).unwrap_or_default();
                    spans.push(Span::Note(body.pieces().cloned().collect()));
                }
            }
            control = run.control;
        }
        Inline::new(spans)
    }

    /// The texts of an element as one line.
    fn line(&self, element: Element) -> Line {
        Line::new(&self.heads.get(&element).map(|texts| texts.join(" ")).unwrap_or_default())
    }

    fn lines(&self, element: Element) -> Vec<Line> {
        let texts = self.heads.get(&element).into_iter().flatten();
        texts.map(|text| Line::new(text)).filter(|line| !line.is_empty()).collect()
    }

    fn draft(self) -> Result<Draft, ReadError> {
        let system = if self.heads.contains_key(&Element::Creed) { System::State } else { System::Party };
        let kind = self.line(Element::Kind);
        let kind = if kind.is_empty() {
            Kind::letter()
        } else {
            Kind::named(kind.as_str()).ok_or_else(|| ReadError::UnknownKind(kind.as_str().to_owned()))?
        };
        let caps = |element| Caps::new(self.line(element).as_str());
        let (superior, body) = (caps(Element::Superior), caps(Element::Issuer));
        if body.is_empty() {
            return Err(ReadError::Missing(Element::Issuer));
        }
        let place = self.line(Element::PlaceDate);
        let (place, day) = place_date(place.as_str()).ok_or(ReadError::Missing(Element::PlaceDate))?;
        let issuer = Issuer { superior: (!superior.is_empty()).then_some(superior), body };
        let mut draft = Draft::new(system, kind, issuer, day);
        let layout = Layout::of(system, day.last());
        draft.place = place;
        draft.symbol = symbol(self.line(Element::Symbol).as_str(), layout);
        draft.urgency = crate::Urgency::marked(self.line(Element::Urgency).as_str());
        draft.subject = if draft.kind.is_letter() {
            let line = self.line(Element::LetterSubject);
            let prefix = layout.text.letter_subject.as_str();
            Line::new(line.as_str().strip_prefix(prefix).unwrap_or(line.as_str()))
        } else {
            self.line(Element::Subject)
        };
        draft.addressees = self.addressees(layout);
        draft.signature = self.signature(layout);
        let recipients = self.lines(Element::Recipients);
        draft.recipients = Recipients::new(recipients.iter().map(Line::as_str));
        draft.body = self.body;
        Ok(draft)
    }

    fn addressees(&self, layout: &Layout) -> Recipients {
        let openings = [&layout.text.addressee, &layout.text.addressee_of_proposal];
        let lines = self.lines(Element::Addressees);
        let bare = lines.iter().map(|line| {
            let opened = openings.iter().find_map(|opening| line.as_str().strip_prefix(opening.as_str()));
            opened.map_or(line.as_str(), |rest| rest.trim_start_matches([':', ' ']))
        });
        Recipients::new(bare)
    }

    fn signature(&self, layout: &Layout) -> Option<Signature> {
        let mut authority = Vec::new();
        let mut office = self.line(Element::Office).as_str().to_owned();
        for line in self.lines(Element::Authority) {
            let read = |form: &AuthorityForm| {
                let of = line.as_str().strip_prefix(layout.authority(*form))?;
                Some(Authority { form: *form, of: Caps::new(of) })
            };
            match AuthorityForm::ALL.iter().find_map(read) {
                Some(found) => authority.push(found),
                None => office = format!("{line} {office}"),
            }
        }
        let (office, name) = (Caps::new(&office), self.line(Element::Signer));
        let there = [Element::Authority, Element::Office, Element::Signer];
        let there = there.iter().any(|element| self.heads.contains_key(element));
        there.then_some(Signature { authority, office, name })
    }
}

/// Elements of head and tail.
fn is_head(element: Element) -> bool {
    !matches!(element, Element::Body | Element::Basis | Element::Formula | Element::Table | Element::Note)
}

/// `Hải Minh, ngày 03 tháng 02 năm 2026`; the day may be open.
pub(crate) fn place_date(text: &str) -> Option<(Line, Day)> {
    let text = text.replace('\u{a0}', " ");
    let (place, rest) = text.rsplit_once("ngày")?;
    let place = Line::new(place.trim_end().trim_end_matches(','));
    let mut words = rest.split_whitespace();
    let mut day = None;
    let first = words.next()?;
    if first != "tháng" {
        day = first.parse::<i8>().ok();
        words.find(|word| *word == "tháng")?;
    }
    let month: i8 = words.next()?.parse().ok()?;
    words.find(|word| *word == "năm")?;
    let year: i16 = words.next()?.trim_end_matches('.').parse().ok()?;
    if words.next().is_some() {
        return None;
    }
    let first = Date::new(year, month, 1).ok()?;
    let known = day.and_then(|day| Date::new(year, month, day).ok());
    Some((place, known.map_or(Day::Open { year: first.year(), month: first.month() }, Day::Known)))
}

/// `Số 07-NQ/TU`, `Số: 15/QĐ-UBND`; the number may be open.
fn symbol(text: &str, layout: &Layout) -> Option<Symbol> {
    let rest = text.strip_prefix("Số").unwrap_or(text).trim_start_matches(':');
    let (number, code) = rest.split_once(layout.text.separator)?;
    let number = number.trim_matches([' ', '\u{a0}']);
    Some(match Number::new(number) {
        Some(number) => Symbol { number: Some(number), code: Line::new(code) },
        None if number.is_empty() => Symbol { number: None, code: Line::new(code) },
        // no number that we know: all of it is kept
        None => Symbol { number: None, code: Line::new(rest) },
    })
}
