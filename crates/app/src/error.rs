//! Why a deed was not done.

use domain::rights::Right;
use jiff::Timestamp;
use store::{FilesError, StoreError};

/// What was not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A unit.
    Unit,
    /// An event of the organisation.
    UnitEvent,
    /// An account.
    Account,
    /// A post.
    Post,
    /// A session.
    Session,
    /// A passkey.
    Passkey,
    /// A link with another site.
    ExternalIdentity,
    /// A token of the programming interface.
    Token,
    /// A job.
    Job,
    /// A notice.
    Notice,
    /// A saved view.
    View,
    /// A document of the register.
    Document,
    /// What the audit found in a document.
    Finding,
    /// An older register that is taken in.
    RegisterImport,
    /// A file that waits to be registered.
    Waiting,
    /// A task.
    Task,
    /// Statistics of tasks that were frozen.
    TaskReport,
    /// A document that is followed branch by branch.
    Programme,
    /// A report of a period.
    Report,
    /// An indicator.
    Indicator,
    /// A form by which figures are asked.
    Form,
    /// A round in which figures are collected.
    Campaign,
}

/// A mistake in what was asked for: at which field, and the key and arguments of the sentence that says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Name of the field of the form; none for the whole of it.
    pub field: Option<&'static str>,
    /// Key of the message.
    pub key: String,
    /// Its arguments.
    pub arguments: Vec<(&'static str, String)>,
}

impl Fault {
    /// A mistake in a field.
    pub fn at(field: &'static str, key: impl Into<String>) -> Self {
        Self { field: Some(field), key: key.into(), arguments: Vec::new() }
    }

    /// A mistake in the whole.
    pub fn whole(key: impl Into<String>) -> Self {
        Self { field: None, key: key.into(), arguments: Vec::new() }
    }

    /// The same with an argument of its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }
}

/// Why a deed was not done: your mistake, or ours.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// Nobody is signed in, or not far enough.
    #[error("a sign-in is needed")]
    SignInNeeded,
    /// The person's posts do not give the right, or not for this unit.
    #[error("no post gives the right {right} here")]
    Denied {
        /// Which right.
        right: Right,
    },
    /// There is no such thing, or none that the person may see.
    #[error("there is no such {thing:?}")]
    NotFound {
        /// What.
        thing: Thing,
    },
    /// What was asked for cannot be done like that.
    #[error("{} mistakes in what was asked for", faults.len())]
    Refused {
        /// Which mistakes.
        faults: Vec<Fault>,
    },
    /// Somebody else changed it in between.
    #[error("somebody else changed it in between")]
    Changed,
    /// Too many tries.
    #[error("too many tries; wait until {until}")]
    Wait {
        /// When to try again.
        until: Timestamp,
    },
    /// The store did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The place of the files did not do it.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// Something that cannot be, was: our bug.
    #[error("{0}")]
    Bug(String),
}

impl From<Fault> for AppError {
    fn from(fault: Fault) -> Self {
        Self::Refused { faults: vec![fault] }
    }
}

/// An error with its causes, for whoever looks after the machine: `the database is out of reach: Connection refused`.
#[must_use]
pub fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        let cause = error.to_string();
        // Some say what their cause says, and say it themselves too.
        if !text.ends_with(&cause) {
            text = format!("{text}: {cause}");
        }
        source = error.source();
    }
    text
}

/// What stands at the beginning of the causes, in the words of whoever found it: `unable to open database file`.
#[must_use]
pub fn first_cause(error: &dyn std::error::Error) -> String {
    let first = std::iter::successors(Some(error), |error| error.source()).last();
    first.map(ToString::to_string).unwrap_or_default()
}
