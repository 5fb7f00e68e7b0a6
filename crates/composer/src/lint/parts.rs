//! Which paragraph is what, told by its words and its place.

use crate::docx::place_date;
use crate::docx::raw::{Block, Document, Paragraph};
use crate::draft::{Day, Kind, System, Urgency};
use crate::layout::{Element, Layout};
use jiff::civil::Date;

/// A paragraph that says something.
pub(super) struct Part<'d> {
    pub(super) element: Element,
    pub(super) paragraph: &'d Paragraph,
    /// In one line, no-break spaces as spaces.
    pub(super) text: String,
}

/// The paragraphs with what they are.
pub(super) struct Parts<'d> {
    pub(super) list: Vec<Part<'d>>,
    system: System,
    day: Option<Day>,
    /// No name of a kind is printed.
    pub(super) letter: bool,
}

/// Short forms of authority in both systems, and those that are seen.
pub(super) const AUTHORITIES: [&str; 14] =
    ["T/M", "TM.", "K/T", "KT.", "T/L", "TL.", "T/U", "TUQ.", "TM/", "KT/", "TL/", "TUQ ", "Q.", "TM "];

impl<'d> Parts<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let mut list: Vec<Part<'d>> = Vec::new();
        for block in &document.blocks {
            let in_table = |element, paragraph: &'d Paragraph| {
                let text = paragraph.text().replace('\u{a0}', " ");
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                (!text.is_empty()).then_some(Part { element, paragraph, text })
            };
            match block {
                Block::Paragraph(paragraph) => list.extend(in_table(Element::Body, paragraph)),
                Block::Table { rows, .. } => {
                    let cells = rows.iter().flat_map(|row| row.cells.iter().flatten());
                    list.extend(cells.filter_map(|paragraph| in_table(Element::Table, paragraph)));
                }
            }
        }
        let mut parts = Self { list, system: System::Party, day: None, letter: true };
        let head = parts.head();
        let title = parts.title(head);
        parts.tail(title);
        parts.body(title);
        parts
    }

    pub(super) fn layout(&self) -> &'static Layout {
        // without a day, the newest
        Layout::of(self.system, self.day.map_or(Date::MAX, Day::last))
    }

    pub(super) fn system(&self) -> System {
        self.system
    }

    /// The parts that are this element.
    pub(super) fn are(&self, element: Element) -> impl Iterator<Item = &Part<'d>> {
        self.list.iter().filter(move |part| part.element == element)
    }

    pub(super) fn has(&self, element: Element) -> bool {
        self.are(element).next().is_some()
    }

    /// Names what stands in the head; the index after it.
    fn head(&mut self) -> usize {
        let mut end = 0;
        let mut unknown: Vec<usize> = Vec::new();
        let mut star_or_symbol = false;
        for (index, part) in self.list.iter_mut().enumerate().take(30) {
            let upper = part.text.to_uppercase();
            // both ways of placing tones
            let key = vitext::tone::key(&upper.to_lowercase());
            let begins = |words: &str| key.starts_with(&vitext::tone::key(words));
            let known = if begins("cộng hòa xã hội chủ nghĩa") {
                self.system = System::State;
                Some(Element::Motto)
            } else if begins("đảng cộng sản việt nam") {
                Some(Element::Motto)
            } else if begins("độc lập") {
                Some(Element::Creed)
            } else if part.text == "*" {
                star_or_symbol = true;
                Some(Element::Star)
            } else if is_symbol(&part.text) {
                star_or_symbol = true;
                Some(Element::Symbol)
            } else if part.text.chars().count() < 80
                && place_date(&part.text).is_some()
                && part.text.contains("ngày")
            {
                self.day = self.day.or(place_date(&part.text).map(|(_, day)| day));
                Some(Element::PlaceDate)
            } else if Urgency::marked(&upper).is_some() {
                Some(Element::Urgency)
            } else {
                None
            };
            match known {
                Some(element) => {
                    part.element = element;
                    end = index + 1;
                }
                None if !star_or_symbol && upper == part.text => unknown.push(index),
                None => {}
            }
        }
        self.issuers(&unknown, end);
        end
    }

    /// Bodies: the bold ones issue, the others stand above them.
    fn issuers(&mut self, unknown: &[usize], end: usize) {
        let bodies: Vec<usize> = unknown.iter().copied().filter(|index| *index < end).collect();
        let bold = |part: &Part<'_>| part.paragraph.runs.iter().any(|run| run.letters.bold == Some(true));
        let any = bodies.iter().any(|index| bold(&self.list[*index]));
        for (place, index) in bodies.iter().enumerate() {
            let part = &mut self.list[*index];
            let issues = if any { bold(part) } else { place + 1 == bodies.len() };
            part.element = if issues { Element::Issuer } else { Element::Superior };
        }
    }

    /// Names kind, subject and addressees; the index after them.
    fn title(&mut self, head: usize) -> usize {
        let mut at = head;
        let is_kind =
            |part: &Part<'_>| part.text == part.text.to_uppercase() && Kind::named(&part.text).is_some();
        let near = self.list.iter().take(head + 6).position(is_kind);
        if let Some(kind) = near {
            self.letter = false;
            self.list[kind].element = Element::Kind;
            at = kind + 1;
            while let Some(part) = self.list.get_mut(at) {
                let centred = part.paragraph.shape.align.as_deref() == Some("center");
                if part.text.bytes().all(|b| b == b'-') && part.text.len() > 1 {
                    part.element = Element::Hyphens;
                } else if part.text.starts_with("Kính ") {
                    break;
                } else if centred || !runs_on(&part.text) && at == kind + 1 {
                    part.element = Element::Subject;
                } else {
                    break;
                }
                at += 1;
            }
        } else {
            // of a letter, the subject stands under the number, before or after the date in the order of cells
            let symbol = self.list.iter().position(|part| part.element == Element::Symbol);
            if let Some(part) = symbol.and_then(|at| self.list.get_mut(at + 1)) {
                let lower = part.text.to_lowercase();
                if lower.starts_with("v/v") || lower.starts_with("về ") {
                    part.element = Element::LetterSubject;
                    at = at.max(symbol.unwrap_or(0) + 2);
                }
            }
        }
        let mut addressed = false;
        while let Some(part) = self.list.get_mut(at) {
            let opens = part.text.starts_with("Kính gửi") || part.text.starts_with("Kính trình:");
            if !(opens || addressed && part.text.starts_with('-')) {
                break;
            }
            part.element = Element::Addressees;
            addressed = true;
            at += 1;
        }
        at
    }

    /// Names authority, office, signer, recipients.
    fn tail(&mut self, from: usize) {
        let opens = |part: &Part<'_>| part.text.starts_with("Nơi nhận") || is_authority(&part.text);
        let Some(begin) = self.list.iter().skip(from).position(opens).map(|at| at + from) else { return };
        let mut recipients = false;
        for part in &mut self.list[begin..] {
            let upper = part.text == part.text.to_uppercase();
            part.element = if part.text.starts_with("Nơi nhận") {
                recipients = true;
                Element::RecipientsTitle
            } else if is_authority(&part.text) {
                recipients = false;
                Element::Authority
            } else if upper && !part.text.starts_with('-') {
                recipients = false;
                Element::Office
            } else if part.text.starts_with(['-', '–']) || recipients {
                Element::Recipients
            } else {
                Element::Signer
            };
        }
    }

    /// Names headings that stand in the middle, and bases.
    fn body(&mut self, from: usize) {
        let state = self.system == System::State;
        for part in self.list.iter_mut().skip(from).filter(|part| part.element == Element::Body) {
            let centred = part.paragraph.shape.align.as_deref() == Some("center");
            let first = part.text.split(' ').next().unwrap_or_default().to_lowercase();
            let bold = part.paragraph.runs.iter().all(|run| run.letters.bold == Some(true));
            part.element = if centred && ["phần", "chương", "mục"].contains(&first.as_str()) {
                Element::Division
            } else if centred {
                Element::Formula
            } else if state && part.text.starts_with("Căn cứ ") && part.text.ends_with(';') {
                Element::Basis
            } else if bold && !part.paragraph.runs.is_empty() {
                Element::Heading
            } else {
                Element::Body
            };
        }
    }
}

/// Whether a text is the beginning of running text and not a subject.
fn runs_on(text: &str) -> bool {
    text.ends_with(['.', ':', ';']) || text.chars().count() > 300
}

fn is_symbol(text: &str) -> bool {
    let rest = text.strip_prefix("Số").map(|rest| rest.trim_start_matches([':', ' ']));
    rest.is_some_and(|rest| rest.contains('/') && text.chars().count() < 40)
}

fn is_authority(text: &str) -> bool {
    text == text.to_uppercase()
        && text.chars().count() < 80
        && AUTHORITIES.iter().any(|form| text.starts_with(form))
}
