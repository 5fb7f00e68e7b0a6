//! Entries bound to each other: each hash goes over the one before it and the entry.

use super::entry::Entry;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use std::str::FromStr;

/// A SHA-256 hash; as text 64 small hexadecimal figures.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash([u8; 32]);

impl Hash {
    /// What stands before the first entry.
    pub const GENESIS: Self = Self([0; 32]);

    /// The hash with these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The hash of `entry` after the one with the hash `previous`: SHA-256 over the 32 bytes of `previous`, then
/// [`Entry::canonical`].
#[must_use]
pub fn hash(previous: Hash, entry: &Entry) -> Hash {
    Hash(Sha256::new().chain_update(previous.0).chain_update(entry.canonical()).finalize().into())
}

/// The end of a log. One that was written down elsewhere also shows that nobody cut off the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// How many entries there are.
    pub count: u64,
    /// Hash of the last one.
    pub hash: Hash,
}

impl Head {
    /// Of a log with no entry.
    pub const EMPTY: Self = Self { count: 0, hash: Hash::GENESIS };

    /// The end after one entry more.
    #[must_use]
    pub fn append(self, entry: &Entry) -> Self {
        Self { count: self.count + 1, hash: hash(self.hash, entry) }
    }
}

/// The first entry whose hash is not what it should be: it, its hash, or what stood before it was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("entry {index}: the hash should be {computed} but is {stored}")]
pub struct Broken {
    /// Its place, counted from zero from the beginning of the log.
    pub index: u64,
    /// What its hash should be.
    pub computed: Hash,
    /// What it is.
    pub stored: Hash,
}

/// Why a log could not be shown to be whole: the chain is broken, or reading it failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault<E> {
    /// An entry does not fit those before it.
    #[error(transparent)]
    Broken(Broken),
    /// The entries could not be read.
    #[error("the log could not be read")]
    Unread(#[source] E),
}

/// Goes through entries with their hashes, the oldest first, that follow `from` ([`Head::EMPTY`] for the whole log), and gives
/// the end that it reached. Holds one entry at a time.
///
/// # Errors
/// [`Fault::Broken`] at the first entry that does not fit, [`Fault::Unread`] when the iterator fails.
pub fn verify<E>(
    from: Head,
    entries: impl IntoIterator<Item = Result<(Entry, Hash), E>>,
) -> Result<Head, Fault<E>> {
    let mut head = from;
    for entry in entries {
        let (entry, stored) = entry.map_err(Fault::Unread)?;
        let next = head.append(&entry);
        if next.hash != stored {
            return Err(Fault::Broken(Broken { index: head.count, computed: next.hash, stored }));
        }
        head = next;
    }
    Ok(head)
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is no hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a hash is 64 small hexadecimal figures")]
pub struct NotAHash;

impl FromStr for Hash {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let figure = |b: u8| match b {
            b'0'..=b'9' => Some(b - b'0'),
            b'a'..=b'f' => Some(b - b'a' + 10),
            _ => None,
        };
        let byte = |pair: &[u8]| Some(figure(pair[0])? << 4 | figure(pair[1])?);
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        let bytes: Option<Vec<u8>> = pairs.iter().map(|pair| byte(pair)).collect();
        let bytes = bytes.filter(|_| rest.is_empty()).and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or(NotAHash)
    }
}

impl TryFrom<String> for Hash {
    type Error = NotAHash;
    fn try_from(text: String) -> Result<Self, NotAHash> {
        text.parse()
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.to_string()
    }
}
