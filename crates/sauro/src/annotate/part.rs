//! A part of the package: its pieces of text and the elements around them, as byte ranges of its XML.

use super::AnnotateError;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::ops::Range;

/// The namespaces of the elements of a text document: ISO/IEC 29500 Transitional, Strict.
pub(super) const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// A piece of text: what stands in a `w:t`.
#[derive(Debug)]
pub(super) struct Piece {
    /// The start tag.
    pub(super) tag: Range<usize>,
    /// Its content, as it stands in the XML.
    pub(super) content: Range<usize>,
    /// Index of its run, if the run can be split.
    pub(super) run: Option<usize>,
    /// Index of the child of the outermost paragraph that it stands in.
    pub(super) block: usize,
    /// Id of the note whose body it stands in.
    pub(super) note: Option<String>,
}

/// A run.
#[derive(Debug, Default, Clone)]
pub(super) struct Run {
    /// The whole element.
    pub(super) element: Range<usize>,
    /// The start tag.
    pub(super) tag: Range<usize>,
    /// The properties, empty where it has none.
    pub(super) properties: Range<usize>,
}

/// A part of the package.
#[derive(Debug)]
pub(super) struct Part {
    /// The XML.
    pub(super) xml: String,
    /// Prefix of the elements: `w`; `None` where the namespace has no prefix.
    pub(super) prefix: Option<String>,
    /// Whether it is written after the Strict schema.
    pub(super) strict: bool,
    /// Its pieces of text, in order.
    pub(super) pieces: Vec<Piece>,
    /// Its runs.
    pub(super) runs: Vec<Run>,
    /// Children of outermost paragraphs.
    pub(super) blocks: Vec<Range<usize>>,
    /// Calls of notes: id, index of the block.
    pub(super) calls: Vec<(String, usize)>,
}

/// An element that is open.
struct Open {
    local: String,
    /// Of the namespace of text documents.
    own: bool,
    run: Option<usize>,
    block: Option<usize>,
}

impl Part {
    /// Takes in the XML of a part.
    ///
    /// # Errors
    /// It is not well-formed.
    pub(super) fn read(xml: String) -> Result<Self, AnnotateError> {
        let mut part = Self {
            prefix: None,
            strict: false,
            pieces: Vec::new(),
            runs: Vec::new(),
            blocks: Vec::new(),
            calls: Vec::new(),
            xml: String::new(),
        };
        let mut reader = Reader::from_str(&xml);
        reader.config_mut().allow_dangling_amp = true;
        let mut open: Vec<Open> = Vec::new();
        let mut note = None;
        let mut text: Option<(Range<usize>, bool)> = None;
        loop {
            let start = position(&reader);
            let event = reader.read_event()?;
            let end = position(&reader);
            match event {
                Event::Start(element) => {
                    if open.is_empty() {
                        part.namespace(&element);
                    }
                    let entered = part.enter(&element, &open, start..end);
                    match entered.local.as_str() {
                        "footnote" | "endnote" => note = id(&element),
                        "t" => text = Some((start..end, true)),
                        _ => {}
                    }
                    open.push(entered);
                }
                Event::Empty(element) => {
                    let closed = part.enter(&element, &open, start..end);
                    part.leave(&closed, &open, start..end);
                }
                Event::End(_) => {
                    let Some(closed) = open.pop() else { continue };
                    if closed.local == "t"
                        && let Some((tag, plain)) = text.take()
                    {
                        part.piece(tag, start, plain, &open, note.as_ref());
                    }
                    part.leave(&closed, &open, start..end);
                }
                Event::Eof => break,
                Event::Text(_) | Event::GeneralRef(_) => {}
                Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) => {
                    if let Some((_, plain)) = &mut text {
                        *plain = false;
                    }
                }
            }
        }
        part.xml = xml;
        Ok(part)
    }

    fn namespace(&mut self, root: &BytesStart<'_>) {
        for attribute in root.attributes().with_checks(false).flatten() {
            let uri: &str = &attribute.value;
            if uri == TRANSITIONAL || uri == STRICT {
                self.strict = uri == STRICT;
                self.prefix = attribute.key.as_ref().strip_prefix("xmlns:").map(str::to_owned);
            }
        }
    }

    fn enter(&mut self, element: &BytesStart<'_>, open: &[Open], range: Range<usize>) -> Open {
        let local = element.local_name().as_ref().to_owned();
        let own = element.name().prefix().map(|p| p.as_ref().to_owned()) == self.prefix;
        let depth = |name: &str| open.iter().filter(|o| o.local == name).count();
        let block = (open.last().is_some_and(|o| o.local == "p") && depth("p") == 1).then(|| {
            self.blocks.push(range.clone());
            self.blocks.len() - 1
        });
        let run = (local == "r" && own && depth("r") == 0 && depth("p") == 1).then(|| {
            let properties = range.end..range.end;
            self.runs.push(Run { element: range.clone(), tag: range.clone(), properties });
            self.runs.len() - 1
        });
        if matches!(local.as_str(), "footnoteReference" | "endnoteReference")
            && let Some(id) = id(element)
            && let Some(block) = open.iter().find_map(|o| o.block)
        {
            self.calls.push((format!("{local} {id}"), block));
        }
        Open { local, own, run, block }
    }

    /// An element ends; `open` are those still around it.
    fn leave(&mut self, closed: &Open, open: &[Open], range: Range<usize>) {
        if let Some(run) = closed.run {
            self.runs[run].element.end = range.end;
        }
        if let Some(block) = closed.block {
            self.blocks[block].end = range.end;
        }
        if closed.local == "rPr"
            && let Some(run) = open.last().and_then(|o| o.run)
        {
            self.runs[run].properties.end = range.end;
        }
    }

    fn piece(&mut self, tag: Range<usize>, end: usize, plain: bool, open: &[Open], note: Option<&String>) {
        let Some(block) = open.iter().find_map(|o| o.block) else { return };
        let own = open.last().is_some_and(|o| o.own);
        let run = open.last().and_then(|o| o.run).filter(|_| plain && own);
        self.pieces.push(Piece { content: tag.end..end, tag, run, block, note: note.cloned() });
    }

    /// The XML with `mark` of its index inside every piece, behind its first letter.
    pub(super) fn marked(&self, mark: impl Fn(usize) -> String) -> String {
        let mut out = String::with_capacity(self.xml.len() + 8 * self.pieces.len());
        let mut done = 0;
        for (index, piece) in self.pieces.iter().enumerate() {
            let Some(first) = self.letters(index).into_iter().find(|l| !l.character.is_whitespace()) else {
                continue;
            };
            out.push_str(&self.xml[done..first.range.end]);
            out.push_str(&mark(index));
            done = first.range.end.max(piece.content.start);
        }
        out.push_str(&self.xml[done..]);
        out
    }

    /// The letters of a piece; none where its content is more than text.
    pub(super) fn letters(&self, piece: usize) -> Vec<Letter> {
        let content = self.pieces[piece].content.clone();
        let raw = &self.xml[content.clone()];
        let mut letters = Vec::new();
        if raw.contains('<') {
            return letters;
        }
        let mut at = 0;
        while let Some(c) = raw[at..].chars().next() {
            let reference = raw[at..]
                .strip_prefix('&')
                .and_then(|r| r.split_once(';'))
                .filter(|(name, _)| name.len() < 10);
            let resolved = reference.and_then(|(name, _)| {
                Some((
                    quick_xml::escape::unescape(&raw[at..at + name.len() + 2]).ok()?.chars().next()?,
                    name.len() + 2,
                ))
            });
            let (character, length) = resolved.unwrap_or((c, c.len_utf8()));
            letters.push(Letter { character, range: content.start + at..content.start + at + length });
            at += length;
        }
        letters
    }
}

/// A letter of a piece.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    /// What it says.
    pub(super) character: char,
    /// Where it stands in the XML.
    pub(super) range: Range<usize>,
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The attribute `id`.
fn id(element: &BytesStart<'_>) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == "id")?;
    Some(found.value.into_owned())
}
