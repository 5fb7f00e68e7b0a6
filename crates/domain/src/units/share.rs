//! What part of a unit goes over to a successor: exact fractions.

use num_bigint::{BigInt, BigUint, ToBigInt};
use num_rational::Ratio;
use num_traits::{One, ToPrimitive, Zero};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul};
use std::str::FromStr;

/// An exact fraction from zero on, in lowest terms; never rounded, over however many generations it is multiplied.
///
/// As text, and so in JSON and in a database: `1`, `2/5`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(value_type = String, pattern = r"^[0-9]+(/[0-9]+)?$", example = "2/5"))]
pub struct Share(Ratio<BigUint>);

impl Share {
    /// `numerator / denominator`; `None` if the denominator is zero.
    #[must_use]
    pub fn new(numerator: u64, denominator: u64) -> Option<Self> {
        (denominator != 0).then(|| Self(Ratio::new(numerator.into(), denominator.into())))
    }

    /// All of it.
    #[must_use]
    pub fn whole() -> Self {
        Self(Ratio::one())
    }

    /// Nothing of it.
    #[must_use]
    pub fn none() -> Self {
        Self(Ratio::zero())
    }

    /// Is it all?
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.0.is_one()
    }

    /// Is it nothing?
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.0.is_zero()
    }

    /// What it lacks to the whole; `None` if it is more than the whole.
    #[must_use]
    pub fn rest(&self) -> Option<Self> {
        (self.0 <= Ratio::one()).then(|| Self(Ratio::<BigUint>::one() - &self.0))
    }

    /// What stands above and below the line, in lowest terms.
    pub(crate) fn parts(&self) -> (&BigUint, &BigUint) {
        (self.0.numer(), self.0.denom())
    }

    /// In hundredths of a per cent, rounded half up, for showing only: 1/3 is 3333.
    #[must_use]
    pub fn basis_points(&self) -> u64 {
        (&self.0 * BigUint::from(10_000_u32)).round().to_integer().to_u64().unwrap_or(u64::MAX)
    }
}

/// Divides `amount` by `shares` so that nothing is lost: each gets its exact part rounded down, what then is left goes by
/// ones to the largest remainders, to the first of equals.
///
/// Shares of a succession sum to one; others count as weights. With no shares, or only empty ones, nobody gets anything
/// and the answer is empty.
#[must_use]
pub fn apportion(amount: i64, shares: &[Share]) -> Vec<i64> {
    let total: Share = shares.iter().sum();
    if total.is_none() {
        return Vec::new();
    }
    let mut left = BigInt::from(amount);
    let mut parts = Vec::with_capacity(shares.len());
    let mut remainders = Vec::with_capacity(shares.len());
    for (index, share) in shares.iter().enumerate() {
        let weight = &share.0 / &total.0;
        let exact = Ratio::new(
            weight.numer().to_bigint().unwrap_or_default() * amount,
            weight.denom().clone().into(),
        );
        let floor = exact.floor();
        left -= floor.numer();
        remainders.push((&floor - &exact, index));
        parts.push(floor.to_integer());
    }
    remainders.sort();
    // Less than one is left for each share that is not empty, and those have the largest remainders.
    let ones = left.to_usize().unwrap_or(0);
    for (_, index) in remainders.into_iter().take(ones) {
        parts[index] += 1;
    }
    // No part is further from zero than the amount itself.
    parts.iter().map(|part| part.to_i64().unwrap_or(amount)).collect()
}

impl Add for Share {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Mul for &Share {
    type Output = Share;
    fn mul(self, other: Self) -> Share {
        Share(&self.0 * &other.0)
    }
}

impl<'a> Sum<&'a Self> for Share {
    fn sum<I: Iterator<Item = &'a Self>>(shares: I) -> Self {
        Self(shares.fold(Ratio::zero(), |sum, share| sum + &share.0))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a text is no share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a share is written as 1, 2/5, 40% or 37,5%")]
pub struct NotAShare;

/// Reads what [`fmt::Display`] writes, and per cents as people type them: `40%`, `37,5 %`.
impl FromStr for Share {
    type Err = NotAShare;

    fn from_str(text: &str) -> Result<Self, NotAShare> {
        let figures = |text: &str| {
            let fits = (1..=1_000).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            if fits { text.parse::<BigUint>().map_err(|_| NotAShare) } else { Err(NotAShare) }
        };
        let ratio = |above: BigUint, below: BigUint| {
            if below.is_zero() { Err(NotAShare) } else { Ok(Self(Ratio::new(above, below))) }
        };
        let text = text.trim();
        if let Some(per_cent) = text.strip_suffix('%') {
            let (whole, decimals) =
                per_cent.trim_end().split_once([',', '.']).unwrap_or((per_cent.trim_end(), ""));
            if whole.is_empty() || decimals.len() > 18 {
                return Err(NotAShare);
            }
            let places = u32::try_from(decimals.len()).map_err(|_| NotAShare)?;
            let below = BigUint::from(10_u32).pow(places) * BigUint::from(100_u32);
            ratio(figures(&format!("{whole}{decimals}"))?, below)
        } else if let Some((above, below)) = text.split_once('/') {
            ratio(figures(above.trim())?, figures(below.trim())?)
        } else {
            ratio(figures(text)?, BigUint::one())
        }
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Share {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn share(text: &str) -> Share {
        text.parse().unwrap()
    }

    #[test]
    fn texts() {
        assert_eq!(share("40%"), share("2/5"));
        assert_eq!(share("37,5 %"), share("3/8"));
        assert_eq!(share("6/4").to_string(), "3/2");
        assert_eq!(share(" 1 "), Share::whole());
        for text in ["", "/", "1/0", "-1", "0,4", "a", "%", ",5%", "1/2/3", "1 2"] {
            assert_eq!(text.parse::<Share>(), Err(NotAShare), "{text:?}");
        }
        assert_eq!(serde_json::to_string(&share("2/5")).unwrap(), r#""2/5""#);
        assert_eq!(share("1/3").basis_points(), 3333);
        assert_eq!(share("1/3").rest(), Some(share("2/3")));
        assert_eq!(share("4/3").rest(), None);
    }

    #[test]
    fn the_largest_remainder_gets_what_is_left() {
        let thirds = [share("1/3"), share("1/3"), share("1/3")];
        assert_eq!(apportion(100, &thirds), [34, 33, 33]);
        assert_eq!(apportion(-100, &thirds), [-33, -33, -34]);
        assert_eq!(apportion(10, &[share("1/4"), share("3/4")]), [3, 7]);
        assert_eq!(apportion(7, &[share("0"), share("1")]), [0, 7]);
        assert_eq!(apportion(7, &[]), Vec::<i64>::new());
        assert_eq!(apportion(i64::MIN, &[share("1")]), [i64::MIN]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost(amount: i64, weights in vec(0..1_000_u64, 1..20)) {
            prop_assume!(weights.iter().any(|&w| w > 0));
            let total = weights.iter().sum();
            let shares: Vec<Share> = weights.iter().map(|&w| Share::new(w, total).unwrap()).collect();
            let parts = apportion(amount, &shares);
            prop_assert_eq!(parts.iter().map(|&p| i128::from(p)).sum::<i128>(), i128::from(amount));
            for (&part, &weight) in parts.iter().zip(&weights) {
                let (scaled, exact) = (i128::from(part) * i128::from(total), i128::from(amount) * i128::from(weight));
                prop_assert!((scaled - exact).abs() < i128::from(total), "off by one or more");
            }
        }

        #[test]
        fn a_text_reads_back(above: u64, below in 1..u64::MAX) {
            let share = Share::new(above, below).unwrap();
            prop_assert_eq!(share.to_string().parse(), Ok(share));
        }
    }
}
