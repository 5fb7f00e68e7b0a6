//! Checks of running text: lines, paragraphs, how it ends.

use super::LayoutRule;
use super::checks::{Checks, Seen, millimetres, range};
use super::parts::{Part, Parts};
use crate::draft::System;
use crate::layout::{Element, Look, Property};

impl Checks {
    /// Lines and paragraphs of running text.
    pub(super) fn body(&mut self, parts: &Parts<'_>) {
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
                let first =
                    index == 0 || !matches!(parts.list[index - 1].element, Element::Body | Element::Basis);
                if between < i64::from(layout.spacing.paragraph) && !first {
                    let (found, wanted) =
                        (format!("{between} pt"), format!("≥ {} pt", layout.spacing.paragraph));
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
                let found: String =
                    part.text.chars().rev().take(3).collect::<Vec<_>>().into_iter().rev().collect();
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
        let points =
            if rule == "auto" { format!("{}%", line * 100 / 240) } else { format!("{} pt", line / 20) };
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
}

/// Exact twentieths of a point as per cent of single lines of letters of so many half points.
fn single_lines(twips: i64, half_points: i64) -> i64 {
    twips * 1000 / (half_points.max(1) * 115)
}
