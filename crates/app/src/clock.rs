//! What time it is.

use jiff::Timestamp;
use std::sync::Arc;

/// Tells the instant; a test brings its own.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// The clock of the machine.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the one place")]
pub fn system_clock() -> Clock {
    Arc::new(Timestamp::now)
}
