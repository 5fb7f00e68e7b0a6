//! What the program measures of itself, on a database of its own.

mod month;
mod storm;

pub(crate) use month::month;
pub(crate) use storm::storm;

use crate::failure::Failure;
use std::fmt::Display;

/// What should never happen while measuring.
fn broken(cause: impl Display) -> Failure {
    Failure::bug("server-bug", [("cause", cause.to_string())])
}

/// The value below which so many hundredths of the values are; none of none. The values are in order.
fn percentile<T: Copy>(sorted: &[T], hundredths: usize) -> Option<T> {
    let place = sorted.len().saturating_mul(hundredths).div_ceil(100).saturating_sub(1);
    sorted.get(place.min(sorted.len().checked_sub(1)?)).copied()
}

#[cfg(test)]
mod tests {
    use super::percentile;

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values: Vec<u32> = (1..=200).collect();
        assert_eq!(percentile(&values, 50), Some(100));
        assert_eq!(percentile(&values, 99), Some(198));
        assert_eq!(percentile(&values, 100), Some(200));
        assert_eq!(percentile(&[7], 50), Some(7));
        assert_eq!(percentile::<u32>(&[], 50), None);
    }
}
