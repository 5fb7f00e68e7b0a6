//! Which document is which: symbol, date and issuer together (`domain.md §4`).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use vitext::symbol::System;

/// Years after which a committee's term is certainly another one: congresses meet every five years (Điều lệ Đảng, Điều 9).
const TERM_YEARS: i16 = 5;

/// What makes a document that document. What a text does not say is absent, never guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Its symbol, in any spelling: `07-NQ/TU`.
    pub symbol: Option<String>,
    /// Its date.
    pub date: Option<Date>,
    /// Who issued it: `Thành ủy Hải Minh`.
    pub issuer: Option<String>,
}

/// How far two documents are one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Likeness {
    /// Different documents.
    Different,
    /// The same symbol and issuer on another date, in two terms or two years perhaps: both can be right.
    Perhaps,
    /// The same symbol and issuer on another date of the same year, or of two years for a Party number: one of them is wrong,
    /// or a number was given twice.
    NumberTwice,
    /// The same symbol, date and, as far as known, issuer.
    Same,
}

impl Identity {
    /// How far this is the same document as `other`.
    #[must_use]
    pub fn likeness(&self, other: &Self) -> Likeness {
        let (Some(mine), Some(others)) = (self.symbol_key(), other.symbol_key()) else {
            return Likeness::Different;
        };
        if mine.0 != others.0 || !self.same_issuer(other) {
            return Likeness::Different;
        }
        match (self.date, other.date) {
            (Some(a), Some(b)) if a == b => Likeness::Same,
            (Some(a), Some(b)) => {
                let years = (a.year() - b.year()).abs();
                match mine.1 {
                    System::State if years == 0 => Likeness::NumberTwice,
                    System::State => Likeness::Different,
                    System::Party if years <= 1 => Likeness::NumberTwice,
                    System::Party if years < TERM_YEARS => Likeness::Perhaps,
                    System::Party => Likeness::Different,
                }
            }
            _ => Likeness::Perhaps,
        }
    }

    /// The form in which symbols are compared, with the system that it follows.
    #[must_use]
    pub fn symbol_key(&self) -> Option<(String, System)> {
        symbol_key(self.symbol.as_deref()?)
    }

    fn same_issuer(&self, other: &Self) -> bool {
        match (&self.issuer, &other.issuer) {
            (Some(a), Some(b)) => issuer_key(a) == issuer_key(b),
            // The code in the symbol says as much as is known.
            _ => true,
        }
    }
}

/// The form in which symbols are compared: `148 - KL/TW` and `148-kl/tw` are one; a number has no zeros before it. None where the
/// text holds no symbol.
#[must_use]
pub fn symbol_key(written: &str) -> Option<(String, System)> {
    let first = |text: &str| vitext::symbol::find(text).into_iter().next();
    // Typed in haste, in small letters.
    let symbol = first(written).or_else(|| first(&written.to_uppercase()))?.symbol;
    let plain = symbol.normalized.trim_start_matches('0');
    Some((vitext::fold::fold_text(plain), symbol.system))
}

/// The form in which issuers are compared: accents and case off, spaces one.
#[must_use]
pub fn issuer_key(written: &str) -> String {
    let folded = vitext::fold::fold_text(written);
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn identity(symbol: &str, date: Date, issuer: Option<&str>) -> Identity {
        Identity { symbol: Some(symbol.to_owned()), date: Some(date), issuer: issuer.map(str::to_owned) }
    }

    #[test]
    fn a_document_is_its_symbol_date_and_issuer() {
        let first = identity("07-NQ/TU", date(2025, 10, 26), Some("Thành ủy Hải Minh"));
        let like = |symbol, date, issuer| first.likeness(&identity(symbol, date, issuer));
        assert_eq!(like("7 - NQ/TU", date(2025, 10, 26), Some("THÀNH UỶ  Hải Minh")), Likeness::Same);
        assert_eq!(like("7-nq/tu", date(2025, 10, 26), None), Likeness::Same);
        assert_eq!(like("07-NQ/TU", date(2025, 10, 26), Some("Tỉnh ủy Bình An")), Likeness::Different);
        assert_eq!(like("07-NQ/TU", date(2025, 12, 10), Some("Thành ủy Hải Minh")), Likeness::NumberTwice);
        assert_eq!(like("07-NQ/TU", date(2022, 3, 1), Some("Thành ủy Hải Minh")), Likeness::Perhaps);
        assert_eq!(like("07-NQ/TU", date(2020, 3, 1), Some("Thành ủy Hải Minh")), Likeness::Different);
        assert_eq!(like("17-NQ/TU", date(2025, 10, 26), Some("Thành ủy Hải Minh")), Likeness::Different);
        assert_eq!(like("07-KL/TU", date(2025, 10, 26), Some("Thành ủy Hải Minh")), Likeness::Different);
    }

    #[test]
    fn a_number_of_the_state_begins_again_each_year() {
        let first = identity("15/QĐ-BNV", date(2025, 3, 1), None);
        let like = |date| first.likeness(&identity("15/QĐ-BNV", date, None));
        assert_eq!(like(date(2025, 12, 30)), Likeness::NumberTwice);
        assert_eq!(like(date(2026, 1, 2)), Likeness::Different);
    }

    #[test]
    fn what_is_absent_is_not_guessed() {
        let none = Identity { symbol: None, date: None, issuer: None };
        assert_eq!(none.likeness(&none), Likeness::Different);
        let undated = Identity { symbol: Some("07-NQ/TU".to_owned()), ..none };
        assert_eq!(undated.likeness(&identity("07-NQ/TU", date(2025, 1, 1), None)), Likeness::Perhaps);
    }
}
