//! Numbers between the cells and what a person reads: exact fractions, rounded once.

use crate::units::Share;
use num_bigint::BigInt;
use num_rational::Ratio;
use num_traits::{One as _, Signed as _, ToPrimitive as _, Zero as _};
use std::cmp::Ordering;
use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Mul, Neg, Sub};

/// An exact fraction of any size: what adding up, dividing and sharing out give before somebody reads it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(Ratio<BigInt>);

impl Exact {
    /// `above / below`; a fraction over nothing is taken for nothing, see [`Exact::over`] for one that may be.
    pub(crate) fn new(above: BigInt, below: BigInt) -> Self {
        if below.is_zero() { Self::zero() } else { Self(Ratio::new(above, below)) }
    }

    /// Nothing.
    #[must_use]
    pub fn zero() -> Self {
        Self(Ratio::zero())
    }

    /// One.
    #[must_use]
    pub fn one() -> Self {
        Self(Ratio::one())
    }

    /// Is it nothing?
    #[must_use]
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Is it less than nothing?
    #[must_use]
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// Is it a whole number?
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.0.is_integer()
    }

    /// Without its sign.
    #[must_use]
    pub fn size(&self) -> Self {
        Self(self.0.abs())
    }

    /// So often as `other` is in it; none where that is nothing.
    #[must_use]
    pub fn over(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| Self(&self.0 / &other.0))
    }

    /// A hundred times so often as `other` is in it: what per cent of `other` it is.
    #[must_use]
    pub fn percent_of(&self, other: &Self) -> Option<Self> {
        self.over(other).map(|ratio| ratio.scaled_by(100))
    }

    /// Times a whole number.
    #[must_use]
    pub fn scaled_by(&self, by: i64) -> Self {
        Self(&self.0 * BigInt::from(by))
    }

    /// The nearest whole number, halves away from zero.
    #[must_use]
    pub fn rounded(&self) -> BigInt {
        self.0.round().to_integer()
    }

    /// The greatest whole number that is not more.
    #[must_use]
    pub fn floor(&self) -> BigInt {
        self.0.floor().to_integer()
    }

    /// A reading for measures of size alone, such as the length of a bar: in thousandths, held at the ends of `i64`.
    #[must_use]
    pub fn thousandths(&self) -> i64 {
        let rounded = self.scaled_by(1000).rounded();
        rounded.to_i64().unwrap_or(if rounded.is_negative() { i64::MIN } else { i64::MAX })
    }

    /// Bits that its two parts take.
    pub(crate) fn bits(&self) -> u64 {
        self.0.numer().bits() + self.0.denom().bits()
    }
}

impl From<i64> for Exact {
    fn from(number: i64) -> Self {
        Self(Ratio::from_integer(number.into()))
    }
}

impl From<BigInt> for Exact {
    fn from(number: BigInt) -> Self {
        Self(Ratio::from_integer(number))
    }
}

impl From<&Share> for Exact {
    fn from(share: &Share) -> Self {
        let (above, below) = share.parts();
        Self::new(above.clone().into(), below.clone().into())
    }
}

/// `7/2`, `-3`.
impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Add for Exact {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Exact {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul for &Exact {
    type Output = Exact;
    fn mul(self, other: Self) -> Exact {
        Exact(&self.0 * &other.0)
    }
}

impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), Add::add)
    }
}

/// Whole numbers for `parts` that add up to `total`, each the number below or above its part: those with the largest remainders go
/// up, the first of equals. None where that cannot be: `total` is then not what the parts come to, rounded down or up.
#[must_use]
pub fn footed(total: &BigInt, parts: &[Exact]) -> Option<Vec<BigInt>> {
    let mut whole: Vec<BigInt> = parts.iter().map(Exact::floor).collect();
    let mut order: Vec<(Exact, usize)> = parts
        .iter()
        .zip(&whole)
        .enumerate()
        .map(|(index, (part, floor))| (part.clone() - Exact::from(floor.clone()), index))
        .filter(|(remainder, _)| !remainder.is_zero())
        .collect();
    order.sort_by(|a, b| match b.0.cmp(&a.0) {
        Ordering::Equal => a.1.cmp(&b.1),
        other => other,
    });
    let left = (total - whole.iter().sum::<BigInt>()).to_usize().filter(|&left| left <= order.len())?;
    for (_, index) in &order[..left] {
        whole[*index] += 1;
    }
    Some(whole)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn exact(above: i64, below: i64) -> Exact {
        Exact::new(above.into(), below.into())
    }

    proptest! {
        #[test]
        fn parts_foot(parts in vec((-500_i64..500, 1_i64..30), 0..12), up: bool) {
            let parts: Vec<Exact> = parts.into_iter().map(|(above, below)| exact(above, below)).collect();
            let sum: Exact = parts.iter().cloned().sum();
            let total = if up && !sum.is_whole() { sum.floor() + 1 } else { sum.floor() };
            let whole = footed(&total, &parts).unwrap();
            prop_assert_eq!(whole.iter().sum::<BigInt>(), total);
            for (whole, part) in whole.into_iter().zip(parts) {
                prop_assert!((Exact::from(whole) - part).size() < Exact::one());
            }
        }
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(exact(5, 2).rounded(), 3.into());
        assert_eq!(exact(-5, 2).rounded(), (-3).into());
        assert_eq!(exact(1, 3).thousandths(), 333);
        assert_eq!(exact(1, 0), Exact::zero());
        assert_eq!(exact(1, 2).percent_of(&exact(0, 1)), None);
        assert_eq!(footed(&5.into(), &[exact(1, 1)]), None);
    }
}
