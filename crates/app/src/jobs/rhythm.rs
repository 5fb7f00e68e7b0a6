//! When a job comes back, and how long one that failed waits.

use domain::span::VIET_NAM;
use identity::Random;
use jiff::{SignedDuration, Timestamp};

/// How often a job comes back; times are those of Việt Nam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rhythm {
    /// Every hour at this minute.
    Hourly { minute: i64 },
    /// Every night at this time.
    Nightly { hour: i64, minute: i64 },
}

impl Rhythm {
    /// The next time after `now`.
    pub(super) fn next(self, now: Timestamp) -> Timestamp {
        let (length, begin) = match self {
            Self::Hourly { minute } => (3_600, minute * 60),
            Self::Nightly { hour, minute } => {
                (86_400, hour * 3_600 + minute * 60 - i64::from(VIET_NAM.seconds()))
            }
        };
        let into = (now.as_second() - begin).rem_euclid(length);
        Timestamp::from_second(now.as_second() - into + length).unwrap_or(Timestamp::MAX)
    }
}

/// How many times a job is begun before it is given up.
pub(super) const TRIES: i64 = 10;
/// The first pause, in milliseconds; each one is four times the one before, up to the last.
const FIRST: i64 = 10_000;
const LAST: i64 = 3_600_000;

/// How long a job waits after it has failed for the `tries`th time: in all some five hours, each pause up to a quarter
/// shorter or longer, so that what failed together does not come back together.
pub(super) fn pause(tries: i64, random: &mut impl Random) -> SignedDuration {
    let steps = u32::try_from(tries.clamp(1, 16) - 1).unwrap_or(0);
    let whole = FIRST.saturating_mul(4_i64.saturating_pow(steps)).min(LAST);
    let chance = i64::from(u16::from_be_bytes(random.bytes()));
    SignedDuration::from_millis(whole * 3 / 4 + whole / 2 * chance / i64::from(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    struct Fixed(u8);

    impl Random for Fixed {
        fn fill(&mut self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn pauses_grow_and_differ() {
        let sums: Vec<i64> = [0, 255]
            .map(|chance| (1..TRIES).map(|tries| pause(tries, &mut Fixed(chance)).as_secs()).sum())
            .to_vec();
        assert!(sums[0] > 3 * 3_600 && sums[1] < 7 * 3_600, "{sums:?}");
        assert_eq!(pause(1, &mut Fixed(0)).as_millis(), 7_500);
        assert_eq!(pause(1, &mut Fixed(255)).as_millis(), 12_500);
        assert_eq!(pause(i64::MAX, &mut Fixed(255)).as_millis(), 4_500_000);
    }

    #[test]
    fn a_night_is_that_of_viet_nam() {
        let night = Rhythm::Nightly { hour: 2, minute: 0 };
        let next = |now: &str| night.next(now.parse().unwrap()).to_string();
        assert_eq!(next("2026-01-05T18:59:59Z"), "2026-01-05T19:00:00Z");
        assert_eq!(next("2026-01-05T19:00:00Z"), "2026-01-06T19:00:00Z");
        assert_eq!(
            Rhythm::Hourly { minute: 10 }.next("2026-01-05T19:10:00Z".parse().unwrap()).to_string(),
            "2026-01-05T20:10:00Z"
        );
    }

    proptest! {
        #[test]
        fn the_next_time_is_later_and_within_a_turn(second in 0_i64..4_102_444_800, hour in 0_i64..24, minute in 0_i64..60) {
            let now = Timestamp::from_second(second).unwrap();
            for (rhythm, length) in [(Rhythm::Hourly { minute }, 3_600), (Rhythm::Nightly { hour, minute }, 86_400)] {
                let next = rhythm.next(now);
                prop_assert!(next > now && next.as_second() - second <= length);
                prop_assert_eq!(rhythm.next(next).as_second() - next.as_second(), length);
            }
        }

        #[test]
        fn pauses_are_bounded(tries in any::<i64>(), chance in any::<u8>()) {
            let pause = pause(tries, &mut Fixed(chance)).as_millis();
            prop_assert!((7_500..=4_500_000).contains(&pause));
        }
    }
}
