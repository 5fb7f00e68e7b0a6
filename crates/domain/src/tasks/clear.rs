//! "Sáu rõ": the six that must be clear (`domain.md §2`). What is missing is shown, never refused.

use serde::{Deserialize, Serialize};

/// One of the six.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub enum Clear {
    /// Rõ người: one lead unit, and who in it is responsible.
    Who,
    /// Rõ việc: what is to be done.
    What,
    /// Rõ thời gian: until when.
    When,
    /// Rõ trách nhiệm: what the lead answers for, and each coordinating unit's own part.
    Answerable,
    /// Rõ sản phẩm: the output, by name.
    Product,
    /// Rõ thẩm quyền: who accepts it.
    Authority,
}

impl Clear {
    /// All six, in the order in which people name them.
    pub const ALL: [Self; 6] =
        [Self::Who, Self::What, Self::When, Self::Answerable, Self::Product, Self::Authority];

    /// Its code: `who`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Who => "who",
            Self::What => "what",
            Self::When => "when",
            Self::Answerable => "answerable",
            Self::Product => "product",
            Self::Authority => "authority",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Which of the six are clear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Clears(u8);

impl Clears {
    /// All six.
    pub const ALL: Self = Self(0b11_1111);

    /// Is this one clear?
    #[must_use]
    pub const fn has(self, clear: Clear) -> bool {
        self.0 & clear.bit() != 0
    }

    /// Those that are missing, in order.
    pub fn missing(self) -> impl Iterator<Item = Clear> {
        Clear::ALL.into_iter().filter(move |clear| !self.has(*clear))
    }

    /// Are all six there?
    #[must_use]
    pub fn is_whole(self) -> bool {
        self == Self::ALL
    }

    /// Those with this number.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Option<Self> {
        if bits <= Self::ALL.0 { Some(Self(bits)) } else { None }
    }

    /// As a number: one bit each, in the order of [`Clear::ALL`].
    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }
}

impl FromIterator<Clear> for Clears {
    fn from_iter<T: IntoIterator<Item = Clear>>(clears: T) -> Self {
        Self(clears.into_iter().fold(0, |bits, clear| bits | clear.bit()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_not_clear_is_missing(clears in prop::collection::vec(prop::sample::select(Clear::ALL.to_vec()), 0..9)) {
            let set: Clears = clears.iter().copied().collect();
            for clear in Clear::ALL {
                prop_assert_eq!(set.has(clear), clears.contains(&clear));
                prop_assert_eq!(set.missing().any(|missing| missing == clear), !clears.contains(&clear));
            }
            prop_assert_eq!(set.is_whole(), set.missing().next().is_none());
        }
    }
}
