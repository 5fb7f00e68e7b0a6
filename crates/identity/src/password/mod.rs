//! Passwords: what may become one, how it is kept, and whether this is it.
//!
//! Sources: OWASP ASVS 5.0 chapters 6.2 (rules for passwords) and 11.4 (hashing), OWASP *Password Storage Cheat Sheet*
//! (argon2id, 19 MiB, 2 passes, 1 lane), RFC 9106 (Argon2), NIST SP 800-63B §3.1.1 (length, no rules of composition,
//! list of common passwords), RFC 8265 §4 (one form of a text before it is hashed).

mod hash;
mod one_time;
mod rule;

pub use hash::{Cost, Damaged, Hasher, Mismatch, StoredHash, Verified};
pub use one_time::OneTimePassword;
pub use rule::{LONGEST_BYTES, NewPassword, Refusal, SHORTEST_CHARACTERS};

pub(crate) use hash::Shared;

use unicode_normalization::UnicodeNormalization;

/// The one form of a password that is hashed: NFC, every white space a plain space (RFC 8265 §4.2). A keyboard that
/// writes `ế` as two code points gives the same password as one that writes it as one.
fn prepared(typed: &str) -> String {
    typed.nfc().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect()
}
