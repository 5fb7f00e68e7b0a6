//! R12: labels of headings run on without gap, repeat or wrong level.
//!
//! Guards: numbers may restart under a new heading above; a label that stands inside a paragraph (its line was not told apart)
//! is not missing; letters may follow the Vietnamese alphabet with or without `đ`.

use super::Rule;
use crate::study::{Fault, Report, Study};
use crate::{RuleId, Sentence, Severity, Verdict};
use reader::{MarkerKind, Section, SectionId, marker};
use std::collections::HashMap;

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(12),
    name: "heading",
    severity: Severity::Certain,
    fires: &[
        "I. KẾT QUẢ\nĐã hoàn thành.\nIII. NHIỆM VỤ\nTiếp tục.",
        "I. KẾT QUẢ\n1. Lãnh đạo\n2. Chỉ đạo\n2. Tổ chức\nII. NHIỆM VỤ",
        "1. Nội dung gồm (1) một; (2) hai; (4) bốn.",
        "I. NHIỆM VỤ\n1. Hạ tầng\nMở 03 tuyến đường.\n1.2. Nguồn lực\nHuy động vốn.\n2. Sản phẩm",
    ],
    silent: &[
        "I. KẾT QUẢ\n1. Lãnh đạo\n2. Chỉ đạo\nII. NHIỆM VỤ\n1. Tổ chức",
        "1. Nội dung gồm (1) một; (2) hai; (3) ba.",
        "I. NHIỆM VỤ\n1. Hạ tầng\n1.1. Quy hoạch\n1.2. Nguồn lực\n2. Sản phẩm",
        "a) Một\nb) Hai\nc) Ba\nd) Bốn\nđ) Năm",
    ],
    check,
};

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    let document = study.document;
    let mut children: Vec<Vec<SectionId>> = vec![Vec::new(); document.sections.len() + 1];
    for (index, section) in document.sections.iter().enumerate() {
        children[section.parent.map_or(document.sections.len(), |p| p.0)].push(SectionId(index));
    }
    for siblings in &children {
        if let [first, _, ..] | [first] = siblings.as_slice() {
            begins(study, &document.sections[first.0], report);
        }
        for pair in siblings.windows(2) {
            sequence(study, &document.sections[pair[0].0], &document.sections[pair[1].0], report);
        }
    }
    let mut carried = HashMap::new();
    for section in &document.sections {
        level(study, section, &children, &mut carried, report);
    }
    for text in study.body() {
        inside(text, report);
    }
}

/// Position of a label in its row of labels.
fn position(kind: &MarkerKind) -> Option<u32> {
    match kind {
        MarkerKind::Part(n)
        | MarkerKind::Chapter(n)
        | MarkerKind::Division(n)
        | MarkerKind::Roman(n)
        | MarkerKind::Article(n)
        | MarkerKind::Bracket(n)
        | MarkerKind::SmallRoman(n) => Some(*n),
        MarkerKind::Arabic(numbers) => numbers.last().copied(),
        MarkerKind::Letter(_) | MarkerKind::Capital(_) | MarkerKind::Hash(_) | MarkerKind::Dash => None,
    }
}

fn kind(study: &Study<'_>, section: &Section) -> Option<MarkerKind> {
    marker(&study.document.paragraph(section.heading).text).map(|m| m.kind)
}

fn sequence(study: &Study<'_>, before: &Section, after: &Section, report: &mut Report<'_, '_>) {
    let (Some(a), Some(b)) = (kind(study, before), kind(study, after)) else {
        return;
    };
    if a.rank() != b.rank() {
        return;
    }
    if let (MarkerKind::Arabic(x), MarkerKind::Arabic(y)) = (&a, &b)
        && x[..x.len() - 1] != y[..y.len() - 1]
    {
        return;
    }
    let (Some(first), Some(second)) = (position(&a), position(&b)) else {
        return;
    };
    let at = 0..label_end(study, after);
    if second == first + 1 || second == 1 && first > 1 {
        report.checked(12, after.heading, at, Verdict::Holds);
        return;
    }
    let missing = second > first + 1;
    if missing && found_inside(study, before, after, first + 1) {
        return;
    }
    report.checked(12, after.heading, at.clone(), Verdict::Broken);
    let key = if missing {
        "heading-gap"
    } else if second == first {
        "heading-repeat"
    } else {
        "heading-order"
    };
    // an order that begins anew somewhere in the middle is rather a list of its own
    let heading = a.is_heading() && key != "heading-order";
    report.fault(Fault {
        rule: 12,
        severity: if heading { Severity::Certain } else { Severity::Verify },
        at: (after.heading, at),
        others: vec![(before.heading, 0..label_end(study, before))],
        stated: after.label.clone(),
        computed: next_label(&before.label, first),
        message: Sentence::new(
            key,
            [
                ("before", before.label.clone()),
                ("after", after.label.clone()),
                ("expected", next_label(&before.label, first)),
            ],
        ),
        may_be_right: (!heading).then(|| Sentence::new("heading-why", [])),
    });
}

/// `1.2.` as the first below `1.`
fn begins(study: &Study<'_>, section: &Section, report: &mut Report<'_, '_>) {
    let Some(parent) = section.parent.map(|p| &study.document.sections[p.0]) else {
        return;
    };
    let (Some(MarkerKind::Arabic(above)), Some(MarkerKind::Arabic(own))) =
        (kind(study, parent), kind(study, section))
    else {
        return;
    };
    let fits = own.len() == above.len() + 1 && own[..above.len()] == above[..];
    let Some(2) = own.last().copied().filter(|_| fits) else {
        return;
    };
    let above: Vec<String> = above.iter().map(u32::to_string).collect();
    let expected = format!("{}.1", above.join("."));
    if stands_between(study, &expected, parent, section) {
        return;
    }
    let at = 0..label_end(study, section);
    report.checked(12, section.heading, at.clone(), Verdict::Broken);
    report.fault(Fault {
        rule: 12,
        severity: Severity::Verify,
        at: (section.heading, at),
        others: vec![(parent.heading, 0..label_end(study, parent))],
        stated: section.label.clone(),
        computed: expected.clone(),
        message: Sentence::new(
            "heading-gap",
            [("before", parent.label.clone()), ("after", section.label.clone()), ("expected", expected)],
        ),
        may_be_right: Some(Sentence::new("heading-why", [])),
    });
}

fn label_end(study: &Study<'_>, section: &Section) -> usize {
    let text = &study.document.paragraph(section.heading).text;
    let title: usize = text.char_indices().nth(60).map_or(text.len(), |(at, _)| at);
    section.label.len().max(title).min(text.len())
}

/// The label after `label` in the same style.
fn next_label(label: &str, position: u32) -> String {
    let trimmed = label.trim();
    if trimmed.contains(|c: char| c.is_ascii_digit()) {
        let old = position.to_string();
        return trimmed.rfind(&old).map_or_else(String::new, |at| {
            format!("{}{}{}", &trimmed[..at], position + 1, &trimmed[at + old.len()..])
        });
    }
    let (old, new) = (vitext::roman::write(position), vitext::roman::write(position + 1));
    if trimmed.contains(&old) {
        trimmed.replacen(&old, &new, 1)
    } else {
        trimmed.replacen(&old.to_lowercase(), &new.to_lowercase(), 1)
    }
}

/// The missing label stands inside a paragraph between the two headings: the line break before it was lost.
fn found_inside(study: &Study<'_>, before: &Section, after: &Section, missing: u32) -> bool {
    let label = next_label(&before.label, missing - 1);
    stands_between(study, label.trim_end_matches(['.', ')', '/']), before, after)
}

/// A label stands inside a paragraph between two headings.
fn stands_between(study: &Study<'_>, label: &str, before: &Section, after: &Section) -> bool {
    study.document.paragraphs[before.heading.0..after.heading.0].iter().any(|p| {
        p.text.match_indices(label).any(|(at, _)| {
            let free = p.text[..at].chars().next_back().is_none_or(|c| c == ' ' || c == '(');
            let rest = &p.text[at + label.len()..];
            free && rest.starts_with(['.', ')', '/'])
                && rest[1..].trim_start().chars().next().is_none_or(|c| !c.is_ascii_digit())
        })
    })
}

/// `2.1` under `3.`
fn level(
    study: &Study<'_>,
    section: &Section,
    children: &[Vec<SectionId>],
    carried: &mut HashMap<SectionId, bool>,
    report: &mut Report<'_, '_>,
) {
    let Some(MarkerKind::Arabic(numbers)) = kind(study, section) else {
        return;
    };
    let Some(parent_id) = section.parent else {
        return;
    };
    let parent = &study.document.sections[parent_id.0];
    let Some(MarkerKind::Arabic(above)) = kind(study, parent) else {
        return;
    };
    if numbers.len() <= above.len() {
        return;
    }
    let fits = |numbers: &[u32]| numbers.len() > above.len() && numbers[..above.len()] == above[..];
    if fits(&numbers) {
        return;
    }
    // only among neighbours that do carry the number of their parent is one that does not a slip
    let proven = carried.entry(parent_id).or_insert_with(|| {
        let neighbours = children[parent_id.0].iter().map(|s| &study.document.sections[s.0]);
        neighbours.filter_map(|s| kind(study, s)).any(|k| matches!(k, MarkerKind::Arabic(n) if fits(&n)))
    });
    if !*proven {
        return;
    }
    report.fault(Fault {
        rule: 12,
        severity: Severity::Certain,
        at: (section.heading, 0..label_end(study, section)),
        others: vec![(parent.heading, 0..label_end(study, parent))],
        stated: section.label.clone(),
        computed: String::new(),
        message: Sentence::new(
            "heading-level",
            [("label", section.label.clone()), ("parent", parent.label.clone())],
        ),
        may_be_right: None,
    });
}

/// Lists inside a paragraph: `(1) … (2) … (4)`.
fn inside(text: &crate::text::Text<'_>, report: &mut Report<'_, '_>) {
    for roman in [false, true] {
        let numeral = |value: u32| {
            if roman {
                format!("({})", vitext::roman::write(value).to_lowercase())
            } else {
                format!("({value})")
            }
        };
        let labels: Vec<_> = text.enumerators.iter().filter(|e| e.roman == roman).collect();
        for pair in labels.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if !b.closed {
                report.fault(Fault {
                    rule: 12,
                    severity: Severity::Note,
                    at: (text.id, b.range.clone()),
                    others: Vec::new(),
                    stated: text.str()[b.range.clone()].to_owned(),
                    computed: numeral(b.value),
                    message: Sentence::new(
                        "heading-bracket",
                        [("label", text.str()[b.range.clone()].to_owned())],
                    ),
                    may_be_right: None,
                });
            }
            let started = labels.first().is_some_and(|l| l.value == 1);
            if started && b.value == a.value + 1 {
                report.checked(12, text.id, a.range.start..b.range.end, Verdict::Holds);
            }
            let between = text.gap(a.range.end..b.range.start);
            let shortened = between.len() < 4 || between.trim().starts_with(['…', '.', '-', '–']);
            if started
                && !shortened
                && (b.value > a.value + 1 && b.value < a.value + 10 || b.value == a.value && a.value > 1)
            {
                let gap = b.value > a.value;
                report.checked(12, text.id, a.range.start..b.range.end, Verdict::Broken);
                report.fault(Fault {
                    rule: 12,
                    severity: Severity::Certain,
                    at: (text.id, b.range.clone()),
                    others: vec![(text.id, a.range.clone())],
                    stated: text.str()[b.range.clone()].to_owned(),
                    computed: numeral(a.value + 1),
                    message: Sentence::new(
                        if gap { "heading-gap" } else { "heading-repeat" },
                        [
                            ("before", text.str()[a.range.clone()].to_owned()),
                            ("after", text.str()[b.range.clone()].to_owned()),
                            ("expected", numeral(a.value + 1)),
                        ],
                    ),
                    may_be_right: None,
                });
            }
        }
    }
}
