//! A story: body, note, header — anything that holds paragraphs and tables.

use super::fields::Fields;
use super::notes::{Marks, NoteKind};
use super::numbering::Numbering;
use super::paragraph::OpenParagraph;
use super::properties::RunProperties;
use super::styles::Styles;
use super::symbol;
use super::tables::OpenTable;
use super::xml::{self, Event, Name, Xml};
use crate::format::entry::{Entry, Output, Runs};
use crate::format::legacy::Font;
use crate::format::superscript;
use crate::{LineRole, Refusal};
use quick_xml::events::BytesStart;
use std::collections::HashMap;
use std::mem::take;

/// What the stories of a document share.
#[derive(Debug)]
pub(super) struct Parts {
    styles: Styles,
    numbering: Numbering,
    marks: Marks,
    notes: HashMap<(NoteKind, String), Body>,
    /// The old encoding that the words of the body tell.
    font: Option<Font>,
    depth: usize,
}

impl Parts {
    pub(super) fn new(
        styles: Styles,
        numbering: Numbering,
        marks: Marks,
        font: Option<Font>,
        depth: usize,
    ) -> Self {
        Self { styles, numbering, marks, notes: HashMap::new(), font, depth }
    }

    pub(super) fn set_notes(&mut self, kind: NoteKind, bodies: HashMap<String, Body>) {
        self.notes.extend(bodies.into_iter().map(|(id, body)| ((kind, id), body)));
    }
}

/// The text of a note.
#[derive(Debug)]
pub(super) struct Body {
    text: String,
    /// Whether its label stands in it as a field, to be filled in.
    labelled: bool,
}

/// Where paragraphs go.
#[derive(Debug, Default)]
struct Container {
    entries: Vec<Entry>,
    /// What a paragraph whose mark was deleted leaves to the next.
    carried: Option<Runs>,
}

/// Reads one story.
pub(super) struct Story<'p, 'x> {
    parts: &'p mut Parts,
    events: Xml<'x>,
    containers: Vec<Container>,
    tables: Vec<OpenTable>,
    paragraphs: Vec<OpenParagraph>,
    run: RunProperties,
    /// The properties of the run with those of its styles.
    effective: RunProperties,
    fields: Fields,
    /// For every open alternative whether one was read.
    alternatives: Vec<bool>,
    /// Bodies of the notes that were called since the last paragraph of the body.
    called: Vec<Entry>,
    in_text: bool,
    labelled: bool,
}

impl<'p, 'x> Story<'p, 'x> {
    fn new(text: &'x str, parts: &'p mut Parts) -> Self {
        let events = Xml::new(text, parts.depth);
        Self {
            parts,
            events,
            containers: vec![Container::default()],
            tables: Vec::new(),
            paragraphs: Vec::new(),
            run: RunProperties::default(),
            effective: RunProperties::default(),
            fields: Fields::default(),
            alternatives: Vec::new(),
            called: Vec::new(),
            in_text: false,
            labelled: false,
        }
    }

    /// Reads the body into `output`.
    pub(super) fn body(text: &'x str, parts: &'p mut Parts, output: &mut Output) -> Result<(), Refusal> {
        let mut story = Self::new(text, parts);
        while let Some(event) = story.events.next()? {
            let ended = matches!(event, Event::Close(Name::P | Name::Tbl | Name::Body));
            story.take(event)?;
            if ended && story.containers.len() == 1 && story.tables.is_empty() && story.paragraphs.is_empty()
            {
                output.extend(story.take_entries())?;
                output.extend(take(&mut story.called))?;
            }
        }
        story.end_container_text();
        output.extend(story.take_entries())?;
        output.extend(story.called)
    }

    /// Reads a header or footer.
    pub(super) fn furniture(text: &'x str, parts: &'p mut Parts) -> Result<Vec<Entry>, Refusal> {
        let mut story = Self::new(text, parts);
        while let Some(event) = story.events.next()? {
            story.take(event)?;
        }
        story.end_container_text();
        Ok(story.take_entries())
    }

    /// Reads the bodies of notes, by their ids.
    pub(super) fn notes(text: &'x str, parts: &'p mut Parts) -> Result<HashMap<String, Body>, Refusal> {
        let mut story = Self::new(text, parts);
        let mut bodies = HashMap::new();
        let mut id = None;
        while let Some(event) = story.events.next()? {
            match event {
                Event::Open(Name::Footnote | Name::Endnote, e) => {
                    // Separators have a type.
                    let separator = !matches!(xml::attribute(&e, "type").as_deref(), None | Some("normal"));
                    id = xml::attribute(&e, "id").filter(|_| !separator).map(|v| v.into_owned());
                    story.labelled = false;
                }
                Event::Close(Name::Footnote | Name::Endnote) => {
                    story.end_container_text();
                    let lines = story.take_entries();
                    let text = lines.iter().map(|l| l.text.trim()).collect::<Vec<_>>().join(" ");
                    if let Some(id) = id.take() {
                        bodies.insert(id, Body { text, labelled: story.labelled });
                    }
                }
                event => story.take(event)?,
            }
        }
        Ok(bodies)
    }

    fn take_entries(&mut self) -> Vec<Entry> {
        self.containers.last_mut().map(|c| take(&mut c.entries)).unwrap_or_default()
    }

    fn take(&mut self, event: Event<'x>) -> Result<(), Refusal> {
        match event {
            Event::Open(name, element) => self.open(name, &element)?,
            Event::Close(name) => self.close(name),
            Event::Text(text) if self.in_text => self.text(&text),
            Event::Text(_) => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if self.fields.shown()
            && let Some(paragraph) = self.paragraphs.last_mut()
        {
            paragraph.push(text, &self.effective);
        }
    }

    fn open(&mut self, name: Name, e: &BytesStart<'_>) -> Result<(), Refusal> {
        let parent = self.events.around(1);
        match name {
            Name::Change
            | Name::SdtPr
            | Name::SdtEndPr
            | Name::InstrText
            | Name::DelInstrText
            | Name::DelText
            | Name::Rt => {
                self.events.skip()?;
            }
            Name::Del | Name::MoveFrom => self.deleted(parent)?,
            Name::SectPr => {
                if let (Name::PPr, Some(paragraph)) = (parent, self.paragraphs.last_mut()) {
                    paragraph.ends_section = true;
                }
                self.events.skip()?;
            }
            Name::AlternateContent => self.alternatives.push(false),
            Name::Choice | Name::Fallback if parent == Name::AlternateContent => {
                match self.alternatives.last_mut() {
                    Some(read @ false) => *read = true,
                    _ => self.events.skip()?,
                }
            }
            Name::P => {
                let carried = self.containers.last_mut().and_then(|c| c.carried.take());
                let mut paragraph = OpenParagraph::after(carried);
                paragraph.base = self.parts.styles.paragraph(None);
                paragraph.font = self.parts.font;
                self.paragraphs.push(paragraph);
            }
            Name::Tbl => self.tables.push(OpenTable::default()),
            Name::Tc => {
                self.containers.push(Container::default());
                self.table(OpenTable::start_cell);
            }
            Name::CellDel => self.table(OpenTable::delete_cell),
            Name::GridSpan => {
                let columns = xml::number(e);
                self.table(|t| t.span(columns));
            }
            Name::TblStyle => {
                let style = xml::value(e);
                let borders = self.parts.styles.chain(style.as_deref()).find_map(|s| s.borders);
                self.table(|t| t.style_borders = borders);
            }
            Name::TblBorders => self.table(|t| {
                t.borders.get_or_insert_default();
            }),
            Name::TxbxContent => self.containers.push(Container::default()),
            _ if parent == Name::TblBorders => {
                self.table(|t| t.borders.get_or_insert_default().take(name, e))
            }
            _ if parent == Name::TcBorders => self.table(|t| t.cell_border(name, e)),
            _ if parent == Name::PPr => self.paragraph_property(name, e),
            Name::NumId | Name::Ilvl if parent == Name::NumPr => self.paragraph_property(name, e),
            _ if parent == Name::RPr => {
                if self.events.around(2) == Name::R {
                    self.run.take(name, e);
                    self.resolve();
                }
            }
            _ => self.content(name, parent, e),
        }
        Ok(())
    }

    /// What a run holds besides its properties.
    fn content(&mut self, name: Name, parent: Name, e: &BytesStart<'_>) {
        match name {
            Name::R => {
                self.run = RunProperties::default();
                self.resolve();
            }
            Name::T => self.in_text = true,
            Name::FldChar => self.fields.mark(&xml::attribute(e, "fldCharType").unwrap_or_default()),
            Name::Tab | Name::Ptab if parent == Name::R => self.text(" "),
            Name::NoBreakHyphen => self.text("-"),
            Name::Br | Name::Cr if parent == Name::R => {
                if xml::attribute(e, "type").as_deref() == Some("page") {
                    self.parts.marks.end_page();
                }
                if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| self.fields.shown()) {
                    paragraph.line_end();
                }
            }
            Name::LastRenderedPageBreak => self.parts.marks.end_page(),
            Name::Sym => {
                let code =
                    xml::attribute(e, "char").and_then(|c| u32::from_str_radix(&c, 16).ok()).unwrap_or(0);
                let font = xml::attribute(e, "font").unwrap_or_default();
                self.text(symbol::character(&font, code).encode_utf8(&mut [0; 4]));
            }
            Name::FootnoteReference => self.call(NoteKind::Foot, e),
            Name::EndnoteReference => self.call(NoteKind::End, e),
            Name::FootnoteRef | Name::EndnoteRef => self.labelled = true,
            _ => {}
        }
    }

    /// A tracked deletion: of a row, of a paragraph mark, or of what is in it.
    fn deleted(&mut self, parent: Name) -> Result<(), Refusal> {
        match (parent, self.events.around(2)) {
            (Name::TrPr, _) => self.table(OpenTable::delete_row),
            (Name::RPr, Name::PPr) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.joins_next = true;
                }
            }
            (Name::RPr, _) => {}
            _ => return self.events.skip(),
        }
        Ok(())
    }

    fn paragraph_property(&mut self, name: Name, e: &BytesStart<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            Name::PStyle => {
                paragraph.style = xml::value(e).map(|v| v.into_owned());
                paragraph.base = self.parts.styles.paragraph(paragraph.style.as_deref());
            }
            Name::NumId => paragraph.list = xml::number(e),
            Name::Ilvl => paragraph.level = xml::number(e).and_then(|n| usize::try_from(n).ok()),
            _ => {}
        }
    }

    fn resolve(&mut self) {
        let base = self.paragraphs.last().map(|p| &p.base);
        let run = match self.run.style.as_deref() {
            Some(style) => self.run.over(&self.parts.styles.character(Some(style))),
            None => self.run.clone(),
        };
        self.effective = base.map_or_else(|| run.clone(), |base| run.over(base));
    }

    fn call(&mut self, kind: NoteKind, e: &BytesStart<'_>) {
        if !self.fields.shown() || self.effective.hidden == Some(true) {
            return;
        }
        let Some(id) = xml::attribute(e, "id") else { return };
        // The mark stands in the run by itself then, and in the note too.
        let custom =
            xml::attribute(e, "customMarkFollows").is_some_and(|v| !matches!(&*v, "0" | "false" | "off"));
        let label = if custom { String::new() } else { self.parts.marks.next(kind) };
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.call(&label, &self.effective);
        }
        if let Some(body) = self.parts.notes.get(&(kind, id.into_owned())) {
            let written = body.text.starts_with(superscript::is_digit) && !body.labelled;
            let space = if label.is_empty() || written { "" } else { " " };
            let label = if written { "" } else { label.as_str() };
            if !body.text.is_empty() {
                self.called.push(Entry::new(format!("{label}{space}{}", body.text), LineRole::Note));
            }
        }
    }

    fn close(&mut self, name: Name) {
        match name {
            Name::T => self.in_text = false,
            Name::R => {
                self.run = RunProperties::default();
                self.resolve();
            }
            Name::P => self.end_paragraph(),
            Name::AlternateContent => {
                self.alternatives.pop();
            }
            Name::TxbxContent => {
                let entries = self.end_container();
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.boxes.extend(entries),
                    None => self.emit(entries),
                }
                // The run around the box goes on with its own properties.
                self.resolve();
            }
            Name::Tc => {
                let cell = self.end_container();
                self.table(|t| t.end_cell(cell));
            }
            Name::Tr => self.table(OpenTable::end_row),
            Name::Tbl => {
                if let Some(table) = self.tables.pop() {
                    self.emit(table.into_entries());
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        self.fields.end_paragraph();
        let runs = paragraph.take_runs();
        if paragraph.joins_next {
            if let Some(container) = self.containers.last_mut() {
                container.carried = Some(runs);
            }
        } else {
            let number = self.number(&paragraph);
            let mut entries = if runs.is_blank() { Vec::new() } else { runs.into_entries() };
            if let Some(first) = entries.first_mut() {
                first.text.insert_str(0, &number);
            }
            self.emit(entries);
        }
        self.emit(paragraph.boxes);
        if paragraph.ends_section {
            self.parts.marks.end_section();
        }
    }

    /// The automatic number of a paragraph.
    fn number(&mut self, paragraph: &OpenParagraph) -> String {
        let style = paragraph.style.as_deref();
        let (style_list, style_level) = self.parts.styles.numbering(style);
        let Some(list) = paragraph.list.or(style_list).filter(|l| *l != 0) else { return String::new() };
        let by_style = || style.and_then(|s| self.parts.numbering.level_of_style(list, s));
        let level = paragraph.level.or_else(by_style).or(style_level).unwrap_or(0);
        self.parts.numbering.next(list, level)
    }

    fn end_container(&mut self) -> Vec<Entry> {
        self.end_container_text();
        self.containers.pop().map(|c| c.entries).unwrap_or_default()
    }

    /// Lets out what a paragraph left for a next one that never came.
    fn end_container_text(&mut self) {
        if let Some(container) = self.containers.last_mut()
            && let Some(runs) = container.carried.take()
            && !runs.is_blank()
        {
            container.entries.extend(runs.into_entries());
        }
    }

    fn emit(&mut self, entries: Vec<Entry>) {
        if let Some(container) = self.containers.last_mut() {
            container.entries.extend(entries);
        }
    }

    fn table(&mut self, change: impl FnOnce(&mut OpenTable)) {
        if let Some(table) = self.tables.last_mut() {
            change(table);
        }
    }
}
