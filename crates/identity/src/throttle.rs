//! How often somebody may try to sign in.
//!
//! A rule of numbers: what happened so far comes in, *go on* or *wait until* comes out, with what to keep. Sources: OWASP
//! ASVS 5.0, 6.3.1 and 6.1.1 (guessing is slowed down, and the slowing must not shut the owner out), NIST SP 800-63B §3.2.2
//! (growing waits, addresses that succeeded before are trusted more), OWASP *Slow Down Online Guessing Attacks with Device
//! Cookies* (the known are counted apart from the unknown).
//!
//! A try is counted on three [`Tries`]:
//!
//! | on | slows down |
//! |---|---|
//! | the account and the address together | somebody who guesses one password from one place |
//! | the account, from all addresses that never signed in to it | somebody who guesses it from many places |
//! | the address, on all accounts | somebody who tries one password on many accounts |
//!
//! An address from which the account was signed in to lately is *known*: only the first line counts for it. So whoever
//! guesses an account from elsewhere cannot shut its owner out of the own office. Waits are capped, tries that have to wait
//! do not lengthen them, and what was counted leaks away with time.

use std::net::{IpAddr, Ipv6Addr};

use jiff::{SignedDuration, Timestamp};

/// What was counted on one line. The store keeps both instants, and may drop the row when `empty` is past.
///
/// The count is a bucket that leaks: it is held as the instant at which it will be empty, so nothing runs in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tries {
    /// The last try that was counted.
    pub last: Timestamp,
    /// When all will have leaked away.
    pub empty: Timestamp,
}

/// How one line slows down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// So many tries in the bucket cost nothing.
    pub free: u32,
    /// The wait after the first try beyond; each one more doubles it.
    pub first_wait: SignedDuration,
    /// Longer than this nobody waits.
    pub longest_wait: SignedDuration,
    /// One try leaks out of the bucket in this time.
    pub leak: SignedDuration,
    /// The bucket holds at most so many: what happened is forgotten after this many leaks.
    pub holds: u32,
}

/// The three lines. One row of data for the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// For an account and an address together.
    pub pair: Rule,
    /// For an account from all unknown addresses.
    pub account: Rule,
    /// For an address on all accounts that do not know it.
    pub address: Rule,
    /// So long after a sign-in the address is known to the account.
    pub known_for: SignedDuration,
}

impl Default for Rules {
    /// A person mistypes five times freely, then at most four times an hour; an account takes 20 tries of strangers freely,
    /// then 12 an hour; an office of a hundred behind one address mistypes 50 times freely, then once a minute.
    fn default() -> Self {
        Self {
            pair: Rule {
                free: 5,
                first_wait: SignedDuration::from_secs(5),
                longest_wait: SignedDuration::from_mins(15),
                leak: SignedDuration::from_mins(20),
                holds: 30,
            },
            account: Rule {
                free: 20,
                first_wait: SignedDuration::from_secs(2),
                longest_wait: SignedDuration::from_mins(5),
                leak: SignedDuration::from_mins(10),
                holds: 60,
            },
            address: Rule {
                free: 50,
                first_wait: SignedDuration::from_secs(1),
                longest_wait: SignedDuration::from_mins(1),
                leak: SignedDuration::from_mins(1),
                holds: 120,
            },
            known_for: SignedDuration::from_hours(24 * 90),
        }
    }
}

/// All that is kept about one account, one address and the two together. Rows that are not there are `None`.
///
/// A sign-in name that does not exist is counted like one that does, by the name as it was typed: the waits must not tell
/// which names exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Record {
    /// Of the account and the address together.
    pub pair: Option<Tries>,
    /// Until when the address is known to the account.
    pub known_until: Option<Timestamp>,
    /// Of the account.
    pub account: Option<Tries>,
    /// Of the address.
    pub address: Option<Tries>,
}

/// May one try?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Yes. The record is to be stored *before* the password is checked, so that tries at the same time count too.
    GoOn(Record),
    /// Not before this instant; nothing is to be stored.
    Wait {
        /// When to try again.
        until: Timestamp,
    },
}

impl Rules {
    /// Asks for one try at `now`, and counts it.
    pub fn ask(&self, record: &Record, now: Timestamp) -> Answer {
        let is_known = record.known_until.is_some_and(|until| now < until);
        let mut lines = vec![(self.pair, record.pair)];
        if !is_known {
            lines.extend([(self.account, record.account), (self.address, record.address)]);
        }
        let until = lines.iter().filter_map(|(rule, tries)| rule.wait(tries.as_ref(), now)).max();
        if let Some(until) = until {
            return Answer::Wait { until };
        }
        let mut counted = Record { pair: Some(self.pair.count(record.pair, now)), ..*record };
        if !is_known {
            counted.account = Some(self.account.count(record.account, now));
            counted.address = Some(self.address.count(record.address, now));
        }
        Answer::GoOn(counted)
    }

    /// The try that was counted last succeeded: the address is known from now on and its own count begins anew. Of the
    /// account and the address only this one try is taken back, or whoever has one account could wash the address clean
    /// between guesses at others.
    pub fn succeeded(&self, record: &Record, now: Timestamp) -> Record {
        let was_known = record.known_until.is_some_and(|until| now < until);
        let take_back = |rule: &Rule, tries: Option<Tries>| {
            if was_known { tries } else { tries.and_then(|tries| rule.take_back(tries)) }
        };
        Record {
            pair: None,
            known_until: Some(after(now, self.known_for)),
            account: take_back(&self.account, record.account),
            address: take_back(&self.address, record.address),
        }
    }
}

impl Rule {
    /// Until when one has to wait, if at all. A last try in the future means that the clock was set back: then nobody waits,
    /// since nobody who guesses can move the clock, and everybody would be shut out until it caught up.
    fn wait(&self, tries: Option<&Tries>, now: Timestamp) -> Option<Timestamp> {
        let tries = tries.filter(|tries| tries.last <= now)?;
        let until = after(tries.last, self.wait_after(self.level(tries, tries.last)));
        (now < until).then_some(until)
    }

    /// How long to wait with so many tries in the bucket.
    fn wait_after(&self, level: i64) -> SignedDuration {
        let beyond = level - i64::from(self.free);
        if beyond <= 0 {
            return SignedDuration::ZERO;
        }
        let doubled = u32::try_from(beyond - 1).ok().and_then(|power| 1_i32.checked_shl(power.min(30)));
        doubled
            .and_then(|times| self.first_wait.checked_mul(times))
            .unwrap_or(self.longest_wait)
            .min(self.longest_wait)
    }

    /// Tries in the bucket at `now`, a begun one counted whole.
    fn level(&self, tries: &Tries, now: Timestamp) -> i64 {
        let left = tries.empty.duration_since(now).as_micros().max(0);
        let leak = self.leak.as_micros().max(1);
        i64::try_from(left.div_euclid(leak) + i128::from(left.rem_euclid(leak) > 0)).unwrap_or(i64::MAX)
    }

    fn count(&self, tries: Option<Tries>, now: Timestamp) -> Tries {
        let left = match tries {
            None => SignedDuration::ZERO,
            // The clock was set back: what was in the bucket then is in it now.
            Some(tries) if tries.last > now => tries.empty.duration_since(tries.last),
            Some(tries) => tries.empty.duration_since(now),
        };
        let left = left.max(SignedDuration::ZERO).saturating_add(self.leak).min(self.full());
        Tries { last: now, empty: after(now, left) }
    }

    fn take_back(&self, tries: Tries) -> Option<Tries> {
        let empty = tries.empty.checked_sub(self.leak).unwrap_or(Timestamp::MIN);
        (empty > tries.last).then_some(Tries { empty, ..tries })
    }

    fn full(&self) -> SignedDuration {
        i32::try_from(self.holds)
            .ok()
            .and_then(|holds| self.leak.checked_mul(holds))
            .unwrap_or(SignedDuration::MAX)
    }
}

fn after(start: Timestamp, time: SignedDuration) -> Timestamp {
    start.checked_add(time).unwrap_or(Timestamp::MAX)
}

/// The address as it is counted: an IPv4 address by itself, an IPv6 address by its /64, which is what one household or
/// office has (RFC 6177 §2), and an IPv4 address written as IPv6 as the IPv4 address.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests;
