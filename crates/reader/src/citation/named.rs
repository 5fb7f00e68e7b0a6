//! Documents that are named, not numbered: `Nghị quyết Trung ương 4 khóa XII, XIII`.

use crate::document::ParagraphId;
use crate::facts::{Citation, CitationRelation, Span};
use regex::Regex;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::LazyLock;
use vitext::roman;

/// A plenum of the Central Committee, with the terms named after it.
const PLENUM: &str = r"(?x)
    (?: hội\ nghị\ )? (?: lần\ thứ\ (?P<ordinal> [0-9]{1,2} | [a-zà-ỹ]+ (?:\ [a-zà-ỹ]+)? ),?\ )?
    (?: ban\ chấp\ hành\ )? trung\ ương (?: \ đảng)?
    (?: \ (?: lần\ thứ\ )? (?P<number> [0-9]{1,2} | [ivx]{1,4} | nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười ) \b )?
    (?: ,? \ \(?khóa \ (?P<terms> [ivx]+ (?: (?: ,\ | \ và\ ) (?:khóa\ )? [ivx]+ )* ) \)? )?";

static RESOLUTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(r"\b(?:nghị quyết|kết luận) (?:số [0-9]+ )?{PLENUM}")).expect("a correct pattern")
});

static MEETING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(&format!(r"\b{PLENUM}")).expect("a correct pattern"));

/// The terms that a document names for the plenums of a number.
#[derive(Debug, Default)]
pub(super) struct Terms(HashMap<u32, BTreeSet<String>>);

impl Terms {
    /// Takes in the plenums that a paragraph names with their terms.
    pub(super) fn add(&mut self, key: &str) {
        if !key.contains("trung ương") {
            return;
        }
        for captures in MEETING.captures_iter(key) {
            let number =
                captures.name("number").or_else(|| captures.name("ordinal")).and_then(|n| count(n.as_str()));
            if let (Some(number), Some(found)) = (number, captures.name("terms")) {
                self.0.entry(number).or_default().extend(numerals(found.as_str()));
            }
        }
    }

    /// The term of the plenums of this number, if the document names just one.
    fn only(&self, number: u32) -> Option<&String> {
        self.0.get(&number).filter(|terms| terms.len() == 1)?.first()
    }
}

/// Adds the named documents of a paragraph, keeping reading order.
pub(super) fn add(text: &str, key: &str, paragraph: ParagraphId, citations: &mut Vec<Citation>) {
    if !key.contains("trung ương") {
        return;
    }
    let mut added = Vec::new();
    for captures in RESOLUTION.captures_iter(key) {
        let Some(whole) = captures.get(0) else { continue };
        let Some(number) =
            captures.name("number").or_else(|| captures.name("ordinal")).and_then(|n| count(n.as_str()))
        else {
            continue;
        };
        let next = citations.partition_point(|c| c.span.range.end <= whole.start());
        if citations.get(next).is_some_and(|c| c.span.range.start < whole.end()) {
            continue;
        }
        let terms: Vec<String> = captures.name("terms").map_or_else(Vec::new, |t| numerals(t.as_str()));
        let prefix = if whole.as_str().starts_with("kết luận") { "KLTW" } else { "NQTW" };
        let names: Vec<String> = if terms.is_empty() {
            vec![format!("{prefix}{number}")]
        } else {
            terms.iter().map(|term| format!("{prefix}{number}-{term}")).collect()
        };
        for name in names {
            added.push(named(text, paragraph, whole.range(), name));
        }
    }
    if !added.is_empty() {
        citations.append(&mut added);
        citations.sort_by_key(|c| c.span.range.start);
    }
}

fn named(text: &str, paragraph: ParagraphId, range: Range<usize>, name: String) -> Citation {
    let start = range.start;
    Citation {
        kind: Some(super::capital(
            text[range.clone()].split(' ').take(2).collect::<Vec<_>>().join(" ").as_str(),
        )),
        span: Span { paragraph, range },
        symbol_range: start..start,
        symbol: None,
        name: Some(name),
        issuer: Some("Ban Chấp hành Trung ương Đảng".to_owned()),
        date: None,
        relation: CitationRelation::Cites,
        first: None,
    }
}

/// Gives plenums without a term the one that the document names elsewhere for the same number, if it names just one.
pub(super) fn complete(terms: &Terms, citations: &mut [Citation]) {
    for citation in citations {
        let Some(name) = citation.name.as_mut().filter(|n| !n.contains('-')) else { continue };
        let number = name.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0);
        if let Some(term) = terms.only(number) {
            *name = format!("{name}-{term}");
        }
    }
}

fn numerals(terms: &str) -> Vec<String> {
    terms
        .split(|c: char| !c.is_alphanumeric())
        .filter(|t| roman::parse(&t.to_uppercase()).is_some())
        .map(str::to_uppercase)
        .collect()
}

/// The number of a plenum as written: `4`, `iv`, `tư`, `thứ hai`.
fn count(word: &str) -> Option<u32> {
    let last = word.rsplit(' ').next()?;
    match last {
        "nhất" => Some(1),
        "tư" => Some(4),
        "năm" => Some(5),
        _ => last
            .parse()
            .ok()
            .or_else(|| roman::parse(&last.to_uppercase()))
            .or_else(|| vitext::number::word(last)),
    }
}
