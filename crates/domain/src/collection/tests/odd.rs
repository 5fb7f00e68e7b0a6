use crate::UnitId;
use crate::collection::outlier::{Observed, Suspect, oddness, ranked};
use crate::indicators::{Decimals, Exact};
use crate::periods::Period;
use jiff::civil::date;
use proptest::collection::vec;
use proptest::prelude::*;

fn observed(values: &[i64]) -> Vec<Observed> {
    (0_u32..).zip(values).map(|(n, &scaled)| Observed { season: Some(n % 12 + 1), scaled }).collect()
}

fn is_odd(value: i64, season: u32, before: &[i64]) -> bool {
    oddness(Observed { season: Some(season), scaled: value }, &observed(before), Decimals::NONE).is_some()
}

#[test]
fn what_is_typed_with_a_nought_too_many_is_odd() {
    let months = [102, 98, 110, 95, 104, 99, 101, 97, 103, 100, 96, 105];
    assert!(is_odd(1_010, 13, &months));
    assert!(is_odd(10, 13, &months));
    assert!(!is_odd(120, 13, &months));
    let found =
        oddness(Observed { season: None, scaled: 1_000 }, &observed(&months), Decimals::NONE).unwrap();
    assert_eq!(
        (found.median, found.spread, found.seasonal),
        (Exact::from(201).over(&Exact::from(2)).unwrap(), Exact::from(10), false)
    );
    // Too little was said.
    assert!(!is_odd(1_010, 13, &months[..5]));
}

#[test]
fn what_comes_every_december_is_not_odd() {
    let mut years = Vec::new();
    for _ in 0..3 {
        years.extend([10, 11, 9, 10, 12, 10, 9, 11, 10, 10, 9, 300]);
    }
    assert!(!is_odd(310, 12, &years));
    assert!(is_odd(310, 11, &years));
    assert!(is_odd(10, 12, &years));
}

#[test]
fn noughts_are_no_reason() {
    let rare = [0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 0, 2];
    assert!(!is_odd(0, 99, &rare));
    // Four that are not nought are too few to judge by.
    assert!(!is_odd(40, 99, &rare));
    let more = [0, 2, 0, 1, 0, 3, 0, 2, 0, 1, 0, 2, 0, 1, 0];
    assert!(is_odd(40, 99, &more) && !is_odd(4, 99, &more));
    // Where it always was something, nought is odd.
    assert!(is_odd(0, 99, &[50, 52, 49, 51, 50, 48, 53]));
}

proptest! {
    #[test]
    fn the_order_does_not_matter(mut before in vec(-1_000_i64..1_000, 0..30), value in -9_000_i64..9_000) {
        let figure = Observed { season: Some(3), scaled: value };
        let all = observed(&before);
        let mut turned = all.clone();
        turned.reverse();
        prop_assert_eq!(oddness(figure, &all, Decimals::NONE), oddness(figure, &turned, Decimals::NONE));
        // What is said again and again is not odd.
        before.clear();
        prop_assert!(!is_odd(value, 3, &[value; 12]));
    }

    #[test]
    fn further_away_is_odder(before in vec(1_i64..1_000, 6..30), value in 1_000_i64..90_000, more in 1_i64..1_000) {
        let of = |scaled| oddness(Observed { season: None, scaled }, &observed(&before), Decimals::NONE).map(|odd| odd.score);
        prop_assert!(of(value) < of(value + more) || of(value + more).is_none());
    }

    #[test]
    fn the_oddest_come_first_and_few(scores in vec(5_i64..100, 0..40), most in 0_usize..20) {
        let found = |(unit, &score): (i64, &i64)| {
            let day = date(2025, 6, 1);
            let oddness = crate::collection::outlier::Oddness {
                median: Exact::zero(), spread: Exact::one(), score: Exact::from(score), among: 6, seasonal: false,
            };
            Suspect { unit: UnitId::new(unit), period: Period { from: day, last: day }, oddness }
        };
        let suspects: Vec<Suspect> = (1..).zip(&scores).map(found).collect();
        let mut turned = suspects.clone();
        turned.reverse();
        let few = ranked(suspects, most);
        prop_assert_eq!(&few, &ranked(turned, most));
        prop_assert_eq!(few.len(), most.min(scores.len()));
        prop_assert!(few.is_sorted_by_key(|suspect| std::cmp::Reverse(suspect.oddness.score.clone())));
    }
}
