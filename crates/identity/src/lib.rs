//! Who is this? Passwords, one-time codes, passkeys, OpenID Connect, sessions and tokens, behind plain types.
//!
//! Nothing here writes SQL, serves HTTP or reads a clock: an instant is passed in as [`jiff::Timestamp`], randomness as
//! [`Random`], and what must be remembered is handed back as plain data that the store keeps.
//!
//! | module | question it answers |
//! |---|---|
//! | [`password`] | is this the password of the account, and may that one become a password? |
//! | [`token`] | which session or which API client is this? |
//! | [`totp`], [`recovery`] | does this person hold the telephone, or the sheet of codes? |
//! | [`passkey`] | does this person hold the device that was registered? |
//! | [`oidc`] | whom does another site vouch for? |
//! | [`session`] | is this sign-in still good, and how far is it? |
//! | [`throttle`] | may one try again already? |

pub mod oidc;
pub mod passkey;
pub mod password;
mod random;
mod readable;
pub mod recovery;
pub mod session;
pub mod throttle;
pub mod token;
pub mod totp;

pub use random::{Os, Random};
