//! The log: who did what to what, in which post, from where; append-only, each entry bound to all before it by its hash.

mod chain;
mod entry;
mod json;

pub use chain::{Broken, Fault, Hash, Head, NotAHash, hash, verify};
pub use entry::{Actor, Entry, Object};
pub use json::Json;

#[cfg(test)]
mod tests;
