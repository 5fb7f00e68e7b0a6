//! The rules of the house, and nothing else: no file, no clock, no task, no SQL.

pub mod ids;
pub mod log;
pub mod people;
pub mod rights;
pub mod span;
pub mod units;

pub use ids::*;
pub use span::Span;
