//! Exact arithmetic over printed figures.

use crate::Verdict;
use crate::text::Amount;
use rust_decimal::{Decimal, RoundingStrategy};

/// How a printed value compares with a computed one at its own decimals.
///
/// Ordinary rounding and cutting off are both right (`domain.md §6`).
#[must_use]
pub(crate) fn compare(stated: Amount, computed: Decimal) -> Verdict {
    let rounded = computed.round_dp_with_strategy(stated.decimals, RoundingStrategy::MidpointAwayFromZero);
    let even = computed.round_dp_with_strategy(stated.decimals, RoundingStrategy::MidpointNearestEven);
    let cut = computed.round_dp_with_strategy(stated.decimals, RoundingStrategy::ToZero);
    if stated.value == rounded || stated.value == even {
        Verdict::Holds
    } else if stated.value == cut {
        Verdict::HoldsRounded
    } else {
        Verdict::Broken
    }
}

/// `part / whole` in percent; `None` for a whole of zero or an overflow.
#[must_use]
pub(crate) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

/// `value` as a person reads it: at most `decimals` decimals, the Vietnamese way.
#[must_use]
pub(crate) fn show(value: Decimal, decimals: u32) -> String {
    vitext::number::write(
        value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero).normalize(),
    )
}

/// A printed value as printed.
#[must_use]
pub(crate) fn print(amount: Amount) -> String {
    vitext::number::write(amount.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_printed_percentage_holds_however_it_was_rounded(part in 0_i64..100_000, whole in 1_i64..100_000, decimals in 0_u32..3) {
            let exact = percent(part.into(), whole.into()).expect("a whole above zero");
            for way in [RoundingStrategy::MidpointAwayFromZero, RoundingStrategy::ToZero] {
                let printed = Amount { value: exact.round_dp_with_strategy(decimals, way), decimals };
                prop_assert_ne!(compare(printed, exact), Verdict::Broken);
            }
            let off = Amount { value: exact.round_dp(decimals) + Decimal::new(2, decimals), decimals };
            prop_assert_eq!(compare(off, exact), Verdict::Broken);
        }
    }
}
