use std::collections::HashMap;

use proptest::prelude::*;

use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

/// A table of tries as the store would keep it, with a clock.
#[derive(Default)]
struct Table {
    rules: Rules,
    pairs: HashMap<(u32, u32), (Option<Tries>, Option<Timestamp>)>,
    accounts: HashMap<u32, Option<Tries>>,
    addresses: HashMap<u32, Option<Tries>>,
}

impl Table {
    fn record(&self, account: u32, address: u32) -> Record {
        let (pair, known_until) = self.pairs.get(&(account, address)).copied().unwrap_or_default();
        Record {
            pair,
            known_until,
            account: self.accounts.get(&account).copied().flatten(),
            address: self.addresses.get(&address).copied().flatten(),
        }
    }

    fn keep(&mut self, account: u32, address: u32, record: Record) {
        self.pairs.insert((account, address), (record.pair, record.known_until));
        self.accounts.insert(account, record.account);
        self.addresses.insert(address, record.address);
    }

    /// One try; whether the password was looked at.
    fn tries(&mut self, account: u32, address: u32, is_right: bool, second: i64) -> bool {
        match self.rules.ask(&self.record(account, address), at(second)) {
            Answer::Wait { until } => {
                assert!(until > at(second));
                false
            }
            Answer::GoOn(counted) => {
                let record = if is_right { self.rules.succeeded(&counted, at(second)) } else { counted };
                self.keep(account, address, record);
                true
            }
        }
    }
}

#[test]
fn ten_thousand_tries_from_one_place_get_a_handful_of_looks() {
    let mut table = Table::default();
    let looked = (0..10_000).filter(|second| table.tries(1, 1, false, *second)).count();
    // Five are free, seven more double the wait from 5 to 640 seconds, the rest come every 15 minutes.
    assert_eq!(looked, 23);
}

#[test]
fn ten_thousand_tries_from_ten_thousand_places_get_little_more_and_leave_the_owner_in() {
    let mut table = Table::default();
    assert!(table.tries(1, 0, true, 0), "the owner, at the office");
    let looked = (1..=10_000).filter(|second| table.tries(1, *second, false, i64::from(*second))).count();
    // Twenty are free, eight more double the wait from 2 to 256 seconds, the rest come every 5 minutes.
    assert_eq!(looked, 60);
    assert!(table.tries(1, 0, false, 10_001), "the owner mistypes");
    assert!(table.tries(1, 0, true, 10_001), "and is in at once");
    assert!(!table.tries(1, 20_000, true, 10_002), "a stranger with the right password waits");
    assert!(table.tries(1, 20_000, true, 10_002 + 300), "but not for ever");
}

#[test]
fn ten_thousand_accounts_tried_from_one_place_are_slowed_down_and_the_office_is_not() {
    let mut table = Table::default();
    let office = 1;
    for account in 0..100 {
        assert!(table.tries(account, office, true, i64::from(account)), "a hundred sign in in the morning");
    }
    let looked =
        (1_000..11_000).filter(|account| table.tries(*account, office, false, i64::from(*account))).count();
    assert!((200..300).contains(&looked), "{looked}");
    assert!(
        (0..100).all(|account| table.tries(account, office, true, 11_000)),
        "the same hundred, after dinner"
    );
}

#[test]
fn one_own_account_does_not_wash_an_address_clean() {
    let mut table = Table::default();
    let looked = (0..10_000_u32)
        .filter(|round| {
            table.tries(1, 9, true, i64::from(*round));
            table.tries(100 + round, 9, false, i64::from(*round))
        })
        .count();
    assert!(looked < 300, "{looked}");
}

#[test]
fn waits_grow_and_end() {
    let mut table = Table::default();
    let mut waits = Vec::new();
    let mut now = 0;
    for _ in 0..16 {
        assert!(table.tries(1, 1, false, now));
        let Answer::Wait { until } = table.rules.ask(&table.record(1, 1), at(now)) else {
            waits.push(0);
            continue;
        };
        waits.push(until.duration_since(at(now)).as_secs());
        now = until.duration_since(at(0)).as_secs();
    }
    assert_eq!(waits, [0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 640, 900, 900]);
    assert!((0..5).all(|_| table.tries(1, 1, false, now + 24 * 3600)), "forgotten the next day");
}

#[test]
fn tries_at_the_same_time_count_before_any_is_checked() {
    let rules = Rules::default();
    let mut record = Record::default();
    let mut looked = 0;
    for _ in 0..10_000 {
        if let Answer::GoOn(counted) = rules.ask(&record, at(0)) {
            record = counted;
            looked += 1;
        }
    }
    assert_eq!(looked, 6);
}

#[test]
fn a_clock_that_was_set_back_shuts_nobody_out_and_forgets_nothing() {
    let mut table = Table::default();
    for second in 1_000_000..1_000_006 {
        assert!(table.tries(1, 1, false, second));
    }
    assert!(!table.tries(1, 1, false, 1_000_006));
    assert!(table.tries(1, 1, false, 0));
    assert!(!table.tries(1, 1, false, 1), "the seventh, not the first");
}

#[test]
fn addresses_are_counted_as_one_customer_has_them() {
    let network = |text: &str| network(text.parse().unwrap()).to_string();
    assert_eq!(network("203.0.113.9"), "203.0.113.9");
    assert_eq!(network("::ffff:203.0.113.9"), "203.0.113.9");
    assert_eq!(network("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    assert_eq!(network("2001:db8:1:2:ffff::1"), "2001:db8:1:2::");
}

fn tries() -> impl Strategy<Value = Option<Tries>> {
    proptest::option::of(
        (-50_000..50_000_i64, 0..50_000_i64)
            .prop_map(|(last, more)| Tries { last: at(last), empty: at(last + more) }),
    )
}

fn record() -> impl Strategy<Value = Record> {
    (tries(), proptest::option::of((-9_000..9_000_i64).prop_map(at)), tries(), tries())
        .prop_map(|(pair, known_until, account, address)| Record { pair, known_until, account, address })
}

proptest! {
    /// Another failure never shortens the wait, and a try that has to wait never lengthens it.
    #[test]
    fn waits_are_monotone(record in record(), now in 0..10_000_i64, later in 0..10_000_i64) {
        let rules = Rules::default();
        let until = |record: &Record, now| match rules.ask(record, now) {
            Answer::Wait { until } => until,
            Answer::GoOn(_) => now,
        };
        if let Answer::GoOn(counted) = rules.ask(&record, at(now)) {
            prop_assert!(until(&counted, at(now)) >= at(now));
            if let Answer::GoOn(again) = rules.ask(&counted, at(now)) {
                prop_assert!(until(&again, at(now)) >= until(&counted, at(now)));
            }
        } else {
            prop_assert!(until(&record, at(now + later)) <= until(&record, at(now)).max(at(now + later)));
        }
    }

    /// Whatever is in the store, in a quarter of an hour without tries everybody may try.
    #[test]
    fn nobody_waits_longer_than_the_longest_wait(record in record(), now in -50_000..50_000_i64) {
        let rules = Rules::default();
        if let Answer::Wait { until } = rules.ask(&record, at(now)) {
            prop_assert!(until.duration_since(at(now)) <= rules.pair.longest_wait);
            prop_assert!(matches!(rules.ask(&record, until), Answer::GoOn(_)));
        }
    }

    /// What the store may hold after a damage or an odd setting does not stop the server.
    #[test]
    fn any_numbers_get_an_answer(last: i64, empty: i64, now: i64, free: u32, holds: u32, wait: i64, leak: i64) {
        let instant = |micros: i64| Timestamp::from_microsecond(micros)
            .unwrap_or(if micros < 0 { Timestamp::MIN } else { Timestamp::MAX });
        let rule = Rule {
            free,
            first_wait: SignedDuration::from_micros(wait),
            longest_wait: SignedDuration::from_micros(wait),
            leak: SignedDuration::from_micros(leak),
            holds,
        };
        let rules = Rules { pair: rule, account: rule, address: rule, known_for: SignedDuration::from_micros(leak) };
        let tries = Some(Tries { last: instant(last), empty: instant(empty) });
        let record = Record { pair: tries, known_until: None, account: tries, address: tries };
        if let Answer::GoOn(counted) = rules.ask(&record, instant(now)) {
            let _ = rules.succeeded(&counted, instant(now));
        }
    }
}
