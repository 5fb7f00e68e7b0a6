//! Vietnamese text as official documents really write it.
//!
//! Everything here is pure: no file, no clock, no environment. Positions are byte offsets into the `&str` that was given;
//! where a function changes text it hands back a [`Map`] that leads every position home.
//!
//! | module | question it answers |
//! |---|---|
//! | [`fold`], [`tone`], [`sort`] | are two words the same to a person who searches, compares, sorts? |
//! | [`syllable`] | is this a syllable of Vietnamese? |
//! | [`legacy`] | which encoding do these bytes have, and what do they say? |
//! | [`number`] | what number is written here? |
//! | [`date`] | what day or period is written here? |
//! | [`symbol`], [`kind`], [`issuer`] | which document is named here? |

pub mod date;
pub mod fold;
pub mod issuer;
pub mod kind;
pub mod legacy;
pub mod letter;
mod map;
pub mod nfc;
pub mod number;
pub mod roman;
pub mod sort;
pub mod syllable;
pub mod symbol;
pub mod tone;

pub use jiff::civil::Date;
pub use map::Map;
pub use rust_decimal::Decimal;
