//! How an official document must stand on paper: tables with a day of effect, `data/layouts/*.toml`.

use crate::draft::{AuthorityForm, System};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A part of a document that has a look of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Element {
    /// ĐẢNG CỘNG SẢN VIỆT NAM, quốc hiệu.
    Motto,
    /// Tiêu ngữ.
    Creed,
    /// The body above the issuer.
    Superior,
    /// The body that issues.
    Issuer,
    /// The star line of Party documents.
    Star,
    /// Number and symbol.
    Symbol,
    /// The subject of an official letter, under its number.
    LetterSubject,
    /// Place and date.
    PlaceDate,
    /// Mark of urgency.
    Urgency,
    /// Name of the kind.
    Kind,
    /// Subject (trích yếu).
    Subject,
    /// The hyphens under the subject of Party documents.
    Hyphens,
    /// Kính gửi, Kính trình.
    Addressees,
    /// Running text.
    Body,
    /// Căn cứ.
    Basis,
    /// A line that stands alone: `QUYẾT ĐỊNH:`.
    Formula,
    /// Phần, Chương, Mục: label and title in the middle.
    Division,
    /// Other headings.
    Heading,
    /// Text of tables.
    Table,
    /// Text of notes.
    Note,
    /// T/M, TM. and the like.
    Authority,
    /// Office of the signer.
    Office,
    /// Name of the signer.
    Signer,
    /// Nơi nhận.
    RecipientsTitle,
    /// The recipients.
    Recipients,
    /// Number of the page.
    PageNumber,
}

/// How text stands between its margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Alignment {
    /// At the left.
    Left,
    /// In the middle.
    Centre,
    /// At the right.
    Right,
    /// At both.
    Justified,
}

/// A property that sources may give differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Property {
    /// Size of the letters.
    Size,
    /// Bold or not.
    Bold,
    /// Italic or not.
    Italic,
    /// Distance of lines.
    Leading,
    /// What is written.
    Words,
}

/// How long a rule under a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleLength {
    /// There is none.
    None,
    /// As long as the line.
    Text,
    /// A third to a half of it.
    Third,
}

/// The look of an element.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Points, as we write it.
    pub size: u32,
    /// The least and the most points that are right.
    pub sizes: [u32; 2],
    /// Bold.
    #[serde(default)]
    pub bold: bool,
    /// Italic.
    #[serde(default)]
    pub italic: bool,
    /// Underlined.
    #[serde(default)]
    pub underline: bool,
    /// Capital letters.
    #[serde(default)]
    pub upper: bool,
    /// Alignment.
    pub align: Alignment,
    /// Exact distance of lines in points, as we write it.
    pub leading: u32,
    /// Points above a paragraph.
    #[serde(default)]
    pub before: u32,
    /// Indent of the first line in millimetres.
    #[serde(default)]
    pub indent: u32,
    /// Article or appendix of the rule.
    pub source: String,
    /// What sources give differently.
    #[serde(default)]
    pub disputed: Vec<Property>,
}

/// A length that has limits, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Length {
    /// As we write it.
    pub mm: u32,
    /// The least that is right.
    pub least: u32,
    /// The most that is right.
    pub most: u32,
}

/// The paper.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Width in millimetres.
    pub width: u32,
    /// Height in millimetres.
    pub height: u32,
    /// Top margin.
    pub top: Length,
    /// Bottom margin.
    pub bottom: Length,
    /// Left margin.
    pub left: Length,
    /// Right margin.
    pub right: Length,
    /// From the edge to the number of the page, millimetres.
    pub number: u32,
    /// Widths of the two columns of head and signature, millimetres.
    pub columns: [u32; 2],
    /// Name of the font.
    pub font: String,
    /// Article of the rule.
    pub source: String,
}

/// Distances in the body.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spacing {
    /// Distance of lines, exact points: least, most.
    pub exact: Option<[u32; 2]>,
    /// Distance of lines, per cent of single lines: least, most.
    pub lines: Option<[u32; 2]>,
    /// Least points between paragraphs.
    pub paragraph: u32,
    /// Indent of the first line.
    pub indent: Length,
}

/// Words that the layout prescribes.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Text {
    /// ĐẢNG CỘNG SẢN VIỆT NAM, quốc hiệu.
    pub motto: String,
    /// Tiêu ngữ; empty for none.
    pub creed: String,
    /// Star line; empty for none.
    pub star: String,
    /// Line under the subject; empty for none.
    pub hyphens: String,
    /// What stands before the number: `Số`, `Số:`.
    pub symbol: String,
    /// What stands after it: `-`, `/`.
    pub separator: char,
    /// What stands before the subject of a letter: `V/v`; empty for nothing.
    pub letter_subject: String,
    /// Kính gửi.
    pub addressee: String,
    /// Of a proposal: Kính trình.
    pub addressee_of_proposal: String,
    /// Nơi nhận.
    pub recipients: String,
    /// How the body ends.
    pub end: String,
    /// Rule under motto and creed.
    pub motto_rule: RuleLength,
    /// Rule under the issuer.
    pub issuer_rule: RuleLength,
    /// Rule under the subject.
    pub subject_rule: RuleLength,
    /// Short forms of authority; one that is not there is not allowed.
    pub authority: BTreeMap<AuthorityForm, String>,
}

/// A layout.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Its name in this program.
    pub id: String,
    /// The document that prescribes it: `HD 05-HD/VPTW`.
    pub name: String,
    /// Whose documents it is for.
    pub system: System,
    /// First day of effect.
    #[serde(deserialize_with = "day")]
    pub from: Date,
    /// Last day of effect, where it has ended.
    #[serde(default, deserialize_with = "last_day")]
    pub until: Option<Date>,
    /// The paper.
    pub page: Page,
    /// Distances in the body.
    pub spacing: Spacing,
    /// Words.
    pub text: Text,
    /// Looks.
    element: BTreeMap<Element, Look>,
}

impl Layout {
    /// The layout of `system` for documents of the day `on`; before the first that we know, the first.
    #[must_use]
    pub fn of(system: System, on: Date) -> &'static Self {
        let mut own = LAYOUTS.iter().filter(|layout| layout.system == system);
        let first = own.clone().next().unwrap_or(&LAYOUTS[0]);
        own.rfind(|layout| layout.from <= on).unwrap_or(first)
    }

    /// All layouts, the older ones of a system first.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &LAYOUTS
    }

    /// The look of an element; of the body where the layout has no such element.
    #[must_use]
    pub fn look(&self, element: Element) -> &Look {
        self.element.get(&element).unwrap_or(&self.element[&Element::Body])
    }

    /// Whether the layout has the element.
    #[must_use]
    pub fn has(&self, element: Element) -> bool {
        self.element.contains_key(&element)
    }

    /// Width of the text in millimetres.
    #[must_use]
    pub fn measure(&self) -> u32 {
        self.page.width.saturating_sub(self.page.left.mm + self.page.right.mm)
    }

    /// The short form of an authority: `T/M`.
    #[must_use]
    pub fn authority(&self, form: AuthorityForm) -> &str {
        self.text.authority.get(&form).map_or("T/U", String::as_str)
    }
}

static LAYOUTS: LazyLock<Vec<Layout>> = LazyLock::new(|| {
    let sources = [
        include_str!("../../../data/layouts/party-hd36.toml"),
        include_str!("../../../data/layouts/party-hd05.toml"),
        include_str!("../../../data/layouts/state-nd30.toml"),
    ];
    sources.iter().map(|source| toml::from_str(source).expect("the layouts are checked by a test")).collect()
});

fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

fn last_day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Date>, D::Error> {
    day(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_day_chooses_the_layout() {
        let id = |system, day| Layout::of(system, day).id.as_str();
        assert_eq!(id(System::Party, date(2026, 5, 26)), "party-hd36");
        assert_eq!(id(System::Party, date(2026, 5, 27)), "party-hd05");
        assert_eq!(id(System::Party, date(2010, 1, 1)), "party-hd36");
        assert_eq!(id(System::State, date(2026, 5, 27)), "state-nd30");
    }

    #[test]
    fn the_tables_are_sound() {
        for layout in Layout::all() {
            assert!(layout.has(Element::Body) && layout.has(Element::Authority), "{}", layout.id);
            for look in layout.element.values() {
                assert!((look.sizes[0]..=look.sizes[1]).contains(&look.size), "{}: {look:?}", layout.id);
                assert!(look.leading >= look.size && !look.source.is_empty(), "{}: {look:?}", layout.id);
            }
            assert_eq!(layout.measure(), layout.page.columns.iter().sum::<u32>(), "{}", layout.id);
            if let Some([least, most]) = layout.spacing.exact {
                assert!((least..=most).contains(&layout.look(Element::Body).leading));
            }
        }
    }
}
