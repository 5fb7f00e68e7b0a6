//! How a password is kept, and whether this is it.

use std::fmt;

use argon2::password_hash::phc::{Output, ParamsString, PasswordHash, Salt};
use argon2::{Algorithm, Argon2, Params, Version};
use subtle::ConstantTimeEq;

use super::{LONGEST_BYTES, NewPassword, OneTimePassword, prepared};
use crate::Random;

/// What one hash costs. The default is the one that OWASP names for argon2id; tests take [`Cost::CHEAPEST`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cost(Params);

/// No such cost: Argon2 wants at least 8 KiB a lane, one pass, one lane; and more than 1 GiB, 64 passes or 16 lanes
/// would be a way to stop the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("argon2id takes 8 KiB to 1 GiB of memory for each of 1 to 16 lanes, and 1 to 64 passes")]
pub struct NoSuchCost;

impl Cost {
    /// As little as Argon2 allows: for tests only.
    pub const CHEAPEST: Self = match Params::new(8, 1, 1, None) {
        Ok(params) => Self(params),
        Err(_) => panic!("8 KiB, one pass and one lane are the least that Argon2 takes"),
    };

    /// Memory in KiB, passes over it, lanes.
    pub fn new(memory_kib: u32, passes: u32, lanes: u32) -> Result<Self, NoSuchCost> {
        if memory_kib > 1 << 20 || passes > 64 || lanes > 16 {
            return Err(NoSuchCost);
        }
        Params::new(memory_kib, passes, lanes, None).map(Self).map_err(|_| NoSuchCost)
    }

    /// Memory in KiB.
    pub fn memory_kib(&self) -> u32 {
        self.0.m_cost()
    }

    /// Passes over the memory.
    pub fn passes(&self) -> u32 {
        self.0.t_cost()
    }

    /// Lanes.
    pub fn lanes(&self) -> u32 {
        self.0.p_cost()
    }
}

impl Default for Cost {
    fn default() -> Self {
        Self(Params::DEFAULT)
    }
}

/// A hash as the store keeps it: the PHC string `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredHash(String);

/// What stands in the store is no argon2id hash of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored hash is damaged")]
pub struct Damaged;

impl StoredHash {
    /// Reads what the store has kept.
    pub fn parse(text: &str) -> Result<Self, Damaged> {
        Parts::read(text).map(|_| Self(text.to_owned()))
    }

    /// The text for the store.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for StoredHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("StoredHash(…)")
    }
}

/// It is the password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Verified {
    /// The hash was made at another cost than today's: hash the password again and keep that.
    pub rehash: bool,
}

/// It is not the password, or there is no such account: the caller is not told which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sign-in name or the password is wrong")]
pub struct Mismatch;

/// Makes and checks hashes at one cost. Both take tens of milliseconds of a whole core: run them off the async threads.
#[derive(Clone)]
pub struct Hasher {
    cost: Cost,
    nobody: StoredHash,
}

impl Hasher {
    /// A hasher at `cost`; makes one hash at once, of a random password that nobody has.
    pub fn new(cost: Cost, random: &mut impl Random) -> Self {
        let nobody = hash(&cost, &random.bytes::<32>(), &random.bytes::<16>());
        Self { cost, nobody }
    }

    /// The hash of a password that passed the rules.
    pub fn hash(&self, password: &NewPassword, random: &mut impl Random) -> StoredHash {
        hash(&self.cost, password.as_bytes(), &random.bytes::<16>())
    }

    /// The hash of a printed password.
    pub fn hash_one_time(&self, password: &OneTimePassword, random: &mut impl Random) -> StoredHash {
        hash(&self.cost, password.reveal().as_bytes(), &random.bytes::<16>())
    }

    /// The same password again, after [`Verified::rehash`] asked for it: rules of today do not refuse it.
    pub fn hash_again(&self, typed: &str, random: &mut impl Random) -> StoredHash {
        hash(&self.cost, prepared(typed).as_bytes(), &random.bytes::<16>())
    }

    /// Checks what was typed against the account's hash; `None` when there is no such account or it has no password.
    ///
    /// An unknown account costs as much time as a known one, so that the time does not tell which names exist
    /// (OWASP ASVS 5.0, 6.3.8). Texts over [`LONGEST_BYTES`] are wrong without hashing, for every name alike.
    pub fn verify(&self, stored: Option<&StoredHash>, typed: &str) -> Result<Verified, Mismatch> {
        if typed.len() > LONGEST_BYTES {
            return Err(Mismatch);
        }
        let is_known = stored.is_some();
        let parts = Parts::read(stored.unwrap_or(&self.nobody).as_str()).map_err(|Damaged| Mismatch)?;
        let is_equal = parts.is_hash_of(prepared(typed).as_bytes());
        if is_known && is_equal { Ok(Verified { rehash: parts.cost != self.cost }) } else { Err(Mismatch) }
    }
}

impl fmt::Debug for Hasher {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Hasher").field("cost", &self.cost).finish_non_exhaustive()
    }
}

/// Hashes of many secrets under one salt, so that one computation checks them all.
pub(crate) struct Shared;

impl Shared {
    /// One hash for each secret.
    pub(crate) fn hash<'a>(
        hasher: &Hasher,
        secrets: impl Iterator<Item = &'a str>,
        random: &mut impl Random,
    ) -> Vec<StoredHash> {
        let salt = random.bytes::<16>();
        secrets.map(|secret| hash(&hasher.cost, secret.as_bytes(), &salt)).collect()
    }

    /// The position of the hash that is this secret's. One computation for each salt that occurs.
    pub(crate) fn find(stored: &[StoredHash], secret: &str) -> Option<usize> {
        let mut computed: Vec<(Cost, Vec<u8>, [u8; LENGTH])> = Vec::new();
        let mut found = None;
        for (position, stored) in stored.iter().enumerate() {
            let Ok(parts) = Parts::read(&stored.0) else { continue };
            let known =
                computed.iter().position(|(cost, salt, _)| *cost == parts.cost && salt[..] == parts.salt[..]);
            let index = known.unwrap_or_else(|| {
                let bytes = compute(&parts.cost, secret.as_bytes(), &parts.salt);
                computed.push((parts.cost.clone(), parts.salt.to_vec(), bytes));
                computed.len() - 1
            });
            if bool::from(computed[index].2.ct_eq(&parts.hash)) {
                found = Some(position);
            }
        }
        found
    }
}

/// Bytes of a hash.
const LENGTH: usize = Params::DEFAULT_OUTPUT_LEN;

/// A PHC string taken apart.
struct Parts {
    cost: Cost,
    salt: Salt,
    hash: [u8; LENGTH],
}

impl Parts {
    fn read(text: &str) -> Result<Self, Damaged> {
        let phc = PasswordHash::new(text).map_err(|_| Damaged)?;
        let is_ours =
            phc.algorithm == Algorithm::Argon2id.ident() && phc.version == Some(Version::V0x13.into());
        let params = Params::try_from(&phc).map_err(|_| Damaged)?;
        let cost =
            Cost::new(params.m_cost(), params.t_cost(), params.p_cost()).map_err(|NoSuchCost| Damaged)?;
        let salt = phc.salt.filter(|salt| salt.len() >= argon2::MIN_SALT_LEN).ok_or(Damaged)?;
        let hash = phc.hash.and_then(|hash| hash.as_bytes().try_into().ok()).ok_or(Damaged)?;
        if is_ours { Ok(Self { cost, salt, hash }) } else { Err(Damaged) }
    }

    fn is_hash_of(&self, secret: &[u8]) -> bool {
        compute(&self.cost, secret, &self.salt).ct_eq(&self.hash).into()
    }
}

/// The PHC string of `secret`.
fn hash(cost: &Cost, secret: &[u8], salt: &[u8; 16]) -> StoredHash {
    let bytes = compute(cost, secret, salt);
    let phc = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&cost.0).unwrap_or_default(),
        salt: Salt::new(salt).ok(),
        hash: Output::new(&bytes).ok(),
    };
    StoredHash(phc.to_string())
}

fn compute(cost: &Cost, secret: &[u8], salt: &[u8]) -> [u8; LENGTH] {
    let mut bytes = [0; LENGTH];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.0.clone())
        .hash_password_into(secret, salt, &mut bytes)
        // It fails only for lengths: secrets are at most a few KiB, salts were checked, the output is the default's.
        .expect("argon2 takes every secret under 4 GiB with a salt of 8 bytes or more");
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Os;

    fn hasher() -> Hasher {
        Hasher::new(Cost::CHEAPEST, &mut Os)
    }

    #[test]
    fn the_password_is_known_again_in_either_form_of_its_letters() {
        let hasher = hasher();
        let password = NewPassword::check("Tiếng Việt có dấu", &[]).unwrap();
        let stored = hasher.hash(&password, &mut Os);
        assert_eq!(hasher.verify(Some(&stored), "Tiếng Việt có dấu"), Ok(Verified { rehash: false }));
        let decomposed = "Tie\u{302}\u{301}ng Vie\u{323}\u{302}t\u{a0}co\u{301} da\u{302}\u{301}u";
        assert_eq!(hasher.verify(Some(&stored), decomposed), Ok(Verified { rehash: false }));
        assert_eq!(hasher.verify(Some(&stored), "Tieng Viet co dau"), Err(Mismatch));
        assert_eq!(hasher.verify(Some(&stored), ""), Err(Mismatch));
        assert_eq!(hasher.verify(Some(&stored), &"x".repeat(LONGEST_BYTES + 1)), Err(Mismatch));
    }

    #[test]
    fn nobody_has_a_password() {
        struct Zero;
        impl Random for Zero {
            fn fill(&mut self, bytes: &mut [u8]) {
                bytes.fill(0);
            }
        }
        assert_eq!(hasher().verify(None, "con mèo nằm trên mái"), Err(Mismatch));
        let guessed = Hasher::new(Cost::CHEAPEST, &mut Zero).verify(None, &"\0".repeat(32));
        assert_eq!(guessed, Err(Mismatch), "not even when nobody's password is guessed");
    }

    #[test]
    fn a_new_cost_asks_for_a_new_hash() {
        let (old, new) = (hasher(), Hasher::new(Cost::new(16, 2, 1).unwrap(), &mut Os));
        let stored = old.hash(&NewPassword::check("con mèo nằm trên mái", &[]).unwrap(), &mut Os);
        assert_eq!(new.verify(Some(&stored), "con mèo nằm trên mái"), Ok(Verified { rehash: true }));
        let again = new.hash_again("con mèo nằm trên mái", &mut Os);
        assert_eq!(new.verify(Some(&again), "con mèo nằm trên mái"), Ok(Verified { rehash: false }));
    }

    #[test]
    fn the_text_for_the_store_says_how_it_was_made() {
        let stored = Hasher::new(Cost::default(), &mut Os).nobody;
        assert!(stored.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{}", stored.as_str());
        assert_eq!(StoredHash::parse(stored.as_str()), Ok(stored));
    }

    /// The test vector that the reference implementation prints for `argon2id`, version 19, 64 MiB, 2 passes, 1 lane.
    #[test]
    fn the_reference_implementation_gives_the_same_hash() {
        let stored = StoredHash::parse(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
        )
        .unwrap();
        assert_eq!(hasher().verify(Some(&stored), "password"), Ok(Verified { rehash: true }));
    }

    #[test]
    fn what_would_stop_the_server_or_is_no_hash_is_damaged() {
        let good = hasher().nobody.0;
        for text in [
            "",
            "$",
            "secret",
            "$argon2id$v=19$m=8,t=1,p=1",
            &good.replace("m=8", "m=4294967295"),
            &good.replace("m=8", "m=1"),
            &good.replace("t=1", "t=100000"),
            &good.replace("argon2id", "argon2i"),
            &good.replace("v=19", "v=16"),
            &good[..good.len() - 6],
        ] {
            assert_eq!(StoredHash::parse(text), Err(Damaged), "{text}");
        }
        assert_eq!(Cost::new(1 << 21, 1, 1), Err(NoSuchCost));
        assert_eq!(Cost::new(8, 0, 1), Err(NoSuchCost));
    }

    #[test]
    fn a_printed_password_opens_once_typed_as_printed() {
        let hasher = hasher();
        let printed = OneTimePassword::generate(&mut Os);
        let stored = hasher.hash_one_time(&printed, &mut Os);
        assert!(hasher.verify(Some(&stored), printed.reveal()).is_ok());
        assert_ne!(printed, OneTimePassword::generate(&mut Os));
        assert!(!format!("{printed:?} {stored:?} {hasher:?}").contains(printed.reveal()));
    }

    #[test]
    fn one_salt_serves_many_secrets() {
        let hasher = hasher();
        let mut stored = Shared::hash(&hasher, ["one", "two", "three"].into_iter(), &mut Os);
        assert_eq!(Shared::find(&stored, "two"), Some(1));
        assert_eq!(Shared::find(&stored, "four"), None);
        stored.extend(Shared::hash(&hasher, ["four"].into_iter(), &mut Os));
        assert_eq!(Shared::find(&stored, "four"), Some(3));
    }

    proptest! {
        #[test]
        fn what_may_be_a_password_is_known_again(typed in "\\PC{0,40}", other in "\\PC{0,40}") {
            let hasher = hasher();
            if let Ok(password) = NewPassword::check(&typed, &[&other]) {
                let stored = hasher.hash(&password, &mut Os);
                prop_assert!(hasher.verify(Some(&stored), &typed).is_ok());
                prop_assert_eq!(hasher.verify(Some(&stored), &other).is_ok(), prepared(&other) == prepared(&typed));
            }
        }

        #[test]
        fn any_text_gets_an_answer(stored: String, typed: String, params in "[a-z=0-9,$]{0,40}") {
            prop_assert_eq!(StoredHash::parse(&stored), Err(Damaged));
            let _ = StoredHash::parse(&format!("$argon2id$v=19${params}$c29tZXNhbHRzYWx0$c29tZWhhc2g"));
            prop_assert_eq!(hasher().verify(None, &typed), Err(Mismatch));
        }
    }
}
