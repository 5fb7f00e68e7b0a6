//! What the use cases refuse, as a person is told.

use crate::{Frame, Kind, Problem, ui};
use app::{AppError, Fault, Thing};
use messages::FluentValue;
use store::{FilesError, StoreError};

/// The problem that an error is, where no form can be shown again.
pub(crate) fn problem(error: AppError) -> Problem {
    match error {
        AppError::SignInNeeded => Problem::signed_out(),
        AppError::Denied { .. } => Problem::forbidden(),
        AppError::NotFound {
            thing:
                Thing::Unit
                | Thing::UnitEvent
                | Thing::Account
                | Thing::Post
                | Thing::Session
                | Thing::Passkey
                | Thing::ExternalIdentity
                | Thing::Token
                | Thing::Job
                | Thing::Notice
                | Thing::View
                | Thing::Document
                | Thing::Finding
                | Thing::RegisterImport
                | Thing::Waiting
                | Thing::Task
                | Thing::TaskReport
                | Thing::Programme
                | Thing::Report
                | Thing::Indicator
                | Thing::Form
                | Thing::Campaign,
        } => Problem::not_found(),
        AppError::Refused { faults } => {
            let mut problem = Problem::new(Kind::Invalid);
            for fault in faults {
                problem = problem.field(fault.field.unwrap_or_default(), fault.key);
            }
            problem
        }
        AppError::Changed => Problem::new(Kind::Conflict),
        AppError::Wait { .. } => Problem::new(Kind::TooMany),
        AppError::Store(StoreError::Unreachable(cause)) => {
            tracing::error!(%cause, "the database is out of reach");
            Problem::new(Kind::Busy)
        }
        AppError::Store(StoreError::Overtaken) => Problem::new(Kind::Conflict),
        AppError::Store(error) => Problem::bug(app::with_causes(&error)),
        AppError::Files(FilesError::Place(cause)) => {
            tracing::error!(%cause, "the place of the files is out of reach");
            Problem::new(Kind::Busy)
        }
        AppError::Files(error) => Problem::bug(app::with_causes(&error)),
        AppError::Bug(cause) => Problem::bug(cause),
    }
}

/// Puts the mistakes at their fields; what is no mistake of the form comes back as a problem.
pub(super) fn at_fields(frame: &Frame, form: &mut ui::Form, error: AppError) -> Result<(), Problem> {
    match error {
        AppError::Refused { faults } => {
            for fault in &faults {
                form.wrong(fault.field.unwrap_or_default(), sentence(frame, fault));
            }
            Ok(())
        }
        AppError::Changed => {
            form.wrong("", frame.word("form-changed"));
            Ok(())
        }
        other => Err(problem(other)),
    }
}

/// The sentence about a mistake.
pub(crate) fn sentence(frame: &Frame, fault: &Fault) -> String {
    let arguments = fault.arguments.iter().map(|(name, value)| (*name, FluentValue::from(value.as_str())));
    frame.messages().format(&fault.key, arguments)
}
