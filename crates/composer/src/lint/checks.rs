//! The checks: paper, letters, paragraphs, words.

use super::parts::{AUTHORITIES, Part, Parts};
use super::{Deviation, LayoutRule};
use crate::docx::raw::{Content, Document, Run, Section};
use crate::draft::{AuthorityForm, System};
use crate::layout::{Alignment, Element, Layout, Look, Property};

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

struct Checks {
    layout: &'static Layout,
    found: Vec<Deviation>,
}

/// A deviation without what the layout knows of it.
struct Seen<'s> {
    rule: LayoutRule,
    found: String,
    wanted: String,
    disputed: bool,
    quote: &'s str,
}

impl Checks {
    fn add(&mut self, element: Option<Element>, seen: Seen<'_>) {
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
        wanted.extend(if party { [Element::Star, Element::Symbol] } else { [Element::Creed, Element::Symbol] });
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

    /// Font, size, bold, italic, capitals.
    fn letters(&mut self, part: &Part<'_>) {
        let layout = self.layout;
        let look = layout.look(part.element);
        let disputed = |property| look.disputed.contains(&property);
        let runs: Vec<&Run> = part.paragraph.runs.iter().filter(|run| says(run)).collect();
        let mut add = |rule, found: String, wanted: String, disputed| {
            self.add(Some(part.element), Seen { rule, found, wanted, disputed, quote: &part.text });
        };
        if let Some(font) = runs.iter().find_map(|run| run.letters.font.as_ref().filter(|f| **f != layout.page.font)) {
            add(LayoutRule::Font, font.clone(), layout.page.font.clone(), false);
        }
        let [least, most] = look.sizes;
        let size = |run: &&Run| run.letters.size.unwrap_or(20);
        let fits = |size: i64| (i64::from(least) * 2..=i64::from(most) * 2).contains(&size);
        if let Some(size) = runs.iter().map(size).find(|size| !fits(*size)) {
            let half = if size % 2 == 1 { ",5" } else { "" };
            let found = format!("{}{half} pt", size / 2);
            add(LayoutRule::Size, found, range(least, most, "pt"), disputed(Property::Size));
        }
        let bold = |run: &&Run| run.letters.bold == Some(true);
        let italic = |run: &&Run| run.letters.italic == Some(true);
        let words = |property, look_has: bool, every: bool, any: bool| match (look_has, every, any) {
            (true, false, _) => Some((property, true)),
            (false, _, true) => Some((property, false)),
            _ => None,
        };
        let emphasised = matches!(
            part.element,
            Element::Body | Element::Table | Element::Note | Element::Addressees | Element::Formula | Element::Heading
        );
        if !emphasised && !runs.is_empty() {
            match words(Property::Bold, look.bold, runs.iter().all(bold), runs.iter().any(bold)) {
                Some((_, true)) => add(LayoutRule::Bold, String::new(), String::new(), disputed(Property::Bold)),
                Some((_, false)) => add(LayoutRule::NotBold, String::new(), String::new(), disputed(Property::Bold)),
                None => {}
            }
            match words(Property::Italic, look.italic, runs.iter().all(italic), runs.iter().any(italic)) {
                Some((_, true)) => add(LayoutRule::Italic, String::new(), String::new(), disputed(Property::Italic)),
                Some((_, false)) => {
                    add(LayoutRule::NotItalic, String::new(), String::new(), disputed(Property::Italic));
                }
                None => {}
            }
        }
        let in_capitals = part.text == part.text.to_uppercase()
            || runs.iter().all(|run| run.letters.caps == Some(true));
        let named = matches!(part.element, Element::Division | Element::Formula);
        if look.upper && !in_capitals && !named {
            add(LayoutRule::Capitals, String::new(), part.text.to_uppercase(), false);
        }
        if matches!(part.element, Element::Kind | Element::Subject) {
            self.alignment(part, look);
        }
    }

    fn alignment(&mut self, part: &Part<'_>, look: &Look) {
        let wanted = match look.align {
            Alignment::Left => "left",
            Alignment::Centre => "center",
            Alignment::Right => "right",
            Alignment::Justified => "both",
        };
        let found = part.paragraph.shape.align.as_deref().unwrap_or("left");
        if found != wanted && !(wanted == "both" && found == "distribute") {
            let (found, wanted) = (found.to_owned(), wanted.to_owned());
            let seen = Seen { rule: LayoutRule::Alignment, found, wanted, disputed: false, quote: &part.text };
            self.add(Some(part.element), seen);
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
                    let month = if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() };
                    let wanted = format!("ngày {:02} tháng {month} năm {}", day.day(), day.year());
                    if !text.ends_with(&wanted) {
                        add(LayoutRule::DateForm, text, &wanted);
                    }
                }
            }
            Element::Authority => {
                let allowed = |form: &AuthorityForm| layout.text.authority.get(form);
                let right = AuthorityForm::ALL.iter().filter_map(allowed).any(|form| text.starts_with(form.as_str()));
                if !right {
                    let found = AUTHORITIES.iter().find(|form| text.starts_with(**form)).copied().unwrap_or(text);
                    let same = |form: &AuthorityForm| {
                        let word: String = found.chars().filter(|c| c.is_alphabetic()).collect();
                        let own: String = layout.authority(*form).chars().filter(|c| c.is_alphabetic()).collect();
                        (word == own).then(|| allowed(form)).flatten()
                    };
                    let wanted = AuthorityForm::ALL.iter().find_map(same).map_or("", String::as_str);
                    add(LayoutRule::AuthorityForm, found.trim(), wanted);
                }
            }
            _ => {}
        }
    }

    /// Lines and paragraphs of running text.
    fn body(&mut self, parts: &Parts<'_>) {
        let layout = self.layout;
        let mut after = 0;
        for (index, part) in parts.list.iter().enumerate() {
            let shape = &part.paragraph.shape;
            let running = matches!(part.element, Element::Body | Element::Basis);
            if running {
                let look = layout.look(part.element);
                self.alignment(part, look);
                self.leading(part, look);
                let between = (after + shape.before.unwrap_or(0)) / 20;
                let first = index == 0 || !matches!(parts.list[index - 1].element, Element::Body | Element::Basis);
                if between < i64::from(layout.spacing.paragraph) && !first {
                    let (found, wanted) = (format!("{between} pt"), format!("≥ {} pt", layout.spacing.paragraph));
                    let seen =
                        Seen { rule: LayoutRule::Spacing, found, wanted, disputed: false, quote: &part.text };
                    self.add(Some(part.element), seen);
                }
                let indent = millimetres(shape.first_line.unwrap_or(0));
                let length = layout.spacing.indent;
                if !(i64::from(length.least)..=i64::from(length.most)).contains(&indent) {
                    let found = format!("{indent} mm");
                    let wanted = range(length.least, length.most, "mm");
                    let disputed = parts.system() == System::Party;
                    let seen = Seen { rule: LayoutRule::Indent, found, wanted, disputed, quote: &part.text };
                    self.add(Some(part.element), seen);
                }
            }
            after = shape.after.unwrap_or(0);
        }
        let last = parts.list.iter().rev().find(|part| {
            matches!(part.element, Element::Body | Element::Basis | Element::Heading | Element::Table)
        });
        if let Some(part) = last.filter(|part| part.element == Element::Body) {
            let slashed = part.text.ends_with("./.");
            if slashed != (parts.system() == System::State) {
                let found: String = part.text.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
                let wanted = layout.text.end.clone();
                let seen = Seen { rule: LayoutRule::End, found, wanted, disputed: false, quote: &part.text };
                self.add(Some(Element::Body), seen);
            }
        }
    }

    fn leading(&mut self, part: &Part<'_>, look: &Look) {
        let shape = &part.paragraph.shape;
        let line = shape.line.unwrap_or(240);
        let rule = shape.line_rule.as_deref().unwrap_or("auto");
        let points = if rule == "auto" { format!("{}%", line * 100 / 240) } else { format!("{} pt", line / 20) };
        let disputed = look.disputed.contains(&Property::Leading);
        let spacing = &self.layout.spacing;
        let deviation = match (spacing.exact, spacing.lines) {
            (Some([least, most]), _) => {
                let right = rule == "exact" && (i64::from(least) * 20..=i64::from(most) * 20).contains(&line);
                (!right).then(|| (range(least, most, "pt"), disputed && rule == "exact"))
            }
            (None, Some([least, most])) => {
                // single lines of Times New Roman are 1.15 of the size of its letters
                let size = part.paragraph.runs.first().and_then(|run| run.letters.size).unwrap_or(20);
                let percent = if rule == "auto" { line * 100 / 240 } else { single_lines(line, size) };
                let right = (i64::from(least)..=i64::from(most)).contains(&percent);
                (!right).then(|| (range(least, most, "%"), disputed))
            }
            (None, None) => None,
        };
        if let Some((wanted, disputed)) = deviation {
            let seen = Seen { rule: LayoutRule::Leading, found: points, wanted, disputed, quote: &part.text };
            self.add(Some(part.element), seen);
        }
    }

    fn recipients(&mut self, parts: &Parts<'_>) {
        let list: Vec<&Part<'_>> = parts.are(Element::Recipients).collect();
        let disputed = self.layout.look(Element::Recipients).disputed.contains(&Property::Words);
        for (index, part) in list.iter().enumerate() {
            let sign = if index + 1 == list.len() { "." } else { ";" };
            if !part.text.starts_with('-') || !part.text.ends_with(sign) {
                let (found, wanted) = (part.text.clone(), format!("- …{sign}"));
                let seen = Seen { rule: LayoutRule::RecipientsForm, found, wanted, disputed, quote: &part.text };
                self.add(Some(Element::Recipients), seen);
            }
        }
    }
}

/// Exact twentieths of a point as per cent of single lines of letters of so many half points.
fn single_lines(twips: i64, half_points: i64) -> i64 {
    twips * 1000 / (half_points.max(1) * 115)
}

/// Whether a run shows letters.
fn says(run: &&Run) -> bool {
    matches!(&run.content, Content::Text(text) if !text.trim().is_empty())
}

fn range(least: u32, most: u32, unit: &str) -> String {
    if least == most { format!("{least} {unit}") } else { format!("{least} - {most} {unit}") }
}

/// Millimetres of so many twentieths of a point.
fn millimetres(twips: i64) -> i64 {
    (twips * 254 + 7_200) / 14_400
}
