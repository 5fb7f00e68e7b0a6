//! R11: the symbol, the kind, the date and the issuer of a cited document agree, in one mention and across all.
//!
//! Guards: `QĐ` is decision and regulation in Party texts; Party numbers restart with each term and State numbers each year,
//! so the same symbol with dates far apart is two documents.

use super::Rule;
use crate::study::{Fault, Report, Study};
use crate::{Elsewhere, RuleId, Sentence, Severity, Verdict};
use reader::{Citation, ParagraphRole};
use std::collections::{HashMap, HashSet};
use vitext::Date;
use vitext::date::WrittenDate;
use vitext::kind::{self, System};
use vitext::symbol::{Flaw, Symbol};

/// The rule.
pub(super) const RULE: Rule = Rule {
    id: RuleId(11),
    name: "symbol",
    severity: Severity::Certain,
    fires: &[
        "Kế hoạch số 18-KH-TU, ngày 12/10/2025 của Thành ủy.",
        "Công văn số - 31-CV/TU, ngày 09/10/2025.",
        "Chương trình số 22-CT/TU, ngày 15/01/2026.",
        "Kế hoạch số 24-KH/TU, ngày 06/10/2025; thực hiện Kế hoạch số 24-KH/TU, ngày 08/10/2025.",
    ],
    silent: &[
        "Kế hoạch số 18-KH/TU, ngày 12/10/2025 của Thành ủy.",
        "Quy định số 61-QĐ/TU và Quyết định số 74-QĐ/TU.",
        "Nghị quyết số 14-NQ/TU, ngày 08/3/2019; Nghị quyết số 14-NQ/TU, ngày 17/9/2024.",
        "Chương trình hành động số 11-CTr/TU, ngày 09/10/2025.",
    ],
    check,
};

fn check(study: &Study<'_>, report: &mut Report<'_, '_>) {
    let mut told: HashSet<(&str, &str)> = HashSet::new();
    let mut mentions: HashMap<&str, Vec<&Citation>> = HashMap::new();
    for citation in citations(study) {
        if let Some(symbol) = &citation.symbol {
            mentions.entry(&symbol.written).or_default().push(citation);
        }
    }
    for citation in citations(study) {
        let Some(symbol) = &citation.symbol else {
            continue;
        };
        let wrong = form(symbol)
            .map(|key| (key, symbol.normalized.clone()))
            .or_else(|| kind_of(citation, symbol).map(|right| ("symbol-kind", right)));
        report.checked(
            11,
            citation.span.paragraph,
            citation.span.range.clone(),
            if wrong.is_some() { Verdict::Broken } else { Verdict::Holds },
        );
        let Some((key, right)) = wrong else {
            style(citation, symbol, report);
            continue;
        };
        // the same slip in later mentions of the same document belongs to the first
        if !told.insert((key, symbol.written.as_str())) {
            continue;
        }
        let others = mentions[symbol.written.as_str()]
            .iter()
            .filter(|c| c.span != citation.span)
            .map(|c| (c.span.paragraph, c.span.range.clone()))
            .collect();
        let name = citation.kind.clone().unwrap_or_default();
        report.fault(Fault {
            rule: 11,
            severity: Severity::Certain,
            at: (citation.span.paragraph, citation.span.range.clone()),
            others,
            stated: symbol.written.clone(),
            computed: right.clone(),
            message: Sentence::new(
                key,
                [("symbol", symbol.written.clone()), ("kind", name), ("right", right)],
            ),
            may_be_right: None,
        });
    }
    dates(&[study], std::slice::from_mut(report), false);
}

/// The same symbol with different dates in documents given together.
pub(super) fn across(studies: &[Study<'_>], reports: &mut [Report<'_, '_>]) {
    if studies.len() > 1 {
        let studies: Vec<&Study<'_>> = studies.iter().collect();
        dates(&studies, reports, true);
    }
}

fn citations<'s>(study: &'s Study<'_>) -> impl Iterator<Item = &'s Citation> {
    study.document.citations.iter().filter(|c| {
        let role = study.document.paragraph(c.span.paragraph).role;
        !matches!(role, ParagraphRole::Tail)
    })
}

/// A form that everybody understands but the rule does not have: told once as a note.
fn style(citation: &Citation, symbol: &Symbol, report: &mut Report<'_, '_>) {
    let flawed = symbol
        .flaws
        .iter()
        .any(|f| matches!(f, Flaw::Space | Flaw::Case | Flaw::LongDash | Flaw::UnknownKind));
    if flawed {
        report.fault(Fault {
            rule: 11,
            severity: Severity::Note,
            at: (citation.span.paragraph, citation.span.range.clone()),
            others: Vec::new(),
            stated: symbol.written.clone(),
            computed: symbol.normalized.clone(),
            message: Sentence::new(
                "symbol-form",
                [("symbol", symbol.written.clone()), ("right", symbol.normalized.clone())],
            ),
            may_be_right: None,
        });
    }
}

/// A form that no reading saves.
fn form(symbol: &Symbol) -> Option<&'static str> {
    symbol.flaws.iter().find_map(|flaw| match flaw {
        Flaw::HyphenForSlash => Some("symbol-hyphen"),
        Flaw::SlashForHyphen if symbol.system == System::Party => Some("symbol-slash"),
        Flaw::StrayDash => Some("symbol-stray"),
        _ => None,
    })
}

/// The kind in words is not one that the abbreviation stands for: the symbol with the right abbreviation.
fn kind_of(citation: &Citation, symbol: &Symbol) -> Option<String> {
    let name = citation.kind.as_deref()?;
    let abbreviation = symbol.kind.as_deref()?;
    let named = kind::named(name)?;
    let meant = kind::abbreviated(abbreviation, symbol.system);
    if meant.is_empty() || meant.iter().any(|k| k.name == named.name) {
        return None;
    }
    // an abbreviation that the other system uses for this kind is a slip of the system, not of the kind
    let other = if symbol.system == System::Party { System::State } else { System::Party };
    if kind::abbreviated(abbreviation, other).iter().any(|k| k.name == named.name) {
        return None;
    }
    let right = named.abbreviation(symbol.system, None)?;
    Some(symbol.normalized.replacen(abbreviation, right, 1))
}

/// One document cited with two dates.
fn dates(studies: &[&Study<'_>], reports: &mut [Report<'_, '_>], across: bool) {
    let mut seen: HashMap<&str, Vec<(usize, &Citation, Date)>> = HashMap::new();
    for (index, study) in studies.iter().enumerate() {
        for citation in citations(study) {
            if let (Some(symbol), Some(date)) =
                (&citation.symbol, citation.date.as_ref().and_then(WrittenDate::date))
            {
                seen.entry(&symbol.normalized).or_default().push((index, citation, date));
            }
        }
    }
    let mut groups: Vec<_> = seen.into_values().filter(|g| g.len() > 1).collect();
    groups.sort_by_key(|g| (g[0].0, g[0].1.span.paragraph, g[0].1.span.range.start));
    for group in groups {
        let (first_study, first, date) = group[0];
        for &(study, later, other) in &group[1..] {
            if across && study == first_study {
                continue;
            }
            let same = date == other;
            let apart = (date.until(other).map_or(0, |s| s.get_days())).unsigned_abs();
            if !same && apart > 366 {
                continue;
            }
            let at = (later.span.paragraph, later.span.range.clone());
            reports[study].checked(
                11,
                at.0,
                at.1.clone(),
                if same { Verdict::Holds } else { Verdict::Broken },
            );
            if same {
                reports[first_study].checked(
                    11,
                    first.span.paragraph,
                    first.span.range.clone(),
                    Verdict::Holds,
                );
                continue;
            }
            let written = |d: Date| format!("{:02}/{:02}/{}", d.day(), d.month(), d.year());
            let symbol = later.symbol.as_ref().map(|s| s.normalized.clone()).unwrap_or_default();
            let own = (first.span.paragraph, first.span.range.clone());
            let (others, elsewhere) = if study == first_study {
                (vec![own], Vec::new())
            } else {
                let place = studies[first_study].place(own.0, own.1);
                (Vec::new(), vec![Elsewhere { document: first_study, place }])
            };
            let fault = Fault {
                rule: 11,
                severity: Severity::Verify,
                at,
                others,
                stated: written(other),
                computed: written(date),
                message: Sentence::new(
                    "symbol-dates",
                    [("symbol", symbol), ("first", written(date)), ("second", written(other))],
                ),
                may_be_right: Some(Sentence::new("symbol-dates-why", [])),
            };
            reports[study].fault_across(fault, elsewhere);
            break;
        }
    }
}
