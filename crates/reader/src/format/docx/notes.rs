//! Labels of footnotes and endnotes as they are printed (ISO/IEC 29500-1 §17.11).

use super::numbering::NumberFormat;
use super::xml::{self, Event, Name, Xml};
use crate::Refusal;
use crate::format::superscript;

/// Footnotes or endnotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NoteKind {
    /// At the foot of the page.
    Foot,
    /// At the end of the document.
    End,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Restart {
    #[default]
    Never,
    Section,
    Page,
}

#[derive(Debug, Clone, Copy, Default)]
struct Rule {
    format: Option<NumberFormat>,
    start: Option<i64>,
    restart: Option<Restart>,
}

impl Rule {
    fn over(self, base: Self) -> Self {
        Self {
            format: self.format.or(base.format),
            start: self.start.or(base.start),
            restart: self.restart.or(base.restart),
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Rules {
    foot: Rule,
    end: Rule,
}

impl Rules {
    /// Reads on through `w:footnotePr` or `w:endnotePr`.
    fn take(&mut self, name: Name, events: &mut Xml<'_>) -> Result<(), Refusal> {
        let rule = if name == Name::FootnotePr { &mut self.foot } else { &mut self.end };
        while let Some(event) = events.next()? {
            match event {
                Event::Open(Name::NumFmt, e) => rule.format = xml::value(&e).map(|v| NumberFormat::of(&v)),
                Event::Open(Name::NumStart, e) => rule.start = xml::number(&e),
                Event::Open(Name::NumRestart, e) => {
                    rule.restart = Some(match xml::value(&e).as_deref() {
                        Some("eachSect") => Restart::Section,
                        Some("eachPage") => Restart::Page,
                        _ => Restart::Never,
                    });
                }
                Event::Close(closed) if closed == name => break,
                _ => {}
            }
        }
        Ok(())
    }
}

/// Counts the calls of notes.
#[derive(Debug, Default)]
pub(super) struct Marks {
    defaults: Rules,
    sections: Vec<Rules>,
    section: usize,
    foot: Option<i64>,
    end: Option<i64>,
}

impl Marks {
    /// Reads the rules from the settings and from the sections of the body, whose properties come at their ends.
    pub(super) fn read(settings: &str, body: &str, depth: usize) -> Result<Self, Refusal> {
        let mut marks = Self::default();
        let mut events = Xml::new(settings, depth);
        while let Some(event) = events.next()? {
            if let Event::Open(name @ (Name::FootnotePr | Name::EndnotePr), _) = event {
                marks.defaults.take(name, &mut events)?;
            }
        }
        if memchr::memmem::find(body.as_bytes(), b"notePr").is_none() {
            return Ok(marks);
        }
        let mut events = Xml::new(body, depth);
        while let Some(event) = events.next()? {
            match event {
                Event::Open(Name::Change, _) => events.skip()?,
                Event::Open(Name::SectPr, _) => marks.sections.push(Rules::default()),
                Event::Open(name @ (Name::FootnotePr | Name::EndnotePr), _) => {
                    if let Some(section) = marks.sections.last_mut() {
                        section.take(name, &mut events)?;
                    }
                }
                _ => {}
            }
        }
        Ok(marks)
    }

    /// The label of the next call, raised.
    pub(super) fn next(&mut self, kind: NoteKind) -> String {
        let rule = self.rule(kind);
        let counter = if kind == NoteKind::Foot { &mut self.foot } else { &mut self.end };
        let number = counter.map_or(rule.start.unwrap_or(1), |n: i64| n.saturating_add(1));
        *counter = Some(number);
        let unsaid = if kind == NoteKind::Foot { NumberFormat::Decimal } else { NumberFormat::LowerRoman };
        superscript::raise(&rule.format.unwrap_or(unsaid).write(number))
    }

    /// A section ends.
    pub(super) fn end_section(&mut self) {
        self.section += 1;
        self.restart(Restart::Section);
    }

    /// A page ends, as far as the file knows.
    pub(super) fn end_page(&mut self) {
        self.restart(Restart::Page);
    }

    fn restart(&mut self, at: Restart) {
        if self.rule(NoteKind::Foot).restart == Some(at) {
            self.foot = None;
        }
        if self.rule(NoteKind::End).restart == Some(at) {
            self.end = None;
        }
    }

    fn rule(&self, kind: NoteKind) -> Rule {
        let section = self.sections.get(self.section).copied().unwrap_or_default();
        match kind {
            NoteKind::Foot => section.foot.over(self.defaults.foot),
            NoteKind::End => section.end.over(self.defaults.end),
        }
    }
}
