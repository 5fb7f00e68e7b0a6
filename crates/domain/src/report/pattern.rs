//! Patterns of sentences: words with holes for figures.

use super::count::Count;
use super::figure::Aspect;

/// A part of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// Words.
    Words(String),
    /// A figure.
    Hole(Hole),
    /// A count of tasks or documents.
    Count(Count),
    /// What only a person can write.
    Gap(String),
    /// Left out where a figure in it is missing or nought.
    Optional(Vec<Part>),
}

/// A hole for a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hole {
    /// Code of the indicator.
    pub(super) indicator: String,
    /// Code of the part.
    pub(super) part: Option<String>,
    /// What of it.
    pub(super) aspect: Aspect,
}

/// Reads a pattern; what is wrong with it otherwise.
pub(super) fn parse(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '{']) {
        words(&rest[..at], &mut parts);
        let (end, is_hole) = if rest[at..].starts_with('{') { ('}', true) } else { ('>', false) };
        let close = rest[at..].find(end).ok_or_else(|| format!("no {end} in {text}"))? + at;
        let inner = &rest[at + 1..close];
        parts.push(match inner.strip_prefix('#') {
            Some(code) if is_hole => {
                Part::Count(Count::parse(code).ok_or_else(|| format!("nothing is counted as {code}"))?)
            }
            _ if is_hole => Part::Hole(hole(inner)?),
            _ => Part::Optional(parse(inner)?),
        });
        rest = &rest[close + 1..];
    }
    words(rest, &mut parts);
    Ok(parts)
}

/// All holes, those of optional parts too.
pub(super) fn holes(parts: &[Part]) -> Vec<&Hole> {
    let mut all = Vec::new();
    for part in parts {
        match part {
            Part::Words(_) | Part::Count(_) | Part::Gap(_) => {}
            Part::Hole(hole) => all.push(hole),
            Part::Optional(inner) => all.extend(holes(inner)),
        }
    }
    all
}

/// How a gap is printed, see [`Piece::shown`](super::text::Piece::shown).
const GAP: &str = "[CẦN BỔ SUNG: ";

fn words(text: &str, parts: &mut Vec<Part>) {
    let mut rest = text;
    while let Some((before, (wanted, after))) =
        rest.split_once(GAP).and_then(|(before, gap)| Some((before, gap.split_once(']')?)))
    {
        plain(before, parts);
        parts.push(Part::Gap(wanted.to_owned()));
        rest = after;
    }
    plain(rest, parts);
}

fn plain(text: &str, parts: &mut Vec<Part>) {
    if !text.is_empty() {
        parts.push(Part::Words(text.to_owned()));
    }
}

pub(super) fn hole(text: &str) -> Result<Hole, String> {
    let (name, aspect) = match text.split_once(':') {
        None => (text, Aspect::Value),
        Some((name, "to_date")) => (name, Aspect::ToDate),
        Some((name, "last_year")) => (name, Aspect::LastYear),
        Some((_, other)) => return Err(format!("{other} of a figure is not known")),
    };
    let (indicator, part) = match name.strip_suffix(']').and_then(|name| name.split_once('[')) {
        Some((indicator, part)) => (indicator, Some(part.to_owned())),
        None => (name, None),
    };
    Ok(Hole { indicator: indicator.to_owned(), part, aspect })
}
