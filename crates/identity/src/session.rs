//! Sessions: how long one lives, and what of a sign-in it stands for.
//!
//! OWASP ASVS 5.0 chapter 7: a session ends when it was not used for a time (7.3.1) and at the latest some time after the
//! sign-in (7.3.2); every step of a sign-in gives a new token (7.2.4), which here cannot be forgotten because a token is all
//! that [`Session::begin`] and [`Session::complete`] hand out. NIST SP 800-63B §2.2.3 asks for 1 hour idle and 24 hours at
//! most where a second factor is used.

use jiff::{SignedDuration, Timestamp};

use crate::Random;
use crate::token::SessionToken;

/// How long sessions live. One row of data for the whole site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lifetimes {
    /// It ends when nothing was asked for this long.
    pub idle: SignedDuration,
    /// It ends this long after it began, used or not.
    pub absolute: SignedDuration,
    /// A sign-in that waits for its second step ends after this long.
    pub half_signed: SignedDuration,
    /// `last_seen` is written again when it is older than this: not on every request.
    pub refresh: SignedDuration,
}

impl Default for Lifetimes {
    /// One hour idle, twelve hours (a working day) at most, five minutes for the second step, written once a minute.
    fn default() -> Self {
        Self {
            idle: SignedDuration::from_hours(1),
            absolute: SignedDuration::from_hours(12),
            half_signed: SignedDuration::from_mins(5),
            refresh: SignedDuration::from_mins(1),
        }
    }
}

/// How a person has shown who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proof {
    /// Password alone, by an account that has no second factor.
    Password,
    /// Password, then a code of an authenticator app.
    Totp,
    /// Password, then a recovery code.
    Recovery,
    /// A passkey, alone or after a password: it checks the person itself.
    Passkey,
    /// Another site vouches, by OpenID Connect.
    OpenId,
}

/// How far the sign-in is. The store keeps [`Stage::as_str`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The password was right, the second factor is still to come: nothing is open but the page that asks for it.
    HalfSigned,
    /// Signed in.
    Signed(Proof),
}

impl Stage {
    const ALL: [Self; 6] = [
        Self::HalfSigned,
        Self::Signed(Proof::Password),
        Self::Signed(Proof::Totp),
        Self::Signed(Proof::Recovery),
        Self::Signed(Proof::Passkey),
        Self::Signed(Proof::OpenId),
    ];

    /// The word for the store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HalfSigned => "half",
            Self::Signed(Proof::Password) => "password",
            Self::Signed(Proof::Totp) => "totp",
            Self::Signed(Proof::Recovery) => "recovery",
            Self::Signed(Proof::Passkey) => "passkey",
            Self::Signed(Proof::OpenId) => "openid",
        }
    }

    /// Reads what the store has kept.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.as_str() == word)
    }
}

/// A session as the store keeps it, beside the account and the digest of its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Session {
    /// When it began: at the first step, or anew at the second.
    pub created: Timestamp,
    /// When it was last used, to within [`Lifetimes::refresh`].
    pub last_seen: Timestamp,
    /// How far the sign-in is.
    pub stage: Stage,
}

/// What a session is at an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It may be used.
    Live {
        /// `last_seen` is to be written again.
        refresh: bool,
    },
    /// It was not used for too long.
    Idle,
    /// It has lived for too long.
    Expired,
}

/// The session is not one that waits for a second step, or waited for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no sign-in waits for its second step here")]
pub struct NotHalfSigned;

impl Session {
    /// A new session with a new token. A token that came with the request is never taken over (session fixation); the
    /// session that it named is deleted.
    pub fn begin(stage: Stage, now: Timestamp, random: &mut impl Random) -> (Self, SessionToken) {
        (Self { created: now, last_seen: now, stage }, SessionToken::generate(random))
    }

    /// The second step: a new session with a new token takes the place of the half-signed one, whose row is deleted.
    pub fn complete(
        self,
        proof: Proof,
        lifetimes: &Lifetimes,
        now: Timestamp,
        random: &mut impl Random,
    ) -> Result<(Self, SessionToken), NotHalfSigned> {
        match (self.stage, self.state(lifetimes, now)) {
            (Stage::HalfSigned, State::Live { .. }) => Ok(Self::begin(Stage::Signed(proof), now, random)),
            _ => Err(NotHalfSigned),
        }
    }

    /// What it is at `now`. An instant before the last use (a clock that was set back) counts as that use.
    pub fn state(&self, lifetimes: &Lifetimes, now: Timestamp) -> State {
        let now = now.max(self.last_seen);
        let longest = match self.stage {
            Stage::HalfSigned => lifetimes.half_signed.min(lifetimes.absolute),
            Stage::Signed(_) => lifetimes.absolute,
        };
        let unused = now.duration_since(self.last_seen);
        if now.duration_since(self.created) >= longest {
            State::Expired
        } else if unused >= lifetimes.idle {
            State::Idle
        } else {
            State::Live { refresh: unused >= lifetimes.refresh }
        }
    }

    /// When it ends if nothing is asked any more: for the list of sessions, and for sweeping them out.
    pub fn ends(&self, lifetimes: &Lifetimes) -> Timestamp {
        let longest = match self.stage {
            Stage::HalfSigned => lifetimes.half_signed.min(lifetimes.absolute),
            Stage::Signed(_) => lifetimes.absolute,
        };
        let after = |start: Timestamp, time| start.checked_add(time).unwrap_or(Timestamp::MAX);
        after(self.created, longest).min(after(self.last_seen, lifetimes.idle))
    }

    /// Whether the person showed who they are within `time`: asked before the password, the second factor or a right is
    /// changed (OWASP ASVS 5.0, 7.5.1); if not, they sign in again.
    pub fn is_fresh(&self, time: SignedDuration, now: Timestamp) -> bool {
        matches!(self.stage, Stage::Signed(_)) && now.duration_since(self.created) < time
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Os;

    const SIGNED: Stage = Stage::Signed(Proof::Password);

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn begun(stage: Stage) -> Session {
        Session::begin(stage, at(0), &mut Os).0
    }

    #[test]
    fn it_lives_while_it_is_used_and_not_longer_than_a_day_of_work() {
        let lifetimes = Lifetimes::default();
        let mut session = begun(SIGNED);
        assert_eq!(session.state(&lifetimes, at(59)), State::Live { refresh: false });
        assert_eq!(session.state(&lifetimes, at(60)), State::Live { refresh: true });
        assert_eq!(session.state(&lifetimes, at(3599)), State::Live { refresh: true });
        assert_eq!(session.state(&lifetimes, at(3600)), State::Idle);
        session.last_seen = at(12 * 3600 - 10);
        assert_eq!(session.state(&lifetimes, at(12 * 3600 - 1)), State::Live { refresh: false });
        assert_eq!(session.state(&lifetimes, at(12 * 3600)), State::Expired);
    }

    #[test]
    fn the_second_step_gives_another_token_and_comes_soon() {
        let lifetimes = Lifetimes::default();
        let (half, first) = Session::begin(Stage::HalfSigned, at(0), &mut Os);
        let (signed, second) = half.complete(Proof::Totp, &lifetimes, at(299), &mut Os).unwrap();
        assert_ne!(first.digest(), second.digest());
        assert_eq!((signed.stage, signed.created), (Stage::Signed(Proof::Totp), at(299)));
        assert_eq!(half.complete(Proof::Totp, &lifetimes, at(300), &mut Os).err(), Some(NotHalfSigned));
        assert_eq!(signed.complete(Proof::Totp, &lifetimes, at(300), &mut Os).err(), Some(NotHalfSigned));
    }

    #[test]
    fn only_a_whole_sign_in_is_fresh() {
        let five = SignedDuration::from_mins(5);
        assert!(begun(SIGNED).is_fresh(five, at(299)));
        assert!(!begun(SIGNED).is_fresh(five, at(300)));
        assert!(!begun(Stage::HalfSigned).is_fresh(five, at(1)));
    }

    #[test]
    fn words_for_the_store_are_read_back() {
        for stage in Stage::ALL {
            assert_eq!(Stage::parse(stage.as_str()), Some(stage));
        }
        assert_eq!(Stage::parse(""), None);
    }

    proptest! {
        #[test]
        fn what_has_ended_stays_ended(seen in 0..50_000_i64, first in -100_000..100_000_i64, later in 0..100_000_i64, half: bool) {
            let lifetimes = Lifetimes::default();
            let session = Session { last_seen: at(seen), ..begun(if half { Stage::HalfSigned } else { SIGNED }) };
            let is_live = |second| matches!(session.state(&lifetimes, at(second)), State::Live { .. });
            prop_assert!(is_live(first) || !is_live(first + later));
            prop_assert_eq!(is_live(first.max(seen)), at(first.max(seen)) < session.ends(&lifetimes));
        }
    }
}
