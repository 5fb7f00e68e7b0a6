//! What the log says about one deed.

use super::json::Json;
use crate::ids::{AccountId, PostId};
use jiff::Timestamp;

/// One deed.
///
/// Personal data stays out: people are named by the ids of their accounts, and `before` and `after` hold what the verb needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When, to the microsecond: what is finer does not count.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// The post whose right was used.
    pub post: Option<PostId>,
    /// What: `units.merge`.
    pub verb: String,
    /// On what.
    pub object: Object,
    /// The object before, where it was.
    pub before: Option<Json>,
    /// The object after, where it still is.
    pub after: Option<Json>,
    /// From where: the address of the caller.
    pub from: Option<String>,
    /// The id of the request.
    pub request: Option<String>,
}

/// Who did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Actor {
    /// A person.
    Account(AccountId),
    /// The program itself: a job, a first start, the command line.
    System,
}

/// What it was done on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Object {
    /// Its kind: `unit`.
    pub kind: String,
    /// Its number, where it has one.
    pub id: Option<i64>,
}

impl Entry {
    /// The bytes that are hashed. Two entries with the same bytes say the same.
    ///
    /// First the byte 1, the version of this form; then each field in turn, every one as `0` if it is absent, else as `1`, the
    /// number of its bytes in 8 bytes, and its bytes. The highest byte of a number comes first.
    ///
    /// | field | bytes |
    /// |---|---|
    /// | `at` | microseconds since 1970-01-01 UTC, in 8 bytes, signed |
    /// | `actor` | number of the account, 8 bytes; absent for the system |
    /// | `post` | its number, 8 bytes |
    /// | `verb`, `object.kind` | UTF-8 |
    /// | `object.id` | 8 bytes |
    /// | `before`, `after`, `from`, `request` | UTF-8 |
    #[must_use]
    pub fn canonical(&self) -> Vec<u8> {
        let mut bytes = vec![1];
        let mut field = |value: Option<&[u8]>| match value {
            None => bytes.push(0),
            Some(value) => {
                bytes.push(1);
                bytes.extend((value.len() as u64).to_be_bytes());
                bytes.extend(value);
            }
        };
        let actor = match self.actor {
            Actor::Account(account) => Some(account.get().to_be_bytes()),
            Actor::System => None,
        };
        let text = |text: &Option<String>| text.as_ref().map(|text| text.as_bytes().to_vec());
        let json = |json: &Option<Json>| json.as_ref().map(|json| json.as_str().as_bytes().to_vec());
        field(Some(&self.at.as_microsecond().to_be_bytes()));
        field(actor.as_ref().map(<[u8; 8]>::as_slice));
        field(self.post.map(|post| post.get().to_be_bytes()).as_ref().map(<[u8; 8]>::as_slice));
        field(Some(self.verb.as_bytes()));
        field(Some(self.object.kind.as_bytes()));
        field(self.object.id.map(i64::to_be_bytes).as_ref().map(<[u8; 8]>::as_slice));
        field(json(&self.before).as_deref());
        field(json(&self.after).as_deref());
        field(text(&self.from).as_deref());
        field(text(&self.request).as_deref());
        bytes
    }
}
