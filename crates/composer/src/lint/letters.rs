//! Checks of letters: font, size, bold, italic, capitals; and how a paragraph stands between its margins.

use super::LayoutRule;
use super::checks::{Checks, Seen, range};
use super::parts::Part;
use crate::docx::raw::{Content, Run};
use crate::layout::{Alignment, Element, Look, Property};

impl Checks {
    /// Font, size, bold, italic, capitals.
    pub(super) fn letters(&mut self, part: &Part<'_>) {
        let layout = self.layout;
        let look = layout.look(part.element);
        let disputed = |property| look.disputed.contains(&property);
        let runs: Vec<&Run> = part.paragraph.runs.iter().filter(says).collect();
        let mut add = |rule, found: String, wanted: String, disputed| {
            self.add(Some(part.element), Seen { rule, found, wanted, disputed, quote: &part.text });
        };
        if let Some(font) =
            runs.iter().find_map(|run| run.letters.font.as_ref().filter(|f| **f != layout.page.font))
        {
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
            Element::Body
                | Element::Table
                | Element::Note
                | Element::Addressees
                | Element::Formula
                | Element::Heading
        );
        if !emphasised && !runs.is_empty() {
            match words(Property::Bold, look.bold, runs.iter().all(bold), runs.iter().any(bold)) {
                Some((_, true)) => {
                    add(LayoutRule::Bold, String::new(), String::new(), disputed(Property::Bold))
                }
                Some((_, false)) => {
                    add(LayoutRule::NotBold, String::new(), String::new(), disputed(Property::Bold))
                }
                None => {}
            }
            match words(Property::Italic, look.italic, runs.iter().all(italic), runs.iter().any(italic)) {
                Some((_, true)) => {
                    add(LayoutRule::Italic, String::new(), String::new(), disputed(Property::Italic))
                }
                Some((_, false)) => {
                    add(LayoutRule::NotItalic, String::new(), String::new(), disputed(Property::Italic));
                }
                None => {}
            }
        }
        let in_capitals =
            part.text == part.text.to_uppercase() || runs.iter().all(|run| run.letters.caps == Some(true));
        let named = matches!(part.element, Element::Division | Element::Formula);
        if look.upper && !in_capitals && !named {
            add(LayoutRule::Capitals, String::new(), part.text.to_uppercase(), false);
        }
        if matches!(part.element, Element::Kind | Element::Subject) {
            self.alignment(part, look);
        }
    }

    pub(super) fn alignment(&mut self, part: &Part<'_>, look: &Look) {
        let wanted = match look.align {
            Alignment::Left => "left",
            Alignment::Centre => "center",
            Alignment::Right => "right",
            Alignment::Justified => "both",
        };
        let found = part.paragraph.shape.align.as_deref().unwrap_or("left");
        if found != wanted && !(wanted == "both" && found == "distribute") {
            let (found, wanted) = (found.to_owned(), wanted.to_owned());
            let seen =
                Seen { rule: LayoutRule::Alignment, found, wanted, disputed: false, quote: &part.text };
            self.add(Some(part.element), seen);
        }
    }
}

/// Whether a run shows letters.
fn says(run: &&Run) -> bool {
    matches!(&run.content, Content::Text(text) if !text.trim().is_empty())
}
