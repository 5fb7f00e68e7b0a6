//! Recovery codes: the way in for somebody whose telephone is gone.
//!
//! Ten codes of 48 random bits, each good once. Fewer than 112 bits must be hashed like passwords (OWASP ASVS 5.0, 6.5.2),
//! so they are, under one salt: checking one against all ten costs one hash.

use std::fmt;

use crate::password::{Hasher, LONGEST_BYTES, Shared, StoredHash};
use crate::{Random, readable};

/// How many codes a person gets.
pub const CODES: usize = 10;

/// A recovery code in clear, shown once when it is made.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    /// The text to print, such as `bcfg-hjkm-nprs`. The only way to see it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RecoveryCode(…)")
    }
}

/// Ten new codes to show, and their hashes for the store in the same order. They take the place of all before them.
pub fn generate(hasher: &Hasher, random: &mut impl Random) -> (Vec<RecoveryCode>, Vec<StoredHash>) {
    let codes: Vec<RecoveryCode> = (0..CODES).map(|_| RecoveryCode(readable::groups(random, 3))).collect();
    let letters: Vec<String> = codes.iter().map(|code| readable::letters(&code.0)).collect();
    let stored = Shared::hash(hasher, letters.iter().map(String::as_str), random);
    (codes, stored)
}

/// Which of the codes that are left this is, by position; the store takes that one away, in the same transaction, before
/// the person is let in. Hyphens, spaces and capitals do not matter. Takes as long as checking a password.
pub fn find(left: &[StoredHash], typed: &str) -> Option<usize> {
    if typed.len() > LONGEST_BYTES {
        return None;
    }
    Shared::find(left, &readable::letters(typed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Os;
    use crate::password::Cost;

    #[test]
    fn each_code_opens_once() {
        let hasher = Hasher::new(Cost::CHEAPEST, &mut Os);
        let (codes, mut left) = generate(&hasher, &mut Os);
        assert_eq!((codes.len(), left.len()), (CODES, CODES));
        for code in &codes {
            let typed = code.reveal().replace('-', " ").to_uppercase();
            let position = find(&left, &typed).unwrap();
            left.remove(position);
            assert_eq!(find(&left, &typed), None, "used");
        }
        assert!(left.is_empty());
    }

    #[test]
    fn other_texts_open_nothing() {
        let hasher = Hasher::new(Cost::CHEAPEST, &mut Os);
        let (codes, left) = generate(&hasher, &mut Os);
        for typed in ["", "bcfg-hjkm-nprs", &codes[0].reveal()[..13], &"b".repeat(LONGEST_BYTES + 1)] {
            assert_eq!(find(&left, typed), None, "{typed}");
        }
        assert!(!format!("{codes:?}").contains(codes[0].reveal()));
    }

    #[test]
    fn one_salt_is_one_person() {
        let hasher = Hasher::new(Cost::CHEAPEST, &mut Os);
        let salt = |stored: &StoredHash| stored.as_str().rsplit('$').nth(1).unwrap().to_owned();
        let ((_, one), (_, two)) = (generate(&hasher, &mut Os), generate(&hasher, &mut Os));
        assert!(one.iter().all(|stored| salt(stored) == salt(&one[0])));
        assert_ne!(salt(&one[0]), salt(&two[0]));
    }
}
