//! Amounts as they are reported: whole numbers of the smallest part that an indicator knows, never binary fractions.

use super::exact::Exact;
use num_bigint::BigInt;
use num_traits::ToPrimitive as _;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How many decimals an indicator is reported with: from none to nine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Decimals(u8);

/// Why a number of decimals is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an indicator has from none to nine decimals")]
pub struct NotDecimals;

impl Decimals {
    /// None: things that are counted.
    pub const NONE: Self = Self(0);

    /// So many.
    ///
    /// # Errors
    /// For more than nine.
    pub const fn new(decimals: u8) -> Result<Self, NotDecimals> {
        if decimals <= 9 { Ok(Self(decimals)) } else { Err(NotDecimals) }
    }

    /// How many.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// How many of the smallest part make one.
    #[must_use]
    pub const fn scale(self) -> i64 {
        10_i64.pow(self.0 as u32)
    }
}

impl TryFrom<u8> for Decimals {
    type Error = NotDecimals;
    fn try_from(decimals: u8) -> Result<Self, NotDecimals> {
        Self::new(decimals)
    }
}

impl From<Decimals> for u8 {
    fn from(decimals: Decimals) -> Self {
        decimals.0
    }
}

/// Why a text is no amount, or an amount cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountError {
    /// It is no number.
    #[error("not a number")]
    NotANumber,
    /// Points that do not stand between thousands: `12.5`, which here would be twelve and a half with a comma.
    #[error("points separate thousands, a comma the decimals")]
    Groups,
    /// More decimals than the indicator has.
    #[error("more decimals than the indicator has")]
    Decimals,
    /// More than can be kept: 9.223.372.036.854.775.807 of the smallest part.
    #[error("too large to be kept")]
    TooLarge,
}

impl AmountError {
    /// Key of the sentence that a person reads.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NotANumber => "amount-not-a-number",
            Self::Groups => "amount-groups",
            Self::Decimals => "amount-decimals",
            Self::TooLarge => "amount-too-large",
        }
    }
}

/// An amount with the decimals of its indicator. What does not fit is an error, never wrapped or cut.
///
/// Two amounts are the same when they are written the same: compare what they are worth by [`Amount::exact`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    scaled: i64,
    decimals: Decimals,
}

impl Amount {
    /// So many of the smallest part: 15 with one decimal is 1,5.
    #[must_use]
    pub const fn new(scaled: i64, decimals: Decimals) -> Self {
        Self { scaled, decimals }
    }

    /// How many of the smallest part.
    #[must_use]
    pub const fn scaled(self) -> i64 {
        self.scaled
    }

    /// With how many decimals.
    #[must_use]
    pub const fn decimals(self) -> Decimals {
        self.decimals
    }

    /// What it is worth.
    #[must_use]
    pub fn exact(self) -> Exact {
        Exact::new(self.scaled.into(), self.decimals.scale().into())
    }

    /// The amount nearest to a number, halves away from zero.
    ///
    /// # Errors
    /// [`AmountError::TooLarge`].
    pub fn rounded(number: &Exact, decimals: Decimals) -> Result<Self, AmountError> {
        let scaled: BigInt = number.scaled_by(decimals.scale()).rounded();
        scaled.to_i64().map(|scaled| Self { scaled, decimals }).ok_or(AmountError::TooLarge)
    }

    /// Reads what a person typed the Vietnamese way: `1.234.567,8`, `1234567,8`, `-5`.
    ///
    /// # Errors
    /// [`AmountError`] says what is wrong.
    pub fn parse_vi(text: &str, decimals: Decimals) -> Result<Self, AmountError> {
        let text = text.trim();
        let (sign, unsigned) = match text.strip_prefix(['-', '−']) {
            Some(rest) => ("-", rest.trim_start()),
            None => ("", text),
        };
        let (whole, fraction) = match unsigned.split_once(',') {
            Some((_, "")) => return Err(AmountError::NotANumber),
            Some((whole, fraction)) => (whole, fraction),
            None => (unsigned, ""),
        };
        let mut groups = whole.split('.');
        let first = groups.next().unwrap_or("");
        let mut plain = format!("{sign}{first}");
        for (index, group) in groups.enumerate() {
            if group.len() != 3 || index == 0 && !(1..=3).contains(&first.len()) {
                return Err(if figures(group) { AmountError::Groups } else { AmountError::NotANumber });
            }
            plain.push_str(group);
        }
        Self::parts(&plain, fraction, decimals)
    }

    /// Reads what [`Amount`] writes of itself: `-1234567.8`.
    ///
    /// # Errors
    /// [`AmountError`] says what is wrong.
    pub fn parse(text: &str, decimals: Decimals) -> Result<Self, AmountError> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        if text.ends_with('.') {
            return Err(AmountError::NotANumber);
        }
        Self::parts(whole, fraction, decimals)
    }

    /// `whole` may have a sign, `fraction` has none.
    fn parts(whole: &str, fraction: &str, decimals: Decimals) -> Result<Self, AmountError> {
        let digits = whole.strip_prefix('-').unwrap_or(whole);
        if digits.is_empty() || !figures(digits) || !figures(fraction) {
            return Err(AmountError::NotANumber);
        }
        // Noughts at the end say nothing: 5,00 is 5.
        let fraction = fraction.trim_end_matches('0');
        let places = usize::from(decimals.0);
        if fraction.len() > places {
            return Err(AmountError::Decimals);
        }
        let scaled = format!("{whole}{fraction:0<places$}").parse().map_err(|_| AmountError::TooLarge)?;
        Ok(Self { scaled, decimals })
    }

    /// The Vietnamese way, with all its decimals: `1.234.567,8`.
    #[must_use]
    pub fn written_vi(self) -> String {
        let (sign, whole, fraction) = self.split();
        let mut text = String::from(sign);
        for (index, figure) in whole.char_indices() {
            if index > 0 && (whole.len() - index).is_multiple_of(3) {
                text.push('.');
            }
            text.push(figure);
        }
        if !fraction.is_empty() {
            text.push(',');
            text.push_str(&fraction);
        }
        text
    }

    fn split(self) -> (&'static str, String, String) {
        let (scale, places) = (self.decimals.scale().unsigned_abs(), usize::from(self.decimals.0));
        let size = self.scaled.unsigned_abs();
        let fraction = if places == 0 { String::new() } else { format!("{:0places$}", size % scale) };
        (if self.scaled < 0 { "-" } else { "" }, (size / scale).to_string(), fraction)
    }
}

fn figures(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// With a point and all its decimals, as programs write numbers: `1234567.8`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, whole, fraction) = self.split();
        if fraction.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{fraction}") }
    }
}

/// As text with all its decimals, so that no program on the way takes it for a binary fraction.
impl Serialize for Amount {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        use serde::de::Error;
        let text = String::deserialize(from)?;
        let places = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
        let decimals = u8::try_from(places).map_err(D::Error::custom)?;
        let decimals = Decimals::new(decimals).map_err(D::Error::custom)?;
        Self::parse(&text, decimals).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimals(number: u8) -> Decimals {
        Decimals::new(number).unwrap()
    }

    proptest! {
        #[test]
        fn every_amount_reads_back(scaled: i64, places in 0..=9_u8) {
            let amount = Amount::new(scaled, decimals(places));
            prop_assert_eq!(Amount::parse_vi(&amount.written_vi(), amount.decimals()), Ok(amount));
            prop_assert_eq!(Amount::parse(&amount.to_string(), amount.decimals()), Ok(amount));
            let json = serde_json::to_string(&amount).unwrap();
            prop_assert_eq!(serde_json::from_str::<Amount>(&json).unwrap(), amount);
            prop_assert_eq!(Amount::rounded(&amount.exact(), amount.decimals()), Ok(amount));
        }

        #[test]
        fn any_text_has_an_answer(text in ".{0,40}", figures in "[-−0-9., ]{0,40}", places in 0..=9_u8) {
            for text in [text, figures] {
                let _ = Amount::parse_vi(&text, decimals(places));
                let _ = Amount::parse(&text, decimals(places));
            }
        }
    }

    #[test]
    fn as_people_type() {
        let read = |text| Amount::parse_vi(text, decimals(2)).map(Amount::scaled);
        assert_eq!(read("1.234.567,8"), Ok(123_456_780));
        assert_eq!(read(" 1234567,80 "), Ok(123_456_780));
        assert_eq!(read("−5"), Ok(-500));
        assert_eq!(read("0"), Ok(0));
        assert_eq!(read("92.233.720.368.547.758,07"), Ok(i64::MAX));
        assert_eq!(read("92.233.720.368.547.758,08"), Err(AmountError::TooLarge));
        assert_eq!(read("1,005"), Err(AmountError::Decimals));
        for text in ["12.5", "1234.567", ".123"] {
            assert_eq!(read(text), Err(AmountError::Groups), "{text}");
        }
        for text in ["", "-", ",5", "5,", "1 000", "1,2,3", "a", "--5", "1.a00"] {
            assert_eq!(read(text), Err(AmountError::NotANumber), "{text}");
        }
    }
}
