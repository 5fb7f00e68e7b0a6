//! A draft in the order of its paper: the one list of paragraphs that both writers write.

use crate::balance::balance;
use crate::block::{Block, Heading, Table};
use crate::draft::{Day, Draft, Recipients, Signature, Symbol};
use crate::fonts::{Face, POINT};
use crate::inline::Inline;
use crate::layout::{Element, Layout, RuleLength};

/// A part of the paper, from top to bottom.
pub(crate) enum Part<'d> {
    /// Rows of two cells beside each other, without borders.
    Columns(Vec<[Vec<Entry<'d>>; 2]>),
    /// A paragraph or a rule.
    Entry(Entry<'d>),
    /// A table.
    Table(&'d Table),
}

/// What stands on lines of its own.
pub(crate) enum Entry<'d> {
    /// A paragraph.
    Paragraph(Paragraph<'d>),
    /// A drawn rule in the middle, so wide.
    Rule(i64),
}

/// Text that may be the draft's own or made here.
pub(crate) enum Words<'d> {
    /// Of the draft.
    Own(&'d Inline),
    /// Made.
    Made(Inline),
}

impl Words<'_> {
    pub(crate) fn inline(&self) -> &Inline {
        match self {
            Self::Own(inline) => inline,
            Self::Made(inline) => inline,
        }
    }
}

/// A paragraph.
pub(crate) struct Paragraph<'d> {
    pub(crate) element: Element,
    /// Level in the outline.
    pub(crate) level: Option<u8>,
    /// What stands before the text.
    pub(crate) label: Option<Label<'d>>,
    pub(crate) text: Words<'d>,
    /// Not parted from what follows by the end of a page.
    pub(crate) keep: bool,
    /// Points above, where the look's own are not meant.
    pub(crate) before: Option<u32>,
    /// Left indent in millimetres.
    pub(crate) left: u32,
    /// Narrower by so much at both sides: lines of a head are of like length.
    pub(crate) side: i64,
}

/// The label of a heading or an item.
pub(crate) struct Label<'d> {
    pub(crate) text: &'d str,
    /// Bold where the paragraph is not.
    pub(crate) bold: bool,
    /// On a line of its own.
    pub(crate) alone: bool,
}

impl<'d> Paragraph<'d> {
    fn new(element: Element, text: Words<'d>) -> Self {
        Self { element, level: None, label: None, text, keep: false, before: None, left: 0, side: 0 }
    }

    fn made(element: Element, text: &str) -> Self {
        Self::new(element, Words::Made(Inline::plain(text)))
    }

    fn labelled(mut self, text: &'d str, bold: bool, alone: bool) -> Self {
        if !text.is_empty() {
            self.label = Some(Label { text, bold, alone });
        }
        self
    }
}

/// Points between a paragraph and a table under it.
pub(crate) const TABLE_GAP: u32 = 5;
/// Millimetres before addressees that stand in a list.
const ADDRESSEES: u32 = 30;
/// Points between the body and the signature.
const SIGNATURE: u32 = 12;

/// Puts a draft in order.
pub(crate) fn plan<'d>(draft: &'d Draft, layout: &'d Layout) -> Vec<Part<'d>> {
    let mut parts = vec![head(draft, layout)];
    title(draft, layout, &mut parts);
    addressees(draft, layout, &mut parts);
    let signed = draft.signature.is_some();
    let last = draft.body.len().saturating_sub(1);
    for (index, block) in draft.body.iter().enumerate().filter(|(_, block)| !block.is_empty()) {
        parts.push(match block {
            Block::Table(table) => Part::Table(table),
            _ => {
                let mut paragraph = body(block);
                paragraph.keep |= signed && index == last;
                Part::Entry(Entry::Paragraph(paragraph))
            }
        });
    }
    parts.extend(tail(draft, layout));
    for part in &mut parts {
        balance(part, layout);
    }
    parts
}

fn body(block: &Block) -> Paragraph<'_> {
    match block {
        Block::Heading(heading) => heading_of(heading),
        Block::Paragraph(text) => Paragraph::new(Element::Body, Words::Own(text)),
        Block::Basis(text) => Paragraph::new(Element::Basis, Words::Own(text)),
        Block::Formula(line) => Paragraph { keep: true, ..Paragraph::made(Element::Formula, line.as_str()) },
        Block::Item { label, text } => {
            let article = label.as_str().starts_with("Điều ");
            Paragraph::new(Element::Body, Words::Own(text)).labelled(label.as_str(), article, false)
        }
        Block::Table(_) => Paragraph::made(Element::Body, ""),
    }
}

fn heading_of(heading: &Heading) -> Paragraph<'_> {
    let division = heading.is_division();
    let element = if division { Element::Division } else { Element::Heading };
    let title = Words::Own(heading.title());
    let alone = division && !heading.title().is_empty();
    let paragraph = Paragraph::new(element, title).labelled(heading.label().as_str(), false, alone);
    Paragraph { level: Some(heading.level()), keep: true, ..paragraph }
}

fn head<'d>(draft: &'d Draft, layout: &'d Layout) -> Part<'d> {
    let text = &layout.text;
    let paragraph = |element, words: &str| Entry::Paragraph(Paragraph::made(element, words));
    let mut left: Vec<Entry<'d>> = Vec::new();
    if let Some(superior) = &draft.issuer.superior {
        left.push(paragraph(Element::Superior, superior.as_str()));
    }
    left.push(paragraph(Element::Issuer, draft.issuer.body.as_str()));
    if !text.star.is_empty() {
        left.push(paragraph(Element::Star, &text.star));
    }
    left.extend(rule(layout, Element::Issuer, draft.issuer.body.as_str(), text.issuer_rule));
    let mut right = vec![paragraph(Element::Motto, &text.motto)];
    let mut last = (Element::Motto, &text.motto);
    if !text.creed.is_empty() {
        right.push(paragraph(Element::Creed, &text.creed));
        last = (Element::Creed, &text.creed);
    }
    right.extend(rule(layout, last.0, last.1, text.motto_rule));

    let mut below: Vec<Entry<'d>> = Vec::new();
    if let Some(symbol) = &draft.symbol {
        below.push(paragraph(Element::Symbol, &symbol_text(symbol, layout)));
    }
    if draft.kind.is_letter() && !draft.subject.is_empty() {
        let subject = format!("{} {}", text.letter_subject, draft.subject);
        below.push(paragraph(Element::LetterSubject, &subject));
    }
    if let Some(urgency) = draft.urgency {
        below.push(paragraph(Element::Urgency, urgency.mark()));
    }
    let place = paragraph(Element::PlaceDate, &place_date(draft));
    Part::Columns(vec![[left, right], [below, vec![place]]])
}

/// The rule under a line.
fn rule(layout: &Layout, under: Element, text: &str, length: RuleLength) -> Option<Entry<'static>> {
    let look = layout.look(under);
    let width = Face { bold: look.bold, italic: look.italic }.width(text, i64::from(look.size) * POINT);
    match length {
        RuleLength::None => None,
        RuleLength::Text => Some(Entry::Rule(width)),
        // of a line that had to be broken, a part of what fits
        RuleLength::Third => Some(Entry::Rule(width.min(160 * POINT) * 2 / 5)),
    }
}

/// What stands where a number or a day is left open.
pub(crate) const OPEN: &str = "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

fn symbol_text(symbol: &Symbol, layout: &Layout) -> String {
    let number = symbol.number.as_ref().map_or(OPEN, |number| number.as_str());
    format!("{} {number}{}{}", layout.text.symbol, layout.text.separator, symbol.code)
}

/// `Hải Minh, ngày 03 tháng 02 năm 2026`.
fn place_date(draft: &Draft) -> String {
    let (day, month, year) = match draft.day {
        Day::Known(day) => (format!("{:02}", day.day()), day.month(), day.year()),
        Day::Open { year, month } => (OPEN.to_owned(), month, year),
    };
    let month = if month < 3 { format!("{month:02}") } else { month.to_string() };
    let place = if draft.place.is_empty() { String::new() } else { format!("{}, ", draft.place) };
    format!("{place}ngày {day} tháng {month} năm {year}")
}

fn title<'d>(draft: &'d Draft, layout: &'d Layout, parts: &mut Vec<Part<'d>>) {
    if draft.kind.is_letter() {
        return;
    }
    let paragraph = |element, words: &str| {
        Part::Entry(Entry::Paragraph(Paragraph { keep: true, ..Paragraph::made(element, words) }))
    };
    parts.push(paragraph(Element::Kind, &draft.kind.name().to_uppercase()));
    if draft.subject.is_empty() {
        return;
    }
    parts.push(paragraph(Element::Subject, draft.subject.as_str()));
    if !layout.text.hyphens.is_empty() {
        parts.push(paragraph(Element::Hyphens, &layout.text.hyphens));
    }
    let rule = rule(layout, Element::Subject, draft.subject.as_str(), layout.text.subject_rule);
    parts.extend(rule.map(Part::Entry));
}

fn addressees<'d>(draft: &'d Draft, layout: &'d Layout, parts: &mut Vec<Part<'d>>) {
    let opening =
        if draft.kind.is_proposal() { &layout.text.addressee_of_proposal } else { &layout.text.addressee };
    let mut push = |text: &str, before: u32, left: u32| {
        let paragraph = Paragraph::made(Element::Addressees, text);
        let paragraph = Paragraph { before: Some(before), left, keep: true, ..paragraph };
        parts.push(Part::Entry(Entry::Paragraph(paragraph)));
    };
    match draft.addressees.lines() {
        [] => {}
        [one] => push(&format!("{opening}: {one}"), 18, ADDRESSEES),
        _ => {
            push(&format!("{opening}:"), 18, ADDRESSEES);
            listed(&draft.addressees).for_each(|line| push(&line, 0, ADDRESSEES + 10));
        }
    }
}

/// A list with a dash before each and its sign after.
fn listed(list: &Recipients) -> impl Iterator<Item = String> {
    let last = list.lines().len().saturating_sub(1);
    let sign = move |index| if index == last { "." } else { ";" };
    list.lines().iter().enumerate().map(move |(index, line)| format!("- {line}{}", sign(index)))
}

fn tail<'d>(draft: &'d Draft, layout: &'d Layout) -> Option<Part<'d>> {
    let mut left: Vec<Entry<'d>> = Vec::new();
    if !draft.recipients.lines().is_empty() {
        left.push(Entry::Paragraph(Paragraph::made(Element::RecipientsTitle, &layout.text.recipients)));
        left.extend(
            listed(&draft.recipients)
                .map(|line| Entry::Paragraph(Paragraph::made(Element::Recipients, &line))),
        );
    }
    let mut right = draft.signature.as_ref().map(|s| signature(s, layout)).unwrap_or_default();
    for column in [&mut left, &mut right] {
        if let Some(Entry::Paragraph(first)) = column.first_mut() {
            first.before = Some(SIGNATURE);
        }
    }
    (!left.is_empty() || !right.is_empty()).then(|| Part::Columns(vec![[left, right]]))
}

fn signature<'d>(signature: &'d Signature, layout: &'d Layout) -> Vec<Entry<'d>> {
    let authority = signature.authority.iter().map(|authority| {
        let short = layout.authority(authority.form);
        Paragraph::made(Element::Authority, &format!("{short} {}", authority.of))
    });
    let office =
        (!signature.office.is_empty()).then(|| Paragraph::made(Element::Office, signature.office.as_str()));
    let name = Paragraph::made(Element::Signer, signature.name.as_str());
    authority.chain(office).chain([name]).map(Entry::Paragraph).collect()
}

/// The layout that holds for a draft.
pub(crate) fn layout_of(draft: &Draft) -> &'static Layout {
    Layout::of(draft.system, draft.day.last())
}
