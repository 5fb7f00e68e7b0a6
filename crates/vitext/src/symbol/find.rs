//! Finding symbols in text.

use super::candidate::{Candidate, next};
use super::{Flaw, Symbol, System};
use crate::{issuer, kind};
use std::ops::Range;

/// A symbol and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SymbolMatch {
    /// Byte range in the text.
    pub range: Range<usize>,
    /// The symbol.
    pub symbol: Symbol,
}

/// Bytes of the longest code that is believed.
const LONGEST: usize = 40;

/// All symbols in `text`, in order; line breaks must have been joined to single spaces.
///
/// Dates, fractions, ranges of years and numbers of standards are not symbols. Wrong separators, case and spaces are accepted
/// as far as kind or issuer are known, and flagged.
#[must_use]
pub fn find(text: &str) -> Vec<SymbolMatch> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(candidate) = next(text, at) {
        match read(text, &candidate) {
            Some(symbol) => {
                at = symbol.range.end;
                found.push(symbol);
            }
            // A later number inside the candidate may begin the symbol: "2025 - 05-CTr/ĐU".
            None => at = candidate.number.end,
        }
    }
    found
}

/// What stands before a number.
struct Before {
    /// The number may begin here.
    free: bool,
    /// The word `số` stands before it.
    numbered: bool,
    /// Where a stray dash between `số` and the number begins.
    dash: Option<usize>,
}

fn before(text: &str, start: usize) -> Before {
    let left = &text[..start];
    let dash = left.trim_end().strip_suffix(['-', '–']).filter(|l| after_number_word(l)).map(|l| {
        let spaced = l.trim_end();
        spaced.len() + (left.len() - spaced.len() - left[spaced.len()..].trim_start().len())
    });
    let numbered = dash.is_some() || after_number_word(left);
    let last = left.chars().next_back();
    let free = numbered
        || last.is_none_or(|c| {
            !(c.is_alphanumeric() || matches!(c, '/' | ':' | '-' | '–' | '.' | ',') && joined(left))
        });
    Before { free, numbered, dash }
}

fn after_number_word(left: &str) -> bool {
    let left = left.trim_end().trim_end_matches(':').trim_end();
    ["số", "Số", "SỐ"]
        .iter()
        .any(|w| left.strip_suffix(w).is_some_and(|l| !l.ends_with(char::is_alphanumeric)))
}

/// A digit stands right before the mark at the end of `left`: the number goes on to the left.
fn joined(left: &str) -> bool {
    let mut chars = left.chars().rev();
    chars.next();
    chars.next().is_some_and(|c| c.is_ascii_digit())
}

fn read(text: &str, candidate: &Candidate) -> Option<SymbolMatch> {
    let before = before(text, candidate.number.start);
    if !before.free {
        return None;
    }
    let part = |range: &Range<usize>| &text[range.clone()];
    let (year, second) = candidate.year.as_ref().map_or((None, ""), |(y, s)| (part(y).parse().ok(), part(s)));
    let third = candidate.tail.as_ref().map_or("", |(third, _)| part(third));
    // A following word may be glued to the code: "TUngày".
    let tail =
        candidate.tail.as_ref().map(|(_, t)| t.start..part(t).find("ngày").map_or(t.end, |at| t.start + at));
    let parts = Parts {
        number: part(&candidate.number),
        first: part(&candidate.first),
        year,
        second,
        head: part(&candidate.head),
        third,
        tail: tail.as_ref().map(part),
        numbered: before.numbered,
    };
    let (mut symbol, with_tail) = parts.symbol()?;
    let end = tail.filter(|_| with_tail).map_or(candidate.head.end, |t| t.end);
    if text[end..].starts_with(|c: char| c.is_alphanumeric()) && !text[end..].starts_with("ngày") {
        return None;
    }
    let start = before.dash.unwrap_or(candidate.number.start);
    if before.dash.is_some() {
        symbol.flaws.push(Flaw::StrayDash);
    }
    text[start..end].clone_into(&mut symbol.written);
    Some(SymbolMatch { range: start..end, symbol })
}

/// The parts of a candidate as written.
struct Parts<'t> {
    number: &'t str,
    first: &'t str,
    year: Option<u16>,
    second: &'t str,
    head: &'t str,
    third: &'t str,
    tail: Option<&'t str>,
    numbered: bool,
}

impl Parts<'_> {
    /// The symbol, and whether it takes in the tail.
    fn symbol(&self) -> Option<(Symbol, bool)> {
        if let Some(symbol) = self.with_year_and_term() {
            return Some((symbol, false));
        }
        let tail = self.tail.filter(|t| !t.is_empty() && t.len() <= LONGEST && self.head.len() <= LONGEST)?;
        let kind = kind::canonical(self.head);
        let by_form =
            if self.year.is_some() || self.first.contains('/') { System::State } else { System::Party };
        let known = Codes::read(tail, by_form);
        let spaced = [self.first, self.second, self.third].iter().any(|s| s.len() > s.trim().len());
        let plain_form = self.dash(self.first) != self.dash(self.third);
        // The less is known, the stricter the form has to be.
        let shaped = is_code(self.head) && is_code(tail);
        let accepted = match (kind.is_some(), known.first) {
            (true, true) => true,
            (true, false) => is_code(tail) && !spaced && (plain_form || self.numbered),
            (false, true) => shaped && !spaced && plain_form && self.head.len() > 1,
            (false, false) => shaped && !spaced && plain_form && (self.numbered || self.year.is_some()),
        };
        if kind.is_none()
            && let Some(letter) = self.official_letter(tail, spaced)
        {
            return Some((letter, true));
        }
        if !accepted || (self.head.len() == 1 && self.year.is_none() && !self.numbered) {
            return None;
        }
        let system = known.system.unwrap_or(by_form);
        let kind_text = kind.map_or_else(|| self.head.to_owned(), str::to_owned);
        let mut flaws = self.flaws(system);
        if (kind.is_some() && kind_text != self.head) || known.code != tail {
            flaws.push(Flaw::Case);
        }
        if kind.is_none_or(|k| kind::abbreviated(k, system).is_empty()) {
            flaws.push(Flaw::UnknownKind);
        }
        if !known.first {
            flaws.push(Flaw::UnknownIssuer);
        }
        let normalized = match (system, self.year) {
            (System::Party, None) => format!("{}-{kind_text}/{}", self.number, known.code),
            (_, Some(year)) => format!("{}/{year}/{kind_text}-{}", self.number, known.code),
            (System::State, None) => format!("{}/{kind_text}-{}", self.number, known.code),
        };
        Some((self.build(normalized, Some(kind_text), known.code, None, system, flaws), true))
    }

    /// `226/2025/QH15`, `1234/2025/UBTVQH15`.
    fn with_year_and_term(&self) -> Option<Symbol> {
        let year = self.year?;
        if !self.head.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let known = issuer::coded(self.head, Some(System::State)).filter(|i| i.term)?;
        let digits = self.head.trim_start_matches(|c: char| !c.is_ascii_digit());
        let code = format!("{}{digits}", known.code);
        let mut flaws = self.flaws(System::State);
        flaws.retain(|f| !matches!(f, Flaw::SlashForHyphen));
        if [self.first, self.second].iter().any(|s| self.dash(s)) {
            flaws.push(Flaw::HyphenForSlash);
        }
        if code != self.head {
            flaws.push(Flaw::Case);
        }
        flaws.dedup();
        Some(self.build(format!("{}/{year}/{code}", self.number), None, code, None, System::State, flaws))
    }

    /// `05/BNV-VP`: the issuer takes the place of the kind.
    fn official_letter(&self, unit: &str, spaced: bool) -> Option<Symbol> {
        if self.dash(self.first) || !self.dash(self.third) || self.year.is_some() || spaced || !is_code(unit)
        {
            return None;
        }
        let known = issuer::coded(self.head, Some(System::State)).filter(|i| i.system == System::State)?;
        let mut flaws = self.flaws(System::State);
        let digits = self.head.trim_start_matches(|c: char| !c.is_ascii_digit());
        let code = format!("{}{digits}", known.code);
        if code != self.head {
            flaws.push(Flaw::Case);
        }
        let normalized = format!("{}/{code}-{unit}", self.number);
        Some(self.build(normalized, None, code, Some(unit.to_owned()), System::State, flaws))
    }

    fn build(
        &self,
        normalized: String,
        kind: Option<String>,
        issuer: String,
        unit: Option<String>,
        system: System,
        flaws: Vec<Flaw>,
    ) -> Symbol {
        let number = self.number.to_owned();
        Symbol {
            written: String::new(),
            normalized,
            number,
            year: self.year,
            kind,
            issuer,
            unit,
            system,
            flaws,
        }
    }

    fn dash(&self, separator: &str) -> bool {
        separator.contains(['-', '–', '—'])
    }

    fn flaws(&self, system: System) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        let separators = [self.first, self.second, self.third];
        let (slashes, dashes): (Vec<&str>, Vec<&str>) = match system {
            System::Party => (vec![self.third], vec![self.first]),
            System::State => (vec![self.first, self.second], vec![self.third]),
        };
        if slashes.iter().any(|s| self.dash(s)) {
            flaws.push(Flaw::HyphenForSlash);
        }
        if dashes.iter().any(|s| s.contains('/')) {
            flaws.push(Flaw::SlashForHyphen);
        }
        if separators.iter().any(|s| s.contains(['–', '—'])) {
            flaws.push(Flaw::LongDash);
        }
        if separators.iter().any(|s| s.len() > s.trim().len()) {
            flaws.push(Flaw::Space);
        }
        if self.number.len() == 1 && self.number != "0" {
            flaws.push(Flaw::Unpadded);
        }
        flaws
    }
}

/// The codes in a tail such as `TU`, `QH15`, `BCA-BQP`, `UBND.HM`.
struct Codes {
    /// In their right spelling.
    code: String,
    /// System of the first known one, where the form of the symbol does not contradict.
    system: Option<System>,
    /// The first one is known.
    first: bool,
}

impl Codes {
    fn read(tail: &str, by_form: System) -> Self {
        let mut code = String::with_capacity(tail.len());
        let (mut system, mut first) = (None, false);
        for (index, part) in tail.split_inclusive(['-', '.']).enumerate() {
            let (bare, joint) = match part.strip_suffix(['-', '.']) {
                Some(bare) => (bare, &part[bare.len()..]),
                None => (part, ""),
            };
            match issuer::coded(bare, Some(by_form)) {
                Some(known) if !is_lower(bare) => {
                    code.push_str(&known.code);
                    code.push_str(bare.trim_start_matches(|c: char| !c.is_ascii_digit()));
                    system = system.or(Some(known.system));
                    first |= index == 0;
                }
                _ => code.push_str(bare),
            }
            code.push_str(joint);
        }
        Self { code, system, first }
    }
}

fn is_lower(code: &str) -> bool {
    code.chars().next().is_none_or(char::is_lowercase)
}

/// Written like a code: begins with an upper-case letter and holds at most one lower-case letter in a row, `TTg`, `QĐi`.
fn is_code(text: &str) -> bool {
    let mut lower = 0;
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.all(|c| {
            lower = if c.is_lowercase() { lower + 1 } else { 0 };
            lower <= 1
        })
}
