//! Reading many inputs on all cores.

use crate::input::{Bytes, Input};
use crate::messages::Messages;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rayon::prelude::*;
use reader::{Document, Limits, Refusal};
pub(crate) use reading::{Loaded, Reading, Reason, Refused, document};
use std::io::{self, IsTerminal};

/// From so many inputs on, a bar shows how far reading is.
const MANY: usize = 8;

/// Reads `inputs` on all cores.
pub(crate) fn load(inputs: &[Input], limits: &Limits, messages: &Messages) -> Reading {
    let bar = bar(inputs.len(), messages);
    let results: Vec<_> = inputs
        .par_iter()
        .map(|input| {
            let result = one(input, limits);
            bar.inc(1);
            (input.path(), result)
        })
        .collect();
    bar.finish_and_clear();
    let mut reading = Reading::default();
    for (path, result) in results {
        match result {
            Ok(document) => reading.documents.push(Loaded { path, document }),
            Err(reason) => reading.refused.push(Refused { path, reason }),
        }
    }
    reading
}

fn one(input: &Input, limits: &Limits) -> Result<Document, Reason> {
    document(&input.path(), &bytes(input, limits)?, limits)
}

/// The bytes of an input.
///
/// # Errors
/// The system does not give them, or they are too many.
pub(crate) fn bytes(input: &Input, limits: &Limits) -> Result<Vec<u8>, Reason> {
    match input.bytes(limits.file).map_err(Reason::System)? {
        Bytes::TooMany => {
            Err(Reason::Refusal(Refusal::TooLarge { what: "size of the file in bytes", limit: limits.file }))
        }
        Bytes::All(bytes) => Ok(bytes),
    }
}

/// A bar on standard error, for a person who waits.
fn bar(count: usize, messages: &Messages) -> ProgressBar {
    if count < MANY || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(count as u64), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar.with_message(messages.text("progress-reading", []))
}
