//! Tokens: what a browser or a program shows to be known again.
//!
//! A token is 256 random bits (OWASP ASVS 5.0, 7.2.3 asks for 128). Its text is a prefix that says whose it is, 64 hexadecimal
//! digits, and 8 of a checksum: `sauro_s_` for a session, `sauro_t_` for an API client. Whoever scans files for leaked
//! secrets looks for `sauro_[st]_[0-9a-f]{72}` and tells a real one by its checksum (CRC-32 of all before it).
//! The store keeps only the SHA-256 of the text, so `printf %s TOKEN | sha256sum` finds the row of a leaked token, and who
//! reads the store can use none.

use std::fmt;
use std::marker::PhantomData;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq;

use crate::Random;

/// What a token is for; sealed, so that there are no others than those below.
pub trait Kind: sealed::Sealed {
    /// What its text begins with.
    const PREFIX: &'static str;
}

/// Kind of the token in a browser's cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Session {}

/// Kind of the token in an API client's `Authorization: Bearer`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {}

impl Kind for Session {
    const PREFIX: &'static str = "sauro_s_";
}

impl Kind for Api {
    const PREFIX: &'static str = "sauro_t_";
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Session {}
    impl Sealed for super::Api {}
}

/// The token of a session.
pub type SessionToken = Token<Session>;

/// The token of an API client.
pub type ApiToken = Token<Api>;

/// A token in clear. It exists when it is made and when it comes in, and is never kept, logged or printed.
#[derive(Clone)]
pub struct Token<K: Kind> {
    secret: [u8; 32],
    kind: PhantomData<K>,
}

/// Why a text is no token of this kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoToken {
    /// Another prefix, length or alphabet.
    #[error("this is not a token of this kind")]
    Form,
    /// Mistyped or cut: the checksum is that of another text. No need to ask the store.
    #[error("the token was not copied whole: its checksum is wrong")]
    Checksum,
}

impl<K: Kind> Token<K> {
    /// Bytes of the text of a token.
    pub const TEXT_BYTES: usize = K::PREFIX.len() + 72;

    /// A new token.
    pub fn generate(random: &mut impl Random) -> Self {
        Self { secret: random.bytes(), kind: PhantomData }
    }

    /// Reads a token that came in.
    pub fn parse(text: &str) -> Result<Self, NoToken> {
        let hex = text.strip_prefix(K::PREFIX).ok_or(NoToken::Form)?;
        let bytes = HEXLOWER.decode(hex.as_bytes()).map_err(|_| NoToken::Form)?;
        let (secret, checksum) = bytes.split_last_chunk::<4>().ok_or(NoToken::Form)?;
        let token = Self { secret: secret.try_into().map_err(|_| NoToken::Form)?, kind: PhantomData };
        if token.checksum() == *checksum { Ok(token) } else { Err(NoToken::Checksum) }
    }

    /// The text, to be handed to its owner once. The only way to see it.
    pub fn reveal(&self) -> String {
        format!("{}{}", self.body(), HEXLOWER.encode(&self.checksum()))
    }

    /// What the store keeps and looks up.
    pub fn digest(&self) -> Digest {
        Digest(Sha256::digest(self.reveal()).into())
    }

    fn body(&self) -> String {
        format!("{}{}", K::PREFIX, HEXLOWER.encode(&self.secret))
    }

    fn checksum(&self) -> [u8; 4] {
        crc32fast::hash(self.body().as_bytes()).to_be_bytes()
    }
}

impl<K: Kind> fmt::Debug for Token<K> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}…", K::PREFIX)
    }
}

/// SHA-256 of a token's text. Compared in constant time.
#[derive(Clone, Copy, Eq)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The 64 hexadecimal digits for the store.
    pub fn to_hex(&self) -> String {
        HEXLOWER.encode(&self.0)
    }

    /// Reads what the store has kept; `None` when it is not 64 hexadecimal digits.
    pub fn from_hex(text: &str) -> Option<Self> {
        HEXLOWER.decode(text.as_bytes()).ok()?.try_into().ok().map(Self)
    }
}

impl PartialEq for Digest {
    fn eq(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The first bytes tell rows apart in a log and open nothing.
        write!(formatter, "Digest({}…)", HEXLOWER.encode(&self.0[..4]))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Os;

    /// The checksum as Python's `zlib.crc32` gives it, the digest as `sha256sum` does.
    #[test]
    fn the_text_is_as_documented() {
        struct Zero;
        impl Random for Zero {
            fn fill(&mut self, bytes: &mut [u8]) {
                bytes.fill(0);
            }
        }
        let token = SessionToken::generate(&mut Zero);
        assert_eq!(token.reveal(), format!("sauro_s_{}15031748", "0".repeat(64)));
        assert_eq!(token.reveal().len(), SessionToken::TEXT_BYTES);
        assert_eq!(format!("{token:?}"), "sauro_s_…");
        let sha256sum = "7ba97b2f2c172f3a081bb8411ea67aefbb68947e399d3b27817f2ed0793d58f2";
        assert_eq!(token.digest().to_hex(), sha256sum);
    }

    #[test]
    fn tokens_differ_and_kinds_do_not_mix() {
        let (one, two) = (ApiToken::generate(&mut Os), ApiToken::generate(&mut Os));
        assert_ne!(one.digest(), two.digest());
        assert_eq!(SessionToken::parse(&one.reveal()).err(), Some(NoToken::Form));
        let disguised = one.reveal().replace("sauro_t_", "sauro_s_");
        assert_eq!(SessionToken::parse(&disguised).err(), Some(NoToken::Checksum));
        assert_eq!(Digest::from_hex(&one.digest().to_hex()), Some(one.digest()));
        assert_eq!(Digest::from_hex(&"0".repeat(63)), None);
        assert!(!format!("{one:?} {:?}", one.digest()).contains(&one.reveal()[8..20]));
    }

    proptest! {
        #[test]
        fn tokens_round_trip(secret: [u8; 32]) {
            let token = ApiToken { secret, kind: PhantomData };
            let read = ApiToken::parse(&token.reveal()).unwrap();
            prop_assert_eq!(read.secret, secret);
            prop_assert_eq!(read.digest(), token.digest());
        }

        #[test]
        fn one_wrong_character_is_noticed(secret: [u8; 32], place in 0..80_usize, letter in "[0-9a-z_]") {
            let text = ApiToken { secret, kind: PhantomData }.reveal();
            let mut wrong = text.clone();
            wrong.replace_range(place..=place, &letter);
            prop_assert_eq!(ApiToken::parse(&wrong).is_ok(), wrong == text);
        }

        #[test]
        fn any_text_gets_an_answer(text: String, tail in "[0-9a-f]{0,80}") {
            prop_assert!(SessionToken::parse(&text).is_err());
            let _ = SessionToken::parse(&format!("sauro_s_{tail}"));
            let _ = SessionToken::parse(&format!("sauro_s_{text}"));
        }
    }
}
