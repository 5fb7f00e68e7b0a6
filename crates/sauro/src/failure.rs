//! Why the program could not do what was asked.

use crate::messages::Messages;
use auditor::Sentence;
use std::io;

/// A failure: whose it is decides what the sentence says and how the program ends.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The caller can mend it: a wrong option, a file that exists.
    #[error("mistake: {}", .0.key)]
    Mistake(Sentence),
    /// The world around: no room, no right.
    #[error("system: {}", .0.key)]
    System(Sentence),
    /// Ours.
    #[error("bug: {}", .0.key)]
    Bug(Sentence),
    /// Nobody reads the output any more: not an error.
    #[error("the reader of the output has gone")]
    BrokenPipe,
}

impl Failure {
    /// A mistake of the caller: message `key` with `arguments`.
    pub(crate) fn mistake<const N: usize>(key: &'static str, arguments: [(&'static str, String); N]) -> Self {
        Self::Mistake(Sentence::new(key, arguments))
    }

    /// A bug of the program: message `key` with `arguments`.
    pub(crate) fn bug<const N: usize>(key: &'static str, arguments: [(&'static str, String); N]) -> Self {
        Self::Bug(Sentence::new(key, arguments))
    }

    /// The error line and the line of what to do, for people.
    pub(crate) fn lines(&self, messages: &Messages) -> Vec<String> {
        let (label, text, hint) = match self {
            Self::BrokenPipe => return Vec::new(),
            Self::Mistake(s) => ("error", messages.sentence(s), Some(messages.text("hint-help", []))),
            Self::System(s) => ("error", messages.sentence(s), None),
            Self::Bug(s) => ("error-bug", messages.sentence(s), Some(messages.text("hint-bug", []))),
        };
        let mut lines = vec![format!("{}: {text}", messages.text(label, []))];
        lines.extend(hint.map(|hint| format!("  = {}: {hint}", messages.text("hint", []))));
        lines
    }
}

/// Writing to standard output: the only place where a broken pipe can happen.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::BrokenPipe
        } else {
            Self::System(Sentence::new("failure-output", [("cause", error.to_string())]))
        }
    }
}
