//! The site in a real browser: a `sauro serve` of its own, Chromium through its driver, and hands and eyes.

mod driver;
pub mod office;
mod person;
mod server;
mod totp;

pub use driver::{Driver, View};
pub use person::{PASSWORD, Person};
pub use server::{DEMO_PASSWORD, Server};
pub use totp::code;
