//! The checks: paper, what is there, forms of words.

use super::parts::{AUTHORITIES, Part, Parts};
use super::{Deviation, LayoutRule};
use crate::docx::raw::{Document, Section};
use crate::draft::{AuthorityForm, System};
use crate::layout::{Element, Layout, Property};

/// What deviates.
pub(super) fn checks(document: &Document, parts: &Parts<'_>, layout: &'static Layout) -> Vec<Deviation> {
    let mut checks = Checks { layout, found: Vec::new() };
    for section in &document.sections {
        checks.paper(section);
    }
    checks.page_number(document);
    checks.missing(parts);
    for part in &parts.list {
        checks.letters(part);
        checks.words(part, parts.system());
    }
    checks.body(parts);
    checks.recipients(parts);
    checks.found
}

/// Deviations found so far.
pub(super) struct Checks {
    pub(super) layout: &'static Layout,
    found: Vec<Deviation>,
}

/// A deviation without what the layout knows of it.
pub(super) struct Seen<'s> {
    pub(super) rule: LayoutRule,
    pub(super) found: String,
    pub(super) wanted: String,
    pub(super) disputed: bool,
    pub(super) quote: &'s str,
}

impl Checks {
    pub(super) fn add(&mut self, element: Option<Element>, seen: Seen<'_>) {
        let Seen { rule, found, wanted, disputed, quote } = seen;
        let same = |d: &&mut Deviation| d.rule == rule && d.element == element && d.found == found;
        if let Some(known) = self.found.iter_mut().find(same) {
            known.count += 1;
            return;
        }
        let source = match element {
            Some(element) if self.layout.has(element) => self.layout.look(element).source.clone(),
            _ => self.layout.page.source.clone(),
        };
        let quote: String = quote.chars().take(60).collect();
        self.found.push(Deviation { rule, element, found, wanted, source, disputed, quote, count: 1 });
    }

    fn paper(&mut self, section: &Section) {
        let page = &self.layout.page;
        let (mut width, mut height) = (millimetres(section.width), millimetres(section.height));
        if section.landscape {
            (width, height) = (height, width);
        }
        if width.abs_diff(i64::from(page.width)) > 1 || height.abs_diff(i64::from(page.height)) > 1 {
            let wanted = format!("{} × {} mm", page.width, page.height);
            let found = format!("{width} × {height} mm");
            self.add(None, Seen { rule: LayoutRule::Paper, found, wanted, disputed: false, quote: "" });
        }
        if section.landscape {
            // wide tables are printed across; their margins are turned with the page
            return;
        }
        let margins = [
            (LayoutRule::MarginTop, section.top, page.top),
            (LayoutRule::MarginBottom, section.bottom, page.bottom),
            (LayoutRule::MarginLeft, section.left, page.left),
            (LayoutRule::MarginRight, section.right, page.right),
        ];
        for (rule, twips, length) in margins {
            let mm = millimetres(twips);
            if !(i64::from(length.least)..=i64::from(length.most)).contains(&mm) {
                let wanted = range(length.least, length.most, "mm");
                self.add(None, Seen { rule, found: format!("{mm} mm"), wanted, disputed: false, quote: "" });
            }
        }
    }

    fn page_number(&mut self, document: &Document) {
        let element = Some(Element::PageNumber);
        let mut add = |rule, disputed| {
            let seen = Seen { rule, found: String::new(), wanted: String::new(), disputed, quote: "" };
            self.add(element, seen);
        };
        if document.number_below {
            add(LayoutRule::PageNumberBelow, false);
        } else if document.numbers.is_empty() {
            // one page has no number: how many there are is not known here
            add(LayoutRule::PageNumber, true);
        } else if document.sections.first().is_some_and(|section| !section.first_differs) {
            add(LayoutRule::PageNumberFirst, false);
        }
        for paragraph in &document.numbers {
            let text = paragraph.text();
            let part = Part { element: Element::PageNumber, paragraph, text };
            self.letters(&part);
            self.alignment(&part, self.layout.look(Element::PageNumber));
        }
    }

    fn missing(&mut self, parts: &Parts<'_>) {
        let mut wanted = vec![Element::Motto, Element::Issuer, Element::PlaceDate];
        let party = parts.system() == System::Party;
        wanted.extend(if party {
            [Element::Star, Element::Symbol]
        } else {
            [Element::Creed, Element::Symbol]
        });
        if parts.letter {
            wanted.push(Element::LetterSubject);
        } else if party && parts.has(Element::Subject) {
            wanted.push(Element::Hyphens);
        }
        wanted.extend([Element::Signer, Element::RecipientsTitle, Element::Recipients]);
        for element in wanted {
            if !parts.has(element) {
                let text = &self.layout.text;
                let words = match element {
                    Element::Motto => &text.motto,
                    Element::Creed => &text.creed,
                    Element::Star => &text.star,
                    Element::Hyphens => &text.hyphens,
                    Element::RecipientsTitle => &text.recipients,
                    _ => "",
                };
                // a letter may have no subject, minutes no recipients
                let disputed = matches!(
                    element,
                    Element::LetterSubject | Element::Recipients | Element::RecipientsTitle | Element::Symbol
                );
                let wanted = words.to_owned();
                let seen =
                    Seen { rule: LayoutRule::Missing, found: String::new(), wanted, disputed, quote: "" };
                self.add(Some(element), seen);
            }
        }
    }

    /// Words that have a form of their own.
    fn words(&mut self, part: &Part<'_>, system: System) {
        let layout = self.layout;
        let text = part.text.as_str();
        let mut add = |rule, found: &str, wanted: &str| {
            let (found, wanted) = (found.to_owned(), wanted.to_owned());
            self.add(Some(part.element), Seen { rule, found, wanted, disputed: false, quote: text });
        };
        match part.element {
            Element::Symbol => {
                let colon = text.starts_with("Số:") || text.starts_with("Số :");
                if colon != (system == System::State) {
                    let found = text.split(' ').next().unwrap_or_default();
                    add(LayoutRule::SymbolForm, found, &layout.text.symbol);
                }
            }
            Element::PlaceDate => {
                if let Some((_, crate::Day::Known(day))) = crate::docx::place_date(text) {
                    let month =
                        if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() };
                    let wanted = format!("ngày {:02} tháng {month} năm {}", day.day(), day.year());
                    if !text.ends_with(&wanted) {
                        add(LayoutRule::DateForm, text, &wanted);
                    }
                }
            }
            Element::Authority => {
                let allowed = |form: &AuthorityForm| layout.text.authority.get(form);
                let right =
                    AuthorityForm::ALL.iter().filter_map(allowed).any(|form| text.starts_with(form.as_str()));
                if !right {
                    let found =
                        AUTHORITIES.iter().find(|form| text.starts_with(**form)).copied().unwrap_or(text);
                    let same = |form: &AuthorityForm| {
                        let word: String = found.chars().filter(|c| c.is_alphabetic()).collect();
                        let own: String =
                            layout.authority(*form).chars().filter(|c| c.is_alphabetic()).collect();
                        (word == own).then(|| allowed(form)).flatten()
                    };
                    let wanted = AuthorityForm::ALL.iter().find_map(same).map_or("", String::as_str);
                    add(LayoutRule::AuthorityForm, found.trim(), wanted);
                }
            }
            _ => {}
        }
    }

    fn recipients(&mut self, parts: &Parts<'_>) {
        let list: Vec<&Part<'_>> = parts.are(Element::Recipients).collect();
        let disputed = self.layout.look(Element::Recipients).disputed.contains(&Property::Words);
        for (index, part) in list.iter().enumerate() {
            let sign = if index + 1 == list.len() { "." } else { ";" };
            if !part.text.starts_with('-') || !part.text.ends_with(sign) {
                let dash = if part.text.starts_with('-') { "- " } else { "" };
                let end = part.text.chars().next_back().unwrap_or_default();
                let (found, wanted) = (format!("{dash}…{end}"), format!("- …{sign}"));
                let seen =
                    Seen { rule: LayoutRule::RecipientsForm, found, wanted, disputed, quote: &part.text };
                self.add(Some(Element::Recipients), seen);
            }
        }
    }
}

pub(super) fn range(least: u32, most: u32, unit: &str) -> String {
    if least == most { format!("{least} {unit}") } else { format!("{least} - {most} {unit}") }
}

/// Millimetres of so many twentieths of a point.
pub(super) fn millimetres(twips: i64) -> i64 {
    (twips * 254 + 7_200) / 14_400
}
