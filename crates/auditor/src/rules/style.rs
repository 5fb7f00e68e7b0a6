//! R13: one way of writing throughout: decimal sign, tone placement, padding of days, space before `%`.
//!
//! Never more than one line per document and habit, at the first place of the rarer form.

use super::Rule;
use crate::study::{Fault, Report, Study};
use crate::text::{Meaning, Text};
use crate::{RuleId, Sentence, Severity};
use std::ops::Range;
use vitext::date::Written;
use vitext::letter::is_alphabetic;
use vitext::number::DecimalMark;
use vitext::tone::{Placement, placement};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(13),
    name: "style",
    severity: Severity::Note,
    fires: &["Thu đạt 12,5%, chi đạt 13.2%, nợ 14,1%.", "Thành ủy và Ủy ban, Thành uỷ họp."],
    silent: &["Thu đạt 12,5%, chi đạt 13,2%.", "Thành ủy và Ủy ban họp."],
    check,
};

/// Places of the two forms of a habit.
#[derive(Default)]
struct Habit {
    counts: [usize; 2],
    first: [Option<(reader::ParagraphId, Range<usize>)>; 2],
}

impl Habit {
    fn saw(&mut self, form: usize, text: &Text<'_>, range: Range<usize>) {
        self.counts[form] += 1;
        self.first[form].get_or_insert((text.id, range));
    }

    fn tell(self, key: &'static str, report: &mut Report<'_, '_>) {
        let rare = usize::from(self.counts[1] <= self.counts[0]);
        let [rarer, usual] = [self.counts[rare], self.counts[1 - rare]];
        let [first, second] = self.first;
        let place = if rare == 0 { first } else { second };
        if let Some(at) = place.filter(|_| usual > 0) {
            report.fault(Fault {
                rule: 13,
                severity: Severity::Note,
                at,
                others: Vec::new(),
                stated: rarer.to_string(),
                computed: usual.to_string(),
                message: Sentence::new(key, [("rare", rarer.to_string()), ("usual", usual.to_string())]),
                may_be_right: None,
            });
        }
    }
}

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    let [mut decimal, mut tone, mut padding, mut percent] =
        [Habit::default(), Habit::default(), Habit::default(), Habit::default()];
    for text in study.body() {
        for typed in &text.typed {
            let number = match &typed.meaning {
                Meaning::Amount(n) | Meaning::Percent(n) => n,
                _ => continue,
            };
            match number.mark {
                DecimalMark::Comma => decimal.saw(0, text, number.range.clone()),
                DecimalMark::Dot => decimal.saw(1, text, number.range.clone()),
                DecimalMark::None => {}
            }
            if matches!(typed.meaning, Meaning::Percent(_)) {
                let spaced = text.str()[number.range.end..].starts_with(' ');
                percent.saw(usize::from(spaced), text, typed.range.clone());
            }
        }
        for time in &text.times {
            if let Written::Day(day) = &time.written
                && day.day < 10
            {
                let padded = text.str()[time.range.start..].starts_with('0');
                padding.saw(usize::from(!padded), text, time.range.clone());
            }
        }
        tones(text, &mut tone);
    }
    decimal.tell("style-decimal", report);
    tone.tell("style-tone", report);
    padding.tell("style-padding", report);
    percent.tell("style-percent", report);
}

/// Syllables whose tone has two places: only those that end in the two vowels can differ.
fn tones(text: &Text<'_>, habit: &mut Habit) {
    let lower = &text.lower;
    let mut start = None;
    for (at, c) in lower.char_indices().chain([(lower.len(), ' ')]) {
        if is_alphabetic(c) {
            start.get_or_insert(at);
            continue;
        }
        let Some(from) = start.take() else {
            continue;
        };
        let syllable = &lower[from..at];
        if syllable.len() > 12 || syllable.is_ascii() {
            continue;
        }
        match placement(syllable) {
            Placement::Old => habit.saw(0, text, from..at),
            Placement::New => habit.saw(1, text, from..at),
            Placement::Neutral => {}
        }
    }
}
