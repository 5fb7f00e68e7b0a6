//! Mentions of documents (`domain.md §4`): kind, symbol, date, issuer, and how this document stands to them.

mod named;
mod relation;
#[cfg(test)]
mod tests;

use crate::document::{Document, ParagraphId, ParagraphRole};
use crate::facts::{Citation, CitationRelation, Span, Words, body};
use std::collections::HashMap;
use std::ops::Range;
use vitext::date::{Time, Written, WrittenDate};
use vitext::{Date, kind, symbol};

/// All mentions, in reading order. The document's own symbol in its head is none.
pub(crate) fn find(document: &Document, words: &[Words]) -> Vec<Citation> {
    let mut citations = Vec::new();
    let mut terms = named::Terms::default();
    for (index, (paragraph, words)) in document.paragraphs.iter().zip(words).enumerate() {
        let id = ParagraphId(index);
        terms.add(&words.key);
        let mut found = in_text(&paragraph.text, words, id);
        if paragraph.role == ParagraphRole::Head {
            found.retain(|c| !own(document, &paragraph.text, c));
        }
        if found.is_empty() {
            continue;
        }
        relation::tell(document, id, words, &mut found, &citations);
        citations.append(&mut found);
    }
    named::complete(&terms, &mut citations);
    resolve(&mut citations);
    citations
}

/// The number of the document itself, in its head: without a kind, at the beginning of a line or the one that was read there.
fn own(document: &Document, text: &str, citation: &Citation) -> bool {
    let Some(symbol) = citation.symbol.as_ref().filter(|_| citation.kind.is_none()) else { return false };
    let before = text[..citation.symbol_range.start].trim_matches([' ', ':', '|', '*', '_']);
    before.is_empty()
        || before.to_lowercase() == "số"
        || document.metadata.symbol.as_ref() == Some(&symbol.normalized)
}

/// Mentions in one clean paragraph, without relation and without resolution.
fn in_text(text: &str, Words { key, times, .. }: &Words, paragraph: ParagraphId) -> Vec<Citation> {
    let symbols = symbol::find(text);
    let mut citations: Vec<Citation> = Vec::with_capacity(symbols.len());
    if !symbols.is_empty() {
        let borders: Vec<usize> = symbols.iter().skip(1).map(|s| s.range.start).chain([text.len()]).collect();
        for (found, border) in symbols.into_iter().zip(borders) {
            let (start, kind) = before(text, key, found.range.start);
            let after = after(text, key, times, found.range.end, border);
            citations.push(Citation {
                span: Span { paragraph, range: start..after.end },
                symbol_range: found.range,
                kind: kind.map(|k| capital(&text[k])),
                symbol: Some(found.symbol),
                name: None,
                issuer: after.issuer.map(|r| text[r].to_owned()),
                date: after.date,
                relation: CitationRelation::Cites,
                first: None,
            });
        }
        share(text, &mut citations);
    }
    named::add(text, key, paragraph, &mut citations);
    citations
}

/// The kind named before a symbol, and where the mention begins.
fn before(text: &str, key: &str, symbol: usize) -> (usize, Option<Range<usize>>) {
    let mut end = trimmed(key, symbol);
    let mut start = symbol;
    for word in ["số", "số:"] {
        if let Some(head) = key[..end].strip_suffix(word)
            && !head.ends_with(char::is_alphanumeric)
        {
            start = head.len();
            end = trimmed(key, start);
            break;
        }
    }
    // The longest name that ends here; names have at most five words.
    let mut found = None;
    let mut word = end;
    for _ in 0..5 {
        let border =
            key[..word].trim_end().rmatch_indices([' ', '(', '“', '"', ';', ',', '-', '*', '/']).next();
        word = border.map_or(0, |(i, sign)| i + sign.len());
        let name = key[word..end].trim();
        if kind::named(name).is_some() {
            found = Some(end - key[word..end].trim_start().len()..end);
        }
        if word == 0 || key[..word].ends_with([';', '(', '“', '"']) {
            break;
        }
        word = key[..word].trim_end().len();
    }
    if found.is_none() {
        let word = text[..end]
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        found = (word < end
            && text[word..end].chars().next().is_some_and(char::is_uppercase)
            && kind::canonical(&text[word..end]).is_some())
        .then_some(word..end);
    }
    match found {
        Some(kind) => (kind.start, Some(kind)),
        None => (start, None),
    }
}

/// `end` without the spaces and quotation marks before it.
fn trimmed(key: &str, end: usize) -> usize {
    key[..end].trim_end_matches([' ', '“', '”', '"', ':', '*', '_']).len()
}

struct After {
    end: usize,
    date: Option<WrittenDate>,
    issuer: Option<Range<usize>>,
}

/// Date and issuer after a symbol, in any order, as far as the next symbol.
fn after(text: &str, key: &str, times: &[Time], symbol: usize, border: usize) -> After {
    let mut found = After { end: symbol, date: None, issuer: None };
    for _ in 0..2 {
        let at =
            found.end + key[found.end..].len() - key[found.end..].trim_start_matches([' ', ',', '(']).len();
        if at >= border {
            break;
        }
        if found.date.is_none()
            && let Some((date, end)) = date_at(times, at)
        {
            (found.date, found.end) = (Some(date), end);
            continue;
        }
        let by = if body::word_at(key, at, "của") {
            at + "của".len() + body::spaces(key, at + "của".len())
        } else {
            at
        };
        if found.issuer.is_none()
            && by > at
            && let Some(range) = body::issuer(text, key, by).filter(|r| r.end <= border)
        {
            found.end = range.end;
            found.issuer = Some(range);
            continue;
        }
        break;
    }
    found
}

fn date_at(times: &[Time], at: usize) -> Option<(WrittenDate, usize)> {
    let time = &times[times.partition_point(|t| t.phrase.start < at)..].first()?;
    match &time.written {
        Written::Day(day) if time.phrase.start == at => Some((day.clone(), time.range.end)),
        _ => None,
    }
}

/// Two mentions joined by "và" or a comma share what only one of them names: the kind of the first, the issuer of the last.
fn share(text: &str, citations: &mut [Citation]) {
    for index in 1..citations.len() {
        let (left, right) = citations.split_at_mut(index);
        let (Some(left), Some(right)) = (left.last_mut(), right.first_mut()) else { continue };
        let between =
            text.get(left.span.range.end..right.span.range.start).unwrap_or("").trim_matches([' ', ',', ';']);
        if !matches!(between, "" | "và" | "hoặc") {
            continue;
        }
        let (Some(a), Some(b)) = (&left.symbol, &right.symbol) else { continue };
        if a.issuer != b.issuer {
            continue;
        }
        if right.kind.is_none() && a.kind == b.kind {
            right.kind.clone_from(&left.kind);
        }
        if left.issuer.is_none() {
            left.issuer.clone_from(&right.issuer);
        }
    }
}

/// Ties later mentions to the first full one. Identity is symbol, date and issuer: the same symbol with another date is
/// another document.
fn resolve(citations: &mut [Citation]) {
    #[derive(Default)]
    struct Earlier {
        dated: HashMap<Date, usize>,
        last: Option<usize>,
        undated: Option<usize>,
    }
    let mut seen: HashMap<String, Earlier> = HashMap::new();
    for (index, citation) in citations.iter_mut().enumerate() {
        let Some(name) = citation.symbol.as_ref().map(|s| &s.normalized).or(citation.name.as_ref()) else {
            continue;
        };
        let earlier = seen.entry(name.clone()).or_default();
        citation.first = match citation.date.as_ref().and_then(WrittenDate::date) {
            Some(date) => {
                let first = earlier.dated.get(&date).copied();
                let known = *earlier.dated.entry(date).or_insert(index);
                earlier.last = Some(known);
                first
            }
            None => {
                let first = earlier.last.or(earlier.undated);
                earlier.undated = earlier.undated.or(Some(index));
                first
            }
        };
    }
}

fn capital(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect())
}
