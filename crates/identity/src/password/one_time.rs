//! The password that is printed once.

use std::fmt;

use crate::{Random, readable};

/// A password that somebody reads from a sheet or a screen once: 64 random bits as four groups of four letters.
///
/// It is kept like any password, hashed by [`super::Hasher::hash_one_time`], and the account is marked to change it at the
/// first sign-in (OWASP ASVS 5.0, 6.4.1: it ends by itself after a short time, which is the caller's to keep).
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimePassword(String);

impl OneTimePassword {
    /// A new one.
    pub fn generate(random: &mut impl Random) -> Self {
        Self(readable::groups(random, 4))
    }

    /// The text to print, such as `bcfg-hjkm-nprs-tvxz`. The only way to see it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for OneTimePassword {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("OneTimePassword(…)")
    }
}
