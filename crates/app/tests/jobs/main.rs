//! Jobs, letters and notices on both engines: what fails is tried again and told, what dies is done again, what is sent arrives.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod house;
mod letters;
mod server;
mod trouble;
