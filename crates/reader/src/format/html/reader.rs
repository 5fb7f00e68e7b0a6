//! From tokens to lines.

use super::element::{self, Kind};
use super::note::{self, End};
use crate::format::entry::{Entry, Runs};
use crate::format::{superscript, table};
use crate::{Limits, LineRole, Refusal};
use html5ever::LocalName;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, states::RawKind};
use std::cell::RefCell;
use std::mem::take;

/// How far up an end tag looks for its element; without a bound stray end tags would cost the square of their number.
const REACH: usize = 512;

/// An open element, with what it hands down to those in it.
#[derive(Debug, Clone)]
struct Open {
    name: LocalName,
    kind: Kind,
    hidden: bool,
    bold: bool,
    raised: bool,
    preformatted: bool,
    /// The link of a note and the text in it so far.
    link: Option<End>,
    /// Whether the body of a note begins here.
    note: bool,
    /// Next number of an ordered list.
    number: Option<usize>,
}

/// Columns that a cell spans at most.
const MOST_COLUMNS: usize = 64;

/// A table whose cells come in.
#[derive(Debug, Default)]
struct OpenTable {
    borders: bool,
    rows: Vec<Vec<table::Cell>>,
    span: table::Span,
    /// For each column, how many rows more a cell from above covers.
    below: Vec<usize>,
}

impl OpenTable {
    fn start_row(&mut self) {
        self.end_row();
        self.rows.push(Vec::new());
    }

    fn start_cell(&mut self, columns: usize, rows: usize) {
        if self.rows.is_empty() {
            self.rows.push(Vec::new());
        }
        let Some(row) = self.rows.last_mut() else { return };
        self.span.fill(row);
        while self.below.get(row.len()).is_some_and(|b| *b > 0) {
            self.below[row.len()] -= 1;
            if !self.span.one(row) {
                break;
            }
        }
        let columns = columns.clamp(1, MOST_COLUMNS);
        if rows > 1 && row.len() < MOST_COLUMNS {
            self.below.resize(self.below.len().max(row.len() + columns), 0);
            self.below[row.len()..row.len() + columns].fill(rows - 1);
        }
        self.span.columns = columns;
        row.push(Vec::new());
    }

    /// Cells that the last one of the row spans, and those from above behind it.
    fn end_row(&mut self) {
        let Some(row) = self.rows.last_mut().filter(|r| !r.is_empty()) else { return };
        self.span.fill(row);
        while self.below.get(row.len()).is_some_and(|b| *b > 0) {
            self.below[row.len()] -= 1;
            if !self.span.one(row) {
                break;
            }
        }
    }
}

/// A note whose paragraphs come in, to be one line.
#[derive(Debug)]
struct OpenNote {
    label: String,
    runs: Runs,
}

impl OpenNote {
    fn new(digits: &str) -> Self {
        Self { label: superscript::raise_digits(digits), runs: Runs::default() }
    }
}

#[derive(Debug)]
struct State {
    stack: Vec<Open>,
    runs: Runs,
    /// Text in a link of a note.
    mark: String,
    /// What the next paragraph begins with: the number of an item.
    prefix: String,
    /// The note around.
    note: Option<OpenNote>,
    tables: Vec<OpenTable>,
    /// Lines outside tables.
    entries: Vec<Entry>,
    depth: usize,
    refusal: Option<Refusal>,
}

/// Takes tokens in.
pub(super) struct Reader(RefCell<State>);

impl Reader {
    pub(super) fn new(limits: &Limits) -> Self {
        Self(RefCell::new(State {
            stack: Vec::new(),
            runs: Runs::default(),
            mark: String::new(),
            prefix: String::new(),
            note: None,
            tables: Vec::new(),
            entries: Vec::new(),
            depth: limits.depth,
            refusal: None,
        }))
    }

    pub(super) fn finish(self) -> Result<Vec<Entry>, Refusal> {
        let mut state = self.0.into_inner();
        while let Some(open) = state.stack.pop() {
            state.close(&open);
        }
        state.end_paragraph();
        state.end_note();
        match state.refusal {
            Some(refusal) => Err(refusal),
            None => Ok(state.entries),
        }
    }
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => state.text(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.start(&tag),
            Token::TagToken(tag) => state.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn text(&mut self, text: &str) {
        let (hidden, bold, raised, preformatted, link) = match self.stack.last() {
            Some(open) => (open.hidden, open.bold, open.raised, open.preformatted, open.link),
            None => (false, false, false, false, None),
        };
        if hidden {
            return;
        }
        if link.is_some() {
            self.mark.push_str(text);
        } else if preformatted {
            let mut lines = text.split('\n');
            self.push(lines.next().unwrap_or_default(), bold, false);
            for line in lines {
                self.line_end();
                self.push(line, bold, false);
            }
        } else if raised {
            self.push(&superscript::raise_digits(text), bold, true);
        } else {
            self.push(text, bold, true);
        }
    }

    fn push(&mut self, text: &str, bold: bool, collapse: bool) {
        if !self.prefix.is_empty() && !text.trim().is_empty() {
            let prefix = take(&mut self.prefix);
            self.runs.push(&prefix, bold);
        }
        if collapse {
            self.runs.push_collapsed(text, bold);
        } else {
            self.runs.push(text, bold);
        }
    }

    fn line_end(&mut self) {
        self.runs.line_end();
    }

    fn start(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let kind = Kind::of(&tag.name);
        if kind == Kind::Void {
            match &*tag.name {
                "br" if !self.stack.last().is_some_and(|o| o.hidden) => self.line_end(),
                "hr" => self.end_paragraph(),
                _ => {}
            }
            return TokenSinkResult::Continue;
        }
        self.close_implied(kind);
        let around = self.stack.last();
        let mut open = Open {
            name: tag.name.clone(),
            kind,
            hidden: around.is_some_and(|o| o.hidden)
                || element::is_hidden(tag)
                || matches!(kind, Kind::Dropped | Kind::Raw),
            bold: element::bold(tag).unwrap_or_else(|| around.is_some_and(|o| o.bold)),
            raised: around.is_some_and(|o| o.raised) || element::is_raised(tag),
            preformatted: around.is_some_and(|o| o.preformatted) || &*tag.name == "pre",
            link: None,
            note: false,
            number: None,
        };
        if kind.breaks() {
            self.end_paragraph();
        }
        if !open.hidden {
            self.open(tag, &mut open);
        }
        if tag.self_closing && kind == Kind::Inline {
            return TokenSinkResult::Continue;
        }
        let raw = open.kind == Kind::Raw;
        self.stack.push(open);
        match (&*tag.name, raw) {
            ("script", _) => TokenSinkResult::RawData(RawKind::ScriptData),
            ("title" | "textarea", _) => TokenSinkResult::RawData(RawKind::Rcdata),
            (_, true) => TokenSinkResult::RawData(RawKind::Rawtext),
            _ => TokenSinkResult::Continue,
        }
    }

    fn open(&mut self, tag: &Tag, open: &mut Open) {
        match open.kind {
            Kind::List => {
                open.number = (&*tag.name == "ol").then(|| {
                    element::attribute(tag, "start").and_then(|s| s.trim().parse().ok()).unwrap_or(1)
                });
            }
            Kind::Item if &*tag.name == "li" => {
                let list = self.stack.iter_mut().rev().take(REACH).find(|o| o.kind == Kind::List);
                self.prefix = match list.and_then(|l| l.number.as_mut()) {
                    Some(number) => {
                        let prefix = format!("{number}. ");
                        *number = number.saturating_add(1);
                        prefix
                    }
                    None => "- ".to_owned(),
                };
            }
            Kind::Table if self.tables.len() < self.depth => {
                self.tables.push(OpenTable { borders: element::has_borders(tag), ..OpenTable::default() });
            }
            Kind::Table => {
                let limit = self.depth as u64;
                self.refusal.get_or_insert(Refusal::TooLarge { what: "depth of nested tables", limit });
            }
            Kind::Row => {
                if let Some(table) = self.tables.last_mut() {
                    table.start_row();
                }
            }
            Kind::Cell => {
                if let Some(table) = self.tables.last_mut() {
                    table.borders |= element::has_borders(tag);
                    let span =
                        |name| element::attribute(tag, name).and_then(|v| v.trim().parse().ok()).unwrap_or(1);
                    table.start_cell(span("colspan"), span("rowspan"));
                }
            }
            Kind::Inline if &*tag.name == "a" && self.stack.last().is_none_or(|o| o.link.is_none()) => {
                open.link = element::attribute(tag, "href").and_then(note::link);
                self.mark.clear();
            }
            Kind::Inline => open.link = self.stack.last().and_then(|o| o.link),
            _ => {}
        }
        if open.kind != Kind::Inline
            && self.note.is_none()
            && let Some(label) = element::attribute(tag, "id").and_then(note::body)
        {
            self.prefix.clear();
            open.note = true;
            self.note = Some(OpenNote::new(label));
        }
    }

    /// Closes elements that end where one of this kind begins.
    fn close_implied(&mut self, kind: Kind) {
        let (ends, barrier): (&[Kind], &[Kind]) = match kind {
            Kind::Item => (&[Kind::Item], &[Kind::List, Kind::Cell, Kind::Table]),
            Kind::Row => (&[Kind::Row], &[Kind::Table]),
            Kind::Cell => (&[Kind::Cell], &[Kind::Row, Kind::Table]),
            Kind::Block | Kind::Paragraph | Kind::List | Kind::Table => {
                (&[Kind::Paragraph], &[Kind::Cell, Kind::Table])
            }
            _ => return,
        };
        let mut found = None;
        for (index, open) in self.stack.iter().enumerate().rev().take(REACH) {
            if ends.contains(&open.kind) {
                found = Some(index);
                break;
            }
            if barrier.contains(&open.kind) {
                break;
            }
        }
        if let Some(index) = found {
            self.close_to(index);
        }
    }

    fn end(&mut self, name: &LocalName) {
        if &**name == "br" {
            self.line_end();
            return;
        }
        let kind = Kind::of(name);
        let mut found = None;
        for (index, open) in self.stack.iter().enumerate().rev().take(REACH) {
            if open.name == *name {
                found = Some(index);
                break;
            }
            let in_table = matches!(kind, Kind::Table | Kind::Row | Kind::Cell)
                || matches!(&**name, "tbody" | "thead" | "tfoot");
            if matches!(open.kind, Kind::Cell | Kind::Table) && !in_table {
                break;
            }
        }
        if let Some(index) = found {
            self.close_to(index);
        } else if kind.breaks() {
            self.end_paragraph();
        }
    }

    fn close_to(&mut self, index: usize) {
        while self.stack.len() > index {
            if let Some(open) = self.stack.pop() {
                self.close(&open);
            }
        }
    }

    fn close(&mut self, open: &Open) {
        if let Some(end) = open.link
            && self.stack.last().is_none_or(|o| o.link.is_none())
        {
            self.end_link(end);
        }
        if open.kind.breaks() {
            self.end_paragraph();
        }
        if open.kind == Kind::Item {
            self.prefix.clear();
        }
        if open.note {
            self.end_note();
        }
        if open.kind == Kind::Table
            && !open.hidden
            && let Some(mut table) = self.tables.pop()
        {
            table.end_row();
            let entries = table::entries(table.rows, table.borders);
            self.emit(entries);
        }
    }

    fn end_link(&mut self, end: End) {
        let mark = take(&mut self.mark);
        let bold = self.stack.last().is_some_and(|o| o.bold);
        match (end, note::digits(&mark)) {
            (End::Call, Some(label)) => self.push(&superscript::raise_digits(label), bold, true),
            (End::Call, None) => self.push(&mark, bold, true),
            // The number before a note, linked back to its call.
            (End::Back, Some(label)) if self.note.is_none() && self.runs.is_blank() => {
                self.note = Some(OpenNote::new(label));
            }
            (End::Back, _) => {}
        }
    }

    fn end_paragraph(&mut self) {
        let runs = take(&mut self.runs);
        if runs.is_blank() {
            return;
        }
        let in_body = self.stack.iter().rev().take(REACH).any(|o| o.note);
        if let Some(note) = &mut self.note {
            let line = runs.into_line();
            note.runs.push_collapsed(" ", false);
            note.runs.push(&line, false);
            if !in_body {
                self.end_note();
            }
            return;
        }
        let entries = runs.into_entries();
        self.emit(entries);
    }

    fn end_note(&mut self) {
        if let Some(OpenNote { label, runs }) = self.note.take()
            && !runs.is_blank()
        {
            self.emit(vec![Entry::new(format!("{label} {}", runs.into_line()), LineRole::Note)]);
        }
    }

    fn emit(&mut self, entries: Vec<Entry>) {
        let cell = self.tables.last_mut().and_then(|t| t.rows.last_mut()).and_then(|r| r.last_mut());
        cell.unwrap_or(&mut self.entries).extend(entries);
    }
}
