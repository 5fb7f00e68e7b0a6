//! Automatic numbers of paragraphs (ISO/IEC 29500-1 §17.9).

use super::styles::Styles;
use super::xml::{self, Event, Name, Xml};
use crate::Refusal;
use std::collections::{HashMap, HashSet};

const LEVELS: usize = 9;

/// How numbers are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum NumberFormat {
    #[default]
    Decimal,
    DecimalZero,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    Bullet,
    Nothing,
    /// `*`, `†`, `‡`, `§`, doubled when they run out.
    Chicago,
}

impl NumberFormat {
    pub(super) fn of(value: &str) -> Self {
        match value {
            "decimalZero" => Self::DecimalZero,
            "upperRoman" => Self::UpperRoman,
            "lowerRoman" => Self::LowerRoman,
            "upperLetter" => Self::UpperLetter,
            "lowerLetter" => Self::LowerLetter,
            "bullet" => Self::Bullet,
            "none" => Self::Nothing,
            "chicago" => Self::Chicago,
            _ => Self::Decimal,
        }
    }

    /// The number as printed.
    pub(super) fn write(self, number: i64) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::UpperRoman => roman(number).unwrap_or_else(|| number.to_string()),
            Self::LowerRoman => roman(number).map_or_else(|| number.to_string(), |r| r.to_lowercase()),
            Self::UpperLetter => letters(number).to_uppercase(),
            Self::LowerLetter => letters(number),
            Self::Bullet | Self::Nothing => String::new(),
            Self::Chicago => {
                let (rounds, mark) = ((number - 1).max(0) / 4, (number - 1).rem_euclid(4));
                let mark =
                    ["*", "†", "‡", "§"].get(usize::try_from(mark).unwrap_or(0)).copied().unwrap_or("*");
                mark.repeat(usize::try_from(rounds.min(8) + 1).unwrap_or(1))
            }
        }
    }
}

fn roman(number: i64) -> Option<String> {
    const PARTS: [(i64, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, part) in PARTS {
        while rest >= value {
            written.push_str(part);
            rest -= value;
        }
    }
    Some(written)
}

/// a … z, aa … zz, as Word counts.
fn letters(number: i64) -> String {
    let index = (number - 1).max(0);
    let letter = u8::try_from(index % 26).map_or('a', |i| char::from(b'a' + i));
    let times = usize::try_from((index / 26).min(8) + 1).unwrap_or(1);
    std::iter::repeat_n(letter, times).collect()
}

#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<i64>,
    format: NumberFormat,
    text: String,
    /// Nothing between number and text.
    glued: bool,
    /// The level whose numbers restart this one; 0 for none.
    restart: Option<usize>,
    style: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct Abstract {
    levels: [Level; LEVELS],
    style_link: Option<String>,
}

#[derive(Debug, Clone, Default)]
struct List {
    abstract_id: String,
    starts: [Option<i64>; LEVELS],
    levels: HashMap<usize, Level>,
}

/// The lists of a document and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<String, Abstract>,
    lists: HashMap<i64, List>,
    counters: HashMap<String, [Option<i64>; LEVELS]>,
    started: HashSet<(i64, usize)>,
}

impl Numbering {
    pub(super) fn read(text: &str, styles: &Styles, depth: usize) -> Result<Self, Refusal> {
        let mut numbering = Self::default();
        let mut events = Xml::new(text, depth);
        let mut abstract_id = String::new();
        let mut list_id = 0;
        let mut current = Abstract::default();
        let mut list = List::default();
        let mut index = 0;
        let mut level = Level::default();
        while let Some(event) = events.next()? {
            match event {
                Event::Open(Name::AbstractNum, e) => {
                    abstract_id = xml::attribute(&e, "abstractNumId").unwrap_or_default().into_owned();
                    current = Abstract::default();
                }
                Event::Close(Name::AbstractNum) => {
                    numbering.abstracts.insert(abstract_id.clone(), std::mem::take(&mut current));
                }
                Event::Open(Name::NumStyleLink, e) => {
                    current.style_link = xml::value(&e).map(|v| v.into_owned())
                }
                Event::Open(Name::Num, e) => {
                    list_id = xml::attribute(&e, "numId").and_then(|v| v.parse().ok()).unwrap_or(0);
                    list = List::default();
                }
                Event::Close(Name::Num) => {
                    numbering.lists.insert(list_id, std::mem::take(&mut list));
                }
                Event::Open(Name::AbstractNumId, e) => {
                    list.abstract_id = xml::value(&e).unwrap_or_default().into_owned();
                }
                Event::Open(Name::LvlOverride | Name::Lvl, e) => {
                    index = xml::attribute(&e, "ilvl").and_then(|v| v.parse().ok()).unwrap_or(0);
                    level = Level::default();
                }
                Event::Open(Name::StartOverride, e) => {
                    if let Some(start) = list.starts.get_mut(index) {
                        *start = xml::number(&e);
                    }
                }
                Event::Close(Name::Lvl) if events.around(0) == Name::LvlOverride => {
                    list.levels.insert(index, std::mem::take(&mut level));
                }
                Event::Close(Name::Lvl) => {
                    if let Some(place) = current.levels.get_mut(index) {
                        *place = std::mem::take(&mut level);
                    }
                }
                Event::Open(Name::Start, e) => level.start = xml::number(&e),
                Event::Open(Name::NumFmt, e) => {
                    level.format = NumberFormat::of(&xml::value(&e).unwrap_or_default())
                }
                Event::Open(Name::LvlText, e) => level.text = xml::value(&e).unwrap_or_default().into_owned(),
                Event::Open(Name::Suff, e) => level.glued = xml::value(&e).as_deref() == Some("nothing"),
                Event::Open(Name::LvlRestart, e) => {
                    level.restart = xml::number(&e).and_then(|n| usize::try_from(n).ok());
                }
                Event::Open(Name::PStyle, e) => level.style = xml::value(&e).map(|v| v.into_owned()),
                _ => {}
            }
        }
        numbering.follow_links(styles);
        Ok(numbering)
    }

    /// Lists that only name a style take the levels of that style's list.
    fn follow_links(&mut self, styles: &Styles) {
        let linked: Vec<(String, Abstract)> = self
            .abstracts
            .iter()
            .filter_map(|(id, a)| {
                let (number, _) = styles.numbering(a.style_link.as_deref().map(Some)?);
                let target = self.abstracts.get(&self.lists.get(&number?)?.abstract_id)?;
                Some((id.clone(), Abstract { levels: target.levels.clone(), style_link: None }))
            })
            .collect();
        self.abstracts.extend(linked);
    }

    /// The level of `list` that belongs to a paragraph style.
    pub(super) fn level_of_style(&self, list: i64, style: &str) -> Option<usize> {
        let list = self.lists.get(&list)?;
        let levels = &self.abstracts.get(&list.abstract_id)?.levels;
        levels.iter().position(|l| l.style.as_deref() == Some(style))
    }

    /// Counts a paragraph and gives what stands before its text.
    pub(super) fn next(&mut self, id: i64, level: usize) -> String {
        let Some(list) = self.lists.get(&id) else { return String::new() };
        let level = level.min(LEVELS - 1);
        let blank = Abstract::default();
        let definition = self.abstracts.get(&list.abstract_id).unwrap_or(&blank);
        let at = |i: usize| list.levels.get(&i).or_else(|| definition.levels.get(i));
        let start = |i: usize| at(i).and_then(|l| l.start).unwrap_or(1);
        let counters = self.counters.entry(list.abstract_id.clone()).or_default();

        let forced = list.starts[level].filter(|_| self.started.insert((id, level)));
        counters[level] = Some(match (forced, counters[level]) {
            (Some(start), _) => start,
            (None, Some(count)) => count.saturating_add(1),
            (None, None) => start(level),
        });
        for (below, counter) in counters.iter_mut().enumerate().skip(level + 1) {
            // A level restarts after any level above it, or after those that it names.
            let restart = at(below).and_then(|l| l.restart);
            if restart.is_none_or(|above| level < above) {
                *counter = None;
            }
        }
        for (above, counter) in counters.iter_mut().enumerate().take(level) {
            counter.get_or_insert_with(|| start(above));
        }
        let Some(shown) = at(level) else { return String::new() };
        if shown.format == NumberFormat::Bullet {
            return bullet(&shown.text).to_owned();
        }
        let mut written = String::new();
        let mut characters = shown.text.chars().peekable();
        while let Some(c) = characters.next() {
            let index = characters.peek().and_then(|d| d.to_digit(10)).filter(|d| c == '%' && *d > 0);
            let Some(index) = index else {
                written.push(c);
                continue;
            };
            characters.next();
            let index = index as usize - 1;
            if let (Some(format), Some(Some(count))) = (at(index).map(|l| l.format), counters.get(index)) {
                written.push_str(&format.write(*count));
            }
        }
        if !written.trim().is_empty() && !shown.glued {
            written.push(' ');
        }
        written
    }
}

/// Bullets of symbol fonts are dashes here: official documents list with dashes.
fn bullet(text: &str) -> &'static str {
    match text.trim() {
        "+" => "+ ",
        "*" => "* ",
        "" => "",
        _ => "- ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats() {
        let written = |f: NumberFormat, n| f.write(n);
        assert_eq!(written(NumberFormat::UpperRoman, 14), "XIV");
        assert_eq!(written(NumberFormat::LowerLetter, 28), "bb");
        assert_eq!(written(NumberFormat::DecimalZero, 7), "07");
        assert_eq!(written(NumberFormat::Chicago, 6), "††");
    }
}
